"""What one article gave before its language is known: text, and metadata that the format tells."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """`source` names the place for the user, `name` the article; `published` is ISO 8601."""

    source: str
    name: str
    text: str
    title: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None


def slug(name: str) -> str:
    """A name as the part of an IRI or a file: ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "article"


def clean_value(value: object) -> str | None:
    """A metadata value as one line of text; None when there is none."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    return " ".join(str(value).split()) or None
