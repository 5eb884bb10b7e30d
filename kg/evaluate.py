"""How well the product reads: gold annotation against what it finds, each article on its own."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.lexicon import comparing
from kg.model import Block, Document, Knowledge, Skipped
from kg.scoring import CATEGORIES, RELATIONS, Bin, Finding, Judged, Wording, judge, reliability, score
from kg.workshop import Workshop

Watch = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Counts:
    """Units found right, found falsely, and missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float:
        found = self.right + self.false
        return self.right / found if found else 0.0

    @property
    def recall(self) -> float:
        wanted = self.right + self.missed
        return self.right / wanted if wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Evaluation:
    """All findings, and the articles that could not be built (their gold counts as missed)."""

    findings: tuple[Finding, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    articles: int = 0
    judged: tuple[Judged, ...] = ()

    def categories(self) -> dict[str, Counts]:
        """Counts by category, then "relations" (facts, events, figures) and "all"."""
        counted = _tally(self.findings, lambda f: (f.category,))
        rows = {c: counted.get((c,), Counts()) for c in CATEGORIES}
        rows["relations"] = sum((rows[c] for c in RELATIONS), Counts())
        rows["all"] = sum((rows[c] for c in CATEGORIES), Counts())
        return rows

    def kinds(self) -> dict[tuple[str, str], Counts]:
        """Counts by category and class, property, event class or measure, in order."""
        counted = _tally(self.findings, lambda f: (f.category, f.kind))
        order = {category: n for n, category in enumerate(CATEGORIES)}
        known = sorted((order[c], c, kind) for c, kind in counted if c in order)
        return {(c, kind): counted[c, kind] for _, c, kind in known}

    def fine_types(self) -> Counts:
        """Matched entities whose finest type is right, and those whose type is only near."""
        return _tally(self.findings, lambda f: (f.category,)).get(("fine types",), Counts())

    def reliability(self) -> dict[str, list[Bin]]:
        """What was promised by confidence and what was kept: by kind of statement, then for "all"."""
        kinds = sorted({j.kind for j in self.judged})
        table = {kind: reliability(j for j in self.judged if j.kind == kind) for kind in kinds}
        return table | {"all": reliability(self.judged)}

    def errors(self) -> list[Finding]:
        """What was found falsely or missed, in order of category, outcome and article."""
        wrong = (f for f in self.findings if f.outcome != "right" and f.category in CATEGORIES)
        return sorted(wrong, key=lambda f: (CATEGORIES.index(f.category), f.outcome, f.kind, f.document))


def evaluate(gold: Path, articles: Path | None = None, watch: Watch = lambda name: None) -> Evaluation:
    """Build each article that a gold file names, on its own, and compare.

    `gold` is a folder of JSON files whose key "file" names the article, which lies beside them or
    in the folder `articles`. Raises InputError when a gold file cannot be used.
    """
    from kg.graph import load_ontology

    workshop = Workshop(load_ontology())
    golds = {(articles or gold) / data["file"]: data for data in read_gold(gold)}
    findings: list[Finding] = []
    judged: list[Judged] = []
    skipped: list[Skipped] = []
    built: set[Path] = set()
    for path, knowledge in knowledge_of_each(sorted(golds), workshop, skipped):
        findings += score(knowledge, golds[path], wording(workshop, golds[path]))
        judged += judge(knowledge, golds[path], wording(workshop, golds[path]))
        built.add(path)
        watch(path.name)
    for path in sorted(golds.keys() - built):
        findings += score(Knowledge((), (), (), ()), golds[path], wording(workshop, golds[path]))
    return Evaluation(tuple(findings), tuple(skipped), len(golds), tuple(judged))


def read_gold(folder: Path) -> list[Mapping[str, Any]]:
    """The gold annotation of a folder, in order of file names."""
    found: list[Mapping[str, Any]] = []
    for path in sorted(folder.glob("*.json")):
        try:
            data = json.loads(path.read_text("utf-8"))
        except ValueError as error:
            raise InputError(f"{path}: no valid JSON: {error}") from None
        if not isinstance(data, dict) or not {"id", "file", "entities"} <= data.keys():
            raise InputError(f"{path}: gold needs the keys id, file and entities")
        found.append(data)
    if not found:
        raise InputError(f"{folder}: no gold files (*.json) in it")
    return found


def knowledge_of_each(
    paths: list[Path], workshop: Workshop, skipped: list[Skipped]
) -> Iterator[tuple[Path, Knowledge]]:
    """The graph of each file that holds one article, built from it alone."""
    from kg.read import read_documents
    from kg.resolve import resolve

    sources: dict[str, Path] = {}

    def cleaned() -> Iterator[tuple[Document, tuple[Block, ...]]]:
        for path in paths:
            for item in read_documents([path]):
                if isinstance(item, Skipped):
                    skipped.append(item)
                else:
                    sources[item.id] = path
                    yield item, workshop.clean(item)

    for extraction in workshop.extract(cleaned()):
        yield sources[extraction.document.id], resolve([extraction], workshop.ontology)


def wording(workshop: Workshop, data: Mapping[str, Any]) -> Wording:
    """How names are compared in the language of a gold file ("fr" where it does not say)."""
    words = comparing.load(workshop.lexicon(data.get("language", "fr")).folder)
    return Wording(words.articles, words.countries)


def _tally(
    findings: Iterable[Finding], key: Callable[[Finding], tuple[str, ...]]
) -> dict[tuple[str, ...], Counts]:
    table: dict[tuple[str, ...], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for f in findings:
        table[key(f)][f.outcome] += 1
    return {k: Counts(**v) for k, v in table.items()}
