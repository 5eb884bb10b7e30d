"""What follows from the ontology, and the union of all graphs: as SPARQL updates.

The graphs of the articles hold what is claimed and the finest class only. What follows from it, in
a graph of its own, makes the plain query work: `?x a kg:Organization`, `?x kg:worksFor ?y` for who
leads, partners both ways. The default graph holds each triple of all graphs once: a union that is
made while a query runs would count a triple once for each article that says it.
"""

from __future__ import annotations

from kg.graph.names import ONTOLOGY, graph_of, inferred

PREFIX = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
"""
# What is inferred, from what in the ontology, from what an article says.
_RULES = (
    ("?s a ?above", "?class rdfs:subClassOf+ ?above", "?s a ?class"),
    ("?s ?above ?v", "?p rdfs:subPropertyOf+ ?above", "?s ?p ?v"),
    ("?v ?above ?s", "?above a owl:SymmetricProperty", "?s ?above ?v"),
)


def updates(base: str) -> list[str]:
    """The updates that bring the inferred graph and the default graph up to date.

    Only names of the kg vocabulary are inferred.
    """
    graph, articles = inferred(base), graph_of("", base)
    rules = [
        f"INSERT {{ GRAPH <{graph}> {{ {head} }} }} WHERE {{ GRAPH <{ONTOLOGY}> {{ {known} }}"
        f' GRAPH ?g {{ {told} }} FILTER(STRSTARTS(STR(?g), "{articles}"))'
        f' FILTER(STRSTARTS(STR(?above), "{ONTOLOGY}#")) }}'
        for head, known, told in _RULES
    ]
    union = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
    return [f"DROP SILENT GRAPH <{graph}>", f"CREATE GRAPH <{graph}>", *rules, "DROP DEFAULT", union]
