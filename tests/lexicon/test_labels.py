"""labels.toml and identity.toml: what nothing reads or fills is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.graph import load_ontology
from kg.lexicon import identity, labels
from kg.lexicon.source import ontology_dir
from kg.ontology import Ontology


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def test_every_language_has_its_labels(ontology: Ontology) -> None:
    for folder in sorted((ontology_dir() / "lang").iterdir()):
        read = labels.load(folder, ontology)
        assert read.language == folder.name
        assert read.sentences["fact"]["leads"]
        assert {"planned", "possible", "denied"} == set(read.status)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[fact]\nloves = 'x'", r":2: .*loves"),
        ("[fact]\nleads = '{subject} {agent}'", r":2: .*no slot 'agent'"),
        ("[event]\nStrike = ['{agent} [ok']", r":2: .*brackets"),
        ("[event]\nParty = ['x']", r":2: .*Party"),
        ("[status]\nplanned = 'prévu'", r":2: .*one slot"),
        ("[status]\nactual = '{sentence}'", r":2: .*actual"),
        ("[names]\nsmall = ['de', 'de']", r":2: .*twice"),
        ("[names]\nsmall = ['De']", r":\d: .*lower case"),
        ("[names]\nsmal = ['de']", r":2: .*smal"),
        ("[nonsense]\nx = 1", r":1: .*nonsense"),
    ],
)
def test_faults_in_labels_are_refused(tmp_path: Path, ontology: Ontology, text: str, reason: str) -> None:
    (tmp_path / "labels.toml").write_text(text, "utf-8")
    with pytest.raises(LexiconError, match=r"labels\.toml" + reason):
        labels.load(tmp_path, ontology)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[entities]\ntypes_apart = ['Planet']", r":2: .*no class 'Planet'"),
        ("[events.Party]\nonce = true", r":1: .*no event class 'Party'"),
        ("[events.Strike]\nmany = ['buyer']", r":1: .*no role 'buyer'"),
        ("[events.Strike]\nonce = 'yes'", r":1: .*true or false"),
        ("[events]\ntolerance = 2.0", r":2: .*tolerance"),
        ("[rest]", r":1: .*rest"),
    ],
)
def test_faults_in_identity_are_refused(tmp_path: Path, ontology: Ontology, text: str, reason: str) -> None:
    (tmp_path / "identity.toml").write_text(text, "utf-8")
    with pytest.raises(LexiconError, match=r"identity\.toml" + reason):
        identity.load(ontology, tmp_path)


def test_the_identity_of_the_product(ontology: Ontology) -> None:
    read = identity.load(ontology)
    assert ("Partnership", "party") in read.many
    assert "Strike" not in read.once
