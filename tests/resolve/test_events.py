"""The same event told twice is one; two events are two."""

from __future__ import annotations

import pytest

from kg.model import Knowledge, Statement
from tests.resolve.conftest import Resolve
from tests.resolve.press import Said, article, event, fact

NAMES = [
    ("Company", "Veltrane"), ("Company", "Ordelis"), ("Company", "Casimbre"), ("City", "Korvane"),
    ("City", "Tisberg"), ("Country", "Veltie"), ("BusinessPark", "Parc des Ormes"), ("TradeUnion", "FAR"),
    ("TradeUnion", "USN"), ("Person", "Inès Dorval"),
]  # fmt: skip


def told(world: Resolve, *said: Said) -> tuple[Statement, ...]:
    """What claims of one article become."""
    return world(article("a", NAMES, *said, published="2025-06-01")).statements


def retold(world: Resolve, *said: Said) -> tuple[Statement, ...]:
    """What claims of as many articles become."""
    return world(*(article(f"a{n}", NAMES, s) for n, s in enumerate(said))).statements


def roles(statement: Statement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for argument in statement.arguments:
        found.setdefault(argument.role, []).append(argument.ref or argument.value or "")
    return found


END = "ContractTermination"

ONE_IN_AN_ARTICLE = [
    (event(END, client="Veltrane"), event(END, client="Veltrane", provider="Ordelis")),
    (event(END, client="Veltrane", provider="Ordelis", date="2025-12"),
     event(END, client="Veltrane", provider="Ordelis", date="2025-12-31")),
    (event(END, client="Veltrane", provider="Ordelis", date="--12-31"),
     event(END, client="Veltrane", provider="Ordelis", date="2025")),
    (event(END, client="Veltrane", provider="Ordelis", date="2025-06"),
     event(END, client="Veltrane", provider="Ordelis", date="2025-12-31")),
    (event("JobCut", "possible", agent="Ordelis", jobs=160), event("JobCut", agent="Ordelis", jobs=163)),
    (event("JobCut", agent="Ordelis", place="Korvane"), event("JobCut", jobs=163, place="Korvane")),
    (event("SiteOpening", agent="Ordelis", place="Parc des Ormes"),
     event("SiteOpening", agent="Ordelis", place="Korvane")),
    (event("SiteOpening", agent="Ordelis", place="Veltie"),
     event("SiteOpening", agent="Ordelis", place="Korvane")),
    (event("Strike", agent="FAR", target="Ordelis", date="2025-06-07"),
     event("Strike", agent="USN", target="Ordelis", date="2025-06-07")),
    (event("Investment", investor="Veltrane", target="Casimbre", amount=9000000, currency="EUR"),
     event("Investment", investor="Ordelis", target="Casimbre", amount=9000000, currency="EUR")),
    (event("Partnership", party=("Veltrane", "Ordelis", "Casimbre")), event("Partnership", party="Casimbre")),
    (event("Appointment", person="Inès Dorval", organization="Ordelis", title="patronne"),
     event("Appointment", person="Inès Dorval", organization="Ordelis", title="directrice générale")),
]  # fmt: skip

TWO_IN_AN_ARTICLE = [
    (event("JobCut", agent="Ordelis", jobs=85), event("JobCut", agent="Ordelis", jobs=300)),
    (event("JobCut", agent="Ordelis", jobs=85), event("JobCut", agent="Casimbre", jobs=85)),
    (event("JobCut", agent="Ordelis"), event("JobCut", "denied", agent="Ordelis")),
    (event("SiteOpening", agent="Ordelis", place="Korvane"),
     event("SiteOpening", agent="Ordelis", place="Tisberg")),
    (event(END, client="Veltrane", provider="Ordelis"), event(END, client="Veltrane", provider="Casimbre")),
    (event("Strike", agent="FAR", target="Ordelis", date="2025-06"),
     event("Strike", agent="FAR", target="Ordelis", date="2025-11-09")),
    (event("Acquisition", buyer="Veltrane", target="Casimbre"),
     event("Acquisition", buyer="Ordelis", target="Casimbre")),
    (event("Partnership", party=("Veltrane", "Ordelis")),
     event("Partnership", party=("Veltrane", "Casimbre"))),
    (event("Investment", investor="Veltrane", amount=9000000, currency="EUR"),
     event("Investment", investor="Veltrane", amount=9000000, currency="USD")),
    (event("SiteOpening", agent="Ordelis"), event("SiteClosure", agent="Ordelis")),
]  # fmt: skip


@pytest.mark.parametrize("said", ONE_IN_AN_ARTICLE)
def test_one_event_in_an_article(world: Resolve, said: tuple[Said, ...]) -> None:
    assert len(told(world, *said)) == 1
    assert [s.arguments for s in told(world, *reversed(said))] == [s.arguments for s in told(world, *said)]


@pytest.mark.parametrize("said", TWO_IN_AN_ARTICLE)
def test_two_events_in_an_article(world: Resolve, said: tuple[Said, ...]) -> None:
    assert len(told(world, *said)) == 2
    assert len(retold(world, *said)) == 2


def test_articles_must_share_more_than_one_role(world: Resolve) -> None:
    full = event(END, client="Veltrane", provider="Ordelis", date="2025-12-31")
    assert len(retold(world, full, event(END, client="Veltrane", provider="Ordelis"))) == 1
    assert len(retold(world, full, event(END, client="Veltrane"))) == 2
    assert len(retold(world, full, event(END, client="Veltrane", date="2025-12"))) == 1
    assert len(retold(world, full, event(END, client="Veltrane", provider="Ordelis", date="2024-01"))) == 2
    cut = event("JobCut", place="Veltie", jobs=35000)
    assert len(retold(world, cut, event("JobCut", "possible", place="Veltie", jobs=35000))) == 1


def test_a_city_in_another_country_is_another_place(world: Resolve) -> None:
    names = [*NAMES, ("Country", "Ostrie")]
    opening = event("SiteOpening", agent="Ordelis", place="Korvane")
    said = (opening, event("SiteOpening", agent="Ordelis", place="Ostrie"))
    assert len(world(article("a", names, *said)).statements) == 1
    where = fact("Korvane", "locatedIn", "Veltie")
    assert len(world(article("a", names, *said, where)).statements) == 3


def test_the_merged_event_has_all_roles_and_the_most_informed_values(world: Resolve) -> None:
    knowledge: Knowledge = world(
        article("a", NAMES, event("JobCut", "possible", agent="Ordelis", jobs=160, date="2025-12")),
        article(
            "b",
            NAMES,
            event("JobCut", "planned", agent="Ordelis", jobs=163, place="Korvane", date="2025-12-31"),
        ),
    )
    (statement,) = knowledge.statements
    assert roles(statement) == {
        "agent": ["organization/ordelis"],
        "place": ["place/korvane"],
        "date": ["2025-12-31"],
        "jobs": ["163"],
    }
    assert statement.status == "planned"
    assert len(statement.evidence) == 2
    assert statement.label == "Ordelis : 163 emplois supprimés ou menacés, Korvane (31 décembre 2025) – prévu"


def test_the_amount_keeps_its_currency(world: Resolve) -> None:
    said = [
        event("Investment", investor="Veltrane", target="Casimbre", amount=a, currency="EUR")
        for a in (10000000, 9500000)
    ]
    (statement,) = told(world, *said)
    assert roles(statement)["amount"] == ["9500000"]
    assert roles(statement)["currency"] == ["EUR"]
    assert statement.label == "Veltrane : investissement de 9 500 000 € dans Casimbre"


def test_the_id_stays_when_a_later_article_tells_it_again(world: Resolve) -> None:
    first = article("z", NAMES, event(END, client="Veltrane", provider="Ordelis"), published="2025-06-01")
    later = article(
        "b",
        NAMES,
        event(END, client="Veltrane", provider="Ordelis", date="2025-12-31"),
        published="2025-07-01",
    )
    ids = {s.id for s in world(first).statements}
    assert ids == {s.id for s in world(first, later).statements}
    assert all(i.startswith("event/contract-termination-") for i in ids)


def test_one_thing_in_two_roles_is_no_event(world: Resolve) -> None:
    assert told(world, event(END, client="Veltrane", provider="Veltrane")) == ()
