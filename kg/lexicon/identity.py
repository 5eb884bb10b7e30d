"""When two things or two events are one, whatever the language (ontology/identity.toml)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.lexicon.source import Source, ontology_dir, read_toml
from kg.ontology import Ontology


@dataclass(frozen=True)
class Family:
    """Events of one story. `roles` gives each class its role of who acts and its role of where ("" for
    none); `borrow` the classes that take who, and the classes that take where, from another of them."""

    roles: dict[str, tuple[str, ...]]
    borrow: tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True)
class Identity:
    """`tolerance` is the share by which two numbers of one event may differ (0 to 1).

    `types_apart` are classes below which a name stands for several things; `common_nouns` classes
    in which a bare common noun names one thing everywhere. `many` holds (event class, role) that
    several may fill; `once` the event classes that happen once between the same fillers. `sites` are
    classes of places in a city; `families` the events that go together.

    Of conflicts: `single_measures` are those of which a thing has one value at a time; values that are
    `about` right may differ by this share; one that is less than the share `scope` of another one (within
    one article `same_article`) counts something else; `shared_titles` begin posts of several.
    """

    types_apart: tuple[str, ...]
    common_nouns: tuple[str, ...]
    tolerance: float
    many: frozenset[tuple[str, str]]
    once: frozenset[str]
    sites: tuple[str, ...] = ()
    families: tuple[Family, ...] = ()
    single_measures: frozenset[str] = frozenset()
    about: float = 0.1
    scope: float = 0.5
    same_article: float = 0.9
    shared_titles: tuple[str, ...] = ()


def load(ontology: Ontology, folder: Path | None = None) -> Identity:
    """Read identity.toml of the ontology folder; raises LexiconError for what it does not know."""
    source = read_toml((folder or ontology_dir()) / "identity.toml")
    source.only(source.data, {"entities", "events", "stories", "conflicts"}, of="identity.toml")
    entities, events = source.data.get("entities", {}), dict(source.data.get("events", {}))
    source.only(entities, {"types_apart", "common_nouns", "sites"}, of="entities")
    tolerance = events.pop("tolerance", 0.2)
    if not isinstance(tolerance, float) or not 0 <= tolerance < 1:
        raise source.error("tolerance must be a number from 0 to 1", "tolerance")
    return Identity(
        _classes(source, entities, "types_apart", ontology),
        _classes(source, entities, "common_nouns", ontology),
        tolerance,
        _many(source, events, ontology),
        frozenset(name for name, table in events.items() if table.get("once")),
        _classes(source, entities, "sites", ontology),
        tuple(_family(source, table, ontology) for table in source.data.get("stories", [])),
        **_conflicts(source, source.data.get("conflicts", {}), ontology),
    )


def _conflicts(source: Source, table: dict[str, Any], ontology: Ontology) -> dict[str, Any]:
    shares = {"about", "scope", "same_article"}
    source.only(table, {"measures", "shared_titles", *shares}, of="conflicts")
    measures = source.strings(table, "measures", of="conflicts")
    for name in measures:
        if name not in ontology.measures:
            raise source.error(f"conflicts: no measure {name!r} in the ontology", f'"{name}"')
    for key in sorted(shares & table.keys()):
        if not isinstance(table[key], float) or not 0 <= table[key] <= 1:
            raise source.error(f"{key} must be a number from 0 to 1", key)
    titles = source.strings(table, "shared_titles", of="conflicts")
    found = {key: table[key] for key in shares & table.keys()}
    return {"single_measures": frozenset(measures), "shared_titles": titles, **found}


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


def _family(source: Source, table: dict[str, Any], ontology: Ontology) -> Family:
    source.only(table, {"roles", "borrow"}, of="stories")
    roles = {name: source.strings(table["roles"], name, of="stories") for name in table.get("roles", {})}
    for name, pair in roles.items():
        if name not in ontology.events or len(pair) != 2:
            raise source.error(f"stories: {name!r} is no event class with who and where", name)
        for role in filter(None, pair):
            if role not in ontology.events[name]:
                raise source.error(f"stories: {name} has no role {role!r}", name)
    borrow = table.get("borrow", {})
    source.only(borrow, {"who", "where"}, of="stories.borrow")
    who, where = (frozenset(source.strings(borrow, key, of="stories.borrow")) for key in ("who", "where"))
    if unknown := sorted((who | where) - set(roles)):
        raise source.error(f"stories: {unknown[0]!r} borrows outside of its family", unknown[0])
    return Family(roles, (who, where))
