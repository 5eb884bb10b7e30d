"""Dates of metadata, as they are written in feeds and exports."""

from __future__ import annotations

import pytest

from kg.read.dates import iso_date


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2025-07-03T10:00:00+02:00", "2025-07-03"), ("2025-07", "2025-07"), ("2025", "2025"),
        ("20250703", "2025-07-03"), ("20250703T101500Z", "2025-07-03"), ("2025/7/3", "2025-07-03"),
        ("03/07/2025 10:15", "2025-07-03"), ("3.7.2025", "2025-07-03"), ("1er mars 2024", "2024-03-01"),
        ("jeu., 3 juil. 2025 10:00:00 +0200", "2025-07-03"), ("Jeudi 14 août 2025", "2025-08-14"),
        ("le 5 févr. 2024", "2024-02-05"), ("Thu, 03 Jul 2025 10:00:00 GMT", "2025-07-03"),
        ("03 Jul 2025", "2025-07-03"), (1751530000, "2025-07-03"), ("1751530000000", "2025-07-03"),
        ("13/13/2025", None), ("45 mars 2025", None), ("hier", None), ("", None), (None, None), (True, None),
        ("3 jui 2025", None), ("210 millions 2025", None),
    ],
)  # fmt: skip
def test_dates(told: object, day: str | None) -> None:
    assert iso_date(told) == day
