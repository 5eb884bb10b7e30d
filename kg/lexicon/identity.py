"""When two things or two events are one, whatever the language (ontology/identity.toml)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.lexicon.source import Source, ontology_dir, read_toml
from kg.ontology import Ontology


@dataclass(frozen=True)
class Identity:
    """`tolerance` is the share by which two numbers of one event may differ (0 to 1).

    `types_apart` are classes below which a name stands for several things; `common_nouns` classes
    in which a bare common noun names one thing everywhere. `many` holds (event class, role) that
    several may fill; `once` the event classes that happen once between the same fillers.
    """

    types_apart: tuple[str, ...]
    common_nouns: tuple[str, ...]
    tolerance: float
    many: frozenset[tuple[str, str]]
    once: frozenset[str]


def load(ontology: Ontology, folder: Path | None = None) -> Identity:
    """Read identity.toml of the ontology folder; raises LexiconError for what it does not know."""
    source = read_toml((folder or ontology_dir()) / "identity.toml")
    source.only(source.data, {"entities", "events"}, of="identity.toml")
    entities, events = source.data.get("entities", {}), dict(source.data.get("events", {}))
    source.only(entities, {"types_apart", "common_nouns"}, of="entities")
    tolerance = events.pop("tolerance", 0.2)
    if not isinstance(tolerance, float) or not 0 <= tolerance < 1:
        raise source.error("tolerance must be a number from 0 to 1", "tolerance")
    return Identity(
        _classes(source, entities, "types_apart", ontology),
        _classes(source, entities, "common_nouns", ontology),
        tolerance,
        _many(source, events, ontology),
        frozenset(name for name, table in events.items() if table.get("once")),
    )


def _classes(source: Source, table: dict[str, Any], key: str, ontology: Ontology) -> tuple[str, ...]:
    names = source.strings(table, key, of="entities")
    for name in names:
        if name not in ontology.classes:
            raise source.error(f"{key}: no class {name!r} in the ontology", f'"{name}"', key)
    return names


def _many(source: Source, events: dict[str, Any], ontology: Ontology) -> frozenset[tuple[str, str]]:
    found = set()
    for name, table in events.items():
        if name not in ontology.events:
            raise source.error(f"events: no event class {name!r} in the ontology", f"events.{name}]")
        source.only(table, {"many", "once"}, of=f"events.{name}")
        if not isinstance(table.get("once", False), bool):
            raise source.error(f"events.{name}: once must be true or false", f"events.{name}]")
        for role in source.strings(table, "many", of=f"events.{name}"):
            if role not in ontology.events[name]:
                raise source.error(f"events.{name}: {name} has no role {role!r}", f"events.{name}]")
            found.add((name, role))
    return frozenset(found)
