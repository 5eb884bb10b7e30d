"""Pronouns that stand for something named: subjects, relatives, possessives, "ce dernier"."""

from __future__ import annotations

from kg.extract.coref_discourse import Discourse, Referent, is_complement, subject_of
from kg.extract.marks import Unit
from kg.lexicon.speech import split_words

_AGENTS = ("Person", "Organization")


def pronoun_at(d: Discourse, i: int) -> tuple[int, int, float] | None:
    """For a pronoun that begins at token i: its last token, its referent and a score; None if unclear."""
    if i in d.in_quote or i in d.at:
        return None
    word = d.word(i).removeprefix("-t").strip("-")
    w = d.words
    found: int | None = None
    last, score = i, 0.8
    if word in w.subject and not _impersonal(d, i):
        found = _subject(d, i, w.subject[word])
    elif word in w.relative:
        found, score = _relative(d, i), 0.85
    elif word in w.owner:
        found, score = _owner(d, i), 0.75
    elif phrase := next((p for p in w.last if d.word(i) == p[0] and _matches(d, i, p)), None):
        last = _end(d, i, phrase)
        found, score = _last_named(d, i, w.last[phrase]), 0.75
    return None if found is None else (last, found, score)


def _matches(d: Discourse, i: int, phrase: tuple[str, ...]) -> bool:
    return _end(d, i, phrase) >= i


def _end(d: Discourse, i: int, phrase: tuple[str, ...]) -> int:
    words: tuple[str, ...] = ()
    k = i
    while (t := d.token(k)) and len(words) < len(phrase):
        words += split_words(t.text)
        k += 1
    return k - 1 if words == phrase else i - 1


def _impersonal(d: Discourse, i: int) -> bool:
    words: tuple[str, ...] = ()
    for k in range(i + 1, min(i + 6, len(d.parsed.tokens))):
        words += split_words(d.parsed.tokens[k].text)
    return any(words[: len(p)] == p for p in d.words.impersonal)


def _agrees(r: Referent, gender: str) -> bool:
    return r.group in (*_AGENTS, "Site", "Law", "Programme", "Product") and (
        not r.gender or r.gender == gender
    )


def _subject(d: Discourse, i: int, gender: str) -> int | None:
    """A subject pronoun continues the subject before it; none when another noun could be meant."""
    unit = d.unit_of(i)
    if d.word(i - 1) == "," and d.is_name(i - 2) and d.word(i + 1) == ",":
        return d.at[i - 2]
    if d.parsed.tokens[i].text.startswith("-"):
        return _inverted(d, i, unit, gender)
    fronted = d.parsed.tokens[unit.first].pos in ("VERB", "ADJ") and unit.first not in d.at
    if not fronted and i > unit.first + 1 and (s := subject_of(d, unit, before=i)) is not None:
        return _if_agrees(d, s, gender, i)
    previous = _previous(d, unit)
    if previous is None:
        return None
    s = subject_of(d, previous)
    return None if s is None else _if_agrees(d, s, gender, i)


def _previous(d: Discourse, unit: Unit) -> Unit | None:
    before = d.units[unit.i - 1] if unit.i else None
    return before if before and before.block == unit.block else None


def _if_agrees(d: Discourse, token: int, gender: str, here: int) -> int | None:
    found = d.referent(token)
    if found is None or not _agrees(d.referents[found], gender):
        return None
    r = d.referents[found]
    if r.group == "Person" and not r.gender:
        r.gender = gender
    return found


def _inverted(d: Discourse, i: int, unit: Unit, gender: str) -> int | None:
    """ "…, résume-t-il": the person of the sentence before the quotation, else of the nearest sentence."""
    people = [r for r in d.referents if r.group == "Person" and (not r.gender or r.gender == gender)]
    for k in range(unit.i, max(unit.i - 4, -1), -1):
        u = d.units[k]
        here = {
            r.index
            for r in people
            for t, _ in r.seen
            if u.first <= t < min(i, u.last) and t not in d.in_quote
        }
        if len(here) == 1:
            return here.pop()
        if here:
            s = subject_of(d, u)
            found = d.referent(s) if s is not None else None
            return found if found in here else None
    previous = _previous(d, unit)
    s = subject_of(d, previous) if previous else None
    return _if_agrees(d, s, gender, i) if s is not None else None


