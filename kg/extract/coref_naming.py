"""The names of one article while it is decided which of them are one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.lexicon.anaphora import Anaphora, fold
from kg.model import Mention

_WORD = re.compile(r"[\w&]+")


def words_of(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))


class Unions:
    """Union-find over indices, with the reason of each union."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))
        self.reasons: dict[int, set[str]] = defaultdict(set)

    def root(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int, reason: str) -> None:
        a, b = sorted((self.root(i), self.root(j)))
        if a == b:
            return
        self._parent[b] = a
        self.reasons[a] |= self.reasons.pop(b, set()) | {reason}


@dataclass(frozen=True)
class Naming:
    """The name mentions of an article in text order, with plain name and group of each, and their unions."""

    text: str
    mentions: Sequence[Mention]
    names: list[str]
    groups: list[str]
    words: Anaphora
    unions: Unions
    national: Mapping[str, str]  # adjectives of countries and regions, in small letters
