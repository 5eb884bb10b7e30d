"""What a graph knows about an entity, and what links two of them: statements with their sentences."""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from kg.errors import QueryError
from kg.model import Document, Entity, Knowledge, Statement

LONGEST = 3  # statements between two entities: what is further apart is not a link


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said: the statement, and each sentence that says it with its article."""

    statement: Statement
    sentences: tuple[tuple[str, Document], ...]


def fold(name: str) -> str:
    """Without capitals, accents and differing apostrophes, dashes and spaces."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("‑", "-"))
    return " ".join(
        "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("-", " ").split()
    )


def find(knowledge: Knowledge, name: str) -> Entity:
    """The entity with this IRI, label or alias. Raises QueryError when none or several match."""
    path = name.strip("<>")
    by_id = [e for e in knowledge.entities if path == e.id or path.endswith(f"/{e.id}")]
    wanted = fold(name)
    by_label = [e for e in knowledge.entities if fold(e.label) == wanted]
    by_alias = [e for e in knowledge.entities if wanted in map(fold, e.aliases)]
    by_word = [e for e in knowledge.entities if f" {wanted} " in f" {fold(e.label)} "]
    found = next((hits for hits in (by_id, by_label, by_alias, by_word) if hits), [])
    if len(found) == 1:
        return found[0]
    if found:
        which = "; ".join(f"{e.label} ({e.type}, {e.id})" for e in found)
        raise QueryError(f"{name!r} may be {which}: say which, by the full name or by what stands last")
    labels = {fold(n): n for e in knowledge.entities for n in (e.label, *e.aliases)}
    near = [labels[n] for n in get_close_matches(wanted, labels, 3, 0.7)]
    raise QueryError(f"nothing is called {name!r}" + (f"; near: {', '.join(near)}" if near else ""))


def about(knowledge: Knowledge, entity: Entity) -> list[Line]:
    """All statements that an entity takes part in, the most certain of each kind first."""
    order = ("fact", "position", "event", "figure", "quotation")
    found = [s for s in knowledge.statements if entity.id in members(s)]
    found.sort(key=lambda s: (order.index(s.kind), s.name, -s.confidence, s.id))
    return list(_lines(knowledge, found))


def links(knowledge: Knowledge, left: Entity, right: Entity) -> list[list[Line]]:
    """What links two entities: each chain of statements of the shortest length, one by one.

    Where one statement holds both, each is a chain of its own. Empty when the shortest chain is
    longer than `LONGEST` statements.
    """
    chains = _shortest(knowledge, left.id, right.id)
    return [list(_lines(knowledge, chain)) for chain in chains]


def members(statement: Statement) -> set[str]:
    """The ids of the entities that a statement is about."""
    return {a.ref for a in statement.arguments if a.ref}


def _lines(knowledge: Knowledge, statements: list[Statement]) -> Iterator[Line]:
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