def _relative(d: Discourse, i: int) -> int | None:
    """ "X, qui …": the noun that the clause hangs on, by parse; a name right before it when they agree."""
    verb = d.parsed.tokens[d.parsed.tokens[i].head]
    plural = "Number=Plur" in verb.morph
    hung = d.referent(verb.head) if verb.dep.startswith("acl") and verb.head < i else None
    near = i - 2 if d.word(i - 1) == "," else i - 1
    if near in d.adjectives:
        near -= 1
    found = d.referent(near) if near >= 0 else None
    if plural or found is None or near in d.described:
        return None if plural else hung
    if d.word(near - 1) in d.words.of and near - 2 in d.described:
        return d.described[near - 2]
    governed = is_complement(d, near, d.unit_of(i))
    if d.referents[found].group == "Place":
        return found if hung == found and not governed else None
    return found if hung == found or not governed else None


def _owner(d: Discourse, i: int) -> int | None:
    """ "son contrat": the subject before it, or the one thing around that can own what follows."""
    unit = d.unit_of(i)
    noun = i + 1
    while d.word(noun) in d.words.inside:
        noun += 1
    classes = d.words.owners.get(d.word(noun), _AGENTS)
    apposed = d.at.get(i - 2) if d.word(i - 1) == "," else None
    found = _owner_of(d, i, unit, classes)
    return None if found == apposed else found


def _owner_of(d: Discourse, i: int, unit: Unit, classes: tuple[str, ...]) -> int | None:
    for k in range(i - 1, unit.first - 1, -1):
        if d.word(k) == ",":
            break
        if d.word(k) in d.words.relative and k in d.at:
            return d.at[k] if d.fits(d.referents[d.at[k]], classes) else None
    opening = all(k in d.in_quote or not _subject_before(d, unit, i, k) for k in range(unit.first, i))
    if not opening:
        s = subject_of(d, unit, before=i)
        found = d.referent(s) if s is not None else None
        if found is not None:
            return found if d.fits(d.referents[found], classes) else None
        complement = s is not None and d.word(s + 1) in d.words.of and d.word(s) not in d.words.owners
        return _only(d, unit, i, classes) if complement else None
    previous = _previous(d, unit)
    if previous is None:
        return _only(d, unit, i, classes)
    here = _only(d, unit, i, classes)
    if here is not None and unit.first not in d.in_quote:
        return here
    s = subject_of(d, previous)
    found = d.referent(s) if s is not None else None
    if found is not None and d.fits(d.referents[found], classes):
        return found
    return _only(d, previous, i, classes)


def _subject_before(d: Discourse, unit: Unit, here: int, k: int) -> bool:
    return d.parsed.tokens[k].dep.startswith("nsubj") and k < here


def _only(d: Discourse, unit: Unit, before: int, classes: tuple[str, ...]) -> int | None:
    """The one referent of these classes in a unit before a token, outside of quotations."""
    here = {
        r for k in range(unit.first, min(before, unit.last))
        if k not in d.in_quote and k not in d.adjectives
        and (r := d.at.get(k)) is not None and d.fits(d.referents[r], classes)
    }  # fmt: skip
    return here.pop() if len(here) == 1 else None


def _last_named(d: Discourse, i: int, gender: str) -> int | None:
    """ "Ce dernier": what was named last in the sentence before, if it is a person or an organisation."""
    previous = _previous(d, d.unit_of(i))
    if previous is None:
        return None
    for k in range(previous.last - 1, previous.first - 1, -1):
        if k in d.at and k not in d.adjectives and k not in d.in_quote:
            r = d.referents[d.at[k]]
            if r.group in _AGENTS:
                return r.index if not r.gender or r.gender == gender else None
    return None
