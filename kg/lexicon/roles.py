"""Titles that people hold, and what follows from each (roles.toml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon.source import Source, read_toml
from kg.ontology import Ontology

TABLES = {
    "top": {"words", "alone", "not_with", "units"},
    "posts": {"words", "trades"},
    "public": {"words"},
    "founders": {"words"},
    "members": {"words", "elected"},
    "offices": {"words", "seats"},
    "phrase": {"patterns"},
}


@dataclass(frozen=True, slots=True)
class Roles:
    """Titles in lower case.

    `top` are the highest posts of an organisation, `alone` those that are so only without a
    complement ("la directrice du musée", not "la directrice des achats"); `not_with` are words
    behind a title, `units` nouns before the organisation, that make it a lesser one. `trades` are posts
    only where an organisation is named with them ("l'économiste" works for nobody). Holders of
    `founders` founded the organisation, those of `members` belong to it, `elected` ones to their
    party. `offices` name a post by its seat ("présidence"), `seats` only a place ("à la tête de").
    `phrases` are the surface patterns of a title with its organisation.
    """

    top: frozenset[str]
    alone: frozenset[str]
    not_with: frozenset[str]
    units: frozenset[str]
    posts: frozenset[str]
    trades: frozenset[str]
    public: frozenset[str]
    founders: frozenset[str]
    members: frozenset[str]
    elected: frozenset[str]
    offices: frozenset[str]
    seats: frozenset[str]
    phrases: tuple[str, ...]

    @property
    def all(self) -> frozenset[str]:
        return self.top | self.posts | self.public | self.founders | self.members

    @property
    def behind(self) -> frozenset[str]:
        """Words that belong to a title when they stand behind it ("patron fondateur")."""
        return self.not_with | self.founders

    def is_top(self, title: str) -> bool:
        """Whether a title as it stands in the text is, or holds, the top post of an organisation."""
        return any(self._is_top(part) for part in _parts(title))

    def founds(self, title: str) -> bool:
        """Whether the holder of a title is said to have founded the organisation."""
        return any(not self.founders.isdisjoint(part) for part in _parts(title))

    def only_founds(self, title: str) -> bool:
        """Whether a title says nothing but that ("cofondatrice")."""
        parts = _parts(title)
        return bool(parts) and all(not self.founders.isdisjoint(part[:1]) for part in parts)

    def belongs(self, title: str) -> bool:
        """Whether a title is membership rather than a post ("adhérente", "sociétaire")."""
        return _starts(_words_of(title), self.members)

    def is_trade(self, title: str) -> bool:
        """Whether a title without an organisation only says what somebody does for a living."""
        words = _words_of(title)
        starts = (" ".join(words[:n]) for n in range(min(4, len(words)), 0, -1))
        return next((start for start in starts if start in self.all), "") in self.trades

    def has_unit(self, title: str) -> bool:
        """Whether a title names a part of an organisation ("directeur de l'usine")."""
        return not self.units.isdisjoint(_words_of(title)[1:])

    def is_elected(self, title: str) -> bool:
        """Whether the organisation of a title may be the party of its holder ("députée")."""
        return _starts(_words_of(title), self.elected)

    def is_office(self, title: str) -> bool:
        """Whether the words name the seat of a post ("présidence") rather than its holder."""
        return _starts(_words_of(title)[:1], self.offices)

    def is_seat(self, title: str) -> bool:
        """Whether the words are no title but stand for the top post ("la tête", "les rênes")."""
        return _starts(_words_of(title), self.seats)

    def _is_top(self, words: list[str]) -> bool:
        if " ".join(words) in self.alone | self.seats:
            return True
        for n in range(min(4, len(words)), 0, -1):
            start = " ".join(words[:n])
            if start in self.top or (n == 1 and start in self.seats):
                return self.not_with.isdisjoint(words[n:]) and self.units.isdisjoint(words[n:])
            if start in self.posts:
                return False
        return False


def _words_of(title: str) -> list[str]:
    return re.sub(r"(['’])", r"' ", title.casefold()).split()


def _parts(title: str) -> list[list[str]]:
    found = [_words_of(part) for part in re.split(r"\s+(?:et|&)\s+|\s*,\s*", title)]
    return [words for words in found if words]


def _starts(words: list[str], titles: frozenset[str]) -> bool:
    return any(" ".join(words[:n]) in titles for n in range(1, min(4, len(words)) + 1))


def load(folder: Path, ontology: Ontology) -> Roles:
    """Read roles.toml of a language."""
    source = read_toml(folder / "roles.toml")
    source.only(source.data, set(TABLES), of="roles.toml")
    for table, keys in TABLES.items():
        source.only(source.data.get(table, {}), keys, of=table)
    return Roles(
        top=_words(source, "top"),
        alone=_words(source, "top", "alone"),
        not_with=_words(source, "top", "not_with"),
        units=_words(source, "top", "units"),
        posts=_words(source, "posts") | _words(source, "posts", "trades"),
        trades=_words(source, "posts", "trades"),
        public=_words(source, "public"),
        founders=_words(source, "founders"),
        members=_words(source, "members"),
        elected=_words(source, "members", "elected"),
        offices=_words(source, "offices") | _words(source, "offices", "seats"),
        seats=_words(source, "offices", "seats"),
        phrases=source.strings(source.data.get("phrase", {}), "patterns", of="phrase"),
    )


def _words(source: Source, table: str, key: str = "words") -> frozenset[str]:
    words = source.strings(source.data.get(table, {}), key, of=table)
    if len(set(words)) != len(words):
        twice = next(w for w in words if words.count(w) > 1)
        raise source.error(f"{table}: {twice!r} stands twice", f'"{twice}"')
    return frozenset(w.casefold() for w in words)
