"""Which of the dates around an event is its own, and not that of its announcement."""

from __future__ import annotations

from kg.extract.annotated import Annotated
from kg.extract.draft import Draft
from kg.extract.tokens import Token
from kg.extract.values import TimeExpression

AHEAD = ("planned", "possible")


def event_date(text: Annotated, draft: Draft, near: list[int]) -> TimeExpression | None:
    """The date of a draft among those of its clause, by index, the nearest first."""
    if "date" in draft.given:
        return text.dates[draft.given["date"]]
    dates = [text.dates[n] for n in near]
    if draft.frame.kind == "event":
        dates = [
            d
            for d in dates
            if d.role != "since" and not _announced(text, draft, d) and not _aside(text, draft, d)
        ]
    return dates[0] if dates else None


def _announced(text: Annotated, draft: Draft, date: TimeExpression) -> bool:
    """Whether a date is too early for an event that is still to come: "a annoncé lundi la fermeture".

    Where the day of publication is not known, what a past verb governs has been.
    """
    if draft.status not in AHEAD or date.role != "at":
        return False
    published, value = text.document.published, date.value
    if published and not value.startswith("--"):
        if len(value) < 10:  # "en juin", told in June
            return value < published[: len(value)]
        return value <= published
    verb = _verb(text, date)
    return verb is not None and verb.i != draft.at and _past(text, verb)


def _aside(text: Annotated, draft: Draft, date: TimeExpression) -> bool:
    """Whether a date tells when something else was done: "investit 9 millions dans X, lancée en 2020"."""
    verb = _verb(text, date)
    if verb is None or verb.i == draft.at or verb.dep not in ("acl", "amod"):
        return False
    return (
        verb.pos == "VERB"
        and "Tense=Past" in verb.morph
        and verb.head != draft.at
        and verb.i not in draft.scope
    )


def _verb(text: Annotated, date: TimeExpression) -> Token | None:
    """The verb that a date hangs from."""
    tokens = text.parsed.between(date.start, date.end)
    t = tokens[0] if tokens else None
    while t is not None and t.pos not in ("VERB", "AUX"):
        above = text.parsed.tokens[t.head]
        t = None if above.i == t.i else above
    return t


def governor(text: Annotated, date: TimeExpression) -> int | None:
    """The token that the words of a date directly depend on; None where they are the root."""
    inside = {t.i for t in text.parsed.between(date.start, date.end)}
    root = next((i for i in sorted(inside) if text.parsed.tokens[i].head not in inside), None)
    return None if root is None else text.parsed.tokens[root].head


def _past(text: Annotated, verb: Token) -> bool:
    kids = (text.parsed.tokens[c] for c in text.parsed.children[verb.i])
    return "Tense=Past" in verb.morph and any(t.dep.startswith("aux") and t.dep != "aux:pass" for t in kids)
