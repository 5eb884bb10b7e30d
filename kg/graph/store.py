"""Where a graph lives: an Oxigraph store on disk, written whole and swapped in, read beside a writer.

`DIR/store/` holds one named graph for each article, one for the background and one for the
ontology; the default graph is the union of them all with what follows from the ontology, so that
`?x a kg:Organization` finds companies, and each triple counts once.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from kg.errors import FULL, StoreError, no_space
from kg.graph.infer import Rules
from kg.graph.names import BASE, ONTOLOGY, background, graph_of
from kg.graph.prefixes import known_prefixes
from kg.graph.schema import load_ontology, ontology_files, parse_turtle
from kg.lexicon.source import ontology_dir

STORE, NEW, OLD = "store", "store.new", "store.old"
AGAIN = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds between attempts to open a store while its files change
GONE = "No such file"
# Quads: the bulk loader keeps what it is given at once in memory, about 1 kB for each, and writes files
# for it; with many small portions Oxigraph would spend its time on bringing their files together.
LOAD = 200_000

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Node = ox.NamedNode | ox.Literal


class Store(Protocol):
    """What the rest of the graph package asks of a store."""

    @property
    def base(self) -> str:
        """What the IRIs of the resources begin with."""

    def quads(
        self,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        value: Node | None = None,
        graph: ox.NamedNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that fit a pattern, in any order."""

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the named graphs, sorted."""

    def query(self, text: str, default: Sequence[str] = (), named: Sequence[str] = ()) -> Results:
        """Run a SPARQL 1.1 query; SyntaxError when it is wrong.

        It goes over the union of all graphs, or over the graphs with these IRIs.
        """

    def replace(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Put these quads in place of a named graph, in one transaction."""


