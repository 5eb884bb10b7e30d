"""`make bench`: extraction against bare spaCy on the same texts, peak memory, start-up.

Prints each figure with its bound, and ends with exit code 1 where one is broken. Rounds alternate,
and the fastest of each is compared, so that a busy machine disturbs both alike.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kg.graph import load_ontology
from kg.model import Document
from kg.read import read_documents
from kg.workshop import Workshop

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 3
MOST_TIMES_SPACY = 1.5
MOST_TIMES_CLICK = 2.0


def best(action: Callable[[], object], rounds: int) -> float:
    """Seconds of the fastest round."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def extraction() -> bool:
    import spacy

    documents = [
        d for d in read_documents([ROOT / "examples", ROOT / "tests/gold/dev"]) if isinstance(d, Document)
    ]
    workshop = Workshop(load_ontology())
    bare = spacy.load(workshop.lexicon("fr").language.model)
    texts = [d.text for d in documents]

    def ours() -> None:
        for _ in workshop.extract((d, workshop.clean(d)) for d in documents):
            pass

    def theirs() -> None:
        for _ in bare.pipe(texts):
            pass

    ours(), theirs()  # models and word lists are loaded and warm
    mine, spacys = float("inf"), float("inf")
    for _ in range(ROUNDS):
        spacys = min(spacys, best(theirs, 1))
        mine = min(mine, best(ours, 1))
    words = sum(len(t.split()) for t in texts)
    ratio = mine / spacys
    print(f"{len(documents)} articles, {words} words")
    print(f"bare spaCy pipeline   {spacys:6.2f} s  {words / spacys:7.0f} words/s")
    print(f"clean and extract     {mine:6.2f} s  {words / mine:7.0f} words/s")
    print(f"ratio                 {ratio:6.2f}    (at most {MOST_TIMES_SPACY})")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory           {peak:6.0f} MB (two models loaded)")
    return ratio <= MOST_TIMES_SPACY


def start_up() -> bool:
    def run(*command: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, *command], stdout=subprocess.DEVNULL, check=True)

    click, ours = best(run("-c", "import click"), 15), best(run("-m", "kg", "--help"), 15)
    print(f"python -c 'import click' {click * 1000:4.0f} ms")
    print(f"kg --help                {ours * 1000:4.0f} ms")
    print(f"ratio                 {ours / click:6.2f}    (at most {MOST_TIMES_CLICK})")
    return ours <= MOST_TIMES_CLICK * click


if __name__ == "__main__":
    good = [start_up(), extraction()]
    sys.exit(not all(good))
