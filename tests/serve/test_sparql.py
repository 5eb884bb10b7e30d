"""The SPARQL 1.1 Protocol, asked by the clients that people use."""

from __future__ import annotations

import json
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, TURTLE, SPARQLWrapper

from tests.serve.conftest import Server

LEADS = "SELECT ?who WHERE { ?who kg:leads ?what }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
JEANNE = "https://w3id.org/newskg/id/person/jeanne-orvault"


def test_sparqlwrapper_gets_json_and_turtle(server: Server) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setQuery("PREFIX kg: <https://w3id.org/newskg/ontology#> " + LEADS)
    client.setReturnFormat(JSON)
    found = client.queryAndConvert()
    assert [row["who"]["value"] for row in found["results"]["bindings"]] == [JEANNE]
    client.setQuery("CONSTRUCT WHERE { ?who <https://w3id.org/newskg/ontology#leads> ?what }")
    client.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=client.queryAndConvert())) == 1


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_queries_it_as_a_store(server: Server, method: str) -> None:
    store = SPARQLStore(f"{server.url}/sparql", method=method)
    rows = store.query("SELECT ?who WHERE { ?who <https://w3id.org/newskg/ontology#leads> ?what }")
    assert [row[0] for row in rows] == [URIRef(JEANNE)]
    assert bool(store.query(f"ASK {{ <{JEANNE}> ?p ?o }}"))


@pytest.mark.parametrize(
    ("accept", "media", "begins"),
    [
        ("", "application/sparql-results+json", '{"head"'),
        ("*/*;q=0.1, text/csv", "text/csv; charset=utf-8", "who\r\n"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "?who\n"),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        ("text/html, application/*;q=0.5", "application/sparql-results+json", '{"head"'),
    ],
)
def test_rows_come_in_the_form_that_is_wanted(server: Server, accept: str, media: str, begins: str) -> None:
    answer = server.query(LEADS, accept)
    assert (answer.status, answer.headers["content-type"]) == (200, media)
    assert answer.text.startswith(begins)
    assert "jeanne-orvault" in answer.text


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/ld+json"])
def test_triples_come_in_the_form_that_is_wanted(server: Server, accept: str) -> None:
    answer = server.query("CONSTRUCT WHERE { ?who kg:leads ?what }", accept)
    assert answer.headers["content-type"].startswith(accept)
    form = {"text/turtle": "turtle", "application/n-triples": "nt", "application/ld+json": "json-ld"}[accept]
    assert len(Graph().parse(data=answer.text, format=form)) == 1


def test_what_cannot_be_given_is_406(server: Server) -> None:
    assert server.query(LEADS, "image/png").status == 406


def test_a_query_comes_by_get_form_or_body(server: Server) -> None:
    form = urllib.parse.urlencode({"query": LEADS}).encode()
    by_form = server.ask("/sparql", form, Accept="text/csv")
    by_body = server.ask(
        "/sparql", LEADS.encode(), Accept="text/csv", Content_Type="application/sparql-query"
    )
    assert by_form.text == by_body.text == server.query(LEADS).text


def test_the_dataset_may_be_named(server: Server) -> None:
    name = "https://w3id.org/newskg/id/graph/document/ordelis-1"
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s a kg:Article }"
    path = "/sparql?" + urllib.parse.urlencode({"query": count, "default-graph-uri": name})
    assert server.ask(path, Accept="text/csv").text.split() == ["n", "1"]
    assert server.query(count).text.split() == ["n", "2"]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT ?who WHERE {\n ?who kg:leads }", "line 2, column 16: not understood from here: }"),
        ("SELECT * WHERE { ?a nope:b ?c }", "this prefix is not declared"),
        ("SELECT * { SERVICE <http://example.org/> { ?a ?b ?c } }", "SERVICE is refused"),
        ("DELETE WHERE { ?a ?b ?c }", "DELETE would change the graph"),
        ("", "the query is empty"),
    ],
)
def test_a_bad_query_is_400_with_its_place(server: Server, query: str, reason: str) -> None:
    answer = server.query(query)
    assert answer.status == 400
    assert reason in answer.text
    assert "Traceback" not in answer.text


def test_one_query_and_no_update(server: Server) -> None:
    assert server.ask("/sparql", b"", Content_Type="application/x-www-form-urlencoded").status == 400
    assert server.ask("/sparql?query=ASK%7B%7D&query=ASK%7B%7D").status == 400
    assert server.ask("/sparql", b"update=CLEAR+ALL").status == 403
    assert server.ask("/sparql", b"CLEAR ALL", Content_Type="application/sparql-update").status == 403
    assert server.ask("/sparql", b"x", Content_Type="text/plain").status == 415
    assert server.ask("/sparql", b"query=" + b"x" * 1_100_000).status == 413
    assert server.ask("/sparql", b"query=\xff", Content_Type="application/sparql-query").status == 400


def test_rows_beyond_the_limit_are_left_out_and_that_is_said(server: Server) -> None:
    answer = server.query("SELECT ?s WHERE { ?s ?p ?o }", "application/json")
    assert len(json.loads(answer.text)["results"]["bindings"]) == 5
    assert answer.headers["kg-rows-cut"] == "5"
    assert "kg-rows-cut" not in server.query(LEADS).headers
    triples = server.query("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples")
    assert (len(triples.text.splitlines()), triples.headers["kg-rows-cut"]) == (5, "5")


def test_an_endless_query_is_stopped_and_others_are_answered_meanwhile(server: Server) -> None:
    with ThreadPoolExecutor(1) as pool:
        start = time.monotonic()
        endless = pool.submit(server.query, ENDLESS)
        assert server.query(LEADS).status == 200
        assert not endless.done()
        answer = endless.result()
    assert (answer.status, answer.text) == (503, "stopped after 3 seconds: ask for less\n")
    assert time.monotonic() - start < 60
    assert [server.query(LEADS).status for _ in range(4)] == [200] * 4  # the stopped readers were replaced


def test_it_describes_itself(server: Server) -> None:
    found = Graph().parse(data=server.ask("/sparql", Accept="text/turtle").text)
    service = "http://www.w3.org/ns/sparql-service-description#"
    (endpoint,) = found.objects(None, URIRef(service + "endpoint"))
    assert str(endpoint) == f"{server.url}/sparql"
    assert len(set(found.objects(None, URIRef(service + "name")))) == 4  # two articles, background, ontology


def test_other_origins_may_read(server: Server) -> None:
    answer = server.ask("/sparql?query=ASK%7B%7D", Origin="https://example.org")
    assert answer.headers["access-control-allow-origin"] == "*"
    before = server.ask(
        "/sparql", method="OPTIONS", Origin="https://example.org", Access_Control_Request_Method="POST",
        Access_Control_Request_Headers="content-type",
    )  # fmt: skip
    assert before.status == 200
    assert "POST" in before.headers["access-control-allow-methods"]
