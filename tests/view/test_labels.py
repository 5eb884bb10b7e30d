"""Short texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.view.labels import label_of, short_date, wrap


@pytest.mark.parametrize(
    ("iso", "short"),
    [("2025-12-31", "31/12/2025"), ("2026-08", "08/2026"), ("2007", "2007"), ("--12-31", "31/12")],
)
def test_dates(iso: str, short: str) -> None:
    assert short_date(iso) == short


def test_labels_fall_back_on_english_then_on_the_name(ontology) -> None:
    assert label_of(ontology, "supplierOf", "en") == label_of(ontology, "supplierOf", "xx") != "supplierOf"
    assert label_of(ontology, "someNewThing", "fr") == "some new thing"


@given(st.text(max_size=200), st.integers(5, 40), st.integers(1, 4))
def test_wrapped_text_keeps_its_bounds(text: str, width: int, lines: int) -> None:
    wrapped = wrap(text, width, lines).split("\n")
    assert len(wrapped) <= lines
    assert all(len(line) <= width for line in wrapped)


def test_long_names_end_in_an_ellipsis_and_short_ones_stay() -> None:
    assert wrap("Association des métiers de la relation client du Nord", 20, 2).endswith("…")
    assert wrap("Belmarin", 20, 2) == "Belmarin"
