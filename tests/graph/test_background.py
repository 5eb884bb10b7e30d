"""What gazetteers know: in a graph of its own, readable again, out of exports and of what articles say."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.graph import load_ontology, names, open_store, write_graph
from kg.graph.background import read_known
from kg.graph.export import export
from kg.graph.stats import stats
from kg.graph.validate import validate
from kg.model import Knowledge, Known
from tests.graph.graph_samples import SAMPLE

PLACE = next(e for e in SAMPLE.entities if e.type == "City")
TOWN = Known(PLACE.id, ("https://sws.geonames.org/1/",), (), "BE", 50.63373, 5.56749, 195278)
COUNTRY = Known(
    "place/belgique", ("https://sws.geonames.org/2/",), ("BE", "BEL"), "BE", population=11, currency="EUR",
    label="Belgique", language="fr",
)  # fmt: skip


def built(folder: Path, sample: Knowledge = SAMPLE) -> Path:
    write_graph(sample, load_ontology(), folder, known=(TOWN, COUNTRY))
    return folder


def test_what_is_known_is_read_back(tmp_path: Path) -> None:
    country, town = sorted(read_known(open_store(built(tmp_path))), key=lambda k: k.label, reverse=True)
    assert town == TOWN
    assert (country.entity, country.codes, country.currency) == ("place/belgique", ("BE", "BEL"), "EUR")


def test_the_plain_query_finds_it_and_the_articles_do_not_say_it(tmp_path: Path) -> None:
    store = open_store(built(tmp_path))
    plain = "ASK {{ <{}> kg:locatedIn place:belgique ; geo:lat 50.63373 }}"
    assert bool(store.query(plain.format(names.resource(PLACE.id))))
    assert not bool(store.query("ASK { place:belgique kg:mentionedIn ?x }"))
    assert {q.graph_name for q in store.quads(ox.NamedNode(names.resource("place/belgique")))} == {
        ox.NamedNode(names.background()),
        ox.DefaultGraph(),
    }


def test_it_is_left_out_of_the_turtle_the_numbers_and_exports_unless_asked_for(tmp_path: Path) -> None:
    store, without = open_store(built(tmp_path / "with")), tmp_path / "without"
    write_graph(SAMPLE, load_ontology(), without)
    assert (tmp_path / "with" / "graph.ttl").read_bytes() == (without / "graph.ttl").read_bytes()
    assert stats(store, load_ontology()) == stats(open_store(without), load_ontology())
    assert b"geonames" not in export(store, "turtle")
    assert b"owl:sameAs <https://sws.geonames.org/1/>" in export(store, "turtle", background=True)


def test_what_is_known_needs_no_claim(tmp_path: Path) -> None:
    store = open_store(built(tmp_path))
    assert not [p for p in validate(store, load_ontology()) if "belgique" in p.iri or "belgique" in p.why]
