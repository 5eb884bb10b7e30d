"""`python -m tests.gold.calibrate [DIR …]`: fit the curves of confidence to the gold, and show how well
they hold. More folders of gold may be given, also such as `kg corrections GRAPH --as-gold DIR` writes.

One curve per kind of claim, two numbers each, by maximum likelihood over the units that gold decides
on, drawn towards "as the rule says" by a weak prior. What is printed as "on articles not fitted to"
comes from curves that were fitted without the article (one fold per article).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

from kg.evaluate import evaluate
from kg.lexicon.confidence import Curve, expit, load, logit
from kg.lexicon.source import ontology_dir
from kg.model import ClaimKind
from kg.scoring import Judged, reliability

HERE = Path(__file__).resolve().parent
GOLD = (HERE / "dev", HERE / "more")
TARGET = ontology_dir() / "lang" / "fr" / "confidence.toml"
PRIOR = 2.0
"""Weight of the prior on shift and slope: small beside the hundreds of units of a kind."""
FLATTEST = 0.2
HEAD = """\
# How often what rules read turned out right on gold: see kg/lexicon/confidence.py.
# Written by `python -m tests.gold.calibrate`.
"""


def fit(judged: Iterable[Judged]) -> Curve:
    """Shift and slope by Newton's method on the penalised log-likelihood, which has one maximum."""
    items = [(logit(j.confidence), j.right, j.right + j.false) for j in judged]
    shift, slope = 0.0, 1.0
    for _ in range(50):
        g0, g1 = -PRIOR * shift, -PRIOR * (slope - 1)
        h00, h01, h11 = PRIOR, 0.0, PRIOR
        for x, right, units in items:
            p = expit(shift + slope * x)
            weight = units * p * (1 - p)
            g0, g1 = g0 + right - units * p, g1 + (right - units * p) * x
            h00, h01, h11 = h00 + weight, h01 + weight * x, h11 + weight * x * x
        det = h00 * h11 - h01 * h01
        shift += (h11 * g0 - h01 * g1) / det
        slope += (h00 * g1 - h01 * g0) / det
    return Curve(round(shift, 3), max(round(slope, 3), FLATTEST))


def fit_kinds(judged: Sequence[Judged]) -> dict[str, Curve]:
    return {kind: fit(j for j in judged if j.kind == kind) for kind in get_args(ClaimKind)}


def calibrated(judged: Iterable[Judged], curves: dict[str, Curve]) -> list[Judged]:
    return [replace(j, confidence=curves[j.kind].probability(j.confidence)) for j in judged]


def certainties(more: Iterable[Path] = ()) -> list[Judged]:
    """The judged statements of all gold articles, with the certainty of their rules."""
    now = load(TARGET.parent)
    judged = [j for folder in (*GOLD, *more) for j in evaluate(folder).judged]
    return [replace(j, confidence=now[j.kind].certainty(j.confidence)) for j in judged]


def left_out(judged: Sequence[Judged]) -> list[Judged]:
    """Each article's statements by curves that were fitted to the other articles."""
    found: list[Judged] = []
    for document in sorted({j.document for j in judged}):
        curves = fit_kinds([j for j in judged if j.document != document])
        found += calibrated((j for j in judged if j.document == document), curves)
    return found


def write(curves: dict[str, Curve]) -> None:
    tables = [f"\n[{kind}]\nshift = {c.shift}\nslope = {c.slope}\n" for kind, c in curves.items()]
    TARGET.write_text(HEAD + "".join(tables), encoding="utf-8")


def show(title: str, judged: Sequence[Judged]) -> None:
    print(f"{title}\n  confidence   units   mean   right")
    for b in reliability(judged):
        print(f"  {b.low:.1f} to {b.high:.1f} {b.units:7} {b.confidence:6.3f} {b.right:7.3f}")


if __name__ == "__main__":
    gold = certainties(map(Path, sys.argv[1:]))
    show("as the rules say", gold)
    show("calibrated, on articles not fitted to", left_out(gold))
    write(fit_kinds(gold))
    print(f"written: {TARGET.name}")
