"""The errors that a user may see. Each message is one line that says what is wrong and what to do."""

from __future__ import annotations

from pathlib import Path


class KGError(Exception):
    """Base of all errors that kg raises on purpose."""


class InputError(KGError):
    """A document that cannot be read; it is reported and skipped."""


class DataError(KGError):
    """A file under ontology/ that is wrong: which file, which line, why."""

    def __init__(self, path: Path | str, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path, self.line, self.reason = str(path), line, reason


class OntologyError(DataError):
    """A wrong class, property or shape in ontology/*.ttl."""


class LexiconError(DataError):
    """A wrong word list, rule or frame in ontology/lang/."""


class StoreError(KGError):
    """A graph folder that cannot be opened, written or found."""


class QueryError(KGError):
    """A query that cannot be answered, or a name that matches nothing."""
