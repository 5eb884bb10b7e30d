"""names.toml: what the loader refuses, and how words and patterns are understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.lexicon.names import load
from kg.lexicon.source import ontology_dir
from kg.ontology import Ontology

DEMONYMS = '[countries]\n"France" = ["français|e"]\n'
WORDS = '[words]\nof = ["de", "d\'"]\nthe = ["le"]\narticles = ["le", "l\'"]\noutside = ["groupe"]\n'
CUE = """
[[cue]]
id = "firm"
where = "before"
types = ["Company"]
weight = 1.0
words = ["firme"]
yes = ["La firme [Orbal]."]
no = ["[Orbal]."]
"""
FORM = """
[[pattern]]
id = "law"
type = "Law"
pattern = '(?P<name>loi {Cap})'
yes = ["La [loi Orbal]."]
no = ["La loi."]
"""


def write(folder: Path, names: str) -> Path:
    (folder / "demonyms.toml").write_text(DEMONYMS, "utf-8")
    (folder / "names.toml").write_text(names, "utf-8")
    return folder


def test_cue_and_pattern_are_read(tmp_path: Path, plain_ontology: Ontology) -> None:
    names = load(write(tmp_path, CUE + FORM + WORDS), plain_ontology)
    assert [c.id for c in names.by_word["before"]["firme"]] == ["firm"]
    assert names.forms[0].pattern.search("la loi Orbal")
    assert not names.forms[0].pattern.search("la loi orbale")


def test_openers_know_articles_from_other_words(tmp_path: Path, plain_ontology: Ontology) -> None:
    names = load(write(tmp_path, CUE + WORDS), plain_ontology)
    article = names.openers.match("l’Orbal")
    assert article is not None
    assert article["article"] == "l’"
    other = names.openers.match("groupe Orbal")
    assert other is not None
    assert other["article"] is None
    assert names.openers.match("groupement") is None


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (CUE + CUE + WORDS, "id of its own"),
        (CUE.replace("Company", "Firm") + WORDS, "no class 'Firm'"),
        (CUE.replace('"before"', '"beside"') + WORDS, "'where' must be one of"),
        (CUE.replace("1.0", '"much"') + WORDS, "'weight' must be a number"),
        (CUE.replace("words", "wrods") + WORDS, "unknown key 'wrods'"),
        (CUE.replace('no = ["[Orbal]."]', "no = []") + WORDS, "'no' needs at least one example"),
        (FORM.replace("(?P<name>", "(") + WORDS, "must hold a group"),
        (FORM.replace("{Cap})", "{Cap}))") + WORDS, "bad pattern"),
        (CUE + WORDS + "[begin]\nFirm = ['x']\n", "no class 'Firm'"),
    ],
)
def test_mistakes_are_refused(tmp_path: Path, plain_ontology: Ontology, names: str, reason: str) -> None:
    with pytest.raises(LexiconError, match=reason) as error:
        load(write(tmp_path, names), plain_ontology)
    assert "names.toml:" in str(error.value)


def test_titles_come_from_roles(plain_ontology: Ontology) -> None:
    names = load(ontology_dir() / "lang" / "fr", plain_ontology)
    assert {c.id for c in names.by_word["after"]["porte-parole"]} == {"person-after"}
    assert "maire" not in {w for c in names.cues if c.id == "organization-of" for w in c.words}
