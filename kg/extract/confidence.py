"""Claims with the probability of being right, instead of the certainty of the rule that read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.lexicon.confidence import Curve
from kg.model import Claim


def calibrate(claims: Iterable[Claim], curves: Mapping[str, Curve]) -> tuple[Claim, ...]:
    """The same claims, each with its probability (0 to 1, three digits)."""
    return tuple(replace(c, confidence=round(curves[c.kind].probability(c.confidence), 3)) for c in claims)
