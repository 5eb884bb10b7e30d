"""Linked-data pages, the Graph Store, and what a stranger may try."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from rdflib import Graph

from kg.graph import load_ontology, write_graph
from tests.graph.graph_samples import SAMPLE
from tests.serve.conftest import EVIL, Server, evil, serving

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


def test_an_entity_answers_people_and_programs(server: Server) -> None:
    page = server.ask("/id/organization/veltrane", Accept=BROWSER)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>Veltrane</h1>" in page.text
    assert "Jeanne Orvault" in page.text
    assert page.headers["vary"].startswith("Accept, Accept-Language")
    data = server.ask("/id/organization/veltrane", Accept="application/n-triples")
    assert data.headers["content-type"] == "application/n-triples"
    assert len(Graph().parse(data=data.text, format="nt")) == 5  # the limit of rows


def test_labels_are_in_the_readers_language(server: Server) -> None:
    french = server.ask("/id/organization/veltrane", Accept=BROWSER, Accept_Language="fr-BE,en;q=0.5")
    english = server.ask("/id/organization/veltrane", Accept=BROWSER, Accept_Language="de,en;q=0.5,fr;q=0.2")
    assert ("entreprise" in french.text, french.headers["content-language"]) == (True, "fr")
    assert ("company" in english.text, english.headers["content-language"]) == (True, "en")


def test_articles_and_statements_have_pages_too(server: Server) -> None:
    article = server.ask("/id/document/veltrane-2", Accept=BROWSER)
    assert "Veltrane ouvre un site à Sabran" in article.text
    assert 'href="https://example.org/a?b=c&amp;d"' in article.text
    proof = next(s for s in SAMPLE.statements if s.kind == "event")
    assert server.ask(f"/id/{proof.id}", Accept=BROWSER).status == 200


def test_search_finds_by_any_name_without_accents(server: Server) -> None:
    assert 'href="/id/organization/veltrane"' in server.ask("/?q=VELTRANE+sa").text
    nothing = server.ask("/?q=%22%3E%3Cscript%3E", Accept_Language="en").text
    assert "No name matches." in nothing
    assert "<script" not in nothing


def test_health_says_what_runs(server: Server) -> None:
    found = json.loads(server.ask("/health").text)
    assert found["status"] == "ok"
    assert found["graphs"] == 4


def test_a_graph_can_be_read_whole_and_not_written(server: Server) -> None:
    name = "https://w3id.org/newskg/id/graph/document/ordelis-1"
    one = Graph().parse(data=server.ask(f"/graphs?graph={name}", Accept="text/turtle").text)
    whole = Graph().parse(data=server.ask("/graphs?default", Accept="text/turtle").text)
    assert 20 < len(one) < len(whole)
    assert server.ask("/graphs?graph=https://example.org/none").status == 404
    assert server.ask("/graphs").status == 400
    for method in ("PUT", "POST", "DELETE"):
        assert server.ask(f"/graphs?graph={name}", b"", method=method).status == 403


@pytest.mark.parametrize(
    "path", ["/id/organization/nobody", "/id/", "/id/../../etc/passwd", "/id/%00%3Cx%3E", "/x"]
)
def test_what_is_not_there_is_404(server: Server, path: str) -> None:
    for accept in (BROWSER, "text/turtle"):
        answer = server.ask(path, Accept=accept)
        assert answer.status == 404
        assert "<x>" not in answer.text or answer.headers["content-type"].startswith("text/plain")


def test_no_path_leads_out_of_the_static_folder(server: Server) -> None:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc)
    for path in ("/static/../run.py", "/static/..%2frun.py", "/static/%2e%2e/run.py", "/static//etc/passwd"):
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 404
    connection.request("GET", "/static/site.css")
    assert connection.getresponse().status == 200


def test_another_name_that_points_here_is_refused(server: Server) -> None:
    assert server.ask("/health", Host="attacker.example").status == 400
    assert server.ask("/health", Host="127.0.0.1:1").status == 200


def test_a_browser_may_run_and_frame_nothing(server: Server) -> None:
    for path in ("/", "/id/organization/veltrane", "/sparql", "/nothing"):
        policy = server.ask(path, Accept=BROWSER).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-inline" not in policy


def test_text_of_articles_stays_text(tmp_path: Path) -> None:
    write_graph(evil(SAMPLE), load_ontology(), tmp_path)
    with serving(tmp_path) as server:
        for path in ("/names", "/?q=script", "/id/organization/kolbrin", "/id/document/veltrane-2"):
            page = server.ask(path, Accept=BROWSER)
            assert page.status == 200
            assert "&lt;script&gt;" in page.text
            assert "<script>" not in page.text
            assert "<img" not in page.text
            assert 'href="javascript:' not in page.text
        named = "SELECT ?l { ?x rdfs:label ?l FILTER(CONTAINS(?l, 'script')) } LIMIT 1"
        (row,) = json.loads(server.query(named, "application/json").text)["results"]["bindings"]
        assert EVIL in row["l"]["value"]


def test_it_reads_what_a_build_writes_meanwhile(tmp_path: Path) -> None:
    few = SAMPLE.__class__(SAMPLE.documents[:1], (), (), ())
    write_graph(few, load_ontology(), tmp_path)
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s a kg:Article }"
    with serving(tmp_path) as server, ThreadPoolExecutor(4) as pool:
        assert server.query(count).text.split()[1] == "1"
        stop = time.monotonic() + 2
        reading = [pool.submit(_until, stop, server, count) for _ in range(4)]
        write_graph(SAMPLE, load_ontology(), tmp_path)
        seen = [n for each in reading for n in each.result()]
        assert set(seen) <= {"1", "2"}
        assert server.query(count).text.split()[1] == "2"


def _until(stop: float, server: Server, query: str) -> list[str]:
    found = []
    while time.monotonic() < stop:
        answer = server.query(query)
        assert answer.status == 200, answer.text
        found.append(answer.text.split()[1])
    return found


def test_an_interrupted_server_answers_first_and_ends_well(folder: Path) -> None:
    slow = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with serving(folder, "--seconds", "2") as server, ThreadPoolExecutor(1) as pool:
        last = pool.submit(server.query, slow)
        time.sleep(0.7)
        server.process.send_signal(signal.SIGINT)
        assert last.result().status == 503
        assert server.process.wait(30) == 0


def test_a_port_that_is_taken_is_one_clear_line(server: Server, folder: Path) -> None:
    import subprocess
    import sys

    port = urlsplit(server.url).port
    command = [sys.executable, "-m", "kg", "serve", str(folder), "--port", str(port)]
    found = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert found.returncode == 2
    assert found.stderr.count("\n") == 1
    assert "choose another with --port" in found.stderr


def test_a_question_is_asked_in_a_page(server: Server) -> None:
    menu = server.ask("/ask", Accept_Language="fr").text
    assert 'href="/ask?name=who-leads-what">Qui dirige quoi, à quel titre et depuis quand ?</a>' in menu
    found = server.ask("/ask?name=who-leads-what&who=Mme+Orvault", Accept_Language="en").text
    assert '<a href="/id/person/jeanne-orvault">Jeanne Orvault</a>' in found
    assert "VALUES ?who" not in found
    assert "FILTER(?who = &lt;https://w3id.org/newskg/id/person/jeanne-orvault&gt;)" in found
    assert "https://w3id.org/newskg/ontology#" not in server.ask("/ask?query=SELECT+*+%7B+?s+a+?t+%7D").text


def test_a_question_that_needs_a_name_asks_for_it_first(server: Server) -> None:
    page = server.ask("/ask?name=what-did-say", Accept_Language="en")
    assert page.status == 200
    assert 'name="who" value="" required' in page.text
    assert "<table>" not in page.text


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("query=SELECT+%7B", "line 1, column "),
        ("name=nope", "no named query"),
        ("name=what-did-say&who=Nobody", "no entity of this graph is called"),
        ("query=CLEAR+ALL+%3Cscript%3E", "CLEAR would change the graph"),
    ],
)
def test_a_wrong_question_is_shown_with_its_reason(server: Server, query: str, reason: str) -> None:
    page = server.ask(f"/ask?{query}")
    assert page.status == 400
    assert reason in page.text
    assert "<script>" not in page.text


def test_an_answer_can_be_downloaded_by_a_link(server: Server) -> None:
    found = server.ask("/sparql?query=SELECT+?w+%7B+?w+kg:leads+?o+%7D&format=csv", Accept=BROWSER)
    assert found.headers["content-type"] == "text/csv; charset=utf-8"
    assert server.ask("/sparql?query=ASK+%7B%7D&format=exe").status == 400


def test_libraries_come_from_packages(server: Server) -> None:
    script = server.ask("/lib/vis/vis-network.min.js")
    assert (script.status, "javascript" in script.headers["content-type"]) == (200, True)
    assert server.ask("/lib/ace/ace.js").status == 200
    assert server.ask("/lib/ace/../widget.js").status == 404


def test_it_listens_on_this_machine_only(server: Server) -> None:
    port = urlsplit(server.url).port
    assert port
    with pytest.raises(OSError):  # noqa: PT011 (refused, or no such address, by system)
        socket.create_connection(("127.0.0.2", port), timeout=5)  # answered where all addresses are
    socket.create_connection(("127.0.0.1", port), timeout=5).close()
