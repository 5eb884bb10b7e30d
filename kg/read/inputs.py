"""What a user gives to be read, and how: one value from the command line to the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.model import Document, Skipped
from kg.read.files import count, expand
from kg.read.options import PLAIN, Reading
from kg.read.reader import read_documents


@dataclass(frozen=True)
class Inputs:
    """`paths` as a user gives them: files, folders, globs, addresses of pages, feeds and sitemaps."""

    paths: tuple[str | Path, ...]
    reading: Reading = PLAIN

    @classmethod
    def of(cls, given: Sequence[str | Path] | Inputs) -> Inputs:
        """Bare paths are read in the plain way."""
        return given if isinstance(given, Inputs) else cls(tuple(given))

    def size(self) -> int:
        """How many files and pages they are, to tell how far a build is; an archive counts once."""
        return count(expand(self.paths))

    def documents(self, kept: Path) -> Iterator[Document | Skipped]:
        """Their articles as they are read, in an order that does not depend on how they were given; fetched
        pages are kept in a folder. Otherwise as `read_documents`."""
        fetching = replace(self.reading.fetching, kept=kept)
        reading = replace(self.reading, fetching=fetching)
        return read_documents(sorted(expand(self.paths), key=str), reading)
