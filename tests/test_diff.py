from dataclasses import replace

from kg.diff import differences
from kg.model import Argument, Document, Entity, Evidence, Knowledge, Statement

DOCUMENT = Document("one-1", "Veltrane vend Ordelis.", "fr", "1" * 64, "one.txt", "one", "Une vente")
VELTRANE = Entity("organization/veltrane", "Company", "Veltrane", ("groupe Veltrane",), "fr", (), ("one-1",))
ORDELIS = Entity("organization/ordelis", "Company", "Ordelis", (), "fr", (), ("one-1",))
OWNS = Statement(
    "claim/owns-1", "fact", "owns",
    (Argument("subject", ref=VELTRANE.id), Argument("object", ref=ORDELIS.id)),
    (Evidence("one-1", 0, 22, "Veltrane vend Ordelis."),), ("r",), "actual", (), 0.8,
    "Veltrane possède Ordelis", (),
)  # fmt: skip
OLD = Knowledge((DOCUMENT,), (VELTRANE, ORDELIS), (OWNS,), ())


def test_a_graph_says_the_same_as_itself() -> None:
    assert differences(OLD, OLD) == []


def test_ids_do_not_matter_but_names_do() -> None:
    moved = replace(ORDELIS, id="organization/ordelis-2")
    owns = replace(OWNS, id="claim/owns-2", arguments=(OWNS.arguments[0], Argument("object", ref=moved.id)))
    assert differences(OLD, replace(OLD, entities=(VELTRANE, moved), statements=(owns,))) == []
    renamed = replace(ORDELIS, label="Ordelys")
    found = differences(OLD, replace(OLD, entities=(VELTRANE, renamed)))
    assert [(d.change, d.kind, d.text) for d in found] == [
        ("went", "entity", "Ordelis"), ("came", "entity", "Ordelys"),
        ("came", "fact", "Veltrane possède Ordelis"), ("went", "fact", "Veltrane possède Ordelis"),
    ]  # fmt: skip


def test_what_went_comes_with_its_sentences() -> None:
    (found,) = differences(OLD, replace(OLD, statements=()))
    assert (found.change, found.kind, found.name) == ("went", "fact", "owns")
    assert found.sentences == (("Veltrane vend Ordelis.", "Une vente"),)
    (back,) = differences(replace(OLD, statements=()), OLD)
    assert replace(back, change="went") == found


def test_more_evidence_and_other_aliases_are_told() -> None:
    more = replace(OWNS, confidence=0.96, evidence=(*OWNS.evidence, Evidence("two-2", 0, 4, "Oui.")))
    other = replace(VELTRANE, aliases=("Veltrane SA",))
    found = differences(OLD, replace(OLD, entities=(other, ORDELIS), statements=(more,)))
    assert [(d.change, d.kind, d.detail) for d in found] == [
        ("changed", "entity", "also called Veltrane SA; no longer called groupe Veltrane"),
        ("changed", "fact", "told by 2 articles (was 1); confidence 0.96 (was 0.80)"),
    ]


def test_another_status_is_another_statement() -> None:
    found = differences(OLD, replace(OLD, statements=(replace(OWNS, status="denied"),)))
    assert {(d.change, d.detail) for d in found} == {("went", ""), ("came", "denied")}


def test_two_that_say_the_same_are_counted() -> None:
    twice = replace(OLD, statements=(OWNS, replace(OWNS, id="claim/owns-1-2")))
    assert [d.change for d in differences(OLD, twice)] == ["came"]
