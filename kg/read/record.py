"""One record of an export (a line of JSON, a row of a table) to one article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Self, get_args

from kg.errors import InputError
from kg.lexicon import columns
from kg.lexicon.columns import plain
from kg.model import Field
from kg.read.dates import iso_date
from kg.read.draft import Draft, clean_value, slug


@cache
def _known() -> dict[Field, tuple[str, ...]]:
    return columns.load().names


@dataclass(frozen=True)
class Columns:
    """Which keys of a record are read for what. `given` are a user's, as plain names; they hold alone.

    Several columns for one field ("chapo+corps") are put together with empty lines between them.
    """

    given: Mapping[Field, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Mapping[str, str]) -> Self:
        """From what a user gives: {"text": "Chapo+Corps"}. Raises InputError for an unknown field."""
        fields: tuple[Field, ...] = get_args(Field)
        for name in pairs:
            if name not in fields:
                raise InputError(f"no field {name!r}: columns are given for {', '.join(fields)}")
        return cls({f: tuple(map(plain, pairs[f].split("+"))) for f in fields if f in pairs})

    def check(self, names: Mapping[str, str]) -> None:
        """Raises InputError when a table has not the columns that it needs; `names` are plain → as given."""
        there = f"; there are: {', '.join(list(names.values())[:30])}"
        for wanted, given in self.given.items():
            for name in given:
                if name not in names:
                    raise InputError(f"no column {name!r} for {wanted}{there}")
        if "text" not in self.given and not any(n in names for n in _known()["text"]):
            raise InputError(f"no column is known to hold the text: say which, --column text=NAME{there}")

    def reads(self, name: str) -> bool:
        """Whether a column, by its plain name, is read for anything."""
        return any(name in (self.given.get(wanted) or names) for wanted, names in _known().items())

    def first(self, record: Mapping[str, Any], wanted: Field) -> Any:
        """What a record, with plain keys, holds for a field; None where it holds nothing."""
        if wanted in self.given:
            values = [record[key] for key in self.given[wanted] if record.get(key)]
            return "\n\n".join(map(str, values)) if len(values) > 1 else next(iter(values), None)
        return next((record[key] for key in _known()[wanted] if record.get(key)), None)


AUTOMATIC = Columns()


def from_record(record: Any, source: str, name: str, columns: Columns = AUTOMATIC) -> Draft:
    """An article from a parsed line or row. Raises InputError when the record holds no text."""
    if not isinstance(record, dict):
        raise InputError("a line must be a JSON object with a text")
    plainly: dict[str, Any] = {}
    for key, value in record.items():
        plainly.setdefault(plain(str(key)), value)
    text = columns.first(plainly, "text")
    if not isinstance(text, str) or not text.strip():
        looked = columns.given.get("text") or _known()["text"][:5]
        raise InputError(f"no text: none of the fields {', '.join(looked)} holds any")
    given = clean_value(columns.first(plainly, "name"))
    return Draft(
        source,
        slug(given) if given else name,
        _with_lead(columns.first(plainly, "lead"), text).encode("utf-8", "replace").decode(),  # no surrogates
        clean_value(columns.first(plainly, "title")),
        iso_date(columns.first(plainly, "published")),
        _people(columns.first(plainly, "authors")),
        _name(columns.first(plainly, "publisher")),
        clean_value(columns.first(plainly, "url")),
    )


def _with_lead(lead: Any, text: str) -> str:
    if not isinstance(lead, str) or not lead.strip() or lead.strip()[:60] in text[: len(lead) + 500]:
        return text
    return f"{lead.strip()}\n\n{text}"


def _name(value: Any) -> str | None:
    return clean_value(value.get("name") if isinstance(value, dict) else value)


def _people(value: Any) -> tuple[str, ...]:
    """Names, one by one; a text may hold several, between semicolons or bars."""
    values = value if isinstance(value, list | tuple) else [value]
    names = (_name(v) or "" for v in values)
    return tuple(one for name in names for part in name.replace("|", ";").split(";") if (one := part.strip()))
