"""Facts, positions, figures and quotations: what is merged, what is dropped."""

from __future__ import annotations

import pytest

from kg.model import Evidence, Knowledge, Statement
from tests.resolve.conftest import Resolve
from tests.resolve.press import article, dated, fact, figure, position, quotation

NAMES = [
    ("Company", "Veltrane"), ("Company", "Ordelis"), ("Person", "Inès Dorval"), ("City", "Korvane"),
    ("Country", "Veltie"), ("Industry", "offshoring"),
]  # fmt: skip


def stated(knowledge: Knowledge) -> list[tuple[str, ...]]:
    """Statements as name and what fills their roles, without evidence."""
    return sorted((s.name, *(a.ref or a.value or "" for a in s.arguments)) for s in knowledge.statements)


def only(knowledge: Knowledge) -> Statement:
    assert len(knowledge.statements) == 1
    return knowledge.statements[0]


def test_equal_facts_are_one_with_all_evidence(world: Resolve) -> None:
    said = fact("Inès Dorval", "leads", "Veltrane", confidence=0.6, by="Ordelis")
    knowledge = world(article("a", NAMES, said), article("b", NAMES, said, said))
    statement = only(knowledge)
    assert [a.ref for a in statement.arguments] == ["person/ines-dorval", "organization/veltrane"]
    assert [e.document for e in statement.evidence] == ["a", "b", "b"]
    assert statement.claims == ("a!test@0", "b!test@0", "b!test@1")
    assert statement.attributed_to == ("organization/ordelis",)
    assert statement.confidence == pytest.approx(1 - 0.4 * 0.4)
    assert statement.label == "Inès Dorval dirige Veltrane"
    assert statement.id.startswith("claim/leads-")


def test_within_an_article_the_best_claim_counts_and_none_is_certain(world: Resolve) -> None:
    said = fact("Inès Dorval", "leads", "Veltrane", confidence=0.6)
    assert only(world(article("a", NAMES, said, said))).confidence == 0.6
    assert only(world(*(article(f"a{n}", NAMES, said) for n in range(20)))).confidence == 0.99


def test_status_keeps_facts_apart(world: Resolve) -> None:
    knowledge = world(
        article("a", NAMES, fact("Ordelis", "supplierOf", "Veltrane")),
        article("b", NAMES, fact("Ordelis", "supplierOf", "Veltrane", "denied")),
    )
    assert sorted((s.status, s.label) for s in knowledge.statements) == [
        ("actual", "Ordelis est prestataire de Veltrane"),
        ("denied", "Ordelis est prestataire de Veltrane – démenti"),
    ]


def test_partners_are_partners_in_either_order(world: Resolve) -> None:
    one, other = fact("Veltrane", "partnerOf", "Ordelis"), fact("Ordelis", "partnerOf", "Veltrane")
    assert len(world(article("a", NAMES, one), article("b", NAMES, other)).statements) == 1
    one, other = fact("Veltrane", "supplierOf", "Ordelis"), fact("Ordelis", "supplierOf", "Veltrane")
    assert len(world(article("a", NAMES, one), article("b", NAMES, other)).statements) == 2


def test_who_leads_does_not_also_work_there(world: Resolve) -> None:
    leads, works = fact("Inès Dorval", "leads", "Veltrane"), fact("Inès Dorval", "worksFor", "Veltrane")
    statement = only(world(article("a", NAMES, leads), article("b", NAMES, works)))
    assert statement.name == "leads"
    assert len(statement.evidence) == 2
    planned = fact("Inès Dorval", "leads", "Veltrane", "planned")
    assert len(world(article("a", NAMES, planned), article("b", NAMES, works)).statements) == 2


def test_what_a_graph_cannot_hold_is_dropped(world: Resolve) -> None:
    itself = fact("Veltrane", "partnerOf", "Veltrane")
    out_of_range = fact("Veltrane", "worksFor", "Korvane")
    assert world(article("a", NAMES, itself, out_of_range)).statements == ()


