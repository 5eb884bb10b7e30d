"""Knowledge as quads: the contract, triple by triple, and the way back."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings

from kg.graph import names
from kg.graph.rdf import document_quads, to_quads
from kg.graph.readback import from_quads
from kg.graph.turtle import to_trig
from kg.model import Knowledge
from tests.graph.graph_samples import (
    D1,
    ENTITIES,
    ONTOLOGY,
    SAMPLE,
    STATEMENTS,
    canonical,
    entity,
    knowledges,
)

BASE = names.BASE
PREFIXES = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in names.PREFIXES.items())
PREFIXES += "".join(
    f"@prefix {p}: <{BASE}{p}/> .\n"
    for p in ("claim", "document", "event", "evidence", "figure", "organization", "person", "place",
              "position", "quotation")
)  # fmt: skip


def triples(knowledge: Knowledge = SAMPLE) -> set[str]:
    return {f"{q.subject} {q.predicate} {q.object}" for q in to_quads(knowledge, ONTOLOGY)}


def turtle(text: str) -> set[str]:
    return {f"{q.subject} {q.predicate} {q.object}" for q in ox.parse(PREFIXES + text, ox.RdfFormat.TURTLE)}


@pytest.mark.parametrize(
    "expected",
    [
        """organization:ordelis a kg:Company ; rdfs:label "Ordelis"@fr ; skos:altLabel "groupe Ordelis"@fr ;
        kg:mentionedIn document:ordelis-1, document:veltrane-2 .""",
        """person:jeanne-orvault kg:leads organization:veltrane .
        claim:ault-leads-rane a kg:Claim, rdf:Statement ; rdf:subject person:jeanne-orvault ;
        rdf:predicate kg:leads ; rdf:object organization:veltrane ; kg:status kg:Actual ;
        kg:confidence 0.9 ; kg:rule "leads.test" ;
        kg:evidence evidence:ordelis-1-141-225, evidence:veltrane-2-33-134 .""",
        """evidence:ordelis-1-0-43 a kg:Evidence ; kg:inDocument document:ordelis-1 ; kg:start 0 ; kg:end 43 ;
        kg:quote "Ordelis met fin à son contrat avec Veltrane"@fr .""",
        """organization:veltrane kg:foundedOn "2007"^^xsd:gYear .""",
        """position:orvault-veltrane a kg:Position ; kg:holder person:jeanne-orvault ;
        kg:organization organization:veltrane ; kg:title "directrice générale"@fr .""",
        """event:contract-termination-1 a kg:ContractTermination ; kg:client organization:ordelis ;
        kg:provider organization:veltrane ; kg:date "2025-12-31"^^xsd:date ; kg:status kg:Planned .""",
        """event:job-cut-1 kg:jobs 160 ; kg:status kg:Possible .""",
        """figure:veltrane-employees a kg:Figure ; kg:measure kg:employees ; kg:about organization:veltrane ;
        kg:value "420"^^xsd:decimal ; kg:unit "person" ; kg:comparator kg:MoreThan .""",
        """quotation:orvault-1 a kg:Quotation ; kg:speaker person:jeanne-orvault ;
        kg:text "Nous n'avons rien vu venir"@fr ; kg:mentions organization:veltrane .""",
        """document:veltrane-2 a kg:Article ; dcterms:title "Veltrane ouvre un site à Sabran"@fr ;
        dcterms:issued "2025-09"^^xsd:gYearMonth ; dcterms:creator "A. Plume", "B. Encre" ;
        dcterms:publisher "La Gazette" ; dcterms:source <https://example.org/a?b=c&d> ;
        dcterms:language "fr" .""",
    ],
)
def test_the_contract(expected: str) -> None:
    assert turtle(expected) <= triples()


def test_only_actual_claims_are_direct_triples() -> None:
    direct = turtle("organization:ordelis kg:shareholderOf organization:veltrane .")
    assert turtle("claim:elis-shareholderOf-rane kg:status kg:Denied .") <= triples()
    assert not direct & triples()
    told = tuple(replace(s, status="actual") for s in STATEMENTS)
    assert direct <= triples(replace(SAMPLE, statements=told))


def test_one_article_is_one_graph_with_its_own_evidence() -> None:
    quads = list(document_quads(SAMPLE, ONTOLOGY, D1))
    assert {q.graph_name for q in quads} == {ox.NamedNode(BASE + "graph/document/ordelis-1")}
    claim = ox.NamedNode(BASE + "claim/ault-leads-rane")
    proofs = [q.object for q in quads if q.subject == claim and q.predicate.value == names.KG + "evidence"]
    assert proofs == [ox.NamedNode(BASE + "evidence/ordelis-1-141-225")]
    assert not any("veltrane-2" in str(q) for q in quads)


def test_what_a_statement_refers_to_is_described_beside_it() -> None:
    unseen = entity("organization/unseen", "Company", "Invue", [])
    said = replace(STATEMENTS[-1], arguments=(replace(STATEMENTS[-1].arguments[0], ref=unseen.id),))
    found = to_quads(Knowledge((D1,), (unseen,), (said,), ()), ONTOLOGY)
    rows = [q for q in found if q.subject == ox.NamedNode(BASE + unseen.id)]
    assert {q.graph_name.value for q in rows} == {BASE + "graph/document/ordelis-1"}
    assert names.KG + "mentionedIn" not in {q.predicate.value for q in rows}


def test_what_no_article_names_is_background() -> None:
    spare = entity("place/spare", "City", "Ailleurs", [])
    quads = list(to_quads(replace(SAMPLE, entities=(*ENTITIES, spare)), ONTOLOGY))
    assert {q.graph_name.value for q in quads if "place/spare" in str(q.subject)} == {names.background()}


def test_another_base() -> None:
    for quad in to_quads(SAMPLE, ONTOLOGY, "https://example.org/x#"):
        assert str(quad.subject).startswith("<https://example.org/x#")


def test_iris_are_valid_for_any_id() -> None:
    assert names.resource("organization/a b<>é") == BASE + "organization/a%20b%3C%3E%C3%A9"
    assert names.path_of(names.resource("organization/a b<>é")) == "organization/a b<>é"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(knowledges())
def test_any_knowledge_comes_back(knowledge: Knowledge) -> None:
    quads = list(ox.parse(to_trig(to_quads(knowledge, ONTOLOGY)), ox.RdfFormat.TRIG))
    texts = {d.id: d.text for d in knowledge.documents}
    assert canonical(from_quads(quads, ONTOLOGY, texts=texts)) == canonical(knowledge)
