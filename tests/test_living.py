"""A graph that grows and shrinks is the graph of its articles, whatever happened to it before."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import pipeline
from kg.errors import QueryError, StoreError
from kg.graph import load_knowledge, load_ontology
from kg.graph.store import open_store
from tests.living import ARTICLES, extracting_once, put


@pytest.fixture(scope="module", autouse=True)
def once() -> Iterator[None]:
    with extracting_once():
        yield


def turtle(out: Path) -> str:
    return (out / "graph.ttl").read_text("utf-8")


def sentences(out: Path) -> set[str]:
    return {s.label for s in load_knowledge(out).statements}


def test_adding_is_building_with_one_more(tmp_path: Path) -> None:
    one, two, three = (put(tmp_path, name) for name in ("a/vente", "a/emploi", "b/greve"))
    pipeline.build([one, two], tmp_path / "graph")
    report = pipeline.add([three], tmp_path / "graph")
    assert list(report.articles.values()) == ["greve"]
    assert report.summary.articles == 3
    pipeline.build([one, two, three], tmp_path / "other")
    assert turtle(tmp_path / "graph") == turtle(tmp_path / "other")


def test_a_changed_article_takes_the_place_of_its_earlier_version(tmp_path: Path) -> None:
    paths = [put(tmp_path, name) for name in ("a/vente", "a/dakar")]
    pipeline.build(paths, tmp_path / "graph")
    put(tmp_path, "a/dakar", 1)
    report = pipeline.add([tmp_path / "a"], tmp_path / "graph")
    assert (report.reused, report.withdrawn) == (1, 1)
    assert [m.source for m in pipeline.articles(tmp_path / "graph")] == sorted(map(str, paths))
    pipeline.build(paths, tmp_path / "other")
    assert turtle(tmp_path / "graph") == turtle(tmp_path / "other")


def test_adding_what_is_there_changes_nothing(tmp_path: Path) -> None:
    path = put(tmp_path, "a/vente")
    pipeline.build([path], tmp_path / "graph")
    before = turtle(tmp_path / "graph")
    report = pipeline.add([path], tmp_path / "graph")
    assert report.reused == 1
    assert report.summary.articles == 1
    assert turtle(tmp_path / "graph") == before


def test_what_an_article_proves_goes_with_the_last_that_proves_it(tmp_path: Path) -> None:
    first, second, third = (put(tmp_path, name) for name in ("a/dakar", "b/contrat", "c/loi"))
    out = tmp_path / "graph"
    pipeline.build([first, second, third], out)
    led = {s.id: s for s in load_knowledge(out).statements if s.kind == "fact" and s.name == "leads"}
    (fact,) = (s for s in led.values() if {e.document[:5] for e in s.evidence} >= {"dakar", "contr"})
    for path in (first, second, third):
        left = {e.document for s in load_knowledge(out).statements if s.id == fact.id for e in s.evidence}
        gone, _ = pipeline.remove([str(path)], out)
        now = {e.document for s in load_knowledge(out).statements if s.id == fact.id for e in s.evidence}
        assert now == left - {gone[0].id}
    assert fact.id not in {s.id for s in load_knowledge(out).statements}


def test_what_is_removed_leaves_nothing_behind(tmp_path: Path) -> None:
    one, two = put(tmp_path, "a/vente"), put(tmp_path, "c/loi")
    out = tmp_path / "graph"
    pipeline.build([one, two], out)
    assert "Dakar" in turtle(out)
    (gone,), summary = pipeline.remove(["loi"], out)
    assert gone.source == str(two)
    assert summary.articles == 1
    assert "Dakar" not in turtle(out)
    assert "Dakar" not in (out / "graph.html").read_text("utf-8")
    assert not any("Dakar" in str(q) for q in open_store(out).quads())
    assert [p.name for p in (out / "sources").glob("*.txt")] == [f"{pipeline.articles(out)[0].id}.txt"]
    pipeline.remove(["vente"], out)
    assert load_knowledge(out).documents == ()
    pipeline.add([two], out)
    assert "Dakar" in turtle(out)


def test_what_is_not_in_the_graph_cannot_be_removed(tmp_path: Path) -> None:
    out = tmp_path / "graph"
    pipeline.build([put(tmp_path, "a/vente"), put(tmp_path, "b/vente")], out)
    before = turtle(out)
    with pytest.raises(QueryError, match="no article 'loi'"):
        pipeline.remove([str(tmp_path / "a/vente.txt"), "loi"], out)
    with pytest.raises(QueryError, match="'vente' means 2 articles"):
        pipeline.remove(["vente"], out)
    assert turtle(out) == before


@pytest.mark.parametrize("act", [pipeline.add, pipeline.remove])
def test_where_there_is_no_graph(tmp_path: Path, act: object) -> None:
    with pytest.raises(StoreError, match="no such folder"):
        act(["a"], tmp_path / "nowhere")  # type: ignore[operator]
    assert not (tmp_path / "nowhere").exists()
    with pytest.raises(StoreError, match="no graph in this folder"):
        act(["a"], tmp_path)  # type: ignore[operator]


def test_a_graph_of_another_version_grows_without_its_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = put(tmp_path, "a/vente"), put(tmp_path, "b/greve")
    out = tmp_path / "graph"
    pipeline.build([one], out)
    (out / "articles.json").unlink()  # as earlier versions left it
    one.unlink()
    monkeypatch.setattr("kg.workshop.Workshop.version", "another")
    pipeline.add([two], out)
    assert {m.name for m in pipeline.articles(out)} == {"vente", "greve"}
    put(tmp_path, "a/vente")
    pipeline.build([one, two], tmp_path / "other")
    assert turtle(out) == turtle(tmp_path / "other")


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "change", "remove", "build"]), st.sampled_from(sorted(ARTICLES))),
    min_size=1, max_size=4,
)  # fmt: skip
_from_scratch: dict[tuple[tuple[str, str], ...], str] = {}


def from_scratch(root: Path, held: list[Path]) -> str:
    """The Turtle of a first build of these articles."""
    key = tuple((str(p.relative_to(root)), p.read_text("utf-8")) for p in held)
    if key not in _from_scratch:
        pipeline.build(held, root / "scratch")
        _from_scratch[key] = turtle(root / "scratch")
        shutil.rmtree(root / "scratch")
    return _from_scratch[key]


@pytest.fixture(scope="module")
def fast() -> Iterator[Path]:
    """A folder in memory, where there is one; without the page, which is not compared."""
    memory = Path("/dev/shm")
    where = memory if memory.is_dir() else None
    with tempfile.TemporaryDirectory(dir=where) as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.view.write_page", lambda *_: None)
        patch.chdir(folder)
        ontology = load_ontology()
        patch.setattr("kg.graph.load_ontology", lambda: ontology)
        yield Path(folder)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(first=st.sampled_from(sorted(ARTICLES)), steps=STEPS)
def test_whatever_happened_the_graph_is_that_of_its_articles(
    fast: Path, first: str, steps: list[tuple[str, str]]
) -> None:
    root, out = fast / "in", fast / "graph"
    for folder in (root, out):
        shutil.rmtree(folder, ignore_errors=True)
    versions = {first: 0}
    pipeline.build([put(root, first)], out)
    for step, name in steps:
        path = root / f"{name}.txt"
        held = {m.source for m in pipeline.articles(out)}
        if step == "remove":
            if str(path) in held:
                pipeline.remove([str(path)], out)
            path.unlink(missing_ok=True)
        elif step == "build":
            if any(root.rglob("*.txt")):
                pipeline.build([root], out)
        else:
            versions[name] = 1 - versions.get(name, 1) if step == "change" else versions.get(name, 0)
            pipeline.add([put(root, name, versions[name])], out)
    held = sorted(Path(m.source) for m in pipeline.articles(out))
    if held:
        assert turtle(out) == from_scratch(fast, held)
    else:
        assert not turtle(out)
