"""From when until when facts and positions hold, as one or several articles tell it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import Statement
from tests.resolve.conftest import Resolve
from tests.resolve.press import Said, article, fact, position

PEOPLE = [("Person", "Jeanne Orvault"), ("Company", "Veltrane")]
LEADS = fact("Jeanne Orvault", "leads", "Veltrane")


def held(told: Said, since: str = "", until: str = "", ended: bool = False) -> Said:
    given = {"since": (since, "date"), "until": (until, "date"), "ended": ("true" * ended, "boolean")}
    return replace(told, values=told.values | {role: v for role, v in given.items() if v[0]})


def told(world: Resolve, *said: Said) -> list[Statement]:
    """One article for each that is said."""
    return list(world(*(article(f"a{n}", PEOPLE, s) for n, s in enumerate(said))).statements)


def dates(statement: Statement) -> tuple[str | None, str | None]:
    since, until = statement.one("since"), statement.one("until")
    return (since and since.value, until and until.value)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (["2019", ""], "2019"),
        (["2019", "2019-03"], "2019-03"),
        (["2019", "2019", "2018"], "2019"),
        (["2019-03", "2019", "2018"], "2019-03"),
    ],
)
def test_the_date_that_most_tell_is_kept_as_precise_as_any(
    world: Resolve, given: list[str], kept: str
) -> None:
    (statement,) = told(world, *(held(LEADS, since) for since in given))
    assert dates(statement) == (kept, None)
    assert len(statement.evidence) == len(given)


def test_what_ended_and_holds_again_is_two_facts(world: Resolve) -> None:
    first, again, open_ = held(LEADS, "2008", "2012"), held(LEADS, "2019"), LEADS
    found = {dates(s): s for s in told(world, first, again, open_)}
    assert found.keys() == {("2008", "2012"), ("2019", None)}
    assert len(found["2019", None].evidence) == 2
    (alone,) = told(world, open_)
    assert found["2019", None].id == alone.id


def test_the_period_stands_in_the_sentence(world: Resolve) -> None:
    def label(said: Said) -> str:
        return told(world, said)[0].label

    assert label(held(LEADS, "2019-03")) == "Jeanne Orvault dirige Veltrane (début : mars 2019)"
    assert label(held(LEADS, until="2024")) == "Jeanne Orvault dirige Veltrane (fin : 2024)"
    assert label(held(LEADS, "2019", "2024")) == "Jeanne Orvault dirige Veltrane (2019 – 2024)"
    assert label(held(LEADS, ended=True)) == "Jeanne Orvault dirige Veltrane (terminé)"


def test_positions_have_periods_too(world: Resolve) -> None:
    post = position("Jeanne Orvault", "directrice", "Veltrane")
    found = told(world, held(post, "2008", "2012"), held(post, "2019"), post)
    assert sorted(map(dates, found), key=str) == [("2008", "2012"), ("2019", None)]
    assert len({s.id for s in found}) == 2


def test_who_left_is_over_until_a_later_article_says_otherwise(world: Resolve) -> None:
    def ended(*days: tuple[str | None, Said]) -> bool:
        articles = [article(f"a{n}", PEOPLE, s) for n, (_, s) in enumerate(days)]
        dated = [
            replace(a, document=replace(a.document, published=day))
            for a, (day, _) in zip(articles, days, strict=True)
        ]
        (statement,) = world(*dated).statements
        return statement.one("ended") is not None

    left = held(LEADS, ended=True)
    assert ended(("2024-05-01", LEADS), ("2024-06-01", left))
    assert ended(("2024-06-01", LEADS), ("2024-06-01", left))
    assert not ended(("2024-06-01", left), ("2024-09-01", LEADS))
    assert ended((None, LEADS), (None, left))
