"""The state of a reading from left to right: what has been named, how it was described, who is subject."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.coref_names import group_of, honorific_gender
from kg.extract.marks import Quoted, Unit
from kg.extract.tokens import Parsed, Token
from kg.lexicon.anaphora import Anaphora, fold
from kg.lexicon.speech import split_words
from kg.model import Mention
from kg.ontology import Ontology

_CLOSERS = frozenset(",.:;»«()")
_STOPS = '.!?»”"'
_REACH = 9  # tokens of a description around a name


@dataclass
class Referent:
    """Something named in the article. `called` holds the words up to the first complement of what it was
    called, `said` all words of its appositions (both between spaces), `seen` its places so far: (token,
    whether as subject)."""

    index: int
    type: str
    group: str
    label: str
    folded: str
    called: str = " "
    said: str = " "
    countries: set[str] = field(default_factory=set)
    gender: str = ""
    seen: list[tuple[int, bool]] = field(default_factory=list)


@dataclass
class Discourse:
    """`at` maps a token to the referent that a mention on it stands for; `described` the nouns of
    appositions ("le groupe X": the token of "groupe"), `groups` a plural ("ils") to all that it means."""

    parsed: Parsed
    units: tuple[Unit, ...]
    quoted: tuple[Quoted, ...]
    words: Anaphora
    ontology: Ontology
    referents: list[Referent]
    at: dict[int, int] = field(default_factory=dict)
    described: dict[int, int] = field(default_factory=dict)
    groups: dict[int, tuple[int, ...]] = field(default_factory=dict)
    adjectives: dict[int, str] = field(default_factory=dict)
    in_quote: frozenset[int] = frozenset()
    starts: list[int] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)

    def unit_of(self, token: int) -> Unit:
        return self.units[bisect_right(self.starts, token) - 1]

    def previous(self, unit: Unit) -> Unit | None:
        """The sentence before, also of the paragraph before; not a headline, which ends without a stop."""
        before = self.units[unit.i - 1] if unit.i else None
        if before is None or before.block == unit.block:
            return before
        return before if self.parsed.tokens[before.last - 1].text[-1] in _STOPS else None

    def token(self, i: int) -> Token | None:
        return self.parsed.tokens[i] if 0 <= i < len(self.parsed.tokens) else None

    def word(self, i: int) -> str:
        """A token in small letters, without the apostrophe of an elision."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def is_name(self, i: int) -> bool:
        return i in self.at and i not in self.adjectives

    def referent(self, i: int) -> int | None:
        """What the noun phrase around a token stands for, if it is known."""
        return self.at.get(i, self.described.get(i))

    def fits(self, referent: Referent, classes: Sequence[str]) -> bool:
        return self.ontology.is_a(referent.type, *classes)

    def see(self, referent: int, token: int) -> None:
        self.referents[referent].seen.append((token, self.is_subject(token)))

    def is_subject(self, token: int) -> bool:
        return subject_of(self, self.unit_of(token), before=token + 1) == token


def discourse(
    parsed: Parsed,
    units: tuple[Unit, ...],
    quoted: tuple[Quoted, ...],
    parts: Sequence[tuple[str, str, Sequence[Mention]]],
    words: Anaphora,
    ontology: Ontology,
) -> Discourse:
    """A discourse with its referents; `parts` gives class, label and names of each."""
    referents = [
        Referent(i, type_, group_of(type_, words, ontology), label, fold(label))
        for i, (type_, label, names) in enumerate(parts)
    ]
    d = Discourse(parsed, units, quoted, words, ontology, referents)
    d.starts = [u.first for u in units]
    d.lower = [t.text.casefold().rstrip("’'") for t in parsed.tokens]
    d.in_quote = frozenset(t.i for q in quoted for t in parsed.between(q.start, q.end))
    for r, (_, _, names) in zip(referents, parts, strict=True):
        for m in names:
            for t in parsed.between(m.start, m.end):
                d.at[t.i] = r.index
                if m.type == "Country" and m.text[:1].islower():
                    d.adjectives[t.i] = m.name
    for r, (_, _, names) in zip(referents, parts, strict=True):
        for m in names:
            _describe(d, r, m)
    return d


def _describe(d: Discourse, r: Referent, m: Mention) -> None:
    tokens = d.parsed.between(m.start, m.end)
    if not tokens or tokens[0].i in d.adjectives:
        return
    first, last = tokens[0].i, tokens[-1].i
    unit = d.unit_of(first)
    if d.word(first - 1) in d.words.of and first - 2 >= unit.first:
        r.said += f"{d.word(first - 2)} "
    _note(d, r, _before(d, r, first, unit))
    _note(d, r, _behind(d, last, unit))
    gender = honorific_gender(d.parsed.text, m, d.words) if r.group == "Person" else ""
    if not gender and r.group != "Person":
        gender = d.words.gender.get(d.word(first - 1), "")
    r.gender = r.gender or gender


