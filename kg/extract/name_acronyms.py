"""Acronyms and what they stand for: "Société des huileries du Zou (SHZ)"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.candidates import Candidate
from kg.extract.tokens import Parsed, Sentence
from kg.lexicon.language import fold
from kg.lexicon.names import NameCues

ORGANIZATIONS = {"Company", "TradeUnion", "PublicBody", "Association", "Media", "Organization"}
BRACKETED = re.compile(r"\s*\(\s*([A-ZÀ-Þ][\w&’'-]{1,11})\s*\)")
_BOUNDARY = re.compile(r"[.;:()«»“”\"\[\]|–—]")
_LONGEST = 16  # words in the longest name that an acronym stands for


def spells(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym are the first letters of words of a name, in order.

    Small letters of an acronym ("Sytra") need only occur in order.
    """
    letters = [ch for ch in acronym if ch.isalpha()]
    if not letters:
        return False
    if sum(ch.isupper() for ch in letters) <= 1:
        rest: Iterator[str] = iter(_plain(name))
        return all(_plain(ch) in rest for ch in letters)
    initials = iter(_plain("".join(w[0] for w in re.findall(r"\w+", name))))
    return all(_plain(ch) in initials for ch in letters)


def _plain(text: str) -> str:
    return fold(text).casefold()


def acronym_pairs(parsed: Parsed, found: Sequence[Candidate], words: NameCues) -> Iterator[tuple[int, int]]:
    """Pairs of candidates (by index) of which one is in brackets right behind the other."""
    for i, (a, b) in enumerate(itertools.pairwise(found)):
        between = parsed.text[a.end : b.start]
        if re.fullmatch(r"\s*[(\[]\s*", between) and parsed.text[b.end : b.end + 2].lstrip()[:1] in ")],":
            one, other = parsed.text[a.start : a.end], parsed.text[b.start : b.end]
            if spells(other, one) or spells(one, other):
                yield i, i + 1
        elif words.beside.fullmatch(between):
            one, other = parsed.text[a.start : a.end], parsed.text[b.start : b.end]
            told = parsed.text[b.end : b.end + 1] == "," and {a.best, b.best} <= ORGANIZATIONS
            if " " not in one and " " in other and (spells(one, other) or a.best == b.best or told):
                yield i, i + 1


def defined(parsed: Parsed, found: Sequence[Candidate], words: NameCues) -> list[Candidate]:
    """The candidates with every name whole that has its acronym in brackets behind it.

    Such a name begins with a capital, and its words begin with the letters of the acronym; it takes
    the place of the pieces of it that were found, or is new.
    """
    result = list(found)
    for sentence in parsed.sentences:
        text = parsed.text[sentence.start : sentence.end]
        for bracket in BRACKETED.finditer(text) if "(" in text else ():
            acronym, end = bracket[1], sentence.start + bracket.start()
            start = _beginning(parsed, sentence, end, acronym)
            over = [c for c in result if start < c.end and c.start < end]
            if start == end or any(
                c.start < start or c.end - c.start >= end - start or c.end > end for c in over
            ):
                continue
            inside = sentence.start + bracket.start(1)
            short = next((c for c in result if c.start == inside), None)
            whole = _whole(parsed, start, end, over, short, words)
            result = [c for c in result if c not in over] + ([whole] if whole else [])
    return sorted(result, key=lambda c: c.start)


def abbreviated(parsed: Parsed, words: NameCues) -> frozenset[str]:
    """Acronyms of common nouns, which name nothing: "une entreprise de services du numérique (ESN)"."""
    found = set()
    for sentence in parsed.sentences:
        text = parsed.text[sentence.start : sentence.end]
        for bracket in BRACKETED.finditer(text) if "(" in text else ():
            end = sentence.start + bracket.start()
            nouns = [t for t in parsed.between(sentence.start, end)[-_LONGEST:] if t.text in words.generic]
            if nouns and spells(bracket[1], parsed.text[nouns[-1].start : end]):
                found.add(bracket[1])
    return frozenset(found)


def _beginning(parsed: Parsed, sentence: Sentence, end: int, acronym: str) -> int:
    """Where the name begins that ends before an acronym in brackets; `end` when nowhere."""
    tokens = parsed.between(sentence.start, end)[-_LONGEST:]
    if sum(ch.isupper() for ch in acronym) == 1 and len(acronym) <= 3:
        return end
    for k, t in enumerate(reversed(tokens)):
        if _BOUNDARY.search(t.text) or "VerbForm=Fin" in t.morph:
            break
        begins = k > 0 and t.text[:1].isupper() and _plain(t.text[0]) == _plain(acronym[0])
        if begins and spells(acronym, parsed.text[t.start : end]):
            return t.start
    return end


def _whole(
    parsed: Parsed, start: int, end: int, over: Sequence[Candidate], short: Candidate | None, words: NameCues
) -> Candidate | None:
    first = next((c for c in over if c.start == start), None)
    if first is not None:
        return replace(first, end=end)
    if short is not None:
        return replace(short, start=start, end=end)
    parts = parsed.text[start:end].split()
    heads = {" ".join(parts[:k]) for k in (1, 2, 3)}
    kinds = [c.types[0] for h in heads for c in words.by_word["first"].get(h, ())]
    return Candidate(start, end, ((kinds[0], 0.8),), "recogniser", 0.8) if kinds else None
