"""Turtle: the same bytes for the same triples, and nothing lost on the way."""

from __future__ import annotations

import random

import pyoxigraph as ox
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph

from kg.graph.names import BASE, KG, XSD
from kg.graph.rdf import to_quads
from kg.graph.turtle import to_trig, to_turtle
from kg.model import Knowledge
from tests.graph.graph_samples import ANY, ONTOLOGY, SAMPLE, knowledges

SAMPLE_QUADS = list(to_quads(SAMPLE, ONTOLOGY))


def rows(quads: list[ox.Quad]) -> set[str]:
    return {f"{q.subject} {q.predicate} {q.object}" for q in quads}


def test_it_reads_well() -> None:
    text = to_turtle(SAMPLE_QUADS)
    assert '\norganization:ordelis a kg:Company ;\n    rdfs:label "Ordelis"@fr ;\n' in text
    assert "@prefix organization: <https://w3id.org/newskg/id/organization/> ." in text
    order = [text.index(f"\n{name}:") for name in ("document", "person", "event", "claim", "evidence")]
    assert order == sorted(order)


def test_rdflib_reads_the_same_triples() -> None:
    graph = Graph().parse(data=to_turtle(SAMPLE_QUADS), format="turtle")
    assert len(graph) == len(rows(SAMPLE_QUADS))


def test_numbers_and_types() -> None:
    def turtle(value: str, datatype: str) -> str:
        node, literal = ox.NamedNode(BASE + "a/b"), ox.Literal(value, datatype=ox.NamedNode(datatype))
        return to_turtle([ox.Triple(node, ox.NamedNode(KG + "p"), literal)])

    assert "a:b kg:p 12 ." in turtle("12", XSD + "integer")
    assert "a:b kg:p 0.93 ." in turtle("0.93", XSD + "decimal")
    assert 'a:b kg:p "12"^^xsd:decimal .' in turtle("12", XSD + "decimal")
    assert 'a:b kg:p "douze"^^xsd:integer .' in turtle("douze", XSD + "integer")
    assert 'a:b kg:p "--12-31"^^xsd:gMonthDay .' in turtle("--12-31", XSD + "gMonthDay")
    assert 'a:b kg:p "x"^^<http://example.org/t> .' in turtle("x", "http://example.org/t")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(knowledges(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(knowledge: Knowledge, chance: random.Random) -> None:
    quads = list(to_quads(knowledge, ONTOLOGY))
    mixed = [*quads, *quads[:5]]
    chance.shuffle(mixed)
    assert to_turtle(mixed) == to_turtle(quads)
    assert to_trig(mixed) == to_trig(quads)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(knowledges())
def test_round_trip(knowledge: Knowledge) -> None:
    quads = list(to_quads(knowledge, ONTOLOGY))
    turtle, trig = to_turtle(quads), to_trig(quads)
    assert rows(list(ox.parse(turtle, ox.RdfFormat.TURTLE))) == rows(quads)
    assert {str(q) for q in ox.parse(trig, ox.RdfFormat.TRIG)} == {str(q) for q in quads}


@given(st.text(ANY, max_size=40), st.text("abz09-_.%é/#", min_size=1, max_size=8))
def test_any_text_and_any_name_survive(text: str, name: str) -> None:
    try:
        node = ox.NamedNode(BASE + name)
    except ValueError:
        return
    triple = ox.Triple(node, ox.NamedNode(KG + "quote"), ox.Literal(text, language="fr"))
    back = list(ox.parse(to_turtle([triple]), ox.RdfFormat.TURTLE))
    assert [(q.subject, q.object) for q in back] == [(triple.subject, triple.object)]
