"""One JSON record to one article."""

from __future__ import annotations

from typing import Any

from kg.errors import InputError
from kg.read.draft import Draft, clean_value, iso_date, slug

FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "maintext"),
    "title": ("title", "headline"),
    "published": ("date", "published", "date_published", "datePublished", "publishedAt", "date_publish"),
    "authors": ("author", "authors", "byline"),
    "publisher": ("source", "publisher", "sitename", "site", "medium"),
    "url": ("url", "link", "source_url"),
    "name": ("id", "name"),
}
"""Which keys of a record are read for what; the first that holds something counts."""


def from_record(record: Any, source: str, name: str) -> Draft:
    """An article from a parsed line. Raises InputError when the record holds no text."""
    if not isinstance(record, dict):
        raise InputError("a line must be a JSON object with a text")
    text = _first(record, "text")
    if not isinstance(text, str) or not text.strip():
        raise InputError(f"no text: none of the fields {', '.join(FIELDS['text'])} holds any")
    given = clean_value(_first(record, "name"))
    return Draft(
        source,
        slug(given) if given else name,
        text.encode("utf-8", "replace").decode(),  # a lone surrogate cannot be written anywhere
        clean_value(_first(record, "title")),
        iso_date(_first(record, "published")),
        _people(_first(record, "authors")),
        _name(_first(record, "publisher")),
        clean_value(_first(record, "url")),
    )


def _first(record: dict[str, Any], field: str) -> Any:
    return next((record[key] for key in FIELDS[field] if record.get(key)), None)


def _name(value: Any) -> str | None:
    return clean_value(value.get("name") if isinstance(value, dict) else value)


def _people(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(name for v in values if (name := _name(v)))
