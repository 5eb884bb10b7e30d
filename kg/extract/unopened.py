"""A site that is still to be opened is none yet: "la future usine de X à Y" does not say that X is in Y."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from kg.extract.annotated import Annotated
from kg.model import Claim

OPENING, CLOSURE, PRESENCE = "SiteOpening", "SiteClosure", "operatesIn"
Pair = tuple[str, str, int]  # who, where (chains), and the sentence by its start


def without_unopened(claims: Iterable[Claim], text: Annotated) -> tuple[Claim, ...]:
    """The claims but those that somebody works where the same sentence only plans, imagines or denies
    the opening; where it also tells of a closure there, the presence stands."""
    claims = tuple(claims)
    coming = {p for c in claims if c.name == OPENING and c.status != "actual" for p in _pairs(c, text)}
    there = {
        p
        for c in claims
        if c.name == CLOSURE or (c.name == OPENING and c.status == "actual")
        for p in _pairs(c, text)
    }
    return tuple(c for c in claims if c.name != PRESENCE or not set(_pairs(c, text)) <= coming - there)


def _pairs(claim: Claim, text: Annotated) -> list[Pair]:
    who = [a.ref for a in claim.arguments if a.role in ("agent", "subject") and a.ref]
    where = [a.ref for a in claim.arguments if a.role in ("place", "object") and a.ref]
    return [(_chain(w, text), _chain(p, text), claim.evidence[0].start) for w, p in product(who, where)]


def _chain(mention: str, text: Annotated) -> str:
    chain = text.chain_of.get(mention)
    return chain.id if chain else mention
