"""Sentences whose verb the parser does not see at first."""

from __future__ import annotations

import pytest

from kg.extract.parse import Parser, load_parser
from kg.extract.tokens import Parsed, Token
from kg.graph.schema import load_ontology
from kg.lexicon import load_lexicon
from tests.conftest import article

LEXICON = load_lexicon("fr", load_ontology())


@pytest.fixture(scope="module")
def reader() -> Parser:
    return load_parser(LEXICON.language.model, LEXICON.folder, LEXICON.parsing, LEXICON.verb_forms)


@pytest.fixture(scope="module")
def once() -> Parser:
    """The same, without a second look."""
    return load_parser(LEXICON.language.model, LEXICON.folder, None, LEXICON.verb_forms)


def read(parser: Parser, text: str, word: str) -> tuple[Parsed, Token]:
    (parsed,) = parser.parse([article(text)])
    return parsed, next(t for t in parsed.tokens if t.text == word)


@pytest.mark.parametrize(
    ("text", "word", "lemma", "subject"),
    [
        ("L'entreprise licencie 30 salariés.", "licencie", "licencier", "entreprise"),
        ("Le transporteur ferme deux lignes.", "ferme", "fermer", "transporteur"),
        ("La direction dément avoir pris une décision.", "dément", "démentir", "direction"),
        ("L'équipementier automobile menace de délocaliser sa production.", "menace", "menacer",
         "équipementier"),
        ("Une pause. Le site compte 75 salariés.", "compte", "compter", "site"),
    ],
)  # fmt: skip
def test_a_verb_that_looked_like_something_else(
    reader: Parser, once: Parser, text: str, word: str, lemma: str, subject: str
) -> None:
    parsed, verb = read(reader, text, word)
    assert (verb.pos, verb.dep, verb.lemma) == ("VERB", "ROOT", lemma)
    assert [parsed.tokens[c].text for c in parsed.children[verb.i] if parsed.tokens[c].dep == "nsubj"] == [
        subject
    ]
    before = read(once, text, word)[1]
    assert (before.pos, before.dep) != ("VERB", "ROOT")  # else the example shows nothing


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("La menace de fermer l'usine est réelle.", "menace"),
        ("Le comité a fait le compte des pertes.", "compte"),
        ("Une main ferme pour le groupe.", "ferme"),
    ],
)
def test_nouns_and_adjectives_stay_what_they_are(reader: Parser, text: str, word: str) -> None:
    assert read(reader, text, word)[1].pos != "VERB"


def test_forms_of_the_present() -> None:
    forms = LEXICON.verbs.forms(["licencier", "finir", "vendre"])
    assert forms.present["licencie"] is False
    assert forms.present["finissent"] is True
    assert "vendu" not in forms.present
    assert forms.infinitives["vendu"] == "vendre"
