"""What the panel shows of statements and articles."""

from dataclasses import replace

import pytest
from newsroom import newsroom

from kg.model import Document, Evidence
from kg.view.cards import document_card, statement_card

TEXT = "Menu\nAvant la phrase. Belmarin ferme. Après la phrase.\nPied de page"
DOCUMENT = Document(
    "d",
    TEXT,
    "fr",
    "0",
    "d.txt",
    "d",
    "Un titre",
    "2025-07-01",
    ("A. Plume",),
    "L'Écho",
    "https://example.org/a",
)


def card(ontology, evidence: Evidence, document: Document = DOCUMENT):
    said = replace(newsroom().statements[0], evidence=(evidence,))
    return statement_card(said, {"d": document}, ontology, "fr")


def test_a_quote_comes_with_what_stands_around_it_in_its_paragraph(ontology) -> None:
    start = TEXT.index("Belmarin")
    proof = card(ontology, Evidence("d", start, start + 15, "Belmarin ferme."))["evidence"][0]
    assert (proof["before"], proof["after"]) == ("Avant la phrase. ", " Après la phrase.")


def test_long_surroundings_are_cut_at_a_word(ontology) -> None:
    text = "mot " * 200 + "Belmarin ferme." + " mot" * 200
    document = replace(DOCUMENT, text=text)
    proof = card(ontology, Evidence("d", 800, 815, "Belmarin ferme."), document)["evidence"][0]
    assert proof["quote"] == text[800:815]
    assert proof["before"].startswith("… mot")
    assert proof["after"].endswith("mot …")
    assert max(len(proof["before"]), len(proof["after"])) < 160


@pytest.mark.parametrize("start", [0, 10_000])
def test_a_quote_that_is_not_at_its_offsets_stands_alone(ontology, start: int) -> None:
    proof = card(ontology, Evidence("d", start, start + 15, "Belmarin ferme."))["evidence"][0]
    assert proof == {"document": "d", "before": "", "quote": "Belmarin ferme.", "after": ""}


def test_an_article_missing_from_the_graph_is_no_error(ontology) -> None:
    assert card(ontology, Evidence("elsewhere", 0, 4, "Dit."))["evidence"][0]["quote"] == "Dit."


def test_a_card_says_who_says_so_how_sure_and_by_which_rule(ontology) -> None:
    said = replace(
        newsroom().statements[0], attributed_to=("organization/fgsc",), rules=("a", "b"), confidence=0.876
    )
    shown = statement_card(said, {}, ontology, "fr")
    assert (shown["by"], shown["rules"], shown["confidence"]) == (["organization/fgsc"], ["a", "b"], 0.88)


@pytest.mark.parametrize(
    ("url", "kept"),
    [("https://example.org/a", True), ("HTTP://example.org", True), ("javascript:alert(1)", False),
     (" https://example.org", False), ("data:text/html,x", False), (None, False)],
)  # fmt: skip
def test_only_web_links_can_be_followed(url: str | None, kept: bool) -> None:
    assert document_card(replace(DOCUMENT, url=url))["url"] == (url if kept else None)


def test_an_article_without_title_shows_the_name_of_its_file() -> None:
    assert document_card(replace(DOCUMENT, title=None))["title"] == "d"
