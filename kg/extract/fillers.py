"""Which mentions stand behind the word that heads an argument."""

from __future__ import annotations

from kg.extract.annotated import Annotated
from kg.extract.tokens import Token

INSIDE = ("appos", "flat:name", "nmod", "amod", "conj", "xcomp", "dep")


class Fillers:
    """Finds the mentions of an argument: itself, its apposition, its owner, its enumeration."""

    def __init__(self, text: Annotated, owners: frozenset[str]) -> None:
        self.text, self.owners = text, owners

    def mentions(self, token: int, types: tuple[str, ...]) -> tuple[int, ...]:
        """The mentions of the given classes at an argument, an enumeration in full."""
        found = self._single(self.text.parsed.tokens[token], types)
        return self.enumerated(found, types) if found is not None else ()

    def enumerated(self, mention: int, types: tuple[str, ...]) -> tuple[int, ...]:
        """A mention with those that it is coordinated with."""
        group = self.text.coordinated.get(mention, (mention,))
        return tuple(m for m in group if self.text.of_type(m, types))

    def _single(self, t: Token, types: tuple[str, ...]) -> int | None:
        own = self._fits(t.i, types)
        if own is not None:
            return own
        if t.i in self.text.mention_at and t.pos == "PROPN":
            return None
        if t.pos not in ("NOUN", "ADJ", "PRON", "NUM", "VERB"):
            return None
        return self._beside(t, types)

    def _beside(self, t: Token, types: tuple[str, ...]) -> int | None:
        """ "le call-center X", "la société de conseil X", "la direction de X"."""
        tokens = self.text.parsed.tokens
        last = t
        for k in range(t.i + 1, min(t.i + 9, len(tokens))):
            here = tokens[k]
            if here.sentence != t.sentence or here.pos in ("VERB", "AUX", "PUNCT", "CCONJ", "SCONJ"):
                break
            found = self._fits(k, types)
            if found is not None and self.text.mentions[found].kind == "name":
                if self._attached(t, tokens[k], tokens[k - 1]):
                    return found
                break
            last = here
        del last
        return None

    def _attached(self, head: Token, name: Token, before: Token) -> bool:
        if before.pos not in ("ADP", "DET"):
            return True  # "le voyagiste X": directly beside, or behind its own complement
        return head.lemma in self.owners

    def _fits(self, token: int, types: tuple[str, ...]) -> int | None:
        m = self.text.mention_at.get(token)
        return m if m is not None and self.text.of_type(m, types) else None
