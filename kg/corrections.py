"""The reader's corrections: `corrections.toml` in a graph folder, one table each, the oldest first.

The file is meant to be read, compared and edited by hand; what is added leaves the rest as it is.
Things are named by name and class, not by ids, so that a correction holds when articles are read
again. What is undone stays in the file, marked `undone = true`.

Whoever writes, the command line or a server, writes through `add` and `undo`: they wait for each
other, so that no correction is lost, and a reader sees the old file or the new one, never a part.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args

from kg.errors import StoreError
from kg.model import ClaimKind, Correction, CorrectionKind, Named, Said, Source
from kg.tables import tables as tables_of

FILE = "corrections.toml"
LOCK = ".corrections.lock"
PATIENCE = 30.0  # seconds to wait for another who writes: writing takes a few milliseconds
HEAD = "What readers corrected: kg build applies it, each table after those above it."
_KEYS = {
    "same": {"entity", "other"}, "different": {"entity", "other"},
    "name": {"entity", "value"}, "type": {"entity", "value"},
    "reject": {"said"}, "confirm": {"said"}, "add": {"entity", "property", "source"},
}  # fmt: skip
_MAY = {"add": {"since", "until"}}  # beside these an added fact takes one of `other` and `value`


def load(folder: Path) -> tuple[Correction, ...]:
    """The corrections that hold, the oldest first; none without a file. StoreError for a wrong one."""
    return tuple(correction for correction in history(folder) if not correction.undone)


def history(folder: Path) -> tuple[Correction, ...]:
    """All corrections, the oldest first, also those that are `undone`. StoreError for a wrong file."""
    return tuple(_read(table, number, folder / FILE) for number, table in enumerate(_tables(folder), 1))


def add(folder: Path, *corrections: Correction) -> None:
    """Write corrections at the end of the file, all or none of them."""
    import tomlkit

    with _alone(folder):
        document = tables_of(folder / FILE, HEAD)
        tables = document.setdefault("correction", tomlkit.aot())
        for correction in corrections:
            table = tomlkit.table()
            for key, value in _to_table(correction).items():
                table.add(key, tomlkit.inline_table() if isinstance(value, dict) else value)
                if isinstance(value, dict):
                    table[key].update(value)
            table.add(tomlkit.nl())
            tables.append(table)
        _write(folder, tomlkit.dumps(document))


def undo(folder: Path, number: int | None = None) -> Correction | None:
    """Mark a correction as undone, and tell which it was: the latest that holds, or the one that
    `history` gives at this index, from 0. None if there is none, or if it is undone already."""
    import tomlkit

    with _alone(folder):
        document = tables_of(folder / FILE, HEAD)
        tables = document.get("correction", [])
        chosen = reversed(range(len(tables))) if number is None else (number,)
        for n in chosen:
            if 0 <= n < len(tables) and not tables[n].get("undone"):
                correction = _read(tables[n], n + 1, folder / FILE)
                tables[n]["undone"] = True
                _write(folder, tomlkit.dumps(document))
                return correction
    return None


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else writes the file while the block runs. StoreError when somebody does for too long."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK, timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout:
        raise StoreError(f"{folder / FILE}: another kg is writing it; try again when it is done") from None
    except OSError as error:
        raise StoreError(f"cannot write {folder / FILE}: {error.strerror or error}") from None
    try:
        yield
    finally:
        lock.release()


def _tables(folder: Path) -> Sequence[Mapping[str, Any]]:
    data = tables_of(folder / FILE, HEAD).unwrap()
    tables = data.pop("correction", [])
    if data or not isinstance(tables, list):
        raise StoreError(f"{folder / FILE}: it may hold [[correction]] tables only")
    return tables


def _write(folder: Path, text: str) -> None:
    part = folder / f"{FILE}.part"
    try:
        with open(part, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())  # what a reader said is not lost with the current
        os.replace(part, folder / FILE)
    except OSError as error:
        raise StoreError(f"cannot write {folder / FILE}: {error.strerror}") from None


def _to_table(c: Correction) -> dict[str, Any]:
    table: dict[str, Any] = {"kind": c.kind}
    for key, named in (("entity", c.entity), ("other", c.other)):
        if named:
            table[key] = {"name": named.name, "type": named.type}
            if named.articles:
                table[key]["articles"] = list(named.articles)
    texts = {"property": c.property, "value": c.value, "since": c.since, "until": c.until}
    table |= {key: text for key, text in texts.items() if text is not None}
    if c.source:
        table["source"] = {"article" if c.source.article else "citation": c.source.citation}
        if c.source.quote:
            table["source"]["quote"] = c.source.quote
    if c.said:
        roles: dict[str, Any] = {}
        for role, text in c.said.roles:
            roles.setdefault(role, []).append(text)
        table["said"] = {"kind": c.said.kind, "name": c.said.name, "roles": roles}
        if c.said.also:
            table["said"]["also"] = {label: list(names) for label, names in c.said.also}
    if c.on:
        table["on"] = c.on
    if c.undone:
        table["undone"] = True
    return table


def _read(table: Mapping[str, Any], number: int, path: Path) -> Correction:
    kind = table.get("kind")
    where = f"{path}: correction {number}"
    if kind not in _KEYS:
        raise StoreError(f"{where}: kind must be one of {', '.join(get_args(CorrectionKind))}")
    given = set(table) - {"kind", "on", "undone"} - _MAY.get(kind, set())
    if kind == "add" and len(given & {"other", "value"}) != 1:
        raise StoreError(f"{where}: add takes one of other and value")
    if given - (set() if kind != "add" else {"other", "value"}) != _KEYS[kind]:
        raise StoreError(f"{where}: {kind} takes {' and '.join(sorted(_KEYS[kind]))}, and nothing else")
    try:
        return Correction(
            kind,
            _named(table["entity"]) if "entity" in table else None,
            _named(table["other"]) if "other" in table else None,
            _text(table, "value"),
            _said(table["said"]) if "said" in table else None,
            str(table.get("on", "")),
            table.get("undone") is True,
            _text(table, "property"),
            _source(table["source"]) if "source" in table else None,
            _text(table, "since"),
            _text(table, "until"),
        )
    except (TypeError, KeyError, ValueError, AttributeError):
        raise StoreError(f"{where}: it is not written as those that kg writes") from None


def _text(table: Mapping[str, Any], key: str) -> str | None:
    return str(table[key]) if key in table else None


def _source(table: Mapping[str, Any]) -> Source:
    if len(table.keys() & {"article", "citation"}) != 1 or not set(table) <= {"article", "citation", "quote"}:
        raise ValueError
    article = "article" in table
    return Source(str(table["article" if article else "citation"]), str(table.get("quote", "")), article)


def _named(table: Mapping[str, Any]) -> Named:
    if not set(table) <= {"name", "type", "articles"}:
        raise ValueError
    return Named(str(table["name"]), str(table["type"]), tuple(map(str, table.get("articles", ()))))


def _said(table: Mapping[str, Any]) -> Said:
    kind = table["kind"]
    if kind not in get_args(ClaimKind) or set(table) - {"also"} != {"kind", "name", "roles"}:
        raise ValueError
    roles = ((role, str(text)) for role, texts in table["roles"].items() for text in texts)
    also = ((str(label), tuple(map(str, names))) for label, names in table.get("also", {}).items())
    return Said(kind, str(table["name"]), tuple(roles), tuple(also))
