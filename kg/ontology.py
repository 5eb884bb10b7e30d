"""The vocabulary as data: classes, properties, events and measures by their local names.

Filled from ontology/*.ttl by `kg.graph.schema.load_ontology`; standard library only, so that every
stage may use it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kg.errors import OntologyError


@dataclass(frozen=True, slots=True)
class Class:
    name: str
    parents: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]  # (language, label)


@dataclass(frozen=True, slots=True)
class Property:
    """`literal` is the set of XSD types that its values may have; empty for an object property."""

    name: str
    parents: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    literal: tuple[str, ...]
    symmetric: bool
    labels: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Ontology:
    """`roles` gives the role properties of each event class; `measures` the figure measures."""

    classes: dict[str, Class]
    properties: dict[str, Property]
    events: dict[str, tuple[str, ...]]
    measures: tuple[str, ...]
    path: str = "ontology/news.ttl"

    @cached_property
    def _ancestors(self) -> dict[str, frozenset[str]]:
        def up(name: str) -> frozenset[str]:
            parents = self.classes[name].parents if name in self.classes else ()
            return frozenset({name}).union(*(up(p) for p in parents))

        return {name: up(name) for name in self.classes}

    def ancestors(self, name: str) -> frozenset[str]:
        """The class itself and all its superclasses."""
        try:
            return self._ancestors[name]
        except KeyError:
            raise OntologyError(self.path, 1, f"no class {name!r}") from None

    def is_a(self, name: str, *classes: str) -> bool:
        """Whether a class is one of the given classes or below one of them."""
        return not self._ancestors.get(name, frozenset()).isdisjoint(classes)

    def fits(self, prop: str, subject: str, object_: str) -> bool:
        """Whether a subject and an object of these classes are within domain and range."""
        p = self.properties[prop]
        return self.is_a(subject, *p.domain) and self.is_a(object_, *p.range)
