"""The protocol, spoken with a real service over HTTP; what goes wrong is one clear line."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.errors import ServiceError
from kg.link.answers import FILE, Answers, KeptService
from kg.link.service import HttpService, Manifest, Question


def test_a_service_answers_each_question_of_a_batch(service: str) -> None:
    first, second = HttpService(service).ask([Question("Veltrane"), Question("Jeanne Orvault")])
    assert (first[0].id, first[0].name) == ("F1", "Veltrane")
    assert first[0].score > first[1].score
    assert second[0].id == "F4"
    assert HttpService(service).manifest().iri("F1") == "https://firms.example/id/F1"


def test_what_was_answered_is_not_asked_again(service: str, graph: Path) -> None:
    names = [Question(f"Ordelis {n}") for n in range(23)]
    online = KeptService(service, Answers.of(graph))
    manifest, answers = online.manifest(), online.ask(names)
    lines = (graph / FILE).read_text("utf-8").splitlines()
    assert len(lines) == 24
    again = KeptService(service, Answers.of(graph), offline=True)
    assert (again.manifest(), again.ask(names)) == (manifest, answers)
    assert (graph / FILE).read_text("utf-8").splitlines() == lines
    with pytest.raises(ServiceError, match="1 of 2 names were never asked; ask again without --offline"):
        again.ask([names[0], Question("Orbal")])


def test_an_answer_that_was_cut_off_is_asked_again(service: str, graph: Path) -> None:
    KeptService(service, Answers.of(graph)).ask([Question("Ordelis"), Question("Veltrane")])
    path = graph / FILE
    path.write_bytes(path.read_bytes()[:-40])
    assert len(Answers.of(graph).kept) == 1


def test_nobody_answers(nobody: str, graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.link.service.TRIES", 0)
    with pytest.raises(ServiceError, match=r"no answer .*refused"):
        KeptService(nobody, Answers.of(graph)).manifest()


@contextmanager
def saying(*bodies: tuple[int, str]) -> Iterator[str]:
    """A server on this machine that gives these answers, one after the other."""
    left = list(bodies)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = left.pop(0)
            self.send_response(status)
            self.send_header("Retry-After", "0")
            self.end_headers()
            self.wfile.write(body.encode())

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *arguments: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (200, "<html>", "the answer is no JSON"),
        (200, "{}", "no reconciliation service"),
        (200, '{"versions": ["0.3"], "identifierSpace": "https://a.example/"}', "speaks version 0.3"),
        (404, "", "HTTP status 404"),
    ],
)
def test_what_is_no_service_is_told(status: int, body: str, why: str) -> None:
    with saying((status, body)) as url, pytest.raises(ServiceError, match=why):
        HttpService(url).manifest()


def test_a_busy_service_is_asked_again() -> None:
    manifest = json.dumps({"versions": ["0.2"], "name": "x", "identifierSpace": "https://a.example/id/"})
    with saying((503, ""), (429, ""), (200, manifest)) as url:
        assert HttpService(url).manifest() == Manifest("x", "https://a.example/id/")


@pytest.mark.parametrize("body", ['{"q0": {"result": [{"name": 1}]}}', '{"q0": {}}', "{}", "[]"])
def test_a_broken_answer_is_told_and_not_kept(body: str, graph: Path) -> None:
    with saying((200, body)) as url, pytest.raises(ServiceError):
        KeptService(url, Answers.of(graph)).ask([Question("Orbal")])
    assert not (graph / FILE).exists()


def test_types_are_read_in_either_form_and_ids_become_iris() -> None:
    row = {"id": "Q1", "name": "Orbal", "score": 3, "match": True}
    typed = [{**row, "type": [{"id": "T1", "name": "firm"}]}, {**row, "type": ["T1"]}]
    body = json.dumps({"q0": {"result": typed}})
    with saying((200, body)) as url:
        (found,) = HttpService(url).ask([Question("Orbal", "T1")])
    assert sorted(c.types for c in found) == [("T1",), ("firm",)]
    assert Manifest("", "https://a.example/id/").iri("Q1") == "https://a.example/id/Q1"
    assert Manifest("", "https://a.example/x", "https://a.example/{{id}}").iri("Q1") == "https://a.example/Q1"
