"""Knowledge → RDF quads, as the graph contract has it: one named graph for each article.

What several articles say is described in the graph of each, with the evidence of that article; the
union of the graphs is the whole. So one article can be replaced or withdrawn without the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import pyoxigraph as ox

from kg.graph import names, terms
from kg.graph.names import BASE, DCTERMS, KG, RDF, RDFS, SKOS
from kg.graph.terms import Term
from kg.model import Conflict, Document, Entity, Evidence, Knowledge, Statement
from kg.ontology import Ontology

_TYPE = ox.NamedNode(RDF + "type")
_LABEL = ox.NamedNode(RDFS + "label")
_ALIAS = ox.NamedNode(SKOS + "altLabel")
_VALUE = ox.NamedNode(RDF + "value")
_SUBJECT, _PREDICATE, _OBJECT = (ox.NamedNode(RDF + n) for n in ("subject", "predicate", "object"))

Row = tuple[ox.NamedNode, ox.NamedNode, Term]


@cache
def _kg(name: str) -> ox.NamedNode:
    return ox.NamedNode(KG + name)


def to_quads(knowledge: Knowledge, ontology: Ontology, base: str = BASE) -> Iterator[ox.Quad]:
    """All quads of the graph; entities that no article names go to the background graph."""
    writer = _Writer(knowledge, ontology, base)
    for doc in knowledge.documents:
        yield from writer.document(doc)
    yield from writer.background()


def document_quads(
    knowledge: Knowledge, ontology: Ontology, document: Document, base: str = BASE
) -> Iterator[ox.Quad]:
    """The quads of one article's graph."""
    yield from _Writer(knowledge, ontology, base).document(document)


