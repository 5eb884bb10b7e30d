"""Of what a figure is said: the subject of its verb, an owner, a name beside it, the topic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.annotated import Annotated
from kg.extract.clauses import Clauses
from kg.extract.figure_topic import Topics
from kg.extract.tokens import Sentence
from kg.extract.values import Quantity

if TYPE_CHECKING:
    from kg.lexicon import Lexicon
    from kg.lexicon.figures import FigureRule

_ARTICLE = re.compile(r"\w{1,3}['’]?\s*$")
_BESIDE = 28  # characters that may stand between a name and what is said right behind it
_STRETCH = 120  # characters between a verb and the nearest name that may still be its subject
_SPEECH = 160  # characters outside a quotation in which its speaker is told
_OPEN, _CLOSE = '«“"', '»”"'


@dataclass(frozen=True, slots=True)
class Context:
    """A quantity, its sentence, and the match before it (offsets in it count from `low`).

    `right` is the match that follows the quantity, from `quantity.end`; `last` the mention of the
    figure before in the sentence, `recent` that of the last figure of the sentence before.
    """

    sentence: Sentence
    quantity: Quantity
    low: int
    left: re.Match[str] | None
    right: re.Match[str] | None
    last: int | None
    recent: int | None = None

    @property
    def after(self) -> int:
        """The offset behind the match that follows the quantity."""
        return self.quantity.end + (self.right.end() if self.right else 0)

    def mark(self, name: str) -> int | None:
        """Where a named group of the matches stands in the document."""
        for match, low in ((self.left, self.low), (self.right, self.quantity.end)):
            for key, value in match.groupdict().items() if match else ():
                if key.startswith(name) and value is not None and match:
                    return low + match.start(key)
        return None


class Owners:
    """Finds the mention that a figure is about, among those of the classes that a rule allows."""

    def __init__(self, text: Annotated, lexicon: Lexicon) -> None:
        self.text, self.words = text, lexicon.figures
        self.clauses = Clauses(text.parsed, lexicon.parsing)
        self.topics = Topics(text, lexicon, self.clauses)

    def find(self, rule: FigureRule, context: Context) -> tuple[int | None, str]:
        """The mention by the first way of the rule that leads to one, and that way; None where none does."""
        for way in rule.about:
            found: int | None = getattr(self, f"_{way}")(context, rule.types)
            if found is not None:
                return found, way
        return None, ""

    def verb(self, context: Context) -> int | None:
        """The token of the verb that the rule matched."""
        at = context.mark("verb")
        if at is None:
            return None
        tokens = self.text.parsed.between(at, self._verb_end(context))
        verbs = [t for t in tokens if t.pos in ("VERB", "AUX")]
        return next((t.i for t in reversed(verbs) if t.pos == "VERB"), verbs[-1].i if verbs else None)

    @staticmethod
    def _verb_end(context: Context) -> int:
        for key, value in context.left.groupdict().items() if context.left else ():
            if key.startswith("verb") and value is not None and context.left:
                return context.low + context.left.end(key)
        return context.quantity.start

    def _subject(self, c: Context, types: tuple[str, ...]) -> int | None:
        verb = self.verb(c)
        if verb is None:
            at = c.mark("verb")
            found = self._phrase_before(at, types) if at is not None else None
            return found if found is not None or at is None else self._nearest(c, types, at)
        tokens = self.text.parsed.tokens
        subjects = [tokens[i] for i in self.clauses.subject(tokens[verb])]
        subjects = [t for t in subjects if t.start < c.quantity.start]
        for t in subjects:
            bare = t.pos == "PRON" and self.text.mention_at.get(t.i) is None and "Person=3" in t.morph
            found = self._recent(c, types) if bare else None
            if found is None:
                found = self.topics.head(t, types)
            if found is not None:
                return found
        if any(t.pos == "PRON" and "Person=3" in t.morph for t in subjects):
            return self._recent(c, types)
        if any("Person=1" in t.morph for t in subjects):
            return self._speaker(c, types)
        if any(t.pos in ("NOUN", "PROPN") or self.text.mention_at.get(t.i) is not None for t in subjects):
            return None
        at = c.mark("verb") or tokens[verb].start
        found = self._phrase_before(at, types)
        return found if found is not None else self._nearest(c, types, at)

    def _phrase_before(self, at: int, types: tuple[str, ...]) -> int | None:
        """What a definite noun phrase directly before a verb takes up, where the parser missed it."""
        tokens = self.text.parsed.between(max(0, at - 60), at)
        for k in range(len(tokens) - 1, max(-1, len(tokens) - 8), -1):
            t = tokens[k]
            if t.pos in ("VERB", "PUNCT", "CCONJ", "SCONJ") or self.text.mention_at.get(t.i) is not None:
                return None
            if t.pos == "DET" and "Definite=Ind" not in t.morph:
                noun = next((n for n in tokens[k + 1 :] if n.pos != "ADJ"), None)
                return self.topics.taken_up(noun, types) if noun is not None else None
        return None

    def _nearest(self, c: Context, types: tuple[str, ...], before: int) -> int | None:
        """The nearest name before a verb, with no verb between but those of relative clauses."""
        for n in self.topics.backwards(c.sentence.start, before):
            end = self.text.mentions[n].end
            if before - end > _STRETCH:
                return None
            if self.topics.may(n, types):
                between = self.text.parsed.between(end, before)
                verbs = sum(t.pos in ("VERB", "AUX") and "VerbForm=Fin" in t.morph for t in between)
                if verbs <= sum("PronType=Rel" in t.morph for t in between):
                    return n
        return None

    def _possessive(self, c: Context, types: tuple[str, ...]) -> int | None:
        at = c.mark("poss")
        word = self.text.parsed.between(at, at + 1) if at is not None else ()
        if not word:
            return None
        if "Person[psor]=1" in word[0].morph or word[0].text.lower() in self.words.ours:
            return self._speaker(c, types)
        m = self.text.mention_at.get(word[0].i)
        return m if m is not None and self.topics.may(m, types) else None

    def _speaker(self, c: Context, types: tuple[str, ...]) -> int | None:
        if not self.topics.described.inside_quotation(c.quantity.start):
            return None
        return self.speaker(c.sentence, c.quantity.start, c.quantity.end, types)

    def speaker(self, s: Sentence, start: int, end: int, types: tuple[str, ...]) -> int | None:
        """The organization that speaks in the quotation around a place: "notre activité", "nous comptons"."""
        text = self.text.parsed.text
        low = max(text.rfind("\n", 0, start), 0)
        opened = max(text.rfind(q, low, start) for q in _OPEN)
        ends = [text.find(q, end, end + 4 * _SPEECH) for q in _CLOSE]
        closed = min((e for e in ends if e >= 0), default=-1)
        stretches = []
        if closed >= 0:
            line = text.find("\n", closed)
            stretches.append((closed, min(closed + _SPEECH, line if line >= 0 else len(text))))
        if opened >= 0:
            stretches.append((max(low, opened - _SPEECH), opened))
        for first, last in stretches:
            for n, m in enumerate(self.text.mentions):
                if first <= m.start < last and self.topics.may(n, types) and not self._union(n):
                    return n
        return self.topics.before(s, types)

    def _union(self, n: int) -> bool:
        """A union or a medium speaks of the firm, not of itself."""
        return self.text.of_type(n, ("TradeUnion", "Media"))

    def _at(self, c: Context, types: tuple[str, ...]) -> int | None:
        at = c.mark("poss")
        return self.topics.starting(at, types) if at is not None else None

    def _of(self, c: Context, types: tuple[str, ...]) -> int | None:
        ordinal = self.words.ordinals.match(self.text.parsed.text, c.after)
        if ordinal:
            return self._one_of_two(c, types, 0 if ordinal["first"] else 1)
        return self.topics.starting(c.after, types)

    def _one_of_two(self, c: Context, types: tuple[str, ...], which: int) -> int | None:
        """ "60 % par la première et 40 % par le second": the things that the sentence names."""
        found: dict[str, int] = {}
        for n, m in enumerate(self.text.mentions):
            inside = c.sentence.start <= m.start < c.quantity.start
            if inside and self.topics.may(n, types) and not self.topics.is_source(n):
                chain = self.text.chain_of.get(m.id)
                found.setdefault(chain.id if chain else m.id, n)
        return list(found.values())[which] if len(found) > 1 else None

    def _before(self, c: Context, types: tuple[str, ...]) -> int | None:
        at = c.low + c.left.start() if c.left else c.quantity.start
        return self._ending(c.sentence.start, at, types)

    def _beside(self, c: Context, types: tuple[str, ...]) -> int | None:
        return self._ending(c.sentence.start, c.quantity.start, types)

    def _ending(self, low: int, at: int, types: tuple[str, ...]) -> int | None:
        for n in self.topics.backwards(low, at + 1):
            m = self.text.mentions[n]
            if at - m.end > _BESIDE:
                return None
            if self.text.of_type(n, ("Place",)) and not any(t in types for t in ("Place", "City")):
                continue  # "X, à Lyon, 300 salariés"
            if m.kind == "name" or at - m.end < 3:
                return n if self.topics.may(n, types) else None
        return None

    def _ahead(self, c: Context, types: tuple[str, ...]) -> int | None:
        return self.topics.ahead(c.sentence, c.quantity.end, types)

    def _previous(self, c: Context, types: tuple[str, ...]) -> int | None:
        """What the sentences before are about: "lui", "elle"."""
        return self.topics.before(c.sentence, types)

    def _law(self, c: Context, types: tuple[str, ...]) -> int | None:
        """The law that an article is about: fines are told far from its name."""
        return self.topics.prominent(c.quantity.start, types, whole=True)

    def _ofthat(self, c: Context, types: tuple[str, ...]) -> int | None:
        """ "Les 61 agences qu'elle exploite", "que compte X": the word at the mark."""
        at = c.mark("poss")
        word = self.text.parsed.between(at, at + 1) if at is not None else ()
        if not word:
            return None
        m = self.text.mention_at.get(word[0].i)
        if m is not None:
            return m if self.topics.may(m, types) else None
        if word[0].pos == "PRON":
            here = self.topics.subject_of(c.sentence, c.quantity.start, types)
            return here if here is not None else self.topics.before(c.sentence, types)
        return self.topics.taken_up(word[0], types)

    def _kind(self, c: Context, types: tuple[str, ...]) -> int | None:
        """ "La ville de 14.900 habitants": the last city that was named."""
        at = c.mark("poss")
        word = self.text.parsed.between(at, at + 1) if at is not None else ()
        return self.topics.taken_up(word[0], types) if word else None

    def _same(self, c: Context, types: tuple[str, ...]) -> int | None:
        return c.last

    def _source(self, c: Context, types: tuple[str, ...]) -> int | None:
        text = self.text.parsed.text
        for n in self.topics.backwards(c.sentence.start, c.quantity.start):
            start = self.text.mentions[n].start
            window = re.sub(_ARTICLE, "", text[c.sentence.start : start])
            if self.text.of_type(n, types) and self.words.source.search(window):
                return n
        return None

    def _clause(self, c: Context, types: tuple[str, ...]) -> int | None:
        """The subject of the verb that the number hangs on."""
        return self.topics.governing(c.quantity.start, types)

    def _topic(self, c: Context, types: tuple[str, ...]) -> int | None:
        return self.topic(c, types)

    def topic(self, c: Context, types: tuple[str, ...]) -> int | None:
        """The subject of the clause, of the sentence, of one before, else what is named most often."""
        at = c.quantity.start
        found = self.topics.ahead(c.sentence, c.quantity.end, types)
        if found is None:
            found = self.topics.governing(at, types)
        if found is None and self.topics.unresolved(at, types):
            return None
        if found is None:
            found = self.topics.subject_of(c.sentence, at, types)
        if found is None:
            found = self.announcer(c, types)
        if found is None:
            found = self.topics.before(c.sentence, types)
        if found is None:
            found = self._recent(c, types)
        return found if found is not None else self.topics.prominent(at, types)

    def announcer(self, c: Context, types: tuple[str, ...]) -> int | None:
        """ "Les ventes atteignent 3 M€, a annoncé X": who tells its own figures."""
        m = self.words.said.search(self.text.parsed.text, c.quantity.end, c.sentence.end)
        return self.topics.starting(m.end(), types) if m else None

    def _recent(self, c: Context, types: tuple[str, ...]) -> int | None:
        return c.recent if c.recent is not None and self.topics.may(c.recent, types) else None
