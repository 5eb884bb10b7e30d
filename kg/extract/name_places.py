"""Countries, and the adjectives that stand for countries and towns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.candidates import Candidate, words_after
from kg.extract.tokens import Parsed, Token
from kg.lexicon.demonyms import Demonyms, fold
from kg.lexicon.names import NameCues

NOUNS = {"NOUN", "PROPN", "X"}
_LONGEST = 3  # words in the name of a country behind the name of a firm
_SHORTEST = 3  # letters that an adjective must share with its town


def towns_of_sites(text: str, found: Sequence[Candidate], words: NameCues) -> frozenset[str]:
    """Names, folded, with which the name of a site ends: "scierie de Redon", "port de Redon" tell that
    Redon is a place. Not so behind nouns that firms have too: "usine de Veltrane"."""
    firms = {w for cue in words.cues if cue.where == "of" and "Company" in cue.types for w in cue.words}
    opening = sorted(words.of, key=len, reverse=True)
    towns = set()
    for c in found:
        noun, _, rest = text[c.start : c.end].partition(" ")
        of = next((o for o in opening if rest.startswith(o if o.endswith("'") else f"{o} ")), None)
        if c.best == "Site" and of and noun.lower() not in firms:
            towns.add(fold(rest[len(of) :]))
    return frozenset(towns)


def adjectives(
    parsed: Parsed, taken: Sequence[Candidate], places: Demonyms
) -> Iterator[tuple[Token, str, str]]:
    """Adjectives and nouns of nationality outside of names: token, class, name of the place."""
    busy = [(c.start, c.end) for c in taken]
    for t in parsed.tokens:
        place = places.adjectives.get(t.text.lower())
        if place is None or any(s < t.end and t.start < e for s, e in busy):
            continue
        if place in places.regions and place not in places.shown:
            continue
        if not _language(parsed, t, places) and _said_of_something(parsed, t):
            yield t, "Region" if place in places.regions else "Country", place


def _language(parsed: Parsed, t: Token, places: Demonyms) -> bool:
    """Whether the word is a language: "en français", "la langue française", "parler l'arabe"."""
    before = [x.text.lower().replace("’", "'") for x in parsed.tokens[max(0, t.i - 2) : t.i]]
    if before and before[-1] in places.language_before:
        return True
    if len(before) == 2 and before[0] in places.language_before and before[1] in places.language_articles:
        return True
    return parsed.tokens[t.head].text.lower() in places.language_nouns or (
        bool(before) and before[-1] in places.language_nouns
    )


def _said_of_something(parsed: Parsed, t: Token) -> bool:
    """An adjective beside a noun, or "le norvégien" right before a name; not "les Français"."""
    beside = parsed.tokens[t.i - 1 : t.i] if t.i else ()
    behind = parsed.tokens[t.i + 1 : t.i + 2]
    noun_before = any(b.pos in NOUNS | {"ADJ"} for b in beside)
    if t.text[:1].isupper() and not noun_before:
        return any(b.text[:1].isupper() for b in behind) and any(b.pos == "DET" for b in beside)
    return noun_before or t.pos == "ADJ" or any(b.text[:1].isupper() or b.pos in NOUNS for b in behind)


def town_adjectives(
    parsed: Parsed, taken: Sequence[Candidate], towns: Iterable[str], places: Demonyms
) -> Iterator[tuple[Token, str]]:
    """Adjectives of towns that the article names: "montois" where it speaks of Mons."""
    names = sorted({t for t in towns if " " not in t and len(t) >= _SHORTEST})
    busy = [(c.start, c.end) for c in taken]
    folded = [(name, fold(name).replace(" ", "")) for name in names]
    for t in parsed.tokens:
        low = t.text.lower()
        if not low.endswith(places.endings) or low in places.adjectives or not t.text.islower():
            continue
        if t.pos != "ADJ" and not (t.i and parsed.tokens[t.i - 1].pos in NOUNS):
            continue
        forms = {fold(low), fold(low.removesuffix("s"))}
        town = next(
            (name for name, plain in folded if any(_derived(f, plain, places.endings) for f in forms)), None
        )
        if town and not any(s < t.end and t.start < e for s, e in busy):
            yield t, town


def with_country(parsed: Parsed, found: Sequence[Candidate], places: Demonyms) -> list[Candidate]:
    """The candidates, those of firms longer where a country follows: "Orbal Togo" is one name."""
    result: list[Candidate] = []
    for c in found:
        if result and c.start < result[-1].end:
            continue
        end = _country_end(parsed, c, places) if c.best == "Company" else c.end
        result.append(c if end == c.end else replace(c, end=end, source="recogniser"))
    return result


def _country_end(parsed: Parsed, c: Candidate, places: Demonyms) -> int:
    """Where a country ends that stands right behind a name, else where the name ends."""
    behind = words_after(parsed, c.end, _LONGEST)
    for count in range(len(behind), 0, -1):
        start, end = behind[0].start, behind[count - 1].end
        text = parsed.text[start:end]
        if start == c.end + 1 and text[:1].isupper() and text != text.upper() and places.country(text):
            return end
    return c.end


def _derived(word: str, town: str, endings: tuple[str, ...]) -> bool:
    """Whether an adjective is formed from the name of a town: "liegeois" and "liege"."""
    for ending in endings:
        plain = fold(ending)
        if not word.endswith(plain):
            continue
        stem = word.removesuffix(plain)
        shared = _common(stem, town)
        if shared >= max(_SHORTEST, len(town) - 2) and len(stem) - shared <= 1 and len(stem) >= _SHORTEST:
            return True
    return False


def _common(one: str, other: str) -> int:
    """The number of letters with which both begin."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
