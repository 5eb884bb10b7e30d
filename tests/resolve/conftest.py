from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.graph import load_ontology
from kg.model import Extraction, Knowledge
from kg.ontology import Ontology
from kg.resolve import resolve

Resolve = Callable[..., Knowledge]


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="session")
def world(ontology: Ontology) -> Resolve:
    """Resolve some articles."""

    def make(*articles: Extraction) -> Knowledge:
        return resolve(articles, ontology)

    return make
