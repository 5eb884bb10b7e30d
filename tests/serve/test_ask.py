"""Reasons for a row, and what an editor completes from, as the server gives them."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from urllib.parse import urlencode

from kg.graph import load_ontology, write_graph
from tests.graph.graph_samples import SAMPLE
from tests.serve.conftest import Server, evil, serving

LEADS = "SELECT ?name ?firm WHERE { ?p kg:leads ?o ; rdfs:label ?name . ?o rdfs:label ?firm }"


def reasons(server: Server, query: str) -> list[str]:
    """The addresses at which the rows of an answer are explained."""
    page = server.ask(f"/ask?{urlencode({'query': query})}", Accept_Language="en")
    assert page.status == 200
    return [html.unescape(found) for found in re.findall(r'class="why" href="([^"]*)"', page.text)]


def test_each_row_leads_to_its_sentences_without_scripts(server: Server) -> None:
    (why,) = reasons(server, LEADS)
    page = server.ask(why, Accept_Language="en")
    assert page.status == 200
    assert "<h1>Why?</h1>" in page.text
    assert "<mark>Jeanne Orvault</mark>" in page.text
    assert 'href="/id/document/ordelis-1"' in page.text
    part = server.ask(f"{why}&part", Accept_Language="en").text
    assert "<html" not in part
    assert "<mark>Jeanne Orvault</mark>" in part


def test_a_row_without_a_sentence_says_so(server: Server) -> None:
    why = reasons(server, "SELECT ?l WHERE { GRAPH ?g { kg:Company rdfs:label ?l } } LIMIT 1")[0]
    assert "No sentence is kept" in server.ask(why, Accept_Language="en").text


def test_a_row_that_is_no_row_is_400(server: Server) -> None:
    answer = server.ask(f"/why?{urlencode({'query': LEADS, 'row.name': '<script>'})}")
    assert (answer.status, answer.headers["content-type"]) == (400, "text/plain; charset=utf-8")


def test_text_in_reasons_stays_text(tmp_path: Path) -> None:
    write_graph(evil(SAMPLE), load_ontology(), tmp_path)
    with serving(tmp_path) as server:
        for query in (LEADS, "SELECT ?e ?l WHERE { ?e a kg:SiteOpening ; rdfs:label ?l }"):
            for why in reasons(server, query):
                for page in (server.ask(why), server.ask(f"{why}&part")):
                    assert "&lt;script&gt;alert" in page.text
                    assert "<script>" not in page.text
                    assert "<img" not in page.text


def test_an_editor_gets_words_with_labels_and_names(server: Server) -> None:
    found = json.loads(server.ask("/ask/words", Accept_Language="fr").text)
    leads = next(w for w in found["words"] if w["word"] == "kg:leads")
    assert (leads["kind"], leads["label"], leads["count"]) == ("property", "dirige", 1)
    assert found["prefixes"]["kg"] == "https://w3id.org/newskg/ontology#"
    names = json.loads(server.ask("/ask/words?q=orvault", Accept_Language="en").text)
    found = {"id": "person/jeanne-orvault", "name": "Jeanne Orvault", "word": "person:jeanne-orvault"}
    assert names == [{**found, "type": "person"}]


def test_triples_are_offered_as_turtle_and_rows_as_csv(server: Server) -> None:
    rows = server.ask(f"/ask?{urlencode({'query': LEADS})}").text
    triples = server.ask(f"/ask?{urlencode({'query': 'CONSTRUCT WHERE { ?a kg:leads ?b }'})}").text
    assert 'download="kg.csv">csv</a>' in rows
    assert 'download="kg.ttl">turtle</a>' in triples
    link = html.unescape(re.search(r'href="(/sparql[^"]*format=turtle)"', triples)[1])  # type: ignore[index]
    assert server.ask(link).headers["content-type"] == "text/turtle; charset=utf-8"
