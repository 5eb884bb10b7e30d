"""The errors that a user may see. Each message is one line that says what is wrong and what to do."""

from __future__ import annotations

import errno
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


class GazetteerError(DataError):
    """A wrong line in a user's own list of names."""


class StoreError(KGError):
    """A graph folder that cannot be opened, written or found."""


class ServiceError(KGError):
    """A service on the network that does not answer as it should."""


class QueryError(KGError):
    """A query that cannot be answered, or a name that matches nothing."""


FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def unwritable(place: Path, error: OSError) -> StoreError:
    """What the user is told when a graph folder, or a file of it, cannot be written."""
    if error.errno in FULL:
        return no_space(place)
    if isinstance(error, PermissionError):
        return StoreError(f"{place}: no permission to write here")
    return StoreError(f"{place}: cannot be written: {error.strerror or error}")


def no_space(place: Path) -> StoreError:
    """What the user is told when the disk is full."""
    return StoreError(f"{place}: no space is left on the disk; the graph that was there is untouched: "
                      "free some space and run the same command again")  # fmt: skip
