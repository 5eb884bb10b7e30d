"""Reading TOML with errors that name file and line."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import LexiconError


@dataclass(frozen=True)
class Source:
    """One TOML file: its content, and where in it a word stands."""

    path: Path
    text: str
    data: dict[str, Any]

    def line(self, *words: str) -> int:
        """The first line that holds one of the words, looked for in order; else 1."""
        for word in words:
            for number, line in enumerate(self.text.splitlines(), 1):
                if word in line:
                    return number
        return 1

    def error(self, reason: str, *words: str) -> LexiconError:
        """An error at the line of the first of the words that the file holds."""
        return LexiconError(self.path, self.line(*words), reason)

    def strings(self, table: dict[str, Any], key: str, *, of: str = "") -> tuple[str, ...]:
        """`table[key]` as strings (a single string counts as one); empty when absent."""
        value = table.get(key, [])
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(v, str) for v in items):
            raise self.error(f"{of or key}: {key!r} must be a list of strings", f'"{of}"', key)
        return tuple(items)

    def only(self, table: dict[str, Any], allowed: set[str], *, of: str) -> None:
        """Refuse keys that nothing reads: a typo must not pass in silence."""
        for key in sorted(set(table) - allowed):
            raise self.error(f"{of}: unknown key {key!r} (known: {', '.join(sorted(allowed))})", key)


def read_toml(path: Path) -> Source:
    """Parse a TOML file; syntax errors name file and line."""
    try:
        text = path.read_text("utf-8")
        return Source(path, text, tomllib.loads(text))
    except FileNotFoundError:
        raise LexiconError(path, 1, "file is missing") from None
    except UnicodeDecodeError as error:
        raise LexiconError(path, 1, f"not UTF-8: {error.reason}") from None
    except tomllib.TOMLDecodeError as error:
        found = str(error).partition("(at line ")[2].split(",")[0]
        raise LexiconError(path, int(found) if found.isdigit() else 1, str(error)) from None


@cache
def ontology_dir() -> Path:
    """Where ontology/ lies: inside an installed wheel, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside, beside = package / "_ontology", package.parent / "ontology"
    return inside if inside.is_dir() else beside
