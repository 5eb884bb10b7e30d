"""Questions: prefixes without declaring, refusals, errors with their place, the named queries."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from kg.errors import QueryError
from kg.graph.queries import named_queries, named_query, run, run_named
from kg.graph.rdf import to_quads
from kg.graph.store import OxigraphStore, memory_store
from kg.model import Argument, Conflict, Statement, Version
from tests.graph.graph_samples import (
    D2,
    ENTITIES,
    ONTOLOGY,
    SAMPLE,
    STATEMENTS,
    VELTRANE,
    entity,
    evidence,
    fact,
    literal,
    refs,
    statement,
)

LAW = entity("law/loi-appels", "Law", "loi sur les appels", [D2])
RIVAL = entity("person/paul-rival", "Person", "Paul Rival", [D2])
PROOF = evidence(D2, "dirigée par")
MORE: tuple[Statement, ...] = (
    fact(VELTRANE, "locatedIn", "place/sabran", PROOF),
    fact(LAW.id, "affects", VELTRANE, PROOF),
    fact(RIVAL.id, "leads", VELTRANE, PROOF),
    statement(
        "claim/loi-vigueur",
        "fact",
        "inForceOn",
        (*refs(subject=LAW.id), literal("object", "2026-08", "gYearMonth")),
        "La loi entre en vigueur en août 2026",
        PROOF,
    ),
)


WIDER = replace(SAMPLE, entities=(*ENTITIES, LAW, RIVAL), statements=(*STATEMENTS, *MORE))


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    return memory_store(to_quads(WIDER, ONTOLOGY))


def test_a_plain_query_needs_no_prefix(store: OxigraphStore) -> None:
    asked = "SELECT ?p ?name { ?p kg:leads organization:veltrane ; rdfs:label ?name } ORDER BY ?name"
    found = run(store, asked)
    assert found.columns == ("p", "name")
    assert found.cells() == [
        ["person:jeanne-orvault", "Jeanne Orvault"],
        ["person:paul-rival", "Paul Rival"],
    ]


def test_what_the_table_prints_can_be_asked_again(store: OxigraphStore) -> None:
    for row in run(store, "SELECT DISTINCT ?x { ?x kg:evidence ?e } ORDER BY ?x").cells():
        assert run(store, f"ASK {{ {row[0]} kg:evidence ?e }}").yes is True


def test_one_article_at_a_time(store: OxigraphStore) -> None:
    asked = "SELECT ?e { GRAPH ?g { document:veltrane-2 a kg:Article . ?e a kg:Evidence } }"
    assert {cell[0] for cell in run(store, asked).cells()} == {
        "evidence:veltrane-2-33-134",
        "evidence:veltrane-2-135-179",
    }


class TestFormats:
    def test_csv(self, store: OxigraphStore) -> None:
        found = run(store, "SELECT ?q ?none { quotation:orvault-1 kg:text ?q }")
        rows = list(csv.reader(io.StringIO(found.to_csv())))
        assert rows == [["q", "none"], ["Nous n'avons rien vu venir", ""]]

    def test_json(self, store: OxigraphStore) -> None:
        found = run(store, "SELECT ?x ?t ?n { ?x a kg:JobCut ; rdfs:label ?t ; kg:jobs ?n }")
        (row,) = json.loads(found.to_json())["results"]["bindings"]
        assert row["x"] == {"type": "uri", "value": "https://w3id.org/newskg/id/event/job-cut-1"}
        assert row["t"]["xml:lang"] == "fr"
        assert row["n"]["datatype"].endswith("#integer")

    def test_turtle(self, store: OxigraphStore) -> None:
        found = run(store, "CONSTRUCT { ?a kg:worksFor ?b } WHERE { ?a kg:leads ?b }")
        assert "person:jeanne-orvault kg:worksFor organization:veltrane ." in found.to_turtle()
        assert found.columns == ("subject", "predicate", "object")
        assert "jeanne-orvault" in run(store, "DESCRIBE person:jeanne-orvault").to_turtle()
        with pytest.raises(QueryError, match="only CONSTRUCT and DESCRIBE"):
            run(store, "SELECT ?a { ?a ?b ?c }").to_turtle()

    def test_yes_and_no(self, store: OxigraphStore) -> None:
        found = run(store, "ASK { ?a kg:leads organization:kolbrin }")
        assert (found.yes, found.cells()) == (False, [["false"]])
        assert json.loads(found.to_json()) == {"head": {}, "boolean": False}


@pytest.fixture
def visited() -> Iterator[tuple[str, list[str]]]:
    """A server that nobody should call, and the calls that it got."""
    calls: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_error(404)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/sparql", calls
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { service silent <URL> { ?s ?p ?o } }",
        "SELECT * { ?a ?b ?c . FILTER(?a<?b)SERVICE<URL>{ ?s ?p ?o } }",
        "SELECT * { ?a ?b '\\'' . # it's\n SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { ?a ?b '''x'y''' SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
        "SELECT * { ?a kg:p|!kg:q ?b.SERVICE <URL> { ?s ?p ?o } }",
        "ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
        "LOAD <URL>",
        "LOAD SILENT <URL> INTO GRAPH <urn:g>",
        "INSERT DATA { <urn:a> <urn:b> 1 } ; LOAD <URL>",
    ],
)
def test_nothing_reaches_out(store: OxigraphStore, visited: tuple[str, list[str]], query: str) -> None:
    url, calls = visited
    with pytest.raises(QueryError, match=r"refused|only reads"):
        run(store, query.replace("URL", url))
    assert calls == []


@pytest.mark.parametrize(
    "word", ["INSERT DATA { }", "delete where { ?a ?b ?c }", "CLEAR ALL", "DROP ALL", "COPY <a:> TO <b:>"]
)
def test_updates_are_refused(store: OxigraphStore, word: str) -> None:
    with pytest.raises(QueryError, match="would change the graph") as caught:
        run(store, f"PREFIX a: <urn:a>\n  {word}")
    assert str(caught.value).startswith("line 2, column 3")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service rdfs:label 'SERVICE LOAD INSERT' }",
        'SELECT * { ?load kg:unit "DROP" } # SERVICE <x>',
        "PREFIX service: <urn:service> SELECT * { ?a service:SERVICE <urn:LOAD> }",
        'SELECT * { ?a kg:text """say "LOAD" """ }',
    ],
)
def test_words_that_only_look_like_it_are_not(store: OxigraphStore, query: str) -> None:
    assert run(store, query).rows == ()


@pytest.mark.parametrize(
    ("query", "start"),
    [
        ("SELECT ?a {\n ?a kg:leads }", "line 2, column 14: "),
        ("SELECT ?a { ?a foo:x ?b }", "line 1, column 21: this prefix is not declared"),
        ("", "the query is empty"),
        ("# nothing", "the query is empty"),
    ],
)
def test_errors_are_one_line_with_their_place(store: OxigraphStore, query: str, start: str) -> None:
    with pytest.raises(QueryError) as caught:
        run(store, query)
    assert str(caught.value).startswith(start)
    assert "\n" not in str(caught.value)


class TestNamed:
    def ask(self, store: OxigraphStore, name: str, **params: str) -> list[dict[str, str]]:
        found = run_named(store, named_query(name), params)
        return [dict(zip(found.columns, row, strict=True)) for row in found.cells()]

    def test_each_has_a_question_and_runs_without_optional_parameters(self, store: OxigraphStore) -> None:
        for query in named_queries():
            assert query.question.endswith("?"), query.name
            assert query.asked("fr").endswith(" ?"), query.name
            assert query.asked("xx") == query.question
            assert all(p.described("fr") != p.description for p in query.parameters), query.name
            filled = {p.name: "Veltrane" for p in query.parameters if p.required}
            assert run_named(store, query, filled).columns

    def test_who_leads_what(self, store: OxigraphStore) -> None:
        rows = self.ask(store, "who-leads-what", organization="veltrane")
        assert [(r["person"], r["title"]) for r in rows] == [
            ("Jeanne Orvault", "directrice générale"),
            ("Paul Rival", ""),
        ]
        assert self.ask(store, "who-leads-what", who="Rival")[0]["company"] == "Veltrane"
        assert self.ask(store, "who-leads-what", organization="Kolbrin") == []

    def test_supplied_and_no_longer(self, store: OxigraphStore) -> None:
        (row,) = self.ask(store, "supplied-and-no-longer")
        assert (row["supplier"], row["customer"], row["date"]) == ("Veltrane", "Ordelis", "2025-12-31")
        assert row["status"] == "planned"

    def test_sites_by_country(self, store: OxigraphStore) -> None:
        rows = self.ask(store, "sites-by-country", country="maroc")
        assert [(r["town"], r["how"]) for r in rows] == [("Sabran", "located in"), ("Sabran", "opens a site")]
        everywhere = {(r["town"], r["nation"]) for r in self.ask(store, "sites-by-country")}
        assert everywhere == {("Brennes", ""), ("Sabran", "Maroc")}

    def test_jobs_by_place(self, store: OxigraphStore) -> None:
        (row,) = self.ask(store, "jobs-by-place", place="Brennes")
        assert (row["jobs"], row["what"], row["who"]) == ("160", "threatened", "Veltrane")

    def test_law_affects_whom(self, store: OxigraphStore) -> None:
        (row,) = self.ask(store, "law-affects-whom")
        assert (row["text"], row["touched"], row["from"]) == ("loi sur les appels", "Veltrane", "2026-08")

    def test_what_did_say(self, store: OxigraphStore) -> None:
        (row,) = self.ask(store, "what-did-say", who="mme orvault")
        assert row["words"] == "Nous n'avons rien vu venir"
        assert row["article"] == "Ordelis met fin à son contrat avec Veltrane"

    def test_links_between(self, store: OxigraphStore) -> None:
        rows = self.ask(store, "links-between", a="Kolbrin", b="Ordelis")
        assert rows
        assert {r["middle"] for r in rows} == {"Veltrane"}
        direct = self.ask(store, "links-between", a="Veltrane", b="Ordelis")
        assert "Ordelis met fin au contrat de Veltrane le 31 décembre 2025" in {r["first"] for r in direct}

    def test_conflicts(self, store: OxigraphStore) -> None:
        assert self.ask(store, "conflicts") == []
        leads = [s for s in WIDER.statements if s.name == "leads"]
        versions = tuple(
            Version(Argument("leads", ref=s.arguments[0].ref), s.id, s.evidence[:1]) for s in leads
        )
        about = leads[0].arguments[1].ref or ""
        conflict = Conflict("conflict/leads-1", about, "leads", versions, "qui dirige : a / b")
        differing = memory_store(to_quads(replace(WIDER, conflicts=(conflict,)), ONTOLOGY))
        rows = self.ask(differing, "conflicts")
        assert [(r["subject"], r["version"]) for r in rows] == [
            ("Veltrane", "Jeanne Orvault"),
            ("Veltrane", "Paul Rival"),
        ]
        assert all(r["sentence"] and r["article"] for r in rows)

    def test_told_by_many(self, store: OxigraphStore) -> None:
        (row,) = self.ask(store, "told-by-many")
        assert (row["articles"], row["statement"]) == ("2", "claim:ault-leads-rane")

    def test_errors(self, store: OxigraphStore) -> None:
        with pytest.raises(QueryError, match="there are: conflicts, jobs-by-place"):
            named_query("nonsense")
        with pytest.raises(QueryError, match=r"needs --param who=…: who speaks"):
            self.ask(store, "what-did-say")
        with pytest.raises(QueryError, match="has no parameter 'what'; it takes who"):
            self.ask(store, "what-did-say", what="x")
        with pytest.raises(QueryError, match="no entity of this graph is called 'Personne'"):
            self.ask(store, "what-did-say", who="Personne")

    def test_a_file_without_question(self, tmp_path: Path) -> None:
        (tmp_path / "bare.rq").write_text("SELECT * { ?a ?b ?c }")
        with pytest.raises(QueryError, match=r"bare.rq:1: the first line must be a comment"):
            named_queries(tmp_path)


def test_parameters_for_any_query(store: OxigraphStore) -> None:
    text = "SELECT ?x (COUNT(?e) AS ?n) WHERE { ?x kg:mentionedIn ?e } GROUP BY ?x VALUES ?none { UNDEF }"
    assert run(store, text, {"x": "Ordelis"}).cells() == [["organization:ordelis", "2"]]
    with pytest.raises(QueryError, match=r"no variable \?y"):
        run(store, text, {"y": "Ordelis"})
