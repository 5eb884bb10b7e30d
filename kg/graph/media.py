"""Which form of an answer a client wants: the media types of SPARQL and RDF, and its Accept header."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

RESULTS: dict[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
}
TRIPLES: dict[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
HTML = "text/html"


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """The offered media type that an Accept header likes best; None when it takes none of them.

    An empty header takes anything; of those liked alike, the first offered is chosen. The most
    precise range decides about a type (RFC 9110, 12.5.1).
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    liked = [(_liking(media, ranges), -n, media) for n, media in enumerate(offered)]
    best, _, media = max(liked, default=(0.0, 0, ""))
    return media if best > 0 else None


def _range(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return media.casefold(), float(value)
            except ValueError:
                return media.casefold(), 0.0
    return media.casefold(), 1.0


def _liking(media: str, ranges: list[tuple[str, float]]) -> float:
    for wanted in (media, f"{media.partition('/')[0]}/*", "*/*"):
        found = [q for name, q in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0
