"""anaphora.toml: readings of nouns, and errors that name the line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import LexiconError
from kg.graph.schema import load_ontology
from kg.lexicon.anaphora import fold, load
from kg.lexicon.source import ontology_dir

FOLDER = ontology_dir() / "lang" / "fr"


def test_readings() -> None:
    words = load(FOLDER, load_ontology())
    assert [s.head.classes for s in words.heads["société",]] == [("Company",)]
    assert {s.gender for s in words.heads["ministre",]} == {""}
    assert {s.gender for s in words.heads["dirigeante",]} == {"f"}
    assert words.heads["fournisseur", "d", "énergie"][0].head.id == "energy"
    assert words.owners["porte-parole"] == ("Organization",)


@given(st.text())
def test_fold_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('classes = ["TradeUnion"]', 'classes = ["Guild"]', "no class 'Guild'"),
        ('id = "union"', 'id = "association"', "used twice"),
        (
            'classes = ["Work", "Law"]\nwords = ["auteur"',
            'classes = ["Law"]\nwords = ["patron"',
            "stands twice",
        ),
        ("kingdom_words = [", "kingdoms_words = [", "unknown key"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, old: str, new: str, reason: str) -> None:
    text = (FOLDER / "anaphora.toml").read_text("utf-8")
    assert old in text
    (tmp_path / "anaphora.toml").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(LexiconError, match=reason) as caught:
        load(tmp_path, load_ontology())
    assert caught.value.line > 1
