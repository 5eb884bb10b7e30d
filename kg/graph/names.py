"""The namespaces of the graph, and the IRIs of its resources."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

KG = "https://w3id.org/newskg/ontology#"
ONTOLOGY = "https://w3id.org/newskg/ontology"
BASE = "https://w3id.org/newskg/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
GN = "http://www.geonames.org/ontology#"
SCHEMA = "https://schema.org/"

PREFIXES: dict[str, str] = {"dcterms": DCTERMS, "kg": KG, "rdf": RDF, "rdfs": RDFS, "skos": SKOS, "xsd": XSD}
WORLD: dict[str, str] = {"geo": GEO, "gn": GN, "owl": OWL, "schema": SCHEMA}  # of the background

_SAFE = "/-_.~"
_LOCAL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]|%[0-9A-F]{2})*")


def resource(path: str, base: str = BASE) -> str:
    """The IRI of a resource from the path that the model calls its id ("organization/ikanbi")."""
    return base + quote(path, safe=_SAFE)


def path_of(iri: str, base: str = BASE) -> str:
    """The id of a resource from its IRI; what is not below the base stays as it is."""
    return unquote(iri[len(base) :]) if iri.startswith(base) else iri


def document(doc: str, base: str = BASE) -> str:
    """The IRI of an article from `Document.id`."""
    return resource(f"document/{doc}", base)


def graph_of(doc: str, base: str = BASE) -> str:
    """The named graph that holds what one article says."""
    return resource(f"graph/document/{doc}", base)


def background(base: str = BASE) -> str:
    """The named graph of what comes from gazetteers and not from articles."""
    return base + "graph/background"


def local(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rstrip("/").replace("#", "/").rpartition("/")[2]


def segment(name: str) -> str:
    """The part of an IRI's path that stands for a class: "BusinessPark" is business-park."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def compact(iri: str, known: dict[str, str]) -> str:
    """An IRI with the longest prefix that fits, or in angle brackets."""
    fitting = [(len(space), name) for name, space in known.items() if iri.startswith(space)]
    for length, name in sorted(fitting, reverse=True):
        if _LOCAL.fullmatch(iri, length):
            return f"{name}:{iri[length:]}"
    return f"<{iri}>"
