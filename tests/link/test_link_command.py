"""`kg link` on a real graph with a real service: ask, accept, still there after a build, undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

ARTICLE = (
    "Veltrane rachète Ordelis\n\n"
    "Le groupe français Veltrane, dirigé par Jeanne Orvault, a racheté la société Ordelis, basée à Rouen.\n"
)
ASK = "SELECT ?iri WHERE { ?x rdfs:label ?n ; owl:sameAs ?iri FILTER(STR(?n) = 'Veltrane') }"


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("link")
    (folder / "one.txt").write_text(ARTICLE, "utf-8")
    result = kg("build", folder / "one.txt", "--out", folder / "graph")
    assert result.exit_code == 0, result.output
    return folder / "graph"


def test_a_link_is_proposed_accepted_kept_and_undone(built: Path, service: str) -> None:
    asked = kg("link", built, "--service", service, "--type", "Company")
    assert asked.exit_code == 0, asked.output
    assert "Veltrane Logistique" in asked.stdout
    assert "F1" not in kg("query", built, ASK).stdout  # nothing is asserted yet
    offline = kg("link", built, "--offline", "--type", "Company")
    assert offline.stdout == asked.stdout
    accepted = kg("link", built, "--accept", "Veltrane=F1", "--reject", "Ordelis=F3")
    assert accepted.exit_code == 0, accepted.output
    assert "Veltrane (Company) = https://firms.example/id/F1" in accepted.stdout
    assert "https://firms.example/id/F1" in kg("query", built, ASK).stdout
    assert kg("build", built.parent / "one.txt", "--out", built).exit_code == 0
    assert "https://firms.example/id/F1" in kg("query", built, ASK).stdout
    assert "firms.example" not in (built / "graph.ttl").read_text("utf-8")
    assert "https://firms.example/id/F1" in kg("explain", built, "Veltrane").stdout
    assert "≠" in kg("link", built, "--undo").stdout
    assert "undone: " in kg("link", built, "--undo").stdout
    assert "F1" not in kg("query", built, ASK).stdout


def test_mistakes_are_told_in_one_line(built: Path, nobody: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.link.service.TRIES", 0)
    down = kg("link", built, "--service", nobody)
    assert (down.exit_code, down.stderr.count("\n")) == (2, 1)
    assert "no answer" in down.stderr
    assert "is no candidate for Veltrane" in kg("link", built, "--accept", "Veltrane=F77").stderr
    assert "in a terminal" in kg("link", built, "--review").stderr
