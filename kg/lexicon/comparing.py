"""How names are compared when gold is scored: `comparing.toml` in a language's folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.lexicon.source import read_toml
from kg.ontology import Ontology


@dataclass(frozen=True)
class Comparing:
    """`articles`: openings of a folded name that do not count; the first that fits is taken off.

    `countries` maps a folded adjective to the folded name of the country that it also stands for.
    """

    articles: tuple[str, ...]
    countries: dict[str, str]


def load(folder: Path, ontology: Ontology | None = None) -> Comparing:
    """Read and check `comparing.toml`; raises LexiconError. The ontology is not needed here."""
    source = read_toml(folder / "comparing.toml")
    source.only(source.data, {"articles", "countries"}, of="comparing.toml")
    articles = source.strings(source.data, "articles")
    if not articles or not all(a and a == a.casefold() and (a[-1] in " '") for a in articles):
        raise source.error("articles: small letters, each ending in a space or an apostrophe", "articles")
    countries: dict[str, str] = {}
    table = source.data.get("countries", {})
    for country in table:
        for word in source.strings(table, country, of=country):
            countries[word] = country
    return Comparing(articles, countries)
