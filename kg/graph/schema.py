"""ontology/*.ttl → Ontology: the vocabulary, checked, with errors that name file and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.graph.names import KG, OWL, RDF, RDFS, XSD
from kg.lexicon.source import ontology_dir
from kg.ontology import Class, Ontology, Property

_LITERAL_NAMESPACES = (XSD, RDF)
# A value space that holds another: an xsd:integer is an xsd:decimal.
_NARROWER = {"decimal": ("decimal", "integer")}
_EVENTS = "BusinessEvent"


def load_ontology(folder: Path | None = None) -> Ontology:
    """Read all Turtle files of a folder but shapes.ttl; the default is the ontology of the product.

    Raises OntologyError (file, line, reason) on a syntax error or on a name that is not declared.
    """
    folder = folder or ontology_dir()
    paths = ontology_files(folder)
    if not paths:
        raise OntologyError(folder, 1, "no ontology (*.ttl) in this folder")
    graph = _Graph()
    for path in paths:
        for quad in parse_turtle(path):
            graph.add(quad)
    return _Reader(graph, paths).ontology()


def ontology_files(folder: Path) -> list[Path]:
    """The Turtle files of the vocabulary, in order."""
    return [p for p in sorted(folder.glob("*.ttl")) if p.name != "shapes.ttl"]


def parse_turtle(path: Path) -> Iterator[ox.Quad]:
    """The triples of a Turtle file in the order of the file."""
    try:
        yield from ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    except SyntaxError as error:
        raise OntologyError(path, error.lineno or 1, error.msg.partition(": ")[2] or error.msg) from None
    except OSError as error:
        raise OntologyError(path, 1, error.strerror or "cannot be read") from None


@dataclass
class _Graph:
    """Triples by subject and predicate, in the order of the files."""

    objects: dict[tuple[str, str], list[ox.Literal | str]] = field(default_factory=dict)
    subjects: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(self, quad: ox.Quad) -> None:
        subject, predicate, value = str(quad.subject), quad.predicate.value, quad.object
        subject = subject[1:-1] if subject.startswith("<") else subject
        if isinstance(value, ox.Literal):
            kept: ox.Literal | str = value
        else:
            kept = value.value if isinstance(value, ox.NamedNode) else str(value)
        self.objects.setdefault((subject, predicate), []).append(kept)
        if predicate == RDF + "type":
            self.subjects.setdefault(str(kept), {})[subject] = None

    def all(self, subject: str, predicate: str) -> list[str]:
        return [v for v in self.objects.get((subject, predicate), []) if isinstance(v, str)]

    def list(self, head: str) -> Iterator[str]:
        while head != RDF + "nil":
            yield from self.all(head, RDF + "first")[:1]
            head = next(iter(self.all(head, RDF + "rest")), RDF + "nil")

    def labels(self, subject: str) -> tuple[tuple[str, str], ...]:
        values = self.objects.get((subject, RDFS + "label"), [])
        return tuple((v.language or "", v.value) for v in values if isinstance(v, ox.Literal))


class _Reader:
    """Turns the triples of the vocabulary into the frozen data of kg.ontology."""

    def __init__(self, graph: _Graph, paths: list[Path]) -> None:
        self.graph, self.paths = graph, paths

    def ontology(self) -> Ontology:
        classes = {c.name: c for c in map(self._class, self._declared(OWL + "Class"))}
        self._acyclic({name: c.parents for name, c in classes.items()}, "class")
        properties = {}
        for kind in ("ObjectProperty", "DatatypeProperty"):
            for name in self._declared(OWL + kind):
                if name in properties:
                    raise self._error(name, f"{name} is both an object and a datatype property")
                properties[name] = self._property(name, kind, classes)
        self._acyclic({name: p.parents for name, p in properties.items()}, "property")
        path = str(self.paths[0]) if len(self.paths) == 1 else str(self.paths[0].parent)
        measures = tuple(self._declared(KG + "Measure"))
        ontology = Ontology(classes, properties, {}, measures, path)
        return Ontology(classes, properties, self._events(ontology), measures, path)

    def _declared(self, kind: str) -> list[str]:
        return [iri[len(KG) :] for iri in self.graph.subjects.get(kind, {}) if iri.startswith(KG)]

    def _class(self, name: str) -> Class:
        known = self.graph.subjects[OWL + "Class"]
        parents = [p for p in self.graph.all(KG + name, RDFS + "subClassOf") if p.startswith(KG)]
        for parent in parents:
            if parent not in known:
                raise self._error(parent, f"{name}: superclass kg:{parent[len(KG):]} is not declared")
        return Class(name, tuple(p[len(KG) :] for p in parents), self._labels(name))

    def _labels(self, name: str) -> tuple[tuple[str, str], ...]:
        labels = self.graph.labels(KG + name)
        if not labels:
            raise self._error(KG + name, f"kg:{name} has no rdfs:label")
        return labels

    def _property(self, name: str, kind: str, classes: dict[str, Class]) -> Property:
        domain = tuple(self._union(name, RDFS + "domain", classes))
        parents = [p for p in self.graph.all(KG + name, RDFS + "subPropertyOf") if p.startswith(KG)]
        for parent in parents:
            if not {parent} & {*self.graph.subjects.get(OWL + kind, {})}:
                raise self._error(parent, f"{name}: superproperty kg:{parent[len(KG):]} is not declared")
        literal = tuple(self._datatypes(name)) if kind == "DatatypeProperty" else ()
        range_ = () if literal else tuple(self._union(name, RDFS + "range", classes))
        if not domain or not (literal or range_):
            raise self._error(KG + name, f"kg:{name} needs rdfs:domain and rdfs:range")
        symmetric = KG + name in self.graph.subjects.get(OWL + "SymmetricProperty", {})
        parent_names = tuple(p[len(KG) :] for p in parents)
        return Property(name, parent_names, domain, range_, literal, symmetric, self._labels(name))

    def _union(self, name: str, predicate: str, classes: dict[str, Class]) -> Iterator[str]:
        """Domain or range as alternatives: one class, or the members of an owl:unionOf."""
        for node in self.graph.all(KG + name, predicate):
            union = self.graph.all(node, OWL + "unionOf")
            for member in self.graph.list(union[0]) if union else [node]:
                local = member[len(KG) :] if member.startswith(KG) else ""
                if local not in classes:
                    raise self._error(member, f"{name}: {local or member} in its domain or range is no class")
                yield local

    def _datatypes(self, name: str) -> Iterator[str]:
        for node in self.graph.all(KG + name, RDFS + "range"):
            union = self.graph.all(node, OWL + "unionOf")
            for member in self.graph.list(union[0]) if union else [node]:
                space = next((s for s in _LITERAL_NAMESPACES if member.startswith(s)), None)
                if space is None:
                    raise self._error(member, f"{name}: {member} in its range is no datatype")
                yield from _NARROWER.get(member[len(space) :], (member[len(space) :],))

    def _events(self, ontology: Ontology) -> dict[str, tuple[str, ...]]:
        events = {}
        for name in ontology.classes:
            roles = tuple(r[len(KG) :] for r in self.graph.all(KG + name, KG + "role"))
            for role in roles:
                if role not in ontology.properties:
                    raise self._error(KG + role, f"{name}: role kg:{role} is not declared")
                if not ontology.is_a(name, *ontology.properties[role].domain):
                    raise self._error(KG + role, f"{name}: role kg:{role} has another domain")
            if roles and ontology.is_a(name, _EVENTS):
                events[name] = roles
        return events

    def _acyclic(self, parents: dict[str, tuple[str, ...]], what: str) -> None:
        for start in parents:
            seen, todo = set(), list(parents[start])
            while todo:
                name = todo.pop()
                if name == start:
                    raise self._error(KG + start, f"{what} kg:{start} is above itself")
                if name not in seen:
                    seen.add(name)
                    todo.extend(parents.get(name, ()))

    def _error(self, iri: str, reason: str) -> OntologyError:
        """An error at the line that declares the name, else at the first line that holds it."""
        word = "kg:" + iri[len(KG) :] if iri.startswith(KG) else iri
        for wanted in (lambda line: line.startswith(word + " "), lambda line: word in line):
            for path in self.paths:
                for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                    if wanted(line):
                        return OntologyError(path, number, reason)
        return OntologyError(self.paths[0], 1, reason)
