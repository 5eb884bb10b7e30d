"""Which place of the world a name means in an article: candidates scored by what the article says.

A score is in powers of ten of inhabitants: a town ten times as large as its namesake, or a country
that the article names all the time, outweighs what stands against it. Where the best candidate is
not clearly better than the next, or nothing speaks for it, there is no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log10

from kg.background.context import Context, distance
from kg.background.index import Index, Match
from kg.background.places import OTHER, SHORT, Place
from kg.model import Entity

LEAST, MARGIN = 4.6, 0.6
LARGEST = 1.7  # what the country adds at most
SPOKEN = 0.6  # the language of the article is one of the country's
CAPITAL = 0.7
STATED = 3.0  # the article says that it lies there
WIDE, ELSEWHERE = 0.5, -1.5  # so much of it: far from the middle of its region; in another country
WIDEST = 900.0  # km from the middle of a region to its end
NEAR, FAR = 40.0, 160.0  # km to what is certain: all of `CLOSE`, none of it
CLOSE = 1.6
ACCENTS, OTHER_NAME, SHORT_NAME = 0.4, 0.4, 1.4  # what a less exact name costs
STATE, REGION, PART = 5.2, 4.6, 4.2  # a region, whose population is not known; a part of one
ABSENT = 0.7  # what it costs a region that the article names countries, but not its own
KINDS: dict[str, tuple[str, ...]] = {
    "Country": ("country", "region"),
    "City": ("city",),
    "Region": ("region", "continent", "country"),
    "Place": ("continent", "country", "region"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A place, how much speaks for it, and why."""

    place: Place
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Chooser:
    """Chooses among the places of an index.

    `also` are other names of countries by the usual one; `bare` takes what a region is called from
    its kind and name ("province de Namur").
    """

    index: Index
    also: Mapping[str, Sequence[str]] = field(default_factory=dict)
    bare: Callable[[str], str] = lambda name: ""
    _known: dict[str, list[Match]] = field(default_factory=dict)

    def candidates(self, entity: Entity) -> list[Match]:
        """The places that an entity may be, by its label; by its other names where it has none."""
        if entity.id not in self._known:  # many articles name the same places
            self._known[entity.id] = self._candidates(entity)
        return self._known[entity.id]

    def _candidates(self, entity: Entity) -> list[Match]:
        kinds = KINDS.get(entity.type, ())
        names = (entity.label, *self.also.get(entity.label, ()), *entity.aliases)
        for name in (*names, *filter(None, map(self.bare, names))):
            found = [m for m in self.index.find(name) if m.place.kind in kinds]
            if found:
                first = min(kinds.index(m.place.kind) for m in found)
                apart = entity.type == "Country"  # nothing else is meant where a country has the name
                return [m for m in found if not apart or kinds.index(m.place.kind) == first]
        return []

    def choose(self, entity: Entity, context: Context, inside: list[Place]) -> Choice | None:
        """The place that an article means, or None. `inside` is what the article says it lies in."""
        ranked = sorted(
            (self._score(m, entity, context, inside) for m in self.candidates(entity)),
            key=lambda c: (-c.score, c.place.geonames, c.place.codes),
        )
        if not ranked or ranked[0].score < LEAST:
            return None
        rival = next((c for c in ranked[1:] if not _one(c.place, ranked[0].place)), None)
        return None if rival and ranked[0].score - rival.score < MARGIN else ranked[0]

    def _score(self, match: Match, entity: Entity, context: Context, inside: list[Place]) -> Choice:
        place, reasons = match.place, []
        score = _size(place)
        score -= {OTHER: OTHER_NAME, SHORT: SHORT_NAME}.get(match.rank, 0.0)
        if match.rank != OTHER and not _plain(entity.label).endswith(_plain(match.text)):
            score -= ACCENTS
        if place.capital:
            score += CAPITAL
        country = self.index.country(place.country)
        if country and context.language in country.languages:
            score += SPOKEN
        share = context.share(place.country, entity.id)
        if share:
            score += LARGEST * share**0.5
            reasons.append(f"the article names {place.country}")
        elif place.kind == "region" and context.countries.keys() - {entity.id}:
            score -= ABSENT
        stated = max((_inside(place, other) for other in inside), default=0.0)
        score += STATED * stated
        if stated > 0:
            reasons.append("the article says where it is")
        if place.latitude is not None and place.longitude is not None:
            km = context.nearest((place.latitude, place.longitude), entity.id)
            score += CLOSE * min(1.0, max(0.0, (FAR - km) / (FAR - NEAR)))
            if km < FAR:
                reasons.append(f"{km:.0f} km from another place of the article")
        return Choice(place, score, tuple(reasons))


def _plain(name: str) -> str:
    return name.casefold().replace("-", " ").replace("’", "'")


def _size(place: Place) -> float:
    if place.kind == "region":  # those with a GeoNames id are the states of the USA
        return STATE if place.geonames else PART if place.part else REGION
    return max(2.0, log10(max(place.population, 1)))


def _one(a: Place, b: Place) -> bool:
    """Whether two entries are one thing: La Réunion as a country code and as a region of France."""
    return {a.kind, b.kind} == {"country", "region"} and a.name.casefold()[-6:] == b.name.casefold()[-6:]


def _inside(place: Place, other: Place) -> float:
    """How well a place fits into another one (0 to 1), or that it cannot lie there."""
    if other.kind == "continent" or place == other:
        return 0.0
    if place.country != other.country:
        return ELSEWHERE
    if other.kind == "country" or None in (place.latitude, place.longitude, other.latitude, other.longitude):
        return 1.0
    km = distance((place.latitude, place.longitude), (other.latitude, other.longitude))  # type: ignore[arg-type]
    return min(1.0, max(WIDE if km < WIDEST else 0.0, (FAR - km) / (FAR - NEAR)))
