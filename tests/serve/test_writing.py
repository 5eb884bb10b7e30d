"""Who may write, what, and that it lasts: on the real server."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

from kg import staging
from kg.graph import load_ontology, write_graph
from tests.graph.graph_samples import SAMPLE
from tests.serve.conftest import Server, serving

TOKEN = "a-token-for-these-tests-only"
BEARER = f"Bearer {TOKEN}"
NOTES = "https://example.org/notes"
INSERT = f"INSERT DATA {{ GRAPH <{NOTES}> {{ <x:a> <x:b> <x:c> }} }}".encode()
SEEN = "SELECT ?c WHERE { <x:a> <x:b> ?c }"
UPDATE = "application/sparql-update"


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("writable")
    write_graph(SAMPLE, load_ontology(), folder)
    (folder / "token").write_text(f"{TOKEN}\n", "ascii")
    with serving(folder, "--writable", "--token-file", str(folder / "token"), "--seconds", "3") as server:
        assert server.process.stdout
        assert server.process.stdout.readline() == f"{server.url}/review#token={TOKEN}\n"
        yield server


def rows(server: Server, query: str = SEEN) -> list[str]:
    return server.query(query).text.split()[1:]


def test_an_update_is_seen_at_once_and_taken_back(writable: Server) -> None:
    assert writable.ask("/sparql", INSERT, Content_Type=UPDATE, Authorization=BEARER).status == 204
    assert rows(writable) == ["x:c"]
    form = urllib.parse.urlencode({"update": f"DROP GRAPH <{NOTES}>"}).encode()
    assert writable.ask("/sparql", form, Authorization=BEARER).status == 204
    assert rows(writable) == []


def test_rdflib_updates_it_as_a_store(writable: Server) -> None:
    store = SPARQLUpdateStore(
        f"{writable.url}/sparql", f"{writable.url}/sparql", headers={"Authorization": BEARER}
    )
    notes = Graph(store, URIRef(NOTES))
    notes.add((URIRef("x:a"), URIRef("x:b"), URIRef("x:d")))
    assert rows(writable) == ["x:d"]
    notes.remove((URIRef("x:a"), URIRef("x:b"), URIRef("x:d")))
    assert rows(writable) == []


def test_the_graph_store_protocol_writes_graphs_of_ones_own(writable: Server) -> None:
    path = f"/graphs?graph={urllib.parse.quote(NOTES, safe='')}"
    turtle = {"Content_Type": "text/turtle", "Authorization": BEARER}
    assert writable.ask(path, b"<x:a> <x:b> <x:c> .", "PUT", **turtle).status == 201
    assert writable.ask(path, b"<x:a> <x:b> <x:d> .", "POST", **turtle).status == 204
    assert sorted(rows(writable)) == ["x:c", "x:d"]
    assert "<x:a>" in writable.ask(path, Accept="application/n-triples").text
    assert writable.ask(path, b"<x:a> <x:b> ", "PUT", **turtle).status == 400
    assert writable.ask(path, None, "DELETE", Authorization=BEARER).status == 204
    assert writable.ask(path, None, "DELETE", Authorization=BEARER).status == 404
    for made in ("https://w3id.org/newskg/id/graph/document/ordelis-1", "https://w3id.org/newskg/ontology"):
        answer = writable.ask(f"/graphs?graph={urllib.parse.quote(made, safe='')}", b"", "PUT", **turtle)
        assert (answer.status, "made by kg build" in answer.text) == (400, True)
    assert writable.ask("/graphs?default", b"", "PUT", **turtle).status == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": f"Basic {TOKEN}"}, 401),
        ({"Cookie": f"token={TOKEN}"}, 401),
        ({"Authorization": BEARER, "Origin": "https://evil.example"}, 403),
        ({"Authorization": BEARER, "Origin": "null"}, 403),
        ({"Authorization": BEARER, "Sec_Fetch_Site": "cross-site"}, 403),
        ({"Authorization": BEARER, "Host": "evil.example"}, 400),
    ],
)
def test_strangers_do_not_write(writable: Server, headers: dict[str, str], status: int) -> None:
    for path, method, kind in (
        ("/sparql", "POST", UPDATE),
        (f"/graphs?graph={NOTES}", "PUT", "text/turtle"),
        (f"/graphs?graph={NOTES}", "DELETE", "text/turtle"),
        ("/corrections", "POST", "application/json"),
    ):
        assert writable.ask(path, INSERT, method, Content_Type=kind, **headers).status == status
    assert rows(writable) == []


def test_a_page_of_the_server_itself_writes(writable: Server) -> None:
    own = {"Origin": writable.url, "Sec_Fetch_Site": "same-origin", "Authorization": BEARER}
    empty = f"CREATE SILENT GRAPH <{NOTES}>".encode()
    assert writable.ask("/sparql", empty, Content_Type=UPDATE, **own).status == 204


def test_another_origin_is_not_even_told_that_it_may_ask_with_a_token(writable: Server) -> None:
    for wanted in ("authorization", "content-type, authorization"):
        before = writable.ask(
            "/sparql", method="OPTIONS", Origin="https://evil.example", Access_Control_Request_Method="POST",
            Access_Control_Request_Headers=wanted,
        )  # fmt: skip
        assert before.status == 400
        assert "authorization" not in before.headers["access-control-allow-headers"].casefold()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"INSERT DATA { <x:a> <x:b> <x:c> }", "name a graph of your own"),
        (b"LOAD <http://127.0.0.1:9/> INTO GRAPH <x:g>", "LOAD is refused"),
        (b"INSERT {GRAPH <x:g> {?a ?b ?c}} WHERE {SERVICE <http://127.0.0.1:9/> {?a ?b ?c}}", "SERVICE is"),
        (b"INSERT DATA {", "line 1, column 14"),
    ],
)
def test_what_may_not_be_updated_is_400_with_its_reason(writable: Server, text: bytes, reason: str) -> None:
    answer = writable.ask("/sparql", text, Content_Type=UPDATE, Authorization=BEARER)
    assert (answer.status, reason in answer.text) == (400, True), answer.text


def test_an_endless_update_is_stopped_and_changes_nothing(writable: Server) -> None:
    many = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o"
    counted = f"SELECT (COUNT(*) AS ?x) {{ {many} }}"
    endless = f"INSERT {{ GRAPH <{NOTES}> {{ <x:a> <x:b> ?x }} }} WHERE {{ {counted} }}"
    answer = writable.ask("/sparql", endless.encode(), Content_Type=UPDATE, Authorization=BEARER)
    assert (answer.status, answer.text) == (503, "stopped after 3 seconds: ask for less\n")
    assert rows(writable) == []
    assert writable.ask("/sparql", INSERT, Content_Type=UPDATE, Authorization=BEARER).status == 204
    assert rows(writable) == ["x:c"]
    writable.ask("/sparql", f"DROP GRAPH <{NOTES}>".encode(), Content_Type=UPDATE, Authorization=BEARER)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[1]", 400),
        (b'{"kind": "reject"}', 400),
        (b'{"kind": "undo", "number": "x"}', 400),
        (b'{"kind": "undo", "number": 7}', 400),
        (b'{"kind": "same", "one": "organization/veltrane", "other": "organization/nobody"}', 400),
        (b'{"kind": "split", "one": "organization/veltrane", "articles": 3}', 400),
        (b'{"kind": "sack"}', 400),
    ],
)
def test_a_correction_that_means_nothing_is_400(writable: Server, body: bytes, status: int) -> None:
    answer = writable.ask("/corrections", body, Content_Type="application/json", Authorization=BEARER)
    assert (answer.status, "Traceback" in answer.text) == (status, False)
    plain = writable.ask("/corrections", body or b"{}", Content_Type="text/plain", Authorization=BEARER)
    assert plain.status == 415


def test_nothing_can_be_written_without_being_asked_for(server: Server) -> None:
    for path, method in (("/sparql", "POST"), (f"/graphs?graph={NOTES}", "PUT"), ("/corrections", "POST")):
        answer = server.ask(path, INSERT, method, Content_Type=UPDATE, Authorization=BEARER)
        assert (answer.status, "read-only" in answer.text) == (403, True)


@pytest.mark.parametrize("token", ["short", "with a space in the middle", "çccccccccccccccccccccc"])
def test_a_weak_token_is_one_clear_line(tmp_path: Path, token: str) -> None:
    (tmp_path / "token").write_text(token, "utf-8")
    command = [sys.executable, "-m", "kg", "serve", str(tmp_path), "--writable", "--token-file"]
    found = subprocess.run([*command, str(tmp_path / "token")], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr.count("\n")) == (2, 1)
    assert "at least 16" in found.stderr


def test_a_token_is_made_when_none_is_given(folder: Path) -> None:
    with serving(folder, "--writable") as one, serving(folder, "--writable") as other:
        assert one.process.stdout
        assert other.process.stdout
        tokens = [s.process.stdout.readline().partition("#token=")[2].strip() for s in (one, other)]  # type: ignore[union-attr]
        assert len(set(tokens)) == 2
        assert min(map(len, tokens)) >= 32
        assert json.loads(one.ask("/health").text)["status"] == "ok"


def post(server: Server, **correction: object) -> str:
    answer = server.ask("/corrections", json.dumps(correction).encode(), Content_Type="application/json",
                        Authorization=BEARER)  # fmt: skip
    assert answer.status == 200, answer.text
    return answer.text


def test_corrections_are_kept_seen_and_taken_back(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    shutil.copytree(built, folder)
    (folder / "token").write_text(TOKEN, "ascii")
    leads = "SELECT ?c WHERE { ?c rdf:predicate kg:leads ; rdf:subject ?who }"
    named = "SELECT ?l WHERE { ?x a kg:Person ; rdfs:label ?l } ORDER BY ?l"
    with serving(folder, "--writable", "--token-file", str(folder / "token")) as server:
        (claim,) = rows(server, leads)
        path = claim.removeprefix("https://w3id.org/newskg/id/")
        assert post(server, kind="reject", statement=path).startswith("reject: leads")
        assert rows(server, leads) == []
        assert "leads" in (folder / "corrections.toml").read_text("utf-8")
        post(server, kind="undo", number=0)
        assert rows(server, leads) == [claim]
        post(server, kind="same", one="person/jeanne-orvault", other="person/paul-verrin", later=True)
        assert server.query(named).text.split("\r\n")[1:3] == ["Jeanne Orvault", "Paul Verrin"]  # not yet
        assert server.ask("/corrections", b'{"kind": "rebuild"}', Content_Type="application/json",
                          Authorization=BEARER).status == 204  # fmt: skip
        assert server.query(named).text.split("\r\n")[1:] == ["Jeanne Orvault", ""]
        post(server, kind="undo", number=1)
        assert server.query(named).text.split("\r\n")[1:3] == ["Jeanne Orvault", "Paul Verrin"]
    assert (folder / "corrections.toml").read_text("utf-8").count("undone = true") == 2


def test_a_correction_waits_for_nobody_who_builds(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    shutil.copytree(built, folder)
    (folder / "token").write_text(TOKEN, "ascii")
    with (
        serving(folder, "--writable", "--token-file", str(folder / "token")) as server,
        staging.alone(folder),
    ):
        answer = server.ask("/sparql", INSERT, Content_Type=UPDATE, Authorization=BEARER)
        assert (answer.status, "is writing this graph" in answer.text) == (503, True)
        assert server.query(SEEN).status == 200
