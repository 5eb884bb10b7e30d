"""The parsed text of one article, free of spaCy objects."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Token:
    """`start`/`end` are offsets into the document; `head` is a token index (its own at a root)."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    dep: str
    head: int
    morph: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (exclusive), characters `start` to `end`, of block `block`."""

    i: int
    first: int
    last: int
    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Span:
    """A raw prediction of the name recogniser; `label` is a class of the ontology.

    `classes` gives the probability of each class that may be right, the likeliest first; empty
    when the recogniser gives none.
    """

    start: int
    end: int
    label: str
    score: float = 1.0
    classes: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Parsed:
    """All kept blocks of one article. Token indices run over the whole article."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    spans: tuple[Span, ...]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The indices of the dependents of each token, in text order."""
        below: list[list[int]] = [[] for _ in self.tokens]
        for t in self.tokens:
            if t.head != t.i:
                below[t.head].append(t.i)
        return tuple(map(tuple, below))

    def tokens_of(self, sentence: Sentence) -> tuple[Token, ...]:
        return self.tokens[sentence.first : sentence.last]

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that overlap the characters start to end."""
        lo = bisect_right(self._ends, start)
        hi = bisect_left(self._begin, end)
        return self.tokens[lo:hi]

    @cached_property
    def _ends(self) -> list[int]:
        return [t.end for t in self.tokens]

    @cached_property
    def _begin(self) -> list[int]:
        return [t.start for t in self.tokens]

    def sentence_at(self, start: int) -> Sentence | None:
        """The sentence that covers a character offset."""
        found = self.between(start, start + 1)
        return self.sentences[found[0].sentence] if found else None
