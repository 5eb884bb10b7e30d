"""speech.toml: forms of verbs, phrases, and errors that name the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.graph.schema import load_ontology
from kg.lexicon.source import ontology_dir
from kg.lexicon.speech import load

FOLDER = ontology_dir() / "lang" / "fr"


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = (FOLDER / "speech.toml").read_text("utf-8")
    assert old in text
    (tmp_path / "speech.toml").write_text(text.replace(old, new, 1), "utf-8")
    return tmp_path


def test_forms() -> None:
    words = load(FOLDER, load_ontology())
    assert {"affirme", "affirmaient", "annonçait", "rappelle", "rappelait", "soutient"} <= words.que
    assert {"grince", "indigne", "renchérit", "défend", "exigeait"} <= words.quote
    assert not words.que & words.quote
    assert (("valoir",), True) in words.phrases["fait"]
    assert (("d", "après"), False) in words.sources["d"]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('marks = ["« »"', 'marks = ["«»"', "two characters"),
        ('que = ["avertir"', 'que = ["avertir", "nier"', "does not end in"),
        ('que = ["avertir"', 'que = ["avertir", "bondir"', "stands under"),
        ('"faire valoir" = []', '"hisser haut" = []', "no forms of"),
        ("aside = [", "besides = [", "unknown key"),
        ('id = "attribution.verb"', 'id = "attribution.source"', "used twice"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, old: str, new: str, reason: str) -> None:
    with pytest.raises(LexiconError, match=reason) as caught:
        load(changed(tmp_path, old, new), load_ontology())
    assert caught.value.path.endswith("speech.toml")
    assert caught.value.line > 1 or reason == "two characters"
