"""Articles that are copies of others: agency copy in ten papers, cut, edited, under another headline.

Two texts are compared by their runs of five words (w-shingling: Broder, "On the resemblance and
containment of documents", 1997). Other articles on the same event share quotations and hardly
anything else; texts made from one mould (results of a quarter, the day's market) share most of their
runs but neither the names nor the numbers, or lie weeks apart. (A Simhash of the whole text was tried:
on the texts of the tests it gives copies .80 to 1 and other articles .62 to .84, so it cannot tell.)
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.lexicon.language import fold
from kg.model import Block, Copy, Extraction

RUN = 5  # words
CONTAINED = 0.7  # of the runs of the shorter text stand in the longer one
LENGTH = 0.3  # a shorter part of a text is an extract, not a copy
NAMES = 0.9  # of the names of the shorter text stand in the longer one: another name, another article
NUMBERS = 0.75  # of its numbers: a later version has other ones
SHORT = 20  # runs: shorter texts are copies only when they are equal
DAYS = 10  # agency copy is printed within days
_SAMPLE = 4  # every fourth run finds candidates
_COMMON = 50  # a run of so many articles is boilerplate
_NEAR = 5  # candidates that are compared in full
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?:(?<=[\w,;)]\s)|(?<=['’-]))[A-ZÀ-ÖØ-Þ]\w+")  # a capital within a sentence


@dataclass(frozen=True, slots=True)
class Features:
    """What two texts are compared by: runs of words as numbers, names, numbers."""

    runs: frozenset[int]
    names: frozenset[str]
    numbers: frozenset[str]

    def sample(self) -> list[int]:
        """The runs by which candidates are found; all of a short text."""
        few = len(self.runs) < SHORT * _SAMPLE
        return [run for run in self.runs if few or run % _SAMPLE == 0]


@dataclass(frozen=True, slots=True)
class Text:
    """An article without what surrounds it; the title is each paper's own and does not count either."""

    extraction: Extraction

    @property
    def document(self) -> str:
        return self.extraction.document.id

    @property
    def published(self) -> str | None:
        return self.extraction.document.published

    def order(self) -> tuple[str, int, str]:
        """The earlier is the original, of one day the longer."""
        length = sum(b.end - b.start for b in self._kept())
        return (self.published or "9999", -length, self.document)

    def features(self) -> Features:
        """Made anew each time: those of all articles would take more memory than the articles."""
        text = self.extraction.document.text
        kept = " \n".join(text[b.start : b.end] for b in self._kept())
        words = _WORD.findall(kept)
        plain = [zlib.crc32(word.encode()) for word in fold(" ".join(words)).lower().split()]
        runs = zip(*(plain[i:] for i in range(RUN)), strict=False)
        return Features(
            frozenset(map(hash, runs)),  # that of a tuple of integers is the same in every run of Python
            frozenset(_NAME.findall(kept)),
            frozenset(w for w in words if w[0].isdigit()),
        )

    def _kept(self) -> list[Block]:
        return [b for b in self.extraction.blocks if b.keep and b.kind != "title"]


@dataclass
class _Originals:
    """Articles that are no copies, found by their sampled runs; `sizes` say how many each has."""

    texts: list[Text] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    places: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, text: Text, features: Features) -> None:
        sample = features.sample()
        for run in sample:
            self.places[run].append(len(self.texts))
        self.texts.append(text)
        self.sizes.append(len(sample))

    def near(self, features: Features) -> list[Text]:
        """The few that share so many runs that they may be the original, in their order."""
        sample = features.sample()
        shared = Counter[int]()
        for run in sample:
            at = self.places.get(run, ())
            if len(at) <= _COMMON:
                shared.update(at)
        likely = [i for i, n in shared.items() if n >= 0.5 * CONTAINED * min(self.sizes[i], len(sample))]
        return [self.texts[i] for i in sorted(sorted(likely, key=lambda i: (-shared[i], i))[:_NEAR])]


def find_copies(extractions: Sequence[Extraction]) -> tuple[Copy, ...]:
    """Which articles are copies of which, by the id of the copy. Each leads to an original, which is no
    copy itself: the earliest of its kind. The order of the articles does not matter."""
    originals, found = _Originals(), []
    for text in sorted(map(Text, extractions), key=Text.order):
        features = text.features()
        scored = [(score, other) for other in originals.near(features) if (score := likeness(text, other))]
        if scored:
            score, original = max(scored, key=lambda s: s[0])  # of equals the earliest comes first
            found.append(Copy(text.document, original.document, round(score, 3)))
        else:
            originals.add(text, features)
    return tuple(sorted(found, key=lambda c: c.document))


def likeness(one: Text, other: Text) -> float:
    """The share of the shorter text's runs that the longer one holds, 0 to 1; 0 when they are no copies."""
    if _apart(one.published, other.published):
        return 0.0
    short, long = sorted((one.features(), other.features()), key=lambda f: len(f.runs))
    if len(short.runs) < SHORT:
        return float(bool(short.runs) and short == long)
    contained = len(short.runs & long.runs) / len(short.runs)
    if contained < CONTAINED or len(short.runs) < LENGTH * len(long.runs):
        return 0.0
    named = _share(short.names, long.names) >= NAMES
    return contained if named and _share(short.numbers, long.numbers) >= NUMBERS else 0.0


def _share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part & whole) / len(part) if part else 1.0


def _apart(one: str | None, other: str | None) -> bool:
    """Whether two days lie too far apart; dates without a day tell nothing."""
    try:
        days = [date.fromisoformat(told) for told in (one or "", other or "")]
    except ValueError:
        return False
    return abs((days[0] - days[1]).days) > DAYS
