"""The quality of reading may not fall: scores.json holds the floor (see README.md)."""

from __future__ import annotations

import json

import pytest

from kg.evaluate import Evaluation, evaluate
from tests.gold.record import GOLD, SCORES, measured

SLACK = 0.01
ENOUGH = 80
"""Units from which the share that is right says something."""


@pytest.fixture(scope="module")
def result() -> Evaluation:
    return evaluate(GOLD)


def test_no_score_has_fallen(result: Evaluation) -> None:
    floor = json.loads(SCORES.read_text("utf-8"))
    now = measured(result)
    fallen = [
        f"{category} {name}: {now[category][name]} (recorded {value})"
        for category, recorded in floor.items()
        for name, value in recorded.items()
        if now[category][name] < value - SLACK
    ]
    assert floor.keys() == now.keys()
    assert not fallen


def test_confidence_means_what_it_says(result: Evaluation) -> None:
    bins = [b for b in result.reliability()["all"] if b.units >= ENOUGH]
    assert len(bins) >= 2
    assert not [b for b in bins if abs(b.confidence - b.right) > 0.1]
