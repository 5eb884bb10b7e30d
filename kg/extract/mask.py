"""Parsing with names masked: each name becomes one word that the model knows.

The stock parser takes a rare name for a noun or a verb and breaks the sentence around it. With the
name replaced by a known one of its class the rest of the sentence is read as usual.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.tokens import Span, Token

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken


@dataclass(frozen=True, slots=True)
class Masked:
    """`doc` has one word per entry of `groups`: the tokens of the original that it stands for."""

    doc: Doc
    groups: tuple[tuple[int, ...], ...]


def mask(original: Doc, spans: Sequence[Span], standin: dict[str, str]) -> Masked:
    """A new document with every span of a class in `standin` as one known word.

    Apostrophes are made straight, and a text without small letters is put in lower case: the model
    was trained on neither.
    """
    from spacy.tokens import Doc

    covered = _covered(original, spans, standin)
    shout = not any(c.islower() for c in original.text)
    words, spaces, groups = [], [], []
    i = 0
    while i < len(original):
        j = i + 1
        if i in covered:
            span = covered[i]
            while j < len(original) and covered.get(j) is span:
                j += 1
            words.append(standin[span.label])
        else:
            text = original[i].text.replace("’", "'")
            words.append(text.lower() if shout else text)
        groups.append(tuple(k for k in range(i, j) if not original[k].is_space) or (i,))
        spaces.append(bool(original[j - 1].whitespace_))
        i = j
    return Masked(Doc(original.vocab, words=words, spaces=spaces), tuple(groups))


def _covered(original: Doc, spans: Sequence[Span], standin: dict[str, str]) -> dict[int, Span]:
    covered: dict[int, Span] = {}
    for span in spans:
        if span.label not in standin:
            continue
        found = original.char_span(span.start, span.end, alignment_mode="expand")
        for t in found or ():
            covered.setdefault(t.i, span)
    return covered


def unmask(masked: Masked, original: Doc, shift: int, base: int, sentence: int) -> tuple[list[Token], list[tuple[int, int]]]:
    """The tokens of the original with the parse of the masked document, and its sentences.

    `shift` is added to character offsets, `base` to token indices, `sentence` to sentence numbers.
    Sentences are (first, last) token indices. The words of a name after its first hang on it.
    """
    first: dict[int, int] = {}
    count = base
    for w, group in enumerate(masked.groups):
        first[w] = count
        count += 0 if masked.doc[w].is_space else len(group)
    tokens: list[Token] = []
    sentences: list[tuple[int, int]] = []
    for sent in masked.doc.sents:
        words = [w for w in sent if not w.is_space]
        if not words:
            continue
        start = len(tokens)
        inside = {w.i for w in words}
        for w in words:
            head = w.head.i if w.head.i in inside else w.i
            tokens += _expand(w, masked.groups[w.i], original, shift, first[w.i], first[head], sentence + len(sentences))
        sentences.append((base + start, base + len(tokens)))
    return tokens, sentences


def _expand(
    w: SpacyToken, group: tuple[int, ...], original: Doc, shift: int, at: int, head: int, sentence: int
) -> list[Token]:
    name = len(group) > 1 or original[group[0]].text.lower() != w.text.lower()
    name = name and original[group[0]].text.replace("’", "'").lower() != w.text.lower()
    tokens = []
    for k, i in enumerate(group):
        t = original[i]
        lemma = t.text if name else w.lemma_
        pos, dep = (w.pos_, w.dep_) if k == 0 else ("PROPN", "flat:name")
        start = shift + t.idx
        tokens.append(
            Token(
                at + k, start, start + len(t), t.text, lemma, pos if not name else "PROPN", dep,
                head if k == 0 else at, str(w.morph) if k == 0 else "", sentence,
            )  # fmt: skip
        )
    return tokens
