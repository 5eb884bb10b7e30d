"""Which files and pages a list of paths and addresses means, and the articles in each."""

from __future__ import annotations

import glob
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.errors import InputError
from kg.model import Skipped
from kg.read.draft import Draft
from kg.read.formats import SUFFIXES, opener
from kg.read.item import Item, Link, of_file, stem, suffix
from kg.read.kinds import LISTS, kind_of
from kg.read.options import PLAIN, Reading

if TYPE_CHECKING:
    from kg.read.fetch import Fetcher

DEEP = 4  # an index of sitemaps, a sitemap, a page, a file that it is
PACKED = 5  # times the limit of an article: a fetched PDF has pictures
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_SAVED_WITH = re.compile(r"(?:_files|_fichiers|-Dateien)$")  # the folder of pictures beside a saved page


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A page of the web."""

    url: str

    def __str__(self) -> str:
        return self.url


Place = Path | Address


def expand(arguments: Iterable[str | Path]) -> tuple[Place, ...]:
    """Places as a user gives them; a path that does not exist and holds *, ? or [ is a glob.

    A glob that matches nothing stays as it is, so that the reader can say so.
    """
    found: list[Place] = []
    for argument in arguments:
        text = str(argument)
        if isinstance(argument, str) and _ADDRESS.match(text):
            found.append(Address(text))
        elif not Path(text).exists() and glob.has_magic(text):
            matches = sorted(glob.glob(text, recursive=True))
            found += [Path(m) for m in matches] or [Path(text)]
        else:
            found.append(Path(text))
    return tuple(found)


def count(places: Iterable[Place]) -> int:
    """How many files and pages are named, to tell how far a build is; an archive counts once."""
    return sum(1 for place in places for _ in ([place] if isinstance(place, Address) else _walk(place)))


def drafts(places: Sequence[Place], reading: Reading = PLAIN) -> Iterator[Draft | Skipped]:
    """The articles of files, folders and pages, one at a time; a file named twice is read once.

    Folders are walked in sorted order; in them, hidden files, graphs and files of other kinds are
    passed over, while a file of another kind that is named itself is reported.
    """
    desk = Desk(reading)
    seen: set[Path] = set()
    for place in places:
        if isinstance(place, Address):
            yield from desk.follow(Link(place.url, place.url))
            continue
        for file in _walk(place):
            real = file.resolve()
            if real not in seen:
                seen.add(real)
                yield from desk.file(file, asked=file == place)


def _walk(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    graphs = {p.parent for p in path.rglob("graph.ttl") if (p.parent / "sources").is_dir()} - {path}
    for file in sorted(path.rglob("*")):
        if not graphs.isdisjoint(file.parents):
            continue
        parts = file.relative_to(path).parts
        hidden = any(p.startswith(".") for p in parts) or any(map(_SAVED_WITH.search, parts[:-1]))
        if not hidden and "." + suffix(file.name).rpartition(".")[2] in SUFFIXES and file.is_file():
            yield file


class Desk:
    """Opens one thing after the other, and what comes out of it in turn."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._followed: set[str] = set()

    def file(self, path: Path, *, asked: bool) -> Iterator[Draft | Skipped]:
        """The articles of a file."""
        try:
            if not path.exists():
                raise InputError("no such file or folder")
            if not path.is_file():
                raise InputError("not a regular file")
            item = of_file(path, asked=asked)
        except InputError as error:
            yield Skipped(str(path), str(error))
        except OSError as error:
            yield Skipped(str(path), f"cannot be read: {error.strerror or error}")
        else:
            yield from self.item(item)

    def item(self, item: Item) -> Iterator[Draft | Skipped]:
        """The articles of an item; what is wrong with it is one `Skipped`."""
        try:
            for found in opener(item)(item, self._reading):
                if isinstance(found, Item):
                    yield from self.item(found)
                elif isinstance(found, Link):
                    if not item.asked:
                        raise InputError("a list of addresses: name it itself, and its pages are fetched")
                    yield from self.follow(found)
                else:
                    yield found
        except InputError as error:
            yield Skipped(item.source, str(error))
        except OSError as error:
            yield Skipped(item.source, f"cannot be read: {error.strerror or error}")

    def follow(self, link: Link) -> Iterator[Draft | Skipped]:
        """The articles of a page of the web, each page once."""
        if link.url in self._followed:
            return
        self._followed.add(link.url)
        if link.depth > DEEP:
            yield Skipped(link.source, "a list within a list within a list of pages")
            return
        try:
            item = self._fetched(link)
        except InputError as error:
            yield Skipped(link.url, str(error))
            return
        for found in self.item(item):
            yield _completed(found, link) if isinstance(found, Draft) and found.source == link.url else found

    def _fetched(self, link: Link) -> Item:
        page = self._fetcher.get(link.url)
        ending = kind_of(page)
        if ending not in LISTS:
            self._fetcher.keep(link.url, page)
        where = urlsplit(page.url)
        name = stem(where.path if where.path.strip("/") else where.netloc)
        return Item(link.url, name, ending, lambda: io.BytesIO(page.data), page.url, link.depth, asked=True,
                    weight=len(page.data))  # fmt: skip

    @cached_property
    def _fetcher(self) -> Fetcher:
        from kg.read.fetch import Fetcher

        return Fetcher(self._reading.fetching, PACKED * self._reading.limit)


def _completed(draft: Draft, link: Link) -> Draft:
    """With what the list of pages tells: the date of a feed is surer than one that a page lets guess."""
    return replace(
        draft,
        title=draft.title or link.title,
        published=link.published or draft.published,
        publisher=draft.publisher or link.publisher,
    )
