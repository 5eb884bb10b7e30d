"""Every quotation of evidence stands in its text at its place: on all articles, and on any text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph import load_ontology
from kg.model import Document, Extraction
from kg.read import read_documents
from kg.resolve import resolve
from kg.workshop import Workshop

TESTS = Path(__file__).resolve().parent
PRESS = """Veltrane Ordelis Norville M. Astier le la l’ d’ a mis fin à son contrat avec et qui emploie 1 200
salariés selon « » “ , . : — ( ) 12 mars 2025 millions d'euros président de é 🙂 menu |"""
BREAKS = ("\n", "\n\n", "\t", "\u00a0", "\r\n", "")
WORDS = st.sampled_from([*PRESS.split(), *BREAKS])
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)


@pytest.fixture(scope="session")
def workshop() -> Workshop:
    return Workshop(load_ontology())


def extract(workshop: Workshop, documents: Iterable[Document]) -> list[Extraction]:
    return list(workshop.extract((d, workshop.clean(d)) for d in documents))


def check(extraction: Extraction) -> int:
    """Assert that all offsets hold; how many pieces of evidence there were."""
    text = extraction.document.text
    ids = {m.id for m in extraction.mentions}
    for mention in extraction.mentions:
        assert text[mention.start : mention.end] == mention.text
    for claim in extraction.claims:
        assert claim.evidence, claim.id
        assert {a.ref for a in claim.arguments if a.ref} <= ids, claim.id
        for evidence in claim.evidence:
            assert evidence.document == extraction.document.id
            assert text[evidence.start : evidence.end] == evidence.quote != ""
    in_chains = [m for chain in extraction.chains for m in chain.mentions]
    assert sorted(in_chains) == sorted(ids)
    return sum(len(c.evidence) for c in extraction.claims)


def test_every_quote_of_the_suite_stands_in_its_text(workshop: Workshop) -> None:
    folders = [TESTS / "gold" / "dev", TESTS.parent / "examples" / "articles"]
    documents = [d for d in read_documents(folders) if isinstance(d, Document)]
    extractions = extract(workshop, documents)
    assert len(extractions) == len(documents) >= 26
    assert all(check(e) for e in extractions), "an article in which nothing was found"
    texts = {d.id: d.text for d in documents}
    for statement in resolve(extractions, workshop.ontology).statements:
        for evidence in statement.evidence:
            assert texts[evidence.document][evidence.start : evidence.end] == evidence.quote


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_every_quote_of_any_text_stands_in_it(workshop: Workshop, text: str) -> None:
    document = Document("any", text, "fr", "0" * 64, "any.txt", "any")
    for extraction in extract(workshop, [document]):
        check(extraction)