def _before(d: Discourse, r: Referent, first: int, unit: Unit) -> range:
    """The noun phrase right before a name, from behind its article: "le [groupe d'emballage] X".

    A person's may hold a complement with an article of its own: "la [présidente de la banque], X".
    """
    person = r.group == "Person"
    if d.word(first - 1) in d.words.of:
        senses = d.words.heads.get((d.word(first - 2),), ())
        if r.group != "Place" or not any(d.fits(r, s.head.classes) for s in senses):
            return range(0)
    end = i = first - 1 if person and d.word(first - 1) == "," else first
    while i > max(unit.first, first - _REACH):
        i -= 1
        t, word = d.parsed.tokens[i], d.word(i)
        complement = d.words.complement
        if word in d.words.article and not (person and (word in complement or d.word(i - 1) in complement)):
            return range(i + 1, end)
        if i in d.in_quote or (d.is_name(i) and not person):
            break
        if (
            t.pos not in ("NOUN", "ADJ", "PROPN", "ADV", "VERB", "DET", "X")
            and word not in complement
            and word != "-"
        ):
            break
    return range(0)


def _behind(d: Discourse, last: int, unit: Unit) -> range:
    """The apposition behind a name and a comma: "X, [directrice générale de Y],"."""
    if d.word(last + 1) != ",":
        return range(0)
    start = last + 2
    if d.word(start) in d.words.definite | d.words.indefinite:
        start += 1
    t = d.token(start)
    if t is None or t.pos not in ("NOUN", "ADJ") or d.is_name(start) or start >= unit.last:
        return range(0)
    end = start
    while end < min(unit.last, start + _REACH):
        t = d.parsed.tokens[end]
        if t.text in _CLOSERS or d.word(end) in d.words.relative:
            break
        absolute = t.dep == "cop" or t.pos == "AUX"  # "le reste du capital étant …"
        if t.pos in ("VERB", "AUX") and ("VerbForm=Fin" in t.morph or absolute):
            return range(0)  # the subject of a clause, not an apposition
        end += 1
    return range(start, end)


def _note(d: Discourse, r: Referent, span: range) -> None:
    """Keep the words of a description; its nouns up to the first complement are what r is called."""
    if not span:
        return
    own = True
    for i in span:
        t = d.parsed.tokens[i]
        if d.word(i) in d.words.of and i != span.start:
            own = False
        words = " ".join(split_words(t.text))
        r.said += f"{words} " if words else ""
        if own and i in d.adjectives:
            r.countries.add(d.adjectives[i])
        if own and not d.is_name(i):
            r.called += f"{words} " if words else ""
            if i not in d.at:
                d.described[i] = r.index
    head = span.start
    senses = d.words.heads.get(split_words(d.parsed.tokens[head].text), ())
    genders = {s.gender for s in senses if d.ontology.is_a(r.type, *s.head.classes)}
    article = d.words.gender.get(d.word(head - 1), "")
    morph = (
        "f"
        if "Gender=Fem" in d.parsed.tokens[head].morph
        else "m"
        if "Gender=Masc" in d.parsed.tokens[head].morph
        else ""
    )
    sure = article or (genders.pop() if len(genders) == 1 else "") or (morph if r.group == "Person" else "")
    r.gender = r.gender or sure


def subject_of(d: Discourse, unit: Unit, before: int | None = None) -> int | None:
    """The token of the last main subject of a unit (before a token), by parse, else by position.

    Behind a quotation that opens the unit, the first referent outside of it is taken: the speaker.
    """
    end = unit.last if before is None else min(before, unit.last)
    found = None
    for i in range(unit.first, end):
        t = d.parsed.tokens[i]
        if not t.dep.startswith("nsubj") or i in d.in_quote or is_complement(d, i, unit):
            continue
        unread = t.pos == "PRON" and i not in d.at and d.word(i) not in d.words.subject
        if unread or d.parsed.tokens[t.head].dep in ("acl:relcl", "acl"):
            continue
        if before is None and found is not None:
            if t.head == d.parsed.tokens[found].head and d.referent(found) is None and i in d.at:
                found = i  # of two subjects of one verb the name
            break
        found = i
    if found is not None:
        return found
    for i in range(unit.first, end):
        if i not in d.in_quote and d.referent(i) is not None and i not in d.adjectives:
            opens = i - unit.first <= 3 or unit.first in d.in_quote
            return i if opens and not is_complement(d, i, unit) else None
    return None


def is_complement(d: Discourse, i: int, unit: Unit) -> bool:
    """Whether the name at a token is governed by a preposition: "la filiale d'X", "créée par X"."""
    if i not in d.at and i not in d.described:
        return False
    while i > unit.first and i in d.at and d.at.get(i - 1) == d.at.get(i):
        i -= 1
    while i > unit.first and (
        i - 1 in d.described or i - 1 in d.adjectives or d.word(i - 1) in d.words.article
    ):
        i -= 1
        if d.word(i) in d.words.governing:
            return True
    return d.word(i - 1) in d.words.governing and i > unit.first
