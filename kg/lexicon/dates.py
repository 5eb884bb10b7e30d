"""The words of dates (dates.toml): months, days, parts of the year, relative expressions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.lexicon.phrases import any_of
from kg.lexicon.source import Source, read_toml
from kg.ontology import Ontology

TABLES = {
    "months": None,
    "weekdays": None,
    "days": {"first", "range", "between"},
    "modifiers": {"next", "last", "day_parts", "no_weekday"},
    "parts": {"ranks", "spans", "short", "of", "seasons", "season_before", "season_alone"},
    "relative": {"day", "week", "month", "year"},
    "distance": {"ago", "ahead", "units"},
    "roles": {"since", "from", "by", "until", "at", "continuing"},
    "tense": {"ahead", "due", "aim"},
    "compare": {"before", "cues"},
}
YEAR = r"(?:1[5-9]|20|21)\d\d"


@dataclass(frozen=True)
class DateWords:
    """One pattern that finds the core of every date, others for what stands before it.

    `relative` gives for a phrase its unit and distance; `seasons` and `spans` months.
    """

    find: re.Pattern[str]
    role: re.Pattern[str]
    season: re.Pattern[str]
    season_alone: re.Pattern[str]
    habit: re.Pattern[str]
    between: re.Pattern[str]
    joined: re.Pattern[str]
    continuing: re.Pattern[str]
    compared: re.Pattern[str]
    compare_cue: re.Pattern[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    first: frozenset[str]
    next: frozenset[str]
    last: frozenset[str]
    seasons: dict[str, int]
    relative: dict[str, tuple[str, int]]
    distance: dict[str, str]
    ahead: frozenset[str]
    future_lemmas: frozenset[str]
    due: frozenset[str]
    aim: frozenset[str]


def load(folder: Path, ontology: Ontology) -> DateWords:
    """Read and check dates.toml of a language. Raises LexiconError."""
    source = read_toml(folder / "dates.toml")
    data = source.data
    source.only(data, set(TABLES), of="dates")
    for name, keys in TABLES.items():
        if not isinstance(data.get(name), dict):
            raise source.error(f"table [{name}] is missing", f"[{name}]")
        if keys is not None:
            source.only(data[name], keys, of=name)
    roles, parts, days, tense = data["roles"], data["parts"], data["days"], data["tense"]
    alternatives = "|".join(
        f"(?P<{name}>{any_of(roles[name], gap=True)})" for name in ("since", "from", "by", "until", "at")
    )
    relative = _relative(source, data["relative"])
    return DateWords(
        re.compile(_core(source, relative), re.I),
        re.compile(rf"(?<![\w’'])(?:{alternatives})$", re.I),
        re.compile(rf"(?<!\w)(?:{any_of(parts['season_before'], gap=True)})$", re.I),
        re.compile(rf"(?<!\w)(?:{any_of(parts['season_alone'], gap=True)})$", re.I),
        re.compile(rf"(?<!\w)(?:{any_of(data['modifiers']['no_weekday'], gap=True)})$", re.I),
        re.compile(rf"(?<!\w)(?:{any_of(days['between'], gap=True)})$", re.I),
        re.compile(rf"\s+(?:{any_of(days['range'])})\s+(?:\w{{2}}\s+)?", re.I),
        re.compile(rf"\s*(?:{any_of(roles['continuing'])})\s*$", re.I),
        re.compile(rf"(?<!\w)(?:{any_of(data['compare']['before'])})\s+$", re.I),
        re.compile(rf"(?<!\w)(?:{any_of(data['compare']['cues'])})(?!\w)", re.I),
        _numbers(source, data["months"], 1, 12),
        _numbers(source, data["weekdays"], 0, 6),
        frozenset(source.strings(days, "first")),
        frozenset(source.strings(data["modifiers"], "next")),
        frozenset(source.strings(data["modifiers"], "last")),
        _numbers(source, parts["seasons"], 1, 12),
        relative,
        dict(data["distance"]["units"]),
        frozenset(source.strings(data["distance"], "ahead")),
        frozenset(source.strings(tense, "ahead")),
        frozenset(source.strings(tense, "due")),
        frozenset(source.strings(tense, "aim")),
    )


def _core(source: Source, relative: dict[str, tuple[str, int]]) -> str:
    data = source.data
    month, weekday = any_of(data["months"]), any_of(data["weekdays"])
    days, parts, distance = data["days"], data["parts"], data["distance"]
    first, joined = any_of(days["first"]), any_of(days["range"])
    modifiers = data["modifiers"]
    ahead_back = any_of([*modifiers["next"], *modifiers["last"]])
    shift = rf"(?:\s+(?P<shift_{{}}>{ahead_back})(?!\w))?"
    day = rf"(?:{first}|[0-3]?\d)"
    of = rf"(?:(?:{any_of(parts['of'], gap=True)}))?"
    short = "|".join(parts["short"])
    return (
        r"(?<![\w\-/.,])(?:"
        r"(?P<iso>\d{4}-\d\d-\d\d)(?!\w)"
        r"|(?P<nd>\d{1,2})\s?[/.\-]\s?(?P<nm>\d{1,2})\s?[/.\-]\s?(?P<ny>\d{4})(?!\w)"
        rf"|(?:(?P<wd>{weekday})\s+)?(?:le\s+)?(?P<d1>{day})(?:\s+(?:{joined})\s+(?P<d2>{day}))?\s+(?P<dm>{month})(?!\w)"
        rf"(?:\s+(?P<dy>{YEAR})(?!\w))?{shift.format('d')}"
        rf"|(?P<mm>{month})(?!\w)(?:\s+(?:de\s+)?(?P<my>{YEAR})(?![\w%]))?{shift.format('m')}"
        rf"|(?P<rank>{any_of(parts['ranks'])})\s+(?P<span>{any_of(parts['spans'])})(?!\w)"
        rf"(?:\s+{of}(?P<qy>{YEAR})(?!\w))?"
        rf"|(?:{short})[1-4]\s+(?P<ty>{YEAR})(?!\w)"
        rf"|(?P<relative>{any_of(relative)})(?!\w)"
        rf"|(?P<ago>{any_of([*distance['ago'], *distance['ahead']])})\s+(?P<count>\d+|[^\W\d]+)\s+"
        rf"(?P<unit>{any_of(distance['units'])})(?!\w)"
        rf"|(?P<wk>{weekday})(?!\w){shift.format('w')}"
        rf"|(?P<year>{YEAR})(?![\w%°])(?!\s?[%€$])(?![.,/]\d)"
        r")"
        rf"|(?<!\w)(?P<season>{any_of(parts['seasons'])})(?!\w)(?:\s+(?P<sy>{YEAR})(?!\w))?{shift.format('s')}"
    )


def _numbers(source: Source, table: dict[str, Any], low: int, high: int) -> dict[str, int]:
    for key, value in table.items():
        if not isinstance(value, int) or not low <= value <= high:
            raise source.error(f"{key!r} must be a number from {low} to {high}", key)
    return dict(table)


def _relative(source: Source, table: dict[str, Any]) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for unit, phrases in table.items():
        for words, distance in phrases.items():
            if words in found or not isinstance(distance, int):
                raise source.error(f"relative: {words!r} stands twice or is no whole number", words)
            found[words] = (unit, distance)
    return found
