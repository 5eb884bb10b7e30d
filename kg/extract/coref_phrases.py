"""Noun phrases that take up something named before: "le groupe français", "la dirigeante"."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.coref_discourse import Discourse, Referent, subject_of
from kg.lexicon.anaphora import Sense, fold
from kg.lexicon.speech import split_words

# Points of evidence; calibrated by reading what was resolved in articles written for the project.
_CALLED, _PROFILE, _NAME, _COUNTRY, _PLACE = 3.0, 2.5, 2.0, 2.5, 2.0
_RECENT, _SUBJECT, _TOPIC, _OFTEN = (2.4, 2.4, 1.6, 1.0, 0.5), 0.8, 1.2, 0.15
_LOOSE_CLASS, _UNKNOWN_ADJECTIVE, _ADJECTIVE_REFERENT = -1.0, -1.5, -0.8
_ENOUGH, _MARGIN = 1.0, 0.9
_ROOT = 5  # letters that nouns of a family share: "brasseur", "brasserie"
_DATELINE = 8  # tokens: a dateline is no longer


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase of tokens first to last (inclusive, without article) that may be an anaphor.

    A complement of it is no part of these tokens: `place` is the referent of "l'entreprise de Liège", `of`
    the noun of "le géant de l'acier".
    """

    first: int
    last: int
    words: tuple[str, ...]
    senses: tuple[Sense, ...]
    adjectives: tuple[int, ...]
    demonstrative: bool
    place: int | None = None
    of: str = ""


def phrase_at(d: Discourse, i: int) -> Phrase | None:
    """The definite or demonstrative noun phrase whose article is token i, if nothing narrows it down."""
    w = d.words
    article = d.word(i)
    if article not in w.definite | w.demonstrative or i in d.at:
        return None
    start = i + 1
    if d.word(start) in w.inside and not _head(d, start):
        start += 1
    found = _head(d, start)
    if not found or any(k in d.at for k in range(start, found[0])):
        return None
    end, words, senses = found
    adjectives = []
    while (
        (t := d.token(end))
        and (t.pos == "ADJ" or end in d.adjectives)
        and not d.is_name(end)
        and t.text[0].islower()
    ):
        adjectives.append(end)
        end += 1
    behind, place, of = _complement(d, words, senses, end)
    if place is None and _gentile(d, end):
        behind, place = end + 1, d.at[end]
    phrase = Phrase(start, end - 1, words, senses, tuple(adjectives), article in w.demonstrative, place, of)
    return None if _narrowed(d, phrase, behind) else phrase


def _gentile(d: Discourse, i: int) -> bool:
    """Whether a word is the adjective of a town that the article names: "le centre lyonnais"."""
    t = d.token(i)
    return t is not None and i in d.at and t.text.islower() and d.referents[d.at[i]].group == "Place"


def _complement(
    d: Discourse, words: tuple[str, ...], senses: tuple[Sense, ...], end: int
) -> tuple[int, int | None, str]:
    """The end of a complement that describes rather than names: a town, or the trade of a "géant"."""
    if d.word(end) not in d.words.of:
        return end, None, ""
    k = end + 1
    if d.is_name(k) and d.referents[d.at[k]].group == "Place":
        place = d.at[k]
        while d.at.get(k) == place:
            k += 1
        firms = all(d.ontology.is_a(c, "Organization") for s in senses for c in s.head.classes)
        return (k, place, "") if firms and d.word(end + 1) not in d.words.article else (end, None, "")
    while d.word(k) in d.words.article:
        k += 1
    t = d.token(k)
    if words[0] in d.words.epithets and t is not None and t.pos == "NOUN" and t.text.islower():
        return k + 1, None, d.word(k)
    return end, None, ""


