import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate import Counts, Evaluation
from kg.model import Argument, Entity, Evidence, Knowledge, Statement
from kg.scoring import Wording, score

WORDING = Wording(("l'", "le ", "la "), {"français": "france", "francais": "france"})
GOLD = {
    "id": "t",
    "entities": [
        {"id": "v", "type": "Company", "names": ["Veltrane", "groupe Veltrane"]},
        {"id": "o", "type": "Company", "names": ["Ordelis"]},
        {"id": "f", "type": "Country", "names": ["français"]},
    ],
    "facts": [["v", "supplierOf", "o"], ["v", "partnerOf", "o"], ["v", "nationality", "f"]],
    "positions": [],
    "events": [{"type": "JobCut", "agent": ["v"], "jobs": 120, "status": "planned"}],
    "figures": [{"about": "v", "measure": "employees", "value": 300, "unit": "person"}],
    "quotes": [{"speaker": "v", "text": "Nous ne fermerons pas l'usine de Norville"}],
    "optional": {"entities": ["Norville"], "facts": [["o", "locatedIn", "f"]]},
}


def entity(id_: str, type_: str, label: str) -> Entity:
    return Entity(id_, type_, label, (), "fr", (), ("d",))


def statement(kind: str, name: str, status: str = "actual", **roles: tuple[str, ...] | str) -> Statement:
    arguments = tuple(
        Argument(role, value=given) if isinstance(given, str) else Argument(role, ref=ref)
        for role, given in roles.items()
        for ref in ([given] if isinstance(given, str) else given)
    )
    evidence = (Evidence("d", 0, 1, "x"),)
    id_ = f"{kind}/{name}-{len(arguments)}-{status}"
    return Statement(id_, kind, name, arguments, evidence, ("r",), status, (), 0.9, "", ())  # type: ignore[arg-type]


def counts(*statements: Statement, entities: tuple[Entity, ...] | None = None) -> dict[str, Counts]:
    known = entities or (
        entity("v", "Company", "Veltrane"),
        entity("o", "Organization", "Ordelis"),
        entity("f", "Country", "France"),
    )
    return Evaluation(tuple(score(Knowledge((), known, statements, ()), GOLD, WORDING))).categories()


def test_entities_match_by_any_name_and_by_group_of_type() -> None:
    assert counts()["entities"] == Counts(3, 0, 0)
    wrong = (
        entity("v", "Person", "Veltrane"),
        entity("n", "City", "Norville"),
        entity("x", "City", "Absente"),
    )
    assert counts(entities=wrong)["entities"] == Counts(0, 2, 3)


def test_facts_count_when_actual_and_partners_in_either_order() -> None:
    right = statement("fact", "supplierOf", subject=("v",), object=("o",))
    turned = statement("fact", "partnerOf", subject=("o",), object=("v",))
    planned = statement("fact", "nationality", "planned", subject=("v",), object=("f",))
    optional = statement("fact", "locatedIn", subject=("o",), object=("f",))
    false = statement("fact", "memberOf", subject=("v",), object=("o",))
    assert counts(right, turned, planned, optional, false)["facts"] == Counts(2, 1, 1)


def test_an_event_counts_by_role_detail_and_status() -> None:
    exact = statement("event", "JobCut", "planned", agent=("v",), jobs="120")
    assert counts(exact)["events"] == Counts(4, 0, 0)
    other = statement("event", "JobCut", "actual", agent=("o",), jobs="120.0")
    assert counts(other)["events"] == Counts(2, 2, 2)
    stranger = statement("event", "JobCut", "planned", agent=("o",))
    assert counts(stranger)["events"] == Counts(0, 3, 4)


def test_a_figure_counts_whole() -> None:
    figure = {"about": ("v",), "measure": "employees", "unit": "person"}
    assert counts(statement("figure", "Figure", **figure, value="300.0"))["figures"] == Counts(1, 0, 0)
    assert counts(statement("figure", "Figure", **figure, value="301"))["figures"] == Counts(0, 1, 1)


def test_a_quotation_counts_once_for_its_words_and_once_for_its_speaker() -> None:
    words = "« Nous ne fermerons pas l'usine », dit-il"
    assert counts(statement("quotation", "Quotation", text=words, speaker=("v",)))["quotes"] == Counts(
        2, 0, 0
    )
    assert counts(statement("quotation", "Quotation", text=words, speaker=("o",)))["quotes"] == Counts(
        1, 1, 1
    )
    assert counts(statement("quotation", "Quotation", text="Autre chose"))["quotes"] == Counts(0, 2, 2)


def test_relations_are_facts_events_and_figures() -> None:
    table = counts(statement("fact", "supplierOf", subject=("v",), object=("o",)))
    assert table["relations"] == table["facts"] + table["events"] + table["figures"]


@pytest.mark.parametrize(("name", "folded"), [("L’Épée", "epee"), ("« Le Groupe »", "groupe")])
def test_names_are_folded(name: str, folded: str) -> None:
    assert WORDING.fold(name) == folded


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_f1_lies_between_precision_and_recall(right: int, false: int, missed: int) -> None:
    n = Counts(right, false, missed)
    low, high = sorted((n.precision, n.recall))
    assert low - 1e-9 <= n.f1 <= high + 1e-9
