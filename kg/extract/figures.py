"""Figures: what a number says about a named thing, by the rules of figures.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.annotated import Annotated
from kg.extract.figure_owner import Context, Owners
from kg.extract.figure_reading import Readings
from kg.extract.numerals import plain
from kg.extract.status import StatusReader
from kg.extract.tokens import Parsed, Sentence
from kg.extract.values import Quantity, TimeExpression
from kg.model import Argument, Chain, Claim, Document, Evidence, Mention, Status

if TYPE_CHECKING:
    from kg.lexicon import Lexicon
    from kg.lexicon.figures import FigureRule
    from kg.ontology import Ontology

_WINDOW = 170  # characters before a quantity that a rule may look at
_AHEAD = 60
_NEAR = 70  # characters within which a date or a place belongs to a quantity
_RANGE = 4  # characters between the two ends of a range
CURRENCY = re.compile("[A-Z]{3}")
BESIDE = ("of", "at", "source")  # ways to what only this number is said of
POINTED = ("of", "at", "possessive", "same")  # ways that lead from the words right beside the number
CLAUSAL = ("subject", "clause", "topic")  # ways that the tree of the sentence is asked about
MONEY = ("revenue", "profit", "amount", "penalty")
COMPARATORS = {"exact": "Exact", "about": "About", "moreThan": "MoreThan", "lessThan": "LessThan"}
WEAK = {"name": 1.0, "nominal": 0.9, "pronoun": 0.85}


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure as it was read; `about` is the index of a mention."""

    rule: str
    confidence: float
    measure: str
    about: int
    quantity: Quantity
    negative: bool
    sentence: Sentence
    verb: int | None
    unit: str
    topical: bool = True  # what follows may be about the same thing


def find_figures(
    parsed: Parsed,
    document: Document,
    mentions: tuple[Mention, ...],
    chains: tuple[Chain, ...],
    quantities: tuple[Quantity, ...],
    dates: tuple[TimeExpression, ...],
    lexicon: Lexicon,
    ontology: Ontology,
    used: frozenset[int],
) -> tuple[Claim, ...]:
    """The figures of an article. `used` holds the starts of quantities that an event already took."""
    text = Annotated(document, parsed, mentions, chains, quantities, dates, ontology)
    reader = _Reader(text, lexicon)
    return tuple(reader.claims(used))


