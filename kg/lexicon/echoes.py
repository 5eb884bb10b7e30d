"""Nouns that take up an event told before: ontology/lang/<code>/echoes.toml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.lexicon.source import Source, read_toml
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Echoes:
    """`classes` maps a noun to the event classes that it may take up; `measures` are nouns that it may
    complete ("le montant de l'opération"). With the verbs of `happens` a date is that of the event;
    `ends` are those of them that tell the end of a contract. An event of the `completed` classes is a
    plan as long as such a sentence tells it as one."""

    classes: dict[str, tuple[str, ...]]
    measures: frozenset[str]
    happens: frozenset[str]
    ends: frozenset[str]
    completed: frozenset[str]


def load(folder: Path, ontology: Ontology) -> Echoes:
    """Read echoes.toml of a language; raises LexiconError for an event class that does not exist."""
    source = read_toml(folder / "echoes.toml")
    data = source.data
    source.only(data, {"nouns", "measures", "happens", "completed"}, of="echoes.toml")
    classes: dict[str, tuple[str, ...]] = {}
    for event in data.get("nouns", {}):
        _known(source, ontology, event)
        for noun in source.strings(data["nouns"], event, of="nouns"):
            classes[noun] = (*classes.get(noun, ()), event)
    measures, happens, completed = (data.get(key, {}) for key in ("measures", "happens", "completed"))
    source.only(measures, {"nouns"}, of="measures")
    source.only(happens, {"verbs", "ends"}, of="happens")
    source.only(completed, {"classes"}, of="completed")
    finished = source.strings(completed, "classes", of="completed")
    for event in finished:
        _known(source, ontology, event)
    return Echoes(
        classes,
        frozenset(source.strings(measures, "nouns", of="measures")),
        frozenset(source.strings(happens, "verbs", of="happens")),
        frozenset(source.strings(happens, "ends", of="happens")),
        frozenset(finished),
    )


def _known(source: Source, ontology: Ontology, event: str) -> None:
    if event not in ontology.events:
        raise source.error(f"no event class {event!r} in the ontology", event)
