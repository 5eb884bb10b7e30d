"""What is said about the author below an article."""

from __future__ import annotations

import re

from kg.lexicon.language import LanguageWords, fold
from kg.read.body import Verdict, Verdicts
from kg.read.looks import Look
from kg.read.metadata import find

_BIOGRAPHY = Verdict("biography", False, "about the author, below the text")
_SPEECH = re.compile(r"[«“\"][^»”\"]{60,}[»”\"]")
_REACH = 4  # paragraphs from the end that may be about the author
_MOST = 90  # words of such a paragraph


def settle_tail(looks: list[Look], verdicts: Verdicts, given: tuple[str, ...], words: LanguageWords) -> None:
    """Drop what is said about the author below the text: verdicts are changed in place.

    Either a bare name that the article does not know stands above the last paragraphs, or the last
    paragraph opens with the name of the author or with what authors' biographies say.
    """
    kept = [i for i, v in enumerate(verdicts) if v and v.kind == "paragraph"]
    authors = {*given, *_authors(looks, verdicts, words)}
    for position in range(len(kept) - 1, max(0, len(kept) - 1 - _REACH), -1):
        name = _name_above(looks, verdicts, kept[position], words)
        if name is not None and _signs(looks, verdicts, kept, position, name):
            for i in range(name, len(looks)):
                verdict = verdicts[i]
                if verdict is None or verdict.kind == "paragraph":
                    verdicts[i] = _BIOGRAPHY
            return
    if len(kept) > 1 and _is_biography(looks, kept, authors, words):
        verdicts[kept[-1]] = _BIOGRAPHY


def _signs(looks: list[Look], verdicts: Verdicts, kept: list[int], position: int, name: int) -> bool:
    """Whether the bare name is an author's: unknown to the text, little text below, and no other
    names that head paragraphs in the same way, as in an article that presents several persons."""
    body = " ".join(looks[i].folded for i in kept[:position])
    others = range(kept[0], kept[-1])
    return (
        (unknown(looks[name].folded, body) or looks[name].cue is not None)
        and sum(looks[i].words for i in kept[position:]) <= min(2 * _MOST, len(body.split()))
        and not any(
            verdicts[i] is None and looks[i].name and looks[i].folded != looks[name].folded for i in others
        )
    )


def _name_above(looks: list[Look], verdicts: Verdicts, index: int, words: LanguageWords) -> int | None:
    """The first line with a bare name, or an author's, right above a paragraph."""
    found = None
    for i in range(index - 1, max(-1, index - 5), -1):
        verdict = verdicts[i]
        bare = verdict is None and looks[i].name and looks[i].words <= 5
        if bare or _author_of(looks[i], verdict, words):
            found = i
        elif verdict is not None and verdict.keep:
            break
    return found


def unknown(name: str, body: str) -> bool:
    """Whether the last word of a name stands nowhere in a (folded) text."""
    last = name.split()[-1]
    return re.search(rf"(?<!\w){re.escape(last)}(?!\w)", body, re.IGNORECASE) is None


def _author_of(each: Look, verdict: Verdict | None, words: LanguageWords) -> str | None:
    """The author that a line of metadata names."""
    if verdict is None or verdict.kind != "metadata":
        return None
    found = (find(p, each.text, words).get("author") for p in words.metadata if p.where == "page")
    return next((name for name in found if name), None)


def _authors(looks: list[Look], verdicts: Verdicts, words: LanguageWords) -> set[str]:
    found = (_author_of(e, v, words) for e, v in zip(looks, verdicts, strict=True))
    return {name for name in found if name}


def _is_biography(looks: list[Look], kept: list[int], authors: set[str], words: LanguageWords) -> bool:
    """Whether the last paragraph opens with the author's name or, about somebody who stands
    nowhere else in the text, says what authors' biographies say."""
    each = looks[kept[-1]]
    if each.words > _MOST or _SPEECH.search(each.text):
        return False
    if any(each.folded.lower().startswith(fold(name).lower()) for name in authors):
        return True
    body = " ".join(looks[i].folded for i in kept[:-1])
    opening = re.match(r"(?:[A-Z][\w.'-]*,? ){2,4}", each.folded)
    if opening and not unknown(opening[0].strip(" ,"), body):
        return False
    return any(c.scope == "tail" and c.pattern.match(each.folded[:120]) for c in words.cues)
