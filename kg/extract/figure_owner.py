"""Of what a figure is said: the subject of its verb, an owner, a name beside it, the topic."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.annotated import Annotated
from kg.extract.clauses import Clauses
from kg.extract.fillers import Fillers
from kg.extract.tokens import Sentence, Token
from kg.extract.values import Quantity

if TYPE_CHECKING:
    from kg.lexicon import Lexicon
    from kg.lexicon.figures import FigureRule

_ARTICLE = re.compile(r"\w{1,3}['’]?\s*$")
_BESIDE = 28  # characters that may stand between a name and what is said right behind it
_BACK = 3  # sentences to look back for a topic
_STRETCH = 90  # characters between a verb and the nearest name that may still be its subject


@dataclass(frozen=True, slots=True)
class Context:
    """A quantity, its sentence, and the match before it (offsets in it count from `low`).

    `after` is the offset behind the match that follows the quantity; `last` the mention of the
    figure before.
    """

    sentence: Sentence
    quantity: Quantity
    low: int
    left: re.Match[str] | None
    after: int
    last: int | None

    def mark(self, name: str) -> int | None:
        """Where a named group of the match stands in the document."""
        for key, value in self.left.groupdict().items() if self.left else ():
            if key.startswith(name) and value is not None and self.left:
                return self.low + self.left.start(key)
        return None


class Owners:
    """Finds the mention that a figure is about, among those of the classes that a rule allows."""

    def __init__(self, text: Annotated, lexicon: Lexicon) -> None:
        self.text, self.words = text, lexicon.figures
        self.clauses = Clauses(text.parsed, lexicon.parsing)
        self.fillers = Fillers(text, frozenset(lexicon.frames.lists.get("owners", ())))

    def find(self, rule: FigureRule, context: Context) -> int | None:
        """The mention by the first way of the rule that leads to one; None where none does."""
        for way in rule.about:
            found: int | None = getattr(self, f"_{way}")(context, rule.types)
            if found is not None:
                return found
        return None

    def verb(self, context: Context) -> int | None:
        """The token of the verb that the rule matched."""
        at = context.mark("verb")
        if at is None:
            return None
        tokens = self.text.parsed.between(at, self.low_end(context))
        verbs = [t for t in tokens if t.pos in ("VERB", "AUX")]
        return next((t.i for t in reversed(verbs) if t.pos == "VERB"), verbs[-1].i if verbs else None)

    def low_end(self, context: Context) -> int:
        """The end of the verb group of the match."""
        for key, value in context.left.groupdict().items() if context.left else ():
            if key.startswith("verb") and value is not None and context.left:
                return context.low + context.left.end(key)
        return context.quantity.start

    def _subject(self, c: Context, types: tuple[str, ...]) -> int | None:
        verb = self.verb(c)
        if verb is None:
            at = c.mark("verb")
            return self._nearest(c, types, at) if at is not None else None
        token = self.text.parsed.tokens[verb]
        subjects = self.clauses.subject(token)
        for i in subjects:
            if (found := self._at_token(self.text.parsed.tokens[i], types)) is not None:
                return found
        if any(self.text.mention_at.get(i) is not None for i in subjects):
            return None
        nearest = self._nearest(c, types, token.start)
        if nearest is None and self._taken_up(subjects):
            return self._of_previous(c.sentence, types)
        return nearest

    def _at_token(self, t: Token, types: tuple[str, ...]) -> int | None:
        """The mention at the head of a phrase, its owner ("les ventes de X"), or one of its kind."""
        found = self.fillers.mentions(t.i, types)
        if found:
            return found[0]
        if t.dep == "appos" and t.head < t.i:
            return self._at_token(self.text.parsed.tokens[t.head], types)
        return self._first(self._owner_of(t, types), self._of_kind(t, types))

    @staticmethod
    def _first(*found: int | None) -> int | None:
        return next((n for n in found if n is not None), None)

    def _taken_up(self, subjects: tuple[int, ...]) -> bool:
        """Whether a subject is a personal pronoun."""
        return any("Person=3" in self.text.parsed.tokens[i].morph for i in subjects)

    def _of_kind(self, t: Token, types: tuple[str, ...]) -> int | None:
        """ "Le secteur", "le texte": the last named thing of that kind."""
        kind = self.words.kinds.get(t.lemma) or self.words.kinds.get(t.text.lower())
        if kind is None or t.pos not in ("NOUN", "PROPN"):
            return None
        for n in self._backwards(0, t.start):
            if self.text.of_type(n, (kind,)) and self.text.of_type(n, types):
                return n
        return None

    def _owner_of(self, noun: Token, types: tuple[str, ...]) -> int | None:
        """ "le chiffre d'affaires de X", "ses ventes": the name behind "de" or the owner before."""
        for child in self.text.parsed.children[noun.i]:
            t = self.text.parsed.tokens[child]
            m = self.text.mention_at.get(child)
            if m is not None and t.i < noun.i and "Poss=Yes" in t.morph and self.text.of_type(m, types):
                return m
            if t.dep in ("nmod", "appos", "flat:name") and t.i > noun.i:
                found = self.fillers.mentions(child, types)
                if found:
                    return found[0]
        return None

    def _nearest(self, c: Context, types: tuple[str, ...], before: int) -> int | None:
        """The nearest name before a verb, with no other verb that could have it as its subject."""
        for n in self._backwards(c.sentence.start, before):
            if before - self.text.mentions[n].end > _STRETCH:
                return None
            if self.text.of_type(n, types):
                between = self.text.parsed.between(self.text.mentions[n].end, before)
                return n if not any(t.pos == "VERB" and "VerbForm=Fin" in t.morph for t in between) else None
        return None

    def _possessive(self, c: Context, types: tuple[str, ...]) -> int | None:
        at = c.mark("poss")
        if at is None:
            return None
        word = self.text.parsed.between(at, at + 1)
        m = self.text.mention_at.get(word[0].i) if word else None
        return m if m is not None and self.text.of_type(m, types) else None

    def _at(self, c: Context, types: tuple[str, ...]) -> int | None:
        at = c.mark("poss")
        return self._starting(at, types) if at is not None else None

    def _of(self, c: Context, types: tuple[str, ...]) -> int | None:
        return self._starting(c.after, types)

    def _starting(self, at: int, types: tuple[str, ...]) -> int | None:
        """The mention that begins at an offset, behind an article or a common noun."""
        skip = self.words.skip.match(self.text.parsed.text, at)
        ends = (at, skip.end() if skip else at)
        for n, m in enumerate(self.text.mentions):
            if ends[0] <= m.start <= ends[1] and self.text.of_type(n, types):
                return n
        return None

    def _before(self, c: Context, types: tuple[str, ...]) -> int | None:
        at = c.low + c.left.start() if c.left else c.quantity.start
        return self._ending(c.sentence.start, at, types)

    def _beside(self, c: Context, types: tuple[str, ...]) -> int | None:
        return self._ending(c.sentence.start, c.quantity.start, types)

    def _ending(self, low: int, at: int, types: tuple[str, ...]) -> int | None:
        for n in self._backwards(low, at + 1):
            m = self.text.mentions[n]
            if at - m.end > _BESIDE:
                return None
            if m.kind == "name" or at - m.end < 3:
                return n if self.text.of_type(n, types) else None
        return None

    def _ahead(self, c: Context, types: tuple[str, ...]) -> int | None:
        """ "Forte de 320 salariés, X exporte": the name right behind the comma."""
        for n, m in enumerate(self.text.mentions):
            if c.quantity.end <= m.start <= c.quantity.end + 2 * _BESIDE and self.text.of_type(n, types):
                return n if "," in self.text.parsed.text[c.quantity.end : m.start] else None
        return None

    def _kind(self, c: Context, types: tuple[str, ...]) -> int | None:
        """ "La ville de 14.900 habitants": the last city that was named."""
        at = c.mark("poss")
        word = self.text.parsed.between(at, at + 1) if at is not None else ()
        return self._of_kind(word[0], types) if word else None

    def _same(self, c: Context, types: tuple[str, ...]) -> int | None:
        return c.last

    def _source(self, c: Context, types: tuple[str, ...]) -> int | None:
        text = self.text.parsed.text
        for n in self._backwards(c.sentence.start, c.quantity.start):
            start = self.text.mentions[n].start
            window = re.sub(_ARTICLE, "", text[c.sentence.start : start])
            if self.text.of_type(n, types) and self.words.source.search(window):
                return n
        return None

    def _topic(self, c: Context, types: tuple[str, ...]) -> int | None:
        """The subject of the sentence, of one before, else what the passage names most often."""
        here = self._subject_of(c.sentence, c.quantity.start, types)
        if here is None:
            here = self._of_previous(c.sentence, types)
        return here if here is not None else self._prominent(c, types)

    def _of_previous(self, sentence: Sentence, types: tuple[str, ...]) -> int | None:
        for i in range(sentence.i - 1, max(sentence.i - 1 - _BACK, -1), -1):
            before = self.text.parsed.sentences[i]
            if before.block < sentence.block - 1:
                return None
            found = self._first(self._subject_of(before, before.end, types), self._only(before, types))
            if found is not None:
                return found
        return None

    def _only(self, sentence: Sentence, types: tuple[str, ...]) -> int | None:
        """The one thing of these classes that a sentence names."""
        names = [n for n in self._backwards(sentence.start, sentence.end) if self.text.of_type(n, types)]
        names = [n for n in names if not self._is_source(n)]
        return names[-1] if len({self.text.mentions[n].name for n in names}) == 1 else None

    def _subject_of(self, sentence: Sentence, before: int, types: tuple[str, ...]) -> int | None:
        """What the first subject of a sentence stands for; a name that opens it counts as one."""
        tokens = self.text.parsed.tokens_of(sentence)
        for t in tokens[:3]:
            if t.pos not in ("DET", "PUNCT"):
                n = self.text.mention_at.get(t.i)
                if n is not None and t.start < before and self.text.of_type(n, types):
                    return n
                break
        for t in tokens:
            if t.start >= before:
                return None
            if t.dep.startswith("nsubj") and (found := self._at_token(t, types)) is not None:
                return found
        return None

    def _prominent(self, c: Context, types: tuple[str, ...]) -> int | None:
        """The thing of these classes that the article names most, among those of the passage before."""
        first = self.text.parsed.sentences[max(0, c.sentence.i - _BACK)].start
        few = not any(self.text.ontology.is_a(t, "Organization", "Place") for t in types)
        names = [
            n for n in self._backwards(0 if few else first, c.quantity.start) if self.text.of_type(n, types)
        ]
        names = [n for n in names if not self._is_source(n)]
        return max(names, key=lambda n: self._weight(n), default=None)

    def _is_source(self, n: int) -> bool:
        m = self.text.mentions[n]
        window = self.text.parsed.text[max(0, m.start - 30) : m.start]
        return bool(self.words.source.search(re.sub(_ARTICLE, "", window)))

    def _weight(self, n: int) -> int:
        chain = self.text.chain_of.get(self.text.mentions[n].id)
        return len(chain.mentions) if chain else 1

    def _backwards(self, low: int, high: int) -> Iterable[int]:
        """The mentions between two offsets, the last first."""
        found = [n for n, m in enumerate(self.text.mentions) if low <= m.start and m.end <= high]
        return reversed(found)
