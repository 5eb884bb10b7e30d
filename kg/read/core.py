"""The core of a page: its longest stretch of running text, that text's vocabulary, and its title."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from kg.lexicon.language import fold
from kg.read.looks import Look

_HEAD = 300  # pieces above the core among which the title is looked for
_GAP = 4  # lines that are no running text and still do not end a stretch of it


@dataclass(frozen=True, slots=True)
class Core:
    """`first` and `last` are indices of paragraphs; `counts` says in how many paragraphs of the core
    each stem stands; `words` is the size of the core."""

    first: int
    last: int
    counts: Counter[str]
    words: int

    def cohesion(self, look: Look, index: int | None = None) -> float:
        """The share of a piece's matter words that other paragraphs of the core hold: 0 to 1."""
        if not look.stems:
            return 0.0
        own = 1 if index is not None and self.first <= index <= self.last and look.prose else 0
        return sum(self.counts[s] > own for s in look.stems) / len(look.stems)


def is_paragraph(look: Look) -> bool:
    """Running text that no cue phrase marks as something else."""
    return look.prose and look.cue is None


def find_core(looks: list[Look]) -> Core | None:
    """The stretch of paragraphs with the most words; None when there is no paragraph."""
    stretches: list[list[int]] = [[]]
    gap = 0
    for index, each in enumerate(looks):
        if each.cue and each.cue.scope == "section":
            stretches.append([])
        elif is_paragraph(each):
            if gap > _GAP:
                stretches.append([])
            stretches[-1].append(index)
            gap = 0
        elif each.cue is None and not each.piece.markup and not each.bullet:
            gap += 1
    place = max(range(len(stretches)), key=lambda n: sum(_weight(looks[i]) for i in stretches[n]))
    best = stretches[place]
    for earlier in reversed(stretches[:place]):
        if earlier and not _same_story(looks, earlier, _core(looks, best)):
            break
        best = earlier + best
    while len(best) > 2 and _teaser(looks, best, 0):
        best = best[1:]
    while len(best) > 2 and _teaser(looks, best, -1):
        best = best[:-1]
    if not best:
        return None
    return _core(looks, best)


def _core(looks: list[Look], indices: list[int]) -> Core:
    counts = Counter(stem for i in indices for stem in looks[i].stems)
    return Core(indices[0], indices[-1], counts, sum(looks[i].words for i in indices))


def _same_story(looks: list[Look], earlier: list[int], core: Core) -> bool:
    """Whether paragraphs above a long list or a box speak of what the core speaks of."""
    return sum(core.cohesion(looks[i]) for i in earlier) >= 0.2 * len(earlier)


def _weight(each: Look) -> float:
    return each.words if each.words >= 25 or each.sentences > 1 else each.words / 2


def _teaser(looks: list[Look], indices: list[int], end: int) -> bool:
    """Whether the paragraph at one end is one sentence under a headline and shares no words."""
    index = indices[end]
    each, core = looks[index], _core(looks, indices)
    above = looks[index - 1] if index else None
    return (
        each.sentences <= 1
        and each.words <= 40
        and core.cohesion(each, index) < 0.1
        and above is not None
        and above.headline
        and core.cohesion(above) < 0.1
    )


def find_title(looks: list[Look], core: Core, given: str | None) -> int | None:
    """The index of the title: the one that the metadata name, or the headline above the core that
    shares most words with it, or the nearest; None when the text has none."""
    if given:
        same = [i for i, each in enumerate(looks[: core.last]) if _same(each.text, given)]
        above = [i for i in same if i < core.first]
        if same:
            return above[-1] if above else same[0]
    candidates = [i for i in range(max(0, core.first - _HEAD), core.first) if _candidate(looks, i)]
    if not candidates:
        return None
    scores = {i: _score(looks, i, core) for i in candidates}
    best = max(candidates, key=lambda i: (scores[i], i))
    for index in reversed(candidates[: candidates.index(best)]):
        between = [e for e in looks[index + 1 : best] if e.cue is None and not e.piece.markup]
        if len(between) <= 1 and core.cohesion(looks[index]) >= 0.5 and looks[index].words >= 4:
            best = index
    return best


def _same(text: str, title: str) -> bool:
    left, right = (re.sub(r"\W+", "", fold(t).lower()) for t in (text, title))
    return bool(left) and (left == right or (len(left) > 20 and left in right))


def _candidate(looks: list[Look], index: int) -> bool:
    each = looks[index]
    crowd = sum(
        o.cue is None for o in looks[max(0, index - 8) : index + 9] if o.piece.cells == each.piece.cells
    )
    alone = each.piece.cells <= 2 or crowd <= 2
    return each.headline and not each.cut and not each.piece.markup and alone and each.words >= 2


def _score(looks: list[Look], index: int, core: Core) -> float:
    each = looks[index]
    between = sum(e.cue is None and not e.piece.markup for e in looks[index + 1 : core.first])
    score = core.cohesion(each) - 0.06 * min(between, 10)
    score += 0.5 if each.piece.heading else 0.0
    score += 0.15 if each.words >= 4 else 0.0
    score += 0.1 if each.verb or each.density > 0 else 0.0
    return score - (0.3 if each.name else 0.0)
