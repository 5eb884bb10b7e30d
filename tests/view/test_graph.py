"""Knowledge → nodes and edges."""

from dataclasses import replace

import pytest
from newsroom import crowd, newsroom, statement

from kg.errors import QueryError
from kg.model import Argument, Entity, Evidence, Knowledge, Statement
from kg.view.graph import Edge, Graph, build_graph, heaviest, neighbourhood

QUOTE = (Evidence("d", 0, 4, "Dit."),)


def entity(name: str, type_: str = "Company") -> Entity:
    return Entity(name, type_, name.title(), (), "fr", (), ("d",))


def fact(id_: str, subject: str, relation: str, object_: str, status: str = "actual") -> Statement:
    ends = [Argument("subject", ref=subject), Argument("object", ref=object_)]
    return statement(id_, "fact", relation, ends, QUOTE, id_, status)


def post(id_: str, holder: str, organization: str | None, title: str, status: str = "actual") -> Statement:
    roles = [Argument("holder", ref=holder), Argument("title", value=title)]
    if organization:
        roles.append(Argument("organization", ref=organization))
    return statement(id_, "position", "Position", roles, QUOTE, id_, status)


def graph_of(ontology, entities, statements) -> Graph:
    return build_graph(Knowledge((), tuple(entities), tuple(statements), ()), ontology)


def links(graph: Graph) -> list[tuple[str, str, str]]:
    return [(e.source, e.relation, e.target) for e in graph.edges]


def one(graph: Graph) -> Edge:
    assert len(graph.edges) == 1
    return graph.edges[0]


def test_a_fact_is_an_edge_with_the_label_of_its_property(ontology) -> None:
    edge = one(graph_of(ontology, [entity("a"), entity("b")], [fact("f", "a", "supplierOf", "b")]))
    assert (edge.source, edge.target, edge.caption) == ("a", "b", "prestataire de")
    assert edge.directed
    assert not edge.role


def test_titles_stand_on_the_edge_of_the_post(ontology) -> None:
    people = [entity("p", "Person"), entity("o")]
    said = [
        fact("f", "p", "worksFor", "o"),
        post("q", "p", "o", "déléguée"),
        post("r", "p", "o", "porte-parole"),
    ]
    edge = one(graph_of(ontology, people, said))
    assert edge.caption == "déléguée, porte-parole"
    assert edge.statements == ("f", "q", "r")


def test_a_leader_has_one_edge_not_also_that_of_an_employee(ontology) -> None:
    people = [entity("p", "Person"), entity("o")]
    said = [fact("f", "p", "leads", "o"), post("q", "p", "o", "PDG"), fact("g", "p", "worksFor", "o")]
    edge = one(graph_of(ontology, people, said))
    assert (edge.relation, edge.caption) == ("leads", "PDG")
    assert set(edge.statements) == {"f", "q", "g"}


def test_a_post_without_organization_is_no_edge_but_stays_with_its_holder(ontology) -> None:
    graph = graph_of(ontology, [entity("p", "Person")], [post("q", "p", None, "économiste")])
    assert graph.edges == ()
    assert graph.nodes[0].statements == ("q",)


def test_what_is_denied_and_what_is_said_are_two_edges(ontology) -> None:
    said = [fact("f", "a", "supplierOf", "b"), fact("g", "a", "supplierOf", "b", "denied")]
    graph = graph_of(ontology, [entity("a"), entity("b")], said)
    assert {e.status for e in graph.edges} == {"actual", "denied"}


def test_a_symmetric_relation_told_both_ways_is_one_edge_without_arrow(ontology) -> None:
    said = [fact("f", "b", "partnerOf", "a"), fact("g", "a", "partnerOf", "b")]
    edge = one(graph_of(ontology, [entity("a"), entity("b")], said))
    assert not edge.directed
    assert edge.statements == ("f", "g")


