"""What of a scraped page is the article: pages of many kinds, and what holds for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.lexicon.language import LanguageWords, load
from kg.lexicon.source import ontology_dir
from kg.model import Block, Document
from kg.read.clean import clean
from tests.read.pages import PAGES, load_page

WORDS: LanguageWords = load(ontology_dir() / "lang" / "fr")
KEPT = {"title", "heading", "paragraph", "item"}


def document(text: str, **fields: str) -> Document:
    return Document("x-00000000", text, "fr", "", "x.txt", "x", **fields)  # type: ignore[arg-type]


def blocks(text: str, **fields: str) -> list[tuple[str, str]]:
    """(kind, text) of each block."""
    return [(b.kind, text[b.start : b.end]) for b in clean(document(text, **fields), WORDS)]


def kept(text: str, **fields: str) -> list[str]:
    return [text[b.start : b.end] for b in clean(document(text, **fields), WORDS) if b.keep]


def check_cover(text: str, found: tuple[Block, ...]) -> None:
    """Blocks are ordered, trimmed, apart, and hold every character that is not blank."""
    position = 0
    for block in found:
        assert position <= block.start < block.end <= len(text)
        assert not text[position : block.start].strip()
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        assert block.keep == (block.kind in KEPT)
        assert block.reason
        position = block.end
    assert not text[position:].strip()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page(path: Path) -> None:
    text, expected = load_page(path)
    found = clean(document(text), WORDS)
    check_cover(text, found)
    got = [False] * len(text)
    for block in found:
        got[block.start : block.end] = [block.keep] * (block.end - block.start)
    wrong, start = [], 0
    for line in text.splitlines(keepends=True):
        span = range(start, start + len(line))
        if any(got[i] != expected[i] for i in span if text[i].isalnum()):
            wrong.append(line.strip())
        start += len(line)
    assert not wrong


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_line_ends_do_not_matter(path: Path) -> None:
    text, _ = load_page(path)
    other = text.replace("\n", "\r\n")
    assert [t.replace("\r\n", "\n") for t in kept(other)] == kept(text)


def test_pages_are_many() -> None:
    assert len(PAGES) >= 45


LINES = st.sampled_from(
    [line for path in PAGES for line in load_page(path)[0].splitlines()] + ["", "", "    ", "# Titre", "---"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\r\n", "    ", "\n\n"]))
def test_any_mix_of_lines_is_covered(lines: list[str], between: str) -> None:
    text = between.join(lines)
    check_cover(text, clean(document(text), WORDS))


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_covered(text: str) -> None:
    check_cover(text, clean(document(text), WORDS))


BODY = (
    "Le chantier naval Corvane construira deux ferries pour la compagnie Insulia. Le contrat se monte à "
    "210 millions d'euros.\n\nCorvane, qui emploie 1 150 salariés, prévoit d'embaucher 80 soudeurs. "
    "La région garantit une partie des emprunts du chantier.\n"
)


def test_dateline_of_an_agency_stays_in_its_paragraph() -> None:
    text = "Deux ferries pour Corvane\n\nNORVILLE, 9 juillet 2025 – " + BODY
    assert kept(text)[1].startswith("NORVILLE, 9 juillet 2025 – Le chantier")


def test_dateline_of_the_site_is_metadata() -> None:
    text = "Deux ferries pour Corvane\n\nPublié le 21/08/2025 à 17h42\n\n" + BODY
    assert ("metadata", "Publié le 21/08/2025 à 17h42") in blocks(text)


def test_hard_wrapped_paragraph_is_one_block() -> None:
    text = (
        "La scierie reprise\n\nLa scierie Bordas, placée en redressement judi-\nciaire en novembre, a été "
        "reprise lundi par le\ngroupe autrichien Holzmann. Le tribunal de com-\nmerce a retenu son offre.\n"
    )
    assert kept(text)[1].count("\n") == 3


def test_single_newlines_separate_full_paragraphs() -> None:
    text = "Deux ferries pour Corvane\n" + BODY.replace("\n\n", "\n")
    assert len(kept(text)) == 3


def test_two_spaces_after_a_full_stop_separate_nothing() -> None:
    text = "Deux ferries\n\n" + BODY.replace(". ", ".  ")
    assert len(kept(text)) == 3


def test_headlines_run_together_are_blocks_of_their_own() -> None:
    gap = "\u00a0" * 4
    menu = gap.join(["Météo : la pluie revient", "Le maire de Thorane démissionne", "Un festival annulé"])
    found = blocks(f"{menu}\n\nDeux ferries pour Corvane\n\n{BODY}")
    assert [t for k, t in found if k == "menu"] == menu.split(gap)


def test_title_of_the_metadata_wins() -> None:
    text = "Un tracteur en feu à Thorane\n\nLe grand saut\n\nÉconomie\n\n" + BODY
    assert blocks(text, title="Le grand saut")[1] == ("title", "Le grand saut")


def test_repeated_paragraph_is_kept_once() -> None:
    assert len(kept("Deux ferries pour Corvane\n\n" + BODY + "\n" + BODY)) == 3


def test_markdown_marks_and_front_matter_are_dropped() -> None:
    text = "---\ntitle: Deux ferries\n---\n\n# Deux ferries pour Corvane\n\n" + BODY
    found = blocks(text)
    assert found[0] == ("metadata", "---\ntitle: Deux ferries\n---")
    assert ("markup", "#") in found
    assert ("title", "Deux ferries pour Corvane") in found


def test_page_of_menus_only_keeps_nothing() -> None:
    assert kept("Accueil | Sports | Culture\nNewsletter\nContact\nMentions légales\n") == []


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff"])
def test_blank_text_has_no_kept_block(text: str) -> None:
    assert kept(text) == []


def test_every_kind_is_known() -> None:
    dropped = {"menu", "teaser", "related", "share", "biography", "notice", "caption", "comments", "metadata"}
    seen = {k for path in PAGES for k, _ in blocks(load_page(path)[0])}
    assert seen <= KEPT | dropped | {"repeated", "markup"}
    assert seen >= dropped | {"title", "heading", "paragraph", "item"}
