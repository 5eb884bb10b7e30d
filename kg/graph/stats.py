"""What a graph holds, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.names import KG, RDF, local
from kg.graph.store import OxigraphStore
from kg.ontology import Ontology


@dataclass(frozen=True)
class Stats:
    """Counts of distinct nodes. The dictionaries go from a name of the ontology to its count, largest first.

    `facts` counts claims by property, `events` by class, `statuses` all statements by status.
    """

    articles: int
    entities: dict[str, int]
    facts: dict[str, int]
    events: dict[str, int]
    positions: int
    figures: int
    quotations: int
    statuses: dict[str, int]
    sentences: int
    triples: int


def stats(store: OxigraphStore, ontology: Ontology) -> Stats:
    """Count what the articles say; the background and what is inferred are not counted."""
    kinds: dict[str, set[str]] = {}
    facts: dict[str, set[str]] = {}
    statuses: dict[str, set[str]] = {}
    triples = set()
    watched = {RDF + "type": kinds, RDF + "predicate": facts, KG + "status": statuses}
    for quad in store.told():
        triples.add(hash((quad.subject, quad.predicate, quad.object)))
        groups = watched.get(quad.predicate.value)
        if groups is not None and isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(KG):
            groups.setdefault(local(quad.object.value), set()).add(str(quad.subject))
    count = {name: len(nodes) for name, nodes in kinds.items()}
    return Stats(
        articles=count.get("Article", 0),
        entities=_largest_first((n, c) for n, c in count.items() if ontology.is_a(n, "Entity")),
        facts=_largest_first((n, len(nodes)) for n, nodes in facts.items()),
        events=_largest_first((n, c) for n, c in count.items() if n in ontology.events),
        positions=count.get("Position", 0),
        figures=count.get("Figure", 0),
        quotations=count.get("Quotation", 0),
        statuses=_largest_first((n, len(nodes)) for n, nodes in statuses.items()),
        sentences=count.get("Evidence", 0),
        triples=len(triples),
    )


def _largest_first(counts: Iterator[tuple[str, int]]) -> dict[str, int]:
    return dict(sorted(Counter(dict(counts)).items(), key=lambda item: (-item[1], item[0])))
