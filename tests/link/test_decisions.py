"""What readers decide about links: asserted only when accepted, kept across builds, undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import QueryError, StoreError
from kg.link import decisions
from kg.link.decisions import Link
from kg.link.propose import Proposal, decide, pointed_at, surest, undecided
from kg.link.service import Candidate
from kg.link.session import Session
from kg.model import Entity, Known

FIRM = Entity("organization/orbal", "Company", "Orbal", ("Orbal SA",), "fr", (), ("a",))
OTHER = Entity("organization/veltrane", "Company", "Veltrane", (), "fr", (), ("a",))
IRI = "https://firms.example/id/F1"
SERVICE = "https://s.example"
LINK = Link("Orbal", "Company", IRI, "accepted", "Orbal SA", 97.5, ("firm",), SERVICE, "2026-01-02")


def proposal(entity: Entity, id_: str, score: float, sure: bool = True) -> Proposal:
    return Proposal(entity, Candidate(id_, entity.label, score, sure), f"https://firms.example/id/{id_}")


def test_decisions_are_read_back_and_leave_the_rest_of_the_file_as_it_is(graph: Path) -> None:
    decisions.add(graph, [LINK])
    path = graph / decisions.FILE
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    rejected = Link("Veltrane", "Company", IRI, "rejected")
    decisions.add(graph, [rejected])
    assert decisions.load(graph) == (LINK, rejected)
    assert "# mine" in path.read_text("utf-8")


def test_the_latest_decision_is_undone_first_and_stays_in_the_file(graph: Path) -> None:
    decisions.add(graph, [LINK, Link("Veltrane", "Company", IRI, "rejected")])
    assert decisions.undo(graph) == Link("Veltrane", "Company", IRI, "rejected")
    assert decisions.holding(graph) == (LINK,)
    assert decisions.undo(graph) == LINK
    assert decisions.undo(graph) is None
    assert len(decisions.load(graph)) == 2


def test_only_what_is_accepted_is_known_and_what_is_rejected_is_not(graph: Path) -> None:
    place = Entity("place/vienne", "City", "Vienne", (), "fr", (), ("a",))
    wrong = Known(place.id, ("https://sws.geonames.org/1/",), latitude=1.0, longitude=2.0)
    decisions.add(graph, [LINK, Link("Vienne", "City", wrong.same_as[0], "rejected")])
    assert decisions.settled(graph, [FIRM, OTHER, place], [wrong]) == (Known(FIRM.id, (IRI,)),)
    decisions.undo(graph)
    assert wrong in decisions.settled(graph, [FIRM, OTHER, place], [wrong])


def test_a_link_holds_when_its_entity_has_another_label_now(graph: Path) -> None:
    decisions.add(graph, [LINK])
    renamed = Entity("organization/orbal-sa", "Company", "Orbal SA", ("Orbal",), "fr", (), ("a",))
    assert decisions.settled(graph, [renamed], ()) == (Known(renamed.id, (IRI,)),)
    twin = Entity("organization/orbal", "Company", "Orval", ("Orbal",), "fr", (), ("a",))
    assert decisions.settled(graph, [renamed, twin], ()) == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[link]]\nname = 'a'\n", "link 1: it is not written"),
        ("[[link]]\nname='a'\ntype='b'\niri='c'\ndecision='maybe'\n", "must be accepted or rejected"),
        ("[[link]]\nname='a'\ntype='b'\niri='c'\ndecision='accepted'\n", "c is no IRI"),
        ("[[link", "links.toml"),
    ],
)
def test_a_wrong_file_is_told(graph: Path, text: str, why: str) -> None:
    (graph / decisions.FILE).write_text(text, "utf-8")
    with pytest.raises(StoreError, match=why):
        decisions.holding(graph)


def test_what_is_decided_is_not_proposed_again() -> None:
    found = [proposal(FIRM, "F1", 90), proposal(FIRM, "F2", 80), proposal(OTHER, "F1", 70)]
    assert undecided(found, [LINK]) == found[2:]
    rejected = decide(found[0], "rejected", "https://s.example")
    assert undecided(found, [rejected]) == found[1:]


def test_the_surest_are_alone_for_their_entity() -> None:
    found = [proposal(FIRM, "F1", 90), proposal(OTHER, "F1", 90), proposal(OTHER, "F2", 90)]
    assert surest(found, 80) == found[:1]
    assert surest(found, 95) == []
    assert surest([proposal(FIRM, "F1", 99, sure=False)], 1) == []


def test_a_reader_points_at_an_id_or_an_iri() -> None:
    found = [proposal(FIRM, "F1", 90)]
    assert pointed_at("F1", found, FIRM) is found[0]
    assert pointed_at(IRI, found, FIRM) is found[0]
    assert pointed_at("https://elsewhere.example/9", found, FIRM).iri == "https://elsewhere.example/9"
    with pytest.raises(QueryError, match="'F9' is no candidate for Orbal"):
        pointed_at("F9", found, FIRM)


def test_a_walk_takes_one_key_each_and_stops_when_asked(graph: Path) -> None:
    asked = ((FIRM, "F1"), (FIRM, "F2"), (OTHER, "F3"), (OTHER, "F4"))
    found = [proposal(entity, id_, 90) for entity, id_ in asked]
    shown: list[str] = []
    session = Session.of(graph, "https://s.example", offline=True)
    keys = iter("ynq")
    kept: list[Link] = []
    said = session.walk(found, lambda p, left: shown.append(p.candidate.id), lambda: next(keys), kept.append)
    assert kept == said
    assert shown == ["F1", "F3", "F4"]
    assert [(s.iri[-2:], s.decision) for s in said] == [("F1", "accepted"), ("F3", "rejected")]


def test_a_service_must_be_named_once(graph: Path) -> None:
    with pytest.raises(QueryError, match="--service URL"):
        Session.of(graph, None, offline=False)
    with pytest.raises(QueryError, match="not a web address"):
        Session.of(graph, "firms", offline=False)
