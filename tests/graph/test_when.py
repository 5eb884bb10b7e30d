"""Places with coordinates, events with dates."""

from kg.graph.background import background_quads
from kg.graph.names import BASE
from kg.graph.rdf import to_quads
from kg.graph.store import memory_store
from kg.graph.when import Spot, dated_events, places
from kg.model import Known
from tests.graph.graph_samples import ONTOLOGY, SAMPLE


def test_places_are_those_with_coordinates_that_articles_name() -> None:
    known = [
        Known("place/sabran", (), latitude=33.5, longitude=-7.25),
        Known("place/brennes", (), country="FR"),
    ]
    quads = [*to_quads(SAMPLE, ONTOLOGY), *background_quads(SAMPLE.entities, known, BASE)]
    assert places(memory_store(quads), 10) == (Spot("place/sabran", "Sabran", 33.5, -7.25, 1),)


def test_dated_events_come_latest_first() -> None:
    store = memory_store(to_quads(SAMPLE, ONTOLOGY))
    found = dated_events(store, 10)
    dates = {s.id: a.value for s in SAMPLE.statements if s.kind == "event" and (a := s.one("date"))}
    assert found
    assert [dates[id_] for id_ in found] == sorted((dates[id_] for id_ in found), reverse=True)
    assert not any(dates[id_].startswith("-") for id_ in found)
    assert dated_events(store, 1) == found[:1]
