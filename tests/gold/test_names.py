"""Names in sentences and in the treebank: the counting, and the margin over the stock recogniser."""

from __future__ import annotations

import pytest

from tests.gold.names import HERE, compare, held_out, read

GOLD = {(0, 5, "Company"), (9, 12, "City")}


def test_only_the_same_characters_and_class_count() -> None:
    scores = compare([(GOLD, {(0, 5, "Company"), (9, 12, "Region")}), (set(), {(3, 4, "City")})])
    assert (scores["all"].right, scores["all"].wrong, scores["all"].missed) == (1, 2, 1)
    assert scores["City"].f1 == 0.0
    assert scores["Company"].f1 == 1.0
    assert scores["all"].f1 == pytest.approx(0.4)


def test_sentences_have_sound_spans() -> None:
    rows = read(HERE / "sentences" / "names.jsonl")
    assert len(rows) > 100
    for text, spans in rows:
        assert all(0 <= a < b <= len(text) and text[a:b] == text[a:b].strip() for a, b, _ in spans)


def test_the_recogniser_is_well_above_the_stock_one() -> None:
    ours, stock = held_out()
    for group in ("PERS", "ORG", "LOC", "all"):
        assert ours[group].f1 >= stock[group].f1 + 0.12
