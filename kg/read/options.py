"""How inputs are read, where a user wants it otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kg.read.record import AUTOMATIC, Columns

LIMIT = 10_000_000
"""Bytes of one article: of a file, of a line of a .jsonl file, of a page. No article is that long."""


@dataclass(frozen=True)
class Fetching:
    """How pages are fetched.

    `private`: also from addresses of this machine and its network. `pause`: seconds between two
    requests to one host, at least. `seconds`: for one page, at most. `kept`: where fetched pages are
    kept, so that none is fetched twice; `again`: fetch them all the same. `since`: an ISO date; what
    feeds and sitemaps date before it is left out.
    """

    private: bool = False
    pause: float = 1.0
    seconds: float = 30.0
    kept: Path | None = None
    again: bool = False
    since: str | None = None


@dataclass(frozen=True)
class Reading:
    """`limit` is in bytes of one article; pictures and packing may make a PDF ten times as big."""

    limit: int = LIMIT
    columns: Columns = AUTOMATIC
    fetching: Fetching = field(default_factory=Fetching)


PLAIN = Reading()
