"""What is read of the graph for one screen."""

from __future__ import annotations

import pytest

from kg.graph.around import around, between, statements_of, ways
from kg.graph.index import Names
from kg.graph.rdf import to_quads
from kg.graph.store import OxigraphStore, memory_store
from tests.graph.graph_samples import ONTOLOGY, SAMPLE

VELTRANE, ORDELIS, KOLBRIN = "organization/veltrane", "organization/ordelis", "organization/kolbrin"


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    return memory_store(to_quads(SAMPLE, ONTOLOGY))


def test_around_a_thing_is_what_links_it(store: OxigraphStore) -> None:
    found = around(store, ONTOLOGY, VELTRANE)
    assert {s.kind for s in found.statements} <= {"fact", "position", "event", "figure"}
    assert all(any(a.ref == VELTRANE for a in s.arguments) for s in found.statements)
    names = {e.id: e for e in found.entities}
    assert names[ORDELIS].label == "Ordelis"
    assert names[ORDELIS].type == "Company"
    assert all(e.quote for s in found.statements for e in s.evidence)


def test_no_more_is_read_than_asked(store: OxigraphStore) -> None:
    assert len(statements_of(store, VELTRANE)) > 2
    assert len(statements_of(store, VELTRANE, 2)) == 2
    everything, linking = (statements_of(store, VELTRANE, linking=which) for which in (False, True))
    assert set(linking) < set(everything)


def test_between_is_only_what_is_there(store: OxigraphStore) -> None:
    found = between(store, ONTOLOGY, [VELTRANE], [ORDELIS])
    ids = {e.id for e in found.entities}
    assert {VELTRANE, ORDELIS} <= ids
    facts = [s for s in found.statements if s.kind == "fact"]
    assert facts
    assert all({a.ref for a in s.arguments if a.ref} <= {VELTRANE, ORDELIS} for s in facts)


def test_ways_go_from_thing_to_thing(store: OxigraphStore) -> None:
    found = ways(store, ONTOLOGY, KOLBRIN, ORDELIS)
    assert found
    for way in found:
        assert (way[0], way[-1]) == (KOLBRIN, ORDELIS)
        assert len(way) % 2
    known = {s.id: {a.ref for a in s.arguments} for s in SAMPLE.statements}
    first = found[0]
    for n in range(1, len(first), 2):
        assert {first[n - 1], first[n + 1]} <= known[first[n]]


def test_what_nothing_joins_has_no_way(store: OxigraphStore) -> None:
    assert ways(store, ONTOLOGY, KOLBRIN, "organization/nobody") == ()
    assert ways(store, ONTOLOGY, KOLBRIN, ORDELIS, longest=0) == ()


@pytest.mark.parametrize(
    ("wanted", "first", "via"),
    [
        ("veltrane", VELTRANE, ""),
        ("VÉLTRANE sa", VELTRANE, "Veltrane SA"),
        ("groupe", ORDELIS, "groupe Ordelis"),
        ("orvault", "person/jeanne-orvault", ""),
        ("ltran", VELTRANE, ""),
    ],
)
def test_a_name_is_found_by_any_part(store: OxigraphStore, wanted: str, first: str, via: str) -> None:
    hits, total = Names(store, ONTOLOGY).search(wanted, 5)
    assert (hits[0].id, hits[0].via) == (first, via)
    assert total >= len(hits)


def test_the_index_knows_classes_and_the_most_named(store: OxigraphStore) -> None:
    names = Names(store, ONTOLOGY)
    assert len(names) == len(SAMPLE.entities)
    assert dict(names.classes)["City"] == 2
    assert [h.articles for h in names.top(4)] == [2, 2, 2, 1]
    assert {h.type for h in names.top(9)} == {"City", "Company", "Country", "Person"}
    assert names.search("", 5) == ([], 0)
