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
            return None
        token = self.text.parsed.tokens[verb]
        subjects = self.clauses.subject(token)
        for i in subjects:
            found = self.fillers.mentions(i, types)
            if found:
                return found[0]
        for i in subjects:
            if (owner := self._owner_of(self.text.parsed.tokens[i], types)) is not None:
                return owner
        named = any(self.text.mention_at.get(i) is not None for i in subjects)
        return None if named else self._nearest(c, types, token.start)

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

    def _same(self, c: Context, types: tuple[str, ...]) -> int | None:
        return c.last

    def _source(self, c: Context, types: tuple[str, ...]) -> int | None:
        text = self.text.parsed.text
        for n in self._backwards(c.sentence.start, c.quantity.start):
            start = self.text.mentions[n].start
            window = re.sub(r"(?:\b[lL][ea]s?|\b[uU]ne?|[lL]['’])\s*$", "", text[c.sentence.start : start])
            if self.text.of_type(n, types) and self.words.source.search(window):
                return n
        return None

    def _topic(self, c: Context, types: tuple[str, ...]) -> int | None:
        """The subject of the sentence; else its first name; else the same in the sentences before."""
        here = self._of_sentence(c.sentence, c.quantity.start, types)
        if here is not None:
            return here
        for back in range(1, _BACK + 1):
            i = c.sentence.i - back
            if i < 0:
                return None
            sentence = self.text.parsed.sentences[i]
            found = self._of_sentence(sentence, sentence.end, types)
            if found is not None:
                return found
        return None

    def _of_sentence(self, sentence: Sentence, before: int, types: tuple[str, ...]) -> int | None:
        for t in self.text.parsed.tokens_of(sentence):
            if t.start < before and t.dep.startswith("nsubj"):
                for n in (*self.fillers.mentions(t.i, types), self._owner_of(t, types)):
                    if n is not None:
                        return n
        inside = [n for n in self._backwards(sentence.start, before) if self.text.of_type(n, types)]
        return inside[-1] if inside else None

    def _backwards(self, low: int, high: int) -> Iterable[int]:
        """The mentions between two offsets, the last first."""
        found = [n for n, m in enumerate(self.text.mentions) if low <= m.start and m.end <= high]
        return reversed(found)
