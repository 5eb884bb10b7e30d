"""Which statement readers meant when they rejected, confirmed or added one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Correction, Said, Statement
from kg.resolve.names import fold

ADDED, CONFIRMED = "reader.added", "reader.confirmed"  # the rules of what a reader says


@dataclass(frozen=True, slots=True)
class Known:
    """What a thing is called now, folded: its label, and all its names."""

    label: str
    names: frozenset[str]


Knows = Callable[[str], Known | None]  # what the entity with an id is called


@dataclass(frozen=True)
class Decisions:
    """What readers decided on, by what stands in its first role: statements are many."""

    found: Mapping[tuple[str, ...], Sequence[tuple[int, Said]]]

    @classmethod
    def of(cls, corrections: Sequence[Correction]) -> Decisions:
        """Those among the corrections, with their numbers."""
        found: dict[tuple[str, ...], list[tuple[int, Said]]] = defaultdict(list)
        for number, c in enumerate(corrections):
            if c.said:
                for role, text in c.said.roles[:1] or (("", ""),):
                    for name in {text, *dict(c.said.also).get(text, ())}:
                        found[c.said.kind, c.said.name, role, fold(name)].append((number, c.said))
        return cls(found)

    def near(self, s: Statement, known: Knows) -> Iterator[tuple[int, Said]]:
        """The decisions that may be about a statement."""
        yield from self.found.get((s.kind, s.name, "", ""), ())
        for a in s.arguments:
            thing = known(a.ref) if a.ref else None
            for name in thing.names if thing else (fold(a.value or ""),):
                yield from self.found.get((s.kind, s.name, a.role, name), ())


def added(s: Statement) -> Iterator[int]:
    """The numbers of the added facts among the claims of a statement."""
    for claim in s.claims:
        _, mark, number = claim.rpartition(f"!{ADDED}@")
        if mark:
            yield int(number)


def says(statement: Statement, wanted: Said, known: Knows) -> bool:
    """Whether a statement says what a reader decided on: all that was in its roles then is there now.

    A thing is there under one of its names, or when its label is one of the names that it had then.
    """
    if (statement.kind, statement.name) != (wanted.kind, wanted.name):
        return False
    also = {label: frozenset(map(fold, names)) for label, names in wanted.also}

    def is_(entity: str, text: str) -> bool:
        thing = known(entity)
        return thing is not None and (fold(text) in thing.names or thing.label in also.get(text, ()))

    def held(role: str, text: str) -> bool:
        return any(
            a.role == role and (is_(a.ref, text) if a.ref else a.value == text) for a in statement.arguments
        )

    return all(held(role, text) for role, text in wanted.roles)
