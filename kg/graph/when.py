"""Where and when: things with coordinates, events with dates, for the whole graph."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.names import path_of
from kg.graph.store import Store

_PLACES = """
PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>
SELECT ?place (MIN(?l) AS ?label) (MIN(?y) AS ?lat) (MIN(?x) AS ?long) (COUNT(DISTINCT ?article) AS ?articles)
WHERE { ?place geo:lat ?y ; geo:long ?x ; rdfs:label ?l ; kg:mentionedIn ?article }
GROUP BY ?place ORDER BY DESC(?articles) ?place LIMIT %d
"""
_EVENTS = """
SELECT DISTINCT ?event ?date
WHERE { ?event a kg:BusinessEvent ; kg:date ?date FILTER(!STRSTARTS(STR(?date), "-")) }
ORDER BY DESC(STR(?date)) ?event LIMIT %d
"""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place by its coordinates, in degrees; `articles` is how many name it."""

    id: str
    label: str
    lat: float
    long: float
    articles: int


def places(store: Store, limit: int) -> tuple[Spot, ...]:
    """The places with coordinates, those first that most articles name."""
    found = []
    for row in _rows(store, _PLACES % limit):
        place, label, lat, long, articles = row
        if isinstance(place, ox.NamedNode):
            path = path_of(place.value, store.base)
            values = [v.value for v in (label, lat, long, articles) if isinstance(v, ox.Literal)]
            found.append(Spot(path, values[0], float(values[1]), float(values[2]), int(values[3])))
    return tuple(found)


def dated_events(store: Store, limit: int) -> tuple[str, ...]:
    """The ids of events with a year, the latest first."""
    rows = _rows(store, _EVENTS % limit)
    return tuple(path_of(row[0].value, store.base) for row in rows if isinstance(row[0], ox.NamedNode))


def _rows(store: Store, query: str) -> list[ox.QuerySolution]:
    found = store.query(query)
    return list(found) if isinstance(found, ox.QuerySolutions) else []
