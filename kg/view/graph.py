"""Knowledge → the nodes and edges that are drawn. Pure: no layout, no HTML.

Entities and events become nodes; facts and roles in events become edges. Figures, quotations, dates
and posts without an organization stay with their entity: drawn as nodes they would hide the graph.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kg.errors import QueryError
from kg.model import Entity, Knowledge, Statement, Status
from kg.ontology import Ontology
from kg.view.labels import label_of, short_date

POST = "worksFor"  # what a position says about its holder and its organization
DATED = " · "  # between an event's class and its date


@dataclass(frozen=True, slots=True)
class Node:
    """An entity or an event. `statements` are the ids of all statements in which it takes part."""

    id: str
    kind: Literal["entity", "event"]
    type: str
    label: str
    aliases: tuple[str, ...]
    status: Status
    weight: int
    statements: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two entities, or (`role`) an entity's part in an event.

    `relation` is the property's local name; `caption` is what stands on the line.
    """

    id: str
    source: str
    target: str
    relation: str
    caption: str
    role: bool
    directed: bool
    status: Status
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def build_graph(knowledge: Knowledge, ontology: Ontology, language: str = "fr") -> Graph:
    """The whole drawing: entities in their order, then events, with one edge for each distinct link."""
    known = {e.id for e in knowledge.entities}
    relations = _relations(knowledge, ontology, language, known)
    edges = _ids((*relations, *_roles(knowledge, ontology, language, known)))
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in knowledge.statements:
        refs = {a.ref for a in statement.arguments if a.ref in known} | ({*statement.attributed_to} & known)
        for ref in sorted(r for r in refs if r):
            said[ref].append(statement)
    degree: dict[str, int] = defaultdict(int)
    for edge in edges:
        degree[edge.source] += 1
        degree[edge.target] += 1
    entities = (_entity(e, said[e.id], degree[e.id]) for e in knowledge.entities)
    events = (_event(s, ontology, language) for s in knowledge.statements if s.kind == "event")
    return Graph((*entities, *events), edges)


def _entity(entity: Entity, said: list[Statement], degree: int) -> Node:
    told = len({(e.document, e.start, e.end) for s in said for e in s.evidence})
    ids = tuple(s.id for s in said)
    return Node(entity.id, "entity", entity.type, entity.label, entity.aliases, "actual", degree + told, ids,
                entity.documents)  # fmt: skip


def _event(event: Statement, ontology: Ontology, language: str) -> Node:
    date = event.one("date")
    name = label_of(ontology, event.name, language)
    label = name[:1].upper() + name[1:]
    if date and date.value and len(date.value.strip("-")) > 2:  # a month alone would read as a number
        label = f"{label}{DATED}{short_date(date.value)}"
    documents = tuple(sorted({e.document for e in event.evidence}))
    return Node(event.id, "event", event.name, label, (event.label,), event.status, len(event.evidence),
                (event.id,), documents)  # fmt: skip


def _roles(knowledge: Knowledge, ontology: Ontology, language: str, known: set[str]) -> Iterator[Edge]:
    for event in knowledge.statements:
        if event.kind != "event":
            continue
        parts: dict[tuple[str, str], None] = {}
        for argument in event.arguments:
            if argument.ref in known and argument.ref:
                parts[argument.role, argument.ref] = None
        for role, ref in parts:
            caption = label_of(ontology, role, language)
            yield Edge("", event.id, ref, role, caption, True, False, event.status, (event.id,))


def _relations(knowledge: Knowledge, ontology: Ontology, language: str, known: set[str]) -> Iterator[Edge]:
    """Facts and posts, those of one pair, relation and status on one edge."""
    groups: dict[tuple[str, str, str, Status], list[Statement]] = defaultdict(list)
    for statement in knowledge.statements:
        found = _ends(statement)
        if found is None or not {found[0], found[2]} <= known:
            continue
        subject, relation, object_ = found
        if _symmetric(ontology, relation) and object_ < subject:
            subject, object_ = object_, subject
        groups[subject, relation, object_, statement.status].append(statement)
    _fold(groups, ontology)
    for (subject, relation, object_, status), statements in groups.items():
        titles = dict.fromkeys(a.value for s in statements if (a := s.one("title")) and a.value)
        caption = ", ".join(t for t in titles if t) or label_of(ontology, relation, language)
        ids = tuple(s.id for s in statements)
        directed = not _symmetric(ontology, relation)
        yield Edge("", subject, object_, relation, caption, False, directed, status, ids)


def _ends(statement: Statement) -> tuple[str, str, str] | None:
    """Subject, property and object when the statement links two entities outside an event."""
    if statement.kind == "fact":
        subject, object_, relation = statement.one("subject"), statement.one("object"), statement.name
    elif statement.kind == "position":
        subject, object_, relation = statement.one("holder"), statement.one("organization"), POST
    else:
        return None
    if subject is None or object_ is None or subject.ref is None or object_.ref is None:
        return None
    return subject.ref, relation, object_.ref


def _fold(groups: dict[tuple[str, str, str, Status], list[Statement]], ontology: Ontology) -> None:
    """Put what a broader property says on the edge of a narrower one: a leader also works there."""
    beside: dict[tuple[str, str, Status], set[str]] = defaultdict(set)
    for subject, relation, object_, status in groups:
        beside[subject, object_, status].add(relation)
    for key in sorted(groups):
        subject, relation, object_, status = key
        others = beside[subject, object_, status]
        for narrow in sorted(others - {relation}):
            if relation in _broader(ontology, narrow):
                groups[subject, narrow, object_, status].extend(groups.pop(key))
                others.remove(relation)
                break


def _broader(ontology: Ontology, name: str) -> set[str]:
    todo, found = [name], set[str]()
    while todo:
        prop = ontology.properties.get(todo.pop())
        new = set(prop.parents) - found if prop else set()
        found |= new
        todo.extend(new)
    return found


def _symmetric(ontology: Ontology, relation: str) -> bool:
    prop = ontology.properties.get(relation)
    return prop is not None and prop.symmetric


def _ids(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    return tuple(replace(edge, id=f"edge-{n}") for n, edge in enumerate(edges))


def neighbourhood(graph: Graph, focus: str, hops: int) -> Graph:
    """What lies within `hops` steps of a node. A step goes along a relation or through a whole event."""
    if all(n.id != focus for n in graph.nodes):
        raise QueryError(f"nothing in the graph has the id {focus!r}")
    events = {n.id for n in graph.nodes if n.kind == "event"}
    beside: dict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        beside[edge.source].append(edge.target)
        beside[edge.target].append(edge.source)
    steps, queue = {focus: 0}, deque([focus])
    while queue:
        here = queue.popleft()
        cost = 0 if here in events and here != focus else 1
        for there in beside[here]:
            if steps[here] + cost <= hops and steps.get(there, hops + 1) > steps[here] + cost:
                steps[there] = steps[here] + cost
                (queue.append if cost else queue.appendleft)(there)
    return _only(graph, set(steps))


def heaviest(graph: Graph, limit: int, focus: str | None = None) -> Graph:
    """At most `limit` nodes, the weightiest, with the focus among them."""
    if len(graph.nodes) <= limit:
        return graph
    ranked = sorted(graph.nodes, key=lambda n: (n.id != focus, -n.weight, n.id))
    return _only(graph, {n.id for n in ranked[:limit]})


def _only(graph: Graph, keep: set[str]) -> Graph:
    nodes = tuple(n for n in graph.nodes if n.id in keep)
    return Graph(nodes, tuple(e for e in graph.edges if {e.source, e.target} <= keep))
