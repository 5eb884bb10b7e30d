"""Places are linked to the right GeoNames id, and left alone where it is not clear which is meant."""

from __future__ import annotations

import pytest

from tests.gold.places import Scored, articles, passages

PRECISION, RECALL = 0.95, 0.85


@pytest.mark.parametrize("measure", [articles, passages], ids=lambda m: m.__name__)
def test_places_are_linked_to_the_right_entry(measure: object) -> None:
    assert callable(measure)
    scored: Scored = measure()
    assert scored.right > 100
    assert scored.precision >= PRECISION, scored.wrong
    assert scored.recall >= RECALL, scored.missed
