"""Plain text and Markdown: front matter, and inline markup that would stand between the words."""

from __future__ import annotations

import re

from kg.lexicon.columns import plain
from kg.model import Field
from kg.read.dates import iso_date
from kg.read.draft import Draft, clean_value
from kg.read.record import AUTOMATIC

FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\r?\n(?P<body>(?:.*\r?\n)*?)---[ \t]*(?:\r?\n|\Z)")
_PAIR = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*-[ \t]+(.*?)[ \t]*$")
_INLINE = (
    (re.compile(r"!\[[^\]\n]*\]\([^)\s]*(?: \"[^\"\n]*\")?\)"), ""),
    (re.compile(r"\[([^\]\n]+)\]\((?:[^()\s]|\([^()\s]*\))*(?: \"[^\"\n]*\")?\)"), r"\1"),
    (re.compile(r"(?<![\w*])\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*(?!\*)"), r"\1"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)__(?=\S)([^_\n]+?)(?<=\S)__(?!\w)"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)"), r"\1"),
)


def from_markdown(text: str, source: str, name: str, *, inline: bool) -> Draft:
    """An article from a text file. The text is the file as it is; only with `inline` (a .md file)
    links, pictures and emphasis are reduced to their words.

    Front matter is the subset of YAML that articles use: `key: value`, values in quotes, lists as
    `[a, b]` or as lines with `- `. It stays in the text; the cleaner drops it.
    """
    values = _front_matter(text)
    if inline:
        for pattern, by in _INLINE:
            text = pattern.sub(by, text)

    def one(field: Field) -> str | None:
        return next(iter(AUTOMATIC.first(values, field) or ()), None)

    authors = AUTOMATIC.first(values, "authors") or ()
    return Draft(
        source,
        name,
        text,
        one("title"),
        iso_date(one("published")),
        tuple(authors),
        one("publisher"),
        one("url"),
    )


def _front_matter(text: str) -> dict[str, tuple[str, ...]]:
    found = FRONT_MATTER.match(text)
    values: dict[str, tuple[str, ...]] = {}
    key = ""
    for line in found["body"].splitlines() if found else ():
        if pair := _PAIR.match(line):
            key = plain(pair[1])
            values[key] = _values(pair[2])
        elif key and (item := _ITEM.match(line)):
            values[key] += _values(item[1])
    return values


def _values(text: str) -> tuple[str, ...]:
    parts = text[1:-1].split(",") if text.startswith("[") and text.endswith("]") else [text]
    stripped = (clean_value(part.strip().strip("'\"")) for part in parts)
    return tuple(part for part in stripped if part)
