"""Domain and range of the ontology as SHACL shapes, so that a new relation needs no second edit."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.names import KG, RDF, XSD
from kg.ontology import Ontology, Property

_HEAD = f"@prefix kg: <{KG}> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
# Literals of the model that no XSD type covers.
_TYPES = {"langString": f"<{RDF}langString>"}


def shapes_of(ontology: Ontology) -> str:
    """Turtle with one shape for the subjects and one for the objects of each property.

    A text in an unknown language is a plain string, so that langString admits string.
    """
    return _HEAD + "".join(line for p in ontology.properties.values() for line in _shapes(p))


def _shapes(prop: Property) -> Iterator[str]:
    subjects = _alternatives("class", [f"kg:{c}" for c in prop.domain])
    yield (
        f"<urn:kg:domain:{prop.name}> a sh:NodeShape ; sh:targetSubjectsOf kg:{prop.name} ; {subjects} ;\n"
        f'    sh:message "cannot have kg:{prop.name}: this is for {_words(prop.domain)}"@en .\n'
    )
    kind, values = ("datatype", list(map(_datatype, prop.literal))) if prop.literal else ("class", [])
    names = prop.literal or prop.range
    if "langString" in prop.literal:
        values.append(f"<{XSD}string>")
    objects = _alternatives(kind, values or [f"kg:{c}" for c in prop.range])
    yield (
        f"<urn:kg:range:{prop.name}> a sh:NodeShape ; sh:targetObjectsOf kg:{prop.name} ; {objects} ;\n"
        f'    sh:message "cannot be the value of kg:{prop.name}: this is {_words(names)}"@en .\n'
    )


def _alternatives(constraint: str, values: list[str]) -> str:
    return "sh:or ( " + " ".join(f"[ sh:{constraint} {v} ]" for v in values) + " )"


def _datatype(name: str) -> str:
    return _TYPES.get(name, f"<{XSD}{name}>")


def _words(names: tuple[str, ...]) -> str:
    return " or ".join(names)
