"""The only place where spaCy runs: text blocks in, plain tokens and name spans out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.extract.mask import Masked, mask, unmask
from kg.extract.recogniser import Recogniser, load_recogniser
from kg.extract.second_look import look_again
from kg.extract.tokens import Parsed, Sentence, Span, Token
from kg.lexicon.parsing import ParsingWords
from kg.lexicon.verbs import VerbForms
from kg.model import Block, Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LABELS = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "MISC": "Work"}
UNMASKED = ParsingWords({}, {}, "", "", "", {}, frozenset(), frozenset(), {}, frozenset())
ARTICLES = 8
"""Articles that are read together. More are no faster, and keep more text in memory."""


class Read(NamedTuple):
    """One block: its tokens, its names with offsets into the block, and its parse."""

    doc: Doc
    names: list[Span]
    masked: Masked


class Parser:
    """A loaded model. `parse` takes documents with their blocks and reads the kept blocks only.

    Names come from the recogniser if there is one, else from the model itself.
    """

    def __init__(
        self,
        nlp: Language,
        recogniser: Recogniser | None = None,
        words: ParsingWords | None = None,
        forms: VerbForms | None = None,
        batch: int = 64,
    ) -> None:
        self._nlp, self._recogniser, self._batch = nlp, recogniser, batch
        self._words, self._forms = words or UNMASKED, forms or VerbForms()

    def parse(self, items: Iterable[tuple[Document, tuple[Block, ...]]]) -> Iterator[Parsed]:
        """One `Parsed` per document, in order; documents are read a few at a time."""
        source = iter(items)
        while chunk := list(islice(source, ARTICLES)):
            places = [
                (n, index) for n, (_, blocks) in enumerate(chunk) for index, b in enumerate(blocks) if b.keep
            ]
            texts = [
                chunk[n][0].text[chunk[n][1][index].start : chunk[n][1][index].end] for n, index in places
            ]
            read = self.read_blocks(texts)
            parts: dict[int, list[tuple[int, Read]]] = {n: [] for n in range(len(chunk))}
            for (n, index), block in zip(places, read, strict=True):
                parts[n].append((index, block))
            for n, (document, blocks) in enumerate(chunk):
                yield self._assemble(document.text, blocks, parts[n])

    def read_blocks(self, texts: list[str], given: list[list[Span]] | None = None) -> list[Read]:
        """Parse texts with their names masked; names are recognised unless they are given."""
        if self._recogniser is None and given is None:
            docs = list(self._nlp.pipe(texts, batch_size=self._batch))
            names = self._names(docs)
            return [
                Read(doc, n, Masked(doc, tuple((t.i,) for t in doc)))
                for doc, n in zip(docs, names, strict=True)
            ]
        docs = [with_compounds(self._nlp.make_doc(t)) for t in texts]
        names = self._names(docs) if given is None else given
        masked = [mask(doc, n, self._words) for doc, n in zip(docs, names, strict=True)]
        parsed = list(self._nlp.pipe([m.doc for m in masked], batch_size=self._batch))
        look_again(parsed, self._nlp, self._words, self._forms)
        return [
            Read(doc, n, Masked(p, m.groups))
            for doc, n, m, p in zip(docs, names, masked, parsed, strict=True)
        ]

    def parse_given(self, document: Document, blocks: tuple[Block, ...], names: Iterable[Span]) -> Parsed:
        """Parse one document whose names are known: for gold data and the examples of rules."""
        known = tuple(names)
        kept = [(n, b) for n, b in enumerate(blocks) if b.keep]
        texts = [document.text[b.start : b.end] for _, b in kept]
        given = [
            [
                Span(s.start - b.start, s.end - b.start, s.label)
                for s in known
                if b.start <= s.start and s.end <= b.end
            ]
            for _, b in kept
        ]
        read = self.read_blocks(texts, given)
        return self._assemble(document.text, blocks, [(n, r) for (n, _), r in zip(kept, read, strict=True)])

    def _assemble(self, text: str, blocks: tuple[Block, ...], parts: list[tuple[int, Read]]) -> Parsed:
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        spans: list[Span] = []
        for block, read in parts:
            shift = blocks[block].start
            found, ranges = unmask(
                read.masked, read.doc, self._forms.infinitives, shift, len(tokens), len(sentences)
            )
            tokens += found
            for first, last in ranges:
                start, end = tokens[first].start, tokens[last - 1].end
                sentences.append(Sentence(len(sentences), first, last, start, end, block))
            spans += [Span(shift + n.start, shift + n.end, n.label, n.score, n.classes) for n in read.names]
        return Parsed(text, tuple(tokens), tuple(sentences), tuple(spans))

    def _names(self, docs: list[Doc]) -> list[list[Span]]:
        """The names of each document, with offsets into its block."""
        if self._recogniser is None:
            return [
                [Span(e.start_char, e.end_char, LABELS.get(e.label_, e.label_)) for e in d.ents] for d in docs
            ]
        return [
            [
                Span(doc[f.first].idx, doc[f.last - 1].idx + len(doc[f.last - 1]), *f.classes[0], f.classes)
                for f in found
            ]
            for doc, found in zip(docs, self._recogniser.find(docs), strict=True)
        ]


def with_compounds(doc: Doc) -> Doc:
    """The document with each common compound as one word: "call-center" is three in the tokenizer's eyes,
    of which the parser takes one for a verb. Names and small words ("vous-même") stay apart."""
    with doc.retokenize() as retokenizer:
        end = 0
        for first, dash, last in zip(doc, doc[1:], doc[2:], strict=False):
            close = dash.text == "-" and not (first.whitespace_ or dash.whitespace_)
            common = all(t.is_lower and t.is_alpha and not t.is_stop for t in (first, last))
            if close and common and first.i >= end:
                end = last.i + 1
                retokenizer.merge(doc[first.i : end])
    return doc


def load_parser(
    model: str,
    folder: Path | None = None,
    words: ParsingWords | None = None,
    forms: VerbForms | None = None,
    **options: Any,
) -> Parser:
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
        return Parser(spacy.load(model, **options), recogniser, words, forms)
    finally:
        set_current_ops(before)
