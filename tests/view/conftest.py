"""The hand-written newsroom is a plain module beside these tests."""

import sys
from pathlib import Path

import pytest

from kg.graph.schema import load_ontology
from kg.ontology import Ontology

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology()
