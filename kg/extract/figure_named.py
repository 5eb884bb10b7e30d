"""Which of the names in an article a number may be said of: class, place in the text, weight."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extract.annotated import Annotated
from kg.extract.fillers import Fillers
from kg.model import Mention

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

_ARTICLE = re.compile(r"\w{1,3}['’]?\s*$")
# What may stand between a person and an organization.
_TITLE = re.compile(r"(?:, )?[^,.;:()«»\"\n]{3,60}(?:, )?")
_DATELINE = re.compile(r"\)\s*[–—-]\s")
BACK = 3  # sentences to look back for a topic
PLACES = ("Place", "City", "Country", "Region")


class Named:
    """Looks through the mentions of one article."""

    def __init__(self, text: Annotated, lexicon: Lexicon) -> None:
        self.text, self.words = text, lexicon.figures
        self.epithets = lexicon.anaphora.epithets
        self.fillers = Fillers(text, frozenset(lexicon.frames.lists.get("owners", ())))

    def may(self, n: int, types: tuple[str, ...]) -> bool:
        """Whether a mention is of one of the classes; a bare surname may be a firm that was misread."""
        if self.text.of_type(n, types):
            return not (self._adjective(n) or self._trade(n))
        m, chain = self.text.mentions[n], self.text.chain_of.get(self.text.mentions[n].id)
        if self.text.types[n] != "Person" or "Organization" not in types or " " in (m.name or " "):
            return False
        return chain is None or not any(" " in (self._name(i) or "") for i in chain.mentions)

    def named(self, token: int, types: tuple[str, ...]) -> list[int]:
        """The mentions at a word, without countries that are only named by their adjective."""
        return [n for n in self.fillers.mentions(token, types) if not self._adjective(n)]

    def _adjective(self, n: int) -> bool:
        """ "le groupe allemand X": the country is only named by its adjective."""
        m = self.text.mentions[n]
        return m.kind == "name" and m.text[:1].islower() and self.text.of_type(n, ("Country",))

    def _trade(self, n: int) -> bool:
        """ "le géant du conseil X": the branch only tells what the firm does."""
        if not self.text.of_type(n, ("Industry",)):
            return False
        tokens, i = self.text.parsed.tokens, self.text.first_token[n] - 1
        while i > 0 and tokens[i].pos in ("DET", "ADP", "ADJ"):
            i -= 1
        return i >= 0 and tokens[i].text.lower() in self.epithets

    def _name(self, mention: str) -> str:
        return next((m.name or "" for m in self.text.mentions if m.id == mention), "")

    def backwards(self, low: int, high: int) -> Iterable[int]:
        """The mentions between two offsets, the last first."""
        found = [n for n, m in enumerate(self.text.mentions) if low <= m.start and m.end <= high]
        return reversed(found)

    def employer(self, n: int, types: tuple[str, ...]) -> int | None:
        """The organization told beside a person's name: "X, directeur de Y", "son PDG, X"."""
        chain = self.text.chain_of.get(self.text.mentions[n].id)
        if chain is None or self.text.types[n] != "Person":
            return None
        for i, m in enumerate(self.text.mentions):
            if m.id not in chain.mentions or m.kind != "name":
                continue
            for k in (i + 1, i - 1):
                other = self.text.mentions[k] if 0 <= k < len(self.text.mentions) else None
                if other is not None and self.may(k, types) and _TITLE.fullmatch(self._between(m, other)):
                    return k
        return None

    def _between(self, a: Mention, b: Mention) -> str:
        first, second = (a, b) if a.start < b.start else (b, a)
        return self.text.parsed.text[first.end : second.start]

    def where(self, at: int, types: tuple[str, ...]) -> int | None:
        """The country, region or town that a passage is about: named in its sentence, else before."""
        sentence = self.text.parsed.sentence_at(at)
        types = tuple(t for t in types if self.text.ontology.is_a(t, "Place"))
        for i in range(sentence.i, max(sentence.i - 1 - BACK, -1), -1) if sentence and types else ():
            s = self.text.parsed.sentences[i]
            names = [n for n in self.backwards(s.start, s.end) if self.may(n, types)]
            if names:
                wide = [n for n in names if self.text.of_type(n, ("Country", "Region"))]
                return (wide or names)[-1]
        return None

    @staticmethod
    def usual(types: tuple[str, ...]) -> tuple[str, ...]:
        """Without places: a passage that may be about a firm is not taken to be about its town."""
        return tuple(t for t in types if t not in PLACES) if "Organization" in types else types

    def is_source(self, n: int) -> bool:
        """Whether "selon" or the like stands before a mention, or it is the agency of a dateline."""
        m = self.text.mentions[n]
        if _DATELINE.match(self.text.parsed.text, m.end):
            return True
        window = self.text.parsed.text[max(0, m.start - 30) : m.start]
        return bool(self.words.source.search(re.sub(_ARTICLE, "", window)))

    def weight(self, n: int) -> int:
        """How often the article names a thing."""
        chain = self.text.chain_of.get(self.text.mentions[n].id)
        return len(chain.mentions) if chain else 1
