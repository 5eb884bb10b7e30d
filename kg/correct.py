"""Corrections from what a reader points at in a graph: each makes one record, and changes nothing else.

For the command line and for every other program alike:

    said = correct.decide(knowledge, "claim/leads-3f2a9c01", "reject")    # or merge, apart, split …
    corrections.add(folder, said)                                         # kept, atomically
    pipeline.rebuild(folder)                                              # seen in the graph

`knowledge` is the graph as `kg.graph.load_knowledge` reads it; entities are those of it. What cannot
be meant raises QueryError with one line for the reader.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kg import partial
from kg.errors import QueryError
from kg.model import Correction, CorrectionKind, Entity, Knowledge, Named, Said, Source, Statement
from kg.ontology import Ontology


def merge(knowledge: Knowledge, one: Entity, other: Entity) -> Correction:
    """Both are one thing."""
    if one.id == other.id:
        raise QueryError(f"{one.label} and {other.label} are one already")
    return dated(Correction("same", _named(knowledge, one), _named(knowledge, other)))


def apart(knowledge: Knowledge, one: Entity, other: Entity) -> Correction:
    """They are never one thing."""
    if one.id == other.id:
        raise QueryError(f"{one.label} and {other.label} are one: --article says which articles mean another")
    return dated(Correction("different", _named(knowledge, one), _named(knowledge, other)))


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
    return dated(Correction("different", here, there))


def rename(knowledge: Knowledge, entity: Entity, label: str) -> Correction:
    """It is called so."""
    if not label.strip():
        raise QueryError("a name needs letters")
    return dated(Correction("name", _named(knowledge, entity), value=label.strip()))


def retype(knowledge: Knowledge, entity: Entity, type_: str, ontology: Ontology) -> Correction:
    """It is of this class of entities."""
    return dated(Correction("type", _named(knowledge, entity), value=_class(type_, ontology)))


def decide(knowledge: Knowledge, statement: str, kind: CorrectionKind) -> Correction:
    """A statement, by its id, is wrong ("reject") or right ("confirm")."""
    path = statement.strip().strip("<>").removeprefix("id:")
    found = [s for s in knowledge.statements if path == s.id or path.endswith(f"/{s.id}")]
    if len(found) != 1:
        raise QueryError(f"no statement of this graph has the id {statement!r}: kg explain prints the ids")
    return dated(Correction(kind, said=said({e.id: e for e in knowledge.entities}, found[0])))


def stated(knowledge: Knowledge, subject: Entity, name: str, object_: Entity | str) -> str:
    """The id of the statement that a property holds between two things, or of a thing and a date; the
    surest, where it is told with more than one status or period."""
    wanted = object_ if isinstance(object_, str) else object_.id
    found = [
        s
        for s in knowledge.statements
        if s.kind == "fact" and s.name == name
        and (subject.id, wanted) == tuple(a.ref or a.value for a in s.arguments[:2])
    ]  # fmt: skip
    if not found:
        told = object_ if isinstance(object_, str) else object_.label
        raise QueryError(f"the graph does not say: {subject.label} {name} {told}")
    return min(found, key=lambda s: (s.status != "actual", -s.confidence, s.id)).id


def newcomer(name: str, type_: str, ontology: Ontology) -> Named:
    """A thing that no article names, for `add_fact`; when one does some day, the two are one."""
    if not name.strip():
        raise QueryError("a name needs letters")
    return Named(name.strip(), _class(type_, ontology))


def article(knowledge: Knowledge, name: str, sentence: str) -> Source:
    """A sentence of an article of the graph (by name or id), as it stands there but for its spaces."""
    found = [d for d in knowledge.documents if not d.note and name in (d.name, d.id)]
    if not found:
        listed = ", ".join(sorted(d.name for d in knowledge.documents if not d.note)[:8])
        raise QueryError(f"no article of this graph is called {name!r}; there are {listed} …")
    words = re.compile(r"\s+".join(map(re.escape, sentence.split())))
    hit = next((m for d in found if sentence.strip() and (m := words.search(d.text))), None)
    if hit is None:
        raise QueryError(f"these words do not stand in {name}: {sentence!r}")
    return Source(found[0].name, hit[0], article=True)


def citation(words: str, quote: str = "") -> Source:
    """Another source: a web address, a book and page, who said so and when; and its words, if there are."""
    if not words.strip():
        raise QueryError("a fact needs its source: an article with its sentence, a web address, or words")
    return Source(" ".join(words.split()), " ".join(quote.split()))


def add_fact(
    knowledge: Knowledge,
    subject: Entity | Named,
    name: str,
    object_: Entity | Named | str,
    source: Source,
    ontology: Ontology,
    since: str | None = None,
    until: str | None = None,
) -> Correction:
    """That a property (by its local name: "leads") holds, with its source, from `since` to `until`.

    `object_` is a text where the property takes dates; dates are ISO 8601 and may be partial.
    """
    prop = ontology.properties.get(name)
    facts = sorted(p.name for p in ontology.properties.values() if _of_entities(p.domain, ontology))
    if prop is None or name not in facts:
        raise QueryError(f"there is no property {name!r} of facts; there are: {', '.join(facts)}")
    one = subject if isinstance(subject, Named) else _named(knowledge, subject)
    other = _named(knowledge, object_) if isinstance(object_, Entity) else object_
    if isinstance(other, str) != bool(prop.literal):
        wanted = "a date (2019, 2019-03, 2019-03-01)" if prop.literal else "the name of a thing"
        raise QueryError(f"{name} takes {wanted} as its object")
    if not ontology.is_a(one.type, *prop.domain):
        raise QueryError(f"{name} is said of {' or '.join(prop.domain)}: {one.name} is a {one.type}")
    if isinstance(other, Named) and not ontology.is_a(other.type, *prop.range):
        raise QueryError(f"the object of {name} is {' or '.join(prop.range)}: {other.name} is a {other.type}")
    if isinstance(other, Named) and (other.name, other.type) == (one.name, one.type):
        raise QueryError(f"{one.name}: a fact is not about one thing twice")
    for date_ in (since, until, other if isinstance(other, str) else None):
        if date_ is not None and partial.kind(date_) is None:
            raise QueryError(f"{date_!r} is no date: write 2019, 2019-03, 2019-03-01 or --03-01")
    thing, value = (None, other) if isinstance(other, str) else (other, None)
    return dated(Correction("add", one, thing, value, property=name, source=source,
                             since=since, until=until))  # fmt: skip


def takes_dates(name: str, ontology: Ontology) -> bool:
    """Whether the objects of a property are dates, and not things."""
    prop = ontology.properties.get(name)
    return prop is not None and bool(prop.literal)


def _of_entities(domain: Sequence[str], ontology: Ontology) -> bool:
    return all(ontology.is_a(name, "Entity") and name != "Entity" for name in domain)


def _class(type_: str, ontology: Ontology) -> str:
    if not ontology.is_a(type_, "Entity"):
        known = ", ".join(sorted(c for c in ontology.classes if ontology.is_a(c, "Entity")))
        raise QueryError(f"there is no class {type_!r} of entities; there are: {known}")
    return type_


def told(c: Correction) -> str:
    """A correction in one line."""
    if c.kind == "add" and c.entity and c.source:
        when = "".join(f", {w} {d}" for w, d in (("since", c.since), ("until", c.until)) if d)
        object_ = c.other.name if c.other else c.value
        return f"add: {c.entity.name} {c.property} {object_}{when} ({c.source.citation})"
    if c.said:
        roles = ", ".join(f"{role} {text}" for role, text in c.said.roles)
        return f"{c.kind}: {c.said.name} ({roles})"
    sides = [f"{n.name} ({n.type}{_only(n)})" for n in (c.entity, c.other) if n]
    sign = {"same": " = ", "different": " ≠ "}.get(c.kind, "")
    return f"{c.kind}: {sign.join(sides)}" + (f" → {c.value}" if c.value is not None else "")


def _only(named: Named) -> str:
    return f", in {', '.join(named.articles)}" if named.articles else ""


def dated(c: Correction) -> Correction:
    """The same, made today."""
    return replace(c, on=date.today().isoformat())


def _named(knowledge: Knowledge, entity: Entity) -> Named:
    """By label and class; where another of the graph has the same label, by its articles too."""
    twins = [e for e in knowledge.entities if e.label == entity.label and e.id != entity.id]
    names = {d.id: d.name for d in knowledge.documents}
    articles = tuple(names[d] for d in entity.documents if d in names) if twins else ()
    return Named(entity.label, entity.type, articles)


def said(entities: Mapping[str, Entity], statement: Statement) -> Said:
    """A statement as a reader knows it again; `entities` by id."""
    held = [(a, entities.get(a.ref) if a.ref else None) for a in statement.arguments]
    roles = tuple((a.role, thing.label if thing else (a.ref or a.value or "")) for a, thing in held)
    also = {thing.label: thing.aliases for _, thing in held if thing and thing.aliases}
    return Said(statement.kind, statement.name, roles, tuple(sorted(also.items())))
