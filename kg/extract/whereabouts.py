"""All the places where an event happens: "à X, dans le parc Y", "en Z, à X", "entre X et Y"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.annotated import Annotated
from kg.extract.draft import Draft
from kg.lexicon import Lexicon

WHERE = "place"
PLACES = ("place", "origin", "destination")
SITES = ("Site", "BusinessPark")
BETWEEN = 6  # tokens that may stand between two places that belong together
INSIDE = ("DET", "NOUN", "ADJ", "NUM")  # "dans le parc d'activités X": words between preposition and name


class Whereabouts:
    """Completes the places of events. `locative` are prepositions that say where, in lower case."""

    def __init__(self, text: Annotated, locative: frozenset[str], of: frozenset[str]) -> None:
        self.text, self.locative, self.of = text, locative, of
        self._names = sorted(
            (self.text.first_token[n], n)
            for n, m in enumerate(text.mentions)
            if m.kind == "name" and text.first_token[n] >= 0 and text.of_type(n, ("Place", "Site"))
        )

    def complete(self, draft: Draft) -> Draft:
        """The draft with the places that belong to those it names, or with those of its clause."""
        if draft.frame.kind != "event":
            return draft
        roles = dict(draft.roles)
        taken = {m for ms in roles.values() for m in ms}
        for role in PLACES:
            for m in roles.get(role, ()):
                roles[role] = (*roles[role], *(n for n in self._beside(m) if n not in taken))
        if WHERE in draft.frame.roles:
            here = [n for n in self._clause(draft) if n not in taken]
            if WHERE not in roles and here:
                roles[WHERE] = tuple(dict.fromkeys(g for n in here[:1] for g in self._enumerated(n)))
            elif WHERE in roles:
                known = {self.text.types[m] for m in roles[WHERE]}
                roles[WHERE] = (*roles[WHERE], *(n for n in here if self._completes(known, n)))
        return (
            draft if roles == draft.roles else replace(draft, roles={r: _once(m) for r, m in roles.items()})
        )

    def _completes(self, known: set[str], place: int) -> bool:
        """A site beside a city, a city beside a site: two cities are two places."""
        kind = self.text.types[place]
        if kind in SITES:
            return known == {"City"}
        return kind == "City" and bool(known) and known <= set(SITES)

    def _beside(self, place: int) -> Iterator[int]:
        """The country of a city and the city of a site that stand right beside it."""
        at = next(k for k, (_, n) in enumerate(self._names) if n == place) if self._named(place) else -1
        for k in (at - 1, at + 1):
            if at >= 0 and 0 <= k < len(self._names):
                left, right = sorted((self._names[at], self._names[k]))
                pair = {self.text.types[left[1]], self.text.types[right[1]]}
                if pair == {"City", "Country"} and self._adjoining(left[1], right[0]):
                    yield self._names[k][1]

    def _named(self, place: int) -> bool:
        return any(n == place for _, n in self._names)

    def _adjoining(self, left: int, right: int) -> bool:
        """Whether a comma and a preposition join a place to the next, or "belge de X" its country."""
        first = self.text.first_token[left]
        last = first
        while self.text.mention_at.get(last) == left:
            last += 1
        tokens = self.text.parsed.tokens
        between = tokens[last:right]
        if not between or len(between) > BETWEEN or tokens[first].sentence != tokens[right].sentence:
            return False
        words = [t.text.lower() for t in between]
        if words[0] == ",":
            return len(words) > 1 and words[1] in self.locative and all(t.pos in INSIDE for t in between[2:])
        return self.text.types[left] == "Country" and len(words) == 1 and words[0] in self.of

    def _clause(self, draft: Draft) -> list[int]:
        """The places in the clause of an event that a preposition says it happens at."""
        return [n for i, n in self._names if i in draft.scope and self._located(i)]

    def _located(self, first: int) -> bool:
        tokens = self.text.parsed.tokens
        for t in reversed(tokens[max(first - BETWEEN, 0) : first]):
            if t.text.lower() in self.locative:
                return t.sentence == tokens[first].sentence
            if t.i in self.text.mention_at or (t.pos not in INSIDE and t.text.lower() not in self.of):
                return False
        return False

    def _enumerated(self, place: int) -> tuple[int, ...]:
        group = self.text.coordinated.get(place, (place,))
        return tuple(m for m in group if self.text.of_type(m, ("Place", "Site")))


def _once(mentions: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(mentions))


def whereabouts(text: Annotated, lexicon: Lexicon) -> Whereabouts:
    """The whereabouts of an article in the words of its language."""
    grammar = lexicon.parsing
    of = {grammar.of, *(form for form, name in grammar.prepositions.items() if name == grammar.of)}
    return Whereabouts(text, frozenset(lexicon.frames.lists.get("where", ())), frozenset(of))
