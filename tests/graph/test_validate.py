"""SHACL and the rest of the contract: what conforms, and what is said of what does not."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg.graph.names import BASE, KG, graph_of
from kg.graph.rdf import to_quads
from kg.graph.store import memory_store
from kg.graph.validate import Problem, validate
from kg.model import Statement
from tests.graph.graph_samples import (
    D1,
    ONTOLOGY,
    ORDELIS,
    SAMPLE,
    STATEMENTS,
    VELTRANE,
    evidence,
    fact,
    literal,
    refs,
    statement,
)

TEXTS = {d.id: d.text for d in SAMPLE.documents}
PROOF = evidence(D1, "mettra fin")


def problems(*statements: Statement) -> list[Problem]:
    told = replace(SAMPLE, statements=statements)
    return list(validate(memory_store(to_quads(told, ONTOLOGY)), ONTOLOGY, TEXTS))


def test_a_good_graph_conforms() -> None:
    assert problems(*STATEMENTS) == []


def test_everything_wrong_is_told_once_in_plain_words() -> None:
    wrong = [
        fact(VELTRANE, "leads", "place/france", PROOF),
        replace(fact(VELTRANE, "supplierOf", ORDELIS, PROOF), rules=(), confidence=3.0),
        statement(
            "event/bad",
            "event",
            "JobCut",
            (
                *refs(agent="place/brennes"),
                literal("jobs", "many", "integer"),
                literal("date", "2025-99", "date"),
            ),
            "Une suppression",
            PROOF,
        ),
        statement("figure/bad", "figure", "Figure", refs(about=VELTRANE), "Un chiffre", PROOF),
    ]
    found = [str(p) for p in problems(*wrong)]
    told = "\n".join(found)
    for expected in (
        "Veltrane (organization/veltrane): cannot have kg:leads: this is for Person",
        "France (place/france): cannot be the value of kg:leads: this is Organization",
        "(claim/rane-supplierOf-elis): does not say which rule found it (kg:rule) (in ordelis-1.txt)",
        "needs one confidence between 0 and 1 (kg:confidence): 3",
        "“many” of Une suppression (event/bad): cannot be the value of kg:jobs: this is integer",
        "“2025-99” of Une suppression (event/bad): cannot be the value of kg:date: this is date or",
        "Un chiffre (figure/bad): needs one measure (kg:measure)",
        "Un chiffre (figure/bad): needs one number (kg:value)",
    ):
        assert expected in told
    assert "Brennes (place/brennes): cannot be the value of kg:agent" in told
    assert len(found) == len(set(found)) == 9


def test_evidence_must_stand_in_the_text() -> None:
    false = replace(PROOF, quote="Ordelis ne dit rien de tel")
    (found,) = problems(fact(VELTRANE, "supplierOf", ORDELIS, false))
    assert found.why == "the article does not hold these words at this place"
    assert found.where == ("ordelis-1.txt",)


@pytest.mark.parametrize("status", ["planned", "possible", "denied"])
def test_a_direct_fact_needs_an_actual_claim(status: str) -> None:
    said = replace(fact(VELTRANE, "supplierOf", ORDELIS, PROOF), status=status)  # type: ignore[arg-type]
    quads = list(to_quads(replace(SAMPLE, statements=(said,)), ONTOLOGY))
    direct = ox.Quad(
        ox.NamedNode(BASE + VELTRANE),
        ox.NamedNode(KG + "supplierOf"),
        ox.NamedNode(BASE + ORDELIS),
        ox.NamedNode(graph_of(D1.id)),
    )
    (found,) = validate(memory_store([*quads, direct]), ONTOLOGY)
    assert "as a fact, but no actual claim says so" in found.why


def test_a_denied_claim_keeps_to_domain_and_range() -> None:
    (found,) = problems(replace(fact(VELTRANE, "leads", ORDELIS, PROOF), status="denied"))
    assert "kg:leads is for Person, but" in found.why
    assert found.why.endswith("veltrane is Company")


def test_an_actual_claim_needs_its_fact() -> None:
    quads = to_quads(replace(SAMPLE, statements=(fact(VELTRANE, "supplierOf", ORDELIS, PROOF),)), ONTOLOGY)
    (found,) = validate(memory_store(q for q in quads if q.predicate.value != KG + "supplierOf"), ONTOLOGY)
    assert found.why == "is actual, but the fact itself is not in the graph"
