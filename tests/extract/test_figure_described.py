"""What a definite noun takes up where the article names several things."""

from __future__ import annotations

import pytest

from kg.extract.parse import Parser, load_parser
from tests.extract.test_figure_owner import read
from tests.extract.test_figures import LEXICON


@pytest.fixture(scope="module")
def reader() -> Parser:
    return load_parser(LEXICON.language.model, None, LEXICON.parsing)


OWNERS = [
    (
        "Le fonds [Ordelis|Company] a rencontré [Verrerie Duroc|Company]. Le verrier compte 410 salariés.",
        "Verrerie Duroc",
    ),
    (
        "Le plan de [Ordelis|Company] se précise. "
        "Le fabricant de tubes en acier, qui emploie 980 ouvriers, recrute.",
        "Ordelis",
    ),
]


@pytest.mark.parametrize(("words", "owner"), OWNERS)
def test_what_a_definite_noun_takes_up(reader: Parser, words: str, owner: str) -> None:
    m, (claim,) = read(reader, words)
    about = claim.one("about")
    assert about is not None
    assert next(x.text for x in m.mentions if x.id == about.ref) == owner


def test_a_trade_is_told_by_its_ending(reader: Parser) -> None:
    words = "[Ordelis|Company] recrute. Le facteur passe. Le tourneur emploie 90 personnes."
    m, (claim,) = read(reader, words)
    assert claim.one("about").ref == m.mention("Ordelis").id  # type: ignore[union-attr]


def test_en_takes_the_unit_of_what_was_counted(reader: Parser) -> None:
    words = "[Ordelis|Company] a modernisé 12 magasins. [Ordelis|Company] en possède 150."
    units = {c.one("value").value: c.one("unit").value for c in read(reader, words)[1]}  # type: ignore[union-attr]
    assert units["150"] == "site"


def test_a_bare_noun_before_a_share_has_it(reader: Parser) -> None:
    words = "[Ordelis|Company] détient 40 % de [Veltrane|Company], les cadres 10 %."
    values = {c.one("value").value for c in read(reader, words)[1]}  # type: ignore[union-attr]
    assert values == {"40"}
