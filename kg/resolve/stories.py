"""Whether two tellings of an event are of the same one: a pure comparison."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property

from kg.resolve.dates import agree, compatible
from kg.resolve.names import fold
from kg.resolve.positions import nested
from kg.resolve.told import Order, Told, World

PLACES = ("Place", "Site")


@dataclass
class Story:
    """What some claims tell about one event: fillers by role, literals by role, all of them.

    `order` is that of the first claim.
    """

    name: str
    members: list[Told]
    order: Order
    documents: set[str]
    roles: dict[str, set[str]] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, told: Told, world: World) -> Story:
        """The story of one claim."""
        story = cls(told.claim.name, [told], told.order, {told.claim.document})
        for argument in told.arguments:
            if argument.ref is not None and argument.role in world.ontology.events[story.name]:
                story.roles.setdefault(argument.role, set()).add(argument.ref)
            elif argument.value is not None:
                story.values.setdefault(argument.role, []).append(argument.value)
        return story

    @property
    def denied(self) -> bool:
        return self.members[0].claim.status == "denied"

    @property
    def fillers(self) -> set[str]:
        return set().union(*self.roles.values()) if self.roles else set()

    @property
    def weight(self) -> tuple[int, int]:
        """How much is told: roles, details. The fullest story is the one that others join."""
        return (len(self.roles), len(self.values))

    def absorb(self, other: Story) -> None:
        """Take over all that the other tells."""
        self.members += other.members
        self.order = min(self.order, other.order)
        self.documents |= other.documents
        for role, fillers in other.roles.items():
            self.roles.setdefault(role, set()).update(fillers)
        for role, values in other.values.items():
            known = self.values.setdefault(role, [])
            known += [v for v in values if v not in known]


@dataclass
class Agreement:
    """What two stories share, by kind, and what keeps them apart.

    `apart` rules out that they are one; `disjoint` counts roles that several may fill and that
    they fill differently; `dates_differ` and `titles_differ` leave it to the rest.
    """

    actors: int = 0
    places: int = 0
    details: int = 0
    dates: int = 0
    disjoint: int = 0
    dates_differ: bool = False
    titles_differ: bool = False
    apart: bool = False
    actors_missing: bool = False

    @property
    def principals(self) -> int:
        return self.actors + self.places

    @property
    def total(self) -> int:
        return 2 * self.actors + self.places + self.details + self.dates

    def one_article(self, once: bool) -> bool:
        """Within an article (headline, lead, body): one shared actor is enough."""
        if self.apart or (self.dates_differ and not (once and self.principals >= 2)):
            return False
        if self.titles_differ and self.actors < 2:
            return False
        if self.disjoint and self.principals + self.details + self.dates < 2:
            return False
        return self.actors > 0 or (self.actors_missing and self.places + self.details > 0)

    def two_articles(self) -> bool:
        """Across articles: two shared roles, or one and the same number or month."""
        if self.apart or self.dates_differ or self.titles_differ or self.disjoint:
            return False
        return self.principals >= 2 or (self.principals == 1 and self.details + self.dates > 0)


@dataclass(frozen=True)
class StoryComparer:
    """Compares stories of one event class."""

    world: World

    def compare(self, a: Story, b: Story) -> Agreement:
        """What two stories of the same class share."""
        found = Agreement(apart=a.denied != b.denied)
        actors = self._actors[a.name]
        for role in a.roles.keys() & b.roles.keys():
            if role in self._places:
                self._compare_places(a.roles[role], b.roles[role], found)
            else:
                self._compare_actors(a, b, role, sole=len(actors) == 1, found=found)
        filled = [any(r in s.roles for r in actors) for s in (a, b)]
        found.actors_missing = not all(filled)
        self._compare_values(a, b, found)
        return found

    @cached_property
    def _places(self) -> frozenset[str]:
        """Roles that only places and sites fill."""
        ontology = self.world.ontology
        return frozenset(
            p.name
            for p in ontology.properties.values()
            if p.range and all(ontology.is_a(c, *PLACES) for c in p.range)
        )

    @cached_property
    def _actors(self) -> dict[str, tuple[str, ...]]:
        """The roles of each event class that neither places nor literals fill."""
        ontology = self.world.ontology
        other = self._places | {p.name for p in ontology.properties.values() if p.literal}
        return {name: tuple(r for r in roles if r not in other) for name, roles in ontology.events.items()}

    def _compare_actors(self, a: Story, b: Story, role: str, *, sole: bool, found: Agreement) -> None:
        left, right = a.roles[role], b.roles[role]
        shared = left & right
        many = (a.name, role) in self.world.identity.many
        if many and sole:
            found.actors += len(shared)
            found.apart |= not (left <= right or right <= left)
        elif shared:
            found.actors += 1
        elif many:
            found.disjoint += 1
        else:
            found.apart = True

    def _compare_places(self, left: set[str], right: set[str], found: Agreement) -> None:
        """A city and its country, a park and its city are one place told at two scales."""
        inside = self.world.inside
        nests = any(b in inside.get(a, ()) or a in inside.get(b, ()) for a in left for b in right)
        if left & right or nests:
            found.places += 1
        elif any(self._places_part(a, b) for a in left for b in right):
            found.apart = True

    def _places_part(self, a: str, b: str) -> bool:
        """Two of a kind (two cities), or a place in another country than the one named."""
        types, inside, is_a = self.world.types, self.world.inside, self.world.ontology.is_a
        if types[a] == types[b] and types[a] != "Place":
            return True
        for x, y in ((a, b), (b, a)):
            countries = {c for c in inside.get(x, ()) if is_a(types[c], "Country")}
            if is_a(types[y], "Country") and countries and y not in countries:
                return True
        return False

    def _compare_values(self, a: Story, b: Story, found: Agreement) -> None:
        for role in a.values.keys() & b.values.keys():
            pairs = [(x, y) for x in a.values[role] for y in b.values[role]]
            if role == "date":
                found.dates_differ = not all(compatible(x, y) for x, y in pairs)
                found.dates += not found.dates_differ and any(agree(x, y) for x, y in pairs)
            elif role == "title":
                found.titles_differ = not any(nested(fold(x), fold(y)) for x, y in pairs)
                found.details += not found.titles_differ
            elif role == "currency":
                found.apart |= set(a.values[role]).isdisjoint(b.values[role])
            else:
                limit = 0.0 if role == "stakePercent" else self.world.identity.tolerance
                alike = all(close(x, y, limit) for x, y in pairs)
                found.details += alike
                found.apart |= not alike


def close(x: str, y: str, tolerance: float) -> bool:
    """Whether two numbers differ by at most this share of the larger."""
    try:
        a, b = Decimal(x), Decimal(y)
    except InvalidOperation:
        return x == y
    return abs(a - b) <= Decimal(str(tolerance)) * max(abs(a), abs(b))
