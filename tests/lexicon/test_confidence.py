from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import LexiconError
from kg.lexicon.confidence import Curve, load
from kg.lexicon.source import ontology_dir
from kg.model import ClaimKind

CURVES = st.builds(Curve, st.floats(-2, 2), st.floats(0.2, 3))
SHARES = st.floats(0.01, 0.99)


@given(CURVES, SHARES, SHARES)
def test_a_curve_keeps_the_order(curve: Curve, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 < curve.probability(low) <= curve.probability(high) < 1


@given(st.builds(Curve, st.floats(-1, 1), st.floats(0.5, 2)), st.floats(0.1, 0.9))
def test_a_curve_can_be_walked_back(curve: Curve, certainty: float) -> None:
    assert curve.certainty(curve.probability(certainty)) == pytest.approx(certainty, abs=1e-6)


def test_without_measurement_the_rule_is_believed(tmp_path: Path) -> None:
    assert load(tmp_path)["fact"].probability(0.8) == pytest.approx(0.8)


def test_french_has_a_curve_for_every_kind() -> None:
    assert set(load(ontology_dir() / "lang" / "fr")) == set(get_args(ClaimKind))


WHOLE = "".join(f"[{kind}]\nshift = 0.1\nslope = 1.0\n" for kind in get_args(ClaimKind))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (WHOLE + "[rumour]\nshift = 0.0\nslope = 1.0\n", 16),
        (WHOLE.replace("[figure]", "[fact.figure]"), 10),
        (WHOLE.replace("[event]\nshift = 0.1", "[event]\nshift = 0.1\nbend = 1.0"), 9),
        (WHOLE.replace("slope = 1.0", "slope = -1.0", 1), 1),
        (WHOLE.replace("shift = 0.1", "shift = 'much'", 1), 1),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "confidence.toml").write_text(text)
    with pytest.raises(LexiconError, match=rf"confidence\.toml:{line}: "):
        load(tmp_path)
