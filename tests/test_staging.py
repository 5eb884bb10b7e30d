"""A graph folder changes all at once or not at all, by one writer at a time: killed, full, or two at once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import pipeline, staging
from kg.errors import StoreError
from kg.graph.store import STORE, open_store
from kg.staging import alone, growing, recover
from tests.living import extracting_once, put

ROOT = Path(__file__).resolve().parents[1]
HOLD = """
import sys, time, pathlib
from kg.staging import alone
with alone(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_what_grows_takes_its_place_whole(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("old")
    (tmp_path / "store").mkdir()
    with growing(tmp_path) as new:
        (new / "graph.ttl").write_text("new")
        (new / "store").mkdir()
        (new / "store" / "CURRENT").write_text("new")
        assert (tmp_path / "graph.ttl").read_text() == "old"
    assert (tmp_path / "graph.ttl").read_text() == "new"
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["CURRENT", "graph.ttl", "store"]


def test_what_fails_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("old")

    def interrupted() -> None:
        with growing(tmp_path) as new:
            (new / "graph.ttl").write_text("new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [p.name for p in tmp_path.iterdir()] == ["graph.ttl"]
    assert (tmp_path / "graph.ttl").read_text() == "old"


@pytest.mark.parametrize("moved", [0, 1, 2])
def test_a_move_that_was_cut_short_is_completed(tmp_path: Path, moved: int) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text("old")
    ready = tmp_path / staging.READY
    ready.mkdir()
    for name in ("a", "b"):
        (ready / name).write_text("new")
    for name in ("a", "b")[:moved]:
        os.replace(ready / name, tmp_path / name)
    (tmp_path / staging.NEW).mkdir()
    recover(tmp_path)
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"a": "new", "b": "new"}


def test_between_two_renames_the_old_store_is_not_thrown_away(tmp_path: Path) -> None:
    old = tmp_path / "store.old"
    old.mkdir()
    recover(tmp_path)
    assert old.is_dir()
    (tmp_path / "store").mkdir()
    recover(tmp_path)
    assert not old.exists()


def test_a_second_writer_is_told_who_is_at_work_and_a_dead_one_is_no_bar(tmp_path: Path) -> None:
    first = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT)
    assert first.stdout is not None
    assert first.stdout.readline() == b"held\n"
    told = rf"another kg \(process {first.pid}\) is writing this graph; wait"
    with pytest.raises(StoreError, match=told), alone(tmp_path):
        pass
    first.kill()
    first.wait()
    with alone(tmp_path):
        pass


def test_two_builds_at_once(tmp_path: Path) -> None:
    path = put(tmp_path, "a/vente")
    with alone(tmp_path / "graph", make=True):
        told = subprocess.run(
            [sys.executable, "-m", "kg", "build", path, "--out", tmp_path / "graph"],
            capture_output=True, text=True, cwd=ROOT, check=False,
        )  # fmt: skip
    assert told.returncode == 2
    assert told.stderr.count("\n") == 1
    assert f"(process {os.getpid()}) is writing this graph" in told.stderr


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such folder"), alone(tmp_path / "nowhere"):
        pass
    assert not (tmp_path / "nowhere").exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MB, where one can be had."""
    where = tmp_path / "disk"
    where.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(where)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("no mount here")
    if done.returncode:
        pytest.skip("no disk can be mounted here")
    yield where
    subprocess.run(["umount", "-l", str(where)], check=True)


def test_a_full_disk_leaves_the_graph_of_before(small_disk: Path, tmp_path: Path) -> None:
    with extracting_once():
        one, two = put(tmp_path, "a/vente"), put(tmp_path, "c/loi")
        out = small_disk / "graph"
        pipeline.build([one], out)
        before = (out / "graph.ttl").read_bytes()
        ballast = small_disk / "ballast"
        free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
        for left in (0, 8_000, 60_000, 400_000, 900_000):  # where it fails: sources, store, page
            ballast.write_bytes(bytes(free - left))
            with pytest.raises(StoreError, match="no space is left on the disk; the graph that was"):
                pipeline.add([two], out)
            ballast.unlink()
            assert (out / "graph.ttl").read_bytes() == before
            assert len({q.graph_name for q in open_store(out).told()}) == 1
            assert {p.name for p in out.iterdir()} >= {STORE, "graph.html"}
            assert not (out / staging.NEW).exists()
        pipeline.add([two], out)
        pipeline.build([one, two], tmp_path / "other")
        assert (out / "graph.ttl").read_bytes() == (tmp_path / "other/graph.ttl").read_bytes()


def test_killed_at_any_point_nothing_is_lost() -> None:
    """The short form of `make stress`."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.stress", "6"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "every graph opened and was completed" in done.stdout
