"""The reader's corrections: `corrections.toml` in a graph folder, one table each, the oldest first.

The file is meant to be read, compared and edited by hand; what is added leaves the rest as it is.
Things are named by name and class, not by ids, so that a correction holds when articles are read
again. What is undone stays in the file, marked `undone = true`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from kg.errors import StoreError
from kg.model import ClaimKind, Correction, CorrectionKind, Named, Said

FILE = "corrections.toml"
HEAD = "What readers corrected: kg build applies it, each table after those above it."
_KEYS = {
    "same": {"entity", "other"}, "different": {"entity", "other"},
    "name": {"entity", "value"}, "type": {"entity", "value"},
    "reject": {"said"}, "confirm": {"said"},
}  # fmt: skip


def load(folder: Path) -> tuple[Correction, ...]:
    """The corrections that hold, the oldest first; none without a file. StoreError for a wrong one."""
    tables = _tables(folder)
    read = [(_read(table, number, folder / FILE), table) for number, table in enumerate(tables, 1)]
    return tuple(correction for correction, table in read if not table.get("undone"))


def add(folder: Path, correction: Correction) -> None:
    """Write one more correction at the end of the file."""
    import tomlkit

    document = _document(folder)
    tables = document.setdefault("correction", tomlkit.aot())
    table = tomlkit.table()
    for key, value in _to_table(correction).items():
        table.add(key, tomlkit.inline_table() if isinstance(value, dict) else value)
        if isinstance(value, dict):
            table[key].update(value)
    table.add(tomlkit.nl())
    tables.append(table)
    _write(folder, tomlkit.dumps(document))


def undo(folder: Path) -> Correction | None:
    """Mark the latest correction that holds as undone, and tell which it was; None if there is none."""
    import tomlkit

    document = _document(folder)
    tables = document.get("correction", [])
    for number in range(len(tables), 0, -1):
        table = tables[number - 1]
        if not table.get("undone"):
            correction = _read(table, number, folder / FILE)
            table["undone"] = True
            _write(folder, tomlkit.dumps(document))
            return correction
    return None


def _document(folder: Path) -> Any:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    path = folder / FILE
    if not path.exists():
        document = tomlkit.document()
        document.add(tomlkit.comment(HEAD))
        return document
    try:
        return tomlkit.parse(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise StoreError(f"{path}: {error}") from None


def _tables(folder: Path) -> Sequence[Mapping[str, Any]]:
    data = _document(folder).unwrap()
    tables = data.pop("correction", [])
    if data or not isinstance(tables, list):
        raise StoreError(f"{folder / FILE}: it may hold [[correction]] tables only")
    return tables


def _write(folder: Path, text: str) -> None:
    part = folder / f"{FILE}.part"
    try:
        part.write_text(text, "utf-8")
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
    if c.value is not None:
        table["value"] = c.value
    if c.said:
        roles: dict[str, Any] = {}
        for role, text in c.said.roles:
            roles.setdefault(role, []).append(text)
        table["said"] = {"kind": c.said.kind, "name": c.said.name, "roles": roles}
    if c.on:
        table["on"] = c.on
    return table


def _read(table: Mapping[str, Any], number: int, path: Path) -> Correction:
    kind = table.get("kind")
    where = f"{path}: correction {number}"
    if kind not in _KEYS:
        raise StoreError(f"{where}: kind must be one of {', '.join(get_args(CorrectionKind))}")
    given = set(table) - {"kind", "on", "undone"}
    if given != _KEYS[kind]:
        raise StoreError(f"{where}: {kind} takes {' and '.join(sorted(_KEYS[kind]))}, and nothing else")
    try:
        return Correction(
            kind,
            _named(table["entity"]) if "entity" in table else None,
            _named(table["other"]) if "other" in table else None,
            str(table["value"]) if "value" in table else None,
            _said(table["said"]) if "said" in table else None,
            str(table.get("on", "")),
        )
    except (TypeError, KeyError, ValueError, AttributeError):
        raise StoreError(f"{where}: it is not written as those that kg writes") from None


def _named(table: Mapping[str, Any]) -> Named:
    if not set(table) <= {"name", "type", "articles"}:
        raise ValueError
    return Named(str(table["name"]), str(table["type"]), tuple(map(str, table.get("articles", ()))))


def _said(table: Mapping[str, Any]) -> Said:
    kind = table["kind"]
    if kind not in get_args(ClaimKind) or set(table) != {"kind", "name", "roles"}:
        raise ValueError
    roles = ((role, str(text)) for role, texts in table["roles"].items() for text in texts)
    return Said(kind, str(table["name"]), tuple(roles))
