"""The value of one numeral: digits with separators, words, heaps ("une centaine"), fractions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.lexicon.numbers import Numerals


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number without its unit. `small` numbers are whole and below a hundred, with no scale word."""

    start: int
    end: int
    value: Decimal
    mantissa: Decimal
    about: bool = False
    share: bool = False
    negative: bool = False
    scaled: bool = False
    spelt: bool = False
    counted: bool = False  # a numeral that needs a counted noun ("neuf")


def spelt_value(text: str, numerals: Numerals) -> int | None:
    """The value of a number in words ("quatre-vingt-dix-sept"), or None when it is none."""
    words = [w for w in numerals.split.split(text.casefold()) if w]
    total = current = last = 0
    for before, word in zip(["", *words], words, strict=False):
        if (pair := numerals.pairs.get(f"{before} {word}")) is not None:
            current, last = current - last + pair, pair
        elif (value := numerals.values.get(word)) is not None:
            if last and value >= 20 and last < 100:
                return None  # "vingt trente" is two numbers
            current, last = current + value, value
        elif (value := numerals.multipliers.get(word)) == 1000:
            total, current, last = total + (current or 1) * 1000, 0, 0
        elif value is not None:
            rest = current - last
            current, last = rest + max(last, 1) * value, value
        else:
            return None
    return total + current


def digit_value(text: str, numerals: Numerals) -> Decimal:
    """The value of digits with separators: "130.000", "90 000", "1,7", "2.1", "1'500"."""
    body, decimals = text, ""
    if m := re.search(rf"[{re.escape(numerals.decimals)}](\d+)$", text):
        mark, group = text[m.start()], len(m[1]) == 3 and text[m.start()] in numerals.groups
        first = re.split(r"\D", text)[0]
        if not group or first == "0" or (mark in text[: m.start()] and len(m[1]) != 3):
            body, decimals = text[: m.start()], m[1]
    digits = re.sub(r"\D", "", body)
    return Decimal(f"{digits}.{decimals}" if decimals else digits)


def read_numeral(m: re.Match[str], numerals: Numerals) -> Numeral | None:
    """The numeral of a match of `numerals.find`, or None when it says no number."""
    g = m.groupdict()
    if g["half"]:
        return Numeral(m.start(), m.end(), Decimal(50), Decimal(50), share=True)
    if g["part"] or g["one"]:
        return _fraction(m, numerals)
    if g["heap"]:
        value = numeral_value(g["count"], numerals) * numerals.collectives[g["heap"].casefold()]
        value *= numerals.scales[g["heapscale"].casefold()] if g["heapscale"] else 1
        value = value / 2 if g["demi"] else value
        about = g["heap"].casefold() not in numerals.exact
        return Numeral(m.start(), m.end(), plain(value), value, about, scaled=True)
    if g["halfscale"]:
        value = Decimal(numerals.scales[g["halfscale"].casefold()]) / 2
        return Numeral(m.start(), m.end(), plain(value), Decimal("0.5"), scaled=True)
    return _plain_numeral(m, numerals)


def _fraction(m: re.Match[str], numerals: Numerals) -> Numeral | None:
    """ "deux tiers", "un cinquième", "le quart" as a share in percent."""
    count = spelt_value(m["share"], numerals) if m["part"] else 1
    if not count or (m["share"] or "").casefold() in numerals.alone - numerals.articles:
        return None
    value = Decimal(100) * count / numerals.parts[(m["part"] or m["one"]).casefold()]
    return Numeral(m.start(), m.end(), plain(value.quantize(Decimal("0.0001"))), value, share=True)


def _plain_numeral(m: re.Match[str], numerals: Numerals) -> Numeral | None:
    g = m.groupdict()
    word = g["number"].casefold()
    spelt = not word[0].isdigit()
    if spelt and word in numerals.alone and not g["scale"]:
        return None
    if spelt and spelt_value(word, numerals) is None:
        return None
    mantissa = numeral_value(g["number"], numerals) + (Decimal("0.5") if g["andhalf"] and g["scale"] else 0)
    scale = _scale(g["scale"], numerals) if g["scale"] else 1
    sign = g["sign"] or ""
    negative = bool(sign) and sign[0] in numerals.minus and (len(sign) == 1 or m.string[m.start() - 1] == "(")
    start = m.start() if negative else m.start("number")
    end = m.end() if g["scale"] or not g["andhalf"] else m.start("andhalf")
    return Numeral(
        start, end, plain(mantissa * scale), mantissa, negative=negative, scaled=scale > 1, spelt=spelt,
        counted=spelt and word in numerals.ambiguous,
    )  # fmt: skip


def _scale(word: str, numerals: Numerals) -> int:
    return numerals.scales.get(word) or numerals.scales[word.casefold()]


def numeral_value(text: str, numerals: Numerals) -> Decimal:
    if text[0].isdigit():
        return digit_value(text, numerals)
    return Decimal(spelt_value(text, numerals) or 0)


def plain(value: Decimal) -> Decimal:
    """The same number without exponent and trailing zeros."""
    value = value.normalize()
    exponent = value.as_tuple().exponent
    return Decimal(int(value)) if isinstance(exponent, int) and exponent > 0 else value
