"""What an article says about where it plays: the countries it names, the places that hold others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt

from kg.background.places import Place
from kg.model import Document, Entity, Knowledge

EARTH = 6371.0  # km

Point = tuple[float, float]


@dataclass
class Context:
    """One article: its language, and what is certain in it.

    `countries` has, for each entity that is certain, its country (ISO code) and how much it speaks
    for this country; `points` has those of regions and towns. `inside` are the ids of what the
    article says an entity lies in.
    """

    language: str
    countries: dict[str, tuple[str, float]] = field(default_factory=dict)
    points: dict[str, Point] = field(default_factory=dict)
    inside: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def share(self, country: str, but: str) -> float:
        """The part of a country in what the article plays in (0 to 1), one entity left aside."""
        others = [vote for entity, vote in self.countries.items() if entity != but]
        whole = sum(weight for _, weight in others)
        return sum(weight for code, weight in others if code == country) / whole if whole else 0.0

    def settle(self, entity: str, place: Place, weight: float) -> None:
        """Let a place that is certain speak for its country and its surroundings."""
        self.countries.pop(entity, None)
        self.points.pop(entity, None)
        if place.country:
            self.countries[entity] = place.country, weight
        if place.latitude is not None and place.longitude is not None and place.kind != "continent":
            self.points[entity] = place.latitude, place.longitude

    def nearest(self, point: Point, but: str) -> float:
        """Kilometres to the nearest place that is certain, other than one entity's own."""
        return min((distance(point, p) for e, p in self.points.items() if e != but), default=float("inf"))


def contexts(knowledge: Knowledge, ontology_places: Sequence[Entity]) -> dict[str, Context]:
    """A context for each article, as yet without countries; by document id."""
    found = {d.id: Context(d.language) for d in knowledge.documents}
    places = {e.id for e in ontology_places}
    for statement in knowledge.statements:
        one, other = statement.one("subject"), statement.one("object")
        if statement.name != "locatedIn" or statement.status != "actual" or not (one and other):
            continue
        if one.ref in places and other.ref in places:
            for evidence in statement.evidence:
                if evidence.document in found:
                    found[evidence.document].inside[one.ref or ""].append(other.ref or "")
    return found


def uses(entity: Entity, document: Document) -> int:
    """How often an article writes one of the names of an entity; at least once."""
    names = sorted({entity.label, *entity.aliases}, key=len, reverse=True)
    pattern = r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)"
    return max(1, sum(1 for _ in re.finditer(pattern, document.text)))


def distance(one: Point, other: Point) -> float:
    """Kilometres between two points (degrees): the haversine formula."""
    (a, b), (c, d) = (map(radians, p) for p in (one, other))
    return 2 * EARTH * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def agreed(chosen: Iterable[Place | None]) -> Place | None:
    """The one place that articles mean by an entity; none where they mean several."""
    found = {(p.kind, p.geonames, p.codes): p for p in chosen if p is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def by_document(knowledge: Knowledge, places: Sequence[Entity]) -> Mapping[str, list[Entity]]:
    """The places that each article names."""
    found: dict[str, list[Entity]] = defaultdict(list)
    for entity in places:
        for document in entity.documents:
            found[document].append(entity)
    return found
