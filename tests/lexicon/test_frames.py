"""Every sentence that a frame must read (`yes`) or must not (`no`) is a test."""

from __future__ import annotations

import re
from functools import cache

import pytest

from kg.extract.annotated import Annotated
from kg.extract.claims import read_claims
from kg.extract.coref import corefer
from kg.extract.dates import find_dates
from kg.extract.numbers import find_quantities
from kg.extract.parse import Parser, load_parser
from kg.extract.patterns import compile_patterns
from kg.extract.tokens import Span
from kg.graph.schema import load_ontology
from kg.lexicon import languages, load_lexicon
from kg.lexicon.frames import Frame
from kg.model import Block, Claim, Document, Mention

MARK = re.compile(r"\[(?:(\w+):)?([^\[\]|]+)\|([A-Za-z]+)\]")


@cache
def vocabulary(code: str):
    ontology = load_ontology()
    return ontology, load_lexicon(code, ontology)


@cache
def parser(code: str) -> Parser:
    lexicon = vocabulary(code)[1]
    return load_parser(lexicon.language.model, None, lexicon.parsing, lexicon.verb_forms)


@cache
def patterns(code: str):
    ontology, lexicon = vocabulary(code)
    return compile_patterns(lexicon, ontology)


def read(code: str, sentence: str) -> tuple[tuple[Claim, ...], dict[str, str], set[tuple[str, str]]]:
    """The claims of a marked sentence, the text of each mention, the expected (role, text) pairs."""
    ontology, lexicon = vocabulary(code)
    text, mentions, expected, last = "", [], set(), 0
    for m in MARK.finditer(sentence):
        text += sentence[last : m.start()]
        start, last = len(text), m.end()
        text += m[2]
        mentions.append(Mention(f"t#{start}-{len(text)}", "t", start, len(text), m[2], m[3], m[2], "test"))
        if m[1]:
            expected.add((m[1], m[2]))
    text += sentence[last:]
    document = Document("t", text, code, "", "", "t")
    blocks = (Block(0, len(text), "paragraph", True, ""),)
    parsed = parser(code).parse_given(document, blocks, [Span(m.start, m.end, m.type) for m in mentions])
    found, chains = corefer(parsed, document, tuple(mentions), lexicon, ontology)
    annotated = Annotated(
        document,
        parsed,
        found,
        chains,
        find_quantities(parsed, lexicon),
        find_dates(parsed, None, lexicon),
        ontology,
    )
    claims, _ = read_claims(annotated, lexicon, patterns(code))
    label = {m: c.label for c in chains for m in c.mentions}
    return claims, label, expected


def examples(kind: str) -> list[tuple[str, Frame, str]]:
    return [
        (code, frame, sentence)
        for code in languages()
        for frame in vocabulary(code)[1].frames.frames
        for sentence in getattr(frame, kind)
    ]


@pytest.mark.parametrize(("code", "frame", "sentence"), examples("yes"), ids=lambda v: getattr(v, "id", None))
def test_a_frame_reads_its_yes_sentences(code: str, frame: Frame, sentence: str) -> None:
    claims, label, expected = read(code, sentence)
    assert expected, "a yes sentence marks at least one role"
    mine = [c for c in claims if c.rule == frame.id]
    read_roles = [{(a.role, label[a.ref]) for a in c.arguments if a.ref} for c in mine]
    if frame.kind in ("fact", "position"):
        read_roles = [set().union(*read_roles)] if read_roles else []
    assert any(expected <= roles for roles in read_roles), f"read: {read_roles}"


@pytest.mark.parametrize(("code", "frame", "sentence"), examples("no"), ids=lambda v: getattr(v, "id", None))
def test_a_frame_leaves_its_no_sentences(code: str, frame: Frame, sentence: str) -> None:
    claims, _, _ = read(code, sentence)
    assert not [c for c in claims if c.rule == frame.id]


def test_every_frame_has_examples_of_both_kinds() -> None:
    for code in languages():
        for frame in vocabulary(code)[1].frames.frames:
            assert frame.yes, f"{frame.id} has no yes sentence"
            assert frame.no, f"{frame.id} has no no sentence"
