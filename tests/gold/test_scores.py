"""The quality of reading may not fall: scores.json holds the floor (see README.md)."""

from __future__ import annotations

import json

from tests.gold.record import SCORES, measure

SLACK = 0.01


def test_no_score_has_fallen() -> None:
    floor = json.loads(SCORES.read_text("utf-8"))
    now = measure()
    fallen = [
        f"{category} {name}: {now[category][name]} (recorded {value})"
        for category, recorded in floor.items()
        for name, value in recorded.items()
        if now[category][name] < value - SLACK
    ]
    assert floor.keys() == now.keys()
    assert not fallen
