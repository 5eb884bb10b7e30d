"""Which mentions stand behind the word that heads an argument."""

from __future__ import annotations

from kg.extract.annotated import Annotated
from kg.extract.tokens import Token

PHRASE = 6
"""How many words a noun phrase may have before the comma of its apposition."""

INSIDE = ("appos", "flat:name", "nmod", "amod", "conj", "xcomp", "dep")


class Fillers:
    """Finds the mentions of an argument: itself, its apposition, its owner, its enumeration."""

    def __init__(
        self,
        text: Annotated,
        owners: frozenset[str],
        locative: frozenset[str] = frozenset(),
        of: str = "",
        on_site: frozenset[str] = frozenset(),
    ) -> None:
        self.text, self.owners, self.locative, self.of = text, owners, locative, of
        self.on_site = on_site

    def mentions(self, token: int, types: tuple[str, ...]) -> tuple[int, ...]:
        """The mentions of the given classes at an argument, an enumeration in full."""
        t = self.text.parsed.tokens[token]
        found = self._single(t, types)
        if found is None:
            return ()
        if t.dep.startswith("nsubj"):
            found = self._whole_subject(found)
        if self.text.mentions[found].kind != "name":
            return (found, *self._joined(t, types))
        return self.enumerated(found, types)

    def _joined(self, t: Token, types: tuple[str, ...]) -> tuple[int, ...]:
        """The names that a noun phrase is coordinated with: "par l'entreprise et par X"."""
        conjuncts = (c for c in self.text.parsed.children[t.i] if self.text.parsed.tokens[c].dep == "conj")
        return tuple(m for c in conjuncts if (m := self._fits(c, types)) is not None)

    def _whole_subject(self, last: int) -> int:
        """The first of an enumeration that the parser cut: it often takes the last name alone for the
        subject and the first for the root of the sentence."""
        for first, group in self.text.coordinated.items():
            if last in group[1:] and self._loose(first):
                return first
        return last

    def _loose(self, mention: int) -> bool:
        tokens = self.text.parsed.tokens
        t = tokens[self.text.first_token[mention]]
        above = tokens[t.head]
        heads = (t, above) if t.dep in ("nmod", "appos", "flat:name") and above.pos == "NOUN" else (t,)
        return any(h.head == h.i or h.dep.startswith("nsubj") for h in heads)

    def enumerated(self, mention: int, types: tuple[str, ...]) -> tuple[int, ...]:
        """A mention with those that it is coordinated with."""
        group = self.text.coordinated.get(mention, (mention,))
        return tuple(m for m in group if self.text.of_type(m, types))

    def _single(self, t: Token, types: tuple[str, ...]) -> int | None:
        if t.text.lower() in self.locative or self._on_site(t):
            return self._place_before(t, types)
        own = self._fits(t.i, types)
        if own is not None:
            better = self._beside(t, types) if self.text.adjective(own) else None
            return own if better is None else better
        if t.i in self.text.mention_at and t.pos == "PROPN":
            return None
        if t.pos not in ("NOUN", "ADJ", "PRON", "NUM", "VERB", "PROPN"):
            return None
        found = self._beside(t, types)
        if found is None or self.text.parsed.tokens[self.text.first_token[found] - 1].pos in ("ADP", "DET"):
            before = self._before_comma(t, types)
            found = found if before is None else before
        if found is None:
            found = self._behind_comma(t, types)
        return self._fits(t.head, types) if found is None and t.dep == "appos" else found

    def _on_site(self, t: Token) -> bool:
        """ "sur place": the noun of a phrase that stands for the place named before."""
        before = self.text.parsed.tokens[t.i - 1].text.lower() if t.i else ""
        return f"{before} {t.text.lower()}" in self.on_site

    def _place_before(self, pronoun: Token, types: tuple[str, ...]) -> int | None:
        """The place that "y" takes up: the last one named before it, in this sentence or the one before."""
        sentences = self.text.parsed.sentences
        start = sentences[max(pronoun.sentence - 1, 0)].first
        for i in range(pronoun.i - 1, start - 1, -1):
            m = self.text.mention_at.get(i)
            if (
                m is not None
                and self.text.mentions[m].kind == "name"
                and self.text.parsed.tokens[i].pos != "ADJ"
                and self.text.of_type(m, ("Place", "Site"))
            ):
                return m if self.text.of_type(m, types) else None
        return None

    def _before_comma(self, t: Token, types: tuple[str, ...]) -> int | None:
        """ "X, la filiale de Y": the noun says what the name before the comma is."""
        tokens, k = self.text.parsed.tokens, t.i - 1
        while k > 0 and t.i - k < 4 and tokens[k].pos in ("DET", "ADJ"):
            k -= 1
        m = self.text.mention_at.get(k - 1)
        if t.pos != "NOUN" or tokens[k].text != "," or m is None or self.text.mentions[m].kind != "name":
            return None
        return m if self.text.of_type(m, types) and not self._aside(m, t) else None

    def _aside(self, mention: int, subject: Token) -> bool:
        """Whether the name only opens the sentence: "Selon X, l'usine …" speaks of a plant, not of X."""
        tokens, k = self.text.parsed.tokens, self.text.first_token[mention] - 1
        if not subject.dep.startswith("nsubj") or any(
            t.text == "," for t in tokens[subject.i + 1 : subject.head]
        ):
            return False
        while k > 0 and tokens[k].pos in ("DET", "ADJ", "NOUN"):
            k -= 1
        return k >= 0 and tokens[k].pos == "ADP" and tokens[k].sentence == subject.sentence

    def _behind_comma(self, t: Token, types: tuple[str, ...]) -> int | None:
        """ "son directeur, X": the name in apposition to a person's title; "sa filiale belge, X, …"."""
        if t.pos != "NOUN":
            return None
        if self._introduced(t):
            return self._apposed(t, types)
        for c in self.text.parsed.children[t.i] if self.text.ontology.is_a("Person", *types) else ():
            child = self.text.parsed.tokens[c]
            found = self._fits(c, types)
            if child.dep == "appos" and found is not None and self.text.mentions[found].kind == "name":
                return found if self.text.of_type(found, ("Person",)) else None
        return None

    def _introduced(self, noun: Token) -> bool:
        """Whether a noun speaks of one not yet named: "sa filiale", "un sous-traitant"."""
        kids = (self.text.parsed.tokens[c] for c in self.text.parsed.children[noun.i])
        return any(c.dep == "det" and ("Poss=Yes" in c.morph or "Definite=Ind" in c.morph) for c in kids)

    def _apposed(self, noun: Token, types: tuple[str, ...]) -> int | None:
        """The name between commas right behind a noun phrase; the parser hangs it on anything."""
        tokens, k = self.text.parsed.tokens, noun.i + 1
        end = self.text.parsed.sentences[noun.sentence].last
        while k < min(noun.i + PHRASE, end) and tokens[k].pos in ("ADJ", "ADP", "DET", "NOUN", "PROPN"):
            k += 1
        found = self._fits(k + 1, types) if k + 1 < end and tokens[k].text == "," else None
        if found is None or self.text.mentions[found].kind != "name":
            return None
        behind = k + 1
        while behind < end and self.text.mention_at.get(behind) == found:
            behind += 1
        return found if behind == end or tokens[behind].pos == "PUNCT" else None

    def _beside(self, t: Token, types: tuple[str, ...]) -> int | None:
        """ "le call-center X", "la société de conseil X", "la direction de X"."""
        tokens = self.text.parsed.tokens
        for k in range(t.i + 1, min(t.i + 9, len(tokens))):
            here = tokens[k]
            if here.sentence != t.sentence or here.pos in ("VERB", "AUX", "PUNCT", "CCONJ", "SCONJ"):
                break
            found = self._fits(k, types)
            if found is not None and self.text.adjective(found):
                continue  # "le distributeur français X"
            if found is not None and self.text.mentions[found].kind == "name":
                if self._attached(t, tokens[k - 1], tokens[k - 2]):
                    return found
                break
            if self._named(k) and here.text[:1].isupper():
                break  # "le transfert d'activités de X vers Y": Y is no part of the argument
        return None

    def _named(self, token: int) -> bool:
        m = self.text.mention_at.get(token)
        return m is not None and self.text.mentions[m].kind == "name"

    def _attached(self, head: Token, before: Token, earlier: Token) -> bool:
        if before.pos not in ("ADP", "DET"):
            return True  # "le voyagiste X": directly beside, or behind its own complement
        preposition = before if before.pos == "ADP" else earlier
        return head.lemma in self.owners and (not self.of or preposition.lemma == self.of)

    def _fits(self, token: int, types: tuple[str, ...]) -> int | None:
        m = self.text.mention_at.get(token)
        return m if m is not None and self.text.of_type(m, types) else None
