"""Under which names exports keep an article's text, title, date …: ontology/columns.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from kg.lexicon.language import fold
from kg.lexicon.source import ontology_dir, read_toml
from kg.model import Field

FIELDS: tuple[Field, ...] = get_args(Field)
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """For each field the plain names (see `plain`) under which it is kept, the best first."""

    names: dict[Field, tuple[str, ...]]


@cache
def plain(name: str) -> str:
    """A name without capitals, accents and signs."""
    return _SIGNS.sub("", fold(name).lower())


def load(path: Path | None = None) -> ColumnNames:
    """Read and check the names of columns; raises LexiconError."""
    source = read_toml(path or ontology_dir() / "columns.toml")
    source.only(source.data, set(FIELDS), of="columns.toml")
    found: dict[Field, tuple[str, ...]] = {}
    owner: dict[str, str] = {}
    for field in FIELDS:
        names = tuple(map(plain, source.strings(source.data, field)))
        if not names or not all(names):
            raise source.error(f"{field}: names of columns are needed", field)
        for name in names:
            if owner.setdefault(name, field) != field:
                raise source.error(f"{name!r} means {owner[name]} already", field)
        found[field] = tuple(dict.fromkeys(names))
    return ColumnNames(found)
