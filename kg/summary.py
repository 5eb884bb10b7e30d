"""What a graph holds, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.model import Knowledge

KINDS = {"fact": "facts", "position": "positions", "event": "events", "figure": "figures",
         "quotation": "quotations"}  # fmt: skip


@dataclass(frozen=True)
class Summary:
    """`entities` by class, `statements` by kind ("facts"), `names` by relation, event class or measure."""

    documents: int = 0
    entities: Counter[str] = field(default_factory=Counter)
    statements: Counter[str] = field(default_factory=Counter)
    names: dict[str, Counter[str]] = field(default_factory=dict)
    merges: int = 0

    def __add__(self, other: Summary) -> Summary:
        return Summary(
            self.documents + other.documents,
            self.entities + other.entities,
            self.statements + other.statements,
            {
                kind: self.names.get(kind, Counter()) + other.names.get(kind, Counter())
                for kind in {*self.names, *other.names}
            },
            self.merges + other.merges,
        )


def summarise(knowledge: Knowledge) -> Summary:
    """Count the documents, entities and statements of a graph."""
    names: dict[str, Counter[str]] = {}
    for s in knowledge.statements:
        measure = s.one("measure")
        name = measure.value if s.kind == "figure" and measure and measure.value else s.name
        names.setdefault(KINDS[s.kind], Counter())[name] += 1
    return Summary(
        len(knowledge.documents),
        Counter(e.type for e in knowledge.entities if e.documents),
        Counter(KINDS[s.kind] for s in knowledge.statements),
        names,
        sum(j.verdict == "same" for j in knowledge.judgements),
    )


def total(summaries: Iterable[Summary]) -> Summary:
    """The counts of several graphs together."""
    return sum(summaries, Summary())
