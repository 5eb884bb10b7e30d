"""stub replaced at once"""
from __future__ import annotations
from kg.lexicon.language import LanguageWords
from kg.model import Block, Document
def clean(document: Document, words: LanguageWords) -> tuple[Block, ...]:
    blocks = []
    pos = 0
    for line in document.text.splitlines(keepends=True):
        s = line.strip()
        if s:
            start = pos + len(line) - len(line.lstrip())
            keep = len(s.split()) > 2
            blocks.append(Block(start, start + len(s), "paragraph" if len(s) > 120 else "heading", keep, ""))
        pos += len(line)
    return tuple(blocks)
