"""Names of columns: found whatever their spelling, and checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.lexicon.columns import FIELDS, load, plain
from kg.model import Field

GOOD = "\n".join(f'{field} = ["{field}"]' for field in FIELDS)


@pytest.mark.parametrize("name", ["date_published", "datePublished", "Date Published", "DATE-PUBLISHED"])
def test_spelling_does_not_matter(name: str) -> None:
    assert plain(name) == "datepublished"
    assert plain(name) in load().names["published"]


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("text", "Texte intégral"), ("text", "TD"), ("title", "Titre"), ("lead", "Chapô"), ("authors", "BY"),
        ("published", "Date de parution"), ("publisher", "Journal"),
    ],
)  # fmt: skip
def test_french_and_english_exports(field: Field, name: str) -> None:
    assert plain(name) in load().names[field]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (GOOD + '\ntexte = ["x"]', r"columns\.toml:9: columns.toml: unknown key 'texte'"),
        (GOOD.replace('lead = ["lead"]', ""), r"lead: names of columns are needed"),
        (GOOD.replace('["lead"]', '["Text"]'), r"columns\.toml:2: 'text' means text already"),
        ("text = [", r"columns\.toml"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "columns.toml").write_text(text)
    with pytest.raises(LexiconError, match=reason):
        load(tmp_path / "columns.toml")
