"""Titles that people hold, and which of them are the top post (roles.toml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon.source import Source, read_toml
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Roles:
    """Titles in lower case. `not_with` are words behind a top title that make it a lesser one."""

    top: frozenset[str]
    not_with: frozenset[str]
    posts: frozenset[str]
    public: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return self.top | self.posts | self.public

    def is_top(self, title: str) -> bool:
        """Whether a title as it stands in the text is, or holds, the top post of an organisation."""
        parts = re.split(r"\s+(?:et|&)\s+|\s*,\s*", title.casefold().replace("’", "'"))
        return any(self._is_top(part.split()) for part in parts)

    def _is_top(self, words: list[str]) -> bool:
        for n in range(min(4, len(words)), 0, -1):
            start = " ".join(words[:n])
            if start in self.top:
                return self.not_with.isdisjoint(words[n:])
            if start in self.posts:
                return False
        return False


def load(folder: Path, ontology: Ontology) -> Roles:
    """Read roles.toml of a language."""
    source = read_toml(folder / "roles.toml")
    source.only(source.data, {"top", "posts", "public"}, of="roles.toml")
    return Roles(
        _words(source, "top"), _words(source, "top", "not_with"), _words(source, "posts"), _words(source, "public")
    )


def _words(source: Source, table: str, key: str = "words") -> frozenset[str]:
    found = source.data.get(table, {})
    source.only(found, {"words", "not_with"}, of=table)
    words = source.strings(found, key, of=table)
    if len(set(words)) != len(words):
        twice = next(w for w in words if words.count(w) > 1)
        raise source.error(f"{table}: {twice!r} stands twice", f'"{twice}"')
    return frozenset(w.casefold() for w in words)
