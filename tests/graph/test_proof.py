"""Why a row of an answer holds."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.graph import load_ontology
from kg.graph.proof import why
from kg.graph.queries import named_query, prepared
from kg.graph.rdf import to_quads
from kg.graph.results import Answer
from kg.graph.store import OxigraphStore, memory_store
from kg.graph.words import words
from tests.graph.graph_samples import SAMPLE

ONTOLOGY = load_ontology()


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    return memory_store(to_quads(SAMPLE, ONTOLOGY))


def told(store: OxigraphStore, text: str, **row: str) -> list[str]:
    return [s.label or s.name for s in why(store, ONTOLOGY, text, row).statements]


def rows(store: OxigraphStore, text: str) -> list[dict[str, str]]:
    from kg.graph.queries import run

    answer: Answer = run(store, text)
    return [
        {n: str(v) for n, v in zip(answer.columns, row, strict=True) if v is not None} for row in answer.rows
    ]


def test_a_row_of_names_leads_to_the_claim_that_it_was_found_by(store: OxigraphStore) -> None:
    text = "SELECT ?name ?firm WHERE { ?p kg:leads ?o ; rdfs:label ?name . ?o rdfs:label ?firm }"
    (row,) = rows(store, text)
    found = why(store, ONTOLOGY, text, row)
    assert [s.name for s in found.statements] == ["leads"]
    assert all("Jeanne Orvault" in e.quote for s in found.statements for e in s.evidence)
    assert {d.id for d in found.documents} == {"ordelis-1", "veltrane-2"}
    assert {e.label for e in found.entities} >= {"Jeanne Orvault", "Veltrane"}


def test_a_broader_property_is_proved_by_a_narrower_claim(store: OxigraphStore) -> None:
    text = "SELECT ?p ?o WHERE { ?p kg:worksFor ?o }"
    assert [s.name for s in why(store, ONTOLOGY, text, rows(store, text)[0]).statements] == ["leads"]


def test_events_prove_themselves(store: OxigraphStore) -> None:
    text = "SELECT ?who WHERE { ?e a kg:SiteOpening ; kg:agent ?who }"
    (row,) = rows(store, text)
    found = why(store, ONTOLOGY, text, row).statements
    assert [s.name for s in found] == ["SiteOpening"]
    assert "Sabran" in found[0].evidence[0].quote


def test_a_count_is_proved_by_what_it_counts(store: OxigraphStore) -> None:
    text = "SELECT ?o (COUNT(?p) AS ?n) WHERE { ?p kg:leads ?o } GROUP BY ?o ORDER BY ?o LIMIT 3"
    assert [s.name for s in why(store, ONTOLOGY, text, rows(store, text)[0]).statements] == ["leads"]


def test_a_triple_is_proved(store: OxigraphStore) -> None:
    text = "CONSTRUCT WHERE { ?p kg:leads ?o }"
    assert [s.name for s in why(store, ONTOLOGY, text, rows(store, text)[0]).statements] == ["leads"]


def test_every_row_of_every_named_query_has_a_reason(store: OxigraphStore) -> None:
    for name in ("who-leads-what", "jobs-by-place", "told-by-many", "supplied-and-no-longer"):
        text = prepared(store, named_query(name), {})
        for row in rows(store, text):
            found = why(store, ONTOLOGY, text, row)
            assert found.statements, (name, row)
            assert all(s.evidence for s in found.statements)


def test_what_is_no_term_or_no_query_is_refused(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="no term of RDF"):
        why(store, ONTOLOGY, "SELECT ?x WHERE { ?x ?y ?z }", {"x": "<x> . <a:b> <c:d> <e:f>"})
    assert why(store, ONTOLOGY, "DROP ALL", {}).statements == ()


def test_the_words_of_the_graph_are_labelled_and_counted(store: OxigraphStore) -> None:
    french = {w.word: w for w in words(store, "fr")}
    assert french["kg:leads"].kind == "property"
    assert french["kg:leads"].count == 1
    assert french["kg:leads"].label == "dirige"
    assert french["kg:Company"].kind == "class"
    assert french["kg:Company"].label == "entreprise"
    assert french["kg:Company"].comment
    assert {w.word: w for w in words(store, "en")}["kg:Company"].label == "company"
    assert "kg:Award" not in french
