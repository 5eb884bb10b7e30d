"""The explorer's page, and the text of an article with one place of it marked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kg.graph import OxigraphStore
from kg.graph.around import gather
from kg.graph.respond import Reply, plain
from kg.lexicon.page import load as load_words
from kg.lexicon.source import ontology_dir
from kg.ontology import Ontology
from kg.serve.card import text_of
from kg.serve.pages import LANGUAGES, language_of, page
from kg.view.cards import document_card


@cache
def explorer_words(language: str) -> dict[str, str]:
    """The words of ontology/explorer.toml."""
    return load_words(ontology_dir() / "explorer.toml", language)


def explorer_page(languages: Sequence[str]) -> Reply:
    """One page; its scripts ask for everything that they show."""
    language = language_of(languages)
    others = [code for code in LANGUAGES if code != language]
    return page("explorer.html", language, 200, say=explorer_words(language), others=others)


def text_page(
    store: OxigraphStore, ontology: Ontology, folder: Path, document: str, start: int, end: int,
    languages: Sequence[str],
) -> Reply:  # fmt: skip
    """The paragraphs of an article; `text[start:end]` is marked."""
    language = language_of(languages)
    found = gather(store, ontology, [], [f"document/{document}"]).documents
    if not found:
        return plain(404, "there is no such article")
    text, say = text_of(folder, document), explorer_words(language)
    known = document_card(found[0])
    return page(
        "text.html", language, 200 if text else 404, say=say, id=document, link=known["url"],
        title=known["title"] or say["untitled"], paragraphs=_paragraphs(text, start, min(end, len(text))),
        more=[known["date"] or "", *known["by"]],
    )  # fmt: skip


def _paragraphs(text: str, start: int, end: int) -> list[tuple[str, str, str]]:
    """Each line as what stands before, in and behind the marked place."""
    found, at = [], 0
    for line in text.split("\n"):
        left = min(max(start - at, 0), len(line))
        right = min(max(end - at, left), len(line))
        if line.strip():
            found.append((line[:left], line[left:right], line[right:]))
        at += len(line) + 1
    return found
