"""The store on disk: written whole, replaced document by document, read beside a writer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg.graph.store as store_module
from kg.errors import StoreError
from kg.graph import load_knowledge, open_store, write_graph, write_turtle
from kg.graph.names import BASE, graph_of
from kg.graph.queries import run
from kg.graph.rdf import document_quads, to_quads
from kg.graph.store import OxigraphStore, memory_store, write_store
from kg.model import Knowledge
from tests.graph.graph_samples import D1, D2, ONTOLOGY, SAMPLE, STATEMENTS, canonical, knowledges

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?x a kg:Article }"
ONE = replace(SAMPLE, documents=(D1,))


def articles(folder: Path) -> str:
    return run(open_store(folder), COUNT).cells()[0][0]


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    write_graph(SAMPLE, ONTOLOGY, tmp_path)
    sources = tmp_path / "sources"
    sources.mkdir()
    for doc in SAMPLE.documents:
        (sources / f"{doc.id}.txt").write_bytes(doc.text.encode())
    assert canonical(load_knowledge(tmp_path)) == canonical(SAMPLE)


def test_the_same_knowledge_gives_the_same_bytes(tmp_path: Path) -> None:
    write_graph(SAMPLE, ONTOLOGY, tmp_path / "a")
    turned = Knowledge(SAMPLE.documents[::-1], SAMPLE.entities[::-1], SAMPLE.statements[::-1], ())
    write_graph(turned, ONTOLOGY, tmp_path / "b")
    write_turtle(SAMPLE, ONTOLOGY, tmp_path / "c" / "one.ttl")
    text = (tmp_path / "a/graph.ttl").read_bytes()
    assert text == (tmp_path / "b/graph.ttl").read_bytes() == (tmp_path / "c/one.ttl").read_bytes()


@pytest.mark.parametrize("portion", [1, 7])
def test_portions_make_the_same_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, portion: int) -> None:
    write_store(tmp_path / "whole", to_quads(SAMPLE, ONTOLOGY))
    monkeypatch.setattr(store_module, "LOAD", portion)
    write_store(tmp_path / "parts", to_quads(SAMPLE, ONTOLOGY))
    whole, parts = (
        {q for q in open_store(tmp_path / name).quads() if "_:" not in f"{q.subject}{q.object}"}
        for name in ("whole", "parts")
    )  # blank nodes of the ontology have other names each time
    assert whole == parts
    assert len(whole) > 50


def test_another_base_is_remembered(tmp_path: Path) -> None:
    write_graph(SAMPLE, ONTOLOGY, tmp_path, "https://example.org/press/")
    assert open_store(tmp_path).base == "https://example.org/press/"
    assert {e.id for e in load_knowledge(tmp_path).entities} == {e.id for e in SAMPLE.entities}


@pytest.mark.parametrize("base", ["press", "https://example.org", "https://example.org/a b/"])
def test_a_base_that_is_none(tmp_path: Path, base: str) -> None:
    with pytest.raises(StoreError, match="--base-iri"):
        write_graph(SAMPLE, ONTOLOGY, tmp_path, base)


def test_a_write_that_dies_leaves_the_old_graph(tmp_path: Path) -> None:
    write_graph(SAMPLE, ONTOLOGY, tmp_path)

    def dies() -> Iterator[ox.Quad]:
        yield from list(to_quads(ONE, ONTOLOGY))[:10]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_store(tmp_path, dies())
    assert articles(tmp_path) == "2"
    write_graph(ONE, ONTOLOGY, tmp_path)
    assert articles(tmp_path) == "1"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["graph.ttl", "store"]


def test_between_the_two_renames_the_old_store_is_found(tmp_path: Path) -> None:
    write_graph(SAMPLE, ONTOLOGY, tmp_path)
    (tmp_path / "store").rename(tmp_path / "store.old")
    assert articles(tmp_path) == "2"
    write_graph(ONE, ONTOLOGY, tmp_path)
    assert articles(tmp_path) == "1"


def test_one_document_is_replaced_and_withdrawn(tmp_path: Path) -> None:
    write_graph(SAMPLE, ONTOLOGY, tmp_path)
    store = open_store(tmp_path, write=True)
    leads = "ASK { person:jeanne-orvault kg:leads organization:veltrane }"
    partner = "ASK { organization:kolbrin kg:partnerOf organization:veltrane }"
    assert (run(store, leads).yes, run(store, partner).yes) == (True, True)
    store.replace(graph_of(D2.id), [])
    assert (run(store, leads).yes, run(store, partner).yes) == (True, False)
    proofs = "SELECT ?e { claim:ault-leads-rane kg:evidence ?e }"
    assert run(store, proofs).cells() == [["evidence:ordelis-1-141-225"]]
    told = replace(SAMPLE, statements=STATEMENTS[3:4])
    store.replace(graph_of(D2.id), document_quads(told, ONTOLOGY, D2))
    assert run(store, partner).yes is True
    assert run(store, "ASK { ?e a kg:SiteOpening }").yes is False


def own(store: OxigraphStore) -> set[str]:
    """All quads but those of the ontology, whose blank nodes differ from store to store."""
    return {str(q) for q in store.quads() if str(q.subject).startswith(f"<{BASE}")}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(knowledges(), st.data())
def test_replacing_gives_what_writing_anew_gives(knowledge: Knowledge, data: st.DataObject) -> None:
    quads = list(to_quads(knowledge, ONTOLOGY))
    doc = data.draw(st.sampled_from(knowledge.documents))
    name = graph_of(doc.id)
    kept = [q for q in quads if q.graph_name != ox.NamedNode(name)]
    mine = [q for q in quads if q.graph_name == ox.NamedNode(name)]
    some = data.draw(st.lists(st.sampled_from(mine)))
    store = memory_store(quads)
    store.replace(name, some)
    assert own(store) == own(memory_store([*kept, *some]))
    store.replace(name, mine)
    assert own(store) == own(memory_store(quads))


def test_reading_beside_a_writer_and_the_lock(tmp_path: Path) -> None:
    write_graph(SAMPLE, ONTOLOGY, tmp_path)
    writer = open_store(tmp_path, write=True)
    assert articles(tmp_path) == "2"
    with pytest.raises(StoreError, match="another kg is writing"):
        open_store(tmp_path, write=True)
    assert writer.base


def test_what_is_no_graph(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no such folder; build a graph with: kg build"):
        open_store(tmp_path / "nowhere")
    with pytest.raises(StoreError, match="no graph in this folder"):
        open_store(tmp_path)
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_text("rubbish\n")
    with pytest.raises(StoreError, match="cannot be opened") as caught:
        open_store(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_store_of_another_program(tmp_path: Path) -> None:
    other = ox.Store(str(tmp_path / "store"))
    other.flush()
    del other
    with pytest.raises(StoreError, match="not written by kg"):
        open_store(tmp_path)


def test_what_follows_is_asked_but_not_written(tmp_path: Path) -> None:
    write_graph(SAMPLE, ONTOLOGY, tmp_path)
    store = open_store(tmp_path)
    assert run(store, "ASK { person:jeanne-orvault kg:worksFor organization:veltrane }").yes
    assert run(store, "ASK { organization:kolbrin a kg:Organization, kg:Entity }").yes
    text = (tmp_path / "graph.ttl").read_text("utf-8")
    assert "kg:worksFor" not in text
    assert "kg:Organization" not in text


def test_the_union_holds_each_triple_once(tmp_path: Path) -> None:
    write_graph(SAMPLE, ONTOLOGY, tmp_path)
    found = run(open_store(tmp_path), "SELECT ?o { organization:ordelis a kg:Company ; rdfs:label ?o }")
    assert found.cells() == [["Ordelis"]]


def test_store_names(tmp_path: Path) -> None:
    assert {store_module.STORE, store_module.NEW, store_module.OLD} == {"store", "store.new", "store.old"}
    write_graph(SAMPLE, ONTOLOGY, tmp_path)
    graphs = open_store(tmp_path).graphs()
    assert graph_of(D1.id) in graphs
    assert graphs == tuple(sorted(graphs))
