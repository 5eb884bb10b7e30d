"""Candidate names: what the recogniser saw, with its edges put right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.tokens import Parsed, Span, Token
from kg.lexicon.language import fold
from kg.lexicon.names import NameCues

_EDGE = " \n\t\u00a0\u202f«»\"“”„‘’'.,;:!?()[]|–—-*/"
_SHARE = re.compile(r"\s\d[\d.,]*$")
_LOWER = re.compile(r"(?:[a-zà-ÿ][a-zà-ÿ’'-]*\s+(?=.*(?:^|\s)[A-ZÀ-Þ]))*")
PROPER = {"Person", "Company", "City", "Product"}
"""Classes whose names do not begin with a common noun."""
_ACRONYM = re.compile(r"^[A-ZÀ-Þ][\w&-]*[A-ZÀ-Þ]$")


@dataclass(frozen=True)
class Candidate:
    """A stretch of text that may be a name. `classes` are probabilities; `sure` in 0–1."""

    start: int
    end: int
    classes: tuple[tuple[str, float], ...]
    source: str
    sure: float = 1.0
    votes: tuple[tuple[str, float], ...] = field(default=(), compare=False)

    @property
    def best(self) -> str:
        return self.classes[0][0]

    def overlaps(self, other: Candidate) -> bool:
        return self.start < other.end and other.start < self.end


def seen(parsed: Parsed, words: NameCues, function: frozenset[str]) -> list[Candidate]:
    """The recogniser's names with tidy edges; those of which nothing is left are gone."""
    found: list[Candidate] = []
    for span in parsed.spans:
        classes = span.classes or ((span.label, span.score),)
        for start, end in _pieces(parsed, span, words):
            start, end = tidy(parsed.text, start, end, words)
            if classes[0][0] in PROPER:
                lower = _LOWER.match(parsed.text, start, end)
                start = lower.end() if lower else start
            if end - start >= 2 and not _only_function(parsed.text[start:end], function):
                found.append(Candidate(start, end, classes, "recogniser", span.score))
    return found


def tidy(text: str, start: int, end: int, words: NameCues) -> tuple[int, int]:
    """Without quotation marks, articles, wrappers and loose small words at the edges."""
    while True:
        before = (start, end)
        start, end = _strip(text, start, end)
        opening = words.openers.match(text, start, end)
        if opening and (
            opening["article"] or text[opening.end() : end][:1].isupper() or opening[0][-1] in "'’"
        ):
            start = opening.end()
        last = text[start:end].rpartition(" ")
        if last[0] and last[2] in words.endings:
            end -= len(last[2]) + 1
        share = _SHARE.search(text[start:end])
        if share and text[end : end + 2].strip().startswith("%"):
            end = start + share.start()
        if before == (start, end):
            return start, end


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        piece = text[start:end]
        if piece.endswith(")") and "(" in piece:
            break
        if piece.endswith(".") and re.search(r"(?:^|[\s.])[A-ZÀ-Þ]\.$", piece):
            break
        if piece.endswith("!") and text[end - 2] != " ":
            break
        end -= 1
    return start, end


def _pieces(parsed: Parsed, span: Span, words: NameCues) -> Iterable[tuple[int, int]]:
    """A union's acronym and the firm where it is active are two names: "la CGT de Bordex"."""
    text = parsed.text[span.start : span.end]
    if span.label == "TradeUnion":
        for of in sorted(words.of, key=len, reverse=True):
            head, sep, rest = text.partition(f" {of}" + ("" if of.endswith("'") else " "))
            if sep and rest[:1].isupper() and _ACRONYM.match(head):
                return ((span.start, span.start + len(head)),)
        left = words_before(parsed, span.start, 1)
        first, dash, second = text.partition("-")
        if dash and first.isupper() and second.isupper() and left and left[0].text.lower() in words.joint:
            return (span.start, span.start + len(first)), (span.end - len(second), span.end)
    elif span.label == "Person":
        first, _, rest = text.partition(" ")
        if " " in rest and 1 < len(first) < 5 and first.isupper() and first.isalpha() and not rest.isupper():
            return ((span.end - len(rest), span.end),)  # "le délégué CGT Paul Amiel"
    return ((span.start, span.end),)


def _only_function(text: str, function: frozenset[str]) -> bool:
    """Whether these are small words of the language, also as a scanner may have read them."""
    plain = fold(text).lower()
    lookalike = plain.replace("1", "l").replace("0", "o")
    digits = any(c.isdigit() for c in text)
    return any(
        all(w in function for w in re.findall(r"[^\s']+'?", t))
        for t in ({plain, lookalike} if digits or text[:1].islower() or " " in text else set())
    )


def parted(text: str, found: Sequence[Candidate], words: NameCues) -> list[Candidate]:
    """Two names taken for one are two, where the article has each of them alone: "X et Y"."""
    alone = {fold(text[c.start : c.end]) for c in found}
    result: list[Candidate] = []
    for c in found:
        joints = [*words.between.finditer(text, c.start, c.end)]
        starts = [c.start, *(j.end() for j in joints)]
        pieces = [*zip(starts, [*(j.start() for j in joints), c.end], strict=True)]
        if len(pieces) > 1 and all(fold(text[a:b]) in alone for a, b in pieces):
            result += [replace(c, start=a, end=b) for a, b in pieces]
        else:
            result.append(c)
    return result


def combine(raw: Sequence[Candidate], forms: Sequence[Candidate]) -> list[Candidate]:
    """Names by form replace what the recogniser saw inside them; a longer one of it stays."""
    kept: list[Candidate] = []
    for f in sorted(forms, key=lambda f: (f.start - f.end, f.start)):
        if not any(f.overlaps(k) for k in kept):
            kept.append(f)
    loose = []
    for r in raw:
        over = [k for k in kept if k.overlaps(r)]
        same = len(over) == 1 and (r.start <= over[0].start and over[0].end <= r.end)
        if not over:
            loose.append(r)
        elif same and (r.start, r.end) != (over[0].start, over[0].end) and r.best == over[0].best:
            kept.remove(over[0])
            loose.append(r)
    return sorted(kept + loose, key=lambda c: c.start)


def without_overlaps(found: Iterable[Candidate]) -> list[Candidate]:
    """The longest of overlapping candidates, in text order."""
    kept: list[Candidate] = []
    for c in sorted(found, key=lambda c: (c.start - c.end, -c.sure, c.start)):
        if not any(c.overlaps(k) for k in kept):
            kept.append(c)
    return sorted(kept, key=lambda c: c.start)


def words_before(parsed: Parsed, start: int, count: int) -> tuple[Token, ...]:
    """Up to `count` tokens before an offset, in the same sentence, the nearest last."""
    here = parsed.between(start, start + 1)
    if not here:
        return ()
    first = parsed.sentences[here[0].sentence].first
    return parsed.tokens[max(first, here[0].i - count) : here[0].i]


def words_after(parsed: Parsed, end: int, count: int) -> tuple[Token, ...]:
    """Up to `count` tokens behind an offset, in the same sentence."""
    here = parsed.between(end - 1, end)
    if not here:
        return ()
    last = parsed.sentences[here[-1].sentence].last
    return parsed.tokens[here[-1].i + 1 : min(last, here[-1].i + 1 + count)]
