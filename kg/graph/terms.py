"""Values of the model as RDF terms, and back."""

from __future__ import annotations

import re

import pyoxigraph as ox

from kg.graph.names import BASE, KG, XSD, path_of, resource
from kg.model import Argument
from kg.ontology import Ontology

_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_DATES = (
    (re.compile(r"-?\d{4,}-\d\d-\d\d"), "date"),
    (re.compile(r"-?\d{4,}-\d\d"), "gYearMonth"),
    (re.compile(r"-?\d{4,}"), "gYear"),
    (re.compile(r"--\d\d-\d\d"), "gMonthDay"),
    (re.compile(r"--\d\d"), "gMonth"),
    (re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"), "dateTime"),
)
# Roles whose individuals are written with a capital in the ontology: "moreThan" is kg:MoreThan.
_CAPITAL = {"comparator", "status"}

Term = ox.NamedNode | ox.Literal


def text(value: str, language: str = "") -> ox.Literal:
    """Words in a language; a plain string when the language is no language tag."""
    tagged = _LANGUAGE.fullmatch(language)
    return ox.Literal(value, language=language.lower()) if tagged else ox.Literal(value)


def typed(value: str, datatype: str) -> ox.Literal:
    """A literal of an XSD type by its local name."""
    if datatype == "string":
        return ox.Literal(value)
    return ox.Literal(value, datatype=ox.NamedNode(XSD + datatype))


def date(value: str) -> ox.Literal:
    """An ISO 8601 date, as partial as it is; a plain string when it is none."""
    return typed(value, next((name for shape, name in _DATES if shape.fullmatch(value)), "string"))


def decimal(value: float) -> ox.Literal:
    """A probability or other small number with at most four decimals."""
    return typed(f"{value:.4f}".rstrip("0").rstrip(".") or "0", "decimal")


def individual(name: str, role: str = "") -> ox.NamedNode:
    """An individual of the ontology: a measure, comparator or status."""
    return ox.NamedNode(KG + (name[:1].upper() + name[1:] if role in _CAPITAL else name))


def term(argument: Argument, ontology: Ontology, language: str, base: str = BASE) -> Term:
    """What fills a role. A literal whose property allows one type only gets this type."""
    if argument.ref is not None:
        return ox.NamedNode(resource(argument.ref, base))
    value, datatype = argument.value or "", argument.datatype
    if datatype == "kg":
        return individual(value, argument.role)
    known = ontology.properties.get(argument.role)
    if known and len(known.literal) == 1 and datatype not in known.literal:
        datatype = known.literal[0]
    return text(value, language) if datatype == "langString" else typed(value, datatype)


def argument(role: str, found: Term, base: str = BASE) -> Argument:
    """The inverse of `term`."""
    if isinstance(found, ox.Literal):
        kind = found.datatype.value
        return Argument(role, value=found.value, datatype=re.split(r"[#/]", kind)[-1])
    if found.value.startswith(KG):
        name = found.value[len(KG) :]
        name = name[:1].lower() + name[1:] if role in _CAPITAL else name
        return Argument(role, value=name, datatype="kg")
    return Argument(role, ref=path_of(found.value, base))
