"""Countries and regions with their adjectives (demonyms.toml)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.lexicon.source import Source, read_toml
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Demonyms:
    """What stands for a country or region.

    `adjectives` maps every form of an adjective in small letters to the name of its place;
    `places` maps a name (as `fold` makes it) to the usual one; `countries` maps a folded adjective
    to its folded country. `doubtful` are folded names that also mean something else.
    `endings` are those of adjectives of towns.
    """

    adjectives: dict[str, str]
    national: frozenset[str]
    places: dict[str, str]
    countries: dict[str, str]
    regions: frozenset[str]
    doubtful: frozenset[str]
    shown: frozenset[str]
    language_before: frozenset[str]
    language_nouns: frozenset[str]
    language_articles: frozenset[str]
    endings: tuple[str, ...]

    def country(self, name: str) -> str | None:
        """The usual name of the country that a name stands for."""
        return self.places.get(fold(name))

    def without_country(self, name: str) -> str | None:
        """What stands before a country that ends a name: "Orbal" of "Orbal Togo"."""
        parts = name.split(" ")
        cuts = (k for k in range(1, len(parts)) if self.country(" ".join(parts[k:])))
        return next((" ".join(parts[:k]) for k in cuts), None)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Small letters without accents; hyphens as spaces, apostrophes straight."""
    text = unicodedata.normalize("NFKD", text).replace("’", "'").replace("‑", "-")
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    return re.sub(r"[\s\-]+", " ", text).strip()


def load(folder: Path, ontology: Ontology) -> Demonyms:
    """Read demonyms.toml of a language."""
    source = read_toml(folder / "demonyms.toml")
    source.only(
        source.data,
        {"countries", "other", "doubtful", "regions", "shown", "languages", "towns"},
        of="demonyms.toml",
    )
    countries, regions = source.data.get("countries", {}), source.data.get("regions", {})
    adjectives: dict[str, str] = {}
    national: set[str] = set()
    for table in (countries, regions):
        for name in table:
            for form in _forms(source, table, name):
                if form in adjectives and adjectives[form] != name:
                    raise source.error(f"{form!r} is said of {adjectives[form]} and of {name}", f'"{name}"')
                adjectives[form] = name
                national |= {form} if table is countries else set()
    places = {fold(name): name for name in countries}
    for other, name in source.data.get("other", {}).items():
        if name not in countries:
            raise source.error(f"{other!r} stands for {name!r}, which is no country here", f'"{other}"')
        places[fold(other)] = name
    languages = source.data.get("languages", {})
    source.only(languages, {"before", "nouns", "articles"}, of="languages")
    doubtful, shown, towns = (_table(source, key) for key in ("doubtful", "shown", "towns"))
    return Demonyms(
        adjectives, frozenset(national), places,
        {fold(a): fold(adjectives[a]) for a in national},
        frozenset(regions),
        frozenset(map(fold, source.strings(doubtful, "names"))),
        frozenset(source.strings(shown, "regions")),
        frozenset(source.strings(languages, "before")),
        frozenset(source.strings(languages, "nouns")),
        frozenset(source.strings(languages, "articles")),
        source.strings(towns, "endings"),
    )  # fmt: skip


def _table(source: Source, key: str) -> dict[str, Any]:
    table = source.data.get(key, {})
    source.only(table, {"names"} if key == "doubtful" else {"regions", "endings"}, of=key)
    return dict(table)


def _forms(source: Source, table: dict[str, Any], name: str) -> list[str]:
    """All forms of the adjectives of a place: "grec|que" → grec, grecs, grecque, grecques."""
    forms = []
    for entry in source.strings(table, name, of=name):
        stem, _, ending = entry.partition("|")
        forms += [f + s for f in dict.fromkeys((stem, stem + ending)) for s in ("", "s")]
        if stem.endswith(("s", "x")):
            forms.remove(stem + "s")
    return forms
