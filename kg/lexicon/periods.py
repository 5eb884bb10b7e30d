"""The words that tell since when and until when something holds (periods.toml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import partial
from kg.lexicon.phrases import any_of
from kg.lexicon.source import Source, read_toml
from kg.ontology import Ontology

_LISTS = ("since", "until", "between", "former", "timeless", "borrowed")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with marked names and what it tells of a property or "Position"."""

    text: str
    of: str
    since: str | None = None
    until: str | None = None
    ended: bool = False


@dataclass(frozen=True)
class PeriodWords:
    """`since`, `until` and `between` match the beginning of an expression of time, `former` what ends
    just before a title. `timeless` are the properties that have no period, `borrowed` the ids of frames
    beside which dates tell of something else."""

    since: re.Pattern[str]
    until: re.Pattern[str]
    between: re.Pattern[str]
    former: re.Pattern[str]
    timeless: frozenset[str]
    borrowed: frozenset[str]
    yes: tuple[Example, ...]
    no: tuple[Example, ...]


def load(folder: Path, ontology: Ontology) -> PeriodWords:
    """Read and check periods.toml of a language. Raises LexiconError."""
    source = read_toml(folder / "periods.toml")
    source.only(source.data, {*_LISTS, "yes", "no"}, of="periods")
    lists = {key: source.strings(source.data, key, of="periods") for key in _LISTS}
    for name in lists["timeless"]:
        if name not in ontology.properties:
            raise source.error(f"timeless: no property {name!r}", f'"{name}"')
    since, until, between = (_begins(lists[key]) for key in ("since", "until", "between"))
    former = re.compile(rf"(?<!\w)(?:{any_of(lists['former'])})\s*$", re.I)
    yes, no = (
        tuple(_example(source, table, ontology, yes=key == "yes") for table in source.data.get(key, []))
        for key in ("yes", "no")
    )
    timeless, borrowed = frozenset(lists["timeless"]), frozenset(lists["borrowed"])
    return PeriodWords(since, until, between, former, timeless, borrowed, yes, no)


def _begins(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(phrases)})(?:(?<=['’])|(?!\w))", re.I)


def _example(source: Source, table: Any, ontology: Ontology, *, yes: bool) -> Example:
    keys = {"text", "of", "since", "until", "ended"} if yes else {"text", "of"}
    if not isinstance(table, dict) or not {"text", "of"} <= table.keys():
        raise source.error("an example needs text and of", "[[yes]]" if yes else "[[no]]")
    source.only(table, keys, of="an example")
    example = Example(**table)
    if example.of != "Position" and example.of not in ontology.properties:
        raise source.error(f"no property {example.of!r}", f'"{example.of}"')
    for date in (example.since, example.until):
        if date is not None and partial.kind(date) is None:
            raise source.error(f"{date!r} is no date", f'"{date}"')
    if yes and not (example.since or example.until or example.ended):
        raise source.error("a yes tells since, until or ended", example.text)
    return example
