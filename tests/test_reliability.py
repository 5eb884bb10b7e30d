from hypothesis import example, given
from hypothesis import strategies as st

from kg.model import Knowledge
from kg.scoring import Judged, judge, reliability
from tests.gold.calibrate import calibrated, fit, fit_kinds
from tests.test_scoring import GOLD, WORDING, entity, statement

JUDGED = st.lists(
    st.builds(Judged, st.just("d"), st.just("fact"), st.floats(0, 1), st.integers(0, 5), st.integers(0, 5))
)


def test_each_statement_is_judged_by_the_units_that_the_scorer_counts() -> None:
    known = (entity("v", "Company", "Veltrane"), entity("o", "Company", "Ordelis"))
    said = (
        statement("fact", "supplierOf", subject=("v",), object=("o",)),
        statement("fact", "subsidiaryOf", subject=("v",), object=("o",)),
        statement("fact", "supplierOf", "planned", subject=("o",), object=("v",)),
        statement("event", "JobCut", "actual", agent=("v",), jobs="120"),
        statement("quotation", "Quotation", speaker=("o",), text="Nous ne fermerons pas l'usine de Norville"),
        statement("figure", "Figure", about=("v",), measure="employees", value="300", unit="person"),
    )
    found = judge(Knowledge((), known, said, ()), GOLD, WORDING)
    assert [(j.kind, j.right, j.false) for j in found] == [
        ("fact", 1, 0),  # the planned one is no fact of the graph
        ("fact", 0, 1),
        ("figure", 1, 0),
        ("event", 3, 1),  # it is, its agent, its jobs; not its status
        ("quotation", 1, 1),  # the words, not the speaker
    ]


def test_an_event_that_gold_does_not_know_is_wrong_as_a_whole() -> None:
    known = (entity("v", "Company", "Veltrane"),)
    said = (statement("event", "Strike", target=("v",)),)
    assert judge(Knowledge((), known, said, ()), GOLD, WORDING) == [Judged("t", "event", 0.9, 0, 3)]


@given(JUDGED)
@example([Judged("d", "fact", 0.7, 0, 3)])  # three times 0.7, divided by three, is a little less
def test_every_unit_stands_in_one_bin(judged: list[Judged]) -> None:
    bins = reliability(judged)
    assert sum(b.units for b in bins) == sum(j.right + j.false for j in judged)
    assert all(b.low - 1e-9 <= b.confidence <= b.high + 1e-9 and 0 <= b.right <= 1 for b in bins)


def test_a_curve_learns_what_rules_are_worth() -> None:
    humble = [Judged("d", "fact", 0.5, 900, 100), Judged("d", "fact", 0.7, 950, 50)]
    curve = fit(humble)
    assert 0.85 < curve.probability(0.5) < 0.92 < curve.probability(0.7)
    (low, *_) = reliability(calibrated(humble, fit_kinds(humble)))
    assert abs(low.confidence - low.right) < 0.05
