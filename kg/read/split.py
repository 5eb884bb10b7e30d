"""Pointers to other articles and credits that stand inside a paragraph become pieces of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.lexicon.language import LanguageWords, fold
from kg.read.pieces import Piece

_STOP = re.compile(r"[.!?…][»\"')\]]*[ \n]+(?=[A-ZÀ-Ý«\"])")
_CREDIT = 90  # characters: a credit at the end of a paragraph is no longer


def split_inline(found: list[Piece], text: str, words: LanguageWords) -> Iterator[Piece]:
    """The pieces, with what an "inline" cue opens split off. Nothing is lost."""
    for piece in found:
        rest = piece
        while cut := _pointer(rest, text, words):
            start, end = cut
            if before := _trim(replace(rest, end=start), text):
                yield before
            if inner := _trim(replace(rest, start=start, end=end, blank=False), text):
                yield inner
            after = _trim(replace(rest, start=end, blank=False), text)
            if after is None:
                break
            rest = after
        else:
            yield from _credit(rest, text, words)


def _trim(piece: Piece, text: str) -> Piece | None:
    raw = text[piece.start : piece.end]
    start = piece.start + len(raw) - len(raw.lstrip())
    end = piece.start + len(raw.rstrip())
    return replace(piece, start=start, end=end) if start < end else None


def _pointer(piece: Piece, text: str, words: LanguageWords) -> tuple[int, int] | None:
    """Where in a piece, not at its start, a pointer to another article stands."""
    line = fold(text[piece.start : piece.end]).replace("\n", " ")
    for cue in words.cues:
        if cue.scope != "inline":
            continue
        for match in cue.pattern.finditer(line, 1):
            before = line[: match.start()].rstrip()
            if not before or before[-1] not in ".!?…»\"')([|:":
                continue
            if before[-1] in "([" and match.start() < 2:
                continue
            start = len(before) - 1 if before[-1] in "([" else match.start()
            return piece.start + start, piece.start + _pointer_end(line, start, match.end())
    return None


def _pointer_end(line: str, start: int, cue_end: int) -> int:
    close = {"(": ")", "[": "]"}.get(line[start])
    if close and (at := line.find(close, cue_end)) >= 0:
        return at + 1
    for stop in _STOP.finditer(line, cue_end + 3):
        if len(line[stop.end() :].split()) >= 8:
            return stop.end()
    return len(line)


def _credit(piece: Piece, text: str, words: LanguageWords) -> Iterator[Piece]:
    """A paragraph, and the credit of a picture behind its last full stop, if there is one."""
    line = fold(text[piece.start : piece.end]).replace("\n", " ")
    if len(line) > 3 * _CREDIT:
        for cue in words.cues:
            found = cue.pattern.search(line, len(line) - _CREDIT) if cue.kind == "caption" else None
            if found and re.search(r"[.!?»\"] ?$", line[: found.start()]):
                at = piece.start + found.start()
                first = _trim(replace(piece, end=at), text)
                second = _trim(replace(piece, start=at, blank=False), text)
                if first and second:
                    yield first
                    yield second
                    return
    yield piece
