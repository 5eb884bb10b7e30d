"""What the graph says around one resource, without reading the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from kg.graph.names import KG, ONTOLOGY, PREFIXES, RDF, RDFS, compact, path_of, resource
from kg.graph.readback import from_quads
from kg.graph.respond import about
from kg.graph.store import Store
from kg.model import Knowledge
from kg.ontology import Ontology


def near(store: Store, ontology: Ontology, path: str) -> Knowledge | None:
    """The entity or article at this path, the statements that it takes part in, who else does, and where.

    None when the graph has no such resource. The texts of articles are left out.
    """
    quads = about(store, path)
    if not quads:
        return None
    if path.startswith("document/"):
        quads += _told_in(store, path)
    return from_quads([*quads, *_named_in(store, quads)], ontology, store.base)


def around(store: Store, ontology: Ontology, statements: Iterable[str]) -> Knowledge:
    """The statements at these paths, who takes part in them, and their sentences with their articles."""
    quads: list[ox.Quad] = []
    for path in statements:
        quads += store.quads(ox.NamedNode(resource(path, store.base)), graph=ox.DefaultGraph())
    proofs = {q.object for q in quads if q.predicate.value == KG + "evidence"}
    for proof in sorted(proofs, key=str):
        if isinstance(proof, ox.NamedNode):
            quads += store.quads(proof, graph=ox.DefaultGraph())
    return from_quads([*quads, *_named_in(store, quads)], ontology, store.base)


def _named_in(store: Store, quads: Sequence[ox.Quad]) -> list[ox.Quad]:
    """What the graph says of the articles and other resources that are named in these quads."""
    cited = {q.object for q in quads if q.predicate.value in (KG + "inDocument", KG + "mentionedIn")}
    others = {q.object for q in quads if q.predicate.value.startswith((KG, RDF))} - {q.subject for q in quads}
    found: list[ox.Quad] = []
    for node in cited | others:
        if isinstance(node, ox.NamedNode) and node.value.startswith(store.base):
            found += store.quads(node, graph=ox.DefaultGraph())
    return found


def _told_in(store: Store, path: str) -> list[ox.Quad]:
    """The statements of an article and their evidence."""
    union, here = ox.DefaultGraph(), ox.NamedNode(resource(path, store.base))
    found: list[ox.Quad] = []
    for proof in store.quads(None, ox.NamedNode(KG + "inDocument"), here, union):
        if not isinstance(proof.subject, ox.NamedNode):
            continue
        found += store.quads(proof.subject, graph=union)
        for told in store.quads(None, ox.NamedNode(KG + "evidence"), proof.subject, union):
            if isinstance(told.subject, ox.NamedNode):
                found += store.quads(told.subject, graph=union)
    return found


def properties(store: Store, path: str, language: str) -> list[tuple[str, str, str]]:
    """Property, value and path of the value ("" for what is no resource), by name, for a reader."""
    union = ox.DefaultGraph()
    rows = []
    for q in store.quads(ox.NamedNode(resource(path, store.base)), graph=union):
        name = label_of(store, q.predicate, language)
        if isinstance(q.object, ox.NamedNode):
            id_ = path_of(q.object.value, store.base)
            inside = id_ if id_ != q.object.value else ""
            rows.append((name, label_of(store, q.object, language), inside))
        elif isinstance(q.object, ox.Literal):
            rows.append((name, q.object.value, ""))
    return sorted(rows)


def label_of(store: Store, node: ox.NamedNode, language: str) -> str:
    """What a resource, class or property is called; the ontology has a graph of its own."""
    labels = [
        q.object
        for graph in (ox.DefaultGraph(), ox.NamedNode(ONTOLOGY))
        for q in store.quads(node, ox.NamedNode(RDFS + "label"), None, graph)
        if isinstance(q.object, ox.Literal)
    ]
    best = sorted(labels, key=lambda v: (v.language != language, v.language or "", v.value))
    return best[0].value if best else compact(node.value, {**PREFIXES, "id": store.base})
