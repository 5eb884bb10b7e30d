"""How things are named and how statements read in one language (labels.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.lexicon.source import Source, read_toml
from kg.ontology import Ontology

SLOT = re.compile(r"\{(\w+)\}")
OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_DETAILS = {"date", "jobs", "stakePercent", "title", "amount"}
_NAME_LISTS = ("small", "wrappers", "generic", "particles", "honorifics", "plural")


@dataclass(frozen=True, eq=False)
class NameWords:
    """Words inside names, in lower case and without accents: see the comments in labels.toml."""

    small: frozenset[str]
    wrappers: frozenset[str]
    generic: frozenset[str]
    particles: frozenset[str]
    honorifics: frozenset[str]
    plural: tuple[str, ...]


@dataclass(frozen=True)
class Labels:
    """The templates of sentences, by kind and name: `sentences["event"]["Strike"]`.

    `status`, `comparator` and `unit` map to a template of one slot; `period` to one of the sentence and
    the dates between which it holds; `conflict` names what conflicts are about; `elisions` are pairs of what
    stands before a vowel and what it becomes, `vowels` the letters that count as such.
    """

    language: str
    names: NameWords
    sentences: dict[str, dict[str, tuple[str, ...]]]
    status: dict[str, str]
    comparator: dict[str, str]
    unit: dict[str, str]
    period: dict[str, str]
    conflict: dict[str, str]
    elisions: tuple[tuple[str, str], ...]
    vowels: str


def load(folder: Path, ontology: Ontology) -> Labels:
    """Read labels.toml of a language; raises LexiconError for what the ontology does not know."""
    source = read_toml(folder / "labels.toml")
    kinds = _slots(ontology)
    tables = {"names", "elision", "status", "period", "conflict", "comparator", "unit"}
    source.only(source.data, tables | kinds.keys(), of="labels.toml")
    elision = source.data.get("elision", {})
    source.only(elision, {"pairs", "before"}, of="elision")
    return Labels(
        folder.name,
        _name_words(source),
        {kind: _sentences(source, kind, known) for kind, known in kinds.items()},
        _frames(source, "status", "sentence", {"planned", "possible", "denied"}),
        _frames(source, "comparator", "value", {"about", "moreThan", "lessThan"}),
        _frames(source, "unit", "value", None),
        _periods(source),
        _matters(source, ontology),
        tuple(sorted(elision.get("pairs", {}).items())),
        elision.get("before", ""),
    )


def _slots(ontology: Ontology) -> dict[str, dict[str, set[str]]]:
    """For each kind of statement the names that may have templates, each with its slots."""
    figure = {"about", "quantity", "place", "date"}
    return {
        "fact": {name: {"subject", "object"} for name in ontology.properties},
        "position": {"Position": {"holder", "organization", "title"}},
        "event": {name: set(roles) | _DETAILS for name, roles in ontology.events.items()},
        "figure": dict.fromkeys(ontology.measures, figure),
        "quotation": {"Quotation": {"speaker", "text"}},
    }


def _name_words(source: Source) -> NameWords:
    table = source.data.get("names", {})
    source.only(table, set(_NAME_LISTS), of="names")
    lists = {key: source.strings(table, key, of="names") for key in _NAME_LISTS}
    for key, words in lists.items():
        _refuse_twice(source, key, words)
    plural = lists.pop("plural")
    return NameWords(plural=plural, **{key: frozenset(words) for key, words in lists.items()})


def _refuse_twice(source: Source, key: str, words: Iterable[str]) -> None:
    seen: set[str] = set()
    for word in words:
        if word in seen:
            raise source.error(f"{key}: {word!r} stands twice", key)
        if word != word.casefold():
            raise source.error(f"{key}: {word!r} must be in lower case", f'"{word}"')
        seen.add(word)


def _sentences(source: Source, kind: str, known: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    table = source.data.get(kind, {})
    source.only(table, set(known), of=kind)
    found = {name: source.strings(table, name, of=kind) for name in table}
    for name, templates in found.items():
        for template in templates:
            _check(source, f"{kind}.{name}", template, known[name])
    return found


def _check(source: Source, where: str, template: str, slots: set[str]) -> None:
    """Refuse a template with a slot that nothing fills or a bracket that is not closed."""
    for slot in SLOT.findall(template):
        if slot not in slots:
            raise source.error(f"{where}: no slot {slot!r} (known: {', '.join(sorted(slots))})", template)
    rest = OPTIONAL.sub("", SLOT.sub("", template))
    if set(rest) & set("[]{}"):
        raise source.error(f"{where}: brackets do not match in {template!r}", template)


def _periods(source: Source) -> dict[str, str]:
    dates = {"both": {"since", "until"}, "since": {"since"}, "until": {"until"}, "ended": set[str]()}
    found: dict[str, Any] = source.data.get("period", {})
    source.only(found, set(dates), of="period")
    for key, template in found.items():
        if not isinstance(template, str) or set(SLOT.findall(template)) != {"sentence", *dates[key]}:
            wanted = " and ".join(f"{{{slot}}}" for slot in ("sentence", *sorted(dates[key])))
            raise source.error(f"period.{key}: must be a text with {wanted}", key)
    return dict(found)


def _matters(source: Source, ontology: Ontology) -> dict[str, str]:
    found: dict[str, Any] = source.data.get("conflict", {})
    known = {"status", "actual", "denied", *ontology.measures, *ontology.properties}
    source.only(found, known, of="conflict")
    for key, word in found.items():
        if not isinstance(word, str):
            raise source.error(f"conflict.{key}: must be a text", key)
    return dict(found)


def _frames(source: Source, table: str, slot: str, keys: set[str] | None) -> dict[str, str]:
    found: dict[str, Any] = source.data.get(table, {})
    source.only(found, set(found) if keys is None else keys, of=table)
    for key, template in found.items():
        if not isinstance(template, str) or SLOT.findall(template) != [slot]:
            raise source.error(f"{table}.{key}: must be a text with the one slot {{{slot}}}", key)
    return dict(found)
