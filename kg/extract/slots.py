"""What stands in the slots of a clause that a frame names: "subj", "object.de", "inside", "aim" …"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.annotated import Annotated
from kg.extract.clauses import Clause, Clauses
from kg.extract.site_words import SiteWords
from kg.extract.tokens import Token

GOVERNED = ("subj", "obj", "poss", "gov")  # these belong to the clause alone, not to its objects


class Slots:
    """Reads the slots of the clauses of one article."""

    def __init__(self, text: Annotated, clauses: Clauses, sites: SiteWords, support: frozenset[str]) -> None:
        self.text, self.clauses, self.sites, self.support = text, clauses, sites, support
        self.of = clauses.words.of

    def read(self, slot: str, clause: Clause, inner: list[Clause]) -> Iterable[int]:
        """The tokens in a slot, best first; `inner` are the clauses of the objects."""
        if slot.startswith("object."):
            return [i for c in inner for i in c.get(slot.removeprefix("object."))]
        if slot.startswith("inside"):
            within = (slot.removeprefix("inside."),) if "." in slot else self.clauses.words.inside
            return self._inside([*(c.head for c in inner), *([clause.head] * clause.noun)], within)
        if slot.startswith(("subj.", "is.")):
            of, _, what = slot.partition(".")
            heads = [self.text.parsed.tokens[i] for i in clause.get(of)]
            if what == "inside":
                return self._inside(heads, self.clauses.words.inside)
            return [i for t in heads for i in self.clauses.noun(t).get(what)]
        if slot.startswith("own."):
            return self._own(slot.removeprefix("own."), clause)
        if slot == "aim":
            return [i for i in self.clauses.aims(clause) if i in self.text.mention_at]
        return self._plain(slot, clause, inner)

    def _plain(self, slot: str, clause: Clause, inner: list[Clause]) -> Iterable[int]:
        own = clause.get(slot)
        if slot == "gov" and self.text.parsed.tokens[clause.head.head].lemma not in self.support:
            return ()
        if slot != self.of:
            own += clause.get("~" + slot)
        if slot == self.of or slot in GOVERNED:
            return own
        return [*own, *(i for c in inner for i in c.get(slot))]

    def _inside(self, heads: list[Token], prepositions: tuple[str, ...]) -> list[int]:
        """The mentions in noun phrases; where there is none, in the one that they take up ("l'usine")."""
        tokens = self.text.parsed.tokens
        nouns = [i for t in heads for i in (t.i, *self.clauses.inside(t, prepositions))]
        named = [i for i in nouns if i in self.text.mention_at]
        if named:
            return named
        meant = next((t for i in nouns if (t := self.sites.before(tokens[i])) is not None), None)
        again = self.clauses.inside(meant, prepositions) if meant else []
        return [i for i in again if i in self.text.mention_at]

    def _own(self, slot: str, clause: Clause) -> list[int]:
        """What hangs on the trigger or on its complement: "l'usine de rabotage de X"."""
        tokens, found = self.text.parsed.tokens, list(clause.get(slot))
        for i in clause.get(self.of):
            if tokens[i].pos == "NOUN" and i not in self.text.mention_at:
                found += self.clauses.noun(tokens[i]).get(slot)
        return found
