"""Is the graph as the contract has it? SHACL, and what SHACL cannot see, told in plain words."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.graph.names import DCTERMS, KG, PREFIXES, RDF, RDFS, compact, path_of
from kg.graph.names import background as background_of
from kg.graph.schema import ontology_files
from kg.graph.shapes import shapes_of
from kg.graph.store import OxigraphStore
from kg.lexicon.source import ontology_dir
from kg.ontology import Ontology

_Triple = tuple[object, object, object]
_REIFIED = (RDF + "subject", RDF + "predicate", RDF + "object", KG + "status")
_ACTUAL = ox.NamedNode(KG + "Actual")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """`what` is wrong (by label or IRI), `why`, and `where`: the articles that it comes from."""

    what: str
    why: str
    where: tuple[str, ...]
    iri: str

    def __str__(self) -> str:
        found = f" (in {', '.join(self.where)})" if self.where else ""
        return f"{self.what}: {self.why}{found}"


def validate(
    store: OxigraphStore, ontology: Ontology, texts: dict[str, str] | None = None, folder: Path | None = None
) -> tuple[Problem, ...]:
    """All that is wrong with what the articles say, sorted; empty when the graph conforms.

    Checked are ontology/shapes.ttl, domain and range, that each direct fact has an actual claim and
    each actual claim its fact, and, for the articles in `texts` (by document id), that every quoted
    sentence stands in the text where its offsets say. `folder` holds the ontology.
    """
    quads = [*store.told(), *store.background()]
    facts = _Facts(quads, store.base)
    problems = {*_shacl(quads, facts, ontology, folder or ontology_dir())}
    problems |= {*_claims(quads, facts, ontology), *_unlikely(quads, facts, ontology)}
    problems |= {*_quotes(quads, facts, texts or {})}
    return tuple(sorted(problems))


class _Facts:
    """Labels and articles of the nodes, for the report."""

    def __init__(self, quads: Iterable[ox.Quad], base: str) -> None:
        self.base = base
        self.labels: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self.graphs: dict[str, set[str]] = {}
        for quad in quads:
            subject = _iri(quad.subject)
            self.graphs.setdefault(subject, set()).add(_iri(quad.graph_name))
            if quad.predicate.value == RDFS + "label" and isinstance(quad.object, ox.Literal):
                self.labels[subject] = min(quad.object.value, self.labels.get(subject, quad.object.value))
            if quad.predicate.value == DCTERMS + "identifier" and isinstance(quad.object, ox.Literal):
                self.titles[path_of(subject, self.base)] = quad.object.value

    def problem(self, iri: str, why: str, articles_of: str = "") -> Problem:
        """A problem with a node; a literal is told by its value, in the articles of its subject."""
        label = self.labels.get(iri)
        path = path_of(iri, self.base)
        what = f"{label} ({path})" if label else compact(iri, PREFIXES) if path == iri else path
        graphs = self.graphs.get(articles_of or iri, set())
        names = {path_of(g, self.base).removeprefix("graph/") for g in graphs}
        return Problem(what, why, tuple(sorted(self.titles.get(n, n) for n in names)), iri)


def _shacl(quads: list[ox.Quad], facts: _Facts, ontology: Ontology, folder: Path) -> Iterator[Problem]:
    import pyshacl
    from rdflib import Graph

    data, shapes = Graph(), Graph()
    with _quiet("rdflib.term"):
        data.parse(data=_ntriples(quads), format="nt")
        for path in ontology_files(folder):
            data.parse(path, format="turtle")
        shapes.parse(folder / "shapes.ttl", format="turtle")
        shapes.parse(data=shapes_of(ontology), format="turtle")
        # No inference: RDFS would give every subject the class that its property asks for.
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    if isinstance(report, Graph):
        yield from _results(report, data, facts)


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """rdflib logs a traceback for each literal that does not fit its type; the report says it better."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _results(report: Any, data: Any, facts: _Facts) -> Iterator[Problem]:
    from rdflib import RDF as R
    from rdflib import SH, Literal

    for result in report.subjects(R.type, SH.ValidationResult):
        node = report.value(result, SH.focusNode)
        message = str(report.value(result, SH.resultMessage) or "does not conform")
        value = report.value(result, SH.value)
        if value is not None and value != node and report.value(result, SH.resultPath) is not None:
            message += f": {value}"
        if isinstance(node, Literal):
            subject = next((s for s, _, _ in data.triples((None, None, node))), None)
            problem = facts.problem(str(subject), message, str(subject))
            yield Problem(f"“{node}” of {problem.what}", message, problem.where, problem.iri)
        else:
            yield facts.problem(str(node), message)


