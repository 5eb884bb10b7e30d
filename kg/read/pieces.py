"""A text as pieces: paragraphs joined across hard-wrapped lines, headlines run together taken apart."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from kg.lexicon.language import LanguageWords, fold

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_GAP = re.compile(r"(?<=\S)[^\S\n\r]{2,}(?=\S)")
_HYPHEN = re.compile(r"[^\W\d_][-\u2010\u00ad\u00ac]$")
_MARK = re.compile(r"#{1,6}[ \t]+(?=\S)|(?:[-*_=~] ?){3,}$|>[ \t]+(?=\S)|={3,}$")
_BULLET = re.compile(r"[-–—•*·▪●◦‣✓➤►][ \t\u00a0]+(?=\S)")
_END = re.compile(r"[.!?…:;»”\")\]]$")
_WORD = re.compile(r"[^\W\d_]+'?")
_WIDE = 140  # characters: a longer line is a paragraph of its own, not part of a column


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is kept or dropped as a whole.

    `blank`: an empty line stands before it. `cells`: how many pieces share its line. `markup`: it is
    no words but a mark such as Markdown's "##" or a bullet; `heading`, `bullet`: what mark stands
    before it.
    """

    start: int
    end: int
    blank: bool = False
    cells: int = 1
    markup: bool = False
    heading: bool = False
    bullet: bool = False


def pieces(text: str, words: LanguageWords, front: int = 0) -> list[Piece]:
    """The pieces of a text after `front`, in order; together they hold every non-blank character."""
    found: list[Piece] = []
    for run in _runs(text, front):
        lines = _joined(run, text, words)
        for line in lines:
            found += _split(line, text, words)
    return found


def _runs(text: str, front: int) -> list[list[Piece]]:
    """Lines without the space around them, in groups that empty lines separate."""
    runs: list[list[Piece]] = []
    last = front
    for match in _LINE.finditer(text, front):
        stripped = match[0].strip()
        if not stripped:
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        between = text[last:start].replace("\r\n", "\n")
        blank = len(_LINE.sub("", between)) > 1 or not runs
        piece = Piece(start, start + len(stripped), blank)
        if blank:
            runs.append([])
        runs[-1].append(piece)
        last = match.end()
    return runs


def _joined(run: list[Piece], text: str, words: LanguageWords) -> list[Piece]:
    """One piece for the lines of one paragraph where a text was broken into lines of one width."""
    if len(run) == 1:
        return run
    lengths = [p.end - p.start for p in run]
    width = max(lengths)
    inner = [
        _continues(text[a.start : a.end], text[b.start : b.end], words) for a, b in itertools.pairwise(run)
    ]
    column = width <= _WIDE and len(run) > 2 and sum(inner) >= 0.4 * len(inner)
    found = [run[0]]
    for before, piece, runs_on in zip(run, run[1:], inner, strict=False):
        length = before.end - before.start
        full = column and length >= 0.8 * width and not _MARK.match(text[piece.start : piece.end])
        if (runs_on and (column or length >= 40 or _HYPHEN.search(text[before.start : before.end]))) or full:
            found[-1] = replace(found[-1], end=piece.end)
        else:
            found.append(piece)
    return found


def _continues(first: str, second: str, words: LanguageWords) -> bool:
    """Whether the second line goes on with the sentence of the first."""
    if _END.search(first):
        return False
    opening = second.lstrip("«([\"“' \u00a0\u202f")[:1]
    if opening.islower():
        return True
    last = _WORD.findall(fold(first[-25:]).lower())
    return bool(last) and first[-1].isalpha() and len(first) >= 25 and last[-1] in words.function


def _split(piece: Piece, text: str, words: LanguageWords) -> list[Piece]:
    """A line taken apart at marks of markup and where wide gaps separate what stands side by side."""
    line = text[piece.start : piece.end]
    found: list[Piece] = []
    heading = bullet = False
    if mark := _MARK.match(line) or _BULLET.match(line):
        end = piece.start + len(mark[0].rstrip())
        found.append(Piece(piece.start, end, piece.blank, markup=True))
        heading, bullet = mark[0].startswith("#"), mark.re is _BULLET
        piece = replace(piece, start=piece.start + mark.end(), blank=False if heading else piece.blank)
        line = text[piece.start : piece.end]
        if not line:
            return found
    cuts = [] if "\n" in line else [m for m in _GAP.finditer(line) if _separates(line, m, words)]
    starts = [0, *(m.end() for m in cuts)]
    ends = [*(m.start() for m in cuts), len(line)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        blank = piece.blank and number == 0
        found.append(
            Piece(piece.start + start, piece.start + end, blank, len(starts), False, heading, bullet)
        )
    return found


def _separates(line: str, gap: re.Match[str], words: LanguageWords) -> bool:
    """A gap separates unless it is typing in running text: two spaces after a full stop, or
    justified print."""
    before, width = line[max(0, gap.start() - 25) : gap.start()], gap.end() - gap.start()
    typed = width == 2 and before[-1] in ".!?…,;:»" and gap.start() > 60
    if width < 4 and (line[gap.end()].islower() or typed):
        return False
    tail = _WORD.findall(fold(before).lower())
    return width > 6 or not (tail and tail[-1] in words.function and before[-1].isalpha())
