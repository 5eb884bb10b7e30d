"""How names are compared when gold is scored: `comparing.toml` in a language's folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.lexicon.source import read_toml
from kg.ontology import Ontology


@dataclass(frozen=True)
class Comparing:
    """`articles`: openings of a folded name that do not count; the first that fits is taken off."""

    articles: tuple[str, ...]


def load(folder: Path, ontology: Ontology | None = None) -> Comparing:
    """Read and check `comparing.toml`; raises LexiconError. The ontology is not needed here."""
    source = read_toml(folder / "comparing.toml")
    source.only(source.data, {"articles"}, of="comparing.toml")
    articles = source.strings(source.data, "articles")
    if not articles or not all(a and a == a.casefold() and (a[-1] in " '") for a in articles):
        raise source.error("articles: small letters, each ending in a space or an apostrophe", "articles")
    return Comparing(articles)
