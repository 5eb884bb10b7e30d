"""From judged pairs to groups: union–find that never joins what is judged different."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from kg.resolve.compare import Comparer, Comparison, Profile

CERTAIN = 0.95  # from here on, one name of one kind: also within an article
RIVAL = 0.05  # two candidates that are this close rival each other
RIVALS = 40  # so many of them are looked at
TOLD_APART = "an article tells them apart"

Pair = tuple[int, int]
Compare = Callable[[int, int], Comparison]


@dataclass(frozen=True)
class Clusters:
    """`groups` are sorted indices of profiles; `judged` every pair with its final verdict."""

    groups: tuple[tuple[int, ...], ...]
    judged: dict[Pair, Comparison]


class UnionFind:
    """Disjoint sets of the numbers from 0 to size - 1, with path halving; members in order."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._members = {i: [i] for i in range(size)}

    def find(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def members(self, i: int) -> list[int]:
        return self._members[self.find(i)]

    def join(self, i: int, j: int) -> None:
        big, small = sorted((self.find(i), self.find(j)), key=lambda r: (-len(self._members[r]), r))
        if big != small:
            self._parent[small] = big
            self._members[big] += self._members.pop(small)

    def groups(self) -> tuple[tuple[int, ...], ...]:
        return tuple(sorted(tuple(sorted(m)) for m in self._members.values()))


def cluster(
    profiles: Sequence[Profile],
    pairs: Sequence[Pair],
    comparer: Comparer,
    ruled: Mapping[Pair, Comparison] = MappingProxyType({}),
) -> Clusters:
    """Group profiles that stand for one thing; `ruled` are pairs that a reader has decided on.

    1. Every candidate pair is compared. Two names that one article keeps apart need more than an
       alias to be one; if one of them holds the other, they are different.
    2. A name that fits two others which differ from each other (a "P. Martin" between Pierre and
       Paul) joins neither: its pairs become unsure.
    3. The remaining pairs are joined in the order of their score; two groups join only if no pair
       across them is judged different. So a group never holds a "different" pair, and the result
       does not depend on the order of the input (ties are broken by the names).
    """
    compare = _memory(profiles, comparer, ruled)
    judged = {pair: compare(*pair) for pair in pairs}
    judged = {**_settle_rivals(judged, compare), **ruled}
    union = UnionFind(len(profiles))
    same = [(-found.score, profiles[i].key, profiles[j].key, i, j) for (i, j), found in judged.items()
            if found.verdict == "same"]  # fmt: skip
    for _, _, _, i, j in sorted(same, key=lambda item: (item[3:] not in ruled, item)):
        if union.find(i) == union.find(j):
            continue
        differ = _ruled_only(ruled) if (i, j) in ruled else compare
        clash = _clash(union.members(i), union.members(j), differ)
        if clash is None:
            union.join(i, j)
        else:
            names = " and ".join(sorted(repr(profiles[k].label.text) for k in clash))
            judged[i, j] = _unsure(judged[i, j], f"would join {names}, which differ")
    return Clusters(union.groups(), judged)


def _ruled_only(ruled: Mapping[Pair, Comparison]) -> Compare:
    """What a reader joins only a reader's other word keeps apart."""
    nothing = Comparison(None, 0.0, ())
    return lambda i, j: ruled.get((min(i, j), max(i, j)), nothing)


def _memory(profiles: Sequence[Profile], comparer: Comparer, ruled: Mapping[Pair, Comparison]) -> Compare:
    known: dict[Pair, Comparison] = dict(ruled)

    def compare(i: int, j: int) -> Comparison:
        pair = (min(i, j), max(i, j))
        if pair not in known:
            found = comparer.compare(profiles[i], profiles[j])
            known[pair] = _within_article(profiles[i], profiles[j], found)
        return known[pair]

    return compare


def _within_article(left: Profile, right: Profile, found: Comparison) -> Comparison:
    """An article that holds both as two things knows better than an alias of another article."""
    if left.group != right.group or left.group == "Person" or left.alone or right.alone:
        return found
    if found.score >= CERTAIN or left.documents.isdisjoint(right.documents):
        return found
    if found.verdict == "same":
        return _unsure(found, TOLD_APART)
    if set(left.label.core) < set(right.label.core) or set(right.label.core) < set(left.label.core):
        return Comparison("different", found.score, (*found.reasons, TOLD_APART))
    return found


def _settle_rivals(judged: dict[Pair, Comparison], compare: Compare) -> dict[Pair, Comparison]:
    found_same: dict[int, list[int]] = defaultdict(list)
    for (i, j), found in judged.items():
        if found.verdict == "same":
            found_same[i].append(j)
            found_same[j].append(i)
    near = {i: sorted(others)[:RIVALS] for i, others in found_same.items()}
    settled = dict(judged)
    for (i, j), found in judged.items():
        if found.verdict != "same":
            continue
        if _rivalled(i, j, near, judged, compare) or _rivalled(j, i, near, judged, compare):
            settled[i, j] = _unsure(found, "fits several that differ")
    return settled


def _rivalled(
    i: int, j: int, near: dict[int, list[int]], judged: dict[Pair, Comparison], compare: Compare
) -> bool:
    """Whether i fits some k about as well as j, though j and k differ."""
    score = judged[min(i, j), max(i, j)].score
    for k in near[i]:
        if k == j or judged[min(i, k), max(i, k)].score < score - RIVAL:
            continue
        if compare(j, k).verdict == "different":
            return True
    return False


def _clash(left: list[int], right: list[int], compare: Compare) -> Pair | None:
    return next(((i, j) for i in left for j in right if compare(i, j).verdict == "different"), None)


def _unsure(found: Comparison, reason: str) -> Comparison:
    return replace(found, verdict="unsure", score=min(found.score, 0.6), reasons=(*found.reasons, reason))
