"""The only place where spaCy runs: text blocks in, plain tokens and name spans out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.extract.recogniser import Recogniser, load_recogniser
from kg.extract.tokens import Parsed, Sentence, Span, Token
from kg.model import Block, Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LABELS = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "MISC": "Work"}
ARTICLES = 8
"""Articles that are read together. More are no faster, and keep more text in memory."""


class Parser:
    """A loaded model. `parse` takes documents with their blocks and reads the kept blocks only.

    Names come from the recogniser if there is one, else from the model itself.
    """

    def __init__(self, nlp: Language, recogniser: Recogniser | None = None, batch: int = 64) -> None:
        self._nlp, self._recogniser, self._batch = nlp, recogniser, batch

    def parse(self, items: Iterable[tuple[Document, tuple[Block, ...]]]) -> Iterator[Parsed]:
        """One `Parsed` per document, in order; documents are read a few at a time."""
        source = iter(items)
        while chunk := list(islice(source, ARTICLES)):
            places = [
                (n, index)
                for n, (_, blocks) in enumerate(chunk)
                for index, b in enumerate(blocks)
                if b.keep
            ]
            texts = [
                chunk[n][0].text[chunk[n][1][index].start : chunk[n][1][index].end]
                for n, index in places
            ]
            docs = list(self._nlp.pipe(texts, batch_size=self._batch))
            names = self._names(docs)
            parts: dict[int, list[tuple[int, Doc, list[Span]]]] = {n: [] for n in range(len(chunk))}
            for (n, index), doc, spans in zip(places, docs, names, strict=True):
                parts[n].append((index, doc, spans))
            for n, (document, blocks) in enumerate(chunk):
                yield _assemble(document.text, blocks, parts[n])

    def _names(self, docs: list[Doc]) -> list[list[Span]]:
        """The names of each document, with offsets into its block."""
        if self._recogniser is None:
            return [
                [Span(e.start_char, e.end_char, LABELS.get(e.label_, e.label_)) for e in d.ents]
                for d in docs
            ]
        return [
            [
                Span(doc[f.first].idx, doc[f.last - 1].idx + len(doc[f.last - 1]), *f.classes[0], f.classes)
                for f in found
            ]
            for doc, found in zip(docs, self._recogniser.find(docs), strict=True)
        ]


def _assemble(text: str, blocks: tuple[Block, ...], parts: list[tuple[int, Doc, list[Span]]]) -> Parsed:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    spans: list[Span] = []
    for block, doc, names in parts:
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
        spans += [Span(shift + n.start, shift + n.end, n.label, n.score, n.classes) for n in names]
    return Parsed(text, tuple(tokens), tuple(sentences), tuple(spans))


def load_parser(model: str, folder: Path | None = None, **options: Any) -> Parser:
    """Load a spaCy model by its package name, and the name recogniser in `folder`/ner if any.

    The model computes with numpy's own matrix product on one thread: on texts of this size that is
    faster than several, and the output is the same. The model's own recogniser is not loaded where
    a trained one takes its place.
    """
    if "numpy" not in sys.modules:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import spacy
    from thinc.api import NumpyOps, get_current_ops, set_current_ops

    before = get_current_ops()
    set_current_ops(NumpyOps(use_blis=False))
    try:
        trained = folder is not None and (folder / "ner" / "labels.json").exists()
        recogniser = load_recogniser(folder / "ner") if folder and trained else None
        if recogniser:
            options = {**options, "exclude": [*options.get("exclude", []), "ner"]}
        return Parser(spacy.load(model, **options), recogniser)
    finally:
        set_current_ops(before)
