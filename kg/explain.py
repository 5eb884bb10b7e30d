"""What a graph knows about an entity, and what links two of them: statements and their sentences."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import Document, Knowledge, Statement

MOST = 20  # links that are told: between two hubs there are too many to read
LONGEST = 3  # statements between two entities: what is further apart is not a link


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said: the statement, and each sentence that says it with its article."""

    statement: Statement
    sentences: tuple[tuple[str, Document], ...]


def about(knowledge: Knowledge, entity: str) -> list[Line]:
    """All statements that the entity with this id takes part in, by kind and name, the surest first."""
    order = ("fact", "position", "event", "figure", "quotation")
    found = [s for s in knowledge.statements if entity in members(s)]
    found.sort(key=lambda s: (order.index(s.kind), s.name, -s.confidence, s.id))
    return list(lines(knowledge, found))


def links(knowledge: Knowledge, left: str, right: str) -> list[list[Line]]:
    """What links two entities, by id: each chain of statements of the shortest length, one by one.

    Where one statement holds both, each such statement is a chain of its own. The surest `MOST` come,
    in order; none when the shortest chain is longer than `LONGEST` statements.
    """
    chains = _shortest(knowledge, left, right)
    chains.sort(key=lambda chain: (-min(s.confidence for s in chain), [s.id for s in chain]))
    return [list(lines(knowledge, chain)) for chain in chains[:MOST]]


def members(statement: Statement) -> set[str]:
    """The ids of the entities that a statement is about."""
    return {a.ref for a in statement.arguments if a.ref}


def lines(knowledge: Knowledge, statements: Iterable[Statement]) -> Iterator[Line]:
    """Statements with their sentences, in the same order."""
    documents = {d.id: d for d in knowledge.documents}
    for s in statements:
        yield Line(s, tuple((e.quote, documents[e.document]) for e in s.evidence if e.document in documents))


def _shortest(knowledge: Knowledge, start: str, goal: str) -> list[list[Statement]]:
    """All chains of the shortest length, breadth first over statements that share an entity."""
    holding: dict[str, list[Statement]] = {}
    for s in knowledge.statements:
        for entity in members(s):
            holding.setdefault(entity, []).append(s)
    found: list[list[Statement]] = []
    best, seen = LONGEST, {start: 0}
    queue: deque[tuple[str, list[Statement]]] = deque([(start, [])])
    while queue:
        entity, chain = queue.popleft()
        if len(chain) >= best:
            continue
        for s in holding.get(entity, []):
            for other in sorted(members(s) - {entity}):
                if other == goal:
                    best = len(chain) + 1
                    found.append([*chain, s])
                elif seen.setdefault(other, len(chain) + 1) == len(chain) + 1:
                    queue.append((other, [*chain, s]))
    return found
