"""Why a row of an answer holds: the statements, with their sentences, that the query found it by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.names import KG, RDF, path_of
from kg.graph.near import around
from kg.graph.prefixes import known_prefixes
from kg.graph.queries import TOKEN, end_of_where, run
from kg.graph.respond import about
from kg.graph.store import Store
from kg.model import Knowledge
from kg.ontology import Ontology

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Mapping[str, Term]
WAYS = 50  # in how many ways a row is looked up: a row that counts may stand for thousands
MOST = 20  # statements that are shown
_UNION = ox.DefaultGraph()
_PREFIX = re.compile(r"\bPREFIX\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)
_SUBJECT, _PREDICATE, _OBJECT = (ox.NamedNode(RDF + n) for n in ("subject", "predicate", "object"))
_EVIDENCE, _STATUS = ox.NamedNode(KG + "evidence"), ox.NamedNode(KG + "status")


def why(store: Store, ontology: Ontology, text: str, row: Mapping[str, str]) -> Knowledge:
    """The statements behind a row of the answer to a query, the surest first, and who is in them.

    `row` has a term in N-Triples for each bound column. The query is asked again for all its variables
    where the row holds. Statements among these prove themselves; else the claims that link two of
    them by what the query asks for; else the statements about two of them; else about one.
    Raises QueryError for what is no query or no row.
    """
    known = {name: read_term(term) for name, term in row.items()}
    asked = _properties(text, store, ontology)
    found: dict[str, None] = {}
    for way in _ways(store, text, known):
        found.update(dict.fromkeys(_of(store, ontology, set(way.values()), asked)))
    told = around(store, ontology, tuple(found))
    surest = sorted(told.statements, key=lambda s: (-s.confidence, s.id))[:MOST]
    return Knowledge(told.documents, told.entities, tuple(s for s in surest if s.id in found), ())


def read_term(text: str) -> Term:
    """A term from N-Triples; QueryError when it is none."""
    try:
        (triple,) = ox.parse(f"<x:s> <x:p> {text} .".encode(), format=ox.RdfFormat.N_TRIPLES)
    except (SyntaxError, ValueError):
        raise QueryError(f"{text[:60]!r} is no term of RDF") from None
    term: Term = triple.object
    return term


def _ways(store: Store, text: str, row: Row) -> Iterator[Row]:
    """The bindings of all variables with which the query gives this row; else the row itself."""
    wider = _wider(text, row)
    if wider is None:
        yield row
        return
    try:
        answer = run(store, wider)
    except QueryError:  # such as a variable that only a part of the query may bind
        yield row
        return
    for values in answer.rows:
        yield {**row, **{n: v for n, v in zip(answer.columns, values, strict=True) if v is not None}}


def _wider(text: str, row: Row) -> str | None:
    """The same pattern with the row's values in it and all variables shown; None if it is no SELECT."""
    start = opened = -1
    depth = 0
    for token in TOKEN.finditer(text):
        word = (token["word"] or "").upper()
        if start < 0 and word in {"ASK", "CONSTRUCT", "DESCRIBE"}:
            return None
        if start < 0 and word == "SELECT":
            start = token.start()
        depth += {"(": 1, ")": -1}.get(token["other"] or "", 0)
        if start >= 0 and depth == 0 and token["other"] == "{":
            opened = token.start()
            break
    if opened < 0:
        return None
    pattern = text[opened : end_of_where(text) + 1]
    bound = {n: v for n, v in row.items() if not isinstance(v, ox.BlankNode)}
    fixed = {n: v for n, v in bound.items() if re.search(rf"[?$]{re.escape(n)}\b", pattern)}
    values = ""
    if fixed:
        names = " ".join(f"?{n}" for n in fixed)
        values = f"VALUES ({names}) {{ ({' '.join(map(str, fixed.values()))}) }}"
    return f"{text[:start]} SELECT * WHERE {{ {pattern} {values} }} LIMIT {WAYS}"


def _of(store: Store, ontology: Ontology, values: set[Term], asked: set[str]) -> Sequence[str]:
    """The paths of the statements that link these values; see `why`."""
    nodes = [v for v in values if isinstance(v, ox.NamedNode) and v.value.startswith(store.base)]
    told = [n for n in nodes if next(iter(store.quads(n, _EVIDENCE, None, _UNION)), None)]
    linking = list(_claims(store, [n for n in nodes if n not in told], values))
    wanted = asked | {p.value for p in values if isinstance(p, ox.NamedNode)}
    exact = [claim for claim, name in linking if wanted & _with_parents(ontology, name)]
    proofs = [*told, *(exact or ([] if told else [claim for claim, _ in linking]))]
    if not proofs:
        near = [set(_about(store, node)) for node in nodes]
        both = set().union(*(a & b for a, b in permutations(near, 2)))
        proofs = sorted(both or set().union(*near), key=str)
    return [path_of(p.value, store.base) for p in proofs]


def _claims(
    store: Store, nodes: Iterable[ox.NamedNode], values: set[Term]
) -> Iterator[tuple[ox.NamedNode, str]]:
    """The claims that say something of one of the nodes with another value, and their property."""
    for node in nodes:
        for quad in store.quads(None, _SUBJECT, node, _UNION):
            claim = quad.subject
            if not isinstance(claim, ox.NamedNode):
                continue
            if any(q.object in values for q in store.quads(claim, _OBJECT, None, _UNION)):
                name = next((q.object for q in store.quads(claim, _PREDICATE, None, _UNION)), None)
                yield claim, name.value if isinstance(name, ox.NamedNode) else ""


def _about(store: Store, node: ox.NamedNode) -> list[ox.NamedNode]:
    """The statements that a resource takes part in."""
    return [q.subject for q in about(store, path_of(node.value, store.base))
            if q.predicate == _STATUS and isinstance(q.subject, ox.NamedNode)]  # fmt: skip


def _properties(text: str, store: Store, ontology: Ontology) -> set[str]:
    """The IRIs of the properties that a query names."""
    prefixes = {**known_prefixes(store.base), **dict(_PREFIX.findall(text))}
    found = set()
    for token in TOKEN.finditer(text):
        word = token["skip"] or ""
        if word.startswith("<"):
            found.add(word[1:-1])
        elif ":" in word and word[0] not in "\"'#?$_@":
            prefix, _, name = word.partition(":")
            found.add(prefixes.get(prefix, "") + name)
    return {iri for iri in found if iri.startswith(KG) and iri[len(KG) :] in ontology.properties}


def _with_parents(ontology: Ontology, iri: str) -> set[str]:
    todo, found = [iri.removeprefix(KG)], set[str]()
    while todo:
        name = todo.pop()
        found.add(KG + name)
        known = ontology.properties.get(name)
        todo += [p for p in known.parents if KG + p not in found] if known else []
    return found

