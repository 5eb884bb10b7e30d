"""Which parts of a scraped text are the article.

A page is taken apart into pieces (`pieces`, `split`), each with its features (`looks`). The longest
stretch of running text is the core of the article; its vocabulary tells a title or a section heading
from the headlines of other articles. What follows is decided piece by piece: cue phrases of the
language, the shape of the line, repetition, and where it stands relative to the core.

The idea of classing blocks by shallow text features and their neighbours is that of Kohlschütter,
Fankhauser and Nejdl, "Boilerplate Detection using Shallow Text Features" (WSDM 2010).
"""

from __future__ import annotations

from kg.lexicon.language import LanguageWords
from kg.model import Block, Document
from kg.read.body import Verdict, walk
from kg.read.core import find_core, find_title
from kg.read.looks import Look, look
from kg.read.markdown import FRONT_MATTER
from kg.read.pieces import pieces
from kg.read.settle import settle_headings
from kg.read.split import split_inline
from kg.read.tail import settle_tail


def clean(document: Document, words: LanguageWords) -> tuple[Block, ...]:
    """The document as blocks in text order that do not overlap and hold every non-blank character.

    A kept block is one paragraph, heading, list item or title; where lines were hard-wrapped it
    holds line breaks. `kind` is one of title, heading, paragraph, item (kept) and menu, teaser,
    related, share, biography, notice, caption, comments, metadata, repeated, markup (dropped).
    """
    text = document.text
    front = FRONT_MATTER.match(text)
    blocks = []
    if front and front["body"].strip():
        start = len(front[0]) - len(front[0].lstrip())
        blocks.append(Block(start, len(front[0].rstrip()), "metadata", False, "front matter"))
    parts = split_inline(pieces(text, words, front.end() if front else 0), text, words)
    looks = [look(piece, text, words) for piece in parts]
    verdicts = decide(looks, document, words)
    blocks += [
        Block(each.piece.start, each.piece.end, verdict.kind, verdict.keep, verdict.reason)
        for each, verdict in zip(looks, verdicts, strict=True)
    ]
    return tuple(blocks)


def decide(looks: list[Look], document: Document, words: LanguageWords) -> list[Verdict]:
    """One verdict for each piece."""
    core = find_core(looks)
    if core is None:
        return [_without_core(each, len(looks)) for each in looks]
    title = find_title(looks, core, document.title)
    verdicts = walk(looks, core, title)
    settle_tail(looks, verdicts, document.authors, words)
    settle_headings(looks, verdicts, core)
    return [v if v else Verdict("menu", False, "not part of the article") for v in verdicts]


def _without_core(each: Look, count: int) -> Verdict:
    """A page without one paragraph: a few lines with grammar in them are the text, else nothing is."""
    if each.cue:
        return Verdict(each.cue.kind, False, each.cue.reason)
    if each.piece.markup:
        return Verdict("markup", False, "a mark of the markup")
    if count <= 6 and not each.menu and each.words >= 3 and (each.verb or each.density > 0) and not each.cut:
        return Verdict("paragraph", True, "a line of a short text")
    return Verdict("menu", False, "no running text around it")
