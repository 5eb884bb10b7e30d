"""The names of a graph to search in: small enough for a hundred thousand entities in every reader."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from kg.graph.lookup import fold
from kg.graph.names import KG, RDF, RDFS, SKOS, path_of, resource
from kg.graph.store import Store
from kg.ontology import Ontology

_UNION = ox.DefaultGraph()
_LABEL, _ALIAS = ox.NamedNode(RDFS + "label"), ox.NamedNode(SKOS + "altLabel")
_END = "\n"
_WORDS = re.compile(r"\w+").findall


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that was found; `via` is the name that fits, when it is not the label."""

    id: str
    label: str
    type: str
    articles: int
    via: str = ""


@dataclass(frozen=True, slots=True)
class _Lines:
    """Names one a line, where each line begins, and the place of its entity in `Names.ids`."""

    text: str
    starts: array[int]
    owners: array[int]


class Names:
    """All names of all entities that articles name, folded, in one text: the most named come first.

    `ids` and `articles` go by entity. What is shown of an entity is read from the store then.
    """

    def __init__(self, store: Store, ontology: Ontology) -> None:
        self._store, self._ontology = store, ontology
        counts = _mentions(store)
        ranked = sorted(counts, key=lambda iri: (-counts[iri], iri))
        self.ids = [path_of(iri, store.base) for iri in ranked]
        self.articles = array("I", (counts[iri] for iri in ranked))

    @cached_property
    def _lines(self) -> _Lines:
        """Read at the first search: who only looks at the most named does not wait for it."""
        order = {resource(path, self._store.base): n for n, path in enumerate(self.ids)}
        names: list[list[str]] = [[] for _ in order]
        for predicate in (_LABEL, _ALIAS):
            for quad in self._store.quads(None, predicate, None, _UNION):
                at = order.get(quad.subject.value) if isinstance(quad.subject, ox.NamedNode) else None
                if at is not None and isinstance(quad.object, ox.Literal):
                    names[at].append(_folded(quad.object.value))
        starts, owners, lines, at = array("I"), array("I"), list[str](), 1
        for owner, folded in enumerate(names):
            for name in dict.fromkeys(folded):
                starts.append(at)
                owners.append(owner)
                lines.append(name)
                at += len(name) + 1
        return _Lines(_END + _END.join(lines) + _END, starts, owners)

    def __len__(self) -> int:
        return len(self.ids)

    def search(self, wanted: str, limit: int) -> tuple[list[Hit], int]:
        """The best entities, and how many there are: equal names first, then beginnings, words, parts.

        Among alike the most named comes first. The count stops at a thousand.
        """
        folded = fold(wanted)
        if not folded:
            return [], 0
        found: dict[int, None] = {}
        for shape in (_END + folded + _END, _END + folded, " " + folded, folded):
            self._scan(shape, found, 1000)
        return [self._hit(owner, folded) for owner, _ in zip(found, range(limit), strict=False)], len(found)

    def _scan(self, shape: str, found: dict[int, None], most: int) -> None:
        text, starts, owners = self._lines.text, self._lines.starts, self._lines.owners
        at = text.find(shape)
        while at >= 0 and len(found) < most:
            inside = at + (shape[0] == _END)
            found[owners[bisect_right(starts, inside) - 1]] = None
            at = text.find(shape, at + 1)

    def top(self, limit: int) -> list[Hit]:
        """The entities that most articles name."""
        return [self._hit(n) for n in range(min(limit, len(self.ids)))]

    @cached_property
    def classes(self) -> list[tuple[str, int]]:
        """How many entities there are of each class, by the finest, most first."""
        known = [n for n in self._ontology.classes if self._ontology.is_a(n, "Entity")]
        held = {name: _count(self._store, name) for name in known}
        own = dict(held)
        for name in known:  # the union says of a company that it is an organization too
            for parent in self._ontology.classes[name].parents:
                if parent in own:
                    own[parent] -= held[name]
        return sorted(((n, c) for n, c in own.items() if c > 0), key=lambda row: (-row[1], row[0]))

    def _hit(self, n: int, folded: str = "") -> Hit:
        node = ox.NamedNode(resource(self.ids[n], self._store.base))
        label = min(self._values(node, _LABEL), default=self.ids[n])
        via = ""
        if folded and folded not in fold(label):
            via = min((v for v in self._values(node, _ALIAS) if folded in fold(v)), key=len, default="")
        type_ = class_of(self._store, self._ontology, self.ids[n])
        return Hit(self.ids[n], label, type_, self.articles[n], via)

    def _values(self, node: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
        found = self._store.quads(node, predicate, graph=_UNION)
        return [q.object.value for q in found if isinstance(q.object, ox.Literal)]


def class_of(store: Store, ontology: Ontology, path: str) -> str:
    """The finest class of an entity; "Entity" when it has none."""
    node = ox.NamedNode(resource(path, store.base))
    names = [
        q.object.value[len(KG) :]
        for q in store.quads(node, ox.NamedNode(RDF + "type"), None, _UNION)
        if isinstance(q.object, ox.NamedNode) and q.object.value.startswith(KG)
    ]
    known = [name for name in names if name in ontology.classes]
    return max(known, key=lambda name: (len(ontology.ancestors(name)), name), default="Entity")


def _folded(name: str) -> str:
    """As `fold`, at a third of its time where a name has no accents."""
    return " ".join(_WORDS(name.lower())) if name.isascii() else fold(name)


def _mentions(store: Store) -> dict[str, int]:
    """How many articles name each entity, by its IRI; counted by the store."""
    found = store.query("SELECT ?e (COUNT(?d) AS ?n) WHERE { ?e kg:mentionedIn ?d } GROUP BY ?e")
    if not isinstance(found, ox.QuerySolutions):
        return {}
    return {row[0].value: int(row[1].value) for row in found if isinstance(row[0], ox.NamedNode)}


def _count(store: Store, name: str) -> int:
    """How many entities that articles name are of a class or of one below it."""
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ ?e a kg:{name} FILTER EXISTS {{ ?e kg:mentionedIn ?d }} }}"
    found = store.query(query)
    return sum(int(row[0].value) for row in found) if isinstance(found, ox.QuerySolutions) else 0
