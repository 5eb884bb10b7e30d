"""The way from a number up the tree of its sentence to its verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.clauses import Clauses
from kg.extract.tokens import Token
from kg.extract.values import Quantity

if TYPE_CHECKING:
    from kg.extract.annotated import Annotated
    from kg.lexicon import Lexicon

_CLIMB = 9  # words between a number and its verb
_NEXT = 40  # characters before a number in which its verb may stand beside it
SUBJECT = ("nsubj", "nsubj:pass")
VERBAL = ("VERB", "AUX")
MISREAD = ("ADJ", "NOUN", "X")


@dataclass(frozen=True, slots=True)
class Path:
    """From the word that heads a number up to its verb.

    `nodes` are the words on the way, the head first; `verb` is the clause's verb, None in a phrase
    without one; the last node is the one that hangs on it. `subjects` head the verb's subject,
    empty where the number is it.
    """

    nodes: tuple[Token, ...]
    verb: Token | None
    subjects: tuple[Token, ...] = ()

    @property
    def top(self) -> Token:
        """The word of the path that hangs on the verb."""
        return self.nodes[-1]

    @property
    def counts_subject(self) -> bool:
        """Whether what is counted is the subject: "30 000 coureurs ont pris le départ"."""
        return self.verb is not None and self.top.dep in SUBJECT and self.top.start < self.verb.start


class Paths:
    """Finds the paths of the numbers of one article."""

    def __init__(self, text: Annotated, lexicon: Lexicon, clauses: Clauses) -> None:
        self.text, self.words, self.clauses = text, lexicon.figures.reading, clauses

    def find(self, q: Quantity) -> Path | None:
        """The way from a number to its verb."""
        tokens = self.text.parsed.between(q.start, q.end)
        inside = {t.i for t in tokens}
        heads = [t for t in tokens if t.head not in inside or t.head == t.i]
        if not heads:
            return None
        nouns = [t for t in heads if t.pos in ("NOUN", "PROPN", "NUM")]
        t = (nouns or heads)[-1]
        nodes = [t]
        if (verb := self._beside(q)) is not None:
            return self._clause(nodes, verb)
        here = self.text.quantity_at.get(t.i)
        while t.head != t.i and len(nodes) < _CLIMB:
            above = self.text.parsed.tokens[t.head]
            misread = above.pos in MISREAD and (t.dep == "obj" or self._predicates(above))
            if misread or (above.pos in VERBAL and not self._modifier(above)):
                return self._clause(nodes, above)
            if self.text.quantity_at.get(above.i, here) != here:
                break  # a number hangs on another one where the parser lost its way
            if above.i not in inside:
                nodes.append(above)
            t = above
        return Path(tuple(nodes), None)

    def _predicates(self, word: Token) -> bool:
        """ "L'entreprise compte 240 personnes": a noun with a subject and no copula is a verb misread."""
        deps = {self.text.parsed.tokens[c].dep for c in self.text.parsed.children[word.i]}
        return not deps.isdisjoint(SUBJECT) and "cop" not in deps

    def _beside(self, q: Quantity) -> Token | None:
        """The verb right before a number, whatever the parser makes of the rest: "conserve 51 %"."""
        tokens = self.text.parsed.between(max(0, q.start - _NEXT), q.start)
        for t in reversed(tokens):
            if t.pos == "VERB" and t.dep not in ("acl", "amod"):
                return t
            if t.pos not in ("ADV", "DET") or t.sentence != self.text.parsed.tokens[tokens[-1].i].sentence:
                return None
        return None

    def _clause(self, nodes: list[Token], verb: Token) -> Path:
        if nodes[-1].dep in SUBJECT and nodes[-1].start < verb.start:
            return Path(tuple(nodes), verb)
        tokens = self.text.parsed.tokens
        own = {t.i for t in nodes}
        return Path(tuple(nodes), verb, tuple(tokens[i] for i in self.clauses.subject(verb) if i not in own))

    @staticmethod
    def _modifier(verb: Token) -> bool:
        """A participle that belongs to a noun: "un budget estimé à 3 M€", "X, valorisée à 2 Md€"."""
        return verb.dep in ("acl", "amod") and "VerbForm=Part" in verb.morph and verb.pos == "VERB"

    def implied(self, q: Quantity, path: Path) -> bool:
        """Whether the number's owner may be what the passage is about: no other thing is its subject."""
        pattern, text = self.words.nouns["implied"], self.text.parsed.text
        unknown = [t for t in path.subjects if self.text.mention_at.get(t.i) is None]
        if any(t.pos == "PROPN" for t in unknown):
            return False  # a name that nobody knows
        if any(t.pos in ("ADJ", "PRON") and "Number=Plur" in t.morph for t in unknown):
            return "Person=1" in unknown[0].morph  # "ces dernières", "certains"
        if any(pattern.match(text, t.start) for t in path.nodes if t.pos == "NOUN" and t.start < q.start):
            return True
        if self.definite(q):
            return True
        if path.counts_subject:
            return False
        lemmas = self.words.lemmas
        if path.verb is not None and path.verb.lemma in lemmas["price"]:
            return True
        if path.verb is not None and path.verb.lemma in lemmas["there"] and path.top.start > path.verb.start:
            return True  # "où travaillent 180 personnes"
        for t in path.subjects:
            if t.start < q.start and t.pos in ("NOUN", "PROPN") and not pattern.match(text, t.start):
                return False
        return True

    def definite(self, q: Quantity) -> bool:
        """ "les 600 salariés", "85 % des 620 salariés": those of what is spoken of."""
        around = (*self.text.parsed.between(max(0, q.start - 2), q.start),)
        return bool(around) and around[-1].pos in ("DET", "ADP") and around[-1].text.lower() in self.words.the
