"""Numbers that no rule fits: their measure by the words around, their owner by the tree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.figure_measure import FEW, Measures
from kg.extract.figure_owner import Context, Owners
from kg.extract.figure_path import Path
from kg.extract.figure_tree import Tree
from kg.extract.tokens import Sentence, Token
from kg.extract.values import Quantity

if TYPE_CHECKING:
    from kg.extract.annotated import Annotated
    from kg.lexicon import Lexicon

_SUMS = ("revenue", "profit", "loss", "cost")
_LARGE = 1_000_000  # a number without a unit that may be a sum of money
_CLITIC = 25  # characters before a verb in which its "en" stands
_ALONE = 30  # characters before a number in which its bare subject stands
_SURE, _LOOSE = 0.6, 0.45  # confidence of an owner in the tree, and of the passage's topic


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure of the mention `about`; `verb` is the token of the verb that says it."""

    measure: str
    about: int
    negative: bool
    verb: int | None
    rule: str
    confidence: float
    unit: str


class Readings:
    """Reads the numbers of one article that the rules left."""

    def __init__(self, text: Annotated, lexicon: Lexicon, owners: Owners) -> None:
        self.text, self.words, self.owners = text, lexicon.figures.reading, owners
        self.nouns = lexicon.numbers.nouns
        self.tree = Tree(text, lexicon, owners)
        self.measures = Measures(text, lexicon, self.tree.paths)

    def read(self, q: Quantity, sentence: Sentence, recent: int | None = None) -> Reading | None:
        """What a number says, or None where its measure or its owner is not clear.

        `recent` is what the last number of the sentence or the one before was said of.
        """
        if q.unit in self.words.units["skipped"]:
            return None
        path = self.tree.paths.find(q)
        if path is None or self._pair(q):
            return None
        if not q.unit:
            q = self._numbered(q, path)
        if not q.unit:
            q = self._of_those(q, path)
        if not q.unit:
            return None
        found = self.measures.measure(q, path)
        if found is None:
            return None
        measure, negative = found
        types = self.words.types[measure]
        if measure == "sharePercent" and not self.measures.cues.governed(path, "hold"):
            types = tuple(t for t in types if t != "Person")
        gapped = self._gapped(q)
        if gapped is not None:
            about = self._alone(gapped, types)
        else:
            about = self.tree.owner(q, path, types, holder=q.unit == "percent")
        way, confidence = "tree", _SURE
        if about is None and gapped is None:
            about, way, confidence = self._passage(q, path, measure, sentence, recent), "topic", _LOOSE
        if about is None:
            return None
        measure = self._sized(measure, q, about)
        verb = path.verb.i if path.verb is not None else None
        return Reading(measure, about, negative, verb, f"{measure}.{way}", confidence, q.unit)

    def _pair(self, q: Quantity) -> bool:
        """ "les deux syndicats" takes up what was named: it counts nothing."""
        spelt = self.text.parsed.text[q.start : q.start + 1].isalpha()
        return q.unit != "percent" and q.value < FEW and spelt and self.tree.paths.definite(q)

    def _numbered(self, q: Quantity, path: Path) -> Quantity:
        """ "le nombre d'abonnés a atteint 6 millions": the unit stands with the subject or the object."""
        text = self.text.parsed.text
        for t in (*path.nodes[1:], *self.measures.cues.others(path)):
            m = self.words.nouns["number"].match(text, t.start)
            of = self.words.of.match(text, m.end()) if m else None
            if of:
                for token in self.text.parsed.between(of.end(), of.end() + 30)[:2]:
                    known = self.nouns.get(token.text.lower())
                    if known:
                        return replace(q, unit=known[0], noun=known[1])
        return q

    def sum_of(self, q: Quantity) -> Quantity | None:
        """The number alone where it may be a sum of money: "83 millions", "83 millions de recettes"."""
        if q.unit or q.value < _LARGE:
            return None
        if not q.noun:
            return q
        text = self.text.parsed.text
        for m in self.words.of.finditer(text, q.start, q.end):
            if any(self.words.nouns[n].match(text, m.end()) for n in _SUMS):
                return replace(q, end=m.start(), noun="")
        return None

    def _gapped(self, q: Quantity) -> Token | None:
        """ "X en détient 40 %, l'État 15 %": the noun that stands alone before a share has it."""
        before = self.text.parsed.between(max(0, q.start - _ALONE), q.start)[-3:]
        if q.unit != "percent" or len(before) < 3 or before[-1].end + 1 < q.start:
            return None
        mark, article, noun = before
        alone = mark.text in ",;" or mark.pos == "CCONJ"
        return noun if alone and article.pos == "DET" and noun.pos in ("NOUN", "PROPN") else None

    def _alone(self, noun: Token, types: tuple[str, ...]) -> int | None:
        topics, m = self.owners.topics, self.text.mention_at.get(noun.i)
        if m is not None:
            return m if topics.may(m, types) else None
        return topics.taken_up(noun, types) if "Number=Plur" not in noun.morph else None

    def _of_those(self, q: Quantity, path: Path) -> Quantity:
        """ "L'hôpital, qui en compte 1 150": the unit is that of what was counted or named last."""
        if q.noun or not self._owning(path):
            return q
        start = q.start if path.verb is None else min(path.verb.start, q.start)
        near = self.text.parsed.between(max(0, start - _CLITIC), start)
        those = next((t for t in reversed(near) if t.text.lower() in self.words.of_those), None)
        if those is None:
            return q
        first = self.text.parsed.sentences[max(0, path.top.sentence - 1)].first
        for t in reversed(self.text.parsed.tokens[first : those.i]):
            known = self.nouns.get(t.text.lower())
            if known and t.pos == "NOUN" and "Number=Plur" in t.morph and not self._span(known[0]):
                return replace(q, unit=known[0], noun=known[1])
        return q

    def _owning(self, path: Path) -> bool:
        """Whether a verb of having governs a number, also where the parser takes it for a noun."""
        lemmas = self.words.lemmas["have"] | self.words.lemmas["employ"] | self.words.lemmas["hold"]
        return any(t.lemma in lemmas for t in (*path.nodes, path.verb) if t is not None)

    def _span(self, unit: str) -> bool:
        return unit in self.words.units["skipped"]

    def checked(self, q: Quantity, about: int, way: str, types: tuple[str, ...]) -> int | None:
        """The owner that a rule took from the clause or the passage: that of the tree goes before it, and
        where some other thing is the subject, there is none."""
        path = self.tree.paths.find(q)
        if path is None or "Organization" not in types:
            return about
        if way == "topic" and self._macro(path):
            return self.owners.topics.where(q.start, types)
        if self.tree.blocked(path):
            return None
        if (agent := self.tree.by_agent(q, path, types)) is not None:
            return agent
        if way != "topic":
            return about
        found = self.tree.owner(q, path, types, holder=q.unit == "percent")
        if found is not None:
            return found
        return about if self.tree.paths.implied(q, path) and not self._foreign(about) else None

    def _foreign(self, about: int) -> bool:
        """Whether somebody is only quoted: "selon X, …"."""
        return self.owners.topics.is_source(about) and not self.text.of_type(about, ("Work",))

    def _passage(self, q: Quantity, path: Path, measure: str, s: Sentence, recent: int | None) -> int | None:
        """What the sentence, or those before it, are about."""
        topics, context = self.owners.topics, Context(s, q, s.start, None, None, None)
        types = self.words.types[measure]
        if self._macro(path):
            return topics.where(q.start, types)
        if (framed := topics.framed(s, q.start, types)) is not None:
            return framed
        if not self.tree.paths.implied(q, path) or self.tree.blocked(path):
            return None
        found = topics.ahead(s, q.end, types)
        if found is not None:
            return found
        found = topics.subject_of(s, q.start, types)
        if found is None and measure in self.words.units["told"]:
            return None
        if found is None:
            found = self.owners.announcer(context, types)
        if found is None:
            found = topics.before(s, types)
        if found is None and recent is not None and topics.may(recent, types):
            found = recent
        return None if found is None or self._foreign(found) else found

    def _macro(self, path: Path) -> bool:
        """ "Le chômage a reculé de 3 %": what a country or a town has, and no firm."""
        pattern, text = self.words.nouns["macro"], self.text.parsed.text
        nouns = path.nodes if path.verb is None or path.counts_subject else path.subjects
        return any(pattern.match(text, t.start) for t in nouns if t.pos == "NOUN")

    def _sized(self, measure: str, q: Quantity, about: int) -> str:
        """A volume is what a plant can do, and what a firm has done."""
        if measure == "count" and q.unit in self.words.units["volumes"]:
            return "capacity" if self.text.of_type(about, tuple(self.words.units["things"])) else "count"
        return measure
