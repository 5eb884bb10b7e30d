"""The sources folder of a graph: each article's stored text and what was extracted from it.

`<document id>.txt` is the text that all offsets refer to; `<document id>.json` is the extraction,
stamped with the version of the extractor and vocabulary that made it. An extraction is a pure
function of the document and of that version, so one that fits both is never made again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from kg import staging
from kg.errors import StoreError, unwritable
from kg.model import Document, Extraction

FORMAT = 1


def to_json(value: Any) -> Any:
    """A dataclass, tuple or plain value as JSON data: lists of field values, in field order."""
    if is_dataclass(value):
        return [to_json(getattr(value, f.name)) for f in fields(value)]
    if isinstance(value, tuple):
        return [to_json(v) for v in value]
    return value


def from_json(kind: Any, data: Any) -> Any:
    """The value of type `kind` that `to_json` wrote; ValueError where the data do not fit it."""
    return _reader(kind)(data)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of this type of JSON data: made once for each type, since articles have many."""
    if is_dataclass(kind):
        return _of_fields(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _of_items(inner)
    if origin in (Union, UnionType):
        read = _reader(next(k for k in inner if k is not type(None)))
        return lambda data: None if data is None else read(data)
    return _as_it_is


def _of_fields(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = [_reader(hints[f.name]) for f in fields(kind)]
    plain = all(read is _as_it_is for read in readers)

    def read_fields(data: Any) -> Any:
        if not isinstance(data, list) or len(data) != len(readers):
            raise ValueError(f"{data!r:.60} is no {kind}")
        return kind(*data) if plain else kind(*[read(v) for read, v in zip(readers, data, strict=True)])

    return read_fields


def _of_items(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    many = kinds[1:] == (...,)
    readers = [_reader(k) for k in kinds[: 1 if many else None]]

    def read_items(data: Any) -> Any:
        if not isinstance(data, list):
            raise ValueError(f"{data!r:.60} is no list")
        if many:
            read = readers[0]
            return tuple(data) if read is _as_it_is else tuple([read(v) for v in data])
        return tuple(read(v) for read, v in zip(readers, data, strict=True))

    return read_items


def _as_it_is(data: Any) -> Any:
    return data


@dataclass(frozen=True)
class Archive:
    """The sources folder. `version` names the extractor and vocabulary; other versions' work is stale."""

    folder: Path
    version: str

    def find(self, document: Document) -> Extraction | None:
        """What was extracted from this very document before, or None when there is nothing current.

        The place where the article lay may have changed since (it is then noted); its text and
        metadata may not.
        """
        found = self._load(document.id)
        if found is None or found.document == document:
            return found
        if replace(found.document, source=document.source, name=document.name) != document:
            return None
        moved = replace(found, document=document)
        self.save(moved)
        return moved

    def save(self, extraction: Extraction) -> None:
        """Keep an extraction and its text. Each file appears whole or not at all."""
        document = extraction.document
        data = {"format": FORMAT, "version": self.version, "extraction": to_json(extraction)}
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            staging.write(self._path(document.id, "txt"), document.text)
            compact = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
            staging.write(self._path(document.id, "json"), compact)
        except OSError as error:
            raise unwritable(self.folder, error) from None

    def load(self, ids: Collection[str]) -> Iterator[Extraction]:
        """The extractions of the documents, one at a time, by document id: the order of input never shows."""
        for document in sorted(ids):
            extraction = self._load(document)
            if extraction is None:
                raise StoreError(f"{self._path(document, 'json')} is missing or damaged: build again")
            yield extraction

    def holds(self, document: str) -> bool:
        """Whether what was extracted from a document is of this version, from the head of the file."""
        stamp = json.dumps({"format": FORMAT, "version": self.version}, separators=(",", ":"))[:-1].encode()
        try:
            with open(self._path(document, "json"), "rb") as file:
                return file.read(len(stamp)) == stamp
        except FileNotFoundError:
            return False

    def stored(self, document: str) -> Document:
        """A document as it was read, whatever version of the extractor it went to. StoreError without one."""
        path = self._path(document, "json")
        try:
            data = json.loads(path.read_bytes())
            found: Document = from_json(Document, data["extraction"][0])
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            raise StoreError(f"{path} is missing or damaged: build again from the articles") from None
        return found

    def ids(self) -> tuple[str, ...]:
        """The ids of the documents that are kept."""
        return tuple(sorted(p.stem for p in self.folder.glob("*.json")))

    def prune(self, ids: Collection[str]) -> int:
        """Remove what belongs to other documents than these; how many there were."""
        for part in self.folder.glob("*.part"):  # of a writer that was killed
            part.unlink(missing_ok=True)
        gone = {p for p in self.folder.glob("*.*") if p.suffix in (".txt", ".json") and p.stem not in ids}
        for path in gone:
            path.unlink(missing_ok=True)
        return len({p.stem for p in gone})

    def _path(self, document: str, suffix: str) -> Path:
        return self.folder / f"{document}.{suffix}"

    def _load(self, document: str) -> Extraction | None:
        try:
            data = json.loads(self._path(document, "json").read_bytes())
            if data["format"] != FORMAT or data["version"] != self.version:
                return None
            extraction: Extraction = from_json(Extraction, data["extraction"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):  # a damaged file is made again
            return None
        return extraction


