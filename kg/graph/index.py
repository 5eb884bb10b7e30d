"""The names of a graph to search in: small enough for a hundred thousand entities in every reader."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from sys import intern

import pyoxigraph as ox

from kg.graph.lookup import fold
from kg.graph.names import KG, RDF, RDFS, SKOS, path_of, resource
from kg.graph.store import Store
from kg.ontology import Ontology

_UNION = ox.DefaultGraph()
_LABEL, _ALIAS = ox.NamedNode(RDFS + "label"), ox.NamedNode(SKOS + "altLabel")
_END = "\n"


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that was found; `via` is the name that fits, when it is not the label."""

    id: str
    label: str
    type: str
    articles: int
    via: str = ""


class Names:
    """All names of all entities that articles name, folded, in one text: the most named come first.

    `ids`, `articles` and `types` go by entity; `_text` holds its names one a line, `_starts` where
    each line begins, `_owners` whose it is. Spelled-out names are read from the store when shown.
    """

    def __init__(self, store: Store, ontology: Ontology) -> None:
        self._store = store
        counts: Counter[ox.NamedNode] = Counter()
        for quad in store.quads(None, ox.NamedNode(KG + "mentionedIn"), None, _UNION):
            if isinstance(quad.subject, ox.NamedNode):
                counts[quad.subject] += 1
        ranked = sorted(counts, key=lambda n: (-counts[n], n.value))
        order = {node: n for n, node in enumerate(ranked)}
        self.ids = [path_of(node.value, store.base) for node in ranked]
        self.articles = array("I", (counts[node] for node in ranked))
        self.types = _types(store, ontology, order)
        self._read(store, order)

    def _read(self, store: Store, order: dict[ox.NamedNode, int]) -> None:
        names: list[set[str]] = [set() for _ in order]
        for predicate in (_LABEL, _ALIAS):
            for quad in store.quads(None, predicate, None, _UNION):
                at = order.get(quad.subject) if isinstance(quad.subject, ox.NamedNode) else None
                if at is not None and isinstance(quad.object, ox.Literal):
                    names[at].add(fold(quad.object.value))
        self._starts, self._owners, lines, at = array("I"), array("I"), [], 1
        for owner, folded in enumerate(names):
            for name in sorted(folded):
                self._starts.append(at)
                self._owners.append(owner)
                lines.append(name)
                at += len(name) + 1
        self._text = _END + _END.join(lines) + _END

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
        at = self._text.find(shape)
        while at >= 0 and len(found) < most:
            inside = at + (shape[0] == _END)
            found[self._owners[bisect_right(self._starts, inside) - 1]] = None
            at = self._text.find(shape, at + 1)

    def top(self, limit: int, type_: str = "") -> list[Hit]:
        """The entities that most articles name; of one class, when asked."""
        chosen = (n for n in range(len(self.ids)) if not type_ or self.types[n] == type_)
        return [self._hit(n) for n, _ in zip(chosen, range(limit), strict=False)]

    def classes(self) -> list[tuple[str, int]]:
        """How many entities there are of each class, most first."""
        return Counter(self.types).most_common()

    def _hit(self, n: int, folded: str = "") -> Hit:
        node = ox.NamedNode(resource(self.ids[n], self._store.base))
        label = min(self._values(node, _LABEL), default=self.ids[n])
        via = ""
        if folded and folded not in fold(label):
            via = min((v for v in self._values(node, _ALIAS) if folded in fold(v)), key=len, default="")
        return Hit(self.ids[n], label, self.types[n], self.articles[n], via)

    def _values(self, node: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
        found = self._store.quads(node, predicate, graph=_UNION)
        return [q.object.value for q in found if isinstance(q.object, ox.Literal)]


def _types(store: Store, ontology: Ontology, order: dict[ox.NamedNode, int]) -> list[str]:
    """The finest class of each entity."""
    types = ["Entity"] * len(order)
    depth = {name: len(ontology.ancestors(name)) for name in ontology.classes}
    for quad in store.quads(None, ox.NamedNode(RDF + "type"), None, _UNION):
        at = order.get(quad.subject) if isinstance(quad.subject, ox.NamedNode) else None
        if at is None or not isinstance(quad.object, ox.NamedNode) or not quad.object.value.startswith(KG):
            continue
        name = quad.object.value[len(KG) :]
        if (depth.get(name, 0), name) > (depth[types[at]], types[at]):
            types[at] = intern(name)
    return types
