"""Titles that people hold, and which of them are the top post (roles.toml)."""

from __future__ import annotations

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
        """Whether a title as it stands in the text is the top post of an organisation."""
        words = title.casefold().replace("’", "'").split()
        if not self.not_with.isdisjoint(words):
            return False
        starts = {" ".join(words[:n]) for n in (1, 2, 3)}
        joined = {" ".join(words[k : k + n]) for k in range(len(words)) for n in (1, 2)}
        posts = {w for w in self.posts if " " not in w} - self.top
        if words and words[0] in posts and starts.isdisjoint(self.top):
            return bool(joined & self.top) and "et" in words
        return not starts.isdisjoint(self.top) or ("et" in words and not joined.isdisjoint(self.top))


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