def _claims(quads: Iterable[ox.Quad], facts: _Facts, ontology: Ontology) -> Iterator[Problem]:
    """Each direct fact has an actual claim, and each actual claim its fact."""
    parts: dict[str, dict[str, object]] = {}
    direct: dict[_Triple, str] = {}
    background = ox.NamedNode(background_of(facts.base))  # what it says needs no article
    properties = {KG + p.name for p in ontology.properties.values() if _is_fact(p.domain, ontology)}
    for quad in quads:
        name = quad.predicate.value
        if name in _REIFIED:
            parts.setdefault(_iri(quad.subject), {})[name] = quad.object
        elif name in properties and quad.graph_name != background:
            direct[quad.subject, quad.predicate, quad.object] = _iri(quad.subject)
    actual: dict[_Triple, str] = {}
    for iri, part in sorted(parts.items()):
        subject, predicate, value, status = (part.get(name) for name in _REIFIED)
        if predicate is not None and status == _ACTUAL:
            actual[subject, predicate, value] = iri
    for triple in direct.keys() - actual.keys():
        stated = " ".join(map(_short, triple[1:]))
        yield facts.problem(direct[triple], f"states {stated} as a fact, but no actual claim says so")
    for triple in actual.keys() - direct.keys():
        yield facts.problem(actual[triple], "is actual, but the fact itself is not in the graph")


def _unlikely(quads: Iterable[ox.Quad], facts: _Facts, ontology: Ontology) -> Iterator[Problem]:
    """Domain and range of the claims that are not actual: there SHACL sees no direct triple."""
    kinds: dict[object, set[str]] = {}
    parts: dict[str, dict[str, object]] = {}
    for quad in quads:
        if quad.predicate.value == RDF + "type":
            kinds.setdefault(quad.subject, set()).add(_iri(quad.object).removeprefix(KG))
        elif quad.predicate.value in _REIFIED:
            parts.setdefault(_iri(quad.subject), {})[quad.predicate.value] = quad.object
    for iri, part in sorted(parts.items()):
        subject, predicate, value, status = (part.get(name) for name in _REIFIED)
        prop = ontology.properties.get(_iri(predicate).removeprefix(KG))
        if status == _ACTUAL or prop is None:
            continue
        for node, wanted in ((subject, prop.domain), (value, prop.range)):
            found = kinds.get(node, set())
            if wanted and found and not any(ontology.is_a(kind, *wanted) for kind in found):
                expected, got = " or ".join(wanted), ", ".join(sorted(found))
                yield facts.problem(iri, f"kg:{prop.name} is for {expected}, but {_iri(node)} is {got}")


def _short(term: object) -> str:
    return compact(term.value, PREFIXES) if isinstance(term, ox.NamedNode) else str(term)


def _is_fact(domain: tuple[str, ...], ontology: Ontology) -> bool:
    return all(ontology.is_a(name, "Entity") and name != "Entity" for name in domain)


def _quotes(quads: Iterable[ox.Quad], facts: _Facts, texts: dict[str, str]) -> Iterator[Problem]:
    """Where the text of an article is known, its sentences stand where their offsets say."""
    rows: dict[str, dict[str, str]] = {}
    for quad in quads:
        if quad.predicate.value in (KG + "inDocument", KG + "start", KG + "end", KG + "quote"):
            value = quad.object
            found = value.value if isinstance(value, ox.Literal | ox.NamedNode) else str(value)
            rows.setdefault(_iri(quad.subject), {})[quad.predicate.value.removeprefix(KG)] = found
    for iri, row in rows.items():
        text = texts.get(path_of(row.get("inDocument", ""), facts.base).removeprefix("document/"))
        if text is None or not (row.get("start", "").isdigit() and row.get("end", "").isdigit()):
            continue
        if text[int(row["start"]) : int(row["end"])] != row.get("quote"):
            yield facts.problem(iri, "the article does not hold these words at this place")


def _ntriples(quads: Iterable[ox.Quad]) -> str:
    return "".join(sorted({f"{q.subject} {q.predicate} {q.object} .\n" for q in quads}))


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)