class _Reader:
    """Tries the rules on each quantity of one article."""

    def __init__(self, text: Annotated, lexicon: Lexicon) -> None:
        self.text, self.rules = text, lexicon.figures
        text_ = text.parsed.text.lower()
        self.small = text_ if len(text_) == len(text.parsed.text) else text.parsed.text
        self.recent: _Figure | None = None
        self.owners = Owners(text, lexicon)
        self.readings = Readings(text, lexicon, self.owners)
        self.status = StatusReader(text.parsed, lexicon.status, lexicon.parsing)

    def claims(self, used: frozenset[int]) -> Iterator[Claim]:
        last: _Figure | None = None
        said: set[tuple[str, str, str, str]] = set()
        for quantity in self.text.quantities:
            sentence = self.text.parsed.sentence_at(quantity.start)
            if sentence is None:
                continue
            figure = self._read(quantity, sentence, last, quantity.start in used)
            if figure is None and quantity.start not in used:
                figure = self._reading(quantity, sentence)
            if figure is None:
                continue
            figure = self._settled(figure)
            last = figure
            self.recent = figure if figure.topical else self.recent
            claim = self._claim(figure)
            chain = self.text.chain_of.get(self.text.mentions[figure.about].id)
            key = (chain.id if chain else "", figure.measure, str(claim.one("value")), figure.unit)
            if key not in said:
                said.add(key)
                yield claim

    def _read(self, q: Quantity, sentence: Sentence, last: _Figure | None, taken: bool) -> _Figure | None:
        """A bare "2,3 milliards" is money where the words say so, in the currency used before."""
        sum_ = self.readings.sum_of(q)
        if sum_ is not None and (currency := self._currency(q.start)):
            figure = self._figure(replace(sum_, unit=currency), sentence, last, taken)
            if figure is not None and figure.measure in MONEY:
                return figure
        return self._figure(q, sentence, last, taken)

    def _currency(self, at: int) -> str:
        """The currency of the last sum before an offset, else of the first one behind it."""
        sums = [q for q in self.text.quantities if CURRENCY.fullmatch(q.unit)]
        return next((q.unit for q in reversed(sums) if q.start < at), sums[0].unit if sums else "")

    def _figure(self, q: Quantity, sentence: Sentence, last: _Figure | None, taken: bool) -> _Figure | None:
        """The first rule that fits and finds its owner; only a sure one when an event has taken it."""
        low = max(sentence.start, q.start - _WINDOW)
        before = self.small[low : q.start]
        behind = self.small[q.end : min(sentence.end, q.end + _AHEAD)]
        if last and (last.sentence.i != sentence.i or q.start - last.quantity.end > _NEAR):
            last = None
        if last is not None and self._ranged(last, q):
            return replace(last, quantity=q, sentence=sentence)
        for rule in self.rules.for_unit(q.unit):
            if not _fits(rule, q) or (taken and not rule.sure):
                continue
            found = _match(rule, before, behind)
            follows = last if last and (not rule.follows or last.measure in rule.follows) else None
            if found is None or (rule.follows and follows is None):
                continue
            told = follows.about if follows else None
            context = Context(sentence, q, low, *found, told, self._recent(sentence))
            figure = self._by_rule(rule, context, follows)
            if figure is not None:
                return figure
        return None

    def _ranged(self, last: _Figure, q: Quantity) -> bool:
        """ "entre 140 et 160 millions d'euros": the second number says what the first one does."""
        ends = (last.quantity.comparator, q.comparator) == ("moreThan", "lessThan")
        return ends and q.start - last.quantity.end <= _RANGE and last.quantity.unit == q.unit

    def _recent(self, sentence: Sentence) -> int | None:
        """What the last figure of the sentence or the one before was said of."""
        near = self.recent is not None and self.recent.sentence.i >= sentence.i - 1
        return self.recent.about if self.recent is not None and near else None

    def _by_rule(self, rule: FigureRule, context: Context, follows: _Figure | None) -> _Figure | None:
        """What a rule that fits says, where it finds its owner and the number is not that of an event."""
        q = context.quantity
        about, way = self.owners.find(rule, context)
        if way in CLAUSAL and about is not None:
            about = self.readings.checked(q, about, way, rule.types)
        measure = rule.measure if rule.measure != "same" else follows.measure if follows else ""
        if about is None or not measure:
            return None
        if measure == "amount" and way not in POINTED and self.readings.measures.dealt(q):
            return None
        unit = q.unit or q.noun or (follows.unit if follows and not rule.unit else rule.unit)
        return _Figure(
            rule.id, rule.confidence, measure, about, q, rule.negative, context.sentence,
            self.owners.verb(context), unit, way not in BESIDE,
        )  # fmt: skip

    def _reading(self, q: Quantity, sentence: Sentence) -> _Figure | None:
        """A number that no rule takes, by the tree of its sentence."""
        recent = self._recent(sentence)
        sum_ = self.readings.sum_of(q)
        currency = self._currency(q.start) if sum_ is not None else ""
        r = self.readings.read(replace(sum_, unit=currency), sentence, recent) if sum_ and currency else None
        if r is None or r.measure not in MONEY:
            r = self.readings.read(q, sentence, recent)
        if r is None:
            return None
        return _Figure(r.rule, r.confidence, r.measure, r.about, q, r.negative, sentence, r.verb, r.unit)

    def _settled(self, f: _Figure) -> _Figure:
        """Members where a body of members counts people; a plant's size where a pronoun took its builder."""
        reading = self.rules.reading
        bodies, things = tuple(reading.units["bodies"]), tuple(reading.units["plants"])
        staff = f.quantity.noun in reading.staff or not f.quantity.noun
        verb = self.text.parsed.tokens[f.verb].lemma if f.verb is not None else ""
        if f.measure == "employees" and self.text.of_type(f.about, bodies):
            return f if staff or verb in reading.lemmas["work"] else replace(f, measure="count")
        m = self.text.mentions[f.about]
        if f.measure != "capacity" or self.text.of_type(f.about, things):
            return f
        if m.kind != "pronoun" and f.sentence.start <= m.start:
            return f
        plant = self._plant(f.sentence)
        return f if plant is None else replace(f, about=plant)

    def _plant(self, sentence: Sentence) -> int | None:
        """The last plant, building or project that the sentence before names."""
        if not sentence.i:
            return None
        before, things = self.text.parsed.sentences[sentence.i - 1], tuple(self.rules.reading.units["plants"])
        names = self.owners.topics.backwards(before.start, before.end)
        return next((n for n in names if self.text.of_type(n, things)), None)

    def _claim(self, f: _Figure) -> Claim:
        q, document = f.quantity, self.text.document
        value = -abs(q.value) if f.negative else q.value
        arguments = [
            Argument("about", ref=self.text.mentions[f.about].id),
            Argument("measure", value=f.measure, datatype="kg"),
            Argument("value", value=f"{plain(value):f}", datatype="decimal"),
            Argument("unit", value=f.unit),
            Argument("comparator", value=COMPARATORS[q.comparator], datatype="kg"),
        ]
        arguments += self._place(f)
        arguments += self._date(f)
        status: Status = "actual"
        if f.verb is not None:
            only = self.rules.only.search(self.small[f.sentence.start : q.start]) is not None
            status = self.status.status(self.text.parsed.tokens[f.verb], ignore_negation=only)
        confidence = f.confidence * WEAK[self.text.mentions[f.about].kind]
        s = f.sentence
        evidence = Evidence(document.id, s.start, s.end, self.text.parsed.text[s.start : s.end])
        return Claim(
            f"{document.id}!{f.rule}@{q.start}", document.id, "figure", "Figure", tuple(arguments),
            (evidence,), f.rule, status, None, round(confidence, 3),
        )  # fmt: skip

    def _date(self, f: _Figure) -> list[Argument]:
        near = [
            (self._distance(t.start, t.end, f), n)
            for n, t in enumerate(self.text.dates)
            if f.sentence.start <= t.start < f.sentence.end and t.role != "since" and self._same_clause(t, f)
        ]
        if not near or min(near)[0] > _NEAR:
            return []
        date = self.text.dates[min(near)[1]]
        return [Argument("date", value=date.value, datatype=date.datatype)]

    def _place(self, f: _Figure) -> list[Argument]:
        """The nearest place behind the number that "à", "en", "au" … introduces."""
        text, chain_of = self.text.parsed.text, self.text.chain_of
        about = chain_of.get(self.text.mentions[f.about].id)
        for n, m in enumerate(self.text.mentions):
            if not f.quantity.end <= m.start < min(f.sentence.end, f.quantity.end + _NEAR):
                continue
            between = text[f.quantity.end : m.start]
            if re.search(r"[;:.]|\d", between):
                break
            if self.text.of_type(n, ("Place", "Site")) and self.rules.place_before.search(between):
                return [Argument("place", ref=m.id)] if chain_of.get(m.id) is not about else []
        return []

    def _same_clause(self, t: TimeExpression, f: _Figure) -> bool:
        clauses, parsed = self.owners.clauses, self.text.parsed
        ends = [parsed.between(x.start, x.end) for x in (t, f.quantity)]
        return all(ends) and clauses.owner(ends[0][-1]) == clauses.owner(ends[1][-1])

    @staticmethod
    def _distance(start: int, end: int, f: _Figure) -> int:
        return max(start - f.quantity.end, f.quantity.start - end, 0)


def _fits(rule: FigureRule, q: Quantity) -> bool:
    if q.value < rule.least or (rule.nouns and q.noun not in rule.nouns):
        return False
    return q.noun not in rule.not_nouns


def _match(
    rule: FigureRule, before: str, behind: str
) -> tuple[re.Match[str] | None, re.Match[str] | None] | None:
    """The matches before and behind the quantity, or None where the rule does not hold."""
    right = rule.after.match(behind) if rule.after else None
    if rule.after and not right:
        return None
    left = rule.before.search(before) if rule.before else None
    if rule.before and not left:
        return None
    if rule.not_before and rule.not_before.search(before):
        return None
    if rule.not_after and rule.not_after.match(behind):
        return None
    return left, right
