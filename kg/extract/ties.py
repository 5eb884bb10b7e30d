"""Which property ties the holder of a title to the organisation: leads, worksFor or memberOf."""

from __future__ import annotations

from kg.extract.annotated import Annotated
from kg.lexicon.roles import Roles

WORKS, LEADS, MEMBER = "worksFor", "leads", "memberOf"
PARTY = "Organization"  # the class of parties, which no finer class names
REACH = 8  # how many tokens may stand between a title and its organisation


def tie(text: Annotated, roles: Roles, span: tuple[int, int] | None, organization: int) -> str | None:
    """The property for a title (its tokens, end exclusive) and a mention; without a title worksFor.

    None for a title that only says who founded it.
    """
    if span is None:
        return WORKS
    span, tokens = bare(text, roles, span, organization), text.parsed.tokens
    title = text.parsed.text[tokens[span[0]].start : tokens[span[1] - 1].end]
    if roles.only_founds(title):
        return None
    if roles.belongs(title) or (text.types[organization] == PARTY and roles.is_elected(title)):
        return MEMBER
    return LEADS if roles.is_top(title) and not _part(text, roles, span[1], organization) else WORKS


def bare(text: Annotated, roles: Roles, span: tuple[int, int], organization: int) -> tuple[int, int]:
    """A title without the noun that only says what the organisation is: "directrice" in "directrice de
    l'école Veltrane"; a part of one stays ("directeur de l'usine Veltrane")."""
    tokens = text.parsed.tokens
    if text.first_token[organization] != span[1]:
        return span
    for k in range(span[1] - 1, max(span[0], span[1] - REACH), -1):
        if tokens[k].lemma in roles.units or tokens[k].text.lower() in roles.units:
            return span
        if tokens[k].pos == "ADP":
            return span[0], k
    return span


def _part(text: Annotated, roles: Roles, end: int, organization: int) -> bool:
    """Whether only a part of the organisation is meant: "directeur de l'agence Veltrane"."""
    first = text.first_token[organization]
    between = text.parsed.tokens[end:first] if 0 < first - end < REACH else ()
    return any(t.lemma in roles.units for t in between)
