"""Who and where, by the order of words around a trigger: for sentences that the parser reads badly.

French keeps its order where the parser loses it: the site stands before its owner and its place ("la
future raffinerie de X à Y"), who acts before the verb or behind "par", the place behind a preposition.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.annotated import Annotated
from kg.extract.tokens import Token
from kg.lexicon.parsing import ParsingWords

PLACES = ("Place", "Site")
INNER = ("ADJ", "NOUN", "PROPN", "NUM", "DET", "ADP", "X")  # what a noun phrase may hold behind its noun
STRONG = (";", ":", "«", "»", "“", "”", "–", "—", "?", "!", "•")
NEAR = 10  # tokens between a trigger and the site that it is about
BEHIND = 12  # tokens behind a trigger or a site in which its place may stand
HYPHENS = ("-", "–", "‑")
Stretch = tuple[int, int]


class Surroundings:
    """Reads the neighbourhood of triggers in one article."""

    def __init__(self, text: Annotated, words: ParsingWords) -> None:
        self.text, self.words = text, words
        self.tokens = text.parsed.tokens
        self.locative = frozenset(words.inside) - {words.of}

    def segments(self, sentence: int) -> Iterator[Stretch]:
        """The stretches of a sentence between its strong marks, first and last (exclusive)."""
        s = self.text.parsed.sentences[sentence]
        start = s.first
        for i in range(s.first, s.last):
            if self.tokens[i].text in STRONG and i not in self.text.mention_at:
                if i > start:
                    yield start, i
                start = i + 1
        if start < s.last:
            yield start, s.last

    def finite(self, i: int) -> bool:
        """Whether a token is a finite verb that is no auxiliary."""
        t = self.tokens[i]
        return t.pos == "VERB" and "VerbForm=Fin" in t.morph and i not in self.text.mention_at

    def name(self, i: int, types: tuple[str, ...]) -> int | None:
        """The name of one of these classes that begins at a token."""
        m = self.text.mention_at.get(i)
        if m is None or self.text.mentions[m].kind != "name" or self.text.first_token[m] != i:
            return None
        return m if self.text.of_type(m, types) and not self.text.adjective(m) else None

    def preposition(self, i: int) -> str | None:
        """The preposition in front of the phrase whose name begins at a token, past its article and
        the noun that says what it is ("dans la province de X" is "de")."""
        k = i - 1
        while k >= 0 and i - k <= 4 and self.tokens[k].sentence == self.tokens[i].sentence:
            word = self.tokens[k].text.lower()
            if self.tokens[k].pos == "ADP" or word in self.words.prepositions:
                return self.words.prepositions.get(word, word)
            described = self.tokens[k].pos in ("DET", "ADJ", "NOUN", "X") or word in HYPHENS
            named = k in self.text.mention_at and not self.text.adjective(self.text.mention_at[k])
            if not described or named:
                return None
            k -= 1
        return None

    def territory(self, site: int, end: int) -> Stretch:
        """The noun phrase of a site: up to a verb, a clause or a comma that goes on with something else."""
        k = site + 1
        while k < end:
            t = self.tokens[k]
            ahead = self.tokens[k + 1] if k + 1 < end else None
            if k not in self.text.mention_at and not self._inner(t, ahead):
                break
            k += 1
        return site, k

    def _inner(self, t: Token, ahead: Token | None) -> bool:
        if t.pos == "VERB":
            return "VerbForm=Part" in t.morph and t.lemma in self.words.locating
        if t.text.lower() == self.words.agent:
            return self.tokens[t.i - 1].lemma in self.words.locating
        if t.text == "," and ahead is not None:
            word = ahead.text.lower()
            placed = self.words.prepositions.get(word, word) in self.locative
            return placed or ahead.lemma in self.words.locating
        if t.pos == "ADP":
            word = t.text.lower()
            return self.words.prepositions.get(word, word) in self.words.inside
        return t.pos in INNER or (t.pos == "CCONJ" and ahead is not None)

    def places(self, stretch: Stretch, types: tuple[str, ...], bare: bool = False) -> tuple[int, ...]:
        """The places in a stretch behind a preposition of place; with `bare` also behind "de"."""
        found: list[int] = []
        for i in range(*stretch):
            m = self.name(i, types)
            if m is None or not self.text.of_type(m, PLACES):
                continue
            before = self.preposition(i)
            again = bool(found) and self.tokens[i - 1].text in (",", *self.words.coordinator)
            if before in self.locative or again or (bare and before == self.words.of):
                found.append(m)
        return tuple(found)

    def owner(self, stretch: Stretch, types: tuple[str, ...]) -> tuple[int, ...]:
        """Whose a site is, by its noun phrase: "l'usine X", "l'usine de X", "la mine exploitée par X"."""
        for i in range(stretch[0] + 1, stretch[1]):
            m = self.name(i, types)
            if m is None or self.text.of_type(m, PLACES):
                continue
            before = self.preposition(i)
            if before in (None, self.words.of, self.words.agent):
                return (m,)
        return self._possessor(stretch[0], types)

    def _possessor(self, site: int, types: tuple[str, ...]) -> tuple[int, ...]:
        """What "son" or "leurs" before a site takes up."""
        for k in range(site - 1, max(site - 4, -1), -1):
            m = self.text.mention_at.get(k)
            if m is not None and self.tokens[k].pos == "DET" and self.text.of_type(m, types):
                return (m,)
        return ()

    def actor(self, at: int, start: int, types: tuple[str, ...]) -> tuple[int, ...]:
        """Who acts, in front of a verb: the nearest name that no preposition governs, with those that it
        is coordinated with; nothing where another verb of the same sentence stands between."""
        for i in range(at - 1, start - 1, -1):
            m = self.name(i, types)
            if m is not None and self.preposition(i) is None:
                return self._group(m, types)
            taken = self.text.mention_at.get(i)
            subject = self.tokens[i].dep.startswith("nsubj")
            nominal = taken is not None and self.text.mentions[taken].kind != "name" and subject
            if nominal and taken is not None and self.text.of_type(taken, types):
                return (taken,)
        return ()

    def topic(self, stretch: Stretch, types: tuple[str, ...]) -> tuple[int, ...]:
        """The name that stands alone before the colon in front of a stretch: "X : 90 postes biffés"."""
        before = stretch[0] - 2
        if before < 0 or self.tokens[before + 1].text != ":":
            return ()
        m = self.text.mention_at.get(before)
        if m is None or self.tokens[before].sentence != self.tokens[stretch[0]].sentence:
            return ()
        first = self.text.first_token[m]
        opens = self.text.parsed.sentences[self.tokens[before].sentence].first
        words = self.tokens[opens:first]
        alone = len(words) <= 2 and all(t.pos in ("ADP", "DET", "NOUN") for t in words)
        return (m,) if alone and self.text.of_type(m, types) else ()

    def parties(self, trigger: Stretch, stretch: Stretch, types: tuple[str, ...]) -> tuple[int, ...]:
        """Who joins whom around a trigger: "entre X et Y", "X … avec Y", "X et Y …", "par X et Y"."""
        joined: list[int] = []
        for i in range(*stretch):
            m = self.name(i, types)
            if m is not None and self.preposition(i) in self.words.joining:
                joined += self._group(m, types)
        acting = self.actor(trigger[0], stretch[0], types)
        if joined:
            behind = () if acting else self._free(joined[-1], stretch[1], types)
            return tuple(dict.fromkeys((*acting, *joined, *behind)))
        by = self.agent((trigger[1], stretch[1]), types)
        if len(by) > 1 or len(acting) > 1:
            return by if len(by) > 1 else acting
        to = next(
            (
                m
                for i in range(trigger[1], min(trigger[1] + NEAR, stretch[1]))
                if (m := self.name(i, types)) is not None
            ),
            None,
        )
        if to is None or self.preposition(self.text.first_token[to]) != self.words.indirect:
            return ()
        return (*acting, to)

    def _free(self, mention: int, end: int, types: tuple[str, ...]) -> tuple[int, ...]:
        """The next name behind a mention that no preposition governs: "En tandem avec X, Y recrute"."""
        for i in range(self.text.first_token[mention] + 1, end):
            m = self.name(i, types)
            if m is not None:
                return (m,) if self.preposition(i) is None else ()
        return ()

    def behind(self, preposition: str, stretch: Stretch, types: tuple[str, ...]) -> tuple[int, ...]:
        """The first name behind a preposition in a stretch, up to the next verb."""
        for i in range(*stretch):
            if self.finite(i):
                return ()
            m = self.name(i, types)
            if m is not None and self.preposition(i) == preposition:
                return self._group(m, types)
        return ()

    def host(self, stretch: Stretch, types: tuple[str, ...]) -> tuple[int, ...]:
        """Where something happens, an organisation: "une saignée chez X"."""
        for i in range(*stretch):
            m = self.name(i, types)
            if m is not None and self.preposition(i) in (self.words.at_whose, self.words.indirect):
                return (m,)
        return ()

    def _group(self, mention: int, types: tuple[str, ...]) -> tuple[int, ...]:
        for first, group in self.text.coordinated.items():
            if mention in group:
                return tuple(m for m in group if self.text.of_type(m, types)) or (first,)
        return (mention,)

    def agent(self, stretch: Stretch, types: tuple[str, ...]) -> tuple[int, ...]:
        """Who acts, behind "par" in a stretch."""
        for i in range(*stretch):
            m = self.name(i, types)
            if m is not None and self.preposition(i) == self.words.agent:
                return self._group(m, types)
        return ()
