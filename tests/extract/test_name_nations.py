"""Countries that names tell by an adjective."""

from __future__ import annotations

from functools import cache

import pytest

from kg.extract.name_nations import name_nations
from kg.extract.tokens import Parsed, Sentence, Token
from kg.graph.schema import load_ontology
from kg.lexicon import load_lexicon
from kg.model import Chain, Document, Mention


@cache
def demonyms():
    return load_lexicon("fr", load_ontology()).demonyms


def read(name: str, type_: str):
    text = f"Le {name} proteste."
    tokens, at = [], 0
    for i, word in enumerate(text.removesuffix(".").split()):
        tokens.append(Token(i, at, at + len(word), word, word, "NOUN", "dep", 0, "", 0))
        at += len(word) + 1
    parsed = Parsed(text, tuple(tokens), (Sentence(0, 0, len(tokens), 0, len(text), 0),), ())
    mention = Mention(f"t#3-{3 + len(name)}", "t", 3, 3 + len(name), name, type_, name, "test")
    chain = Chain("t/0", "t", type_, name, (), (mention.id,))
    document = Document("t", text, "fr", "x", "x", "x")
    return name_nations(parsed, document, (mention,), (chain,), demonyms())


@pytest.mark.parametrize(
    ("name", "type_", "country"),
    [
        ("gouvernement malgache", "PublicBody", "Madagascar"),
        ("ministère marocain des Lacs", "PublicBody", "Maroc"),
        ("loi suisse sur les barques", "Law", "Suisse"),
    ],
)
def test_an_institution_is_of_the_country_in_its_name(name: str, type_: str, country: str) -> None:
    mentions, chains, claims = read(name, type_)
    assert [c.label for c in chains if c.type == "Country"] == [country]
    adjective = next(m for m in mentions if m.type == "Country")
    assert claims[0].evidence[0].quote[adjective.start : adjective.end] == adjective.text
    assert claims[0].one("object").ref == adjective.id in chains[-1].mentions


@pytest.mark.parametrize(
    ("name", "type_"),
    [("gouvernement central", "PublicBody"), ("Union suisse des barques", "TradeUnion")],
)
def test_other_names_tell_none(name: str, type_: str) -> None:
    assert read(name, type_)[2] == ()