def test_a_date_joins_the_only_finer_one(world: Resolve) -> None:
    year, month = (
        dated("Veltrane", "foundedOn", "2007"),
        dated("Veltrane", "foundedOn", "2007-03", "gYearMonth"),
    )
    statement = only(world(article("a", NAMES, year), article("b", NAMES, month)))
    assert (statement.arguments[1].value, statement.arguments[1].datatype) == ("2007-03", "gYearMonth")
    other = dated("Veltrane", "foundedOn", "2007-05", "gYearMonth")
    assert len(world(article("a", NAMES, year, month, other)).statements) == 3


def test_positions_of_nested_titles_are_one(world: Resolve) -> None:
    knowledge = world(
        article("a", NAMES, position("Inès Dorval", "directrice", "Veltrane")),
        article("b", NAMES, position("Inès Dorval", "Directrice générale", "Veltrane")),
        article("c", NAMES, position("Inès Dorval", "directrice générale")),
    )
    statement = only(knowledge)
    assert statement.label.casefold() == "inès dorval est directrice générale (veltrane)"
    assert len(statement.claims) == 3


def test_two_posts_are_two_positions(world: Resolve) -> None:
    knowledge = world(
        article("a", NAMES, position("Inès Dorval", "présidente", "Veltrane")),
        article("b", NAMES, position("Inès Dorval", "trésorière", "Veltrane")),
        article("c", NAMES, position("Inès Dorval", "présidente", "Ordelis")),
        article("d", NAMES, position("Inès Dorval", "présidente")),
    )
    assert len(knowledge.statements) == 4


def test_equal_figures_are_one_and_keep_the_hedge(world: Resolve) -> None:
    knowledge = world(
        article("a", NAMES, figure("Veltrane", "130000")),
        article("b", NAMES, figure("Veltrane", "130000.0", "about", date="2025-06")),
    )
    statement = only(knowledge)
    roles = {a.role: a.ref or a.value for a in statement.arguments}
    assert roles["comparator"] == "about"
    assert roles["date"] == "2025-06"
    assert statement.label == "Veltrane : environ 130 000 personnes employées, juin 2025"


def test_figures_of_two_places_or_dates_are_two(world: Resolve) -> None:
    knowledge = world(
        article(
            "a", NAMES, figure("Veltrane", "100", place="Korvane"), figure("Veltrane", "100", place="Veltie")
        ),
        article(
            "b", NAMES, figure("Ordelis", "100", date="2024-01"), figure("Ordelis", "100", date="2025-01")
        ),
    )
    assert len(knowledge.statements) == 4


LONG = "Nous avons décidé de fermer notre site de Korvane avant la fin de l’année"


def test_a_quotation_told_again_or_in_part_is_one(world: Resolve) -> None:
    knowledge = world(
        article("a", NAMES, quotation(LONG, "Inès Dorval")),
        article("b", NAMES, quotation("Nous avons décidé de fermer notre site de Tisberg", "Inès Dorval")),
        article("c", NAMES, quotation("fermer notre site de Korvane", "Inès Dorval")),
    )
    statement = only(knowledge)
    text = statement.one("text")
    assert text is not None
    assert text.value == LONG
    assert statement.label.endswith("fermer notre site de Korvane avant la fin … »")


def test_quotations_of_two_speakers_are_two(world: Resolve) -> None:
    assert (
        len(
            world(article("a", NAMES, quotation(LONG, "Inès Dorval"), quotation(LONG, "Veltrane"))).statements
        )
        == 2
    )


def test_a_quotation_without_speaker_joins_the_one_of_its_article(world: Resolve) -> None:
    assert len(world(article("a", NAMES, quotation(LONG, "Inès Dorval"), quotation(LONG))).statements) == 1
    assert (
        len(
            world(
                article("a", NAMES, quotation(LONG, "Inès Dorval")), article("b", NAMES, quotation(LONG))
            ).statements
        )
        == 2
    )


def test_evidence_is_the_text_at_its_offsets(world: Resolve) -> None:
    knowledge = world(article("a", NAMES, fact("Veltrane", "locatedIn", "Korvane"), figure("Veltrane", "7")))
    text = knowledge.documents[0].text
    evidence: list[Evidence] = [e for s in knowledge.statements for e in s.evidence]
    assert len(evidence) == 2
    assert all(text[e.start : e.end] == e.quote for e in evidence)
