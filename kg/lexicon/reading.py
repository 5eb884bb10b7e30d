"""The words by which a number is read where no rule of figures.toml fits ([reading] there).

A measure is told by a noun ("un budget de …", "… de pertes"), a verb of change or the unit itself;
an event's words tell that the number belongs to the event and measures nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from kg.lexicon.phrases import any_of
from kg.lexicon.source import Source
from kg.ontology import Ontology

LISTS = {
    "up", "down", "employ", "work", "have", "can", "change", "jobs_events", "money_events", "stake_events",
    "loss_verbs", "people_events", "part", "train", "relational", "hold", "price", "inflict", "ask", "which",
    "there", "under", "give",
}  # fmt: skip
NOUNS = {
    "revenue", "profit", "loss", "penalty", "staff", "capacity", "up", "down", "rate", "net",
    "plant", "implied", "number", "macro", "cost",
}  # fmt: skip
UNITS = {"skipped", "sizes", "volumes", "things", "told", "bodies", "plants"}
KEYS = {
    "lemmas",
    "nouns",
    "units",
    "types",
    "more",
    "less",
    "of",
    "complements",
    "agents",
    "the",
    "deals",
    "of_those",
    "by_halves",
}


@dataclass(frozen=True, slots=True)
class ReadingWords:
    """`lemmas` by list; `nouns` by measure, as patterns that match where a noun phrase begins."""

    lemmas: dict[str, frozenset[str]]
    nouns: dict[str, re.Pattern[str]]
    units: dict[str, frozenset[str]]
    types: dict[str, tuple[str, ...]]
    more: re.Pattern[str]
    less: re.Pattern[str]
    of: re.Pattern[str]
    complements: frozenset[str]
    agents: tuple[str, ...]
    the: frozenset[str]
    deal: re.Pattern[str]
    of_those: frozenset[str]
    by_halves: re.Pattern[str]
    workers: frozenset[str]
    jobs: frozenset[str]
    people: frozenset[str]
    staff: frozenset[str]
    harmed: frozenset[str]


def read_words(source: Source, ontology: Ontology) -> ReadingWords:
    """The table [reading] of figures.toml. Raises LexiconError."""
    data = source.data.get("reading")
    if not isinstance(data, dict):
        raise source.error("table [reading] is missing", "[reading]")
    source.only(data, KEYS, of="reading")
    for name, wanted in (("lemmas", LISTS), ("nouns", NOUNS), ("units", UNITS)):
        table = data.get(name, {})
        source.only(table, wanted, of=f"reading.{name}")
        if missing := sorted(wanted - set(table)):
            raise source.error(f"reading.{name}: {', '.join(missing)} missing", f"[reading.{name}]")
    nouns = {n: _nouns(source, data["nouns"], n) for n in NOUNS}
    return ReadingWords(
        {n: frozenset(source.strings(data["lemmas"], n)) for n in LISTS},
        nouns,
        {n: frozenset(source.strings(data["units"], n)) for n in UNITS},
        _types(source, data.get("types", {}), ontology),
        _behind(source, data, "more"),
        _behind(source, data, "less"),
        _behind(source, data, "of"),
        frozenset(source.strings(data, "complements")),
        source.strings(data, "agents"),
        frozenset(source.strings(data, "the")),
        re.compile(rf"(?<!\w)(?:{any_of(source.strings(data, 'deals'))})(?!\w)", re.I),
        frozenset(source.strings(data, "of_those")),
        re.compile(rf"\s+(?:{any_of(source.strings(data, 'by_halves'))})(?!\w)", re.I),
        frozenset(source.strings(source.data["nouns"], "workers")),
        frozenset(source.strings(source.data["nouns"], "jobs")),
        frozenset(source.strings(source.data["nouns"], "people")),
        frozenset(source.strings(source.data["nouns"], "staff")),
        frozenset(source.strings(source.data["nouns"], "harmed")),
    )


def _nouns(source: Source, table: dict[str, Any], name: str) -> re.Pattern[str]:
    """The nouns of a measure: words, or "$list" for a list of [words]."""
    words: list[str] = []
    for word in source.strings(table, name, of="reading.nouns"):
        if word[:1] == "$" and word[1:] not in source.data["words"]:
            raise source.error(f"reading.nouns: no list {word!r}", f'"{word}"')
        words += source.strings(source.data["words"], word[1:]) if word[:1] == "$" else (word,)
    return re.compile(rf"(?:{any_of(dict.fromkeys(words))})(?!\w)", re.I)


def _behind(source: Source, table: dict[str, Any], name: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{any_of(source.strings(table, name), gap=name == 'of')})", re.I)


def _types(source: Source, table: dict[str, Any], ontology: Ontology) -> dict[str, tuple[str, ...]]:
    """The classes of what each measure may be said of; "$name" stands for a list of [classes]."""
    found: dict[str, tuple[str, ...]] = {}
    for measure in table:
        if measure not in ontology.measures:
            raise source.error(f"reading.types: no measure {measure!r}", measure)
        classes: list[str] = []
        for word in source.strings(table, measure, of="reading.types"):
            classes += source.strings(source.data["classes"], word[1:]) if word[:1] == "$" else (word,)
        for name in classes:
            if name not in ontology.classes:
                raise source.error(f"reading.types: no class {name!r}", f'"{name}"')
        found[measure] = tuple(dict.fromkeys(classes))
    if missing := sorted(set(ontology.measures) - set(found)):
        raise source.error(f"reading.types: {', '.join(missing)} missing", "[reading.types]")
    return found
