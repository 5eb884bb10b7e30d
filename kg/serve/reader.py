"""What a reading process does: opens the store and answers one job after another."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass, field
from functools import cached_property
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KGError, StoreError

if TYPE_CHECKING:
    from kg.graph import OxigraphStore
    from kg.graph.index import Names
    from kg.graph.respond import Reply
    from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of question (a method of `Reader`) and what it is asked with.

    A `patient` one may read all names first: the limit of queries, which users write, is not its own.
    """

    kind: str
    given: dict[str, Any] = field(default_factory=dict)
    patient: bool = False


class Reader:
    """Answers from the store of a graph folder; when a build has put a new store there, from that."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._opened: tuple[object, OxigraphStore] | None = None
        self._names: tuple[OxigraphStore, Names] | None = None

    @property
    def store(self) -> OxigraphStore:
        """The store as it is now. Raises StoreError when there is none."""
        from kg.graph import open_store
        from kg.graph.store import store_path

        found = os.stat(store_path(self.folder) / "CURRENT")
        mark = found.st_ino, found.st_mtime_ns
        if self._opened is None or self._opened[0] != mark:
            self._opened = mark, open_store(self.folder)
        return self._opened[1]

    @cached_property
    def ontology(self) -> Ontology:
        from kg.graph import load_ontology

        return load_ontology()

    @property
    def names(self) -> Names:
        """The names in the store as it is now, to search in."""
        from kg.graph.index import Names

        store = self.store
        if self._names is None or self._names[0] is not store:
            self._names = store, Names(store, self.ontology)
        return self._names[1]

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

    def query(self, text: str, accept: str, rows: int, default: list[str], named: list[str]) -> Reply:
        from kg.graph.respond import respond

        return respond(self.store, text, accept, rows, default, named)

    def service(self, endpoint: str, accept: str) -> Reply:
        from kg.graph.respond import service

        return service(self.store, endpoint, accept)

    def graph(self, name: str | None, accept: str, rows: int) -> Reply:
        from kg.graph.respond import graph

        return graph(self.store, name, accept, rows)

    def resource(self, path: str, accept: str, rows: int, languages: list[str]) -> Reply:
        from kg.graph.media import HTML, TRIPLES, choose
        from kg.graph.respond import resource_of
        from kg.serve.pages import resource_page

        if choose(accept, [*TRIPLES, HTML]) == HTML:
            return resource_page(self.store, self.ontology, path, languages)
        return resource_of(self.store, path, accept, rows)

    def ask(self, text: str, name: str, given: dict[str, str], rows: int, languages: list[str]) -> Reply:
        from kg.serve.questions import question_page

        return question_page(self.store, text, name, given, rows, languages)

    def why(self, text: str, row: dict[str, str], part: bool, languages: list[str]) -> Reply:
        from kg.serve.proofs import why_page

        return why_page(self.store, self.ontology, text, row, part, languages)

    def vocabulary(self, languages: list[str]) -> Reply:
        from kg.serve.questions import vocabulary

        return vocabulary(self.store, languages)

    def complete(self, wanted: str, languages: list[str]) -> Reply:
        from kg.serve.questions import complete

        return complete(self.store, self.names, self.ontology, wanted, languages)

    def review(self, writable: bool, languages: list[str]) -> Reply:
        from kg.serve.reviewing import review_page

        return review_page(self.folder, self.ontology, writable, languages)

    def home(self, languages: list[str], wanted: str) -> Reply:
        from kg.serve.pages import home_page

        return home_page(self.names, self.ontology, languages, wanted)

    def explore(self, what: str, given: dict[str, Any], languages: list[str]) -> Reply:
        from kg.serve.drawn import Drawer
        from kg.serve.explorer import Explorer
        from kg.serve.pages import language_of

        drawer = Drawer(self.store, self.ontology, language_of(languages))
        return Explorer(drawer, lambda: self.names, self.folder).answer(what, given)

    def explorer(self, languages: list[str]) -> Reply:
        from kg.serve.reading import explorer_page

        return explorer_page(languages)

    def text(self, document: str, start: int, end: int, languages: list[str]) -> Reply:
        from kg.serve.reading import text_page

        return text_page(self.store, self.ontology, self.folder, document, start, end, languages)

    def health(self) -> Reply:
        from kg import __version__
        from kg.graph.respond import Reply

        graphs = len(self.store.graphs())
        body = f'{{"status": "ok", "version": "{__version__}", "graphs": {graphs}}}\n'
        return Reply(200, "application/json", body.encode())


def work(folder: str, connection: Connection) -> None:
    """The life of a reading process: it ends when the server does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server decides when a reader stops
    reader = Reader(Path(folder))
    while True:
        try:
            job = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(reader.do(job))
