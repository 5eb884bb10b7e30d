"""Answers as they go over the wire: queries, named graphs and resources in the form that is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

import pyoxigraph as ox

from kg.graph.media import RESULTS, TRIPLES, choose
from kg.graph.names import KG, PREFIXES, resource
from kg.graph.prefixes import known_prefixes
from kg.graph.queries import execute
from kg.graph.results import Answer
from kg.graph.store import Store
from kg.graph.turtle import to_turtle

Quads = Iterable[ox.Quad | ox.Triple]


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back to a client: HTTP status, media type, body, further headers."""

    status: int
    media: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


def plain(status: int, message: str) -> Reply:
    """One line of text."""
    return Reply(status, "text/plain; charset=utf-8", f"{message}\n".encode())


def respond(
    store: Store, text: str, accept: str, rows: int, default: Sequence[str] = (), named: Sequence[str] = ()
) -> Reply:
    """Answer a query of the SPARQL 1.1 Protocol with at most `rows` rows or triples.

    `default` and `named` are the graphs of the protocol's dataset. Where rows were left out, the
    header Kg-Rows-Cut tells the limit. Raises QueryError for what is no query, or may not be one.
    """
    results = execute(store, text, default, named)
    if isinstance(results, ox.QueryTriples):
        return triples(results, accept, store.base, rows)
    media = choose(accept, list(RESULTS))
    if media is None:
        return unacceptable(RESULTS)
    if isinstance(results, ox.QueryBoolean):
        return Reply(200, media, results.serialize(format=RESULTS[media]))  # type: ignore[arg-type]
    columns = tuple(variable.value for variable in results.variables)
    found = [tuple(solution) for solution in islice(results, rows + 1)]
    answer = Answer("select", columns, tuple(found[:rows]), None, known_prefixes(store.base), store.base)
    # What was cut is no longer Oxigraph's to write: it reads our JSON back and writes any form.
    again = ox.parse_query_results(answer.to_json().encode("utf-8"), format=ox.QueryResultsFormat.JSON)
    body = again.serialize(format=RESULTS[media])
    return Reply(200, media, body, _cut(len(found), rows))  # type: ignore[arg-type]


def triples(found: Quads, accept: str, base: str, rows: int) -> Reply:
    """Triples in the RDF format that is wanted; what is in several graphs comes once."""
    media = choose(accept, list(TRIPLES))
    if media is None:
        return unacceptable(TRIPLES)
    once: dict[ox.Triple, None] = {}
    for t in found:
        once[ox.Triple(t.subject, t.predicate, t.object)] = None
        if len(once) > rows:
            break
    kept = sorted(islice(once, rows), key=str)
    if TRIPLES[media] == ox.RdfFormat.TURTLE:
        body = to_turtle(kept, base).encode("utf-8")
    else:
        body = ox.serialize(kept, format=TRIPLES[media], prefixes={**PREFIXES, "id": base}) or b""
    return Reply(200, media, body, _cut(len(once), rows))


def graph(store: Store, name: str | None, accept: str, rows: int) -> Reply:
    """A graph of the Graph Store Protocol: a named one, or the default graph (None)."""
    if name is not None and name not in store.graphs():
        return plain(404, f"there is no graph {name}")
    where = ox.DefaultGraph() if name is None else ox.NamedNode(name)
    return triples(store.quads(graph=where), accept, store.base, rows)


def resource_of(store: Store, path: str, accept: str, rows: int) -> Reply:
    """All that the graph says of a resource: its own triples, and those of what is said about it."""
    found = list(about(store, path))
    if not found:
        return plain(404, f"there is nothing at {resource(path, store.base)}")
    return triples(found, accept, store.base, rows)


def about(store: Store, path: str) -> list[ox.Quad]:
    """The quads of a resource, of the statements that it takes part in, and of their evidence."""
    node, union = ox.NamedNode(resource(path, store.base)), ox.DefaultGraph()
    near = (q.subject for q in store.quads(value=node, graph=union))
    told = dict.fromkeys(s for s in near if isinstance(s, ox.NamedNode) and _statement(store, s))
    found = [q for subject in (node, *told) for q in store.quads(subject, graph=union)]
    proofs = (q.object for q in found if q.predicate.value == KG + "evidence")
    known = dict.fromkeys(p for p in proofs if isinstance(p, ox.NamedNode))
    return found + [q for proof in known for q in store.quads(proof, graph=union)]


def _statement(store: Store, node: ox.NamedNode) -> bool:
    """Whether a node is a claim, event, position, figure or quotation: these have a status."""
    status = ox.NamedNode(KG + "status")
    return next(iter(store.quads(node, status, graph=ox.DefaultGraph())), None) is not None


def unacceptable(offered: Iterable[str]) -> Reply:
    """No form that the client takes."""
    return plain(406, f"this comes as {', '.join(offered)}")


def _cut(found: int, rows: int) -> dict[str, str]:
    return {"Kg-Rows-Cut": str(rows)} if found > rows else {}


SERVICE = """\
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .
@prefix void: <http://rdfs.org/ns/void#> .

<{endpoint}> a sd:Service ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat formats:SPARQL_Results_JSON , formats:SPARQL_Results_XML ,
        formats:SPARQL_Results_CSV , formats:SPARQL_Results_TSV ,
        formats:Turtle , formats:N-Triples , formats:JSON-LD , formats:RDF_XML ;
    sd:defaultDataset [ a sd:Dataset ;
        sd:defaultGraph [ a sd:Graph ; void:triples {triples} ] ;
        sd:namedGraph {named} ] .
"""


def service(store: Store, endpoint: str, accept: str) -> Reply:
    """The SPARQL 1.1 Service Description of this endpoint."""
    size = sum(1 for _ in store.quads(graph=ox.DefaultGraph()))
    named = " , ".join(f"[ a sd:NamedGraph ; sd:name <{name}> ]" for name in store.graphs())
    text = SERVICE.format(endpoint=endpoint, triples=size, named=named)
    found = ox.parse(text.encode("utf-8"), format=ox.RdfFormat.TURTLE)
    return triples(found, accept, store.base, 1_000_000)


