"""What a reader decided about links: `links.toml` in a graph folder, one table each, the oldest first.

Only what was accepted is asserted. The file is meant to be read and edited by hand; things stand in
it by name and class, so that a link holds when articles are read again. What is undone stays in the
file, marked `undone = true`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from kg.errors import StoreError, unwritable
from kg.model import Entity, Known
from kg.tables import tables as tables_of

FILE = "links.toml"
HEAD = "What readers decided about links to other databases: kg build asserts what is accepted."
Decision = Literal["accepted", "rejected"]


@dataclass(frozen=True, slots=True)
class Link:
    """An entity, by name and class, and an IRI that is it or is not; what the service said of it."""

    name: str
    type: str
    iri: str
    decision: Decision
    label: str = ""
    score: float = 0.0
    types: tuple[str, ...] = ()
    service: str = ""
    on: str = ""
    undone: bool = False


def load(folder: Path) -> tuple[Link, ...]:
    """All links of the file, also those undone; none without a file. StoreError for a wrong one."""
    tables = tables_of(folder / FILE, HEAD).unwrap().get("link", [])
    return tuple(_read(table, number, folder / FILE) for number, table in enumerate(tables, 1))


def holding(folder: Path) -> tuple[Link, ...]:
    """The links that hold: of two decisions about one name and IRI, the later."""
    last = {(link.name, link.type, link.iri): link for link in load(folder) if not link.undone}
    return tuple(last.values())


def add(folder: Path, links: Iterable[Link]) -> None:
    """Write more decisions at the end of the file; what is in it stays as it is."""
    import tomlkit

    document = tables_of(folder / FILE, HEAD)
    tables = document.setdefault("link", tomlkit.aot())
    for link in links:
        table = tomlkit.table()
        table.update({k: list(v) if isinstance(v, tuple) else v for k, v in asdict(link).items() if v})
        table.add(tomlkit.nl())
        tables.append(table)
    _write(folder, tomlkit.dumps(document))


def undo(folder: Path) -> Link | None:
    """Mark the latest decision that holds as undone, and tell which it was; None if there is none."""
    import tomlkit

    links, document = load(folder), tables_of(folder / FILE, HEAD)
    for number in reversed(range(len(links))):
        if not links[number].undone:
            document["link"][number]["undone"] = True
            _write(folder, tomlkit.dumps(document))
            return links[number]
    return None


def settled(folder: Path, entities: Sequence[Entity], known: Iterable[Known]) -> tuple[Known, ...]:
    """What is known, with the links that were accepted and without what was rejected."""
    decided = [(entity, link) for link in holding(folder) if (entity := entity_of(link, entities))]
    wrong = {(e.id, link.iri) for e, link in decided if link.decision == "rejected"}
    kept = [k for k in known if not any((k.entity, iri) in wrong for iri in k.same_as)]
    right = [Known(e.id, (link.iri,)) for e, link in decided if link.decision == "accepted"]
    return (*kept, *right)


def entity_of(link: Link, entities: Sequence[Entity]) -> Entity | None:
    """The one entity that a link means: by its label, else by another name; None when it is not clear."""
    same = [e for e in entities if e.type == link.type]
    ways = ([e for e in same if e.label == link.name], [e for e in same if link.name in e.aliases])
    found: list[Entity] = next((hits for hits in ways if hits), [])
    return found[0] if len(found) == 1 else None


def _read(table: Any, number: int, path: Path) -> Link:
    try:
        link = Link(**{**table, "types": tuple(map(str, table.get("types", ())))})
    except (TypeError, AttributeError):
        raise StoreError(f"{path}: link {number}: it is not written as those that kg writes") from None
    if link.decision not in ("accepted", "rejected"):
        raise StoreError(f"{path}: link {number}: decision must be accepted or rejected")
    if not link.iri.startswith(("http://", "https://", "urn:")):
        raise StoreError(f"{path}: link {number}: {link.iri} is no IRI")
    return link


def _write(folder: Path, text: str) -> None:
    part = folder / f"{FILE}.part"
    try:
        part.write_text(text, "utf-8")
        os.replace(part, folder / FILE)
    except OSError as error:
        raise unwritable(folder / FILE, error) from None
