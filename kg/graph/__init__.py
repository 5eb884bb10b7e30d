"""Knowledge as RDF: written, stored, asked, explained, checked, exported."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError, unwritable
from kg.graph.background import background_quads
from kg.graph.names import BASE, background
from kg.graph.own import read as read_own
from kg.graph.rdf import to_quads
from kg.graph.readback import from_quads
from kg.graph.schema import load_ontology
from kg.graph.store import OxigraphStore, open_store, write_store
from kg.graph.turtle import Blocks
from kg.model import Knowledge, Known
from kg.ontology import Ontology

__all__ = [
    "OxigraphStore",
    "load_knowledge",
    "load_ontology",
    "open_store",
    "read_sources",
    "write_graph",
    "write_turtle",
]

TURTLE, SOURCES = "graph.ttl", "sources"


def write_graph(
    knowledge: Knowledge,
    ontology: Ontology,
    folder: Path,
    base_iri: str = BASE,
    known: Iterable[Known] = (),
    own: Path | None = None,
) -> None:
    """Write DIR/store/ and DIR/graph.ttl; what was there is replaced at the very end.

    What gazetteers know goes to the background graph of the store, which graph.ttl leaves out, and so do
    the reader's own graphs, which the folder `own` keeps, or else DIR.

    Raises StoreError when the folder cannot be written or another kg writes it.
    """
    told, blocks = to_quads(knowledge, ontology, checked_base(base_iri)), Blocks(base_iri)
    more = background_quads(knowledge.entities, known, base_iri)
    write_store(folder, chain(_noted(told, blocks, base_iri), more, read_own(own or folder)), base_iri)
    try:
        _replace(folder / TURTLE, blocks.lines())
    except OSError as error:
        raise unwritable(folder, error) from None


def write_turtle(knowledge: Knowledge, ontology: Ontology, path: Path, base_iri: str = BASE) -> None:
    """Write the graph as one Turtle file, without background."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        blocks = Blocks(base_iri)
        for _ in _noted(to_quads(knowledge, ontology, checked_base(base_iri)), blocks, base_iri):
            pass
        _replace(path, blocks.lines())
    except OSError as error:
        raise unwritable(path, error) from None


def load_knowledge(folder: Path, ontology: Ontology | None = None) -> Knowledge:
    """What a graph folder says: documents with their text, entities, statements with evidence.

    Chains, claim ids and judgements are not part of the RDF and stay empty.
    """
    store = open_store(folder)
    return from_quads(store.told(), ontology or load_ontology(), store.base, read_sources(folder))


def read_sources(folder: Path) -> dict[str, str]:
    """The texts that `kg build` keeps in DIR/sources/, by `Document.id`."""
    files = sorted((folder / SOURCES).glob("*.txt"))
    return {f.stem: f.read_bytes().decode("utf-8") for f in files}


def checked_base(iri: str) -> str:
    """A base for resources: absolute, ending in "/" or "#"; else StoreError."""
    try:
        ox.NamedNode(iri)
    except ValueError:
        raise StoreError(f"--base-iri {iri}: not an absolute IRI (https://example.org/id/)") from None
    if not iri.endswith(("/", "#")):
        raise StoreError(f"--base-iri {iri}: must end in / or #")
    return iri


def _noted(quads: Iterable[ox.Quad], blocks: Blocks, base: str) -> Iterator[ox.Quad]:
    """The quads, noted for the Turtle file as they pass, so that they are never all in memory."""
    left_out = ox.NamedNode(background(base))
    for quad in quads:
        if quad.graph_name != left_out:
            blocks.add(quad)
        yield quad


def _replace(path: Path, lines: Iterable[str]) -> None:
    """Write a file so that a reader sees the old one or the new one, never a part."""
    new = path.with_name(path.name + ".new")
    with open(new, "w", encoding="utf-8", newline="") as file:
        file.writelines(lines)
    os.replace(new, path)
