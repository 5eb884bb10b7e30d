"""How sure a statement is: independent articles confirm one another, copied sentences do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.resolve.cluster import UnionFind
from kg.resolve.echoes import plain
from kg.resolve.told import Told

CEILING = 0.99  # however many articles say so, it may be wrong
WORDING = 8  # words: a sentence as long stands in two articles because one was copied


def confidence(members: Iterable[Told]) -> float:
    """1 − ∏(1 − c) over independent sources; in each the best claim.

    An article, its copies, and articles that have the same sentence are one source.
    """
    told = sorted(members, key=lambda t: t.order)
    sources = UnionFind(len(told))
    first: dict[str, int] = {}
    for number, one in enumerate(told):
        for mark in _marks(one):
            sources.join(first.setdefault(mark, number), number)
    best: dict[int, float] = defaultdict(float)
    for number, one in enumerate(told):
        sure = max(claim.confidence for claim in (one.claim, *one.echoes))
        best[sources.find(number)] = max(best[sources.find(number)], sure)
    doubt = 1.0
    for sure in sorted(best.values()):
        doubt *= 1.0 - sure
    return round(min(1.0 - doubt, CEILING), 4)


def _marks(told: Told) -> set[str]:
    """What a claim shares with others of the same source: its article, its sentence."""
    words = (plain(e.quote) for e in told.claim.evidence)
    return {told.origin or told.claim.document, *(w for w in words if w.count(" ") >= WORDING - 1)}
