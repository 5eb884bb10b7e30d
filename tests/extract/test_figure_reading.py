"""Numbers that no rule takes: the measure by the words around, the owner by the tree."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extract.parse import Parser, load_parser
from kg.extract.tokens import Span
from kg.model import Claim
from tests.conftest import Marked, article, unmark
from tests.extract.test_figures import LEXICON, figures, said


@pytest.fixture(scope="module")
def reader() -> Parser:
    return load_parser(LEXICON.language.model, None, LEXICON.parsing)


def read(reader: Parser, words: str) -> tuple[Marked, tuple[Claim, ...]]:
    text, mentions = unmark(words)
    document, blocks = article(text)
    names = [Span(m.start, m.end, m.type) for m in mentions]
    m = Marked(document, reader.parse_given(document, blocks, names), mentions)
    return m, figures(m)


def told(reader: Parser, words: str) -> set[tuple[str, str, Decimal, str]]:
    m, claims = read(reader, words)
    names = {x.id: x.text for x in m.mentions}
    found = set()
    for c in claims:
        about, (measure, value, unit) = c.one("about"), (said((c,), r) for r in ("measure", "value", "unit"))
        assert about is not None
        found.add((names.get(about.ref or "", "?"), str(measure[0]), Decimal(str(value[0])), str(unit[0])))
    return found


READ = [
    ("La clinique [Ordelis|Organization] a pris en charge 48 000 patients.", "count", 48000, "person"),
    ("L'ONG [Ordelis|Association] a distribué 52 000 repas.", "count", 52000, "meal"),
    ("Plus de 30 000 coureurs ont pris le départ du [Tour Vernal|Event].", "count", 30000, "person"),
    (
        "Le barreau d'[Aubremont|City] est petit. [Ordelis|Company] a déposé 14 brevets.",
        "count",
        14,
        "patent",
    ),
    (
        "La sécheresse a touché 60 % des exploitations de la [Haute-Sambre|Region].",
        "sharePercent",
        60,
        "percent",
    ),
    (
        "Le projet [Solveig|Programme] est financé à 40 % par [Ordelis|Company].",
        "sharePercent",
        40,
        "percent",
    ),
    ("La dette d'[Ordelis|Company] a été ramenée à 2,5 milliards d'euros.", "amount", 2500000000, "EUR"),
    ("Le nombre d'abonnés de [Solveig|Product] a triplé, à 6 millions.", "count", 6000000, "client"),
    ("[Ordelis|Company] a vu son trafic reculer de 8 %.", "growthPercent", -8, "percent"),
]


@pytest.mark.parametrize(("words", "measure", "value", "unit"), READ, ids=[r[0] for r in READ])
def test_a_number_is_read(reader: Parser, words: str, measure: str, value: int, unit: str) -> None:
    found = {(m, v, u) for _, m, v, u in told(reader, words)}
    assert (measure, Decimal(value), unit) in found


OWNERS = [
    ("Le projet [Solveig|Programme] est financé à 40 % par [Ordelis|Company].", "Ordelis"),
    ("[Veltrane|Company] souffre. Le bailleur social [Ordelis|Company] gère 300 logements.", "Ordelis"),
]


@pytest.mark.parametrize(("words", "owner"), OWNERS)
def test_the_tree_gives_the_owner(reader: Parser, words: str, owner: str) -> None:
    assert {about for about, *_ in told(reader, words)} == {owner}


LEFT = [
    "[Ordelis|Company] a racheté [Veltrane|Company] pour 140 millions d'euros.",
    "Le contrat de [Veltrane|Company], évalué à 25 millions d'euros, inquiète.",
    "Le syndicat [Ordelis|TradeUnion] demande 18 % d'augmentation.",
    "Les deux entreprises, [Ordelis|Company] et [Veltrane|Company], négocient.",
    "[Ordelis|Company] recrute. Sa maison mère brasse 40 millions d'hectolitres.",
    "Selon [Ordelis|Company], 3 000 cueilleurs manquent.",
    "[Ordelis|Company] existe depuis 40 ans et ouvre à 9 heures.",
]


@pytest.mark.parametrize("words", LEFT)
def test_what_is_not_certain_is_left(reader: Parser, words: str) -> None:
    assert told(reader, words) == set()


def test_a_federation_counts_its_members(reader: Parser) -> None:
    found = told(reader, "L'[Ordre vernal|Association] compte 640 avocats et emploie 12 salariés.")
    assert ("Ordre vernal", "count", Decimal(640), "person") in found
    assert ("Ordre vernal", "employees", Decimal(12), "person") in found


def test_a_plant_has_the_capacity_that_a_pronoun_tells(reader: Parser) -> None:
    words = "[Ordelis|Company] inaugure la [centrale Vernal|Site]. D'une puissance de 30 MW, elle tourne."
    assert ("centrale Vernal", "capacity", Decimal(30), "MW") in told(reader, words)
