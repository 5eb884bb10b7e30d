"""What follows from a triple by the ontology, so that the plain query works.

The graphs of the articles hold what is claimed and the finest class only. The default graph of the
store holds each of their triples once, and what follows: `?x a kg:Organization` finds companies,
`?x kg:worksFor ?y` finds who leads, partners are partners both ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from kg.graph.names import KG, RDF
from kg.ontology import Ontology

Triple = tuple[ox.NamedNode | ox.BlankNode | ox.Triple, ox.NamedNode, object]

_TYPE = ox.NamedNode(RDF + "type")


@dataclass(frozen=True)
class Rules:
    """Superclasses, superproperties and symmetry; only names of the kg vocabulary follow."""

    ontology: Ontology

    def closure(self, quads: Iterable[ox.Quad]) -> set[ox.Quad]:
        """The triples and all that follows from them, in the default graph."""
        return {ox.Quad(*row) for quad in quads for row in self.follow(quad)}  # type: ignore[arg-type]

    def follow(self, quad: ox.Quad) -> Iterator[Triple]:
        """A triple itself, then what follows from it alone."""
        subject, predicate, value = quad.subject, quad.predicate, quad.object
        yield subject, predicate, value
        if predicate == _TYPE:
            for above in self._classes.get(value, ()):
                yield subject, _TYPE, above
            return
        for above in self._properties.get(predicate, ()):
            yield subject, above, value
        if predicate in self.symmetric and isinstance(value, ox.NamedNode):
            yield value, predicate, subject

    @cached_property
    def symmetric(self) -> frozenset[ox.NamedNode]:
        """The properties that hold both ways."""
        return frozenset(ox.NamedNode(KG + p.name) for p in self.ontology.properties.values() if p.symmetric)

    @cached_property
    def _classes(self) -> dict[object, tuple[ox.NamedNode, ...]]:
        return {
            ox.NamedNode(KG + name): tuple(
                ox.NamedNode(KG + above) for above in sorted(self.ontology.ancestors(name) - {name})
            )
            for name in self.ontology.classes
        }

    @cached_property
    def _properties(self) -> dict[object, tuple[ox.NamedNode, ...]]:
        known = self.ontology.properties

        def above(name: str) -> set[str]:
            return {name}.union(*(above(parent) for parent in known[name].parents))

        return {
            ox.NamedNode(KG + name): tuple(ox.NamedNode(KG + p) for p in sorted(above(name) - {name}))
            for name in known
        }
