"""Who is meant where a sentence leaves it open."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from kg.graph.schema import load_ontology
from kg.lexicon import load_lexicon
from tests.conftest import article

ONTOLOGY = load_ontology()


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_lexicon("fr", ONTOLOGY), ONTOLOGY)


def agents(extractor: Extractor, text: str, event: str) -> list[list[str]]:
    (extraction,) = extractor.extract([article(text)])
    label = {m: c.label for c in extraction.chains for m in c.mentions}
    return [
        sorted(label[a.ref] for a in c.arguments if a.role == "agent" and a.ref)
        for c in extraction.claims
        if c.name == event
    ]


def test_the_company_spoken_of_acts(extractor: Extractor) -> None:
    text = "La société Veltrane ferme son usine de Redon. Au total, 40 emplois seront supprimés."
    assert ["Veltrane"] in agents(extractor, text, "JobCut")


def test_a_heading_does_not_take_the_company_above_it(extractor: Extractor) -> None:
    text = (
        "La société Veltrane quitte son fournisseur, la société Ordelis. Ordelis proteste.\n\n"
        "163 emplois menacés en Belgique\n\n"
        "Chez Ordelis, l'émotion est vive."
    )
    assert all(found == [] for found in agents(extractor, text, "JobCut"))


def test_a_plural_that_says_nothing_more_has_no_agent(extractor: Extractor) -> None:
    text = "La société Veltrane s'installe à Tanger. Le pays profite de la vague de délocalisations."
    assert ["Veltrane"] not in agents(extractor, text, "Relocation")
