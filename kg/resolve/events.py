"""Events: the same event told twice, in one article or in ten, is one.

First within each article, liberally: headline, lead and body tell parts of one event, and the
fullest telling gathers the others. Then across articles, strictly, among events that share a filler.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.model import Argument, Status
from kg.resolve.dates import most_precise
from kg.resolve.lend import distance, lend
from kg.resolve.stories import Story, StoryComparer
from kg.resolve.told import Merged, Told, World

RECENT = 50  # so many events of one class about one thing are compared with a new one
_RANK: dict[Status, int] = {"actual": 0, "planned": 1, "possible": 2, "denied": 3}


def merge_events(told: Iterable[Told], world: World) -> list[Merged]:
    """Events with all roles that any of their tellings gives, and the status that says most."""
    by_article: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in told:
        by_article[one.claim.name, one.claim.document].append(one)
    comparer = StoryComparer(world)
    stories: dict[str, list[Story]] = defaultdict(list)
    articles: dict[str, list[Story]] = defaultdict(list)
    for name, document in sorted(by_article):
        found = _within_article(by_article[name, document], comparer)
        stories[name] += found
        articles[document] += found
    for document in sorted(articles):
        lend(articles[document], world)
    merged = [_event(s, world) for name in sorted(stories) for s in _across(stories[name], comparer)]
    return sorted(merged, key=lambda m: m.members[0].order)


def _within_article(told: Sequence[Told], comparer: StoryComparer) -> list[Story]:
    """Each telling joins the story that it agrees with most; of equals, the nearest in the text."""
    once = told[0].claim.name in comparer.world.identity.once
    stories: list[Story] = []
    for new in sorted((Story.of(t, comparer.world) for t in told), key=_fullest_first):
        fits = [(comparer.compare(old, new), old) for old in stories]
        homes = [(-a.total, distance(old, new), old.order, old) for a, old in fits if a.one_article(once)]
        if homes:
            min(homes, key=lambda h: h[:3])[3].absorb(new)
        else:
            stories.append(new)
    return stories


def _across(stories: Sequence[Story], comparer: StoryComparer) -> list[Story]:
    """Join stories of different articles. Each is compared with recent ones that share a filler."""
    by_filler: dict[str, list[Story]] = defaultdict(list)
    kept: list[Story] = []
    for new in sorted(stories, key=_fullest_first):
        home = _known(new, by_filler, comparer)
        if home is None:
            home = new
            kept.append(new)
        else:
            home.absorb(new)
        for filler in sorted(new.fillers):
            if all(s is not home for s in by_filler[filler][-RECENT:]):
                by_filler[filler].append(home)
    return kept


def _known(new: Story, by_filler: dict[str, list[Story]], comparer: StoryComparer) -> Story | None:
    seen: dict[int, Story] = {}
    for filler in sorted(new.fillers):
        seen |= {id(s): s for s in by_filler[filler][-RECENT:]}
    fits = [(comparer.compare(s, new), s) for s in seen.values() if s.documents.isdisjoint(new.documents)]
    homes = [(-a.total, s.order, s) for a, s in fits if a.two_articles()]
    return min(homes, key=lambda h: h[:2])[2] if homes else None


def _fullest_first(story: Story) -> tuple[int, int, tuple[str, str, int, str]]:
    return (-story.weight[0], -story.weight[1], story.order)


def _event(story: Story, world: World) -> Merged:
    members = sorted(story.members, key=lambda t: t.order)
    status = min((t.claim.status for t in members), key=_RANK.__getitem__)
    arguments = [
        Argument(role, ref=filler)
        for role in world.ontology.events[story.name]
        for filler in sorted(story.roles.get(role, ()))
    ]
    arguments += _details(members)
    return Merged("event", story.name, tuple(arguments), status, tuple(members), _key(story.name, members))


def _details(members: Sequence[Told]) -> list[Argument]:
    """One value for each literal: dates as precise as any, numbers as most articles give them."""
    found: dict[str, list[Argument]] = defaultdict(list)
    for told in members:
        for argument in told.arguments:
            if argument.value is not None and argument.role not in ("amount", "currency"):
                found[argument.role].append(argument)
    chosen = [_choose(role, found[role]) for role in sorted(found)]
    return chosen + _amount(members)


def _choose(role: str, found: Sequence[Argument]) -> Argument:
    values = [a.value or "" for a in found]
    if role == "date":
        best = most_precise(values)
    else:
        counts = Counter(values)
        best = min(values, key=lambda v: (-counts[v], *_roundness(v), v))
    return next(a for a in found if a.value == best)


def _amount(members: Sequence[Told]) -> list[Argument]:
    """The amount that most claims give, with its own currency."""
    pairs = Counter[tuple[Argument, ...]]()
    for told in members:
        pair = tuple(a for role in ("amount", "currency") for a in told.arguments if a.role == role)
        if pair and pair[0].role == "amount":
            pairs[pair[:2]] += 1
    if not pairs:
        return []

    ranked = sorted(
        pairs, key=lambda p: (-len(p), -pairs[p], *_roundness(p[0].value or ""), p[0].value or "", str(p))
    )
    return list(ranked[0])


def _roundness(value: str) -> tuple[int, int]:
    """Zeros at the end, then letters saved: 163 says more than 160, a full title more than a short."""
    digits = value.replace(".", "")
    if digits.isdigit():
        return (len(digits) - len(digits.rstrip("0")), 0)
    return (0, -len(value))


def _key(name: str, members: Sequence[Told]) -> tuple[str, ...]:
    """Class, first article and what it tells: later articles that tell it again do not change it."""
    first = members[0].claim.document
    told = {f"{a.role}={a.ref or a.value}" for t in members if t.claim.document == first for a in t.arguments}
    return (name, first, *sorted(told))
