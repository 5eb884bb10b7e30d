"""Where the article ends: biographies below it, and which headlines between its parts are its own."""

from __future__ import annotations

import re

from kg.lexicon.language import LanguageWords, fold
from kg.read.body import Verdict
from kg.read.core import Core
from kg.read.looks import Look
from kg.read.metadata import find

_BIOGRAPHY = Verdict("biography", False, "about the author, below the text")
_BYLINE = Verdict("metadata", False, "a name that stands alone and not in the text")
_HEADING = Verdict("heading", True, "a heading above running text")
_ITEM = Verdict("item", True, "an item of a list in the article")
_LABEL = Verdict("menu", False, "a label, not part of the article")
_BELOW = Verdict("teaser", False, "a headline below the article")
_RUN = Verdict("teaser", False, "several headlines that share no words with the article")
_REACH = 4  # paragraphs from the end that may be about the author
_MOST = 90  # words of such a paragraph

Verdicts = list[Verdict | None]


def settle_tail(looks: list[Look], verdicts: Verdicts, given: tuple[str, ...], words: LanguageWords) -> None:
    """Drop what is said about the author below the text: verdicts are changed in place."""
    kept = [i for i, v in enumerate(verdicts) if v and v.kind == "paragraph"]
    authors = {*given, *_authors(looks, verdicts, words)}
    for position in range(len(kept) - 1, max(0, len(kept) - 1 - _REACH), -1):
        index = kept[position]
        name = _name_above(looks, verdicts, index)
        body = " ".join(looks[i].folded for i in kept[:position])
        if (
            name is not None
            and _unknown(looks[name].folded, body)
            and _rest(looks, kept[position:]) <= 2 * _MOST
        ):
            for i in range(name, len(looks)):
                verdict = verdicts[i]
                if verdict is None or verdict.kind == "paragraph":
                    verdicts[i] = _BIOGRAPHY
            _names_before(looks, verdicts, name)
            return
    if len(kept) > 1 and _is_biography(looks, kept, authors, words):
        verdicts[kept[-1]] = _BIOGRAPHY


def _rest(looks: list[Look], indices: list[int]) -> int:
    return sum(looks[i].words for i in indices)


def _name_above(looks: list[Look], verdicts: Verdicts, index: int) -> int | None:
    """The line with a bare name right above a paragraph."""
    for i in range(index - 1, max(-1, index - 4), -1):
        if verdicts[i] is None and looks[i].name and looks[i].words <= 5:
            return i
        if verdicts[i] is not None and verdicts[i].keep:  # type: ignore[union-attr]
            return None
    return None


def _names_before(looks: list[Look], verdicts: Verdicts, index: int) -> None:
    while index and looks[index - 1].folded == looks[index].folded:
        index -= 1
        verdicts[index] = _BIOGRAPHY


def _unknown(name: str, body: str) -> bool:
    """Whether the last word of a name stands nowhere in the text."""
    last = name.split()[-1]
    return re.search(rf"\b{re.escape(last)}\b", body, re.IGNORECASE) is None


def _authors(looks: list[Look], verdicts: Verdicts, words: LanguageWords) -> set[str]:
    lines = [e.text for e, v in zip(looks, verdicts, strict=True) if v and v.kind == "metadata"]
    found = (find(p, line, words).get("author") for p in words.metadata for line in lines)
    return {name for name in found if name}


def _is_biography(looks: list[Look], kept: list[int], authors: set[str], words: LanguageWords) -> bool:
    """Whether the last paragraph opens with the author's name or, about somebody who stands
    nowhere else in the text, says what authors' biographies say."""
    each = looks[kept[-1]]
    if each.words > _MOST:
        return False
    if any(each.folded.lower().startswith(fold(name).lower()) for name in authors):
        return True
    body = " ".join(looks[i].folded for i in kept[:-1])
    opening = re.match(r"(?:[A-Z][\w.'-]*,? ){2,4}", each.folded)
    if re.search(r"[«»“”\"]", each.text) or (opening and not _unknown(opening[0].strip(" ,"), body)):
        return False
    cues = [c for c in words.cues if c.scope == "tail"]
    first = each.folded[:120]
    return any(c.pattern.match(first) for c in cues)


def settle_headings(looks: list[Look], verdicts: Verdicts, core: Core, title: int | None) -> None:
    """Decide the lines that are neither running text nor cue: verdicts are changed in place."""
    kept = [i for i, v in enumerate(verdicts) if v and v.kind == "paragraph"]
    first, last = (kept[0], kept[-1]) if kept else (len(looks), -1)
    body = " ".join(looks[i].folded for i in kept)
    for run in _runs(verdicts):
        foreign = len(run) >= 3 and sum(core.cohesion(looks[i]) for i in run) / len(run) < 0.12
        for i in run:
            if _listed(looks, verdicts, i, core):
                verdicts[i] = _ITEM
            elif i > last:
                verdicts[i] = _BYLINE if looks[i].name else _BELOW
            elif i < first:
                verdicts[i] = _head(looks[i], core, body)
            else:
                verdicts[i] = _RUN if foreign else _HEADING


def _runs(verdicts: Verdicts) -> list[list[int]]:
    """Open lines in groups: those with nothing kept between them."""
    runs: list[list[int]] = [[]]
    for index, verdict in enumerate(verdicts):
        if verdict is None:
            runs[-1].append(index)
        elif verdict.keep and runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _listed(looks: list[Look], verdicts: Verdicts, index: int, core: Core) -> bool:
    """Whether a line is an item of a list that a paragraph announces with a colon."""
    above = next((i for i in range(index - 1, -1, -1) if verdicts[i] and verdicts[i].keep), None)  # type: ignore[union-attr]
    if above is None or any(
        v is not None and not v.keep and v.kind != "markup" for v in verdicts[above + 1 : index]
    ):
        return False
    before = verdicts[above]
    announced = looks[above].text.rstrip().endswith(":")
    if before is not None and before.kind == "item":
        return looks[index].bullet == looks[above].bullet or core.cohesion(looks[index]) >= 0.2
    return announced or (looks[index].bullet and before is not None and before.kind == "paragraph"
                         and core.cohesion(looks[index]) >= 0.2)  # fmt: skip


def _head(each: Look, core: Core, body: str) -> Verdict:
    """A line between title and text: a second headline or a lead, a name, or a label."""
    if each.name and _unknown(each.folded, body):
        return _BYLINE
    cohesion = core.cohesion(each)
    if (each.words >= 4 and (cohesion > 0 or each.verb or each.density >= 0.3)) or cohesion >= 0.5:
        return Verdict("heading", True, "a line between the title and the text")
    return _LABEL
