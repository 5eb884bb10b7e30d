"""What readers decided, exported as gold: what the export holds, and how it is scored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.evaluate import evaluate, read_gold
from kg.gold import gold
from kg.graph import load_knowledge, load_ontology
from kg.model import Correction, CorrectionKind, Knowledge, Named, Source, Statement
from kg.resolve import decided
from kg.scoring import Wording, judge, score
from tests.resolve.press import Said, article, event, fact, figure, position, quotation

NAMES = [("Person", "Jeanne Orvault"), ("Company", "Veltrane"), ("City", "Brennes"), ("City", "Lorvanne")]
SAID = [
    fact("Jeanne Orvault", "leads", "Veltrane"),
    fact("Veltrane", "locatedIn", "Brennes"),
    fact("Veltrane", "operatesIn", "Lorvanne"),
    position("Jeanne Orvault", "directrice", "Veltrane"),
    event("JobCut", "planned", agent="Veltrane", place="Brennes", jobs="163"),
    figure("Veltrane", "1200"),
    quotation("Nous ne fermerons pas cette usine", "Jeanne Orvault"),
]
ONTOLOGY, WORDING = load_ontology(), Wording(("le ",))


def built(
    *said: Said, corrections: tuple[Correction, ...] = ()
) -> tuple[Knowledge, dict[str, CorrectionKind]]:
    return decided([article("a", NAMES, *said)], ONTOLOGY, corrections)


KNOWN = built(*SAID)[0]


def exported(verdicts: dict[str, CorrectionKind], known: Knowledge = KNOWN) -> dict[str, object]:
    return gold(known, verdicts).get("a", {})


def named(name: str) -> Statement:
    return next(s for s in KNOWN.statements if s.name == name)


def counted(data: dict[str, object], known: Knowledge = KNOWN) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {"right": [], "false": [], "missed": []}
    for f in score(known, data, WORDING):
        if f.category not in ("entities", "fine types"):
            found[f.outcome].append((f.category, f.kind))
    return found


def test_what_is_confirmed_is_annotated_and_what_is_rejected_stands_apart() -> None:
    data = exported({named("leads").id: "confirm", named("locatedIn").id: "reject"})
    orvault, veltrane = "person/jeanne-orvault", "organization/veltrane"
    assert data["facts"] == [[orvault, "leads", veltrane]]
    assert data["rejected"] == {"facts": [[veltrane, "locatedIn", "place/brennes"]]}
    assert {e["id"] for e in data["entities"]} == {orvault, veltrane, "place/brennes"}  # type: ignore[attr-defined]
    assert data["partial"] is True
    assert exported({}) == {}


def test_only_what_was_decided_counts() -> None:
    data = exported({named("leads").id: "confirm", named("locatedIn").id: "reject"})
    assert counted(data) == {"right": [("facts", "leads")], "false": [("facts", "locatedIn")], "missed": []}
    without = built(SAID[2])[0]
    assert counted(data, without) == {"right": [], "false": [], "missed": [("facts", "leads")]}


def test_each_kind_is_right_when_confirmed_and_false_when_rejected() -> None:
    every: dict[str, CorrectionKind] = {s.id: "confirm" for s in KNOWN.statements}
    right = counted(exported(every))
    assert right["false"] == right["missed"] == []
    assert {c for c, _ in right["right"]} == {"facts", "events", "figures", "quotes"}
    wrong = counted(exported({s.id: "reject" for s in KNOWN.statements}))
    assert wrong["right"] == wrong["missed"] == []
    assert {c for c, _ in wrong["false"]} == {"facts", "events", "figures", "quotes"}
    assert counted(exported({s.id: "reject" for s in KNOWN.statements}), built()[0])["false"] == []


@pytest.mark.parametrize(("verdict", "right"), [("confirm", True), ("reject", False)])
def test_confidence_is_judged_by_what_was_decided(verdict: CorrectionKind, right: bool) -> None:
    judged = judge(KNOWN, exported({s.id: verdict for s in KNOWN.statements}), WORDING)
    assert len(judged) == len(KNOWN.statements)
    assert all(bool(j.right) is right and bool(j.false) is not right for j in judged)
    assert judge(KNOWN, exported({named("leads").id: verdict}), WORDING)[0].kind == "fact"
    assert len(judge(KNOWN, exported({named("leads").id: verdict}), WORDING)) == 1


def test_of_an_event_that_two_articles_tell_each_has_what_it_names() -> None:
    cut = event("JobCut", agent="Veltrane", place="Brennes", jobs="163")
    other = article("b", NAMES[1:2], event("JobCut", agent="Veltrane", jobs="163"))
    known, _ = decided([article("a", NAMES, cut), other], ONTOLOGY, ())
    (told,) = known.statements
    data = gold(known, {told.id: "confirm"})
    assert data["a"]["events"] == [
        {"type": "JobCut", "status": "actual", "agent": ["organization/veltrane"], "place": ["place/brennes"]}
    ]
    assert data["b"]["events"] == [{"type": "JobCut", "status": "actual", "agent": ["organization/veltrane"]}]


def test_a_fact_added_from_a_sentence_is_gold_and_one_from_elsewhere_is_not() -> None:
    one, other = Named("Jeanne Orvault", "Person"), Named("Veltrane", "Company")
    text = article("a", NAMES, *SAID).document.text
    here = Correction("add", one, other, property="worksFor", source=Source("a", text[:20], article=True))
    known, verdicts = built(*SAID, corrections=(here,))
    assert ["person/jeanne-orvault", "leads", "organization/veltrane"] in exported(verdicts, known)["facts"]  # type: ignore[operator]
    elsewhere = Correction("add", one, other, property="memberOf", source=Source("Annuaire"))
    known, verdicts = built(*SAID, corrections=(elsewhere,))
    assert verdicts
    assert gold(known, verdicts) == {}


TEXT = (
    "Veltrane rachète Ordelis\n\n"
    "Le groupe français Veltrane, dirigé par Jeanne Orvault, a racheté la société Ordelis, basée à Rouen, "
    "pour 12 millions d’euros. « Nous garderons toutes les équipes », promet Jeanne Orvault.\n"
)


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_corrections_go_out_as_gold_that_evaluate_reads(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    graph, out = tmp_path / "graph", tmp_path / "gold"
    assert kg("build", tmp_path / "one.txt", "--out", graph).exit_code == 0
    ids = {s.name: s.id for s in load_knowledge(graph).statements}
    assert kg("confirm", graph, ids["leads"]).exit_code == 0
    assert kg("reject", graph, ids["Acquisition"]).exit_code == 0
    assert kg("corrections", graph, "--as-gold", out).stdout == f"1 articles with gold in {out}\n"
    (data,) = read_gold(out)
    assert json.dumps(data["rejected"]).count("Acquisition") == 1
    result = evaluate(out)
    categories = result.categories()
    assert (categories["facts"].right, categories["facts"].false, categories["facts"].missed) == (1, 0, 0)
    assert categories["events"].right == 0
    assert categories["events"].false > 0
    assert categories["figures"].false == categories["quotes"].false == 0
    shown = kg("evaluate", out, "--errors", "--reliability")
    assert shown.exit_code == 0, shown.output
    assert "Acquisition" in shown.stdout
