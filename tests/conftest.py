"""What the tests of several stages share: the real parser, loaded once, and texts with marked names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from kg.extract.parse import Parser, load_parser
from kg.extract.tokens import Parsed
from kg.model import Block, Document, Mention
from kg.ontology import Class, Ontology

_MARK = re.compile(r"\[([^\[\]|]+)\|([A-Za-z]+)(?:=([^\[\]|]+))?\]")

_PARENTS = {
    "Person": "", "Organization": "", "Company": "Organization", "TradeUnion": "Organization",
    "PublicBody": "Organization", "Association": "Organization", "Media": "Organization", "Place": "",
    "Country": "Place", "City": "Place", "Region": "Place", "Site": "", "BusinessPark": "Site", "Law": "",
    "Programme": "", "Work": "", "Report": "Work", "Award": "", "Product": "", "Industry": "",
    "Technology": "", "Event": "",
}  # fmt: skip


@dataclass(frozen=True)
class Marked:
    """A text with its names, ready for the stages after mention finding."""

    document: Document
    parsed: Parsed
    mentions: tuple[Mention, ...]

    def mention(self, text: str, nth: int = 0) -> Mention:
        """The nth mention that reads like this."""
        return [m for m in self.mentions if m.text == text][nth]


def article(text: str) -> tuple[Document, tuple[Block, ...]]:
    """A document in which every line that is not empty is a kept block."""
    blocks = tuple(
        Block(m.start(), m.end(), "paragraph", True, "test") for m in re.finditer(r"[^\n]*\S[^\n]*", text)
    )
    return Document("test", text, "fr", "0" * 64, "test.txt", "test"), blocks


def unmark(marked: str) -> tuple[str, tuple[Mention, ...]]:
    """Read "[Veltrane|Company] recule" as the text "Veltrane recule" and its mention.

    "[français|Country=France]" gives the mention a name that differs from its text.
    """
    text, mentions, last = "", [], 0
    for m in _MARK.finditer(marked):
        text += marked[last : m.start()]
        start, words = len(text), m[1]
        text, last = text + words, m.end()
        mentions.append(
            Mention(f"test#{start}-{len(text)}", "test", start, len(text), words, m[2], m[3] or words, "test")
        )
    return text + marked[last:], tuple(mentions)


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The French model, loaded once for the whole run."""
    return load_parser("fr_core_news_md")


@pytest.fixture(scope="session")
def parse(parser: Parser) -> Callable[[str], Parsed]:
    """Parse a text, one block per line."""
    return lambda text: next(iter(parser.parse([article(text)])))


@pytest.fixture(scope="session")
def marked(parse: Callable[[str], Parsed]) -> Callable[[str], Marked]:
    """Parse a text whose names are marked as "[Veltrane|Company]" (one block per line)."""

    def make(words: str) -> Marked:
        text, mentions = unmark(words)
        return Marked(article(text)[0], parse(text), mentions)

    return make


@pytest.fixture(scope="session")
def plain_ontology() -> Ontology:
    """The classes of the contract with their parents, without properties, events or measures."""
    classes = {
        name: Class(name, (parent,) if parent else (), (("en", name),)) for name, parent in _PARENTS.items()
    }
    return Ontology(classes, {}, {}, ())
