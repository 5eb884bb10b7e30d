"""The only place where spaCy runs: text blocks in, plain tokens and name spans out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.extract.tokens import Parsed, Sentence, Span, Token
from kg.model import Block, Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LABELS = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "MISC": "Work"}


class Parser:
    """A loaded model. `parse` takes documents with their blocks and reads the kept blocks only."""

    def __init__(self, nlp: Language, batch: int = 64) -> None:
        self._nlp, self._batch = nlp, batch

    def parse(self, items: Iterable[tuple[Document, tuple[Block, ...]]]) -> Iterator[Parsed]:
        """One `Parsed` per document, in order; documents are read a few at a time."""
        source = iter(items)
        while chunk := list(islice(source, 8)):
            texts = [
                (document.text[b.start : b.end], (n, index))
                for n, (document, blocks) in enumerate(chunk)
                for index, b in enumerate(blocks)
                if b.keep
            ]
            parts: dict[int, list[tuple[int, Doc]]] = {n: [] for n in range(len(chunk))}
            for doc, (n, index) in self._nlp.pipe(texts, as_tuples=True, batch_size=self._batch):
                parts[n].append((index, doc))
            for n, (document, blocks) in enumerate(chunk):
                yield _assemble(document.text, blocks, parts[n])


def _assemble(text: str, blocks: tuple[Block, ...], parts: list[tuple[int, Doc]]) -> Parsed:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    spans: list[Span] = []
    for block, doc in parts:
        shift = blocks[block].start
        for sent in doc.sents:
            words = [t for t in sent if not t.is_space]
            if not words:
                continue
            first = len(tokens)
            index = {t.i: first + k for k, t in enumerate(words)}
            for t in words:
                tokens.append(
                    Token(
                        len(tokens), shift + t.idx, shift + t.idx + len(t), t.text,
                        t.lemma_, t.pos_, t.dep_, index.get(t.head.i, index[t.i]),
                        str(t.morph), len(sentences),
                    )
                )  # fmt: skip
            start, end = tokens[first].start, tokens[-1].end
            sentences.append(Sentence(len(sentences), first, len(tokens), start, end, block))
        spans += [
            Span(shift + e.start_char, shift + e.end_char, LABELS.get(e.label_, e.label_))
            for e in doc.ents
        ]
    return Parsed(text, tuple(tokens), tuple(sentences), tuple(spans))


def load_parser(model: str, **options: Any) -> Parser:
    """Load a spaCy model by its package name."""
    import spacy

    return Parser(spacy.load(model, **options))
