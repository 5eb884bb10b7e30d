"""Where quotation marks open and close, and where sentences really end."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from kg.extract.tokens import Parsed, Sentence, Token

_FINAL = (".", "!", "?", "…")
_CLOSING = frozenset('»”"’)]›')
_LONGEST = 3000


@dataclass(frozen=True, slots=True)
class Quoted:
    """Characters between two quotation marks: the marks at `start` and `end`, the words inside.

    A quotation that its paragraph does not close ends with the paragraph (`closed` is False).
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Unit(Sentence):
    """A sentence as a reader sees it: its quotations do not end it."""


def find_quoted(parsed: Parsed, marks: tuple[tuple[str, str], ...]) -> tuple[Quoted, ...]:
    """The outermost quoted stretches of each block, in text order.

    Another pair of marks inside a quotation belongs to it; so does the same pair, if it is closed.
    """
    found: list[Quoted] = []
    for start, end, _ in blocks(parsed):
        found += _in_block(parsed.text, start, end, marks)
    return tuple(found)


def blocks(parsed: Parsed) -> list[tuple[int, int, int]]:
    """Start and end offset and number of each parsed block."""
    out = []
    for number, group in groupby(parsed.sentences, key=lambda s: s.block):
        part = list(group)
        out.append((part[0].start, part[-1].end, number))
    return out


def _in_block(text: str, start: int, end: int, marks: tuple[tuple[str, str], ...]) -> list[Quoted]:
    pairs = dict(marks)
    found: list[Quoted] = []
    at = start
    while at < end:
        mark = text[at]
        if mark not in pairs or not _opens(text, at, pairs[mark], start):
            at += 1
            continue
        close = _closing(text, at, end, mark, pairs[mark])
        if close is None:
            stop = _unclosed(text, at, end, mark)
            found.append(_quoted(text, at, stop, stop, closed=False))
            at = stop
        else:
            found.append(_quoted(text, at, close, close + 1))
            at = close + 1
    return found


def _opens(text: str, at: int, closing: str, start: int) -> bool:
    if text[at] != closing:
        return True
    return at == start or text[at - 1].isspace() or text[at - 1] in "([-–—'’"


def _closing(text: str, at: int, end: int, opening: str, closing: str) -> int | None:
    depth = 1
    for k in range(at + 1, min(end, at + _LONGEST)):
        if opening != closing and text[k] == opening:
            depth += 1
        elif text[k] == closing:
            depth -= 1
            if depth == 0:
                return k
    if depth == 1 or opening == closing:
        return None
    # An inner mark was opened and not closed: take the last closing mark before the next opening.
    nearest = text.find(closing, at, end)
    return nearest if 0 <= nearest < text.find(opening, at + 1) else None


def _unclosed(text: str, at: int, end: int, opening: str) -> int:
    """Where a quotation without closing mark ends: before the sentence of the next, or with the block."""
    following = text.find(opening, at + 1, end)
    if following < 0:
        return end
    return max((text.rfind(f + " ", at, following) + 1 for f in _FINAL), default=0) or following


def _quoted(text: str, start: int, inner_end: int, end: int, closed: bool = True) -> Quoted:
    inner = text[start + 1 : inner_end]
    lead = len(inner) - len(inner.lstrip())
    trail = len(inner) - len(inner.rstrip())
    return Quoted(start, end, start + 1 + lead, max(inner_end - trail, start + 1 + lead), closed)


def find_units(parsed: Parsed, quoted: tuple[Quoted, ...]) -> tuple[Unit, ...]:
    """The sentences of the article by punctuation; a quotation is never cut.

    The parser's own sentences break around names that it does not know, so they are not used.
    """
    inside = _inside(parsed, quoted)
    ends_quote = {q.end for q in quoted}
    units: list[Unit] = []
    first = 0
    for t in parsed.tokens:
        following = parsed.tokens[t.i + 1] if t.i + 1 < len(parsed.tokens) else None
        if following is None or _breaks(parsed, t, following, inside, ends_quote):
            head = parsed.tokens[first]
            block = parsed.sentences[head.sentence].block
            units.append(Unit(len(units), first, t.i + 1, head.start, t.end, block))
            first = t.i + 1
    return tuple(units)


def _inside(parsed: Parsed, quoted: tuple[Quoted, ...]) -> frozenset[int]:
    """Tokens after which a break would cut a quotation."""
    return frozenset(t.i for q in quoted for t in parsed.between(q.start, q.end) if t.end < q.end)


def _breaks(parsed: Parsed, t: Token, following: Token, inside: frozenset[int], ends: set[int]) -> bool:
    if parsed.sentences[t.sentence].block != parsed.sentences[following.sentence].block:
        return True
    if t.i in inside or not (
        following.text[0].isupper() or following.text[0] in '«“"„—–' or following.text[0].isdigit()
    ):
        return False
    last = t
    while last.text in _CLOSING and last.i and parsed.tokens[last.i - 1].end >= last.start - 1:
        last = parsed.tokens[last.i - 1]
    if last is not t and t.end not in ends and t.text not in ")]":
        return False
    return last.text[-1] in _FINAL and (len(last.text) == 1 or last.text[0] in _FINAL or len(last.text) > 4)
