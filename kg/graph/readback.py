"""RDF → Knowledge: what the view and explain need, read back from the graphs of the articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.graph import terms
from kg.graph.names import BASE, DCTERMS, KG, RDF, RDFS, SKOS, local, path_of
from kg.graph.schema import load_ontology
from kg.graph.store import Store
from kg.model import (
    Argument,
    ClaimKind,
    Conflict,
    Document,
    Entity,
    Evidence,
    Knowledge,
    Statement,
    Status,
    Version,
)
from kg.ontology import Ontology

_KINDS: dict[str, ClaimKind] = {
    "Claim": "fact",
    "Position": "position",
    "Figure": "figure",
    "Quotation": "quotation",
}
_GENERIC = {"status", "confidence", "rule", "attributedTo", "evidence"}
_STATUSES: dict[str, Status] = {
    "Actual": "actual",
    "Planned": "planned",
    "Possible": "possible",
    "Denied": "denied",
}


def from_quads(
    quads: Iterable[ox.Quad],
    ontology: Ontology,
    base: str = BASE,
    texts: dict[str, str] | None = None,
) -> Knowledge:
    """The inverse of `kg.graph.rdf.to_quads`, but for what RDF does not hold.

    Chains, claim ids and judgements stay empty; the text of a document comes from `texts` by its id.
    Everything is sorted by id; arguments are in the order of the roles in the ontology.
    """
    reader = Reader(ontology, base)
    for quad in quads:
        reader.add(quad)
    return reader.knowledge(texts or {})


@dataclass
class Reader:
    """Collects the quads of some graphs and tells what their nodes say."""

    ontology: Ontology
    base: str = BASE
    rows: dict[str, dict[str, dict[terms.Term, None]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )

    def add(self, quad: ox.Quad) -> None:
        """Take in one quad, from a graph of an article or the background."""
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            self.rows[quad.subject.value][quad.predicate.value][quad.object] = None

    def knowledge(self, texts: dict[str, str]) -> Knowledge:
        """All that the quads say."""
        documents, entities, statements, conflicts = [], [], [], []
        for iri in sorted(self.rows):
            kind = self.kind(iri)
            if kind in ("Article", "Note"):
                documents.append(self.document(iri, texts))
            elif self.ontology.is_a(kind, "Entity"):
                entities.append(self.entity(iri))
            elif self.ontology.is_a(kind, "Statement"):
                statements.append(self.statement(iri))
            elif kind == "Conflict":
                conflicts.append(self.conflict(iri))
        return Knowledge(tuple(documents), tuple(entities), tuple(statements), (), tuple(conflicts))

    def kind(self, iri: str) -> str:
        """The class of a node by its local name: the finest, when there are several."""
        types = [t.value[len(KG) :] for t in self._nodes(iri, RDF + "type") if t.value.startswith(KG)]
        deep = {name: len(self.ontology.ancestors(name)) for name in types if name in self.ontology.classes}
        return max(sorted(deep), key=deep.__getitem__, default="")

    def document(self, iri: str, texts: dict[str, str]) -> Document:
        """An article with its metadata."""
        doc = path_of(iri, self.base).removeprefix("document/")
        wanted = ("title", "issued", "publisher", "language", "identifier")
        one = {name: self._one(iri, DCTERMS + name) for name in wanted}
        sources = self.rows[iri][DCTERMS + "source"]
        return Document(
            id=doc,
            text=texts.get(doc, ""),
            language=one["language"] or "",
            sha256=self._one(iri, KG + "sha256") or "",
            source=min((s.value for s in sources if isinstance(s, ox.Literal)), default=""),
            name=one["identifier"] or "",
            title=one["title"],
            published=one["issued"],
            authors=tuple(sorted(v.value for v in self.rows[iri][DCTERMS + "creator"])),
            publisher=one["publisher"],
            url=min((s.value for s in sources if isinstance(s, ox.NamedNode)), default=None),
        )

    def entity(self, iri: str) -> Entity:
        """A named thing; `documents` are the ids of the articles that name it."""
        labels = sorted(self._literals(iri, RDFS + "label"), key=lambda v: v.value)
        label = labels[0] if labels else ox.Literal(local(iri))
        documents = (path_of(d.value, self.base) for d in self._nodes(iri, KG + "mentionedIn"))
        return Entity(
            id=path_of(iri, self.base),
            type=self.kind(iri),
            label=label.value,
            aliases=tuple(sorted({v.value for v in self._literals(iri, SKOS + "altLabel")})),
            language=label.language or "",
            chains=(),
            documents=tuple(sorted(d.removeprefix("document/") for d in documents)),
        )

    def statement(self, iri: str) -> Statement:
        """A claim, position, event, figure or quotation."""
        kind = self.kind(iri)
        fact = kind == "Claim"
        predicate = next(iter(self._nodes(iri, RDF + "predicate")), None)
        status = self._one(iri, KG + "status") or ""
        confidence = self._one(iri, KG + "confidence")
        attributed = (path_of(n.value, self.base) for n in self._nodes(iri, KG + "attributedTo"))
        return Statement(
            id=path_of(iri, self.base),
            kind=_KINDS.get(kind, "event"),
            name=local(predicate.value) if fact and predicate else kind,
            arguments=tuple(self._arguments(iri, kind)),
            evidence=tuple(sorted(self._evidence(iri), key=lambda e: (e.document, e.start, e.end))),
            rules=tuple(sorted(v.value for v in self._literals(iri, KG + "rule"))),
            status=_STATUSES.get(local(status), "actual"),
            attributed_to=tuple(sorted(attributed)),
            confidence=float(confidence or 0),
            label=self._one(iri, RDFS + "label") or "",
            claims=(),
        )

    def conflict(self, iri: str) -> Conflict:
        """Versions that cannot all be true, in the order in which they were written."""
        matter = local(self._one(iri, KG + "matter") or "")
        nodes = sorted((n.value for n in self._nodes(iri, KG + "version")), key=_number)
        return Conflict(
            id=path_of(iri, self.base),
            about=path_of(self._one(iri, KG + "concerns") or "", self.base),
            matter=matter,
            versions=tuple(self._version(node, matter) for node in nodes),
            label=self._one(iri, RDFS + "label") or "",
        )

    def _version(self, iri: str, matter: str) -> Version:
        found = next(iter(self.rows[iri].get(RDF + "value", ())), ox.Literal(""))
        statement = path_of(self._one(iri, KG + "inStatement") or "", self.base)
        evidence = sorted(self._evidence(iri), key=lambda e: (e.document, e.start, e.end))
        return Version(terms.argument(matter, found, self.base), statement, tuple(evidence))

    def _arguments(self, iri: str, kind: str) -> Iterator[Argument]:
        rows = self.rows[iri]
        if kind == "Claim":
            roles = {"subject": RDF + "subject", "object": RDF + "object"}
            roles |= {r: KG + r for r in roles_of(self.ontology, kind)}
        else:
            known = roles_of(self.ontology, kind)
            more = sorted(p[len(KG) :] for p in rows if p.startswith(KG))
            roles = {r: KG + r for r in (*known, *more) if r not in _GENERIC}
        for role, predicate in roles.items():
            for value in sorted(rows.get(predicate, ()), key=str):
                yield terms.argument(role, value, self.base)

    def _evidence(self, iri: str) -> Iterator[Evidence]:
        for node in self._nodes(iri, KG + "evidence"):
            document = self._one(node.value, KG + "inDocument")
            start, end = (self._one(node.value, KG + n) or "0" for n in ("start", "end"))
            if document is not None:
                doc = path_of(document, self.base).removeprefix("document/")
                yield Evidence(doc, int(start), int(end), self._one(node.value, KG + "quote") or "")

    def _nodes(self, iri: str, predicate: str) -> list[ox.NamedNode]:
        return [v for v in self.rows[iri].get(predicate, ()) if isinstance(v, ox.NamedNode)]

    def _literals(self, iri: str, predicate: str) -> list[ox.Literal]:
        return [v for v in self.rows[iri].get(predicate, ()) if isinstance(v, ox.Literal)]

    def _one(self, iri: str, predicate: str) -> str | None:
        return min((v.value for v in self.rows[iri].get(predicate, ())), default=None)


def _number(iri: str) -> tuple[int, str]:
    """The number at the end of the path of a version."""
    last = iri.rpartition("-")[2]
    return (int(last) if last.isdigit() else 0, iri)


def roles_of(ontology: Ontology, kind: str) -> tuple[str, ...]:
    """The roles of an event, position, figure or quotation class, in the order of the ontology."""
    if kind in ontology.events:
        return ontology.events[kind]
    return tuple(p.name for p in ontology.properties.values() if kind in p.domain)


def read_entities(store: Store, ontology: Ontology | None = None) -> tuple[Entity, ...]:
    """The entities that articles name, without reading anything else."""
    reader, union = Reader(ontology or load_ontology(), store.base), ox.DefaultGraph()
    for quad in store.quads(None, ox.NamedNode(KG + "mentionedIn"), None, union):
        reader.add(quad)
    named = sorted(reader.rows)
    for predicate in (RDF + "type", RDFS + "label", SKOS + "altLabel"):
        for quad in store.quads(None, ox.NamedNode(predicate), None, union):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value in reader.rows:
                reader.add(quad)
    return tuple(reader.entity(iri) for iri in named)