@dataclass(frozen=True)
class _Writer:
    knowledge: Knowledge
    ontology: Ontology
    base: str

    def document(self, doc: Document) -> Iterator[ox.Quad]:
        graph = ox.NamedNode(names.graph_of(doc.id, self.base))
        for row in self._rows(doc):
            yield ox.Quad(*row, graph)

    def background(self) -> Iterator[ox.Quad]:
        graph = ox.NamedNode(names.background(self.base))
        placed: set[str] = set().union(*self._entities.values())
        for entity in self.knowledge.entities:
            if entity.id not in placed:
                for row in self._entity(entity, None):
                    yield ox.Quad(*row, graph)

    def _rows(self, doc: Document) -> Iterator[Row]:
        yield from self._article(doc)
        for entity in sorted(self._entities[doc.id] & self._by_id.keys()):
            yield from self._entity(self._by_id[entity], doc.id)
        for statement in self._statements[doc.id]:
            yield from self._statement(statement)
            yield from self._evidence(self._node(statement.id), statement.evidence, doc)
        for conflict in self._conflicts[doc.id]:
            yield from self._conflict(conflict, doc)

    @cached_property
    def _conflicts(self) -> dict[str, list[Conflict]]:
        found: dict[str, list[Conflict]] = defaultdict(list)
        for conflict in self.knowledge.conflicts:
            for doc in {e.document for v in conflict.versions for e in v.evidence}:
                found[doc].append(conflict)
        return found

    def _conflict(self, conflict: Conflict, doc: Document) -> Iterator[Row]:
        """What differs on what, and the versions that this article tells."""
        node = self._node(conflict.id)
        yield node, _TYPE, _kg("Conflict")
        yield node, _kg("concerns"), self._node(conflict.about)
        yield node, _kg("matter"), _kg(conflict.matter)
        yield node, _LABEL, terms.text(conflict.label, doc.language)
        for number, version in enumerate(conflict.versions, 1):
            if any(e.document == doc.id for e in version.evidence):
                one = self._node(f"{conflict.id}-{number}")
                yield node, _kg("version"), one
                yield one, _TYPE, _kg("Version")
                yield one, _VALUE, terms.term(version.argument, self.ontology, doc.language, self.base)
                yield one, _kg("inStatement"), self._node(version.statement)
                yield from self._evidence(one, version.evidence, doc)

    @cached_property
    def _by_id(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.knowledge.entities}

    @cached_property
    def _originals(self) -> dict[str, str]:
        return {copy.document: copy.of for copy in self.knowledge.copies}

    @cached_property
    def _languages(self) -> dict[str, str]:
        return {doc.id: doc.language for doc in self.knowledge.documents}

    @cached_property
    def _statements(self) -> dict[str, list[Statement]]:
        told: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.knowledge.statements:
            for doc in {e.document for e in statement.evidence}:
                told[doc].append(statement)
        return told

    @cached_property
    def _entities(self) -> dict[str, set[str]]:
        """Entity ids by document: those that it names, and those that what it says refers to."""
        found: dict[str, set[str]] = defaultdict(set)
        for entity in self.knowledge.entities:
            for doc in entity.documents:
                found[doc].add(entity.id)
        for doc, statements in self._statements.items():
            for s in statements:
                found[doc].update(s.attributed_to, (a.ref for a in s.arguments if a.ref is not None))
        return found

    def _node(self, path: str) -> ox.NamedNode:
        return ox.NamedNode(names.resource(path, self.base))

    def _article(self, doc: Document) -> Iterator[Row]:
        node = self._node(f"document/{doc.id}")
        yield node, _TYPE, _kg("Note" if doc.note else "Article")
        yield node, _kg("sha256"), ox.Literal(doc.sha256)
        if doc.id in self._originals:
            original = self._node(f"document/{self._originals[doc.id]}")
            yield node, ox.NamedNode(DCTERMS + "isVersionOf"), original
        for name, value in self._metadata(doc):
            yield node, ox.NamedNode(DCTERMS + name), value

    def _metadata(self, doc: Document) -> Iterator[tuple[str, Term]]:
        yield "language", ox.Literal(doc.language)
        yield "identifier", ox.Literal(doc.name)
        yield "source", ox.Literal(doc.source)
        if doc.title is not None:
            yield "title", terms.text(doc.title, doc.language)
        if doc.published is not None:
            yield "issued", terms.date(doc.published)
        if doc.publisher is not None:
            yield "publisher", ox.Literal(doc.publisher)
        for author in doc.authors:
            yield "creator", ox.Literal(author)
        if doc.url is not None:
            yield "source", _iri(doc.url)

    def _entity(self, entity: Entity, doc: str | None) -> Iterator[Row]:
        node = self._node(entity.id)
        yield node, _TYPE, _kg(entity.type)
        yield node, _LABEL, terms.text(entity.label, entity.language)
        for alias in entity.aliases:
            yield node, _ALIAS, terms.text(alias, entity.language)
        if doc in entity.documents:
            yield node, _kg("mentionedIn"), self._node(f"document/{doc}")

    def _statement(self, statement: Statement) -> Iterator[Row]:
        language = self._languages.get(min(e.document for e in statement.evidence), "")
        node = self._node(statement.id)
        told = self._fact if statement.kind == "fact" else self._roles
        yield from told(statement, node, language)
        yield node, _kg("status"), terms.individual(statement.status, "status")
        yield node, _kg("confidence"), terms.decimal(statement.confidence)
        if statement.label:
            yield node, _LABEL, terms.text(statement.label, language)
        for rule in statement.rules:
            yield node, _kg("rule"), ox.Literal(rule)
        for entity in statement.attributed_to:
            yield node, _kg("attributedTo"), self._node(entity)

    def _fact(self, statement: Statement, node: ox.NamedNode, language: str) -> Iterator[Row]:
        """A reified claim; what is actual is also a triple of its own."""
        subject, value = statement.one("subject"), statement.one("object")
        if subject is None or subject.ref is None or value is None:
            return
        one = self._node(subject.ref)
        other = terms.term(value, self.ontology, language, self.base)
        yield node, _TYPE, _kg("Claim")
        yield node, _TYPE, ox.NamedNode(RDF + "Statement")
        yield node, _SUBJECT, one
        yield node, _PREDICATE, _kg(statement.name)
        yield node, _OBJECT, other
        for argument in statement.arguments:
            if argument.role not in ("subject", "object"):
                yield node, _kg(argument.role), terms.term(argument, self.ontology, language, self.base)
        if statement.status == "actual":
            yield one, _kg(statement.name), other

    def _roles(self, statement: Statement, node: ox.NamedNode, language: str) -> Iterator[Row]:
        yield node, _TYPE, _kg(statement.name)
        for argument in statement.arguments:
            yield node, _kg(argument.role), terms.term(argument, self.ontology, language, self.base)

    def _evidence(
        self, of: ox.NamedNode, sentences: tuple[Evidence, ...], doc: Document
    ) -> Iterator[Row]:
        for evidence in sentences:
            if evidence.document == doc.id:
                node = self._node(evidence_id(evidence))
                yield of, _kg("evidence"), node
                yield node, _TYPE, _kg("Evidence")
                yield node, _kg("inDocument"), self._node(f"document/{doc.id}")
                yield node, _kg("start"), terms.typed(str(evidence.start), "integer")
                yield node, _kg("end"), terms.typed(str(evidence.end), "integer")
                yield node, _kg("quote"), terms.text(evidence.quote, doc.language)


def evidence_id(evidence: Evidence) -> str:
    """The path of the IRI of a sentence: the same sentence is one node for all that it proves."""
    return f"evidence/{evidence.document}-{evidence.start}-{evidence.end}"


def _iri(url: str) -> Term:
    """A web address as an IRI; as a string when it is none."""
    try:
        return ox.NamedNode(url)
    except ValueError:
        return ox.Literal(url)
