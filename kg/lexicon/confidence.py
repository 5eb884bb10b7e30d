"""From a rule's own certainty to a probability of being right: `confidence.toml` of a language.

The certainties that rules carry were set one by one; how often what they read is right is known only
from gold. Each kind of claim has a logistic curve between the two (Platt, "Probabilistic outputs for
support vector machines", 1999): logit(probability) = shift + slope · logit(certainty).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from pathlib import Path
from typing import get_args

from kg.lexicon.source import read_toml
from kg.model import ClaimKind
from kg.ontology import Ontology

_LEAST = 0.001  # nothing is impossible, and nothing is certain


@dataclass(frozen=True, slots=True)
class Curve:
    """`slope` > 0: what is more certain stays more probable."""

    shift: float = 0.0
    slope: float = 1.0

    def probability(self, certainty: float) -> float:
        """The probability (0 to 1) of being right, of a claim that rules hold with this certainty."""
        return expit(self.shift + self.slope * logit(certainty))

    def certainty(self, probability: float) -> float:
        """The way back."""
        return expit((logit(probability) - self.shift) / self.slope)


def logit(p: float) -> float:
    p = min(max(p, _LEAST), 1 - _LEAST)
    return log(p / (1 - p))


def expit(x: float) -> float:
    return 1 / (1 + exp(-x))


def load(folder: Path, ontology: Ontology | None = None) -> dict[str, Curve]:
    """A curve for every kind of claim; raises LexiconError. A language not yet measured has no file."""
    kinds = get_args(ClaimKind)
    path = folder / "confidence.toml"
    if not path.exists():
        return {kind: Curve() for kind in kinds}
    source = read_toml(path)
    source.only(source.data, set(kinds), of="confidence.toml")
    curves = {}
    for kind in kinds:
        table = source.data.get(kind)
        if not isinstance(table, dict):
            raise source.error(f"no curve for the kind {kind!r}", kind)
        source.only(table, {"shift", "slope"}, of=kind)
        shift, slope = table.get("shift"), table.get("slope")
        if not isinstance(shift, float) or not isinstance(slope, float) or slope <= 0:
            raise source.error(f"{kind}: shift and slope must be numbers with a point, slope above 0", kind)
        curves[kind] = Curve(shift, slope)
    return curves
