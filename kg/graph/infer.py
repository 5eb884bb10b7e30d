"""What follows from the ontology, in a named graph of its own: three SPARQL updates.

The graphs of the articles hold what is claimed and the finest class only; with these triples the
plain query works too: `?x a kg:Organization`, `?x kg:worksFor ?y` for who leads, partners both ways.
"""

from __future__ import annotations

import pyoxigraph as ox

from kg.graph.names import ONTOLOGY, OWL, PREFIXES, graph_of, inferred

_RULES = (
    "?s a ?above WHERE GRAPH ?o { ?class rdfs:subClassOf+ ?above } GRAPH ?g { ?s a ?class }",
    "?s ?above ?v WHERE GRAPH ?o { ?p rdfs:subPropertyOf+ ?above } GRAPH ?g { ?s ?p ?v }",
    "?v ?p ?s WHERE GRAPH ?o { ?p a owl:SymmetricProperty } GRAPH ?g { ?s ?p ?v }",
)


def infer(store: ox.Store, base: str) -> None:
    """Compute the graph of inferred triples anew. Only names of the kg vocabulary are inferred."""
    graph = inferred(base)
    store.update(f"DROP SILENT GRAPH <{graph}>")
    for rule in _RULES:
        head, _, body = rule.partition(" WHERE ")
        store.update(
            f"INSERT {{ GRAPH <{graph}> {{ {head} }} }} WHERE {{ {body.replace('?o', f'<{ONTOLOGY}>', 1)}"
            f' FILTER(STRSTARTS(STR(?g), "{graph_of("", base)}"))'
            f' {_ours("?above") if "?above" in head else ""} }}',
            prefixes=PREFIXES | {"owl": OWL},
        )
    store.add_graph(ox.NamedNode(graph))


def _ours(variable: str) -> str:
    return f'FILTER(STRSTARTS(STR({variable}), "{ONTOLOGY}#"))'
