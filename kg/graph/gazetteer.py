"""A list of things in Turtle: labels or SKOS, with classes of ours or of vocabularies that ours match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import GazetteerError, OntologyError
from kg.graph.names import KG, OWL, RDF, RDFS, SCHEMA, SKOS
from kg.graph.schema import ontology_files, parse_turtle
from kg.lexicon.source import ontology_dir
from kg.model import Listed
from kg.ontology import Ontology

_LABELS = (SKOS + "prefLabel", RDFS + "label", SCHEMA + "name", "http://xmlns.com/foaf/0.1/name")
_ALIASES = (SKOS + "altLabel", SKOS + "hiddenLabel", SCHEMA + "alternateName")


def read_turtle(path: Path, ontology: Ontology) -> Iterator[tuple[int, Listed]]:
    """Each labelled resource with the line where it stands. GazetteerError where it is no Turtle."""
    rows: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in parse_turtle(path):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                rows[quad.subject.value][quad.predicate.value].append(quad.object.value)
    except OntologyError as error:
        raise GazetteerError(path, error.line, error.reason) from None
    classes, lines = _classes(ontology), path.read_text("utf-8").splitlines()
    for iri, row in rows.items():
        labels = [name for predicate in _LABELS for name in row.get(predicate, ())]
        if labels:
            types = [classes[t] for t in row.get(RDF + "type", ()) if t in classes]
            finest = max(types, key=lambda t: (len(ontology.ancestors(t)), t), default="")
            aliases = [*labels[1:], *(name for p in _ALIASES for name in row.get(p, ()))]
            names = tuple(dict.fromkeys(a for a in aliases if a != labels[0]))
            yield _line(iri, lines), Listed(labels[0], finest, names, iri)


def _classes(ontology: Ontology) -> dict[str, str]:
    """The classes of entities by IRI: our own, then those that are equivalent to one, or directly above."""
    known = {KG + name: name for name in ontology.classes if ontology.is_a(name, "Entity")}
    found = dict(known)
    for predicate in (OWL + "equivalentClass", RDFS + "subClassOf"):
        for file in ontology_files(ontology_dir()):
            for quad in parse_turtle(file):
                ours = known.get(getattr(quad.subject, "value", ""))
                if ours and quad.predicate.value == predicate and isinstance(quad.object, ox.NamedNode):
                    other = found.setdefault(quad.object.value, ours)
                    if other != ours and ontology.is_a(other, ours):
                        found[quad.object.value] = ours
    return found


def _line(iri: str, lines: list[str]) -> int:
    end = iri.rstrip("/").replace("#", "/").rpartition("/")[2]
    return next((n for n, line in enumerate(lines, 1) if end in line), 1)
