"""The graph as nodes, edges and values, for programs that know no RDF: spreadsheets, Gephi."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Entity, Knowledge, Statement


@dataclass(frozen=True, slots=True)
class Node:
    """An entity, or a business event with its date, jobs and amount; `articles` counts them."""

    id: str
    label: str
    kind: str
    aliases: str = ""
    articles: int = 0
    status: str = ""
    date: str = ""
    jobs: str = ""
    amount: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A fact between two entities, a post, or the role of an entity in an event."""

    source: str
    target: str
    relation: str
    label: str
    status: str
    confidence: float
    articles: int
    sentence: str
    article: str


@dataclass(frozen=True, slots=True)
class Value:
    """A figure or a date that is said of an entity."""

    entity: str
    label: str
    property: str
    value: str
    unit: str
    comparator: str
    place: str
    date: str
    status: str
    confidence: float
    sentence: str
    article: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its speaker, who may be unknown."""

    speaker: str
    label: str
    text: str
    mentions: str
    confidence: float
    sentence: str
    article: str


def nodes(knowledge: Knowledge) -> Iterator[Node]:
    """Entities, then events, each by id."""
    for e in knowledge.entities:
        yield Node(e.id, e.label, e.type, " | ".join(e.aliases), len(e.documents))
    for s in knowledge.statements:
        if s.kind == "event":
            details = {name: _literal(s, name) for name in ("date", "jobs", "amount", "currency")}
            yield Node(s.id, s.label, s.name, "", _articles(s), s.status, **details)


def edges(knowledge: Knowledge) -> Iterator[Edge]:
    """Facts between entities, posts with their organization, roles of events."""
    for s in knowledge.statements:
        if s.kind == "fact":
            ends = [("subject", "object", s.name, s.label)]
        elif s.kind == "position":
            ends = [("holder", "organization", "position", _literal(s, "title"))]
        else:
            ends = []
        for one, other, relation, label in ends:
            for source, target in zip(_refs(s, one)[:1], _refs(s, other)[:1], strict=False):
                yield _edge(s, source, target, relation, label)
        if s.kind == "event":
            for argument in s.arguments:
                if argument.ref is not None:
                    yield _edge(s, s.id, argument.ref, argument.role, argument.role)


def values(knowledge: Knowledge) -> Iterator[Value]:
    """Figures, and facts whose object is a date."""
    labels = _labels(knowledge.entities)
    for s in knowledge.statements:
        if s.kind == "figure":
            about, name, value = s.one("about"), _literal(s, "measure"), _literal(s, "value")
        elif s.kind == "fact":
            about, name, value = s.one("subject"), s.name, _literal(s, "object")
        else:
            continue
        if about is not None and about.ref is not None and value:
            place = ", ".join(labels.get(ref, ref) for ref in _refs(s, "place"))
            unit, comparator, date = (_literal(s, role) for role in ("unit", "comparator", "date"))
            yield Value(about.ref, labels.get(about.ref, ""), name, value, unit, comparator, place, date,
                        s.status, round(s.confidence, 4), *_proof(s))  # fmt: skip


def quotes(knowledge: Knowledge) -> Iterator[Quote]:
    """All quotations."""
    labels = _labels(knowledge.entities)
    for s in knowledge.statements:
        if s.kind == "quotation":
            speaker, text = next(iter(_refs(s, "speaker")), ""), _literal(s, "text")
            mentions = " | ".join(labels.get(ref, ref) for ref in _refs(s, "mentions"))
            confidence = round(s.confidence, 4)
            yield Quote(speaker, labels.get(speaker, ""), text, mentions, confidence, *_proof(s))


def _edge(s: Statement, source: str, target: str, relation: str, label: str) -> Edge:
    confidence = round(s.confidence, 4)
    return Edge(source, target, relation, label, s.status, confidence, _articles(s), *_proof(s))


def _labels(entities: tuple[Entity, ...]) -> dict[str, str]:
    return {e.id: e.label for e in entities}


def _refs(s: Statement, role: str) -> list[str]:
    return [a.ref for a in s.all(role) if a.ref is not None]


def _literal(s: Statement, role: str) -> str:
    found = s.one(role)
    return (found.value or "") if found else ""


def _articles(s: Statement) -> int:
    return len({e.document for e in s.evidence})


def _proof(s: Statement) -> tuple[str, str]:
    """The first sentence that says it, and the document that it stands in."""
    return (s.evidence[0].quote, s.evidence[0].document) if s.evidence else ("", "")
