"""Positions: one for a holder, an organisation and a title, however much of the title is given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.model import Argument, Status
from kg.resolve.names import fold
from kg.resolve.periods import eras, period
from kg.resolve.told import Merged, Told

Post = tuple[str, str, Status]  # holder, organization ("" when not said), status


def merge_positions(told: Iterable[Told]) -> list[Merged]:
    """Posts of one holder are one if the organisation is the same and the titles nest; one without
    an organisation joins the only post of its holder whose title nests with its own."""
    posts: dict[Post, list[Told]] = defaultdict(list)
    for one in told:
        organization = min(one.refs("organization"), default="")
        posts[min(one.refs("holder")), organization, one.claim.status].append(one)
    groups = [(post, group) for post in sorted(posts) for group in _by_title(posts[post])]
    return [
        _position(post, era, number)
        for post, group in _place(groups)
        for number, era in enumerate(eras(group))
    ]


def _by_title(told: Sequence[Told]) -> list[list[Told]]:
    """Groups of nested titles: each title joins the longest that holds it."""
    groups: dict[str, list[Told]] = {}
    for one in sorted(told, key=lambda t: (-len(_title(t)), _title(t), t.order)):
        holder = next((title for title in groups if nested(_title(one), title)), _title(one))
        groups.setdefault(holder, []).append(one)
    return list(groups.values())


def _place(groups: list[tuple[Post, list[Told]]]) -> list[tuple[Post, list[Told]]]:
    placed = [(post, list(group)) for post, group in groups if post[1]]
    for post, group in groups:
        if post[1]:
            continue
        own = [g for p, g in placed if (p[0], p[2]) == (post[0], post[2])]
        fitting = [g for g in own if nested(_title(g[0]), _title(group[0]))]
        if len(fitting) == 1:
            fitting[0].extend(group)
        else:
            placed.append((post, group))
    return placed


def nested(a: str, b: str) -> bool:
    """Whether one folded title stands, word for word, in the other; no title is in each."""
    return f" {a} " in f" {b} " or f" {b} " in f" {a} " or not a or not b


def _title(told: Told) -> str:
    return fold(told.value("title") or "")


def _position(post: Post, members: Sequence[Told], number: int) -> Merged:
    holder, organization, status = post
    members = sorted(members, key=lambda t: t.order)
    arguments = [Argument("holder", ref=holder)]
    if organization:
        arguments.append(Argument("organization", ref=organization))
    titles = [a for t in members for a in t.arguments if a.role == "title" and a.value]
    if titles:
        counts = Counter(fold(a.value or "") for a in titles)
        arguments.append(min(titles, key=lambda a: _title_rank(a, counts)))
    title, when = fold(arguments[-1].value or ""), period(members)
    earlier = [f"{a.role}={a.value}" for a in when] if number else []
    key = (*post, title, *earlier)
    return Merged("position", "Position", (*arguments, *when), status, tuple(members), key)


def _title_rank(argument: Argument, counts: Counter[str]) -> tuple[int, int, str]:
    """The most frequent title first, then the longest."""
    text = argument.value or ""
    return (-counts[fold(text)], -len(text), text)
