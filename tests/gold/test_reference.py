"""The product counts as the reference scorer does, and as the annotation guide says."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from rdflib import Graph

from kg.evaluate import Counts, evaluate, read_gold
from kg.lexicon.comparing import load
from kg.lexicon.source import ontology_dir
from kg.pipeline import build_each
from tests.gold import score as reference

DEV = Path(__file__).resolve().parent / "dev"
SAMPLE = ("d01", "d02", "d05", "d10", "d22")


class Prediction(reference.Prediction):  # type: ignore[misc]
    """The reference takes events in the order of a set; where two fit as well, that decides."""

    def events(self) -> list[dict[str, object]]:
        return sorted(super().events(), key=lambda e: sorted(map(str, reference.flatten(e))))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gold")
    for name in SAMPLE:
        for suffix in (".txt", ".json"):
            (folder / f"{name}{suffix}").write_bytes((DEV / f"{name}{suffix}").read_bytes())
    return folder


def test_the_counts_are_those_of_the_reference_scorer(sample: Path, tmp_path: Path) -> None:
    build_each([*sample.glob("*.txt")], tmp_path)
    expected: Counter[tuple[str, str]] = Counter()
    for name in SAMPLE:
        gold = reference.Gold(json.loads((sample / f"{name}.json").read_text("utf-8")))
        said = Prediction(Graph().parse(tmp_path / f"{name}.ttl"), gold)
        for category, counts in reference.score_document(gold, said, lambda *x: None).items():
            for outcome, number in zip(("right", "false", "missed"), counts, strict=True):
                expected[category, outcome] += number
    result = evaluate(sample)
    found = Counter((f.category, f.outcome) for f in result.findings)
    assert +found == +expected
    assert expected["entities", "right"] > 20
    assert result.articles == len(SAMPLE)


def test_adjectives_name_the_countries_that_they_name_for_the_reference() -> None:
    assert load(ontology_dir() / "lang" / "fr").countries == reference.COUNTRY_OF


def test_an_article_that_cannot_be_read_counts_as_missed(tmp_path: Path) -> None:
    data = json.loads((DEV / "d01.json").read_text("utf-8"))
    (tmp_path / "d01.json").write_text(json.dumps(data | {"file": "absent.txt"}), "utf-8")
    result = evaluate(tmp_path)
    entities = result.categories()["entities"]
    assert entities == Counts(0, 0, len(data["entities"]))
    assert [s.reason for s in result.skipped] == ["no such file or folder"]


def test_each_gold_file_is_whole() -> None:
    """Checked for all articles without looking into the held-out ones: ids refer to entities."""
    for data in read_gold(DEV):
        ids = {e["id"] for e in data["entities"]}
        named = {x for f in data["facts"] for x in (f[0], f[2])} | {f["about"] for f in data["figures"]}
        assert named <= ids, data["id"]
        assert (DEV / data["file"]).is_file()
