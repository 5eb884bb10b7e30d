import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.archive import Archive, from_json, to_json
from kg.errors import StoreError
from kg.model import Argument, Block, Chain, Claim, Document, Evidence, Extraction, Mention

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MAYBE = st.none() | TEXT
SCORE = st.floats(0, 1)
OFFSET = st.integers(0, 10**7)


def tuples(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=3).map(tuple)


DOCUMENTS = st.builds(
    Document, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, MAYBE, MAYBE, tuples(TEXT), MAYBE, MAYBE
)
EVIDENCE = st.builds(Evidence, TEXT, OFFSET, OFFSET, TEXT)
CLAIMS = st.builds(
    Claim, TEXT, TEXT, st.sampled_from(["fact", "position", "event", "figure", "quotation"]), TEXT,
    tuples(st.builds(Argument, TEXT, MAYBE, MAYBE, TEXT)), tuples(EVIDENCE), TEXT,
    st.sampled_from(["actual", "planned", "possible", "denied"]), MAYBE, SCORE,
)  # fmt: skip
EXTRACTIONS = st.builds(
    Extraction,
    DOCUMENTS,
    tuples(st.builds(Block, OFFSET, OFFSET, TEXT, st.booleans(), TEXT)),
    tuples(st.builds(Mention, TEXT, TEXT, OFFSET, OFFSET, TEXT, TEXT, TEXT, TEXT, SCORE)),
    tuples(st.builds(Chain, TEXT, TEXT, TEXT, TEXT, tuples(TEXT), tuples(TEXT), tuples(TEXT))),
    tuples(CLAIMS),
)


def extraction(id_: str = "a", text: str = "Veltrane recule.\r\nOrdelis aussi.") -> Extraction:
    document = Document(id_, text, "fr", "0" * 64, f"in/{id_}.txt", id_)
    return Extraction(document, (Block(0, 8, "title", True, "first"),), (), (), ())


@given(EXTRACTIONS)
def test_an_extraction_survives_json(value: Extraction) -> None:
    text = json.dumps(to_json(value), ensure_ascii=False)
    assert from_json(Extraction, json.loads(text)) == value


def test_what_is_saved_is_found_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "sources", "v1")
    archive.save(extraction())
    assert archive.find(extraction().document) == extraction()
    assert (tmp_path / "sources" / "a.txt").read_bytes().decode() == extraction().document.text
    assert sorted(p.name for p in (tmp_path / "sources").iterdir()) == ["a.json", "a.txt"]


def test_another_version_or_text_or_title_is_extracted_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "v1")
    archive.save(extraction())
    document = extraction().document
    assert Archive(tmp_path, "v2").find(document) is None
    assert archive.find(replace(document, title="Ordelis")) is None
    assert archive.find(replace(document, id="b")) is None


def test_an_article_that_moved_is_not_extracted_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "v1")
    archive.save(extraction())
    moved = replace(extraction().document, source="elsewhere/a.txt")
    found = archive.find(moved)
    assert found is not None
    assert found.document == moved


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1, "version": "v1", "extraction": [1]}'])
def test_a_damaged_file_counts_as_absent(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content)
    assert Archive(tmp_path, "v1").find(extraction().document) is None


def test_loading_is_in_order_of_ids_and_names_what_is_missing(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "v1")
    for name in ("b", "a"):
        archive.save(extraction(name))
    assert [e.document.id for e in archive.load({"b", "a"})] == ["a", "b"]
    with pytest.raises(StoreError, match=r"c\.json is missing or damaged: build again"):
        list(archive.load({"c"}))


def test_pruning_keeps_only_what_is_asked_for(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "v1")
    for name in ("a", "b"):
        archive.save(extraction(name))
    assert archive.prune({"a"}) == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.json", "a.txt"]
