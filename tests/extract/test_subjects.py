"""Subjects by the order of words, on hand-made parses."""

from __future__ import annotations

from kg.extract.subjects import antecedent, subject_by_order
from kg.extract.tokens import Parsed, Sentence, Token


def parsed(*words: tuple[str, str]) -> Parsed:
    """A sentence of (text, part of speech) without any dependencies; verbs are finite."""
    tokens, at = [], 0
    for i, (text, pos) in enumerate(words):
        morph = "VerbForm=Fin" if pos == "VERB" else ""
        tokens.append(
            Token(i=i, start=at, end=at + len(text), text=text, lemma=text, pos=pos, morph=morph, head=i,
                  dep="dep", sentence=0)
        )  # fmt: skip
        at += len(text) + 1
    text = " ".join(w for w, _ in words)
    sentence = Sentence(i=0, first=0, last=len(tokens), start=0, end=len(text), block=0)
    return Parsed(text, tuple(tokens), (sentence,), ())


def subject(*words: tuple[str, str]) -> list[str]:
    p = parsed(*words)
    verb = next(t for t in p.tokens if t.pos == "VERB")
    return [p.tokens[i].text for i in subject_by_order(p, verb)]


def test_the_name_before_an_apposition_is_the_subject() -> None:
    assert subject(
        ("Carbonnel", "PROPN"), (",", "PUNCT"), ("directrice", "NOUN"), ("de", "ADP"), ("Veltrane", "PROPN"),
        (",", "PUNCT"), ("rejoint", "VERB"), ("Ordelis", "PROPN"),
    ) == ["Carbonnel"]  # fmt: skip


def test_a_governed_name_is_passed_over() -> None:
    assert subject(
        ("Chez", "ADP"), ("Veltrane", "PROPN"), (",", "PUNCT"), ("Amiel", "PROPN"), (",", "PUNCT"),
        ("juriste", "NOUN"), (",", "PUNCT"), ("démissionne", "VERB"),
    ) == ["Amiel"]  # fmt: skip


def test_the_name_right_before_the_verb() -> None:
    assert subject(("Amiel", "PROPN"), ("aussitôt", "ADV"), ("démissionne", "VERB")) == ["Amiel"]
    assert subject(("avec", "ADP"), ("Amiel", "PROPN"), ("démissionne", "VERB")) == []


def test_nothing_without_a_name() -> None:
    assert subject(("Hier", "ADV"), (",", "PUNCT"), ("pleut", "VERB")) == []


def test_the_antecedent_stands_before_the_pronoun() -> None:
    p = parsed(("Luc", "PROPN"), ("Amiel", "PROPN"), (",", "PUNCT"), ("qui", "PRON"), ("part", "VERB"))
    assert [p.tokens[i].text for i in antecedent(p, 3)] == ["Luc"]
    assert antecedent(p, 0) == ()
