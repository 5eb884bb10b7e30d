"""Zip and gzip: what they hold, an entry at a time. Nothing is written to the disk.

An entry's name is only shown, never used as a path. What comes out is counted, not what the archive
says of itself: one that unpacks to far more than its size is no archive of articles.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from kg.errors import InputError
from kg.model import Skipped
from kg.read.item import Item, stem, suffix

RATIO = 200
"""How many times its own size an archive may unpack to; text packs ten times smaller, tables thirty."""
FLOOR = 100_000_000
"""Bytes that any archive may unpack to."""
DEPTH = 3
ENTRIES = 1_000_000
SEEKING = 100_000_000  # bytes of an entry that must be held in memory, since its format is not a stream


class Budget:
    """How many bytes may still come out of an archive."""

    def __init__(self, weight: int) -> None:
        self._left = max(FLOOR, RATIO * weight)

    def spend(self, size: int) -> None:
        """Raises InputError when too much has come out."""
        self._left -= size
        self.check()

    def check(self) -> None:
        """Raises InputError when too much came out before."""
        if self._left < 0:
            raise InputError(f"unpacks to more than {RATIO} times its size: not read any further")


class Metered(io.RawIOBase):
    """A stream whose bytes are counted, and whose errors are told in one line."""

    def __init__(self, file: BinaryIO, budget: Budget) -> None:
        self._file, self._budget = file, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        try:
            data = self._file.read(len(view))
        except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError) as error:
            raise InputError(f"damaged archive: {error}") from None
        except NotImplementedError:
            raise InputError("packed in a way that is not read; pack it again as plain zip") from None
        self._budget.spend(len(data))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def metered(file: BinaryIO, budget: Budget) -> BinaryIO:
    """The stream, buffered and counted."""
    return io.BufferedReader(Metered(file, budget), 65536)


def from_gzip(item: Item) -> Iterator[Item]:
    """What a .gz file holds; "a.jsonl.gz" holds "a.jsonl"."""
    inside = item.suffix.removesuffix(".gz")
    if not inside:
        raise InputError("what is in this .gz file? its name should end in .html.gz, .jsonl.gz or the like")
    if item.depth >= DEPTH:
        raise InputError("archives within archives, too deep")

    def opened() -> BinaryIO:
        outer = item.open()
        unpacked: BinaryIO = gzip.GzipFile(fileobj=outer, mode="rb")  # type: ignore[assignment]
        return metered(unpacked, Budget(item.weight))

    yield replace(item, suffix=inside, open=opened, depth=item.depth + 1)


def from_zip(item: Item, known: frozenset[str]) -> Iterator[Item | Skipped]:
    """The entries of a .zip file in the order of their names; those of unknown kinds are passed over."""
    if item.depth >= DEPTH:
        raise InputError("archives within archives, too deep")
    budget = Budget(item.weight)
    with seekable(item) as file:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise InputError(f"no zip archive, or a damaged one: {error}") from None
        with closing(archive):
            entries = archive.infolist()
            if len(entries) > ENTRIES:
                raise InputError(f"{len(entries)} entries (limit {ENTRIES})")
            for entry in sorted(entries, key=lambda e: e.filename):
                budget.check()
                if wanted(entry.filename, known):
                    yield _entry(item, archive, entry, budget)


def wanted(name: str, known: frozenset[str]) -> bool:
    """Whether an entry is of a known kind, and neither hidden nor the bookkeeping of a system."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    hidden = any(p == "__MACOSX" or (p.startswith(".") and p != "..") for p in parts)
    return not hidden and not name.endswith("/") and (suffix(name) in known or name.lower().endswith(".gz"))


def _entry(
    item: Item, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget
) -> Item | Skipped:
    shown = "".join(c if c.isprintable() else "?" for c in entry.filename)
    source = f"{item.source}:{shown}"
    if entry.flag_bits & 1:
        return Skipped(source, "protected by a password")

    def opened() -> BinaryIO:
        try:
            return metered(archive.open(entry), budget)  # type: ignore[arg-type]
        except (zipfile.BadZipFile, NotImplementedError) as error:
            raise InputError(f"damaged archive: {error}") from None

    return replace(item, source=source, name=stem(entry.filename), suffix=suffix(entry.filename), open=opened,
                   depth=item.depth + 1, asked=False)  # fmt: skip


def seekable(item: Item, limit: int = SEEKING) -> BinaryIO:
    """The item as a file that can be sought in; what comes out of an archive is held in memory."""
    if not item.depth:
        return item.open()
    return io.BytesIO(item.content(limit))
