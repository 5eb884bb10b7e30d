"""What gazetteers know about entities, as RDF of the background graph: no article says it.

Coordinates are in WGS84 lat/long, codes and country in the GeoNames ontology and SKOS; the country
of a place is `kg:locatedIn`, as an article would say it. A country that no article names is an
entity of this graph only, without `kg:mentionedIn`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from kg.graph import names, terms
from kg.graph.names import DCTERMS, GEO, GN, KG, OWL, RDF, RDFS, SCHEMA, SKOS
from kg.graph.store import Store
from kg.graph.terms import Term
from kg.model import Entity, Known

_SAME_AS = ox.NamedNode(OWL + "sameAs")
_CREDIT = "https://www.geonames.org/"
_LICENSE = "https://creativecommons.org/licenses/by/4.0/"


def background_quads(entities: Sequence[Entity], known: Iterable[Known], base: str) -> Iterator[ox.Quad]:
    """The quads of what is known, in the background graph."""
    found = list(known)
    graph = ox.NamedNode(names.background(base))
    told = {e.id: e for e in entities}
    countries = {k.country: k.entity for k in found if k.codes[:1] == (k.country,)}
    for row in (row for k in found for row in _rows(k, told, countries, base)):
        yield ox.Quad(*row, graph)
    if any(k.country for k in found):
        yield ox.Quad(graph, ox.NamedNode(DCTERMS + "source"), ox.NamedNode(_CREDIT), graph)
        yield ox.Quad(graph, ox.NamedNode(DCTERMS + "license"), ox.NamedNode(_LICENSE), graph)


def _rows(
    known: Known, told: dict[str, Entity], countries: dict[str, str], base: str
) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, Term]]:
    node = ox.NamedNode(names.resource(known.entity, base))
    if known.entity not in told and known.label:
        yield node, ox.NamedNode(RDF + "type"), ox.NamedNode(f"{KG}Country")
        yield node, ox.NamedNode(RDFS + "label"), terms.text(known.label, known.language)
    for iri in known.same_as:
        yield node, _SAME_AS, ox.NamedNode(iri)
    for code in known.codes:
        yield node, ox.NamedNode(SKOS + "notation"), ox.Literal(code)
    if known.country:
        yield node, ox.NamedNode(GN + "countryCode"), ox.Literal(known.country)
        within = countries.get(known.country)
        if within and within != known.entity:
            country = ox.NamedNode(names.resource(within, base))
            yield node, ox.NamedNode(KG + "locatedIn"), country
            yield node, ox.NamedNode(GN + "parentCountry"), country
    if known.latitude is not None and known.longitude is not None:
        yield node, ox.NamedNode(GEO + "lat"), _degrees(known.latitude)
        yield node, ox.NamedNode(GEO + "long"), _degrees(known.longitude)
    if known.population:
        yield node, ox.NamedNode(GN + "population"), terms.typed(str(known.population), "integer")
    if known.currency:
        yield node, ox.NamedNode(SCHEMA + "currency"), ox.Literal(known.currency)


def _degrees(value: float) -> ox.Literal:
    return terms.typed(f"{value:.5f}", "decimal")


def read_known(store: Store) -> tuple[Known, ...]:
    """What the background graph of a store knows, by entity id: the inverse of `background_quads`."""
    rows: dict[str, dict[str, list[str]]] = {}
    graph = ox.NamedNode(names.background(store.base))
    for quad in store.quads(graph=graph):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            subject = names.path_of(quad.subject.value, store.base)
            rows.setdefault(subject, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
    placed = (GN + "countryCode", GEO + "lat", OWL + "sameAs")
    return tuple(_known(e, rows[e]) for e in sorted(rows) if any(p in rows[e] for p in placed))


def _known(entity: str, row: dict[str, list[str]]) -> Known:
    def one(predicate: str) -> str | None:
        return min(row.get(predicate, ()), default=None)

    latitude, longitude = one(GEO + "lat"), one(GEO + "long")
    return Known(
        entity,
        tuple(sorted(row.get(OWL + "sameAs", ()))),
        tuple(sorted(row.get(SKOS + "notation", ()))),
        one(GN + "countryCode") or "",
        float(latitude) if latitude else None,
        float(longitude) if longitude else None,
        int(one(GN + "population") or 0),
        one(SCHEMA + "currency") or "",
        one(RDFS + "label") or "",
    )
