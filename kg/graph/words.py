"""What may be written in a query about this graph: its classes and properties, with their labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pyoxigraph as ox

from kg.graph.names import ONTOLOGY, PREFIXES, RDFS, SKOS, compact
from kg.graph.store import Store

Kind = Literal["class", "property"]
_VOCABULARY = ox.NamedNode(ONTOLOGY)


@dataclass(frozen=True, slots=True)
class Word:
    """A class or property as a query writes it ("kg:leads"); `count` is how often the graph uses it."""

    word: str
    kind: Kind
    label: str
    comment: str
    count: int


def words(store: Store, language: str) -> tuple[Word, ...]:
    """The classes and properties that this graph uses, the most used first, with words in a language."""
    used: tuple[tuple[Kind, str], ...] = (
        ("class", "SELECT ?x (COUNT(*) AS ?n) WHERE { ?s a ?x } GROUP BY ?x"),
        ("property", "SELECT ?x (COUNT(*) AS ?n) WHERE { ?s ?x ?o } GROUP BY ?x"),
    )
    found = [
        Word(compact(node.value, PREFIXES), kind, _text(store, node, RDFS + "label", language),
             _text(store, node, SKOS + "definition", language), int(count.value))
        for kind, query in used
        for node, count in store.query(query)  # type: ignore[union-attr]
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda w: (w.kind, -w.count, w.word)))


def _text(store: Store, node: ox.NamedNode, name: str, language: str) -> str:
    """A label or definition of the ontology in a language, else in English."""
    texts = [q.object for q in store.quads(node, ox.NamedNode(name), None, _VOCABULARY)]
    literals = [t for t in texts if isinstance(t, ox.Literal)]
    best = sorted(literals, key=lambda t: (t.language != language, t.language != "en", t.value))
    return best[0].value if best else ""
