"""Dates of metadata, as feeds, pages and exports of press databases write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_tz
from functools import cache

from kg.lexicon import languages
from kg.lexicon.language import fold, load
from kg.lexicon.source import ontology_dir

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?!\d)")
_COMPACT = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T?\d{4}(?:\d\d)?Z?)?$")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_NAMED = re.compile(r"(?<!\d)(\d{1,2})(?:er)?[ .-]+([a-z]{3,})[ .,-]+(\d{4})(?!\d)")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?(?:\.\d+)?$")


def iso_date(value: object) -> str | None:
    """The day (or month, or year) of a date as ISO 8601; None for anything else.

    ISO 8601, its compact form, RFC 2822, "12/03/2024" with the day first, "12 mars 2024" with the
    months of the known languages, also short ("mar., 12 nov. 2024 10:00"), and Unix time.
    """
    text = str(value).strip() if value and not isinstance(value, bool) else ""
    for form in (_YEAR_FIRST, _ISO, _COMPACT):
        if found := form.match(text):
            return _checked(*found.groups())
    if _EPOCH.match(text):
        seconds = float(text[:10])
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    if found := _DAY_FIRST.search(text):
        return _checked(found[3], found[2], found[1])
    for found in _NAMED.finditer(fold(text).lower()):
        month = _month(found[2])
        if month:
            return _checked(found[3], str(month), found[1])
    if re.search(r"[A-Za-z]", text) and (parsed := parsedate_tz(text) or parsedate_tz(f"{text} 00:00")):
        return _checked(*map(str, parsed[:3]))
    return None


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    if (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31):
        return None
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


@cache
def _months() -> tuple[tuple[str, int], ...]:
    return tuple(m for code in languages() for m in load(ontology_dir() / "lang" / code).months)


def _month(word: str) -> int | None:
    """The number of a month by its name or the beginning of one; None where two begin so."""
    numbers = {number for name, number in _months() if name.startswith(word)}
    return numbers.pop() if len(numbers) == 1 else None
