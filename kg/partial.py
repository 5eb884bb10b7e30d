"""Partial ISO dates ("2026-08", "2007", "--12-31"): what kind each is, and the days it may mean."""

from __future__ import annotations

import re
from calendar import monthrange

_SHAPE = re.compile(r"(?P<y>\d{4})?-?(?:-?(?P<m>\d\d))?(?:-(?P<d>\d\d))?")
_KINDS = {
    (True, True, True): "date", (True, True, False): "gYearMonth", (True, False, False): "gYear",
    (False, True, True): "gMonthDay", (False, True, False): "gMonth",
}  # fmt: skip
_WRITTEN = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|--\d\d(-\d\d)?")


def kind(date: str) -> str | None:
    """The local name of the XSD type of a partial date; None when it is none, or of no calendar."""
    if not _WRITTEN.fullmatch(date):
        return None
    found = _SHAPE.fullmatch(date)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in (found["y"], found["m"], found["d"]))
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and not 1 <= day <= monthrange(year or 2024, month or 1)[1]:
        return None
    return _KINDS.get((year is not None, month is not None, day is not None))


def first(date: str) -> str | None:
    """The first day that it may mean, as YYYY-MM-DD; None without a year."""
    return f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01"[:10] if date[:1] != "-" else None


def last(date: str) -> str | None:
    """The last day that it may mean, as YYYY-MM-DD; None without a year."""
    if date[:1] == "-" or not kind(date):
        return None
    year, month = date[:4], date[5:7] or "12"
    return date if len(date) == 10 else f"{year}-{month}-{monthrange(int(year), int(month))[1]}"
