"""Adding, removing and comparing, as a user meets them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from tests.living import extracting_once, put


@pytest.fixture(scope="module", autouse=True)
def once() -> Iterator[None]:
    with extracting_once():
        yield


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("living")
    one, two = put(root, "a/vente"), put(root, "a/dakar")
    assert kg("build", one, "--out", root / "old").exit_code == 0
    assert kg("build", one, two, "--out", root / "new").exit_code == 0
    return root


def test_what_came_and_went_is_told_in_sentences(graphs: Path) -> None:
    result = kg("diff", graphs / "old", graphs / "new")
    assert result.exit_code == 1
    assert "articles\n+ Kolbrin ouvre un centre d’appels à Dakar" in result.stdout
    assert "\n+ Dakar (City)" in result.stdout
    assert "    > Elle y créera 200 emplois" in result.stdout
    assert "\n- " not in result.stdout
    back = kg("diff", graphs / "new", graphs / "old")
    assert "\n- Dakar (City)" in back.stdout
    assert "\n+ " not in back.stdout


def test_differences_for_programs(graphs: Path) -> None:
    result = kg("diff", graphs / "old", graphs / "new", "--format", "json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert {"change": "came", "kind": "entity", "name": "City", "text": "Dakar"}.items() <= next(
        d for d in found if d["text"] == "Dakar"
    ).items()
    same = kg("diff", graphs / "old", graphs / "old", "--format", "json")
    assert (same.exit_code, json.loads(same.stdout)) == (0, [])


def test_a_graph_that_is_not_there_is_not_compared(graphs: Path) -> None:
    result = kg("diff", graphs / "old", graphs / "nowhere")
    assert result.exit_code == 2
    assert result.stderr.startswith("kg: ")
    assert result.stderr.count("\n") == 1


def test_an_article_goes_and_comes_back(graphs: Path) -> None:
    gone = kg("remove", graphs / "new", "dakar")
    assert gone.exit_code == 0
    assert f"removed {graphs / 'a/dakar.txt'} (dakar-" in gone.stdout
    listed = json.loads(kg("articles", graphs / "new", "--format", "json").stdout)
    assert [a["name"] for a in listed] == ["vente"]
    again = kg("remove", graphs / "new", "dakar")
    assert again.exit_code == 2
    assert "holds no article 'dakar'" in again.stderr
    assert kg("add", graphs / "new", graphs / "a/dakar.txt").exit_code == 0
    assert "dakar" in kg("articles", graphs / "new").stdout


def test_what_cannot_be_added_is_told_and_the_exit_code_is_1(graphs: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    result = kg("add", graphs / "old", tmp_path / "empty.txt")
    assert result.exit_code == 1
    assert "the file is empty" in result.stderr
