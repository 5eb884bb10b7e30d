"""Who is to open a site somewhere is not there yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import pytest

from kg.extract.unopened import without_unopened
from kg.model import Argument, Claim, Evidence


class Unchained:
    """An article in which every mention stands for itself."""

    chain_of: ClassVar[dict[str, object]] = {}


@pytest.fixture
def claim() -> Callable[..., Claim]:
    def make(kind, name: str, status="actual", sentence: int = 0, **roles: str) -> Claim:
        arguments = tuple(Argument(role, ref=ref) for role, ref in roles.items())
        evidence = (Evidence("d", sentence, sentence + 9, "…"),)
        return Claim(
            f"{name}{sentence}{status}", "d", kind, name, arguments, evidence, "r", status, None, 0.8
        )

    return make


def names(claims) -> list[str]:
    return [c.name for c in without_unopened(claims, Unchained())]


def test_a_planned_site_is_no_presence(claim) -> None:
    fact = claim("fact", "operatesIn", subject="x", object="y")
    assert names([fact, claim("event", "SiteOpening", "planned", agent="x", place="y")]) == ["SiteOpening"]


@pytest.mark.parametrize(
    ("name", "status", "sentence", "place"),
    [
        ("SiteOpening", "actual", 0, "y"),
        ("SiteOpening", "planned", 50, "y"),
        ("SiteOpening", "planned", 0, "z"),
        ("SiteClosure", "planned", 0, "y"),
    ],
)
def test_any_other_presence_stands(claim, name: str, status: str, sentence: int, place: str) -> None:
    fact = claim("fact", "operatesIn", subject="x", object="y")
    assert names([fact, claim("event", name, status, sentence, agent="x", place=place)])[0] == "operatesIn"
