"""Numbers with their units, as French-language press writes them: a grammar of regular expressions.

A numeral is found, its value computed exactly, then the words before it give the comparator and
those behind it the unit. What only looks like a number of something (years, clock times, ages,
article numbers, parts of names) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.numerals import Numeral, numeral_value, plain, read_numeral
from kg.extract.tokens import Parsed
from kg.extract.values import Comparator, Quantity

if TYPE_CHECKING:
    from kg.lexicon import Lexicon
    from kg.lexicon.numbers import NumberWords

_WORD = re.compile(r"\s*((?:[^\W\d_]|[-’'·]|\.(?=[es]\.?s?\b)|\((?:e|s|es)\)){1,40})")
_BEFORE = 48  # characters that are enough for the longest comparator


@dataclass(frozen=True, slots=True)
class _Unit:
    end: int
    unit: str
    noun: str
    factor: int = 1


def find_quantities(parsed: Parsed, lexicon: Lexicon) -> tuple[Quantity, ...]:
    """All quantities of the kept blocks, in text order."""
    words = lexicon.numbers
    found: list[Quantity] = []
    for start, end in _blocks(parsed):
        reader = _Reader(parsed, words, start, end)
        found += reader.read()
    return tuple(found)


def _blocks(parsed: Parsed) -> Iterator[tuple[int, int]]:
    """The stretches of text that were parsed: the sentences of one block together."""
    start = end = block = -1
    for s in parsed.sentences:
        if s.block != block:
            if end >= 0:
                yield start, end
            start, block = s.start, s.block
        end = s.end
    if end >= 0:
        yield start, end


class _Reader:
    """The quantities of one block."""

    def __init__(self, parsed: Parsed, words: NumberWords, start: int, end: int) -> None:
        self.parsed, self.words, self.start, self.end = parsed, words, start, end
        self.text = parsed.text

    def read(self) -> list[Quantity]:
        numerals = self._numerals()
        found: list[Quantity] = []
        later: Quantity | None = None
        after: Numeral | None = None
        for numeral in reversed(numerals):  # a number without a unit may take that of the next one
            quantity = self._quantity(numeral, later, after)
            if quantity:
                found.append(quantity)
                later, after = quantity, numeral
            else:
                later = after = None
        return _between(found[::-1], self)

    def _numerals(self) -> list[Numeral]:
        found: list[Numeral] = []
        at = self.start
        while m := self.words.numerals.find.search(self.text, at, self.end):
            ratio = self._ratio(m)
            numeral = ratio or read_numeral(m, self.words.numerals)
            at = max(m.end(), ratio.end if ratio else 0)
            if numeral:
                found.append(numeral)
        return found

    def _ratio(self, m: re.Match[str]) -> Numeral | None:
        """ "sept appels sur dix", "un emploi sur cinq": a share in percent."""
        r = self.words.numerals.ratio.match(self.text, m.start(), self.end)
        if not r or not (r["of"] or not r["a"][0].isdigit()):
            return None
        part, whole = numeral_value(r["a"], self.words.numerals), numeral_value(r["b"], self.words.numerals)
        following = self.parsed.between(r.end(), r.end() + 2)
        if not 0 < part < whole or whole not in self.words.numerals.wholes:
            return None
        if following and following[0].pos in ("NOUN", "NUM", "PROPN"):
            return None
        if following and self._noun(r.end()):
            return None
        value = (100 * part / whole).quantize(Decimal("0.0001"))
        return Numeral(r.start(), r.end(), plain(value), value, share=True)

    def _quantity(self, n: Numeral, later: Quantity | None, after: Numeral | None) -> Quantity | None:
        if n.share:
            return self._share(n)
        if self._is_label(n):
            return None
        unit = self._unit(n)
        if unit is None and later and after and (joined := self._joined(n, later, after)):
            return joined
        if not self._counts(n, unit):
            return None
        unit = unit or _Unit(n.end, "", "")
        start, comparator = self._comparator(n, unit)
        end = unit.end
        if (m := self.words.after.match(self.text, end, self.end)) and comparator == "exact":
            comparator, end = _comparator(m), m.end()
        value = n.value * unit.factor
        value = -value if n.negative and (unit.unit == "percent" or unit.noun == "€") else value
        return Quantity(start, end, plain(value), unit.unit, unit.noun, comparator)

    def _share(self, n: Numeral) -> Quantity | None:
        skips = self.words.skips
        window = self.text[max(self.start, n.start - _BEFORE) : n.start]
        word = self.text[n.start : n.end].casefold()
        if skips.fraction_before.search(window) or skips.fraction_after.match(self.text, n.end, self.end):
            return None
        part = word.split()[-1] in self.words.numerals.parts
        if part and not skips.fraction_needs.match(self.text, n.end, self.end):
            return None
        start, comparator = self._comparator(n, _Unit(n.end, "percent", "%"))
        return Quantity(start, n.end, n.value, "percent", "%", comparator)

    def _unit(self, n: Numeral) -> _Unit | None:
        """What is counted: a percent sign, a measure, a currency or a noun directly behind."""
        text, end, words = self.text, n.end, self.words
        if m := words.percent.match(text, end, self.end):
            noun = self._noun(end) if m["point"] else None
            if noun and noun.end > m.end():
                return noun  # "700 points de vente"
            return _Unit(m.end(), "percent", "%") if m["percent"] else _Unit(m.end(), "point", "point")
        if money := self._money(n):
            return money
        if (m := words.measure.match(text, end, self.end)) and (not n.spelt):
            return _Unit(m.end(), words.measures[m["symbol"]], m["symbol"])
        if text[end : end + 1].isalpha():
            return None
        at = end
        if (m := words.numerals.of.match(text, end, self.end)) and n.scaled:
            at = m.end()
        return self._currency(at) or self._noun(at) or self._any_noun(at)

    def _money(self, n: Numeral) -> _Unit | None:
        text, money = self.text, self.words.money
        if m := money.symbol.match(text, n.end, self.end):
            factor = money.compact[m["scale"]] if m["scale"] else 1
            name = money.symbols[_spaced(m["symbol"])]
            name = money.short.get(name, name) if m["scale"] else name
            return _Unit(m.end(), self._code(name, n.start), "€", factor)
        if m := money.scaled.match(text, n.end, self.end):
            of = self.words.numerals.of.match(text, m.end(), self.end)
            unit = self._currency(of.end()) or self._noun(of.end()) if of else None
            return replace(unit, factor=money.compact[m["scale"]]) if unit else None
        if (m := money.before.search(text[max(self.start, n.start - 5) : n.start])) and not n.spelt:
            return _Unit(n.end, self._code(money.symbols.get(m["symbol"], m["symbol"]), n.start), "€")
        return None

    def _currency(self, at: int) -> _Unit | None:
        names = self.words.money.names
        for words, end in reversed(list(self._following(at, 3))):
            if words in names:
                return _Unit(end, self._code(names[words], at), "€")
        return None

    def _code(self, name: str, at: int) -> str:
        """The currency code of a name; where countries share a name, the place nearest by decides."""
        choices = self.words.money.choices.get(name)
        if choices is None:
            return name
        sentence = self.parsed.sentence_at(at)
        near = self.text[sentence.start : sentence.end] if sentence else ""
        for area in (near, self.text[self.start : self.end], self._article()):
            counts = {code: len(cues.findall(area)) for code, cues in choices}
            best = max(counts, key=lambda code: counts[code])
            if counts[best]:
                return best
        return choices[0][0]

    def _article(self) -> str:
        return "\n".join(self.text[s.start : s.end] for s in self.parsed.sentences)

    def _noun(self, at: int) -> _Unit | None:
        for skip in range(3):
            following = list(self._following(at, 3))
            for words, end in reversed(following):
                if words in self.words.nouns:
                    return _Unit(end, *self.words.nouns[words])
            if skip == 2 or not following or following[0][0] not in self.words.fillers:
                return None
            at = following[0][1]
        return None

    def _any_noun(self, at: int) -> _Unit | None:
        for token in self.parsed.between(at, min(at + 40, self.end))[:3]:
            if token.pos == "NOUN" and token.text[0].isalpha():
                return self._noun(token.start) or _Unit(token.end, "", token.lemma)
            if token.pos != "ADJ" and token.text.casefold() not in self.words.fillers:
                return None
        return None

    def _following(self, at: int, most: int) -> Iterator[tuple[str, int]]:
        """One word, two words … behind an offset, folded, each with its end."""
        words: list[str] = []
        while len(words) < most and (m := _WORD.match(self.text, at, self.end)):
            words.append(m[1].replace("’", "'").casefold())
            at = m.end()
            yield " ".join(words), at

    def _is_label(self, n: Numeral) -> bool:
        """Years, clock times, ages, numbered things."""
        skips, window = self.words.skips, self.text[max(self.start, n.start - 24) : n.start]
        if n.scaled:
            return False
        if any(p.match(self.text, n.end, self.end) for p in (skips.month_after, skips.clock_after)):
            return True
        following = next(self._following(n.end, 1), ("", 0))[0]
        if following in skips.age_units and (skips.age.search(window) or window.rstrip().endswith(",")):
            return True
        if following in skips.clock_units and n.value <= 24 and skips.clock.search(window):
            return True
        low, high = skips.years
        if low <= n.value <= high and self.text[n.start : n.end].isdigit() and skips.year.search(window):
            return True
        return bool(not n.spelt and skips.label.search(window))

    def _counts(self, n: Numeral, unit: _Unit | None) -> bool:
        """Whether the numeral counts something, and is not a year, a rank or part of a name."""
        plain = self.text[n.start : n.end]
        low, high = self.words.skips.years
        if plain.isdigit() and low <= n.value <= high:
            return unit is not None and unit.unit != ""
        if plain.isdigit() and len(plain) > 1 and plain[0] == "0":
            return False
        if n.counted or n.spelt:
            return unit is not None and not self._title(n, plain)
        if self.text[n.end : n.end + 1].isalpha() and unit is None:
            return False
        if unit is not None:
            return True
        if n.scaled or not plain.isdigit():
            return True
        beside = self.text[max(self.start, n.start - 4) : n.start], self.text[n.end : n.end + 4]
        if re.search(r"\d[\s/–-]+$", beside[0]) or re.match(r"[\s/–-]+\d", beside[1]):
            return False  # a telephone number, a date
        return n.value >= 10 and not self._named(n)

    def _title(self, n: Numeral, plain: str) -> bool:
        """Two capitalised words inside a sentence ("Trois Rivières") are a name."""
        following = self.text[n.end : n.end + 3].strip()
        sentence = self.parsed.sentence_at(n.start)
        inside = sentence is not None and n.start > sentence.start
        return inside and plain[0].isupper() and following[:1].isupper() and following[1:2].islower()

    def _named(self, n: Numeral) -> bool:
        before = self.parsed.between(max(self.start, n.start - 2), n.start)
        return bool(before) and before[-1].text[0].isupper()

    def _comparator(self, n: Numeral, unit: _Unit) -> tuple[int, Comparator]:
        low = max(self.start, n.start - _BEFORE)
        m = self.words.before.search(self.text[low : n.start])
        if m:
            return low + m.start(), _comparator(m)
        return n.start, "about" if n.about else "exact"

    def _joined(self, n: Numeral, later: Quantity, after: Numeral) -> Quantity | None:
        """ "100 à 120 emplois", "21.000 des 28.500 agents": the unit stands behind the other number."""
        gap, numerals = self.text[n.end : after.start], self.words.numerals
        if len(gap) > 24 or not later.noun:
            return None
        ranged = numerals.range.match(gap[: min(later.start, after.start) - n.end])
        if not (ranged or numerals.among.match(gap)):
            return None
        value = n.value
        if ranged and after.scaled and not n.scaled:
            if n.mantissa >= after.mantissa:
                return None
            value *= after.value / after.mantissa
        if ranged and later.value and not after.scaled and later.value != after.value:
            value *= abs(later.value) / after.value  # "3 à 5 M€"
        start, comparator = self._comparator(n, _Unit(n.end, later.unit, later.noun))
        return Quantity(start, n.end, plain(value), later.unit, later.noun, comparator)


def _between(found: list[Quantity], reader: _Reader) -> list[Quantity]:
    """ "entre 100 et 120": more than the one, less than the other; "passer de 100 à 120" stays exact."""
    numerals, text = reader.words.numerals, reader.text
    for i, (low, high) in enumerate(pairwise(found)):
        joined = numerals.range.match(text[low.end : high.start])
        if not joined or low.unit != high.unit or low.value >= high.value:
            continue
        window = text[max(reader.start, low.start - 32) : low.start]
        m = numerals.between.search(window)
        if m and not (m["from"] and numerals.change.search(window[: m.start()])):
            found[i] = replace(low, comparator="moreThan", start=low.start - len(window) + m.start())
            found[i + 1] = replace(high, comparator="lessThan")
        elif not m and low.comparator == high.comparator == "exact":
            found[i], found[i + 1] = replace(low, comparator="moreThan"), replace(high, comparator="lessThan")
    return found


def _comparator(m: re.Match[str]) -> Comparator:
    name = m.lastgroup
    if name == "about":
        return "about"
    return "moreThan" if name == "moreThan" else "lessThan"


def _spaced(symbol: str) -> str:
    return re.sub(r"\s+", " ", symbol)
