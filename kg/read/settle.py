"""Lines that are neither running text nor a cue phrase: headings, list items, labels, leftovers."""

from __future__ import annotations

from kg.read.body import Verdict, Verdicts
from kg.read.core import Core
from kg.read.looks import Look
from kg.read.tail import unknown

_BYLINE = Verdict("metadata", False, "a name that stands alone")
_HEADING = Verdict("heading", True, "a heading above running text")
_UPPER = Verdict("heading", True, "a line between the title and the text")
_ITEM = Verdict("item", True, "an item of a list in the article")
_SENTENCE = Verdict("paragraph", True, "a short sentence below a paragraph")
_LABEL = Verdict("menu", False, "a label, not part of the article")
_BELOW = Verdict("teaser", False, "a headline below the article")
_RUN = Verdict("teaser", False, "several headlines that share no words with the article")
_CAPTION = Verdict("caption", False, "beside the credit of a picture")
_BUTTONS = Verdict("notice", False, "a sentence among the buttons below the text")


def settle_headings(looks: list[Look], verdicts: Verdicts, core: Core) -> None:
    """Decide what is still open: verdicts are changed in place, none is None afterwards."""
    _drop_among_buttons(looks, verdicts, core)
    _keep_short_sentences(looks, verdicts, core)
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
                verdicts[i] = _head(looks, verdicts, i, core, body)
            elif looks[i].words == 0 or _between_labels(verdicts, i):
                verdicts[i] = _LABEL
            elif _caption(looks, verdicts, i):
                verdicts[i] = _CAPTION
            elif _byline(looks, verdicts, i, body):
                verdicts[i] = _BYLINE
            else:
                verdicts[i] = (
                    _RUN if foreign and looks[i].text[-1] != "." else _ITEM if looks[i].bullet else _HEADING
                )


def _between_labels(verdicts: Verdicts, index: int) -> bool:
    """Whether what stands above and what stands below are dates, names, buttons or credits."""
    around = (verdicts[index - 1], verdicts[index + 1] if index + 1 < len(verdicts) else None)
    return all(v is not None and v.kind in ("metadata", "share", "caption", "notice") for v in around)


def _caption(looks: list[Look], verdicts: Verdicts, index: int) -> bool:
    """Whether a short sentence, which no heading is, stands beside the credit of a picture."""
    near = {v.kind for v in verdicts[max(0, index - 1) : index + 2] if v and not v.keep}
    return "caption" in near and looks[index].text[-1] == "." and looks[index].words <= 20


def _byline(looks: list[Look], verdicts: Verdicts, index: int, body: str) -> bool:
    """Whether a name that the text does not know stands where it heads no paragraph."""
    below = verdicts[index + 1] if index + 1 < len(verdicts) else None
    heads = below is not None and below.keep
    return looks[index].name and not heads and unknown(looks[index].folded, body)


def _drop_among_buttons(looks: list[Look], verdicts: Verdicts, core: Core) -> None:
    """Drop single sentences at the end that follow several buttons and share no words."""
    kept = [i for i, v in enumerate(verdicts) if v and v.kind == "paragraph"]
    for index in reversed(kept[1:]):
        each = looks[index]
        above = [v.kind for v in verdicts[max(0, index - 2) : index] if v and not v.keep]
        buttons = sum(kind in ("share", "notice", "comments") for kind in above) == 2
        if not buttons or each.sentences > 1 or each.words > 30 or core.cohesion(each, index) >= 0.12:
            return
        verdicts[index] = _BUTTONS


def _keep_short_sentences(looks: list[Look], verdicts: Verdicts, core: Core) -> None:
    """Keep sentences too short to count as running text that go on right below the last paragraph,
    also below a heading that shares words with the article, and a list that such a line announces."""
    last = max((i for i, v in enumerate(verdicts) if v and v.kind == "paragraph"), default=len(looks))
    heading = False
    for index in range(last + 1, len(looks)):
        each, verdict = looks[index], verdicts[index]
        if verdict is not None:
            if verdict.kind in ("markup", "metadata", "caption"):
                continue
            return
        if each.bullet and _listed(looks, verdicts, index, core):
            verdicts[index] = _ITEM
        elif _is_sentence(each) and (each.text[-1] != ":" or _bullet_below(looks, index)):
            verdicts[index] = _SENTENCE
            heading = False
        elif heading or each.name or core.cohesion(each) < 0.3:
            return
        else:
            heading = True


def _is_sentence(each: Look) -> bool:
    return (
        each.ends
        and not each.cut
        and not each.name
        and each.words >= 2
        and (each.verb or each.density >= 0.1)
    )


def _bullet_below(looks: list[Look], index: int) -> bool:
    return any(look.bullet for look in looks[index + 1 : index + 3])


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
    above = index - 1
    while above >= 0 and (verdict := verdicts[above]) is not None and verdict.kind == "markup":
        above -= 1
    before = verdicts[above] if above >= 0 else None
    if before is None or not before.keep or before.kind == "title":
        return False
    fits = core.cohesion(looks[index]) >= 0.2
    if before.kind == "item":
        return looks[index].bullet == looks[above].bullet or fits
    announced = looks[above].text.rstrip().endswith(":")
    return announced or (looks[index].bullet and fits and before.kind == "paragraph")


def _head(looks: list[Look], verdicts: Verdicts, index: int, core: Core, body: str) -> Verdict:
    """A line between title and text: a second headline or a lead, a name, a caption or a label."""
    each = looks[index]
    near = {v.kind for v in verdicts[max(0, index - 1) : index + 2] if v and not v.keep}
    if each.name and (unknown(each.folded, body) or near & {"metadata", "share", "caption"}):
        return _BYLINE
    if "caption" in near and not each.verb and each.words <= 12:
        return _CAPTION
    cohesion = core.cohesion(each)
    if (each.words >= 4 and (cohesion > 0 or each.verb or each.density >= 0.3)) or cohesion >= 0.5:
        return _UPPER
    return _LABEL
