"""When a fact or position holds: one period for all that tell it, or several where they cannot be one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg import partial
from kg.model import Argument
from kg.resolve.dates import compatible, most_precise
from kg.resolve.told import UNDATED, Told

ROLES = ("since", "until", "ended")


def eras(members: Sequence[Told]) -> list[list[Told]]:
    """The members by the period that they tell of, the latest first: two are of one unless one has ended
    before the other begins. Who gives no dates tells of the latest."""
    open_ = [t for t in members if not _bounds(t)]
    found: list[list[Told]] = []
    for one in sorted((t for t in members if _bounds(t)), key=lambda t: (_bounds(t), t.order), reverse=True):
        home = next((era for era in found if not any(_apart(one, other) for other in era)), None)
        if home is None:
            found.append([one])
        else:
            home.append(one)
    if not found:
        return [list(members)]
    found[0] += open_
    return found


def period(members: Sequence[Told]) -> list[Argument]:
    """Since when, until when, and whether it is over: the dates that most tell, as precise as any."""
    arguments = []
    for role in ("since", "until"):
        given = [a for t in members for a in t.arguments if a.role == role and a.value]
        if given:
            chosen = _chosen([a.value or "" for a in given])
            arguments.append(next(a for a in given if a.value == chosen))
    return [*arguments, *_over(members)[:1]]


def _over(members: Sequence[Told]) -> list[Argument]:
    """That it no longer holds: where one of the latest articles says so, or one of unknown date."""
    known = [day for t in members if (day := t.order[0]) != UNDATED]
    latest = (max(known, default=UNDATED), UNDATED)
    return [a for t in members if t.order[0] in latest for a in t.arguments if a.role == "ended"]


def _chosen(dates: Sequence[str]) -> str:
    """The most precise date where all can be one; else the most precise of those that most tell."""
    agreeing = Counter({d: sum(compatible(d, other) for other in dates) for d in sorted(set(dates))})
    most = max(agreeing.values())
    return most_precise(d for d in dates if agreeing[d] == most)


def _bounds(told: Told) -> tuple[str, str] | None:
    """The first day from which and the last until which it may hold; None where no year is told."""
    since, until = (told.value(role) for role in ("since", "until"))
    first = partial.first(since) if since else None
    last = partial.last(until) if until else None
    return (first or "", last or "9999") if first or last else None


def _apart(one: Told, other: Told) -> bool:
    a, b = _bounds(one), _bounds(other)
    return bool(a and b and (a[1] < b[0] or b[1] < a[0]))
