from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.dates import agree, compatible, most_precise, precision

dates = st.sampled_from(["2025", "2026", "2025-12", "2025-12-31", "--12-31", "--12", "2026-01-05", "--05"])


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2025-12", "2025-12-31", True), ("--12-31", "2025-12-31", True), ("2025", "--12-31", True),
        ("2025", "2026", False), ("--12-31", "2025-12-30", False), ("--05", "2025-06", False),
    ],
)  # fmt: skip
def test_partial_dates_may_be_the_same(a: str, b: str, expected: bool) -> None:
    assert compatible(a, b) is expected
    assert compatible(b, a) is expected


def test_a_shared_year_is_not_agreement() -> None:
    assert not agree("2025", "2025-12")
    assert agree("2025-12", "--12-31")


@given(st.lists(dates, min_size=1))
def test_the_most_precise_is_one_of_them_and_none_says_more(found: list[str]) -> None:
    best = most_precise(found)
    assert best in found
    assert all(precision(d) <= precision(best) for d in found)
    assert best == most_precise(found[::-1])


@given(dates, dates)
def test_agreement_is_compatibility_and_more(a: str, b: str) -> None:
    assert compatible(a, a)
    if agree(a, b):
        assert compatible(a, b)
