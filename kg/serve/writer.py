"""What the one writing process does: updates of the reader's own graphs, and corrections."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KGError, QueryError, StoreError

if TYPE_CHECKING:
    from kg.graph.respond import Reply
    from kg.model import Correction, Entity, Knowledge
    from kg.serve.reader import Job


@dataclass
class Writer:
    """Does one job after another; each is done or not done, never in part."""

    folder: Path

    def do(self, job: Job) -> Reply:
        """The answer to a job; what is wrong with it is an answer too."""
        from kg.graph.respond import plain

        try:
            reply: Reply = getattr(self, job.kind)(**job.given)
        except StoreError as error:
            return plain(503, str(error))
        except KGError as error:
            return plain(400, str(error))
        return reply

    def ready(self) -> Reply:
        """Load what updates need."""
        from kg.graph import own

        own.prepare()
        return _done()

    def update(self, text: str) -> Reply:
        """SPARQL Update."""
        from kg import staging
        from kg.graph import own

        with staging.alone(self.folder):
            own.update(self.folder, text)
        return _done()

    def put(self, graph: str, body: bytes, media: str, instead: bool) -> Reply:
        """PUT (`instead`) or POST of the Graph Store Protocol."""
        from kg import staging
        from kg.graph import own

        with staging.alone(self.folder):
            fresh = own.put(self.folder, graph, body, media, instead=instead)
        return _done(201 if fresh else 204)

    def drop(self, graph: str) -> Reply:
        """DELETE of the Graph Store Protocol."""
        from kg import staging
        from kg.graph import own
        from kg.graph.respond import plain

        with staging.alone(self.folder):
            return _done() if own.drop(self.folder, graph) else plain(404, f"there is no graph {graph}")

    def correct(self, kind: str, given: dict[str, Any], later: bool) -> Reply:
        """Keep a correction, take one back, or answer a question; the graph is made again now or `later`."""
        from kg.correct import told

        said = self._kept(kind, given)
        if not later:
            self._rebuild()
        return _done(200, told(said) if said else "skipped")

    def rebuild(self) -> Reply:
        """Make the graph again after corrections."""
        self._rebuild()
        return _done()

    def _rebuild(self) -> None:
        from kg import pipeline

        pipeline.rebuild(self.folder)

    def _kept(self, kind: str, given: dict[str, Any]) -> Correction | None:
        """Write down what a reader says; None when there is nothing to write."""
        from kg import corrections
        from kg.graph import load_knowledge, load_ontology
        from kg.serve.reviewing import answer

        if kind == "answer":
            return answer(self.folder, load_ontology(), given)
        if kind == "undo":
            number = given.get("number")
            undone = corrections.undo(self.folder, number) if isinstance(number, int) else None
            if undone is None:
                raise QueryError("this correction does not hold any more")
            return undone
        correction = _correction(load_knowledge(self.folder), kind, given)
        corrections.add(self.folder, correction)
        return correction


def live(folder: str, connection: Connection) -> None:
    """The life of the writing process: it ends when the server does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    writer = Writer(Path(folder))
    while True:
        try:
            job = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(writer.do(job))


def _done(status: int = 204, line: str = "") -> Reply:
    from kg.graph.respond import Reply

    return Reply(status, "text/plain; charset=utf-8", f"{line}\n".encode() if line else b"")


def _correction(known: Knowledge, kind: str, given: dict[str, Any]) -> Correction:
    """The record of what a reader pointed at; QueryError for what cannot be meant."""
    from kg import correct
    from kg.graph import load_ontology

    def entity(key: str) -> Entity:
        found = next((e for e in known.entities if e.id == given.get(key)), None)
        if found is None:
            raise QueryError(f"no entity of this graph has the id {given.get(key)!r}")
        return found

    value, articles = str(given.get("value", "")), given.get("articles", ())
    if not isinstance(articles, Sequence):
        raise QueryError("articles is a list of names")
    if kind in ("reject", "confirm"):
        return correct.decide(known, str(given.get("statement")), "reject" if kind == "reject" else "confirm")
    if kind == "same":
        return correct.merge(known, entity("one"), entity("other"))
    if kind == "different":
        return correct.apart(known, entity("one"), entity("other"))
    if kind == "split":
        return correct.split(known, entity("one"), [str(a) for a in articles])
    if kind == "name":
        return correct.rename(known, entity("one"), value)
    if kind == "type":
        return correct.retype(known, entity("one"), value, load_ontology())
    raise QueryError(f"there is no correction {kind!r}")
