"""The conflicts of a graph for people and programs: who says what, in which sentence of which article."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from kg.model import Conflict, Knowledge, Version

COLUMNS = ("conflict", "about", "matter", "value", "statement", "article", "published", "quote")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`article` is its name; `start` and `end` index its stored text."""

    article: str
    published: str | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Side:
    """One version: its value as it stands in the graph, or what the thing is called."""

    value: str
    statement: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A conflict with its names: `about` is what the entity is called, or what the statement says."""

    id: str
    about: str
    subject: str
    matter: str
    label: str
    sides: tuple[Side, ...]


def disputes(knowledge: Knowledge, entity: str | None = None) -> list[Dispute]:
    """The conflicts of a graph, or those of the entity with this id; sorted by what they are about."""
    names = {e.id: e.label for e in knowledge.entities} | {s.id: s.label for s in knowledge.statements}
    documents = {d.id: d for d in knowledge.documents}
    part = _part(knowledge, entity) if entity else None

    def side(version: Version) -> Side:
        argument = version.argument
        value = names.get(argument.ref, argument.ref) if argument.ref else argument.value or ""
        sentences = [
            Sentence(d.name, d.published, e.start, e.end, e.quote)
            for e in version.evidence
            if (d := documents.get(e.document))
        ]
        return Side(value, version.statement, tuple(sentences))

    found = [
        Dispute(c.id, names.get(c.about, c.about), c.about, c.matter, c.label, tuple(map(side, c.versions)))
        for c in knowledge.conflicts
        if part is None or part & _touched(c)
    ]
    return sorted(found, key=lambda d: (d.about.casefold(), d.matter, d.id))


def _part(knowledge: Knowledge, entity: str) -> set[str]:
    """An entity and the statements that it takes part in."""
    return {entity} | {s.id for s in knowledge.statements if any(a.ref == entity for a in s.arguments)}


def _touched(conflict: Conflict) -> set[str]:
    return {conflict.about, *(v.statement for v in conflict.versions)}


def to_json(found: Sequence[Dispute]) -> str:
    """A list of objects with the fields of Dispute, Side and Sentence."""
    return json.dumps([asdict(d) for d in found], ensure_ascii=False, indent=1) + "\n"


def to_csv(found: Sequence[Dispute]) -> str:
    """One row for each sentence of each version, under COLUMNS."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(found))
    return out.getvalue()


def _rows(found: Sequence[Dispute]) -> Iterator[tuple[str, ...]]:
    for d in found:
        for side in d.sides:
            for s in side.sentences:
                quote, day = " ".join(s.quote.split()), s.published or ""
                yield (d.id, d.about, d.matter, side.value, side.statement, s.article, day, quote)
