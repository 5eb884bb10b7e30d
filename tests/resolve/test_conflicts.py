"""What cannot all be true is told apart; what may be explained otherwise is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.rdf import to_quads
from kg.graph.readback import from_quads
from kg.graph.store import memory_store
from kg.graph.validate import validate
from kg.model import Conflict, Correction, Extraction, Knowledge
from kg.model import Said as Decided
from kg.ontology import Ontology
from kg.resolve import resolve
from tests.resolve.press import Said, article, dated, event, fact, figure, position

NAMES = [
    ("Person", "Jeanne Orvault"), ("Person", "Luc Amiel"), ("Company", "Veltrane"), ("Company", "Ordelis"),
    ("City", "Brennes"), ("City", "Lorvanne"),
]  # fmt: skip


def told(id_: str, *said: Said, on: str | None = None) -> Extraction:
    found = article(id_, NAMES, *said)
    return replace(found, document=replace(found.document, published=on))


def found(ontology: Ontology, *articles: Extraction) -> tuple[Conflict, ...]:
    return resolve(articles, ontology).conflicts


def versions(conflict: Conflict) -> list[tuple[str, list[str]]]:
    return [
        (v.argument.value or v.argument.ref or "", [e.document for e in v.evidence])
        for v in conflict.versions
    ]


def cut(jobs: int, **more: str) -> Said:
    return event("JobCut", agent="Veltrane", place="Brennes", jobs=str(jobs), **more)


def test_two_numbers_of_one_event_are_both_kept_the_most_told_first(ontology: Ontology) -> None:
    (one,) = found(ontology, told("a", cut(160)), told("b", cut(163)), told("c", cut(163)))
    assert (one.matter, one.label) == ("jobs", "emplois : 163 / 160")
    assert versions(one) == [("163", ["b", "c"]), ("160", ["a"])]
    assert one.about.startswith("event/job-cut-")


def test_equal_numbers_and_dates_as_precise_as_others_are_none(ontology: Ontology) -> None:
    assert found(ontology, told("a", cut(160, date="2025-12")), told("b", cut(160, date="2025-12-31"))) == ()


def test_two_dates_of_what_happens_once(ontology: Ontology) -> None:
    def buys(date: str) -> Said:
        return event("Acquisition", buyer="Veltrane", target="Ordelis", date=date)

    (one,) = found(ontology, told("a", buys("2025-03-01")), told("b", buys("2025-06-30")))
    assert one.matter == "date"
    assert [v for v, _ in versions(one)] == ["2025-03-01", "2025-06-30"]
    assert found(ontology, told("a", buys("2025-03-01"), buys("2025-06-30"))) == ()
    march, june = (
        event("Strike", agent="Veltrane", place="Brennes", date=d) for d in ("2025-03-01", "2025-06-30")
    )
    assert found(ontology, told("a", march), told("b", june)) == ()


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        (figure("Veltrane", "1200"), figure("Veltrane", "1500"), True),
        (figure("Veltrane", "1200", date="2024-01-01"), figure("Veltrane", "1500", date="2024-01-01"), True),
        (figure("Veltrane", "1200", date="2024-01-01"), figure("Veltrane", "1500", date="2023-01-01"), False),
        (figure("Veltrane", "1200", date="2024-01-01"), figure("Veltrane", "1500"), False),
        (figure("Veltrane", "1200", place="Brennes"), figure("Veltrane", "1500"), False),
        (figure("Veltrane", "1200", place="Brennes"), figure("Veltrane", "1500", place="Lorvanne"), False),
        (figure("Veltrane", "1200"), figure("Ordelis", "1500"), False),
        (figure("Veltrane", "1200"), figure("Veltrane", "90"), False),
        (figure("Veltrane", "1200", "moreThan"), figure("Veltrane", "1500"), False),
        (figure("Veltrane", "1500", "moreThan"), figure("Veltrane", "1200"), True),
        (figure("Veltrane", "1500", "lessThan"), figure("Veltrane", "1200"), False),
        (figure("Veltrane", "1500", "about"), figure("Veltrane", "1480"), False),
        (figure("Veltrane", "1500", "about"), figure("Veltrane", "1200"), True),
    ],
)
def test_two_figures_of_one_thing_and_time(
    ontology: Ontology, one: Said, other: Said, conflict: bool
) -> None:
    assert bool(found(ontology, told("a", one), told("b", other))) == conflict


def test_figures_of_articles_that_are_far_apart_are_of_two_times(ontology: Ontology) -> None:
    first, later = figure("Veltrane", "1200"), figure("Veltrane", "1500")
    assert found(ontology, told("a", first, on="2024-01-10"), told("b", later, on="2024-01-31"))
    assert not found(ontology, told("a", first, on="2024-01-10"), told("b", later, on="2025-01-31"))


def test_a_smaller_figure_of_the_same_article_is_of_a_part(ontology: Ontology) -> None:
    assert not found(ontology, told("a", figure("Veltrane", "1200"), figure("Veltrane", "800")))
    assert found(ontology, told("a", figure("Veltrane", "160"), figure("Veltrane", "163")))


def test_two_dates_of_foundation(ontology: Ontology) -> None:
    (one,) = found(
        ontology,
        told("a", dated("Veltrane", "foundedOn", "1987")),
        told("b", dated("Veltrane", "foundedOn", "1990")),
    )
    assert (one.about, one.matter) == ("organization/veltrane", "foundedOn")
    assert one.label == "fondé en : 1987 / 1990"
    month = dated("Veltrane", "foundedOn", "1987-05", "gYearMonth")
    assert not found(ontology, told("a", dated("Veltrane", "foundedOn", "1987")), told("b", month))


def leads(who: str, title: str, since: str = "", until: str = "", ended: bool = False) -> list[Said]:
    given = {"since": (since, "gYear"), "until": (until, "gYear"), "ended": ("true" * ended, "boolean")}
    period = {role: v for role, v in given.items() if v[0]}
    said = [fact(who, "leads", "Veltrane"), position(who, title, "Veltrane")]
    return [replace(s, values=s.values | period) for s in said]


ORVAULT = leads("Jeanne Orvault", "directrice générale")
AMIEL = leads("Luc Amiel", "directeur général")


def test_two_who_hold_one_top_post(ontology: Ontology) -> None:
    (one,) = found(ontology, told("a", *ORVAULT), told("b", *AMIEL))
    assert (one.about, one.matter) == ("organization/veltrane", "leads")
    assert one.label == "qui dirige : Jeanne Orvault / Luc Amiel"


@pytest.mark.parametrize(
    "other",
    [
        leads("Luc Amiel", "président"),
        leads("Luc Amiel", "directeur général", ended=True),
        [*AMIEL, event("Departure", person="Luc Amiel", organization="Veltrane")],
        [*AMIEL, event("Appointment", person="Luc Amiel", organization="Veltrane")],
    ],
)
def test_two_posts_or_two_times_are_no_conflict(ontology: Ontology, other: list[Said]) -> None:
    assert found(ontology, told("a", *ORVAULT), told("b", *other)) == ()


def test_who_follows_whom_is_no_conflict(ontology: Ontology) -> None:
    first = leads("Luc Amiel", "directeur général", "2010", "2019")
    then = leads("Jeanne Orvault", "directrice générale", "2019")
    assert found(ontology, told("a", *first), told("b", *then)) == ()
    late = told("b", *AMIEL, on="2025-01-01")
    assert found(ontology, told("a", *ORVAULT, on="2019-01-01"), late) == ()


def test_shared_posts_are_no_conflict(ontology: Ontology) -> None:
    one, other = leads("Jeanne Orvault", "coprésidente"), leads("Luc Amiel", "coprésident")
    assert found(ontology, told("a", *one), told("b", *other)) == ()


def test_two_beginnings_of_one_post(ontology: Ontology) -> None:
    one, other = (leads("Luc Amiel", "directeur général", year) for year in ("2018", "2019"))
    about = {c.about.partition("/")[0] for c in found(ontology, told("a", *one), told("b", *other))}
    assert about == {"claim", "position"}


def test_what_is_stated_and_denied(ontology: Ontology) -> None:
    said, denied = (fact("Veltrane", "supplierOf", "Ordelis", s) for s in ("actual", "denied"))
    (one,) = found(ontology, told("a", said), told("b", denied))
    assert (one.matter, one.label) == ("status", "vrai ou faux : affirmé / démenti")
    planned = fact("Veltrane", "supplierOf", "Ordelis", "planned")
    assert found(ontology, told("a", planned), told("b", denied)) == ()


def test_what_a_reader_decides_ends_a_conflict(ontology: Ontology) -> None:
    articles = [told("a", *ORVAULT), told("b", *AMIEL)]
    said = Decided("position", "Position", (("holder", "Luc Amiel"), ("organization", "Veltrane")))
    assert resolve(articles, ontology).conflicts
    assert not resolve(articles, ontology, corrections=[Correction("reject", said=said)]).conflicts


def mixed(ontology: Ontology) -> Knowledge:
    said = [told("a", cut(160), *ORVAULT), told("b", cut(163), *AMIEL), told("c", cut(163))]
    return resolve(said, ontology)


def test_conflicts_are_rdf_that_conforms_and_reads_back(ontology: Ontology) -> None:
    known = mixed(ontology)
    quads = list(to_quads(known, ontology))
    store = memory_store(quads)
    assert validate(store, ontology) == ()
    assert from_quads(quads, ontology).conflicts == known.conflicts
    rows = store.query(
        "SELECT ?v (COUNT(?e) AS ?n) WHERE { ?c a kg:Conflict ; kg:matter kg:jobs ; kg:version ?s . "
        "?s rdf:value ?v ; kg:evidence ?e } GROUP BY ?v ORDER BY ?v"
    )
    assert [(r[0].value, r[1].value) for r in rows] == [("160", "1"), ("163", "2")]


@given(st.permutations(["a", "b", "c"]))
def test_the_order_of_articles_never_shows(ontology: Ontology, order: list[str]) -> None:
    said = {"a": [cut(160), *ORVAULT], "b": [cut(163), *AMIEL], "c": [cut(163)]}
    articles = [told(id_, *said[id_]) for id_ in order]
    assert resolve(articles, ontology).conflicts == mixed(ontology).conflicts
