"""Status: what tense, negation and governing words make of a predicate."""

from __future__ import annotations

import pytest

from kg.extract.parse import Parser, load_parser
from kg.extract.status import StatusReader
from kg.graph.schema import load_ontology
from kg.lexicon import load_lexicon
from kg.model import Status
from tests.conftest import article

LEXICON = load_lexicon("fr", load_ontology())


@pytest.fixture(scope="module")
def reader() -> Parser:
    return load_parser(LEXICON.language.model, LEXICON.folder, LEXICON.parsing, LEXICON.verb_forms)


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Le secteur emploie plus de 130.000 personnes.", "emploie", "actual"),
        ("Le groupe n'emploie plus de saisonniers.", "emploie", "denied"),
        ("Le groupe n'emploie pas de saisonniers.", "emploie", "denied"),
        ("Le groupe vendra son usine.", "vendra", "planned"),
        ("Le groupe vendrait son usine.", "vendrait", "possible"),
        ("Le groupe menace de fermer son usine.", "fermer", "possible"),
        ("Le groupe dément avoir vendu son usine.", "vendu", "denied"),
        ("Le groupe annonce avoir vendu son usine.", "vendu", "actual"),
        ("Le groupe a vendu son usine.", "vendu", "actual"),
        ("Le groupe cesse de livrer la chaîne.", "livrer", "denied"),
    ],
)
def test_status_of_a_predicate(reader: Parser, text: str, word: str, status: Status) -> None:
    (parsed,) = reader.parse([article(text)])
    head = next(t for t in parsed.tokens if t.text == word)
    assert StatusReader(parsed, LEXICON.status, LEXICON.parsing).status(head) == status
