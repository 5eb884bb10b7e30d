"""`make stress`: a writer of a graph is really killed (SIGKILL), at points spread over its whole run.

Half of the points are steps of the file system that the writer takes in the graph folder, counted by
Python's audit events: just before it opens, renames or deletes something. The other half are moments,
which also strike inside the store and between the steps. After each the graph must open, hold what it
held before or after (never something else), and the same command must complete it, extracting nothing
again that was kept.

    python -m tests.stress [POINTS] [SEED]
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import pipeline, staging
from kg.background import about
from kg.graph import load_ontology
from kg.graph.store import STORE, open_store
from kg.graph.turtle import to_turtle
from kg.model import Document
from kg.read import Inputs
from kg.resolve import resolve
from kg.workshop import Workshop
from tests.living import put

NAMES = ("a/vente", "a/dakar", "b/greve", "c/loi")
EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate")
FORK = multiprocessing.get_context("fork")  # a fork has the model loaded already; nobody here opens a store
SLOW = 300  # seconds within which every child must end

Act = Callable[[Path], Any]


@dataclass(frozen=True)
class Scenario:
    """A command, and the Turtle before it (None: no graph yet) and after it."""

    name: str
    act: Act
    start: Path
    before: str | None
    after: str


def run(action: Callable[..., None], *arguments: object, kill_after: float | None = None) -> int:
    """The exit code of an action in a process of its own, which is killed after so many seconds."""
    child = FORK.Process(target=action, args=arguments)
    child.start()
    child.join(SLOW if kill_after is None else kill_after)
    if child.is_alive():
        child.kill()
        child.join()
        assert kill_after is not None, f"{action} does not end"
    return child.exitcode or 0


def stepping(act: Act, out: Path, last: int, steps: Path | None = None) -> None:
    """Do it, and die at the last step; or write down how many steps there are."""
    count = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event in EVENTS and any(str(a).startswith(str(out)) for a in arguments[:2]):
            count += 1
            if count == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    act(out)
    if steps:
        steps.write_text(str(count))


def check(scenario: Scenario, out: Path, kept: int) -> None:
    """The graph opens with what was before or after; the command completes it and extracts little."""
    was = held(out)
    assert was in (scenario.before, scenario.after), f"{scenario.name}: the graph is neither"
    result = scenario.act(out)
    if isinstance(result, pipeline.Report):
        assert result.reused >= kept, f"{scenario.name}: {result.reused} of {kept} kept articles were reused"
    assert held(out) == scenario.after, f"{scenario.name}: the store is not complete"
    assert (out / "graph.ttl").read_text("utf-8") == scenario.after, f"{scenario.name}: graph.ttl is not"
    left = {p.name for p in out.iterdir()} - FINAL
    assert not left, f"{scenario.name}: {left} are left behind"
    assert not list((out / "sources").glob("*.part"))


FILES = {".lock", "articles.json", "graph.html", "graph.ttl", "merges.jsonl", "settings.json"}
FINAL = {*FILES, "sources", STORE}


def held(out: Path) -> str | None:
    """What the store says, as Turtle; None where there is none yet."""
    if not any((out / name).exists() for name in (STORE, f"{STORE}.old")):
        return None
    store = open_store(out)
    return to_turtle(store.told(), store.base)


def built(paths: list[Path], out: Path) -> None:
    pipeline.build(paths, out)


def scenarios(root: Path) -> list[Scenario]:
    """A first build, an addition, a removal."""
    paths = [put(root / "in", name) for name in NAMES]
    two, four = root / "two", root / "four"
    assert run(built, paths[:2], two) == run(built, paths, four) == 0
    few, all_ = ((g / "graph.ttl").read_text("utf-8") for g in (two, four))
    return [
        Scenario("build", lambda out: pipeline.build(paths, out), root / "none", None, all_),
        Scenario("add", lambda out: pipeline.add(paths, out), two, few, all_),
        Scenario("remove", lambda out: withdraw(paths[2:], out), four, all_, few),
    ]


def withdraw(paths: list[Path], out: Path) -> None:
    """Remove what is still there: the command of before may have been done when it was killed."""
    with staging.alone(out):  # completes what was ready
        there = {m.source for m in pipeline.articles(out)}
    gone = [str(p) for p in paths if str(p) in there]
    if gone:
        pipeline.remove(gone, out)
    else:
        pipeline.rebuild(out)


def fresh(scenario: Scenario, root: Path) -> Path:
    out = root / "graph"
    shutil.rmtree(out, ignore_errors=True)
    if scenario.start.exists():
        shutil.copytree(scenario.start, out)
    return out


def measured(scenario: Scenario, root: Path) -> tuple[int, float]:
    """How many steps and seconds it takes undisturbed."""
    out, steps = fresh(scenario, root), root / "steps"
    start = time.monotonic()
    assert run(stepping, scenario.act, out, 0, steps) == 0
    return int(steps.read_text()), time.monotonic() - start


def kept(out: Path) -> int:
    return len(list((out / "sources").glob("*.json")))


def warm() -> None:
    """Load the model, word lists and places once, for all forks."""
    ontology = load_ontology()
    workshop = Workshop(ontology)
    with tempfile.TemporaryDirectory() as folder:
        documents = Inputs.of([put(Path(folder), name) for name in NAMES]).documents(Path(folder))
        read = [d for d in documents if isinstance(d, Document)]
        found = list(workshop.extract((d, workshop.clean(d)) for d in read))
    about(resolve(found, ontology), ontology)


def main(points: int, seed: int) -> None:
    source = random.Random(seed)
    warm()
    killed = ended = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for number, scenario in enumerate(scenarios(root)):
            share = points // 3 + (number < points % 3)
            steps, seconds = measured(scenario, root)
            for n in range(share):
                out = fresh(scenario, root)
                if n % 2:
                    code = run(scenario.act, out, kill_after=source.uniform(0, seconds))
                else:
                    code = run(stepping, scenario.act, out, 1 + n * steps // share)
                assert code in (0, -signal.SIGKILL), f"{scenario.name}: exit code {code}"
                killed, ended = killed + (code != 0), ended + (code == 0)
                assert run(check, scenario, out, kept(out)) == 0, f"{scenario.name}, point {n} of {share}"
            over = f"{share} points over {steps} steps and {seconds:.1f} s"
            print(f"{scenario.name}: {over}: nothing lost", flush=True)
    print(f"{killed} times killed, {ended} times done before: every graph opened and was completed")
    assert killed >= points * 2 // 3, "too few were killed in time"


if __name__ == "__main__":
    given = [int(a) for a in sys.argv[1:3]]
    main(*(given + [120, 7][len(given) :]))
