"""From the title downwards: paragraphs are kept, cue phrases and what they head are dropped.

Headlines between paragraphs are left open here (None); `settle` decides them when it is known where
the article ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.lexicon.language import Cue, fold
from kg.read.core import Core, is_paragraph
from kg.read.looks import Look


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a piece is, whether it is kept, and why, in words for the user."""

    kind: str
    keep: bool
    reason: str


Verdicts = list[Verdict | None]

_MARKUP = Verdict("markup", False, "a mark of the markup")
_MENU = Verdict("menu", False, "labels or headlines side by side")
_ABOVE = Verdict("menu", False, "stands above the title")
_BEFORE = Verdict("teaser", False, "text about something else, above the title")
_PARAGRAPH = Verdict("paragraph", True, "running text")
_REPEATED = Verdict("repeated", False, "stands in the article already")
_TEASER = Verdict("teaser", False, "ends in dots, and shares no words with the article")


def walk(looks: list[Look], core: Core, title: int | None) -> Verdicts:
    """Verdicts of all pieces; None for headlines below the title, which are not decided yet."""
    start = title if title is not None else core.first
    verdicts: Verdicts = [_above(each, core, i) for i, each in enumerate(looks[:start])]
    walker = _Walker(looks, core, title)
    for index in range(start, len(looks)):
        verdicts.append(walker.step(index))
    return verdicts


def _above(each: Look, core: Core, index: int) -> Verdict:
    if each.piece.markup:
        return _MARKUP
    if each.cue:
        return Verdict(each.cue.kind, False, each.cue.reason)
    return _BEFORE if each.prose or each.cut else _ABOVE


class _Walker:
    """Goes down the page; knows what was said already and in what list, if any, it stands."""

    def __init__(self, looks: list[Look], core: Core, title: int | None) -> None:
        self._looks, self._core, self._title = looks, core, title
        self._seen: set[str] = set()
        self._said = ""
        self._list: Cue | None = None
        self._light = False  # the list is the one headline that "read also" announces
        self._taken = 0
        self._words = 0

    def step(self, index: int) -> Verdict | None:
        each = self._looks[index]
        if each.piece.markup:
            return _MARKUP
        key = re.sub(r"\W+", "", each.folded).lower()
        if index == self._title:
            self._seen.add(key)
            return Verdict("title", True, "the headline that fits the text below it")
        if each.cue:
            return self._cue(each, index)
        if self._list is not None and not self._ends_list(each, index):
            self._taken += 1
            return Verdict(self._list.kind, False, f"in a list: {self._list.reason}")
        if each.menu:
            return _MENU
        if key and (key in self._seen or (len(key) > 30 and not each.prose and key in self._said)):
            return _REPEATED
        return self._text(each, index, key)

    def _text(self, each: Look, index: int, key: str) -> Verdict | None:
        if each.cut and (not each.prose or each.words <= 40) and self._core.cohesion(each, index) < 0.25:
            return _TEASER if each.words >= 5 else None
        if not is_paragraph(each) or (each.asks and not each.density):
            return None
        self._seen.add(key)
        self._said += key
        self._words += each.words
        return _PARAGRAPH

    def _cue(self, each: Look, index: int) -> Verdict:
        cue = each.cue
        assert cue is not None
        verdict = Verdict(cue.kind, False, cue.reason)
        if cue.scope == "section":
            if cue.kind in ("comments", "biography") and self._words < 0.5 * self._core.words:
                return Verdict("share", False, "a button or label above the text")
            if self._list is None or self._list.kind != "comments":
                self._list, self._light, self._taken = cue, False, 0
        elif cue.scope == "inline" and self._list is None and _bare(each, cue):
            self._list, self._light, self._taken = cue, True, 0
        return verdict

    def _ends_list(self, each: Look, index: int) -> bool:
        """Whether the article goes on here, below a list of other things; ends the list if so."""
        assert self._list is not None
        if self._list.kind == "comments":
            return False
        if self._light:
            ends = is_paragraph(each) or (self._taken > 0 and each.piece.blank)
        else:
            ends = is_paragraph(each) and self._resumes(each, index)
        if ends:
            self._list = None
        return ends

    def _resumes(self, each: Look, index: int) -> bool:
        cohesion = self._core.cohesion(each, index)
        if self._list and self._list.kind == "biography":
            return each.words >= 45 and cohesion >= 0.25
        if each.words >= 45:
            return cohesion >= 0.1 or index <= self._core.last
        below = self._looks[index + 1] if index + 1 < len(self._looks) else None
        lonely = each.sentences <= 1 and (below is None or not is_paragraph(below))
        return each.words >= 18 and cohesion >= 0.25 and (not lonely or cohesion >= 0.4)


def _bare(each: Look, cue: Cue) -> bool:
    """Whether the line is the cue phrase and nothing else."""
    found = cue.pattern.match(fold(each.text)) or cue.pattern.search(each.folded)
    return bool(found) and len(re.sub(r"\W", "", each.folded[found.end() :] if found else "")) < 3
