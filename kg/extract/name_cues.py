"""What the words around a candidate say about its class."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extract.candidates import Candidate, words_after, words_before
from kg.extract.tokens import Parsed, Token
from kg.lexicon.demonyms import Demonyms
from kg.lexicon.names import Cue, NameCues

_LONGEST = 4  # words in the longest cue
_QUOTES = {"«", "»", '"', "“", "”", "'", "‘", "’"}


def fired(parsed: Parsed, c: Candidate, words: NameCues, places: Demonyms) -> set[Cue]:
    """The cues that hold for a candidate."""
    left, right = words_before(parsed, c.start, 14), words_after(parsed, c.end, 8)
    name = parsed.text[c.start : c.end]
    table = words.by_word
    found: set[Cue] = set()

    def hear(where: str, phrases: Iterable[str]) -> None:
        known = table[where]
        for p in phrases:
            found.update(known.get(p, ()))

    hear("before", _apposed(left, words, places))
    hear("of", _governed(left, words, places))
    hear("after", _behind(right, words))
    hear("title", _titles(left))
    hear("verb", _verbs(right, words))
    parts = name.split(" ")
    hear("first", {" ".join(parts[:k]) for k in (1, 2, 3)})
    hear("last", parts[-1:] if len(parts) > 1 else ())
    comma = _after_comma(left, words)
    found.update(cue for p in comma for cue in table["before"].get(p, ()) if cue.comma)
    if _nation(left, words, places):
        found.update(cue for cue in words.cues if cue.where == "nation")
    return found


def _titles(left: Sequence[Token]) -> tuple[str, ...]:
    """The word right before the name, with the point of its abbreviation; and the last two words."""
    if not left:
        return ()
    last = left[-1].text.replace("’", "'")
    if len(left) == 1:
        return (last,)
    return (left[-2].text + ".",) if last == "." else (last, f"{_low(left[-2])} {last}")


def _nation(left: Sequence[Token], words: NameCues, places: Demonyms) -> bool:
    """Whether the name follows a noun of nationality: "le suédois X"."""
    return (
        len(left) > 1
        and left[-1].text in places.national
        and (_low(left[-2]) in words.articles or left[-2].pos == "DET")
    )


def _after_comma(left: Sequence[Token], words: NameCues) -> set[str]:
    """The noun with its article before a comma: "le logiciel, X"."""
    i = _skip_back(left, words)
    nearby = left[max(0, i - 6) : i - 2]
    if i > 2 and left[i - 1].text == "," and any(_low(t) in words.articles for t in nearby):
        return _phrases(left, i - 1)
    return set()


def _phrases(tokens: Sequence[Token], end: int) -> set[str]:
    """The word groups that end with the token at `end` (exclusive), as written and in small letters."""
    found = set()
    text, begin = "", -1
    for t in reversed(tokens[max(0, end - _LONGEST) : end]):
        text = t.text + (" " if begin > t.end else "") + text
        begin = t.start
        plain = text.replace("’", "'")
        found.add(plain)
        found.add(plain.lower())
    return found


def _skip_back(left: Sequence[Token], words: NameCues) -> int:
    """The number of tokens left when quotes, a comma before a name and "baptisé" are passed over."""
    end = len(left)
    while end and (left[end - 1].text in _QUOTES or left[end - 1].text.lower() in words.naming):
        end -= 1
    return end


def _apposed(left: Sequence[Token], words: NameCues, places: Demonyms) -> set[str]:
    """The nouns that stand right before the name, or before what narrows them down:
    "le papetier suédois X", "le fabricant espagnol de panneaux X", "le logiciel, X"."""
    i = _skip_back(left, words)
    found: set[str] = set()
    for _ in range(3):
        if not i or not (left[i - 1].pos in {"NOUN", "PROPN", "ADJ", "X"} or _narrows(left[i - 1], places)):
            break
        while i > 1 and _narrows(left[i - 1], places):
            found |= _phrases(left, i)
            i -= 1
        found |= _phrases(left, i)
        i -= 1
        while i and _low(left[i - 1]) in words.articles - words.of:
            i -= 1
        if not i or _low(left[i - 1]) not in words.of:
            break
        i -= 1
    return found


def _low(t: Token) -> str:
    return t.text.lower().replace("’", "'")


def _narrows(t: Token, places: Demonyms) -> bool:
    return t.pos == "ADJ" or t.text.lower() in places.adjectives


def _governed(left: Sequence[Token], words: NameCues, places: Demonyms) -> set[str]:
    """The nouns that the name depends on by "de": "la filiale belge de X"; behind a complement of their
    own only with the word before them: "son usine de pneus de X"."""
    i = _skip_back(left, words)
    while i and _low(left[i - 1]) in words.articles - words.of:
        i -= 1
    if not i or _low(left[i - 1]) not in words.of:
        return set()
    i -= 1
    found = _phrases(left, i)
    while i and _narrows(left[i - 1], places):
        i -= 1
        found |= _phrases(left, i)
    if i > 2 and left[i - 1].pos == "NOUN" and _low(left[i - 2]) in words.of:  # "son usine de pneus de X"
        found |= {p for p in _phrases(left, i - 2) if " " in p}
    return found


def _behind(right: Sequence[Token], words: NameCues) -> set[str]:
    """The words behind the name and a comma: "X, une start-up de"."""
    if not right or right[0].text not in {",", "("}:
        return set()
    k = 1
    while k < len(right) and (_low(right[k]) in words.articles or right[k].pos == "ADV"):
        k += 1
    if (
        k > 1
        and k < len(right)
        and _low(right[k - 1]) not in words.indefinite
        and _told_before(right[k:], words)
    ):
        return set()
    if k > 1 and _names_another(right, k):
        return set()
    starts = range(k, min(k + 2, len(right)))  # "X, autre filiale de"
    ends = {(j, j + size) for j in starts for size in range(1, _LONGEST + 1) if j + size <= len(right)}
    return {p for j, e in ends if j == k or right[k].pos == "ADJ" for p in _phrases(right[j:e], e - j)
            if len(p) >= right[e - 1].end - right[j].start}  # fmt: skip


def _names_another(right: Sequence[Token], k: int) -> bool:
    """Whether the noun behind a comma has a name of its own: "X, le délégué Luc Roux"."""
    while k < len(right) and right[k].text.islower() and right[k].pos in {"NOUN", "ADJ"}:
        k += 1
    named = k < len(right) and right[k].text[:1].isupper() and right[k].pos == "PROPN"
    return named and right[k - 1].pos in {"NOUN", "ADJ"}


def _told_before(tokens: Sequence[Token], words: NameCues) -> bool:
    """Whether a definite noun stands for what was named earlier: "l'entreprise compte"."""
    texts = _phrases(tokens[:2], min(2, len(tokens))) | _phrases(tokens[:1], 1)
    narrowed = len(tokens) > 1 and (_low(tokens[1]) in words.of or tokens[1].pos == "ADJ")
    return not narrowed and not texts.isdisjoint(words.generic)


def _verbs(right: Sequence[Token], words: NameCues) -> tuple[str, ...]:
    """Lemma and form of a verb right behind the name (past an auxiliary or "ne")."""
    for t in right[:3]:
        if t.pos == "VERB":
            return t.lemma, t.text
        if t.pos not in {"AUX", "ADV"} and _low(t) not in words.clitics:
            return (t.text,) if t is right[0] else ()
    return ()
