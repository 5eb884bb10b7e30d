"""Events of one story complete each other, and no others."""

from __future__ import annotations

import pytest

from kg.model import Statement
from tests.resolve.conftest import Resolve
from tests.resolve.press import Said, article, event, fact

NAMES = [
    ("Company", "Veltrane"), ("Company", "Ordelis"), ("City", "Korvane"), ("City", "Tisberg"),
    ("BusinessPark", "Parc des Ormes"), ("TradeUnion", "FAR"), ("Country", "Veltie"),
]  # fmt: skip
OPENING = event("SiteOpening", agent="Veltrane", place="Korvane", date="2026")
CLOSURE = event("SiteClosure", agent="Veltrane", place="Korvane")


def roles(world: Resolve, name: str, *said: Said) -> dict[str, list[str]]:
    """The fillers of the one event of a class, by role."""
    statements = world(article("a", NAMES, *said)).statements
    (found,) = (s for s in statements if s.name == name)
    return fillers(found)


def fillers(statement: Statement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for a in statement.arguments:
        if a.ref:
            found.setdefault(a.role, []).append(a.ref.partition("/")[2])
    return found


def test_jobs_are_created_where_the_site_opens(world: Resolve) -> None:
    assert roles(world, "JobCreation", OPENING, event("JobCreation", jobs=80)) == {
        "agent": ["veltrane"],
        "place": ["korvane"],
    }
    invested = event("Investment", investor="Veltrane", amount=9000000, currency="EUR")
    assert roles(world, "Investment", OPENING, invested)["place"] == ["korvane"]


@pytest.mark.parametrize(
    "other",
    [
        event("JobCreation", agent="Ordelis", jobs=80),  # somebody else
        event("JobCreation", "denied", agent="Veltrane", jobs=80),
        event("JobCreation", agent="Veltrane", jobs=80, date="2014"),  # long ago
        event("JobCut", agent="Veltrane", jobs=80),  # no part of an opening
    ],
)
def test_what_is_told_apart_borrows_nothing(world: Resolve, other: Said) -> None:
    assert "place" not in roles(world, other.name, OPENING, other)


def test_a_strike_takes_the_employer_but_no_place(world: Resolve) -> None:
    assert roles(world, "Strike", CLOSURE, event("Strike", agent="FAR")) == {
        "agent": ["far"],
        "target": ["veltrane"],
    }


def test_a_role_that_is_filled_stays(world: Resolve) -> None:
    cut = event("JobCut", agent="Veltrane", place="Tisberg", jobs=12)
    assert roles(world, "JobCut", CLOSURE, cut)["place"] == ["tisberg"]


def test_what_opens_in_a_park_opens_in_its_city_and_not_in_its_country(world: Resolve) -> None:
    opening = event("SiteOpening", agent="Veltrane", place="Parc des Ormes")
    where = (fact("Parc des Ormes", "locatedIn", "Korvane"), fact("Korvane", "locatedIn", "Veltie"))
    assert roles(world, "SiteOpening", opening, *where)["place"] == ["korvane", "parc-des-ormes"]
