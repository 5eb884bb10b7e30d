"""Which names may own a number."""

from __future__ import annotations

import pytest

from kg.extract.parse import Parser, load_parser
from tests.extract.test_figure_owner import read
from tests.extract.test_figures import LEXICON


@pytest.fixture(scope="module")
def reader() -> Parser:
    return load_parser(LEXICON.language.model, None, LEXICON.parsing)


OWNERS = [
    ("Le géant du [conseil|Industry] [Ordelis|Company] emploie 900 personnes.", "Ordelis"),
    ("Le secteur du [conseil|Industry] emploie 900 personnes.", "conseil"),
    ("Au [Chili|Country], on attend. Le chômage atteint 8 %.", "Chili"),
    ("Son actionnaire, la holding [Ordelis|Company], détient 71 % des titres.", "Ordelis"),
]


@pytest.mark.parametrize(("words", "owner"), OWNERS)
def test_the_name_that_owns_a_number(reader: Parser, words: str, owner: str) -> None:
    m, (claim,) = read(reader, words)
    about = claim.one("about")
    assert about is not None
    assert next(x.text for x in m.mentions if x.id == about.ref) == owner
