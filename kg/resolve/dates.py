"""Partial ISO dates: whether two can be the same day, month or year, and which says more."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DATE = re.compile(r"(?P<y>\d{4})?-?(?:-?(?P<m>\d{2}))?(?:-(?P<d>\d{2}))?")
Parts = tuple[str | None, str | None, str | None]


def parts(date: str) -> Parts:
    """Year, month and day, each None where the date leaves it open ("--12-31" has no year)."""
    found = _DATE.fullmatch(date)
    return (found["y"], found["m"], found["d"]) if found else (date, None, None)


def compatible(a: str, b: str) -> bool:
    """Whether nothing that both say differs: "2025-12" and "2025-12-31", "--12-31" and "2025"."""
    return all(x is None or y is None or x == y for x, y in zip(parts(a), parts(b), strict=True))


def agree(a: str, b: str) -> bool:
    """Whether they are compatible and share a month: more than two dates of one year do."""
    (_, month_a, _), (_, month_b, _) = parts(a), parts(b)
    return compatible(a, b) and month_a is not None and month_a == month_b


def precision(date: str) -> int:
    """How much a date says, from 0: a year counts more than a day without its year."""
    year, month, day = parts(date)
    return 4 * (year is not None) + 2 * (month is not None) + (day is not None)


def most_precise(dates: Iterable[str]) -> str:
    """The date that says most; of equals the one that comes most often, then the first."""
    found = list(dates)
    return min(set(found), key=lambda d: (-precision(d), -found.count(d), d))
