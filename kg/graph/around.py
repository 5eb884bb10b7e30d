"""Parts of the graph that fit on a screen, read from the store without reading the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

import pyoxigraph as ox

from kg.graph.names import KG, RDF, RDFS, SKOS, path_of, resource
from kg.graph.readback import from_quads
from kg.graph.store import Store
from kg.model import Knowledge
from kg.ontology import Ontology

MOST = 2000  # statements of one entity that are read at once
MENTIONS = 1000  # articles of one entity that are counted
_UNION = ox.DefaultGraph()
_STATUS, _EVIDENCE = ox.NamedNode(KG + "status"), ox.NamedNode(KG + "evidence")
_ENDS = {RDF + "subject", RDF + "object"}
# Roles that join nothing: whom a figure or a quotation is about, who says something.
_LOOSE = {KG + name for name in ("about", "speaker", "mentions", "attributedTo", "mentionedIn", "inDocument")}
_OF_ENTITY = tuple(
    ox.NamedNode(iri) for iri in (RDF + "type", RDFS + "label", SKOS + "altLabel", KG + "mentionedIn")
)


def statements_of(store: Store, path: str, most: int = MOST, *, linking: bool = False) -> list[str]:
    """The ids of statements that something takes part in, at most `most`; linking ones only, when asked."""
    found = islice(_statements(store, _node(store, path), linking), most)
    return [path_of(node.value, store.base) for node in found]


def _statements(store: Store, node: ox.NamedNode, linking: bool) -> Iterator[ox.NamedNode]:
    seen = set()
    for quad in store.quads(value=node, graph=_UNION):
        name, subject = quad.predicate.value, quad.subject
        if name not in _ENDS and (not name.startswith(KG) or (linking and name in _LOOSE)):
            continue
        if isinstance(subject, ox.NamedNode) and subject not in seen and _has_status(store, subject):
            seen.add(subject)
            yield subject


def _has_status(store: Store, node: ox.NamedNode) -> bool:
    """Whether a node is a claim, event, position, figure or quotation."""
    return next(iter(store.quads(node, _STATUS, graph=_UNION)), None) is not None


def gather(
    store: Store,
    ontology: Ontology,
    statements: Iterable[str],
    paths: Iterable[str] = (),
) -> Knowledge:
    """These statements and things as the model has them, with all that they name and quote."""
    quads = quads_of(store, statements, paths)
    return from_quads(quads, ontology, store.base)


def quads_of(store: Store, statements: Iterable[str], paths: Iterable[str] = ()) -> list[ox.Quad]:
    """The quads of statements, their evidence and its articles, and of the things that they name."""
    found: list[ox.Quad] = []
    named = {_node(store, path) for path in paths}
    for statement in map(partial(_node, store), dict.fromkeys(statements)):
        for quad in store.quads(statement, graph=_UNION):
            found.append(quad)
            if quad.predicate == _EVIDENCE and isinstance(quad.object, ox.NamedNode):
                found += store.quads(quad.object, graph=_UNION)
            elif isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(store.base):
                named.add(quad.object)
    articles = {q.object for q in found if q.predicate.value == KG + "inDocument"}
    articles |= {node for node in named if node.value.startswith(_node(store, "document/").value)}
    for node in named - articles:
        for predicate in _OF_ENTITY:
            found += islice(store.quads(node, predicate, graph=_UNION), MENTIONS)
    for article in articles:
        if isinstance(article, ox.NamedNode):
            found += store.quads(article, graph=_UNION)
    return found


def _node(store: Store, path: str) -> ox.NamedNode:
    return ox.NamedNode(resource(path, store.base))


def around(store: Store, ontology: Ontology, path: str, most: int = MOST) -> Knowledge:
    """A thing with the facts, posts and events that link it to others, and these others."""
    return gather(store, ontology, statements_of(store, path, most, linking=True), [path])


def between(
    store: Store, ontology: Ontology, paths: Sequence[str], new: Sequence[str], most: int = 12_000
) -> Knowledge:
    """What links new things with each other and with those that are there.

    Events of which two participants are there are part of it. About `most` statements are looked at.
    """
    there = {_node(store, path) for path in (*paths, *new)}
    found = dict.fromkeys(path for path in new if _has_status(store, _node(store, path)))
    for node in map(partial(_node, store), new):
        for statement in islice(_statements(store, node, True), max(50, most // len(there))):
            if statement in there or len(_ends(store, statement) & there) > 1:
                found[path_of(statement.value, store.base)] = None
    return gather(store, ontology, found, new)


def _ends(store: Store, statement: ox.NamedNode) -> set[ox.NamedNode]:
    """The things that a statement joins."""
    return {
        q.object
        for q in store.quads(statement, graph=_UNION)
        if isinstance(q.object, ox.NamedNode)
        and q.object.value.startswith(store.base)
        and (q.predicate.value in _ENDS or q.predicate.value.startswith(KG))
        and q.predicate.value not in _LOOSE
        and q.predicate != _EVIDENCE
    }


def ways(
    store: Store, ontology: Ontology, start: str, end: str, longest: int = 6, most: int = 20_000
) -> tuple[tuple[str, ...], ...]:
    """The shortest ways from one thing to another: paths of things and statements in turn.

    Two searches in breadth meet in the middle; empty when nothing within `longest` statements joins
    the two, or when `most` things were seen before they met.
    """
    ends = [_node(store, path) for path in (start, end)]
    if start == end:
        return ()
    sides: list[_Steps] = [{ends[0]: {}}, {ends[1]: {}}]
    rims = [[ends[0]], [ends[1]]]
    for _ in range(longest):
        side = 0 if len(rims[0]) <= len(rims[1]) else 1
        rims[side] = _further(store, sides[side], rims[side])
        met = [node for node in rims[side] if node in sides[1 - side]]
        if met:
            return _joined(store, sides, met)
        if not rims[side] or sum(map(len, sides)) > most:
            break
    return ()


# For each thing, from which it was reached, and by which statements.
_Steps = dict[ox.NamedNode, dict[ox.NamedNode, list[ox.NamedNode]]]


def _further(store: Store, steps: _Steps, rim: list[ox.NamedNode]) -> list[ox.NamedNode]:
    reached: _Steps = defaultdict(dict)
    for node in rim:
        for statement in islice(_statements(store, node, True), MOST):
            for other in _ends(store, statement) - steps.keys():
                reached[other].setdefault(node, []).append(statement)
    steps.update(reached)
    return list(reached)


def _joined(store: Store, sides: list[_Steps], met: list[ox.NamedNode]) -> tuple[tuple[str, ...], ...]:
    found = []
    for node in sorted(met, key=str):
        for left in islice(_back(sides[0], node), 20):
            for right in islice(_back(sides[1], node), 20):
                found.append((*reversed(left), node, *right))
    shortest = min(map(len, found))
    return tuple(tuple(path_of(n.value, store.base) for n in way) for way in found if len(way) == shortest)


def _back(steps: _Steps, node: ox.NamedNode) -> Iterator[tuple[ox.NamedNode, ...]]:
    """The ways from a thing to where the search began: statement, thing, statement, thing …"""
    if not steps[node]:
        yield ()
    for before, statements in sorted(steps[node].items(), key=str):
        for rest in _back(steps, before):
            yield (statements[0], before, *rest)
