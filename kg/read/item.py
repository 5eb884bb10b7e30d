"""What stands to be read: a file, an entry of an archive, a page that was fetched."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from kg.errors import InputError

_ODD = re.compile(r"[^\w .,;()'’+&@=~%#-]+")


@dataclass(frozen=True, slots=True)
class Item:
    """`source` names the place for the user, `name` the article; `suffix` says how it is read.

    `depth` counts the archives around it; `asked` is set when the user named it, or had it fetched, and
    did not merely name a folder or an archive that holds it: only then may it lead to pages of the web.
    `weight` is the size in bytes of the outermost file.
    """

    source: str
    name: str
    suffix: str
    open: Callable[[], BinaryIO]
    url: str | None = None
    depth: int = 0
    asked: bool = False
    weight: int = 0

    def content(self, limit: int) -> bytes:
        """All bytes. Raises InputError when there are none, or more than `limit`."""
        if not self.depth and self.weight > limit:
            size = f"{self.weight / 1e6:.1f} MB (limit {limit / 1e6:g} MB)"
            raise InputError(f"too big: {size}; is this one article?")
        with self.open() as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise InputError(f"too big: more than {limit / 1e6:g} MB; is this one article?")
        if not data.strip():
            raise InputError("the file is empty")
        return data


@dataclass(frozen=True, slots=True)
class Link:
    """A page that a feed, a sitemap or a list names, with what it tells of the article.

    `changed` is when the page changed last; the article may be older.
    """

    url: str
    source: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    changed: str | None = None
    depth: int = 0


def of_file(path: Path, *, asked: bool) -> Item:
    """A file of the disk."""
    return Item(str(path), stem(path.name), suffix(path.name), lambda: path.open("rb"), asked=asked,
                weight=path.stat().st_size)  # fmt: skip


def suffix(name: str) -> str:
    """The ending that says how a file is read: ".jsonl", ".jsonl.gz"."""
    path = PurePosixPath(name)
    last = path.suffix.lower()
    return PurePosixPath(path.stem).suffix.lower() + last if last == ".gz" else last


def stem(name: str) -> str:
    """A file's name without its ending, and nothing in it that could lead elsewhere."""
    last = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    bare = last[: len(last) - len(suffix(last))] or last
    return _ODD.sub("-", bare).strip(". ")[:120] or "article"