def test_an_event_is_a_node_with_its_date_and_an_edge_to_each_participant(ontology) -> None:
    roles = [
        Argument("client", ref="a"), Argument("provider", ref="b"), Argument("provider", ref="b"),
        Argument("date", value="2025-12-31", datatype="date"), Argument("client", ref="unknown"),
    ]  # fmt: skip
    event = statement("event/1", "event", "ContractTermination", roles, QUOTE, "A quitte B", "planned")
    graph = graph_of(ontology, [entity("a"), entity("b")], [event])
    node = graph.nodes[-1]
    assert (node.kind, node.label, node.status) == ("event", "Fin de contrat · 31/12/2025", "planned")
    assert links(graph) == [("event/1", "client", "a"), ("event/1", "provider", "b")]


@pytest.mark.parametrize(
    ("date", "label"),
    [
        ("2026", "Grève · 2026"),
        ("2026-05", "Grève · 05/2026"),
        ("--05-01", "Grève · 01/05"),
        ("--05", "Grève"),
    ],
)
def test_a_date_stands_beside_the_event_when_it_can_be_read(ontology, date: str, label: str) -> None:
    event = statement("e", "event", "Strike", [Argument("date", value=date, datatype="date")], QUOTE, "Grève")
    assert graph_of(ontology, [], [event]).nodes[0].label == label


def test_figures_dates_and_quotations_are_no_nodes(ontology) -> None:
    knowledge = newsroom()
    graph = build_graph(knowledge, ontology)
    kinds = {s.id: s.kind for s in knowledge.statements}
    assert {kinds.get(n.id, "entity") for n in graph.nodes} == {"entity", "event"}
    belmarin = next(n for n in graph.nodes if n.id == "organization/belmarin")
    assert {"figure/1", "claim/founded", "quotation/1"} <= set(belmarin.statements)


def test_weight_grows_with_links_and_evidence(ontology) -> None:
    told = replace(fact("f", "a", "supplierOf", "b"), evidence=(*QUOTE, Evidence("e", 3, 7, "Dit.")))
    graph = graph_of(
        ontology, [entity("a"), entity("b"), entity("c")], [told, fact("g", "a", "partnerOf", "c")]
    )
    weight = {n.id: n.weight for n in graph.nodes}
    assert weight == {"a": 4, "b": 3, "c": 2}  # a: 2 links and 2 sentences, one of which says both


def test_every_edge_joins_nodes_that_are_there(ontology) -> None:
    for knowledge in (newsroom(), crowd(200)):
        graph = build_graph(knowledge, ontology)
        ids = {n.id for n in graph.nodes}
        assert len(ids) == len(graph.nodes)
        assert all({e.source, e.target} <= ids for e in graph.edges)
        assert len({e.id for e in graph.edges}) == len(graph.edges) > 0


def test_neighbourhood_crosses_an_event_in_one_step(ontology) -> None:
    names = [entity(n) for n in "abcd"]
    roles = [Argument("client", ref="a"), Argument("provider", ref="b")]
    event = statement("event/1", "event", "ContractAward", roles, QUOTE, "A choisit B")
    graph = graph_of(
        ontology, names, [event, fact("f", "b", "supplierOf", "c"), fact("g", "c", "supplierOf", "d")]
    )
    assert {n.id for n in neighbourhood(graph, "a", 0).nodes} == {"a"}
    assert {n.id for n in neighbourhood(graph, "a", 1).nodes} == {"a", "b", "event/1"}
    assert {n.id for n in neighbourhood(graph, "a", 2).nodes} == {"a", "b", "c", "event/1"}
    assert {n.id for n in neighbourhood(graph, "event/1", 1).nodes} == {"a", "b", "event/1"}


def test_an_unknown_focus_is_an_error_that_names_it(ontology) -> None:
    with pytest.raises(QueryError, match="nobody"):
        neighbourhood(build_graph(newsroom(), ontology), "person/nobody", 2)


def test_the_heaviest_are_kept_and_the_focus_with_them(ontology) -> None:
    graph = build_graph(newsroom(), ontology)
    cut = heaviest(graph, 5, focus="product/voxalis")
    assert len(cut.nodes) == 5
    assert {"product/voxalis", "organization/belmarin"} <= {n.id for n in cut.nodes}
    assert all({e.source, e.target} <= {n.id for n in cut.nodes} for e in cut.edges)
    assert heaviest(graph, 1000) is graph
