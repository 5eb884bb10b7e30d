"""Of what a figure is said when the owner stands in another phrase, sentence or quotation."""

from __future__ import annotations

import pytest

from kg.extract.parse import Parser, load_parser
from kg.extract.tokens import Span
from kg.model import Claim
from tests.conftest import Marked, article, unmark
from tests.extract.test_figures import LEXICON, figures


@pytest.fixture(scope="module")
def reader() -> Parser:
    return load_parser(LEXICON.language.model, None, LEXICON.parsing)


def read(reader: Parser, words: str) -> tuple[Marked, tuple[Claim, ...]]:
    text, mentions = unmark(words)
    document, blocks = article(text)
    names = [Span(m.start, m.end, m.type) for m in mentions]
    m = Marked(document, reader.parse_given(document, blocks, names), mentions)
    return m, figures(m)


OWNERS = [
    ("Présente dans 40 pays, la banque [Ordelis|Company] recrute.", "Ordelis"),
    ("Forte de 320 salariés, l'enseigne [Ordelis|Company] exporte.", "Ordelis"),
    ("La [Ligue|Association] veille. Le groupe [Ordelis|Company] emploie 40 personnes.", "Ordelis"),
    ("[Ordelis|Company], dont [Veltrane|Company] détient 30 %, recrute.", "Veltrane"),
    ("Le chiffre d'affaires a atteint 24 millions d'euros, a annoncé [Ordelis|Company].", "Ordelis"),
    ("[Ordelis|Company] a de l'avenir. Ce sont 30 % de notre activité, dit-on.", "Ordelis"),
]


@pytest.mark.parametrize(("words", "owner"), OWNERS)
def test_the_owner_of_a_figure(reader: Parser, words: str, owner: str) -> None:
    m, (claim,) = read(reader, words)
    assert claim.one("about") is not None
    assert m.mention(owner).id == claim.one("about").ref  # type: ignore[union-attr]


def test_the_first_and_the_second(reader: Parser) -> None:
    words = (
        "[Ordelis|Company] et [Veltrane|Company] signent un accord : l'usine sera détenue à 60 % par la "
        "première et à 40 % par la seconde."
    )
    m, claims = read(reader, words)
    owners = {c.one("value").value: c.one("about").ref for c in claims}  # type: ignore[union-attr]
    assert owners == {"60": m.mention("Ordelis").id, "40": m.mention("Veltrane").id}


def test_a_bare_sum_takes_the_currency_used_before(reader: Parser) -> None:
    words = (
        "[Ordelis|Company] a dégagé un bénéfice de 94 millions d'euros. [Ordelis|Company] a réalisé un "
        "chiffre d'affaires de 4,6 milliards."
    )
    claims = read(reader, words)[1]
    found = [(c.one("measure").value, c.one("unit").value) for c in claims]  # type: ignore[union-attr]
    assert found == [("profit", "EUR"), ("revenue", "EUR")]


def test_what_another_thing_does_is_not_said_of_the_topic(reader: Parser) -> None:
    words = "[Ordelis|Company] recrute. L'industrie a perdu 30 % de ses effectifs."
    assert read(reader, words)[1] == ()
