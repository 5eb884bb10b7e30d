"""Sites that are spoken of again without their place: "l'usine", "le site", "elle fermera en juin"."""

from __future__ import annotations

from kg.extract.annotated import Annotated
from kg.extract.clauses import Clauses
from kg.extract.tokens import Token

PLACES = ("Place", "Site")
BACK = 250  # tokens: so far before it a site may have been named
NEAR = 2  # sentences: so far before a pronoun stands what it takes up
DEFINITE = ("Definite=Def", "PronType=Dem", "Poss=Yes")


class SiteWords:
    """Finds the noun that told where a site is. `kinds` are nouns of sites, `general` those that take up
    a site of any kind ("le site" is an usine, a mine or a magasin)."""

    def __init__(
        self, text: Annotated, clauses: Clauses, kinds: frozenset[str], general: frozenset[str]
    ) -> None:
        self.text, self.clauses, self.kinds, self.general = text, clauses, kinds, general
        forms = clauses.words.prepositions
        self.contracted = {f for f in forms if f[-1].isalpha()}  # "du", "au" hold an article

    def before(self, t: Token) -> Token | None:
        """The noun that a definite noun or a pronoun takes up, where it tells a place; else None."""
        if self.text.mention_at.get(t.i) is not None:
            return None
        if t.pos == "PRON" and ("Person=3" in t.morph or "PronType=Dem" in t.morph):
            return self._meant(t)
        if t.pos != "NOUN" or t.lemma not in self.kinds or self._placed(t) or not self._definite(t):
            return None
        alike = self.kinds if t.lemma in self.general else frozenset((t.lemma,)) | self.general
        tokens = self.text.parsed.tokens
        for i in range(t.i - 1, max(t.i - BACK, -1), -1):
            earlier = tokens[i]
            again = earlier.pos == "NOUN" and earlier.lemma in alike and self._agree(earlier, t)
            if again and self._placed(earlier):
                return earlier
        return None

    def _meant(self, pronoun: Token) -> Token | None:
        """The last noun of a site in the sentences before, if it is the subject or the object there."""
        tokens, sentence = self.text.parsed.tokens, pronoun.sentence
        for i in range(pronoun.i - 1, -1, -1):
            t = tokens[i]
            if sentence - t.sentence > NEAR:
                return None
            if t.pos == "NOUN" and t.lemma in self.kinds and t.dep.startswith(("nsubj", "obj", "ROOT")):
                return t if self._agree(t, pronoun) and t.sentence < sentence else None
        return None

    def _placed(self, t: Token) -> bool:
        words = self.clauses.words.inside
        inside = (self.text.mention_at.get(i) for i in self.clauses.inside(t, words))
        return any(m is not None and self.text.of_type(m, PLACES) for m in inside)

    def _definite(self, t: Token) -> bool:
        kids = (self.text.parsed.tokens[c] for c in self.text.parsed.children[t.i])
        return any(
            (c.dep == "det" and any(d in c.morph for d in DEFINITE))
            or (c.dep == "case" and c.text.lower() in self.contracted)
            for c in kids
        )

    @staticmethod
    def _agree(a: Token, b: Token) -> bool:
        """Whether two words have the same number, as far as both show it."""
        number = [next((f for f in t.morph.split("|") if f.startswith("Number=")), "") for t in (a, b)]
        return not all(number) or number[0] == number[1]