def _head(d: Discourse, start: int) -> tuple[int, tuple[str, ...], tuple[Sense, ...]] | None:
    """The longest known head at a token: the token behind it, its words and its readings."""
    best = None
    words: tuple[str, ...] = ()
    for k in range(start, min(start + 4, len(d.parsed.tokens))):
        words += split_words(d.parsed.tokens[k].text)
        if senses := d.words.heads.get(words):
            best = (k + 1, words, senses)
    return best


def _narrowed(d: Discourse, phrase: Phrase, end: int) -> bool:
    """Whether what follows names the thing or says which one is meant."""
    t = d.token(end)
    if t is None or end >= d.unit_of(phrase.first).last:
        return False
    if d.is_name(end) or d.word(end) in d.words.complement | d.words.relative:
        return True
    behind = d.token(end + 1)
    # The parser takes a verb at this place for a noun: an object or the end of the sentence tells.
    verb = t.pos == "NOUN" and (behind is None or behind.pos == "DET" or behind.text == ".")
    if (
        (t.pos in ("NOUN", "PROPN") and not verb)
        or (t.text[0].isupper() and t.text[0].isalpha())
        or t.text[0] in '«“"-&'
    ):
        return True
    if "VerbForm=Part" in t.morph and d.parsed.tokens[t.head].i in range(phrase.first, end):
        return True
    if t.text == "," and d.word(end + 1) in d.words.honorifics:
        return True
    if t.text in (",", "(") and d.is_name(end + 1):
        r = d.referents[d.at[end + 1]]
        return any(d.fits(r, s.head.classes) for s in phrase.senses)
    return False


def resolve(d: Discourse, phrase: Phrase) -> tuple[int, float] | None:
    """The one referent that a phrase stands for and its score, or None when it is not clear."""
    unit = d.unit_of(phrase.first)
    fronted = _fronted(d, phrase.first)
    scores: list[tuple[float, int]] = []
    shadowed = 0.0
    for r in d.referents:
        seen = r.seen
        if not seen:
            continue
        score = max((_score(d, r, s, phrase) for s in phrase.senses if _compatible(d, r, s)), default=0.0)
        if score <= 0.0:
            continue
        same = [s for s in seen if s[0] >= unit.first]
        if same and not _apart(d, same[-1][0], phrase.first):
            outer = [s for s in seen if s[0] < unit.first]
            if not (fronted and same[-1][0] < fronted):
                shadowed = max(shadowed, score)
            if not outer or not fronted:
                continue
        scores.append((score, r.index))
    scores.sort(reverse=True)
    if not scores or scores[0][0] < _ENOUGH or shadowed > scores[0][0] - _MARGIN:
        return None
    if len(scores) > 1 and scores[0][0] - scores[1][0] < _MARGIN:
        return None
    return scores[0][1], min(0.95, 0.6 + 0.06 * scores[0][0])


def _compatible(d: Discourse, r: Referent, sense: Sense) -> bool:
    if sense.gender and r.group == "Person" and r.gender and r.gender != sense.gender:
        return False
    return d.fits(r, sense.head.classes) or r.type in {
        a for c in sense.head.classes for a in d.ontology.ancestors(c)
    } & set(d.words.groups)


def _score(d: Discourse, r: Referent, sense: Sense, phrase: Phrase) -> float:
    """Recency and prominence, plus what the article said of the referent. 0: it cannot be."""
    known = _evidence(d, r, sense, phrase)
    if known is None:
        return 0.0
    if known <= 0 and sense.head.strict:
        return 0.0
    if sense.head.said and known <= 0 and (phrase.adjectives or _rivals(d, r, sense)):
        return 0.0
    seen = [s for s in r.seen if s[0] not in d.in_quote] or r.seen
    if (
        known <= 0
        and r.type not in sense.head.classes
        and not set(d.words.groups).isdisjoint(sense.head.classes)
    ):
        return 0.0
    here = d.unit_of(phrase.first).i
    last = seen[-1][0]
    distance = here - d.unit_of(last).i
    recent = _RECENT[distance] if distance < len(_RECENT) else 0.2
    subject = _SUBJECT if any(s for t, s in seen if here - d.unit_of(t).i <= 2) else 0.0
    topic = _TOPIC if d.unit_of(seen[0][0]).i <= 1 else 0.0
    loose = 0.0 if d.fits(r, sense.head.classes) else _LOOSE_CLASS
    adjective_only = _ADJECTIVE_REFERENT if all(t in d.adjectives for t, _ in seen[-2:]) else 0.0
    return max(0.01, recent + subject + topic + loose + adjective_only + known + _OFTEN * min(len(seen), 6))


