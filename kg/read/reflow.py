"""Printed lines as paragraphs: what a page repeats is taken out, broken lines and words are joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.lexicon.language import LanguageWords, fold

_EDGE = 3  # lines at the top and at the bottom of a page among which a header or footer stands
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\W*\d{1,4}(?:\W+\d{1,4})?\W*$")  # "12", "- 3 -", "2/5"
_END = re.compile(r"[.!?…:]\W*$")
_BROKEN = re.compile(r"[^\W\d_][-\u2010\u00ad\u00ac]$")
_LAST = re.compile(r"[\w'’-]*$")
_FIRST = re.compile(r"[\w'’]*")
_WORDS = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
_FULL, _LONG = 0.75, 0.9  # shares of the width of a column: such a line may run on, runs on surely

Page = Sequence[str]


def article_text(pages: Sequence[Page], words: LanguageWords) -> str:
    """The lines of printed pages as paragraphs with empty lines between them.

    What several pages have at their edges (a header, a footer) comes once, at the beginning: it may
    tell date and medium. Page numbers are left out.
    """
    repeated = repeated_lines(pages)
    head = dict.fromkeys(
        page[i].strip() for page in pages[:2] for i in _edges(page) if _shape(page[i]) in repeated
    )
    head = dict.fromkeys(line for line in head if not _counts(line))
    known = Counter(word.lower() for page in pages for line in page for word in _WORDS.findall(line))
    joiner = Joiner(known, words)
    body: list[str] = []
    for page in pages:
        lines = [line.strip() for line in _without(page, repeated)]
        parts = list(_paragraphs(lines, _width(page), joiner))
        if body and parts and (_BROKEN.search(body[-1]) or not _END.search(body[-1])):
            body[-1] = joiner.join(body[-1], parts.pop(0))
        body += parts
    return "\n\n".join([*head, *body])


def repeated_lines(pages: Sequence[Page]) -> frozenset[str]:
    """The shapes of lines that stand at the edge of two pages in five, and of two at least."""
    counts = Counter(shape for page in pages for shape in {_shape(page[i]) for i in _edges(page)})
    least = max(2, round(0.4 * len(pages)))
    return frozenset(shape for shape, count in counts.items() if shape and count >= least)


def _edges(page: Page) -> list[int]:
    """Which lines stand at the top or at the bottom."""
    lines = [number for number, line in enumerate(page) if line.strip()]
    return lines[:_EDGE] + lines[_EDGE:][-_EDGE:]


def _shape(line: str) -> str:
    return _DIGITS.sub("0", " ".join(fold(line).lower().split()))


def _counts(line: str) -> bool:
    """Whether a repeated line is about the page alone: "Page 3 sur 7"."""
    return len(re.findall(r"[^\W\d_]", line)) <= 12 and bool(_DIGITS.search(line))


def _without(page: Page, repeated: frozenset[str]) -> Iterator[str]:
    edges = set(_edges(page))
    for number, line in enumerate(page):
        framing = number in edges and (_NUMBER.match(line.strip()) or _shape(line) in repeated)
        if line.strip() and not framing:
            yield line


def _width(page: Page) -> int:
    """The length of a full line: nine lines of ten are not longer."""
    lengths = sorted(len(line.strip()) for line in page if line.strip())
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0


class Joiner:
    """Joins two lines; `known` counts the words of the whole text, by which a hyphen is understood."""

    def __init__(self, known: Counter[str], words: LanguageWords) -> None:
        self._known, self._words = known, words

    def join(self, first: str, second: str) -> str:
        """The two lines as one, the hyphen of a divided word taken out."""
        if not _BROKEN.search(first):
            return f"{first} {second}"
        return first + second if self._keeps(first, second) else first[:-1] + second

    def _keeps(self, first: str, second: str) -> bool:
        if first[-1] in "\u00ad\u00ac":
            return False
        before, after = (pattern.search(part) for pattern, part in ((_LAST, first[:-1]), (_FIRST, second)))
        left, right = (before[0] if before else "").lower(), (after[0] if after else "").lower()
        if not second[:1].islower():
            return True
        if self._known[left + right] or self._known[f"{left}-{right}"]:
            return self._known[f"{left}-{right}"] > self._known[left + right]
        return (
            "-" in left
            or fold(left) in self._words.hyphen_behind
            or fold(right) in self._words.hyphen_before
        )


def _paragraphs(lines: Sequence[str], width: int, joiner: Joiner) -> Iterator[str]:
    current = ""
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else ""
        after = lines[index + 1] if index + 1 < len(lines) else ""
        if current and _runs_on(before, line, after, width):
            current = joiner.join(current, line)
        else:
            if current:
                yield current
            current = line
    if current:
        yield current


def _runs_on(first: str, second: str, third: str, width: int) -> bool:
    """Whether the second line goes on with the paragraph of the first."""
    if _BROKEN.search(first):
        return True
    opening = second.lstrip("«([\"“' \u00a0\u202f")[:1]
    if not _END.search(first):
        return opening.islower() or (len(first) >= _FULL * width and not opening.isspace())
    heading = len(second) < 0.6 * width and not _END.search(second) and not third[:1].islower()
    return len(first) >= _LONG * width and not heading
