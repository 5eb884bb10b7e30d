"""The user's own list of companies, people, parks …: found in the articles by name, with their IRIs.

`--gazetteer FILE` is CSV (columns name, type, and if wanted aliases, separated by |, and iri) or Turtle
(SKOS or labels). What was read is kept as `gazetteer.json` in the graph folder, for the next build.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from pathlib import Path

from kg.errors import GazetteerError, StoreError, unwritable
from kg.lexicon.demonyms import fold
from kg.model import Correction, Entity, Extraction, Known, Listed, Named
from kg.ontology import Ontology

FILE = "gazetteer.json"
_IRI = re.compile(r"""(?:https?://|urn:)[^\s<>"{}|\\^`]+""")
TURTLE = {".ttl", ".nt", ".n3"}
COLUMNS = {
    "name": ("name", "label", "nom", "preflabel"),
    "type": ("type", "class", "classe"),
    "aliases": ("aliases", "alias", "altlabel"),
    "iri": ("iri", "uri", "id"),
}


def read(paths: Iterable[Path], ontology: Ontology) -> tuple[Listed, ...]:
    """What the lists hold, in order. GazetteerError (file, line, reason) for what is wrong in them."""
    found: dict[tuple[str, str], Listed] = {}
    for path in paths:
        rows = _turtle(path, ontology) if path.suffix.lower() in TURTLE else _csv(path)
        for line, entry in rows:
            _check(entry, ontology, path, line)
            other = found.setdefault((fold(entry.name), entry.type), entry)
            if other is not entry:
                raise GazetteerError(path, line, f"{entry.name!r} ({entry.type}) is listed twice")
    return tuple(found.values())


def keep(folder: Path, entries: Sequence[Listed]) -> None:
    """Remember a list in a graph folder, instead of the one that it had."""
    part = folder / f"{FILE}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps([astuple(e) for e in entries], ensure_ascii=False, indent=0), "utf-8")
        os.replace(part, folder / FILE)
    except OSError as error:
        raise unwritable(folder / FILE, error) from None


def kept(folder: Path) -> tuple[Listed, ...]:
    """The list that a graph folder remembers; empty where there is none."""
    try:
        rows = json.loads((folder / FILE).read_text("utf-8"))
        return tuple(Listed(str(n), str(t), tuple(map(str, a)), str(i)) for n, t, a, i in rows)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError):
        raise StoreError(f"{folder / FILE} is damaged: build again with --gazetteer") from None


def version(entries: Sequence[Listed]) -> str:
    """A hash of what recognition takes from a list; empty for an empty one."""
    text = json.dumps([(e.name, e.type, e.aliases) for e in entries], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16] if entries else ""


def corrections(entries: Iterable[Listed], extractions: Iterable[Extraction]) -> tuple[Correction, ...]:
    """That the names of one entry are one thing, and what it is called, where articles use several."""
    used: dict[str, set[str]] = defaultdict(set)
    for extraction in extractions:
        for chain in extraction.chains:
            for name in (chain.label, *chain.aliases):
                used[fold(name)].add(chain.type)
    return tuple(c for entry in entries for c in _one(entry, used))


def _one(entry: Listed, used: dict[str, set[str]]) -> Iterator[Correction]:
    names = [n for n in (entry.name, *entry.aliases) if entry.type in used.get(fold(n), ())]
    for own in (n for n in names if n == n.lower()):  # else taken for a noun, another in each article
        yield Correction("same", Named(own, entry.type), Named(own, entry.type))
    for other in names[1:]:
        yield Correction("same", Named(names[0], entry.type), Named(other, entry.type))
    if names and names != [entry.name]:
        yield Correction("name", Named(names[0], entry.type), value=entry.name)


def known(entries: Iterable[Listed], entities: Sequence[Entity], ontology: Ontology) -> tuple[Known, ...]:
    """The IRIs of the entities that are listed; none where two entries or two entities may be meant."""
    by_name: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        for name in {fold(n) for n in (entity.label, *entity.aliases)}:
            by_name[name].append(entity)
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        hits = {e.id: e for n in (entry.name, *entry.aliases) for e in by_name.get(fold(n), ())}
        same = [e for e in hits.values() if _akin(e.type, entry.type, ontology)]
        if entry.iri and len(same) == 1:
            found[same[0].id].add(entry.iri)
    return tuple(Known(id_, tuple(iris)) for id_, iris in sorted(found.items()) if len(iris) == 1)


def _akin(one: str, other: str, ontology: Ontology) -> bool:
    return ontology.is_a(one, other) or ontology.is_a(other, one)


def _check(entry: Listed, ontology: Ontology, path: Path, line: int) -> None:
    if not any(c.isalnum() for c in entry.name):
        raise GazetteerError(path, line, "a name is missing")
    if not ontology.is_a(entry.type, "Entity") or entry.type == "Entity":
        classes = sorted(c for c in ontology.classes if c != "Entity" and ontology.is_a(c, "Entity"))
        said = f"{entry.type!r} is no class of entities" if entry.type else "it has no class"
        raise GazetteerError(path, line, f"{entry.name}: {said}; there are: {', '.join(classes)}")
    if entry.iri and not _IRI.fullmatch(entry.iri):
        raise GazetteerError(path, line, f"{entry.iri!r} is no IRI")


def _csv(path: Path) -> Iterator[tuple[int, Listed]]:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise GazetteerError(path, line, "it is not UTF-8 text") from None
    except OSError as error:
        raise GazetteerError(path, 1, error.strerror or "cannot be read") from None
    first = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(), delimiter=max(";,\t", key=first.count))
    places = _columns(next(reader, []), path)
    for row in reader:
        if any(cell.strip() for cell in row):
            yield reader.line_num, _row(row, places)


def _columns(header: Sequence[str], path: Path) -> dict[str, int]:
    names = [cell.strip().casefold() for cell in header]
    places = {k: names.index(n) for k, known in COLUMNS.items() for n in known if n in names}
    for wanted in ("name", "type"):
        if wanted not in places:
            raise GazetteerError(path, 1, f"no column {wanted!r}; the columns are name, type, aliases, iri")
    return places


def _row(row: Sequence[str], places: dict[str, int]) -> Listed:
    cells = {k: row[i].strip() if i < len(row) else "" for k, i in places.items()}
    aliases = tuple(a.strip() for a in cells.get("aliases", "").split("|") if a.strip())
    return Listed(" ".join(cells["name"].split()), cells["type"], aliases, cells.get("iri", ""))


def _turtle(path: Path, ontology: Ontology) -> Iterator[tuple[int, Listed]]:
    from kg.graph.gazetteer import read_turtle

    return read_turtle(path, ontology)
