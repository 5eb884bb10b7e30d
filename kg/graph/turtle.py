"""Turtle and TriG that read well and never change: same triples in any order, same bytes.

Prefixes, then one block for each subject: articles, entities, what is said about them, evidence;
the type first, then the label, then the rest by name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.graph.names import BASE, PREFIXES, RDF, RDFS, SKOS, WORLD, XSD

_LOCAL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]|%[0-9A-F]{2})*")
_SEGMENT = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_BARE = {
    XSD + "integer": re.compile(r"[+-]?\d+"),
    XSD + "decimal": re.compile(r"[+-]?\d*\.\d+"),
    XSD + "boolean": re.compile(r"true|false"),
}
_FIRST = {RDF + "type": "0", RDFS + "label": "1", SKOS + "altLabel": "2"}
# Sections of the file by the first part of a resource's path; all other paths are entities.
_SECTIONS = {"document": 0, "position": 2, "event": 3, "figure": 4, "quotation": 5, "claim": 6, "evidence": 7}
_ENTITIES = 1
_CACHED = 50_000  # IRIs whose text is at hand: most come often, or a few times one after the other

# What is said of a subject: by the predicate, behind its rank, the one object or all of them.
Rows = dict[str, "str | set[str]"]


def to_turtle(triples: Iterable[ox.Triple | ox.Quad], base: str = BASE) -> str:
    """Turtle of the triples, whatever graph they are in."""
    blocks = Blocks(base)
    for triple in triples:
        blocks.add(triple)
    return "".join(blocks.lines())


def to_trig(quads: Iterable[ox.Quad], base: str = BASE) -> str:
    """TriG: one block for each named graph."""
    names = _Names(base)
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        graph = quad.graph_name
        graphs["" if isinstance(graph, ox.DefaultGraph) else names.term(graph)].append(quad)
    parts = [f"\n{graph} {{\n{_body(graphs[graph], names)}}}\n".lstrip(" ") for graph in sorted(graphs)]
    return names.header() + "".join(parts)


class Blocks:
    """Triples as they come, kept as the text that they become: less than the terms themselves take."""

    def __init__(self, base: str = BASE, names: _Names | None = None) -> None:
        self._names = names or _Names(base)
        self._subjects: dict[tuple[int, str], Rows] = {}

    def add(self, triple: ox.Triple | ox.Quad) -> None:
        """Take in a triple, whatever graph it is in; a second time it changes nothing."""
        names, predicate = self._names, triple.predicate.value
        key = names.section(triple.subject), names.term(triple.subject)
        rows = self._subjects.setdefault(key, {})
        name, value = names.ranked(predicate), names.term(triple.object)
        known = rows.setdefault(name, value)
        if isinstance(known, set):
            known.add(value)
        elif known != value:
            rows[name] = {known, value}

    def lines(self) -> Iterator[str]:
        """The file, piece by piece: the prefixes, then a block for each subject."""
        yield self._names.header()
        yield from self.blocks()

    def blocks(self) -> Iterator[str]:
        """The blocks without the prefixes."""
        for key in sorted(self._subjects):
            yield _block(key[1], self._subjects[key])


def _body(triples: Iterable[ox.Triple | ox.Quad], names: _Names) -> str:
    blocks = Blocks(names=names)
    for triple in triples:
        blocks.add(triple)
    return "".join(blocks.blocks())


def _block(subject: str, rows: Rows) -> str:
    lines = []
    for name in sorted(rows):
        values = rows[name]
        lines.append(f"{name[1:]} {values if isinstance(values, str) else ', '.join(sorted(values))}")
    return f"\n{subject} " + " ;\n    ".join(lines) + " .\n"


@dataclass
class _Names:
    """Terms as Turtle writes them, and the prefixes that this took."""

    base: str
    used: dict[str, str] = field(default_factory=dict)
    cache: dict[str, str] = field(default_factory=dict)
    predicates: dict[str, str] = field(default_factory=dict)

    def header(self) -> str:
        return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(self.used.items()))

    def section(self, subject: object) -> int:
        if not isinstance(subject, ox.NamedNode) or not subject.value.startswith(self.base):
            return _ENTITIES
        return _SECTIONS.get(subject.value[len(self.base) :].partition("/")[0], _ENTITIES)

    def ranked(self, predicate: str) -> str:
        """A predicate as Turtle writes it, behind one character: its place among those of a subject."""
        found = self.predicates.get(predicate)
        if found is None:
            name = "a" if predicate == RDF + "type" else self.term(ox.NamedNode(predicate))
            found = self.predicates[predicate] = _FIRST.get(predicate, "3") + name
        return found

    def term(self, term: object) -> str:
        if isinstance(term, ox.NamedNode):
            found = self.cache.get(term.value)
            if found is None:
                if len(self.cache) >= _CACHED:
                    self.cache.clear()
                found = self.cache[term.value] = self._iri(term.value)
            return found
        if isinstance(term, ox.Literal):
            return self._literal(term)
        return str(term)

    def _literal(self, literal: ox.Literal) -> str:
        datatype = literal.datatype.value
        if literal.language or datatype == XSD + "string":
            return str(literal)
        bare = _BARE.get(datatype)
        if bare and bare.fullmatch(literal.value):
            return literal.value
        return f"{ox.Literal(literal.value)}^^{self.term(literal.datatype)}"

    def _iri(self, iri: str) -> str:
        for prefix, namespace in (*PREFIXES.items(), *WORLD.items(), self._own(iri)):
            if namespace and iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                self.used[prefix] = namespace
                return f"{prefix}:{iri[len(namespace):]}"
        return str(ox.NamedNode(iri))

    def _own(self, iri: str) -> tuple[str, str]:
        """The prefix of a resource of the graph: organization: for id:organization/… ."""
        if not iri.startswith(self.base):
            return "", ""
        segment, slash, _ = iri[len(self.base) :].partition("/")
        named = slash and _SEGMENT.fullmatch(segment) and segment not in PREFIXES
        return (segment, f"{self.base}{segment}/") if named else ("", "")
