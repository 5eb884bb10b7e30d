"""Parts of the graph as the explorer draws them: nodes and links as JSON, with what was left out counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.graph import OxigraphStore
from kg.graph.around import around, between, gather, ways
from kg.lexicon.source import ontology_dir
from kg.model import Document, Entity, Knowledge, Statement
from kg.ontology import Ontology
from kg.view import style as styles
from kg.view.cards import document_card
from kg.view.graph import Edge, Graph, Node, build_graph
from kg.view.labels import label_of, wrap
from kg.view.looks import class_look, lines

MOST = 2000  # nodes that a screen takes
PARTS = 6  # participants drawn with an event that a neighbourhood brings


@dataclass(frozen=True)
class Drawer:
    """Draws for readers of one language."""

    store: OxigraphStore
    ontology: Ontology
    language: str

    @cached_property
    def style(self) -> styles.Style:
        return styles.load(ontology_dir(), self.ontology)

    def looks(self) -> dict[str, dict[str, str]]:
        """Every class that something can have."""
        known = (n for n in self.ontology.classes if self.ontology.is_a(n, "Entity", "BusinessEvent"))
        return {name: class_look(name, self.style, self.ontology, self.language) for name in known}

    def around(self, path: str, limit: int, type_: str = "", skip: int = 0) -> dict[str, Any]:
        """A thing with its weightiest neighbours; the others are counted by class, as "clusters".

        Neighbours are things that a fact or a post links, and events, which bring their participants.
        With `type_` only those of one class come, from the `skip`-th on; a cluster says where to go on.
        """
        knowledge = around(self.store, self.ontology, path)
        graph = build_graph(knowledge, self.ontology, self.language)
        nodes = {n.id: n for n in graph.nodes}
        if path not in nodes:
            return self.drawing(knowledge, Graph((), ()))
        beside = _beside(graph, path)
        ranked = [n for n in _ranked(beside, nodes, knowledge) if not type_ or nodes[n].type == type_]
        chosen = ranked[skip : skip + limit]
        kept = {path, *chosen}
        for event in chosen:
            if nodes[event].kind == "event":
                kept.update(_participants(graph, event, knowledge)[:PARTS])
        drawn = _only(graph, kept)
        seen, left = (Counter(nodes[n].type for n in part) for part in _parted(ranked, skip + limit))
        found = self.drawing(knowledge, drawn)
        found["clusters"] = {path: [{"type": t, "count": n, "skip": seen[t]} for t, n in left.most_common()]}
        found["total"] = len(ranked)
        return found

    def most_named(self, paths: Sequence[str]) -> dict[str, Any]:
        """The things that most articles name, as far as they are linked, with the events that they share."""
        knowledge = between(self.store, self.ontology, paths, paths)
        graph = build_graph(knowledge, self.ontology, self.language)
        drawn = _only(graph, {*paths, *(s.id for s in knowledge.statements if s.kind == "event")})
        linked = {end for e in drawn.edges for end in (e.source, e.target)}
        return self.drawing(knowledge, _only(drawn, linked or paths))

    def between(self, there: Sequence[str], new: Sequence[str]) -> dict[str, Any]:
        """What links new things to each other and to those on the screen."""
        knowledge = between(self.store, self.ontology, there, new)
        graph = build_graph(knowledge, self.ontology, self.language)
        return self.drawing(knowledge, _only(graph, {*there, *new}))

    def ways(self, start: str, end: str, longest: int) -> dict[str, Any]:
        """The shortest ways between two things, and all that is on them."""
        found = ways(self.store, self.ontology, start, end, longest)[:12]
        statements = [id_ for way in found for id_ in way[1::2]]
        things = {id_ for way in found for id_ in way[::2]}
        knowledge = gather(self.store, self.ontology, statements, things)
        graph = build_graph(knowledge, self.ontology, self.language)
        events = {s.id for s in knowledge.statements if s.kind == "event"}
        return {**self.drawing(knowledge, _only(graph, things | events)), "ways": [list(w) for w in found]}

    def drawing(self, knowledge: Knowledge, graph: Graph) -> dict[str, Any]:
        """A graph as JSON values, with the articles that it rests on."""
        statements = {s.id: s for s in knowledge.statements}
        entities = {e.id: e for e in knowledge.entities}
        documents = {d.id: d for d in knowledge.documents}
        edges = {_key(e): _edge(e, statements, documents) for e in graph.edges}
        cited = {d for e in edges.values() for d in e["documents"]}
        relations = {e.relation for e in graph.edges}
        return {
            "nodes": {n.id: _node(n, entities, statements) for n in graph.nodes},
            "edges": edges,
            "documents": {i: _document(documents[i]) for i in sorted(cited & documents.keys())},
            "relations": {r: label_of(self.ontology, r, self.language) for r in sorted(relations)},
        }


def _node(node: Node, entities: Mapping[str, Entity], statements: Mapping[str, Statement]) -> dict[str, Any]:
    entity, event = entities.get(node.id), statements.get(node.id)
    date = event.one("date") if event else None
    return {
        "kind": node.kind,
        "type": node.type,
        "label": node.label,
        "told": event.label if event else "",
        "lines": lines(node),
        "status": node.status,
        "date": date.value if date else None,
        "weight": len(entity.documents) if entity else len(event.evidence) if event else 0,
    }


def _document(document: Document) -> dict[str, Any]:
    return {**document_card(document), "publisher": document.publisher}


def _edge(
    edge: Edge, statements: Mapping[str, Statement], documents: Mapping[str, Document]
) -> dict[str, Any]:
    told = [statements[i] for i in edge.statements]
    cited = sorted({e.document for s in told for e in s.evidence})
    dates = [a.value for s in told if (a := s.one("date")) and a.value]
    issued = [d.published for i in cited if (d := documents.get(i)) and d.published]
    return {
        "from": edge.source,
        "to": edge.target,
        "relation": edge.relation,
        "caption": edge.caption,
        "lines": wrap(edge.caption, 26, 2),
        "role": edge.role,
        "directed": edge.directed,
        "status": edge.status,
        "confidence": round(max((s.confidence for s in told), default=0.0), 2),
        "dates": sorted(dates or issued),
        "statements": list(edge.statements),
        "documents": cited,
    }


def _key(edge: Edge) -> str:
    """The same edge has the same name in every answer."""
    return f"{edge.source} {edge.relation} {edge.target} {edge.status}"


def _beside(graph: Graph, path: str) -> Counter[str]:
    """The neighbours of a node, each with how many statements link it."""
    beside: Counter[str] = Counter()
    for edge in graph.edges:
        if path in (edge.source, edge.target) and edge.source != edge.target:
            beside[edge.target if edge.source == path else edge.source] += len(edge.statements)
    return beside


def _parted(ranked: list[str], at: int) -> tuple[list[str], list[str]]:
    return ranked[:at], ranked[at:]


def _ranked(beside: Counter[str], nodes: Mapping[str, Node], knowledge: Knowledge) -> list[str]:
    """Neighbours, the most told of first: by their statements here, then by all their articles."""
    articles = {e.id: len(e.documents) for e in knowledge.entities}
    return sorted(beside, key=lambda n: (-beside[n], -articles.get(n, nodes[n].weight), n))


def _participants(graph: Graph, event: str, knowledge: Knowledge) -> list[str]:
    articles = {e.id: len(e.documents) for e in knowledge.entities}
    found = dict.fromkeys(e.target for e in graph.edges if e.source == event)
    return sorted(found, key=lambda n: (-articles.get(n, 0), n))


def _only(graph: Graph, kept: Iterable[str]) -> Graph:
    """The part of a graph with these nodes; an event of which one participant is left stays out."""
    keep = set(kept)
    edges = tuple(e for e in graph.edges if {e.source, e.target} <= keep)
    parts: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.role:
            parts[edge.source].add(edge.target)
    nodes = tuple(n for n in graph.nodes if n.id in keep and (n.kind == "entity" or parts[n.id]))
    there = {n.id for n in nodes}
    return Graph(nodes, tuple(e for e in edges if {e.source, e.target} <= there))
