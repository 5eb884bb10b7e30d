"""What one article more costs: python -m tests.bench.bench_add [ARTICLES].

Builds a graph of generated articles (1,000 unless told), each really extracted, then adds one, each time
by the command as a user gives it. Prints processor time, which other programs disturb least, and ends
with exit code 1 where the addition costs more than its bound or gives another graph than building all.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.press import articles

MOST = 0.02  # of the time of the full build


def timed(*command: object) -> float:
    """Seconds of the processor that a command of kg takes."""
    before, wall = used(), time.perf_counter()
    subprocess.run([sys.executable, "-m", "kg", *map(str, command)], stdout=subprocess.DEVNULL, check=True)
    spent = used() - before
    print(f"kg {command[0]:6}{spent:9.1f} s of processor {time.perf_counter() - wall:9.1f} s", flush=True)
    return spent


def used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "in").mkdir()
        for name, text in articles(number):
            (root / "in" / f"{name}.txt").write_text(text, "utf-8")
        *_, (name, text) = articles(number + 1)
        full = timed("build", root / "in", "--out", root / "graph")
        (root / "in" / f"{name}.txt").write_text(text, "utf-8")
        share = timed("add", root / "graph", root / "in" / f"{name}.txt") / full
        added = (root / "graph/graph.ttl").read_bytes()
        timed("build", root / "in", "--out", root / "graph")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        same = added == (root / "graph/graph.ttl").read_bytes()
    told = "the same" if same else "NOT the same"
    print(f"{number} articles and one more: {share:.1%} of the full build (at most {MOST:.0%}); "
          f"peak memory {peak:.0f} MB; {told} bytes as all at once")  # fmt: skip
    sys.exit(not same or share > MOST)


if __name__ == "__main__":
    main()
