"""The real server, as a user starts it, over a graph whose texts try to be markup."""

from __future__ import annotations

import signal
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kg.graph import load_ontology, write_graph
from kg.model import Knowledge
from tests.graph.graph_samples import SAMPLE

EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)>'
START = 60  # seconds that a machine under load may take to start a server


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str


@dataclass(frozen=True)
class Server:
    url: str
    process: subprocess.Popen[str]

    def ask(self, path: str, data: bytes | None = None, method: str | None = None, **headers: str) -> Answer:
        """What the server answers; header names with _ for -."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.url + path, data, sent, method=method)
        try:
            with urllib.request.urlopen(request, timeout=START) as found:
                return Answer(found.status, _low(found.headers.items()), found.read().decode("utf-8"))
        except urllib.error.HTTPError as error:
            return Answer(error.code, _low(error.headers.items()), error.read().decode("utf-8"))

    def query(self, text: str, accept: str = "text/csv") -> Answer:
        return self.ask("/sparql?" + urllib.parse.urlencode({"query": text}), Accept=accept)


def _low(headers: object) -> dict[str, str]:
    return {name.casefold(): value for name, value in headers}  # type: ignore[attr-defined]


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Server]:
    """A server on a free port; it is interrupted at the end, as by Ctrl-C."""
    command = [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0", "--readers", "2", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert url.startswith("http://localhost:"), process.stderr and process.stderr.read()
        try:
            yield Server(url.rstrip("/"), process)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(START)


def evil(knowledge: Knowledge) -> Knowledge:
    """The same with markup in a name, a title, a label and a quoted sentence."""
    entities = tuple(
        replace(e, label=EVIL, aliases=(*e.aliases, f"alias {EVIL}")) if e.id == "organization/kolbrin" else e
        for e in knowledge.entities
    )
    link = "javascript:alert(1)"
    documents = tuple(replace(d, title=f"{d.title} {EVIL}", url=link) for d in knowledge.documents)
    statements = tuple(
        replace(
            s,
            label=f"{s.label} {EVIL}",
            evidence=tuple(replace(e, quote=f"{e.quote}{EVIL}") for e in s.evidence),
        )
        for s in knowledge.statements
    )
    return replace(knowledge, entities=entities, documents=documents, statements=statements)


ARTICLES = {
    "brennes": """Veltrane ouvre un site à Brennes

Veltrane, dirigée par Jeanne Orvault, a ouvert en mars 2025 un site à Brennes. « Nous recrutons », a
déclaré Jeanne Orvault, directrice générale de Veltrane.
""",
    "sabran": """Ordelis rachète Kolbrin

Ordelis a racheté Kolbrin, une entreprise de Sabran. Le groupe Ordelis emploie 420 personnes à Sabran, a
indiqué Paul Verrin, directeur financier d'Ordelis.
""",
}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph that was really built, so that it can be made again after corrections."""
    from kg.pipeline import build

    folder = tmp_path_factory.mktemp("built")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    build([folder], folder / "graph")
    return folder / "graph"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served")
    write_graph(SAMPLE, load_ontology(), path)
    return path


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[Server]:
    with serving(folder, "--seconds", "3", "--rows", "5") as running:
        yield running
