"""What a graph holds, counted, for the table at the end of a build."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kg.model import Knowledge

KINDS = {"fact": "facts", "position": "positions", "event": "events", "figure": "figures",
         "quotation": "quotations"}  # fmt: skip


@dataclass(frozen=True)
class Summary:
    """`entities` by class, `statements` by kind ("facts"); `copies` of other articles are articles, too."""

    articles: int = 0
    entities: Counter[str] = field(default_factory=Counter)
    statements: Counter[str] = field(default_factory=Counter)
    copies: int = 0

    def __add__(self, other: Summary) -> Summary:
        return Summary(
            self.articles + other.articles,
            self.entities + other.entities,
            self.statements + other.statements,
            self.copies + other.copies,
        )


def summarise(knowledge: Knowledge) -> Summary:
    """Count the articles, the entities that they name, and the statements of a graph."""
    return Summary(
        sum(not d.note for d in knowledge.documents),
        Counter(e.type for e in knowledge.entities if e.documents),
        Counter(KINDS[s.kind] for s in knowledge.statements),
        len(knowledge.copies),
    )
