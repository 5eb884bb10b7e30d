"""Corrections from what a reader points at in a graph: each makes one record, and changes nothing else.

For the command line and for every other program alike:

    said = correct.decide(knowledge, "claim/leads-3f2a9c01", "reject")    # or merge, apart, split …
    corrections.add(folder, said)                                         # kept, atomically
    pipeline.rebuild(folder)                                              # seen in the graph

`knowledge` is the graph as `kg.graph.load_knowledge` reads it; entities are those of it. What cannot
be meant raises QueryError with one line for the reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kg.errors import QueryError
from kg.model import Correction, CorrectionKind, Entity, Knowledge, Named, Said, Statement
from kg.ontology import Ontology


def merge(knowledge: Knowledge, one: Entity, other: Entity) -> Correction:
    """Both are one thing."""
    if one.id == other.id:
        raise QueryError(f"{one.label} and {other.label} are one already")
    return _dated(Correction("same", _named(knowledge, one), _named(knowledge, other)))


def apart(knowledge: Knowledge, one: Entity, other: Entity) -> Correction:
    """They are never one thing."""
    if one.id == other.id:
        raise QueryError(f"{one.label} and {other.label} are one: --article says which articles mean another")
    return _dated(Correction("different", _named(knowledge, one), _named(knowledge, other)))


def split(knowledge: Knowledge, entity: Entity, articles: Sequence[str]) -> Correction:
    """In these articles (by name or id) the name stands for another thing."""
    names = {d.id: d.name for d in knowledge.documents}
    holding = [names[d] for d in entity.documents]
    chosen = {names.get(a, a) for a in articles}
    if unknown := chosen - set(holding):
        missing = ", ".join(sorted(unknown))
        raise QueryError(f"{entity.label} is not in {missing}; it is in {', '.join(holding)}")
    rest = tuple(n for n in holding if n not in chosen)
    if not rest:
        raise QueryError(f"these are all articles that name {entity.label}: nothing would be left of it")
    here, there = (Named(entity.label, entity.type, part) for part in (rest, tuple(sorted(chosen))))
    return _dated(Correction("different", here, there))


def rename(knowledge: Knowledge, entity: Entity, label: str) -> Correction:
    """It is called so."""
    if not label.strip():
        raise QueryError("a name needs letters")
    return _dated(Correction("name", _named(knowledge, entity), value=label.strip()))


def retype(knowledge: Knowledge, entity: Entity, type_: str, ontology: Ontology) -> Correction:
    """It is of this class of entities."""
    if not ontology.is_a(type_, "Entity"):
        known = ", ".join(sorted(c for c in ontology.classes if ontology.is_a(c, "Entity")))
        raise QueryError(f"there is no class {type_!r} of entities; there are: {known}")
    return _dated(Correction("type", _named(knowledge, entity), value=type_))


def decide(knowledge: Knowledge, statement: str, kind: CorrectionKind) -> Correction:
    """A statement, by its id, is wrong ("reject") or right ("confirm")."""
    path = statement.strip().strip("<>").removeprefix("id:")
    found = [s for s in knowledge.statements if path == s.id or path.endswith(f"/{s.id}")]
    if len(found) != 1:
        raise QueryError(f"no statement of this graph has the id {statement!r}: kg explain prints the ids")
    return _dated(Correction(kind, said=_said(knowledge, found[0])))


def told(c: Correction) -> str:
    """A correction in one line."""
    if c.said:
        roles = ", ".join(f"{role} {text}" for role, text in c.said.roles)
        return f"{c.kind}: {c.said.name} ({roles})"
    sides = [f"{n.name} ({n.type}{_only(n)})" for n in (c.entity, c.other) if n]
    sign = {"same": " = ", "different": " ≠ "}.get(c.kind, "")
    return f"{c.kind}: {sign.join(sides)}" + (f" → {c.value}" if c.value is not None else "")


def _only(named: Named) -> str:
    return f", in {', '.join(named.articles)}" if named.articles else ""


def _dated(c: Correction) -> Correction:
    return replace(c, on=date.today().isoformat())


def _named(knowledge: Knowledge, entity: Entity) -> Named:
    """By label and class; where another of the graph has the same label, by its articles too."""
    twins = [e for e in knowledge.entities if e.label == entity.label and e.id != entity.id]
    names = {d.id: d.name for d in knowledge.documents}
    articles = tuple(names[d] for d in entity.documents if d in names) if twins else ()
    return Named(entity.label, entity.type, articles)


def _said(knowledge: Knowledge, statement: Statement) -> Said:
    entities = {e.id: e for e in knowledge.entities}
    roles = tuple(
        (a.role, entities[a.ref].label if a.ref in entities else (a.ref or a.value or ""))
        for a in statement.arguments
    )
    held = (entities[a.ref] for a in statement.arguments if a.ref in entities)
    also = {e.label: e.aliases for e in held if e.aliases}
    return Said(statement.kind, statement.name, roles, tuple(sorted(also.items())))
