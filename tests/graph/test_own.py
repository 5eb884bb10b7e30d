"""What a reader may write, and that it is never lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import QueryError, StoreError
from kg.graph import load_ontology, open_store, own, write_graph
from kg.graph.queries import run
from tests.graph.graph_samples import SAMPLE

NOTES = "https://example.org/notes"
ONE = f"INSERT DATA {{ GRAPH <{NOTES}> {{ organization:veltrane kg:partnerOf organization:ordelis }} }}"
BOTH = "SELECT ?a WHERE { ?a kg:partnerOf ?b FILTER(organization:ordelis IN (?a, ?b)) } ORDER BY ?a"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_graph(SAMPLE, load_ontology(), tmp_path)
    return tmp_path


def found(folder: Path, query: str) -> list[list[str]]:
    return run(open_store(folder), query).cells()


def test_an_update_is_seen_with_what_follows_and_outlives_a_build(folder: Path) -> None:
    own.update(folder, ONE)
    for _ in range(2):
        assert found(folder, BOTH) == [["organization:ordelis"], ["organization:veltrane"]]
        assert NOTES in open_store(folder).graphs()
        write_graph(SAMPLE, load_ontology(), folder)
    assert NOTES in (folder / own.FILE).read_text("utf-8")
    assert NOTES not in (folder / "graph.ttl").read_text("utf-8")


def test_what_is_taken_back_is_gone_unless_an_article_says_it_too(folder: Path) -> None:
    leads = "person:jeanne-orvault kg:leads organization:veltrane"
    own.update(folder, f"INSERT DATA {{ GRAPH <{NOTES}> {{ {leads} . <x:a> kg:leads <x:b> }} }}")
    assert len(found(folder, "SELECT ?a WHERE { ?a kg:worksFor ?b }")) == 2
    own.update(folder, f"DELETE WHERE {{ GRAPH <{NOTES}> {{ ?a kg:leads ?b }} }}")
    assert found(folder, "SELECT ?a WHERE { ?a kg:leads ?b }") == [["person:jeanne-orvault"]]
    assert found(folder, "SELECT ?a WHERE { ?a kg:worksFor ?b }") == [["person:jeanne-orvault"]]


def test_a_pattern_may_read_everything(folder: Path) -> None:
    text = f"INSERT {{ GRAPH <{NOTES}> {{ ?who <x:seen> ?what }} }} WHERE {{ ?who kg:worksFor ?what }}"
    own.update(folder, text)
    assert found(folder, "SELECT ?w WHERE { ?w <x:seen> ?o }") == [["person:jeanne-orvault"]]


BASE = "https://w3id.org/newskg/id/"
ARTICLE = f"{BASE}graph/document/ordelis-1"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("INSERT DATA { <x:a> <x:b> <x:c> }", "name a graph of your own"),
        (f"INSERT DATA {{ GRAPH <{ARTICLE}> {{ <x:a> <x:b> <x:c> }} }}", "made by kg build"),
        ("DELETE WHERE { GRAPH id:graph\\/background { ?a ?b ?c } }", "in full"),
        ("DELETE { GRAPH ?g { ?a ?b ?c } } WHERE { GRAPH ?g { ?a ?b ?c } }", "in so many words"),
        ("DELETE { ?a ?b ?c } WHERE { ?a ?b ?c }", "name a graph of your own"),
        (f"WITH <{ARTICLE}> DELETE {{ ?a ?b ?c }} WHERE {{ ?a ?b ?c }}", "made by kg build"),
        ("CLEAR ALL", "in so many words"),
        ("DROP DEFAULT", "name a graph of your own"),
        ("CLEAR NAMED", "in so many words"),
        (f"MOVE <{ARTICLE}> TO <{NOTES}>", "made by kg build"),
        (f"COPY <{NOTES}> TO <https://w3id.org/newskg/ontology>", "made by kg build"),
        (f"{ONE} ; CLEAR GRAPH <{ARTICLE}>", "made by kg build"),
        ("LOAD <http://127.0.0.1:9/x> INTO GRAPH <x:g>", "LOAD is refused"),
        ("L\\u004fAD <http://127.0.0.1:9/x> INTO GRAPH <x:g>", "LOAD is refused"),
        ("INSERT { GRAPH <x:g> { <x:a> <x:b> ?c } } WHERE { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
         "SERVICE is refused"),
        ("INSERT DATA { GRAPH <x:g> {\n <x:a> <x:b> } }", "line 2, column 14"),
        ("SELECT * WHERE { ?a ?b ?c }", "line 1, column 8"),
    ],
)  # fmt: skip
def test_what_a_build_makes_is_not_changed(folder: Path, text: str, reason: str) -> None:
    before = (folder / "graph.ttl").read_bytes(), set(open_store(folder).quads())
    with pytest.raises(QueryError, match=reason):
        own.update(folder, text)
    assert ((folder / "graph.ttl").read_bytes(), set(open_store(folder).quads())) == before
    assert not (folder / own.FILE).exists()


def test_a_graph_is_put_added_to_and_dropped(folder: Path) -> None:
    def count() -> int:
        return len(list(own.read(folder)))

    assert own.put(folder, NOTES, b"<x:a> <x:b> 1 , 2 .", "text/turtle", instead=True)
    assert not own.put(folder, NOTES, b"<x:a> <x:b> 3 .", "text/turtle; charset=utf-8", instead=False)
    assert count() == 3
    assert not own.put(folder, NOTES, b'<x:a> <x:b> "4" .', "application/n-triples", instead=True)
    assert count() == 1
    assert found(folder, "SELECT ?c WHERE { <x:a> <x:b> ?c }") == [["4"]]
    assert own.drop(folder, NOTES)
    assert not own.drop(folder, NOTES)
    assert count() == 0
    assert found(folder, "SELECT ?c WHERE { <x:a> <x:b> ?c }") == []


@pytest.mark.parametrize(
    "wrong",
    [
        lambda f: own.put(f, ARTICLE, b"", "text/turtle", instead=True),
        lambda f: own.put(f, "no iri", b"", "text/turtle", instead=True),
        lambda f: own.put(f, NOTES, b"<x:a> <x:b>", "text/turtle", instead=True),
        lambda f: own.put(f, NOTES, b"", "image/png", instead=True),
        lambda f: own.drop(f, ARTICLE),
    ],
)
def test_what_is_no_graph_of_ones_own_is_refused(folder: Path, wrong: Callable[[Path], object]) -> None:
    with pytest.raises(QueryError):
        wrong(folder)
    assert not (folder / own.FILE).exists()


def test_blank_nodes_stay_what_they_are(folder: Path) -> None:
    own.update(folder, f"INSERT DATA {{ GRAPH <{NOTES}> {{ <x:a> <x:b> [ <x:c> 1 ] }} }}")
    own.update(folder, f"INSERT DATA {{ GRAPH <{NOTES}> {{ <x:d> <x:e> 1 }} }}")
    write_graph(SAMPLE, load_ontology(), folder)
    assert found(folder, "SELECT ?n WHERE { <x:a> <x:b> [ <x:c> ?n ] }") == [["1"]]


def test_a_damaged_file_stops_a_build(folder: Path) -> None:
    (folder / own.FILE).write_text("<x:a> <x:b>", "utf-8")
    with pytest.raises(StoreError, match=r"own\.trig"):
        write_graph(SAMPLE, load_ontology(), folder)
