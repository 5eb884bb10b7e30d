from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.lexicon.comparing import load
from kg.lexicon.source import ontology_dir


def test_every_language_has_its_articles() -> None:
    for folder in sorted((ontology_dir() / "lang").iterdir()):
        assert load(folder).articles


@pytest.mark.parametrize(
    "text", ["", "articles = []", 'articles = ["le"]', 'articles = ["Le "]', "article = []"]
)
def test_what_cannot_be_meant_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "comparing.toml").write_text(text)
    with pytest.raises(LexiconError, match=r"comparing\.toml:1: "):
        load(tmp_path)