@dataclass(frozen=True)
class OxigraphStore:
    """The embedded default. Close it by letting go of it."""

    inner: ox.Store
    base: str = BASE

    def quads(
        self,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        value: Node | None = None,
        graph: ox.NamedNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        return self.inner.quads_for_pattern(subject, predicate, value, graph)

    def graphs(self) -> tuple[str, ...]:
        return tuple(sorted(g.value for g in self.inner.named_graphs()))

    def query(self, text: str, default: Sequence[str] = (), named: Sequence[str] = ()) -> Results:
        dataset: dict[str, list[ox.NamedNode]] = {}
        if default or named:  # as in the protocol: what is not named is not there
            dataset["default_graph"] = [ox.NamedNode(g) for g in default]
            dataset["named_graphs"] = [ox.NamedNode(g) for g in named]
        return self.inner.query(text, prefixes=known_prefixes(self.base), **dataset)  # type: ignore[arg-type]

    def replace(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        name, rules = ox.NamedNode(graph), Rules(load_ontology())
        old = set(self.quads(graph=name))
        new = {ox.Quad(q.subject, q.predicate, q.object, name) for q in quads}
        wanted = rules.closure(new)
        gone = rules.closure(old) - wanted
        gone -= self._told_elsewhere(gone, name, rules)
        steps = {"DELETE": [*(old - new), *gone], "INSERT": [*(new - old), *wanted]}
        self.inner.update(" ;\n".join(f"{verb} DATA {{\n{_data(rows)}}}" for verb, rows in steps.items()))

    def follow(self, gone: set[ox.Quad], new: set[ox.Quad]) -> None:
        """Bring the default graph up to date after quads of named graphs have gone or come."""
        rules = Rules(load_ontology())
        lost = rules.closure(gone) - rules.closure(new)
        for quad in lost - self._told_elsewhere(lost, None, rules):
            self.inner.remove(quad)
        self.inner.extend(rules.closure(new))

    def _told_elsewhere(self, rows: set[ox.Quad], graph: ox.NamedNode | None, rules: Rules) -> set[ox.Quad]:
        """What of these triples follows from another named graph."""
        kept: set[ox.Quad] = set()
        for subject in {row.subject for row in rows if isinstance(row.subject, ox.NamedNode)}:
            near = list(self.quads(subject))
            for symmetric in rules.symmetric:
                near += self.quads(None, symmetric, subject)
            others = (q for q in near if q.graph_name not in (graph, ox.DefaultGraph()))
            kept |= rules.closure(others)
        return kept

    def told(self) -> Iterator[ox.Quad]:
        """The quads of the articles' graphs."""
        yield from self._in(graph_of("", self.base))

    def background(self) -> Iterator[ox.Quad]:
        """The quads that come from gazetteers."""
        yield from self._in(background(self.base))

    def _in(self, prefix: str) -> Iterator[ox.Quad]:
        for graph in self.graphs():
            if graph.startswith(prefix):
                yield from self.quads(graph=ox.NamedNode(graph))


def memory_store(quads: Iterable[ox.Quad], base: str = BASE, ontology: Path | None = None) -> OxigraphStore:
    """A store that is not on disk."""
    store = ox.Store()
    _fill(store, quads, base, ontology)
    return OxigraphStore(store, base)


def write_store(
    folder: Path, quads: Iterable[ox.Quad], base: str = BASE, ontology: Path | None = None
) -> None:
    """Write DIR/store/ whole. A write that is killed leaves the old store.

    The new store grows beside the old one; two renames then change them over, and a reader that
    comes between the two finds the old one under its other name.
    """
    new, current, old = (folder / name for name in (NEW, STORE, OLD))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if new.exists():
            del_store(new)
        store = ox.Store(str(new))
        _fill(store, quads, base, ontology)
        store.flush()
        del store
        if current.exists():
            if old.exists():
                del_store(old)
            current.rename(old)
        new.rename(current)
        if old.exists():
            del_store(old)
    except (OSError, RuntimeError) as error:
        raise _failure(folder, error) from None


def open_store(folder: Path, *, write: bool = False) -> OxigraphStore:
    """Open DIR/store/: read-only unless asked, so that many may read while one writes.

    Raises StoreError when there is no graph, when it is no Oxigraph store, or when another writes.
    """
    path = store_path(folder)
    try:
        inner = ox.Store(str(path)) if write else _read_only(path)
    except (OSError, RuntimeError) as error:
        raise _failure(folder, error) from None
    return OxigraphStore(inner, _base_of(inner, folder))


def _read_only(path: Path) -> ox.Store:
    """Open a store to read. A writer that starts puts its files together and deletes the old ones, which a
    reader that has just listed them then misses: it looks again."""
    for pause in AGAIN:
        try:
            return ox.Store.read_only(str(path))
        except (OSError, RuntimeError) as error:
            if GONE not in str(error):
                raise
        time.sleep(pause)
    return ox.Store.read_only(str(path))


def store_path(folder: Path) -> Path:
    """Where the store of a graph folder is, or StoreError."""
    if not folder.exists():
        raise StoreError(f"{folder}: no such folder; build a graph with: kg build ARTICLES --out {folder}")
    for name in (STORE, OLD):
        if (folder / name / "CURRENT").is_file():
            return folder / name
    raise StoreError(f"{folder}: no graph in this folder; build one with: kg build ARTICLES --out {folder}")


def del_store(path: Path) -> None:
    """Delete a store that nobody writes; raises OSError when it is locked."""
    # What is corrupted is deleted too: only a lock, an OSError, says that someone is at work.
    with suppress(RuntimeError):
        ox.Store(str(path))
    shutil.rmtree(path)


def _fill(store: ox.Store, quads: Iterable[ox.Quad], base: str, ontology: Path | None) -> None:
    folder = ontology or ontology_dir()
    rules, vocabulary = Rules(load_ontology(folder)), ox.NamedNode(ONTOLOGY)
    parsed = (q for path in ontology_files(folder) for q in parse_turtle(path))
    words = (ox.Quad(q.subject, q.predicate, q.object, vocabulary) for q in parsed)
    rows = _with_what_follows(chain(quads, words), rules)
    for first in rows:
        store.bulk_extend(chain((first,), islice(rows, LOAD - 1)))
    # The name of this graph tells a reader of the store what the base is.
    store.add_graph(ox.NamedNode(background(base)))


def _with_what_follows(quads: Iterable[ox.Quad], rules: Rules) -> Iterator[ox.Quad]:
    """The quads, each with its triple and what follows from it in the default graph; some come twice."""
    for quad in quads:
        yield quad
        for row in rules.follow(quad):
            yield ox.Quad(*row)  # type: ignore[arg-type]


def _data(quads: Iterable[ox.Quad]) -> str:
    """Quads as SPARQL writes them in INSERT DATA and DELETE DATA."""
    rows = []
    for q in quads:
        triple = f"{q.subject} {q.predicate} {q.object} ."
        inside = isinstance(q.graph_name, ox.DefaultGraph)
        rows.append(triple if inside else f"GRAPH {q.graph_name} {{ {triple} }}")
    return "\n".join(rows) + "\n"


def _base_of(store: ox.Store, folder: Path) -> str:
    """The base of the resources, from the name of the graph that every store has."""
    suffix = background("")
    found = [g.value for g in store.named_graphs() if isinstance(g, ox.NamedNode)]
    bases = sorted((g.removesuffix(suffix) for g in found if g.endswith(suffix)), key=len)
    if not bases:
        raise StoreError(f"{folder}: this store was not written by kg; build it again")
    return bases[0]


def _failure(folder: Path, error: Exception) -> StoreError:
    text = " ".join(str(error).split())
    if "lock" in text.casefold():
        return StoreError(f"{folder}: another kg is writing this graph; wait until it is done")
    if getattr(error, "errno", None) in FULL or "no space" in text.casefold() or "too large" in text:
        return no_space(folder)
    if isinstance(error, PermissionError):
        return StoreError(f"{folder}: no permission to write here")
    return StoreError(f"{folder}: the graph cannot be opened or written ({text}); build it again")
