"""Entities by the name that a user types."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.graph.lookup import find, fold, one
from kg.graph.rdf import to_quads
from kg.graph.readback import read_entities
from kg.graph.store import memory_store
from tests.graph.graph_samples import D1, D2, ENTITIES, ONTOLOGY, SAMPLE, canonical, entity

MORE = (
    *ENTITIES,
    entity("organization/orvault", "Company", "Orvault Conseil", [D1, D2]),
    entity("law/ordelis", "Law", "Affaire Ordelis", [D1], "Ordelis"),
    entity("organization/agence-oeuvre", "Association", "Agence Œuvre-d'Été", [D1], "AOE"),
    entity("organization/autre-aoe", "Company", "Autre", [D1, D2], "A.O.E"),
)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("VELTRANE", "organization/veltrane"),
        ("veltrane sa", "organization/veltrane"),
        ("agence oeuvre d’ete", "organization/agence-oeuvre"),
        ("https://w3id.org/newskg/id/place/sabran", "place/sabran"),
        ("<https://w3id.org/newskg/id/place/sabran>", "place/sabran"),
        ("id:place/sabran", "place/sabran"),
        ("place:sabran", "place/sabran"),
        ("place/sabran", "place/sabran"),
        ("Ordelis", "organization/ordelis"),  # a label before an alias
        ("jeanne", "person/jeanne-orvault"),  # a part of a name, when only one has it
    ],
)
def test_one(name: str, id_: str) -> None:
    assert one(MORE, name).id == id_


def test_several_are_listed_the_most_mentioned_first() -> None:
    assert [e.label for e in find(MORE, "orvault")] == ["Orvault Conseil", "Jeanne Orvault"]
    with pytest.raises(QueryError) as caught:
        one(MORE, "orvault")
    assert "Orvault Conseil (Company, organization/orvault)" in str(caught.value)
    assert "Jeanne Orvault (Person, person/jeanne-orvault)" in str(caught.value)


def test_none_and_what_is_near() -> None:
    assert find(MORE, "") == find(MORE, "!?") == ()
    with pytest.raises(QueryError, match=r"called 'Veltrone'; near: Véltrane|Veltrane"):
        one(MORE, "Veltrone")
    with pytest.raises(QueryError, match=r"called 'zzz'$"):
        one(MORE, "zzz")


def test_fold() -> None:
    assert fold("L’Œuvre d'Été-2 !") == "l oeuvre d ete 2"


def test_the_entities_of_a_store() -> None:
    assert read_entities(memory_store(to_quads(SAMPLE, ONTOLOGY))) == canonical(SAMPLE).entities
