"""How a walk through what is least certain looks in a terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.review import Question, Walk
    from kg.summary import Summary

HELP = "y yes   n no   s skip   u undo   q quit"


def question(asked: Question, left: int) -> None:
    """A question with its sentences, and the keys that answer."""
    what = "is it so?" if asked.about == "facts" else "are they one?"
    print(f"\n[{asked.certainty:.2f}, {left} left]  {asked.text}")
    for quote, article in asked.sentences:
        print(f"  > {' '.join(quote.split())}\n    {article}")
    print(f"  {what}  {HELP}", flush=True)


def reviewed(walk: Walk, made: Summary | None) -> None:
    """What was answered, what is left, and that the graph was made again."""
    counts = Counter(answer or "skipped" for _, answer in walk.answered)
    told = [f"{counts[word]} {word}" for word in ("yes", "no", "skipped") if counts[word]]
    print(f"\n{', '.join(told) or 'nothing was answered'}; {len(walk.left)} left")
    if made is not None:
        said = ", ".join(f"{n} {kind}" for kind, n in sorted(made.statements.items()))
        print(f"the graph was made again: {made.entities.total()} entities, {said}")
