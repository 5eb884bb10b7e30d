"""The words, marks, units and currencies of numbers (numbers.toml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.lexicon.phrases import any_of
from kg.lexicon.source import Source, read_toml
from kg.ontology import Ontology

Choices = dict[str, tuple[tuple[str, re.Pattern[str]], ...]]

TABLES = {
    "digits": {"groups", "decimals", "minus", "plus"},
    "words": {
        "joiners", "hyphens", "alone", "ones", "half", "half_prefix", "ambiguous", "of", "range", "between",
        "from", "over", "wholes", "among", "change", "values", "multipliers", "pairs",
    },
    "scales": None,
    "compact": None,
    "collectives": {"exact", "adjectives", "values"},
    "fractions": {"halves", "never_before", "never_after", "needs_after", "articles", "definite", "parts"},
    "comparators": {"about", "moreThan", "lessThan"},
    "skip": {
        "labels", "years", "clock", "ages", "age_units", "clock_units", "clock_after", "year_range", "months",
    },
    "percent": {"signs", "words", "points"},
    "measures": None,
    "nouns": {"endings", "between"},
    "units": None,
    "money": {"before", "symbols", "short", "names", "choices"},
}  # fmt: skip


@dataclass(frozen=True)
class Numerals:
    """How numbers are written: word values by word, and one pattern that finds every numeral."""

    groups: str
    decimals: str
    minus: str
    values: dict[str, int]
    multipliers: dict[str, int]
    pairs: dict[str, int]
    scales: dict[str, int]
    collectives: dict[str, int]
    exact: frozenset[str]
    parts: dict[str, int]
    alone: frozenset[str]
    articles: frozenset[str]
    ambiguous: frozenset[str]
    find: re.Pattern[str]
    split: re.Pattern[str]
    ratio: re.Pattern[str]
    of: re.Pattern[str]
    range: re.Pattern[str]
    between: re.Pattern[str]
    change: re.Pattern[str]
    among: re.Pattern[str]
    wholes: frozenset[int]


@dataclass(frozen=True)
class Money:
    """Symbols and names of currencies; `choices` holds names whose country is the article's.

    `short` gives the name that stands for another where its symbol follows a scale ("M$").
    """

    symbol: re.Pattern[str]
    scaled: re.Pattern[str]
    before: re.Pattern[str]
    compact: dict[str, int]
    symbols: dict[str, str]
    short: dict[str, str]
    names: dict[str, str]
    choices: Choices


@dataclass(frozen=True)
class Skips:
    """What makes a number no quantity: patterns for the text before (ending there) or after it."""

    label: re.Pattern[str]
    year: re.Pattern[str]
    clock: re.Pattern[str]
    clock_after: re.Pattern[str]
    age: re.Pattern[str]
    month_after: re.Pattern[str]
    fraction_before: re.Pattern[str]
    fraction_after: re.Pattern[str]
    fraction_needs: re.Pattern[str]
    age_units: frozenset[str]
    clock_units: frozenset[str]
    years: tuple[int, int]


@dataclass(frozen=True)
class NumberWords:
    """Everything that reading quantities needs; patterns are compiled once."""

    numerals: Numerals
    money: Money
    skips: Skips
    before: re.Pattern[str]
    after: re.Pattern[str]
    percent: re.Pattern[str]
    measure: re.Pattern[str]
    measures: dict[str, str]
    nouns: dict[str, tuple[str, str]]
    fillers: frozenset[str]


def load(folder: Path, ontology: Ontology) -> NumberWords:
    """Read and check numbers.toml of a language. Raises LexiconError."""
    source = read_toml(folder / "numbers.toml")
    source.only(source.data, set(TABLES), of="numbers")
    for name, keys in TABLES.items():
        if not isinstance(source.data.get(name), dict):
            raise source.error(f"table [{name}] is missing", f"[{name}]")
        if keys is not None:
            source.only(source.data[name], keys, of=name)
    data = source.data
    comparators = data["comparators"]
    before = "|".join(f"(?P<{c}>{any_of(t['before'], gap=True)})" for c, t in comparators.items())
    after = "|".join(f"(?P<{c}>{any_of(t['after'])})" for c, t in comparators.items())
    measures = _texts(source, data["measures"], "measures")
    return NumberWords(
        _numerals(source),
        _money(source),
        _skips(source),
        re.compile(rf"(?<!\w)(?:{before})(?:les\s+|la\s+)?$", re.I),
        re.compile(rf",?\s*(?:{after})(?!\w)"),
        _percent(source),
        re.compile(rf"\s?(?P<symbol>{any_of(measures)})(?![\w²³])"),
        measures,
        _nouns(source),
        frozenset(source.strings(data["nouns"], "between")),
    )


def _texts(source: Source, table: dict[str, Any], of: str) -> dict[str, str]:
    for key, value in table.items():
        if not isinstance(value, str):
            raise source.error(f"{of}: {key!r} must be a string", key)
    return dict(table)


def _whole(source: Source, table: Any, of: str) -> dict[str, int]:
    for key, value in table.items():
        if not isinstance(value, int) or value < 0:
            raise source.error(f"{of}: {key!r} must be a whole number", key)
    return dict(table)


def _numerals(source: Source) -> Numerals:
    data, words = source.data, source.data["words"]
    digits, fractions, collectives = data["digits"], data["fractions"], data["collectives"]
    groups, decimals, minus = "".join(digits["groups"]), "".join(digits["decimals"]), "".join(digits["minus"])
    plus = "".join(digits["plus"])
    values = _whole(source, words["values"], "values")
    multipliers = _whole(source, words["multipliers"], "multipliers")
    scales, parts = _whole(source, data["scales"], "scales"), _whole(source, fractions["parts"], "parts")
    heaps = _whole(source, collectives["values"], "collectives")
    hyphens = "".join(words["hyphens"])
    one = any_of({**values, **multipliers})
    glue = rf"(?:[{re.escape(hyphens)}]|\s)+(?:(?:{any_of(words['joiners'])})[{re.escape(hyphens)}])?"
    spelt = rf"\b(?:{one})\b(?:{glue}(?:{one})\b)*"
    g, d = re.escape(groups), re.escape(decimals)
    figure = rf"(?:\d{{1,3}}(?:[{g}]\d{{3}})+(?!\d)|\d+)(?:[{d}]\d+)?(?!\d|[.,/:]\d)"
    figure = rf"(?<![\w/:°#@])(?<!\d[.,])(?<!\w[-–]){figure}"
    of, scale = any_of(words["of"], gap=True), any_of(scales)
    bare = any_of(words["ones"])
    heap = rf"(?P<count>{spelt}|{figure})\s+(?:(?:{any_of(collectives['adjectives'])})\s+)?"
    heap += rf"(?P<demi>{any_of(words['half_prefix'])})?(?P<heap>{any_of(heaps)})\b"
    heap += rf"(?:\s+(?:{of})(?P<heapscale>{scale})\b)?"
    find = (
        rf"(?P<half>\b(?:{any_of(fractions['halves'])})\b)"
        rf"|\b(?:(?P<share>{spelt})\s+(?P<part>{any_of(parts)})"
        rf"|(?:{any_of(fractions['articles'])})\s+(?P<one>{any_of(fractions['definite'])}))\b"
        rf"|{heap}"
        rf"|\b(?:{bare})\s+(?:{any_of(words['half_prefix'])})(?P<halfscale>{scale})\b"
        rf"|(?P<sign>(?<!\w)[{re.escape(minus + plus)}]\s?(?=\d))?(?P<number>{spelt}|{figure})"
        rf"(?:\s?(?P<scale>{scale})\b)?"
        rf"(?P<andhalf>\s+(?:{any_of(words['half'])})\b)?"
    )
    between = any_of(words["between"])
    small = rf"(?:{spelt}|\d{{1,3}}(?![\d.,]\d))"
    return Numerals(
        groups, decimals, minus, values, multipliers, _whole(source, words["pairs"], "pairs"), scales, heaps,
        frozenset(source.strings(collectives, "exact")), parts, frozenset(source.strings(words, "alone")),
        frozenset(source.strings(fractions, "articles")),
        frozenset(source.strings(words, "ambiguous")), re.compile(find, re.I),
        re.compile(rf"(?:[{re.escape(hyphens)}]|\s)+(?:(?:{any_of(words['joiners'])})[{re.escape(hyphens)}])?"),
        re.compile(
            rf"(?P<a>{small})(?P<of>(?:\s+[^\W\d]+(?:['’-][^\W\d]+)*){{0,3}}?)\s+(?:{any_of(words['over'])})\s+"
            rf"(?P<b>{small})(?![\w%])(?!\s*%)", re.I,
        ),
        re.compile(rf"\s*(?:{any_of(words['of'], gap=True)})", re.I),
        re.compile(rf"\s+(?:{any_of(words['range'])})\s+$", re.I),
        re.compile(rf"(?<!\w)(?:(?P<between>{between})|(?P<from>{any_of(words['from'])}))\s+$", re.I),
        re.compile(rf"(?<!\w)(?:{any_of(words['change'])})\w*\s+(?:\S+\s+)?$", re.I),
        re.compile(rf"\s+(?:{any_of(words['among'])})\s+$", re.I),
        frozenset(words["wholes"]),
    )  # fmt: skip


def _money(source: Source) -> Money:
    data, money = source.data, source.data["money"]
    symbols = _texts(source, money["symbols"], "symbols")
    names = {k.casefold(): v for k, v in _world(source).items()}
    names |= {k.casefold(): v for k, v in _texts(source, money["names"], "names").items()}
    choices: Choices = {
        name: tuple((code, re.compile(rf"(?<!\w)(?:{'|'.join(cues)})", re.I)) for code, cues in codes.items())
        for name, codes in money["choices"].items()
    }
    short = _texts(source, money.get("short", {}), "short")
    for name in [*symbols.values(), *short.values(), *names.values()]:
        if name not in choices and not re.fullmatch("[A-Z]{3}", name):
            raise source.error(f"money: {name!r} is neither a currency code nor a choice", f'"{name}"')
    compact = _whole(source, data["compact"], "compact")
    of = any_of(data["words"]["of"], gap=True)
    scale = "|".join(sorted(map(re.escape, compact), key=len, reverse=True))
    return Money(
        re.compile(rf"\s?(?:(?P<scale>{scale})\s?)?(?:{of})?(?P<symbol>{any_of(symbols)})(?!\w)"),
        re.compile(rf"\s?(?P<scale>{scale})\s+(?={of})"),
        re.compile(rf"(?<!\w)(?P<symbol>{any_of(money['before'])})\s?$"),
        compact, symbols, short, names, choices,
    )  # fmt: skip


def _world(source: Source) -> dict[str, str]:
    """The names of all currencies in use, one and many, from CLDR."""
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_currency_name, list_currencies

    language = source.path.parent.name
    try:
        locale = Locale.parse(language)
    except (ValueError, UnknownLocaleError):
        raise source.error(f"folder {language!r} is not named by a language code") from None
    names: dict[str, str] = {}
    for code in sorted(list_currencies(locale)):
        for count in (None, 1, 2):
            name = get_currency_name(code, count=count, locale=locale)
            if name != code and "(" not in name and len(name) > 2:
                names.setdefault(name.replace("’", "'"), code)
    return names


def _skips(source: Source) -> Skips:
    skip, fractions = source.data["skip"], source.data["fractions"]
    low, high = skip["year_range"]
    return Skips(
        re.compile(rf"(?<!\w)(?:{any_of(skip['labels'])})\s*$", re.I),
        re.compile(rf"(?<!\w)(?:(?:{any_of(skip['years'])})\s+|{skip['months']}\s*)$", re.I),
        re.compile(rf"(?<!\w)(?:{any_of(skip['clock'])})\s+$", re.I),
        re.compile(rf"\s?(?:{any_of(skip['clock_after'])})(?:\d\d)?(?!\w)"),
        re.compile(rf"(?<!\w)(?:{any_of(skip['ages'])})\s+$", re.I),
        re.compile(rf"\s?{skip['months']}", re.I),
        re.compile(rf"(?<!\w)(?:{any_of(fractions['never_before'])})\s+$", re.I),
        re.compile(rf"\s+(?:{any_of(fractions['never_after'])})", re.I),
        re.compile(rf"\s*(?:{any_of(fractions['needs_after'])})|\s*$", re.I),
        frozenset(source.strings(skip, "age_units")),
        frozenset(source.strings(skip, "clock_units")),
        (low, high),
    )


def _percent(source: Source) -> re.Pattern[str]:
    table = source.data["percent"]
    return re.compile(
        rf"\s*(?:(?P<percent>{any_of(table['signs'])}|(?:{any_of(table['words'])})(?!\w))"
        rf"|(?P<point>{any_of(table['points'])})(?!\w))"
    )


def _nouns(source: Source) -> dict[str, tuple[str, str]]:
    """Every form of every counted noun: its unit, and the noun as the file gives it."""
    forms: dict[str, tuple[str, str]] = {}
    for unit in source.data["units"]:
        for noun in source.strings(source.data["units"], unit):
            for ending in source.strings(source.data["nouns"], "endings"):
                form = (noun + ending).casefold()
                if not ending and forms.get(form, (unit, noun))[1] == noun and form in forms:
                    raise source.error(f"units: {noun!r} stands twice", f'"{noun}"')
                if not ending or form not in forms:
                    forms[form] = (unit, noun)
    return forms
