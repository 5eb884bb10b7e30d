"""A sentence as one string, so that surface patterns are regular expressions.

Each item ends with a space: a name `@Company#3 ` (mention index), a quantity `&person#2 `, a date
`%at#1 `, and a word `surface|lemma|POS|mention|flag `, where `mention` is `Company#7` for a noun
phrase or pronoun that stands for something, and `flag` is T and t for the words of a title.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.annotated import Annotated
from kg.extract.tokens import Sentence, Token
from kg.extract.values import Quantity

UNSAFE = re.compile(r"[\s|@#&%]")
HYPHENS = ("-", "–", "‑")
MONEY = re.compile(r"^[A-Z]{3}$")


@dataclass(frozen=True, slots=True)
class Encoded:
    """`offsets[k]` is where item k begins in `text`; it covers the tokens `firsts[k]` to `lasts[k]`."""

    text: str
    offsets: tuple[int, ...]
    firsts: tuple[int, ...]
    lasts: tuple[int, ...]
    words: frozenset[str]

    def token(self, offset: int) -> int:
        """The first token of the item at an offset of `text`."""
        return self.firsts[bisect_right(self.offsets, offset) - 1]

    def last(self, offset: int) -> int:
        """The end (exclusive) in tokens of the item that ends before an offset of `text`."""
        return self.lasts[bisect_right(self.offsets, offset - 1) - 1]


def encode(text: Annotated, sentence: Sentence, titles: Titles) -> Encoded:
    """Encode one sentence, the words of titles flagged."""
    parts: list[str] = []
    offsets, firsts, lasts = [], [], []
    words: set[str] = set()
    flags = _title_flags(text.parsed.tokens_of(sentence), titles)
    at, i = 0, sentence.first
    while i < sentence.last:
        item, end = _special(text, i, sentence.last)
        if item is None:
            t = text.parsed.tokens[i]
            item, end = _word(text, t, flags.get(i, "-"), titles.closed), i + 1
            words.update((surface(t.text), surface(t.lemma)))
        offsets.append(at)
        firsts.append(i)
        lasts.append(end)
        parts.append(item)
        at += len(item)
        i = end
    return Encoded("".join(parts), tuple(offsets), tuple(firsts), tuple(lasts), frozenset(words))


@lru_cache(maxsize=1 << 16)
def surface(word: str) -> str:
    """A word as it stands in the encoding: lower case, straight apostrophe, no separators."""
    return UNSAFE.sub("_", word.lower().replace("’", "'"))


def _special(text: Annotated, i: int, end: int) -> tuple[str | None, int]:
    m = text.mention_at.get(i)
    if m is not None and text.mentions[m].kind == "name":
        j = i
        while j < end and text.mention_at.get(j) == m:
            j += 1
        return f"@{text.types[m]}#{m} ", j
    for sign, table in (("&", text.quantity_at), ("%", text.date_at)):
        n = table.get(i)
        if n is not None:
            j = i
            while j < end and table.get(j) == n and j not in text.mention_at:
                j += 1
            kind = _unit(text.quantities[n]) if sign == "&" else text.dates[n].role
            return f"{sign}{kind}#{n} ", max(j, i + 1)
    return None, i


def _unit(quantity: Quantity) -> str:
    """ "money", "person", "percent", else the noun that is counted."""
    unit = quantity.unit
    if MONEY.match(unit):
        return "money"
    return unit if unit in ("person", "percent") else surface(quantity.noun) or "other"


def _word(text: Annotated, t: Token, flag: str, closed: dict[str, str]) -> str:
    m = text.mention_at.get(t.i)
    mention = f"{text.types[m]}#{m}" if m is not None and text.first_token[m] == t.i else "-"
    return f"{surface(t.text)}|{surface(t.lemma)}|{_pos(t, closed)}|{mention}|{flag} "


def _pos(t: Token, closed: dict[str, str]) -> str:
    """The part of speech; the model takes some common words for names ("start-up", "Eaux et des Forêts")."""
    if t.pos not in ("PROPN", "X"):
        return t.pos
    if t.text.islower():
        return closed.get(surface(t.text), "NOUN")
    return "PUNCT" if t.text in HYPHENS else t.pos


def _title_flags(tokens: tuple[Token, ...], titles: Titles) -> dict[int, str]:
    flags: dict[int, str] = {}
    forms = [surface(t.text) for t in tokens]
    for k, t in enumerate(tokens):
        if t.i in flags or "VerbForm=Fin" in t.morph:
            continue
        for words in _beginning(forms[k], titles):
            if tuple(forms[k + 1 : k + len(words)]) == words[1:]:
                end = k + len(words)
                while end < len(tokens) and forms[end] in titles.lesser:
                    end += 1
                flags[t.i] = "T"
                flags.update((tokens[d].i, "t") for d in range(k + 1, end))
                break
    return flags


def _beginning(form: str, titles: Titles) -> list[tuple[str, ...]]:
    """The titles that begin with a word; of a compound one part is enough ("ex-ministre")."""
    found = titles.forms.get(form, [])
    if found or "-" not in form:
        return found
    first, last = form.split("-")[0], form.split("-")[-1]
    return titles.forms.get(last, []) or [w for w in titles.forms.get(first, []) if len(w) == 1]


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles by their first word, the longest first, and words that may follow ("délégué").

    `closed` gives the part of speech of the words of grammar."""

    forms: dict[str, list[tuple[str, ...]]]
    lesser: frozenset[str]
    closed: dict[str, str]


@lru_cache(maxsize=4)
def title_index(
    titles: frozenset[str], lesser: frozenset[str], closed: tuple[tuple[str, str], ...] = ()
) -> Titles:
    """What `encode` needs to flag titles."""
    index: dict[str, list[tuple[str, ...]]] = {}
    for title in titles:
        # the tokeniser splits elisions ("secrétaire d'État") into words of their own
        words = tuple(re.sub(r"(['’])", r"\1 ", surface(title).replace("_", " ")).split())
        index.setdefault(words[0], []).append(words)
        parts = tuple(p for w in words for p in re.split(r"(-)", w))
        if parts != words:  # the tokeniser splits some compounds ("médecin - cheffe")
            index.setdefault(parts[0], []).append(parts)
    for forms in index.values():
        forms.sort(key=lambda w: (-len(w), w))
    return Titles(index, frozenset(map(surface, lesser)), {surface(w): pos for w, pos in closed})
