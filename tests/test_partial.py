"""Partial dates: their XSD type and the days that they may mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import partial


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2019", "gYear"),
        ("2019-03", "gYearMonth"),
        ("2019-03-01", "date"),
        ("--03-01", "gMonthDay"),
        ("--03", "gMonth"),
        ("2024-02-29", "date"),
        ("--02-29", "gMonthDay"),
        ("2023-02-29", None),
        ("2019-13", None),
        ("2019-00-01", None),
        ("19", None),
        ("mars 2019", None),
        ("", None),
        ("-", None),
        ("2019-3", None),
    ],
)
def test_what_kind_of_date_it_is(text: str, kind: str | None) -> None:
    assert partial.kind(text) == kind


def test_the_days_that_it_may_mean() -> None:
    assert (partial.first("2024"), partial.last("2024")) == ("2024-01-01", "2024-12-31")
    assert (partial.first("2024-02"), partial.last("2024-02")) == ("2024-02-01", "2024-02-29")
    assert (partial.first("--12-31"), partial.last("--12-31")) == (None, None)


@given(st.dates(date(1500, 1, 1), date(2199, 12, 31)))
def test_a_day_lies_in_its_month_and_its_year(day: date) -> None:
    text = day.isoformat()
    assert partial.first(text) == partial.last(text) == text
    for part in (text[:4], text[:7]):
        first, last = partial.first(part), partial.last(part)
        assert first is not None
        assert last is not None
        assert first <= text <= last
        assert date.fromisoformat(last)
