"""The quality of reading may not fall: scores.json holds the floor (see README.md)."""

from __future__ import annotations

import json

import pytest

from kg.evaluate import Evaluation, evaluate
from tests.gold.record import GOLD, SCORES, measured, sentences

Scores = dict[str, dict[str, float]]
SLACK = 0.01
ENOUGH = 80
"""Units from which the share that is right says something."""


@pytest.fixture(scope="module")
def result() -> Evaluation:
    return evaluate(GOLD)


def fallen(floor: Scores, now: Scores) -> list[str]:
    """What is lower than it was recorded, beyond the slack."""
    assert floor.keys() == now.keys()
    return [
        f"{part} {name}: {now[part][name]} (recorded {value})"
        for part, recorded in floor.items()
        for name, value in recorded.items()
        if now[part][name] < value - SLACK
    ]


def test_no_score_of_articles_has_fallen(result: Evaluation) -> None:
    assert not fallen(json.loads(SCORES.read_text("utf-8"))["articles"], measured(result))


def test_no_score_of_sentences_has_fallen() -> None:
    assert not fallen(json.loads(SCORES.read_text("utf-8"))["sentences"], sentences())


def test_confidence_means_what_it_says(result: Evaluation) -> None:
    bins = [b for b in result.reliability()["all"] if b.units >= ENOUGH]
    assert len(bins) >= 2
    assert not [b for b in bins if abs(b.confidence - b.right) > 0.1]
