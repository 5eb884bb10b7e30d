"""Calendar arithmetic on partial dates: what a date without its year means on a given day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Tense = Literal["past", "future", "unknown"]


@dataclass(frozen=True, slots=True)
class Reference:
    """The day that relative dates count from; not `exact` when only its year is known."""

    day: date
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Partial:
    """A date as the text gives it: any of year, month, day and weekday (Monday is 0) may be open.

    `offset` is a relative expression: a unit (day, week, month, year) and a distance.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    offset: tuple[str, int] | None = None
    vague: bool = False  # only the year of `month` is meant: a season, a quarter


def resolve(partial: Partial, reference: Reference | None, tense: Tense) -> Partial | None:
    """Fill in what the reference day tells; None when the words mean nothing without it.

    A past tense takes the most recent such date, a future one the next, otherwise the nearest.
    """
    p = partial
    if p.offset:
        return _moved(p.offset, reference) if reference else None
    if p.month is None and p.year is None:
        return _weekday(p.weekday, reference, tense) if p.weekday is not None and reference else None
    if p.year is None and reference and p.month is not None:
        year = _year(p, reference, tense)
        p = Partial(year, p.month, p.day)
    if partial.vague:
        return Partial(p.year) if p.year else None
    return p if _possible(p) else None


def iso(p: Partial) -> tuple[str, str]:
    """The ISO 8601 form and the XSD type of a partial date."""
    if p.year is None:
        if p.day is None:
            return f"--{p.month:02d}", "gMonth"
        return f"--{p.month:02d}-{p.day:02d}", "gMonthDay"
    if p.month is None:
        return f"{p.year:04d}", "gYear"
    if p.day is None:
        return f"{p.year:04d}-{p.month:02d}", "gYearMonth"
    return f"{p.year:04d}-{p.month:02d}-{p.day:02d}", "date"


def first_day(p: Partial) -> date:
    """The first day that a partial date with a year may mean."""
    return date(p.year or 1, p.month or 1, p.day or 1)


def _possible(p: Partial) -> bool:
    if p.day is None or p.month is None:
        return True
    return 1 <= p.day <= monthrange(p.year or 2024, p.month)[1]


def _year(p: Partial, reference: Reference, tense: Tense) -> int | None:
    """The year of a day and month, or of a month, seen from the reference day."""
    today, month = reference.day, p.month or 1
    if not reference.exact:
        return today.year if tense != "future" and month <= today.month else None
    if p.day is None:
        distances = {y: (y - today.year) * 12 + month - today.month for y in _around(today.year)}
    else:
        days = {
            y: date(y, month, p.day)
            for y in _around(today.year)
            if p.day <= monthrange(y, month)[1]
            and (p.weekday is None or date(y, month, p.day).weekday() == p.weekday)
        }
        distances = {y: (d - today).days for y, d in days.items()} or {}
        if not distances and p.weekday is not None:
            return _year(Partial(None, p.month, p.day), reference, tense)
    allowed = [
        y
        for y, d in distances.items()
        if (d <= 0 if tense == "past" else d >= 0 if tense == "future" else True)
    ]
    return min(allowed, key=lambda y: (abs(distances[y]), y), default=None)


def _around(year: int) -> range:
    return range(year - 1, year + 2)


def _weekday(weekday: int, reference: Reference, tense: Tense) -> Partial | None:
    if not reference.exact:
        return None
    today = reference.day
    back = (today.weekday() - weekday) % 7
    day = today + timedelta(days=(7 - back) if tense == "future" else -back)
    return Partial(day.year, day.month, day.day)


def _moved(offset: tuple[str, int], reference: Reference) -> Partial | None:
    unit, distance = offset
    today = reference.day
    if unit == "year":
        return Partial(today.year + distance)
    if not reference.exact:
        return None
    if unit == "month":
        months = today.year * 12 + today.month - 1 + distance
        return Partial(months // 12, months % 12 + 1)
    if unit == "week":  # no XSD type holds a week: its month, or its year where it spans two months
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=distance)
        sunday = monday + timedelta(days=6)
        return Partial(monday.year, monday.month if monday.month == sunday.month else None)
    day = today + timedelta(days=distance)
    return Partial(day.year, day.month, day.day)
