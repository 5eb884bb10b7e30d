"""What readers corrected holds, whatever the resolver thinks and in whatever order articles come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Correction, Entity, Extraction, Knowledge, Named, Said, Source
from kg.ontology import Ontology
from kg.resolve import resolve
from tests.resolve.press import article, fact

ARTICLES = (
    article("a", [("Company", "Veltrane"), ("City", "Brennes")], fact("Veltrane", "locatedIn", "Brennes")),
    article(
        "b",
        [("Company", "Veltrane"), ("Person", "Jeanne Orvault")],
        fact("Jeanne Orvault", "leads", "Veltrane"),
    ),
    article(
        "c",
        [("Company", "Velatra Négoce"), ("City", "Brennes")],
        fact("Velatra Négoce", "locatedIn", "Brennes"),
    ),
)


def resolved(
    ontology: Ontology, *corrections: Correction, articles: Sequence[Extraction] = ARTICLES
) -> Knowledge:
    return resolve(articles, ontology, corrections=corrections)


def holding(knowledge: Knowledge, name: str) -> list[Entity]:
    return [e for e in knowledge.entities if name in (e.label, *e.aliases)]


def company(name: str, *articles: str) -> Named:
    return Named(name, "Company", articles)


SAME = Correction("same", company("Veltrane"), company("Velatra Négoce"))
SPLIT = Correction("different", company("Veltrane", "a"), company("Veltrane", "b"))
LED = Said("fact", "leads", (("subject", "Jeanne Orvault"), ("object", "Veltrane")))


def test_two_names_become_one(ontology: Ontology) -> None:
    assert len(holding(resolved(ontology), "Veltrane")) == 1
    (one,) = holding(resolved(ontology, SAME), "Velatra Négoce")
    assert one.documents == ("a", "b", "c")
    judgement = next(j for j in resolved(ontology, SAME).judgements if "a reader said so" in j.reasons)
    assert (judgement.verdict, judgement.score) == ("same", 1.0)


def test_one_name_becomes_two_by_article(ontology: Ontology) -> None:
    found = holding(resolved(ontology, SPLIT), "Veltrane")
    assert sorted(e.documents for e in found) == [("a",), ("b",)]
    assert len({e.id for e in found}) == 2


def test_the_later_word_holds(ontology: Ontology) -> None:
    never = Correction("different", company("Veltrane"), company("Velatra Négoce"))
    assert len(holding(resolved(ontology, SAME, never), "Velatra Négoce")[0].documents) == 1
    assert len(holding(resolved(ontology, never, SAME), "Velatra Négoce")[0].documents) == 3


def test_a_name_and_a_class_are_the_readers(ontology: Ontology) -> None:
    name = Correction("name", company("Veltrane"), value="Groupe Veltrane")
    type_ = Correction("type", Named("Veltrane", "Organization"), value="TradeUnion")
    (one,) = holding(resolved(ontology, type_, name), "Groupe Veltrane")
    assert (one.type, one.id) == ("TradeUnion", "organization/groupe-veltrane")
    assert "Veltrane" in one.aliases


def test_what_is_rejected_is_gone_and_what_is_confirmed_is_certain(ontology: Ontology) -> None:
    def leads(*corrections: Correction) -> list[float]:
        return [s.confidence for s in resolved(ontology, *corrections).statements if s.name == "leads"]

    reject, confirm = Correction("reject", said=LED), Correction("confirm", said=LED)
    assert leads() == [0.5]
    assert leads(reject) == []
    assert leads(reject, confirm) == [1.0]
    other = Correction(
        "reject", said=Said("fact", "leads", (("subject", "Jeanne Orvault"), ("object", "Brennes")))
    )
    assert leads(other) == [0.5]


def test_what_was_rejected_stays_so_under_another_name(ontology: Ontology) -> None:
    renamed = Correction("name", company("Veltrane"), value="Groupe Veltrane")
    found = resolved(ontology, Correction("reject", said=LED), renamed)
    assert not [s for s in found.statements if s.name == "leads"]


RENAMED = Correction("name", company("Veltrane"), value="Groupe Veltrane")


@pytest.mark.parametrize("undone", [False, True])
def test_a_correction_holds_when_the_name_it_was_made_under_is_taken_back(
    ontology: Ontology, undone: bool
) -> None:
    under = Said("fact", "leads", (("subject", "Jeanne Orvault"), ("object", "Groupe Veltrane")))
    named = replace(RENAMED, undone=undone)
    found = resolved(ontology, named, Correction("reject", said=under))
    assert not [s for s in found.statements if s.name == "leads"]
    merged = Correction("same", company("Groupe Veltrane"), company("Velatra Négoce"))
    (one,) = holding(resolved(ontology, named, merged), "Velatra Négoce")
    assert one.documents == ("a", "b", "c")


def test_a_decision_on_two_that_were_one_holds_for_both(ontology: Ontology) -> None:
    also = (("Velatra Négoce", ("Veltrane",)),)
    said = Said("fact", "leads", (("subject", "Jeanne Orvault"), ("object", "Velatra Négoce")), also)
    found = resolved(ontology, replace(SAME, undone=True), Correction("reject", said=said))
    assert not [s for s in found.statements if s.name == "leads"]
    assert [s for s in found.statements if s.name == "locatedIn"]


def test_another_who_shares_a_short_name_is_not_meant(ontology: Ontology) -> None:
    paul = article(
        "d",
        [("Person", "Paul Orvault", "Orvault"), ("Company", "Veltrane")],
        fact("Paul Orvault", "leads", "Veltrane"),
    )
    also = (("Jeanne Orvault", ("Orvault",)),)
    reject = Correction("reject", said=replace(LED, also=also))
    found = resolved(ontology, reject, articles=[ARTICLES[0], paul])
    assert [s.label for s in found.statements if s.name == "leads"] == ["Paul Orvault dirige Veltrane"]


def test_a_name_holds_when_the_class_it_was_made_under_is_taken_back(ontology: Ontology) -> None:
    type_ = Correction("type", company("Velatra Négoce"), value="Programme", undone=True)
    name = Correction("name", Named("Velatra Négoce", "Programme"), value="Velatra")
    assert holding(resolved(ontology, type_, name), "Velatra")[0].type == "Company"
    assert not holding(resolved(ontology, name), "Velatra")


@given(
    st.permutations(ARTICLES),
    st.lists(
        st.sampled_from(
            [
                SAME,
                SPLIT,
                Correction("reject", said=LED),
                Correction("name", company("Veltrane"), value="V. & Cie"),
                Correction(
                    "add", company("V. & Cie"), company("Kolbrin"), property="partnerOf", source=Source("x")
                ),
            ]
        ),
        max_size=4,
    ),
)
def test_the_order_of_articles_never_shows(
    ontology: Ontology, articles: list[Extraction], corrections: list[Correction]
) -> None:
    assert resolved(ontology, *corrections, articles=articles) == resolved(ontology, *corrections)


@pytest.mark.parametrize("correction", [SAME, SPLIT])
def test_a_correction_about_nothing_changes_nothing(ontology: Ontology, correction: Correction) -> None:
    elsewhere = [article("z", [("Company", "Kolbrin")])]
    assert resolved(ontology, correction, articles=elsewhere) == resolved(ontology, articles=elsewhere)
