"""The table [reading] of figures.toml: complete, and checked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.graph.schema import load_ontology
from kg.lexicon.figures import load
from kg.lexicon.source import ontology_dir

ONTOLOGY = load_ontology()
FRENCH = ontology_dir() / "lang" / "fr"


def altered(tmp_path: Path, old: str, new: str) -> Path:
    text = (FRENCH / "figures.toml").read_text("utf-8")
    assert re.search(old, text, re.M)
    (tmp_path / "figures.toml").write_text(re.sub(old, new, text, count=1, flags=re.M), "utf-8")
    return tmp_path


def test_every_measure_has_its_owners() -> None:
    words = load(FRENCH, ONTOLOGY).reading
    assert set(words.types) == set(ONTOLOGY.measures)
    assert words.nouns["loss"].match("perte nette de 3 M€")
    assert not words.nouns["loss"].match("perterie")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (r"^price = .*$", "", "price missing"),
        (r'^penalty = \["\$fine"\]', 'penalty = ["$fines"]', "no list"),
        (r'^capacity = \["Organization", "Site"', 'capacity = ["Firm", "Site"', "no class"),
        (r"^\[reading\.types\]$", "[reading.typos]", "unknown key"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, old: str, new: str, reason: str) -> None:
    with pytest.raises(LexiconError, match=reason):
        load(altered(tmp_path, old, new), ONTOLOGY)
