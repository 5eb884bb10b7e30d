"""Pointers to other articles and credits that stand inside a paragraph become pieces of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kg.lexicon.language import LanguageWords, fold
from kg.read.pieces import Piece

_STOP = re.compile(r"[.!?…][»\"')\]]*[ \n]+(?=[A-ZÀ-Ý«\"](?:\S*\s+){7}\S)")
_CREDIT = 90  # characters: a credit at the end of a paragraph is no longer


def split_inline(found: list[Piece], text: str, words: LanguageWords) -> Iterator[Piece]:
    """The pieces, with what an "inline" cue opens split off. Nothing is lost."""
    for piece in found:
        line = fold(text[piece.start : piece.end]).replace("\n", " ")
        cuts = _pointers(line, words)
        if not cuts:
            yield from _credit(piece, line, text, words)
            continue
        edges = [0, *(edge for cut in cuts for edge in cut), len(line)]
        for start, end in pairwise(edges):
            part = replace(
                piece, start=piece.start + start, end=piece.start + end, blank=piece.blank and not start
            )
            if trimmed := _trim(part, text):
                yield trimmed


def _trim(piece: Piece, text: str) -> Piece | None:
    raw = text[piece.start : piece.end]
    start = piece.start + len(raw) - len(raw.lstrip())
    end = piece.start + len(raw.rstrip())
    return replace(piece, start=start, end=end) if start < end else None


def _pointers(line: str, words: LanguageWords) -> list[tuple[int, int]]:
    """Where in a line pointers to other articles stand; they do not overlap."""
    starts = sorted(
        (at, match.end())
        for cue in words.cues
        if cue.scope == "inline"
        for match in cue.pattern.finditer(line)
        if (at := _opening(line, match.start())) is not None
    )
    found: list[tuple[int, int]] = []
    for start, end in starts:
        if not found or start >= found[-1][1]:
            found.append((start, _end(line, start, end)))
    return found


def _opening(line: str, at: int) -> int | None:
    """Where a pointer begins whose cue phrase stands at `at`; None when it is part of a sentence."""
    back = at
    while back and line[back - 1] == " ":
        back -= 1
    if not back:
        return 0
    if line[back - 1] not in ".!?…»\"')([|:":
        return None
    return back - 1 if line[back - 1] in "([" else at


def _end(line: str, start: int, cue_end: int) -> int:
    close = {"(": ")", "[": "]"}.get(line[start])
    if close and (at := line.find(close, cue_end, cue_end + 300)) >= 0:
        return at + 1
    stop = _STOP.search(line, cue_end + 3, cue_end + 400)
    return stop.end() if stop else len(line)


def _credit(piece: Piece, line: str, text: str, words: LanguageWords) -> Iterator[Piece]:
    """A paragraph, and the credit of a picture behind its last full stop, if there is one."""
    tail = max(0, len(line) - _CREDIT)
    cues = [cue for cue in words.cues if cue.kind == "caption"] if tail > 2 * _CREDIT else []
    for cue in cues:
        found = cue.pattern.search(line, tail)
        if found and re.search(r"[.!?»\"] ?$", line[tail : found.start()]):
            at = piece.start + found.start()
            first = _trim(replace(piece, end=at), text)
            second = _trim(replace(piece, start=at, blank=False), text)
            if first and second:
                yield first
                yield second
                return
    yield piece
