"""From what a reader points at to a correction, or to one clear line that says why not."""

from __future__ import annotations

import pytest

from kg import correct
from kg.errors import QueryError
from kg.graph import load_ontology
from kg.model import Entity, Knowledge, Named, Source
from kg.resolve import resolve
from tests.resolve.press import article, fact

ONTOLOGY = load_ontology()
ONE = article(
    "a",
    [("Person", "Jeanne Orvault", "Orvault"), ("Company", "Veltrane"), ("City", "Brennes")],
    fact("Jeanne Orvault", "leads", "Veltrane"),
)
KNOWN = resolve([ONE], ONTOLOGY)
SOURCE = Source("Guide, p. 4")


def entity(label: str, known: Knowledge = KNOWN) -> Entity:
    return next(e for e in known.entities if e.label == label)


def test_a_decision_knows_the_other_names_of_what_it_is_about() -> None:
    (leads,) = [s for s in KNOWN.statements if s.name == "leads"]
    said = correct.decide(KNOWN, leads.id, "reject").said
    assert said is not None
    assert said.also == (("Jeanne Orvault", ("Orvault",)),)


def test_a_fact_is_added_with_what_it_needs() -> None:
    new = correct.newcomer(" Kolbrin ", "Company", ONTOLOGY)
    said = correct.add_fact(
        KNOWN, entity("Jeanne Orvault"), "leads", new, SOURCE, ONTOLOGY, "2019", "2024-03"
    )
    assert (said.entity, said.other) == (Named("Jeanne Orvault", "Person"), Named("Kolbrin", "Company"))
    assert correct.told(said) == "add: Jeanne Orvault leads Kolbrin, since 2019, until 2024-03 (Guide, p. 4)"


def test_a_sentence_is_found_in_its_article_whatever_the_spaces() -> None:
    words = ONE.document.text.split()[:3]
    source = correct.article(KNOWN, ONE.document.name, "   ".join(words))
    assert source.article
    assert source.quote in ONE.document.text


@pytest.mark.parametrize(
    ("subject", "name", "object_", "since", "reason"),
    [
        ("Veltrane", "rules", "Brennes", None, "there is no property 'rules' of facts; there are: activeIn"),
        ("Veltrane", "client", "Brennes", None, "there is no property 'client' of facts"),
        ("Veltrane", "leads", "Veltrane", None, "leads is said of Person: Veltrane is a Company"),
        (
            "Jeanne Orvault",
            "leads",
            "Brennes",
            None,
            "the object of leads is Organization: Brennes is a City",
        ),
        ("Brennes", "locatedIn", "Brennes", None, "a fact is not about one thing twice"),
        ("Jeanne Orvault", "leads", "Veltrane", "mars", "'mars' is no date"),
        ("Veltrane", "foundedOn", "Brennes", None, "foundedOn takes a date"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    subject: str, name: str, object_: str, since: str | None, reason: str
) -> None:
    with pytest.raises(QueryError, match=reason):
        correct.add_fact(KNOWN, entity(subject), name, entity(object_), SOURCE, ONTOLOGY, since)


def test_sources_and_newcomers_are_checked() -> None:
    with pytest.raises(QueryError, match="no article of this graph is called 'x'"):
        correct.article(KNOWN, "x", "words")
    with pytest.raises(QueryError, match="these words do not stand in a"):
        correct.article(KNOWN, ONE.document.name, "nobody wrote this")
    with pytest.raises(QueryError, match="a fact needs its source"):
        correct.citation("  ")
    with pytest.raises(QueryError, match="there is no class 'Firm'"):
        correct.newcomer("Kolbrin", "Firm", ONTOLOGY)
    with pytest.raises(QueryError, match="'12 mai' is no date"):
        correct.add_fact(KNOWN, entity("Veltrane"), "foundedOn", "12 mai", SOURCE, ONTOLOGY)


def test_only_dates_are_objects_of_some_properties() -> None:
    assert correct.takes_dates("foundedOn", ONTOLOGY)
    assert not correct.takes_dates("leads", ONTOLOGY)
    assert not correct.takes_dates("no such property", ONTOLOGY)


def test_a_fact_is_known_by_what_it_says() -> None:
    (leads,) = [s for s in KNOWN.statements if s.name == "leads"]
    assert correct.stated(KNOWN, entity("Jeanne Orvault"), "leads", entity("Veltrane")) == leads.id
    with pytest.raises(QueryError, match="the graph does not say: Veltrane locatedIn Brennes"):
        correct.stated(KNOWN, entity("Veltrane"), "locatedIn", entity("Brennes"))
