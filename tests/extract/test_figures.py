"""Figures: every rule reads its own examples, and what a claim says."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.extract.coref import corefer
from kg.extract.dates import find_dates
from kg.extract.figures import find_figures
from kg.extract.numbers import find_quantities
from kg.extract.parse import Parser, load_parser
from kg.extract.tokens import Span
from kg.graph.schema import load_ontology
from kg.lexicon import load_lexicon
from kg.lexicon.figures import FigureRule
from kg.model import Claim
from tests.conftest import Marked, article, unmark

ONTOLOGY = load_ontology()
LEXICON = load_lexicon("fr", ONTOLOGY)
RULES = LEXICON.figures.rules
Mark = Callable[[str], Marked]


@pytest.fixture(scope="module")
def reader() -> Parser:
    """The parser as the extractor uses it: names are masked."""
    return load_parser(LEXICON.language.model, None, LEXICON.parsing)


@pytest.fixture(scope="module")
def marked(reader: Parser) -> Mark:
    def make(words: str) -> Marked:
        text, mentions = unmark(words)
        document, blocks = article(text)
        names = [Span(m.start, m.end, m.type) for m in mentions]
        return Marked(document, reader.parse_given(document, blocks, names), mentions)

    return make


def figures(
    marked: Marked, published: str | None = None, used: frozenset[int] = frozenset()
) -> tuple[Claim, ...]:
    m = marked
    mentions, chains = corefer(m.parsed, m.document, m.mentions, LEXICON, ONTOLOGY)
    quantities = find_quantities(m.parsed, LEXICON)
    dates = find_dates(m.parsed, published, LEXICON)
    return find_figures(m.parsed, m.document, mentions, chains, quantities, dates, LEXICON, ONTOLOGY, used)


def said(claims: tuple[Claim, ...], role: str) -> list[str | None]:
    return [a.value or a.ref for c in claims for a in c.all(role)]


@pytest.mark.parametrize(
    ("rule", "text"), [(r, t) for r in RULES for t in r.yes], ids=lambda x: getattr(x, "id", x)
)
def test_a_rule_reads_its_examples(marked: Mark, rule: FigureRule, text: str) -> None:
    assert rule.id in {c.rule for c in figures(marked(text))}


@pytest.mark.parametrize(
    ("rule", "text"), [(r, t) for r in RULES for t in r.no], ids=lambda x: getattr(x, "id", x)
)
def test_a_rule_leaves_the_others(marked: Mark, rule: FigureRule, text: str) -> None:
    assert rule.id not in {c.rule for c in figures(marked(text))}


def test_every_rule_has_examples() -> None:
    assert all(r.yes and r.no for r in RULES)


def test_what_a_figure_says(marked: Mark) -> None:
    m = marked("[Veltrane|Company] emploie près de 1 200 personnes à [Aubremont|City] depuis 2019.")
    (claim,) = figures(m)
    assert claim.kind == "figure"
    assert said((claim,), "about") == [m.mention("Veltrane").id]
    assert said((claim,), "measure") == ["employees"]
    assert said((claim,), "value") == ["1200"]
    assert said((claim,), "unit") == ["person"]
    assert said((claim,), "comparator") == ["About"]
    assert said((claim,), "place") == [m.mention("Aubremont").id]
    evidence = claim.evidence[0]
    assert m.document.text[evidence.start : evidence.end] == evidence.quote


def test_a_date_in_the_sentence(marked: Mark) -> None:
    claims = figures(marked("En 2024, [Veltrane|Company] a réalisé un chiffre d'affaires de 12 M€."))
    assert said(claims, "date") == ["2024"]


def test_a_loss_counts_downwards(marked: Mark) -> None:
    claims = figures(marked("[Veltrane|Company] a enregistré une perte de 1,5 million d'euros."))
    assert [Decimal(v or "") for v in said(claims, "value")] == [Decimal(-1500000)]


def test_a_plan_is_no_fact(marked: Mark) -> None:
    (claim,) = figures(marked("[Veltrane|Company] fera travailler 160 personnes."))
    assert claim.status == "planned"


def test_what_an_event_took_is_not_repeated(marked: Mark) -> None:
    m = marked("[Veltrane|Company] emploie 160 personnes.")
    start = m.document.text.index("160")
    assert figures(m, used=frozenset({start})) == ()


def test_numbers_of_nothing_named_are_left_out(marked: Mark) -> None:
    assert figures(marked("Le boulanger emploie 3 personnes.")) == ()
