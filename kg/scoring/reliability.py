"""Whether confidence means what it says: of what is held with 0.9, about nine in ten should be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kg.model import Knowledge, Statement
from kg.scoring.count import core, pair
from kg.scoring.sides import Found, Gold, Post, Wording

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement held against gold: how many of its units are right, and how many are not.

    A fact, a position and a figure are one unit; a quotation is two (words, speaker); an event has
    one for its being told, one for its status, and one for each role and detail.
    """

    document: str
    kind: str
    confidence: float
    right: int
    false: int


@dataclass(frozen=True, slots=True)
class Bin:
    """What was held with a confidence from `low` to `high` (the highest bin includes 1)."""

    low: float
    high: float
    units: int
    confidence: float
    """Mean confidence of the units, 0 to 1."""
    right: float
    """Share of the units that are right, 0 to 1."""


def judge(knowledge: Knowledge, data: Mapping[str, Any], wording: Wording) -> list[Judged]:
    """Every statement of one article's graph that gold decides on; what gold leaves open is passed over."""
    gold = Gold(data, wording)
    found = Found(knowledge, gold, wording)
    leads = {f for f in found.facts() if f[1] == "leads"}
    single: list[tuple[Statement, bool]] = []
    for s in knowledge.statements:
        if s.kind == "fact" and (fact := found.fact(s)):
            implied = fact[1] == "worksFor" and (fact[0], "leads", fact[2]) in leads
            if not implied and (fact in gold.facts or fact not in gold.optional_facts):
                single.append((s, fact in gold.facts))
        elif s.kind == "position" and (post := found.position(s)):
            if not gold.partial or _held(gold, post) or post in gold.rejected_positions:
                single.append((s, _held(gold, post)))
        elif s.kind == "figure":
            figure = found.figure(s)
            if figure in gold.figures or figure not in gold.optional_figures:
                single.append((s, figure in gold.figures))
    judged = [Judged(gold.id, s.kind, s.confidence, int(right), int(not right)) for s, right in single]
    return [*judged, *_events(knowledge, gold, found), *_quotations(knowledge, gold, found)]


def reliability(judged: Iterable[Judged], edges: tuple[float, ...] = EDGES) -> list[Bin]:
    """Units by confidence: what was promised against what was kept. Empty bins are left out."""
    items = list(judged)
    table = []
    for low, high in pairwise(edges):
        inside = [j for j in items if low <= j.confidence < high or j.confidence == high == edges[-1]]
        units = sum(j.right + j.false for j in inside)
        if units:
            held = sum(j.confidence * (j.right + j.false) for j in inside) / units
            table.append(Bin(low, high, units, held, sum(j.right for j in inside) / units))
    return table


def _held(gold: Gold, post: Post) -> bool:
    holder, organization, title = post
    return any(
        (h, o) == (holder, organization) and bool(title) and (t in title or title in t)
        for h, o, t in gold.positions
    )


def _events(knowledge: Knowledge, gold: Gold, found: Found) -> Iterator[Judged]:
    events = [(s, found.event(s)) for s in knowledge.statements if s.kind == "event"]
    for kind in sorted({s.name for s, _ in events}):
        told = [(s, units) for s, units in events if s.name == kind]
        wanted = [units for name, units in gold.events if name == kind]
        maybe = [units for name, units in gold.optional_events if name == kind]
        same = {j: i for i, j in pair(wanted, [units for _, units in told])}
        for j, (s, units) in enumerate(told):
            if j in same:
                right = len(units & wanted[same[j]])
                false = 0 if gold.partial else len(units) - right
                yield Judged(gold.id, "event", s.confidence, right, false)
            elif gold.partial and not gold.rejects(kind, units):
                continue
            elif not any(core(units) & core(other) for other in maybe):
                yield Judged(gold.id, "event", s.confidence, 0, len(units))


def _quotations(knowledge: Knowledge, gold: Gold, found: Found) -> Iterator[Judged]:
    for s in knowledge.statements:
        if s.kind != "quotation":
            continue
        opening, speaker = found.quote(s)
        if opening in gold.quotes:
            right = 1 + (gold.quotes[opening] in (None, speaker))
            yield Judged(gold.id, "quotation", s.confidence, right, 2 - right)
        elif opening not in gold.optional_quotes:
            yield Judged(gold.id, "quotation", s.confidence, 0, 2)
