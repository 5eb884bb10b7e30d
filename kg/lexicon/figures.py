"""Rules that say what a number measures and of whom (figures.toml).

A rule looks at the text of the sentence before and behind a quantity. In its patterns a blank
stands for any white space, "…" for a short stretch without another number, `<number>` for a number
and `<name>` for a word list; a list of [verbs] also marks the verb whose subject the number is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.lexicon.phrases import phrase
from kg.lexicon.reading import ReadingWords, read_words
from kg.lexicon.source import Source, read_toml
from kg.ontology import Ontology

KEYS = {
    "id", "measure", "units", "nouns", "not_nouns", "before", "after", "not_before", "not_after", "about",
    "types", "negative", "confidence", "least", "follows", "unit", "sure", "yes", "no",
}  # fmt: skip
TABLES = {"words", "verbs", "classes", "nouns", "about", "figure", "reading"}
SAME = "same"
ABOUT = {
    "subject", "possessive", "of", "at", "beside", "topic", "source", "before", "ahead", "kind", "clause",
    "speaker", "previous", "law", "ofthat", SAME,
}  # fmt: skip
GROUPS = {"money": r"[A-Z]{3}", "vehicle": "vehicle|train|aircraft|ship"}
_GAP = r"(?:[^.;:()\d«»]|(?<=\s)(?:19|20)\d\d(?!\d)|\d+(?:,\d+)?\s?%|(?<=\d)\.(?=\d)){0,70}?"
NUMBER = r"(?:\d[\d.,\s]*(?:\s?%|\s?(?:millions?|milliards?|milliers?))?)"
_LIST = re.compile(r"(?<!\?P)<(\w+)>")


@dataclass(frozen=True, slots=True)
class FigureRule:
    """One rule. `about` lists where the thing measured may stand, the best place first.

    `measure` may be "same": that of the figure before. `units` is a pattern for the unit; `least` the
    smallest value that it takes; a rule with `negative` counts downwards; one with `follows` takes
    only a figure before it that has one of these measures. `unit` is meant where the text gives none;
    a `sure` rule also takes a number that an event claimed.
    """

    id: str
    measure: str
    units: re.Pattern[str]
    nouns: frozenset[str]
    not_nouns: frozenset[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    about: tuple[str, ...]
    types: tuple[str, ...]
    negative: bool
    least: float
    follows: frozenset[str]
    unit: str
    sure: bool
    confidence: float
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True)
class FigureRules:
    """The rules in the order in which they are tried, and the words that places and owners need."""

    rules: tuple[FigureRule, ...]
    place_before: re.Pattern[str]
    kinds: dict[str, str]
    skip: re.Pattern[str]
    source: re.Pattern[str]
    only: re.Pattern[str]
    ours: frozenset[str]
    said: re.Pattern[str]
    ordinals: re.Pattern[str]
    trades: re.Pattern[str]
    frames: frozenset[str]
    not_trades: frozenset[str]
    reading: ReadingWords
    _by_unit: dict[str, tuple[FigureRule, ...]] = field(default_factory=dict, compare=False)

    def for_unit(self, unit: str) -> tuple[FigureRule, ...]:
        """The rules that take a unit, in order."""
        if unit not in self._by_unit:
            self._by_unit[unit] = tuple(r for r in self.rules if r.units.fullmatch(unit))
        return self._by_unit[unit]


def load(folder: Path, ontology: Ontology) -> FigureRules:
    """Read and check figures.toml of a language. Raises LexiconError."""
    source = read_toml(folder / "figures.toml")
    source.only(source.data, TABLES, of="figures.toml")
    lists = _lists(source)
    rules: dict[str, FigureRule] = {}
    for table in source.data.get("figure", []):
        rule = _rule(source, table, lists, ontology)
        if rule.id in rules:
            raise source.error(f"rule {rule.id!r} stands twice", f'"{rule.id}"')
        rules[rule.id] = rule
    about = source.data.get("about", {})
    keys = {
        "place",
        "skip",
        "source",
        "only",
        "ours",
        "said",
        "first",
        "second",
        "kinds",
        "trades",
        "not_trades",
    }
    source.only(about, keys | {"trades", "not_trades", "frames"}, of="about")

    def ending(key: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{_alternatives(source.strings(about, key))})\s*$", re.I)

    return FigureRules(
        tuple(rules.values()),
        ending("place"),
        _kinds(source, about.get("kinds", {}), ontology),
        re.compile(rf"(?:\s*(?:{_alternatives(source.strings(about, 'skip'))}))*\s*", re.I),
        ending("source"),
        ending("only"),
        frozenset(source.strings(about, "ours")),
        re.compile(rf",\s+(?:{_alternatives(source.strings(about, 'said'))})(?!\w)", re.I),
        re.compile(
            rf"\s*(?:(?P<first>{_alternatives(source.strings(about, 'first'))})"
            rf"|(?P<second>{_alternatives(source.strings(about, 'second'))}))(?!\w)",
            re.I,
        ),
        re.compile(rf"(?:{'|'.join(map(re.escape, source.strings(about, 'trades')))})$"),
        frozenset(source.strings(about, "frames")),
        frozenset(source.strings(about, "not_trades")),
        read_words(source, ontology),
    )


def _kinds(source: Source, table: dict[str, Any], ontology: Ontology) -> dict[str, str]:
    """Common nouns that take up the last named thing of a class."""
    kinds: dict[str, str] = {}
    for name in table:
        if name not in ontology.classes:
            raise source.error(f"kinds: no class {name!r}", name)
        kinds |= dict.fromkeys(source.strings(table, name, of="kinds"), name)
    return kinds


def _lists(source: Source) -> dict[str, str]:
    lists = {"number": NUMBER}
    for kind in ("words", "verbs"):
        for name in source.data.get(kind, {}):
            if name in lists:
                raise source.error(f"list {name!r} stands twice", name)
            words = _alternatives(source.strings(source.data[kind], name))
            lists[name] = rf"(?P<verb>\b(?:{words})(?!\w))" if kind == "verbs" else rf"(?:{words})"
    return lists


def _alternatives(words: tuple[str, ...]) -> str:
    """An alternation, the longest first; "produi*" takes any ending."""
    found = [phrase(w.rstrip("*").lower()) + (r"\w*" if w.endswith("*") else "") for w in words]
    return "|".join(sorted(found, key=len, reverse=True)) or r"(?!)"


def _lower(pattern: str) -> str:
    """The pattern for text in small letters; what a backslash or "?P" stands before is kept."""
    return re.sub(r"\\.|\?P|.", lambda m: m[0] if len(m[0]) > 1 else m[0].lower(), pattern)


def _rule(source: Source, table: dict[str, Any], lists: dict[str, str], ontology: Ontology) -> FigureRule:
    name = table.get("id")
    if not isinstance(name, str):
        raise source.error("a figure rule without an id", "[[figure]]")
    source.only(table, KEYS, of=name)
    if table.get("measure") not in (*ontology.measures, SAME):
        raise source.error(f"{name}: no measure {table.get('measure')!r}", f'"{name}"')
    about = source.strings(table, "about", of=name)
    for way in about:
        if way not in ABOUT:
            raise source.error(
                f"{name}: unknown way {way!r} (known: {', '.join(sorted(ABOUT))})", f'"{name}"'
            )
    types: list[str] = []
    for word in source.strings(table, "types", of=name) or ("$default",):
        types += source.strings(source.data["classes"], word[1:]) if word.startswith("$") else (word,)
    for type_ in types:
        if type_ not in ontology.classes:
            raise source.error(f"{name}: no class {type_!r}", f'"{name}"')

    def pattern(key: str, before: bool) -> re.Pattern[str] | None:
        return _pattern(source, name, source.strings(table, key, of=name), lists, before)

    units = [GROUPS.get(u, re.escape(u)) for u in source.strings(table, "units", of=name)]
    return FigureRule(
        name, table["measure"], re.compile("|".join(units) or ".*"),
        _nouns(source, table, "nouns", name),
        _nouns(source, table, "not_nouns", name),
        pattern("before", True), pattern("after", False), pattern("not_before", True),
        pattern("not_after", False), about, tuple(types), bool(table.get("negative", False)),
        float(table.get("least", 0)),
        frozenset(source.strings(table, "follows", of=name)), str(table.get("unit", "")),
        bool(table.get("sure", False)),
        float(table.get("confidence", 0.7)),
        source.strings(table, "yes", of=name), source.strings(table, "no", of=name),
    )  # fmt: skip


def _nouns(source: Source, table: dict[str, Any], key: str, name: str) -> frozenset[str]:
    """Counted nouns; "$workers" stands for a list of the file."""
    found: list[str] = []
    for word in source.strings(table, key, of=name):
        found += source.strings(source.data.get("nouns", {}), word[1:]) if word[:1] == "$" else (word,)
    return frozenset(found)


def _pattern(
    source: Source, name: str, patterns: tuple[str, ...], lists: dict[str, str], before: bool
) -> re.Pattern[str] | None:
    if not patterns:
        return None

    def listed(m: re.Match[str]) -> str:
        if m[1] not in lists:
            raise source.error(f"{name}: no list <{m[1]}>", f'"{name}"')
        return lists[m[1]]

    parts = []
    for number, text in enumerate(patterns):
        expression = (
            _lower(text).replace("'", "['’]").replace(" ?", r"\s*").replace(" ", r"\s+").replace("…", _GAP)
        )
        expression = _LIST.sub(listed, expression)
        parts.append(
            expression.replace("(?P<verb>", f"(?P<verb{number}>").replace("(?P<poss>", f"(?P<poss{number}>")
        )
    joined = "|".join(parts)
    try:
        return re.compile(
            rf"(?:(?<!\w)|(?=\W))(?:{joined})\s*$" if before else rf"\s*(?:{joined})(?:(?!\w)|(?<!\w))"
        )
    except re.error as error:
        raise source.error(f"{name}: {error}", f'"{name}"') from None
