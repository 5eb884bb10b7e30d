"""Pronouns that stand for something named: subjects, relatives, possessives, "ce dernier"."""

from __future__ import annotations

from kg.extract.coref_clitics import object_at
from kg.extract.coref_discourse import Discourse, Referent, is_complement, subject_of
from kg.extract.coref_groups import groups_in, plural_subject, subject_group
from kg.extract.marks import Unit
from kg.lexicon.speech import split_words

_AGENTS = ("Person", "Organization")


def pronoun_at(d: Discourse, i: int) -> tuple[int, tuple[int, ...], float] | None:
    """For a pronoun that begins at token i: its last token, its referents and a score; None if unclear."""
    if i in d.in_quote or i in d.at:
        return None
    word = d.word(i).removeprefix("-t").strip("-")
    w = d.words
    if (word in w.subject_plural and (found := plural_subject(d, i, w.subject_plural[word]))) or (
        word in w.owner_plural and (found := _owners(d, i))
    ):
        return i, found, 0.75
    if found := object_at(d, i):
        return i, found, 0.7
    one = _singular(d, i, word)
    return None if one is None or one[1] is None else (one[0], (one[1],), one[2])


def _singular(d: Discourse, i: int, word: str) -> tuple[int, int | None, float] | None:
    w = d.words
    if word in w.subject:
        return i, None if _impersonal(d, i) else _subject(d, i, w.subject[word]), 0.8
    if word in w.relative or word in w.relative_of:
        return i, _relative(d, i), 0.85
    if word in w.owner:
        return i, _owner(d, i), 0.75
    phrases = (p for p in w.last if d.word(i) == p[0] and _matches(d, i, p))
    if phrase := next(phrases, None):
        return _end(d, i, phrase), _last_named(d, i, w.last[phrase]), 0.75
    ranks = (p for p in w.rank if d.word(i) == p[0] and _matches(d, i, p))
    if phrase := next(ranks, None):
        return _end(d, i, phrase), _ranked(d, i, *w.rank[phrase]), 0.75
    return None


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
    previous = d.previous(unit)
    if previous is None:
        return None
    s = subject_of(d, previous)
    return None if s is None else _if_agrees(d, s, gender, i)


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
    previous = d.previous(unit)
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
    previous = d.previous(unit)
    if previous is None:
        return _only(d, unit, i, classes)
    here = _only(d, unit, i, classes)
    if here is not None and unit.first not in d.in_quote:
        return here
    s = subject_of(d, previous)
    found = d.referent(s) if s is not None else None
    if found is not None and d.fits(d.referents[found], classes):
        return found
    return None if s is not None and _could_own(d, s, classes) else _only(d, previous, i, classes)


def _could_own(d: Discourse, token: int, classes: tuple[str, ...]) -> bool:
    """Whether a subject that stands for nothing known may own it all the same: "l'acquéreur"."""
    senses = d.words.heads.get((d.word(token),), ())
    return token not in d.at and any(d.ontology.is_a(c, *classes) for s in senses for c in s.head.classes)


def _owners(d: Discourse, i: int) -> tuple[int, ...]:
    """ "Leur filiale": the enumeration that is the subject before."""
    t = d.parsed.tokens[i]
    if t.pos != "DET":
        return ()
    unit = d.unit_of(i)
    group = subject_group(d, unit, before=i)
    previous = d.previous(unit)
    if group is None and previous is not None and subject_of(d, unit, before=i) is None:
        group = subject_group(d, previous)
    classes = d.words.owners.get(d.word(i + 1), _AGENTS)
    fits = group is not None and all(d.fits(d.referents[m], classes) for m in group.members)
    return group.members if group is not None and fits else ()


def _ranked(d: Discourse, i: int, rank: int, gender: str) -> int | None:
    """ "La première …, la seconde …": one of the two that were named together before."""
    behind = d.token(i + 2)
    if behind is None or behind.pos in ("NOUN", "ADJ", "PROPN", "NUM"):
        return None
    unit = d.unit_of(i)
    for u in filter(None, (unit, d.previous(unit))):
        pairs = [g.members for g in groups_in(d, u, i) if len(g.members) == 2]
        if pairs:
            r = d.referents[pairs[-1][rank]]
            return r.index if len(pairs) == 1 and _agrees(r, gender) else None
    return None


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
    previous = d.previous(d.unit_of(i))
    if previous is None:
        return None
    for k in range(previous.last - 1, previous.first - 1, -1):
        if k in d.at and k not in d.adjectives and k not in d.in_quote:
            r = d.referents[d.at[k]]
            if r.group in _AGENTS:
                return r.index if not r.gender or r.gender == gender else None
    return None
