"""Whether two names of two articles stand for the same thing: pure functions, each with its reasons.

A likeness of spelling alone never decides: it would join a kingdom with a united kingdom, a group
with its subsidiary, and one king with the next. Names are compared word by word; likeness only
says which of the failed pairs are near enough to be written down.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from kg.lexicon.identity import Identity
from kg.model import Verdict
from kg.ontology import Ontology
from kg.resolve.names import Name, NameReader, squeeze

NEAR = 85.0  # rapidfuzz's WRatio (0 to 100) from which the rest of two numbered names is the same
ALIKE = 75.0  # its ratio (0 to 100) from which two names that differ are worth a record


@dataclass(frozen=True, slots=True)
class Profile:
    """All chains that have the same names: what is compared. `names` begins with the label.

    `alone`: stands for a thing of its article only ("le rapport"); `documents` are their ids.
    """

    key: tuple[str, ...]
    group: str
    type: str
    names: tuple[Name, ...]
    documents: frozenset[str]
    alone: bool

    @property
    def label(self) -> Name:
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`score` is the likelihood, from 0 to 1, that both are the same; no verdict: nothing in common."""

    verdict: Verdict | None
    score: float
    reasons: tuple[str, ...] = ()


NOTHING = Comparison(None, 0.0)


@dataclass(frozen=True)
class Comparer:
    """Compares profiles under one ontology, in the words of one language."""

    ontology: Ontology
    identity: Identity
    reader: NameReader

    def compare(self, left: Profile, right: Profile) -> Comparison:
        """Judge two profiles; the order of the two does not matter."""
        if right.key < left.key:
            left, right = right, left
        if not left.label.tokens or not right.label.tokens:
            return NOTHING
        same_name = left.label.tokens == right.label.tokens
        if left.group != right.group:
            reason = f"same name, but {left.group} and {right.group}"
            return Comparison("different", 0.0, (reason,)) if same_name else NOTHING
        if left.alone or right.alone:
            return NOTHING
        if left.group == "Person":
            return self._people(left, right)
        if self._types_part(left, right):
            return self._homonyms(left, right)
        return self._names(left, right)

    def _types_part(self, left: Profile, right: Profile) -> bool:
        """Whether the classes alone keep the two apart (the city and the region of one name)."""
        if not self.ontology.is_a(left.type, *self.identity.types_apart):
            return False
        related = self.ontology.is_a(left.type, right.type) or self.ontology.is_a(right.type, left.type)
        return not related

    def _homonyms(self, left: Profile, right: Profile) -> Comparison:
        shared = {n.tokens for n in left.names} & {n.tokens for n in right.names}
        if not shared:
            return NOTHING
        return Comparison("different", 0.0, (f"same name, but {left.type} and {right.type}",))

    def _names(self, left: Profile, right: Profile) -> Comparison:
        a, b = left.label, right.label
        if (found := _numbers_part(a, b)) is not None:
            return found
        if a.squashed == b.squashed:
            return _same_label(left, right)
        return _by_alias(left, right) or self._by_words(left, right)

    def _by_words(self, left: Profile, right: Profile) -> Comparison:
        """Labels that are not equal, and that no article gives as names of one thing."""
        a, b = left.label, right.label
        if a.stems == b.stems and (len(a.core) > 1 or left.group in self.identity.common_nouns):
            return Comparison("same", 0.88, (f"same name but for the number: {a.text!r}, {b.text!r}",))
        if _spells(a, b) or _spells(b, a):
            return Comparison("unsure", 0.7, (f"the initials of one: {a.text!r}, {b.text!r}",))
        shared = set(a.core) & set(b.core)
        if shared and (shared == set(a.core) or shared == set(b.core)):
            return Comparison("unsure", 0.5, (f"one name holds the other: {a.text!r}, {b.text!r}",))
        if fuzz.ratio(a.squashed, b.squashed) >= 90:
            return Comparison("unsure", 0.6, (f"nearly the same letters: {a.text!r}, {b.text!r}",))
        if shared:
            score = 0.3 if fuzz.ratio(a.folded, b.folded) >= ALIKE else 0.1
            return Comparison("different", score, (f"each has words of its own: {a.text!r}, {b.text!r}",))
        return NOTHING

    def _people(self, left: Profile, right: Profile) -> Comparison:
        if (found := _numbers_part(left.label, right.label)) is not None:
            return found
        found = _people(left.label, right.label, self.reader)
        if found.verdict in ("same", "different"):
            return found
        shared = self._full_names(left) & self._full_names(right)
        if shared:
            return Comparison("same", 0.9, (f"another name of both: {min(shared)!r}",))
        return found

    def _full_names(self, profile: Profile) -> set[str]:
        """Names with a first name that is written out."""
        read = ((n.folded, self.reader.person(n)[0]) for n in profile.names)
        return {folded for folded, given in read if given and all(len(g) > 1 for g in given)}