def _evidence(d: Discourse, r: Referent, sense: Sense, phrase: Phrase) -> float | None:
    """What speaks for a referent besides its place; None when something excludes it."""
    points = 0.0
    if f" {' '.join(phrase.words)} " in r.called:
        points += _CALLED
    elif any(f" {p} " in r.said for p in sense.head.profile):
        points += _PROFILE
    elif _in_name(r, phrase.words[0]) or any(stem in r.folded for stem in sense.head.stems):
        points += _NAME
    if phrase.of:
        points += _PROFILE if f" {phrase.of} " in r.said else _ADJECTIVE_REFERENT
    if phrase.place is not None:
        if not _seen_with(d, r, phrase.place):
            return None
        points += _PLACE
    for i in phrase.adjectives:
        if i in d.adjectives:
            if r.countries and d.adjectives[i] not in r.countries:
                return None
            points += _COUNTRY if r.countries else -0.5
        elif _from_place(d, r, d.word(i)):
            points += _PLACE
        else:
            points += _UNKNOWN_ADJECTIVE
    return points


def _in_name(r: Referent, noun: str) -> bool:
    """Whether a name holds a noun or one of its family: "le brasseur", Brasserie X."""
    root = fold(noun)[:_ROOT]
    return len(root) > 2 and any(w.startswith(root) for w in r.folded.split())


def _seen_with(d: Discourse, r: Referent, place: int) -> bool:
    """Whether a place was named in a sentence with something, or in the dateline before."""
    here = _units(d, r)
    return any(d.unit_of(t).i in here for t, _ in d.referents[place].seen)


def _units(d: Discourse, r: Referent) -> set[int]:
    """The sentences that name a referent, and the datelines before them."""
    here = {d.unit_of(t).i for t, _ in r.seen}
    return here | {i - 1 for i in here if i and _dateline(d, i - 1)}


def _dateline(d: Discourse, unit: int) -> bool:
    u = d.units[unit]
    tokens = d.parsed.tokens[u.first : u.last]
    return len(tokens) <= _DATELINE and all(t.pos not in ("VERB", "AUX") for t in tokens)


def _from_place(d: Discourse, r: Referent, adjective: str) -> bool:
    """Whether an adjective looks like that of a place named beside the referent ("lyonnais", Lyon)."""
    here = _units(d, r)
    return any(
        p.group == "Place" and len(p.label) > 3 and p.label.casefold()[:4] == adjective[:4]
        and any(d.unit_of(t).i in here for t, _ in p.seen)
        for p in d.referents
    )  # fmt: skip


def _rivals(d: Discourse, r: Referent, sense: Sense) -> bool:
    """Whether the article has named more than one thing of these classes so far."""
    return any(o.index != r.index and o.seen and _compatible(d, o, sense) for o in d.referents)


def _apart(d: Discourse, token: int, here: int) -> bool:
    return any(d.parsed.tokens[k].text in (";", ":") for k in range(token, here))


def _fronted(d: Discourse, here: int) -> int:
    """Where a participle or noun that opens the sentence ends ("Fondée en 2000, la société"); 0 if none."""
    unit = d.unit_of(here)
    first = d.parsed.tokens[unit.first]
    if (
        first.i in d.at
        or first.pos not in ("VERB", "ADJ", "NOUN")
        or subject_of(d, unit, before=here - 1) is not None
    ):
        return 0
    return here - 1 if d.word(here - 2) == "," or d.word(here - 1) == "," else 0
