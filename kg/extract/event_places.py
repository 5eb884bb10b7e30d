"""Places of events that stand beside those that a rule found: "à Lorvanne, dans le Haut-Drac"."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from kg.extract.annotated import Annotated
from kg.extract.draft import Draft
from kg.lexicon.parsing import ParsingWords

PLACES = ("Place", "Site")
SITES = ("Site",)
GAP = 5  # tokens between the names of one place at two scales: ", dans la province de"


class EventPlaces:
    """Widens the places of the drafts of one article."""

    def __init__(self, text: Annotated, words: ParsingWords) -> None:
        self.text, self.words = text, words
        self.locative = frozenset(words.inside) - {words.of}

    @cached_property
    def nested(self) -> dict[int, tuple[int, ...]]:
        """Each place with the one that stands behind it, or before it, at another scale."""
        found: dict[int, tuple[int, ...]] = {}
        for m, mention in enumerate(self.text.mentions):
            if mention.kind == "name" and self._place(m) and (other := self._behind(m)) is not None:
                found[m] = (*found.get(m, ()), other)
                if self._located(m):
                    found[other] = (*found.get(other, ()), m)
        return found

    @cached_property
    def including(self) -> dict[int, tuple[int, ...]]:
        """Each place with those that it is said to hold: "en Wallonie, dont ceux de Mons et de Huy"."""
        found: dict[int, tuple[int, ...]] = {}
        tokens = self.text.parsed.tokens
        among = {w for w, slot in self.words.relative.items() if slot == self.words.of}
        for t in tokens[1:]:
            before = self.text.mention_at.get(t.i - 2)
            if t.text.lower() not in among or tokens[t.i - 1].text != "," or before is None:
                continue
            last = self.text.parsed.sentences[t.sentence].last
            behind = range(t.i + 1, min(t.i + GAP, last))
            first = next((m for i in behind if (m := self.text.mention_at.get(i)) is not None), None)
            plain = all(tokens[i].pos not in ("VERB", "AUX") for i in behind)
            if first is not None and plain and self._place(before) and self._place(first):
                found[before] = self.text.coordinated.get(first, (first,))
        return found

    def _place(self, mention: int) -> bool:
        return self.text.of_type(mention, PLACES)

    def _located(self, mention: int) -> bool:
        """Whether the name stands behind a preposition of place."""
        first = self.text.first_token[mention]
        return any(self._preposition(i) for i in range(max(first - 3, 0), first))

    def _preposition(self, token: int) -> bool:
        word = self.text.parsed.tokens[token].text.lower()
        return self.words.prepositions.get(word, word) in self.locative

    def _behind(self, mention: int) -> int | None:
        """The place behind ", en": of another class, for two cities are two places."""
        tokens = self.text.parsed.tokens
        at = self.text.first_token[mention]
        while at < len(tokens) and self.text.mention_at.get(at) == mention:
            at += 1
        sentence = self.text.parsed.sentences[tokens[at - 1].sentence]
        comma = at < sentence.last and tokens[at].text == ","
        at += comma
        if at >= sentence.last or not self._preposition(at):
            return None
        if not comma and not self.text.of_type(mention, SITES):
            return None
        for i in range(at + 1, min(at + GAP, sentence.last)):
            other = self.text.mention_at.get(i)
            if other is not None and self.text.mentions[other].kind == "name":
                alike = self.text.types[other] == self.text.types[mention]
                return other if self._place(other) and not alike else None
            if tokens[i].pos not in ("DET", "NOUN", "ADP", "ADJ"):
                return None
        return None

    def widen(self, draft: Draft) -> Draft:
        """An event with its places at every scale that the text tells beside them."""
        if draft.frame.kind != "event":
            return draft
        roles, taken = dict(draft.roles), {m for ms in draft.roles.values() for m in ms}
        for role, mentions in draft.roles.items():
            if not self._of_places(draft, role):
                continue
            beside = ((*self.nested.get(m, ()), *self.including.get(m, ())) for m in mentions)
            more = [o for others in beside for o in others if o not in taken]
            roles[role] = tuple(dict.fromkeys((*mentions, *more)))
            taken.update(more)
        return draft if roles == draft.roles else replace(draft, roles=roles)

    def _of_places(self, draft: Draft, role: str) -> bool:
        types = draft.frame.roles[role].types
        return all(self.text.ontology.is_a(t, *PLACES) for t in types)
