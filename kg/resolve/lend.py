"""What the events of one story lend one another within an article.

"X ouvrira une usine à Y. 300 emplois seront créés." tells two events, and only one of them says who
and where. identity.toml names the families of events that go together, and in each the role of who
acts and of where it happens.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.lexicon.identity import Family
from kg.resolve.dates import parts
from kg.resolve.stories import Story
from kg.resolve.told import World

NEAR = 700  # characters: further off, an article has gone on to something else
YEARS = 2  # events of one story do not lie further apart
WHO, WHERE = 0, 1


def lend(stories: Sequence[Story], world: World) -> None:
    """Complete the stories of one article, in place: who and where, and the city of a site."""
    for family in world.identity.families:
        _within(family, [s for s in stories if s.name in family.roles], world)
    for story in stories:
        _widen(story, world)


def _within(family: Family, stories: Sequence[Story], world: World) -> None:
    """Each story borrows from the nearest other one that agrees with it; loans are not passed on."""
    loans = [
        (story, role, lender.roles[family.roles[lender.name][which]])
        for story in stories
        for which, role in enumerate(family.roles[story.name])
        if role and role not in story.roles and story.name in family.borrow[which]
        if (lender := _lender(story, which, family, stories)) is not None
    ]
    for story, role, fillers in loans:
        taken = set().union(*(f for r, f in story.roles.items() if r != role))
        fitting = {f for f in fillers - taken if _fits(role, f, world)}
        if fitting:
            story.roles[role] = fitting


def _lender(story: Story, which: int, family: Family, stories: Sequence[Story]) -> Story | None:
    near = [
        (distance(story, other), other.order, other)
        for other in stories
        if other is not story
        and other.name != story.name
        and other.roles.get(family.roles[other.name][which])
        and _agree(story, other, 1 - which, family)
    ]
    best = min(near, key=lambda n: n[:2], default=None)
    return best[2] if best and best[0] <= NEAR else None


def _agree(a: Story, b: Story, which: int, family: Family) -> bool:
    """Whether nothing that both say tells them apart: the other role, denial, the time."""
    left, right = (s.roles.get(family.roles[s.name][which], set()) for s in (a, b))
    if left and right and left.isdisjoint(right):
        return False
    return a.denied == b.denied and _same_time(a, b)


def _same_time(a: Story, b: Story) -> bool:
    years = [{int(y) for d in s.values.get("date", ()) if (y := parts(d)[0])} for s in (a, b)]
    return not all(years) or min(abs(x - y) for x in years[0] for y in years[1]) <= YEARS


def distance(a: Story, b: Story) -> int:
    """Characters between two stories of one article."""
    return min(abs(x.order[2] - y.order[2]) for x in a.members for y in b.members)


def _fits(role: str, filler: str, world: World) -> bool:
    return world.ontology.is_a(world.types[filler], *world.ontology.properties[role].range)


def _widen(story: Story, world: World) -> None:
    """What happens at a site or in a park happens in its city."""
    is_a = world.ontology.is_a
    for role in world.ontology.events[story.name]:
        prop = world.ontology.properties[role]
        if prop.literal or role not in story.roles or not is_a("City", *prop.range):
            continue
        small = {f for f in story.roles[role] if is_a(world.types[f], *world.identity.sites)}
        around = set().union(*(world.inside.get(f, frozenset()) for f in small))
        taken = set().union(*(f for r, f in story.roles.items() if r != role))
        story.roles[role] |= {f for f in around - taken if world.types[f] == "City"}