def _numbers_part(a: Name, b: Name) -> Comparison | None:
    """Numbers differ and the rest does not: "Mohammed V" and "Mohammed VI", two laws, two models."""
    if a.numbers == b.numbers or not a.numbers or not b.numbers:
        return None
    reason = f"the numbers differ: {a.text!r}, {b.text!r}"
    rest_a, rest_b = (" ".join(t for t in n.core if t not in n.numbers) for n in (a, b))
    if rest_a == rest_b or fuzz.WRatio(rest_a, rest_b) >= NEAR:
        return Comparison("different", 0.2, (reason,))
    return None


def _same_label(left: Profile, right: Profile) -> Comparison:
    a, b = left.label, right.label
    expansions = _expansions(left), _expansions(right)
    if all(expansions) and max(_overlap(x, y) for x in expansions[0] for y in expansions[1]) < 0.34:
        texts = sorted(n[0].text for n in expansions)
        return Comparison("different", 0.3, (f"one acronym of two names: {texts[0]!r}, {texts[1]!r}",))
    if a.tokens == b.tokens:
        return Comparison("same", 1.0, (f"same name {a.text!r}",))
    return Comparison("same", 0.96, (f"same name but for spacing or legal form: {a.text!r}, {b.text!r}",))


def _expansions(profile: Profile) -> list[Name]:
    """The names whose initials a one-word label is."""
    if len(profile.label.core) != 1:
        return []
    short = profile.label.squashed
    return [n for n in profile.names[1:] if short in (n.initials, "".join(t[0] for t in n.tokens))]


def _by_alias(left: Profile, right: Profile) -> Comparison | None:
    """An article itself gives the label of one as another name of the other, or both share one."""
    for one, other in ((left, right), (right, left)):
        if not one.label.generic and one.label.squashed in _strong(other.names[1:]):
            text = one.label.text
            return Comparison("same", 0.92, (f"{text!r} is another name of {other.label.text!r}",))
    shared = _strong(left.names[1:]).keys() & _strong(right.names[1:]).keys()
    if not shared:
        return None
    word = min(shared)
    a, b = left.label, right.label
    reason = f"{_strong(left.names)[word]!r} is another name of both {a.text!r} and {b.text!r}"
    if set(a.core) <= set(b.core) or set(b.core) <= set(a.core) or _overlap(a, b) >= 0.5:
        return Comparison("same", 0.86, (reason,))
    if any(word in n.core for n in (a, b)):
        return Comparison("different", 0.3, (f"{reason}, but each has words of its own",))
    return Comparison("unsure", 0.6, (reason,))


def _strong(names: Iterable[Name]) -> dict[str, str]:
    """Names that identify: no bare common noun, at least two letters."""
    return {n.squashed: n.text for n in names if not n.generic and len(n.squashed) > 1}


def _overlap(a: Name, b: Name) -> float:
    """Shared words of all words (Jaccard), 0 to 1."""
    x, y = set(a.core), set(b.core)
    return len(x & y) / len(x | y) if x | y else 0.0


def _spells(short: Name, long: Name) -> bool:
    return len(long.core) >= 3 and short.squashed == long.initials


def _people(a: Name, b: Name, reader: NameReader) -> Comparison:
    """First names must be compatible; a surname alone is not a person outside of its article."""
    (given_a, last_a), (given_b, last_b) = reader.person(a), reader.person(b)
    texts = f"{a.text!r}, {b.text!r}"
    if not given_a or not given_b:
        single = last_a if not given_a else last_b
        if single in (last_a, last_b) and (last_a == last_b or single in (*given_a, *given_b)):
            return Comparison("unsure", 0.5, (f"one name alone may be several people: {texts}",))
        return NOTHING
    if a.tokens == b.tokens or (given_a, last_a) == (given_b, last_b):
        return Comparison("same", 1.0, (f"same full name {a.text!r}",))
    if sorted((*given_a, last_a)) == sorted((*given_b, last_b)):
        return Comparison("same", 0.9, (f"same names in another order: {texts}",))
    if squeeze(last_a) != squeeze(last_b):
        return _near_surnames(a, b, given_a == given_b)
    return _given_names(given_a, given_b, texts)


def _near_surnames(a: Name, b: Name, same_given: bool) -> Comparison:
    if same_given and fuzz.ratio(a.folded, b.folded) >= 90:
        return Comparison("unsure", 0.6, (f"nearly the same letters: {a.text!r}, {b.text!r}",))
    return NOTHING


def _given_names(a: tuple[str, ...], b: tuple[str, ...], texts: str) -> Comparison:
    """Given names under one surname: equal, an initial, one more, or in conflict."""
    pairs = list(zip(a, b, strict=False))
    if not all(_compatible(x, y) for x, y in pairs):
        return Comparison("different", 0.2, (f"the first names differ: {texts}",))
    if len(a) != len(b):
        return Comparison("unsure", 0.6, (f"one has a first name more: {texts}",))
    if any(len(x) == 1 or len(y) == 1 for x, y in pairs):
        return Comparison("same", 0.87, (f"an initial stands for the first name: {texts}",))
    return Comparison("same", 0.9, (f"same name but for a doubled letter: {texts}",))


def _compatible(x: str, y: str) -> bool:
    if len(x) == 1 or len(y) == 1:
        return x[0] == y[0]
    return squeeze(x) == squeeze(y)
