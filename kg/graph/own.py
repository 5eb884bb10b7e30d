"""A reader's own named graphs: what SPARQL Update and the Graph Store Protocol may write.

The graphs of the articles, the background and the ontology are made by `kg build`, and the default graph
follows from the others: a change to them would be lost at the next build, so it is refused (the
commands that correct a graph last). Any other named graph is the reader's own. It is kept in `own.trig`
in the graph folder, and every build puts it into the store that it makes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError, StoreError, unwritable
from kg.graph.media import choose
from kg.graph.names import ONTOLOGY
from kg.graph.prefixes import known_prefixes
from kg.graph.queries import TOKEN, refuse_reaching_out, syntax_told, unescaped
from kg.graph.store import OxigraphStore, open_store, store_path

FILE = "own.trig"
EXAMPLE = "INSERT DATA { GRAPH <https://example.org/notes> { … } }"
RDF: dict[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE, "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD, "application/rdf+xml": ox.RdfFormat.RDF_XML,
}  # fmt: skip


def read(folder: Path) -> list[ox.Quad]:
    """The reader's own quads; none without a file. StoreError for a file that is no TriG."""
    path = folder / FILE
    try:
        return list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TRIG))
    except FileNotFoundError:
        return []
    except (OSError, SyntaxError) as error:
        raise StoreError(f"{path}: {' '.join(str(error).split())}") from None


def prepare() -> None:
    """Load what updates are read with, which takes a moment."""
    import rdflib.plugins.sparql.algebra  # noqa: F401


def update(folder: Path, text: str) -> None:
    """Run a SPARQL 1.1 Update on the reader's own graphs. QueryError when it would change others.

    For who alone writes the folder.
    """
    store = open_store(folder, write=True)
    text = unescaped(text)
    refuse_reaching_out(text)
    _check(text, store.base)
    for graph in targets(text, store.base):
        refuse_made(graph, store.base)
    before = _own(store)
    with syntax_told(text):
        store.inner.update(text, prefixes=known_prefixes(store.base))
    _keep(folder, store, before)


def put(folder: Path, graph: str, body: bytes, media: str, *, instead: bool) -> bool:
    """Put RDF into one of the reader's own graphs, or `instead` of what it holds; whether it is new.

    QueryError for what is no RDF of the media type, or where the graph is not the reader's.
    """
    store = open_store(folder, write=True)
    refuse_made(graph, store.base)
    form = RDF.get(choose(media or "text/turtle", list(RDF)) or "")
    if form is None:
        raise QueryError(f"RDF comes as {', '.join(RDF)}")
    try:
        name = ox.NamedNode(graph)
        found = [ox.Quad(q.subject, q.predicate, q.object, name)
                 for q in ox.parse(body, format=form, base_iri=graph)]  # fmt: skip
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"this is no RDF: {' '.join(str(error).split())}") from None
    fresh, before = next(store.quads(graph=name), None) is None, _own(store)
    if instead:
        store.inner.remove_graph(name)
    store.inner.extend(found)
    _keep(folder, store, before)
    return fresh


def drop(folder: Path, graph: str) -> bool:
    """Remove one of the reader's own graphs; whether there was one."""
    store = open_store(folder, write=True)
    refuse_made(graph, store.base)
    if graph not in store.graphs():
        return False
    before = _own(store)
    store.inner.remove_graph(ox.NamedNode(graph))
    _keep(folder, store, before)
    return True


def _check(text: str, base: str) -> None:
    """Raise QueryError, with line and column, for what Oxigraph does not read as an update."""
    with syntax_told(text), suppress(RuntimeError, OSError, ValueError):
        ox.Store().update(text, prefixes=known_prefixes(base))  # an empty store: for the syntax only
    for token in TOKEN.finditer(text):
        word = token["skip"] or ""
        if "\\" in word and word[0] not in "\"'#":  # no two parsers may read a graph's name in two ways
            raise QueryError(f"{word}: write this IRI in full, in angle brackets")


def targets(text: str, base: str) -> Iterator[str]:
    """The graphs that an update may change: their IRIs, "" for the default graph, "?" for unknown ones."""
    from rdflib.plugins.sparql.algebra import translateUpdate
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        steps = translateUpdate(parseUpdate(text), None, known_prefixes(base))
    except Exception as error:  # noqa: BLE001 (rdflib raises what its parser happens to raise)
        raise QueryError(f"this update is not understood: {' '.join(str(error).split())[:200]}") from None
    for step in steps.algebra:
        if step.name in ("Clear", "Drop", "Create"):
            yield _graph(step.graphiri)
        elif step.name in ("Add", "Copy"):
            yield _graph(step.graph[1])
        elif step.name == "Move":
            yield from map(_graph, step.graph)
        elif step.name == "Modify":
            for part in (step.delete, step.insert):
                yield from _written(part or {}, _graph(step.withClause) if step.withClause else "")
        else:
            yield from _written(step, "")


def _written(part: Any, default: str) -> Iterator[str]:
    if part.get("triples"):
        yield default
    for graph in part.get("quads") or {}:
        yield _graph(graph)


def _graph(name: Any) -> str:
    from rdflib import URIRef

    if isinstance(name, URIRef):
        return str(name)
    return "" if str(name) == "DEFAULT" else "?"


def refuse_made(graph: str, base: str) -> None:
    """Raise QueryError for a graph that `kg build` makes, and for what is not one named graph."""
    if graph == "":
        raise QueryError(f"the default graph follows from the others; name a graph of your own: {EXAMPLE}")
    if graph == "?":
        raise QueryError(f"an update says in so many words which graph it changes: {EXAMPLE}")
    if graph == ONTOLOGY or graph.startswith(f"{base}graph/"):
        raise QueryError(f"{graph} is made by kg build, and a change would be lost there: correct it with "
                         f"kg reject, kg merge …, or name a graph of your own: {EXAMPLE}")  # fmt: skip


def _own(store: OxigraphStore) -> set[ox.Quad]:
    made = (ONTOLOGY, f"{store.base}graph/")
    names = [g for g in store.graphs() if g != made[0] and not g.startswith(made[1])]
    return {quad for name in names for quad in store.quads(graph=ox.NamedNode(name))}


def _keep(folder: Path, store: OxigraphStore, before: set[ox.Quad]) -> None:
    """Write the file, bring the default graph up to date, and tell the readers that there is news."""
    now = _own(store)
    _write(folder, now)
    store.follow(before - now, now - before)
    store.inner.flush()
    os.utime(store_path(folder) / "CURRENT")


def _write(folder: Path, quads: Iterable[ox.Quad]) -> None:
    content = ox.serialize(sorted(quads, key=str), format=ox.RdfFormat.TRIG) or b""
    part = folder / f"{FILE}.part"
    try:
        with open(part, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, folder / FILE)
    except OSError as error:
        raise unwritable(folder / FILE, error) from None
