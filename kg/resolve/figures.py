"""Figures: one for what it is about, the measure, the value and the unit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from kg.model import Argument
from kg.resolve.dates import compatible, most_precise
from kg.resolve.told import Merged, Told


def merge_figures(told: Iterable[Told]) -> list[Merged]:
    """Equal figures are one, unless both name a place or a date and these differ."""
    groups: dict[tuple[str, ...], list[list[Told]]] = defaultdict(list)
    for one in sorted(told, key=lambda t: (-len(t.arguments), t.order)):
        same = groups[_key(one)]
        home = next((g for g in same if all(_fits(one, other) for other in g)), None)
        if home is None:
            same.append([one])
        else:
            home.append(one)
    return [_figure(key, group) for key in sorted(groups) for group in groups[key]]


def number(value: str) -> str:
    """One spelling for one number: "130000.0" → "130000"; other texts as they are."""
    try:
        plain = f"{Decimal(value).normalize():f}"
    except InvalidOperation:
        return value
    return "0" if plain == "-0" else plain


def _key(told: Told) -> tuple[str, ...]:
    about = min(told.refs("about"), default="")
    literal = (told.value("measure") or "", number(told.value("value") or ""), told.value("unit") or "")
    return (about, *literal, told.claim.status)


def _fits(a: Told, b: Told) -> bool:
    place_a, place_b = a.refs("place"), b.refs("place")
    if place_a and place_b and place_a.isdisjoint(place_b):
        return False
    date_a, date_b = a.value("date"), b.value("date")
    return date_a is None or date_b is None or compatible(date_a, date_b)


def _figure(key: tuple[str, ...], members: Sequence[Told]) -> Merged:
    members = sorted(members, key=lambda t: t.order)
    found: dict[str, list[Argument]] = defaultdict(list)
    for told in members:
        for argument in told.arguments:
            found[argument.role].append(argument)
    arguments: list[Argument] = []
    for role in sorted(found):
        if role == "comparator":
            arguments.append(_comparator(found[role]))
        elif role == "date":
            best = most_precise(a.value or "" for a in found[role])
            arguments.append(next(a for a in found[role] if a.value == best))
        elif role == "place":
            arguments += sorted(set(found[role]), key=lambda a: a.ref or a.value or "")
        else:
            arguments.append(found[role][0])
    whole = (*key, *(f"{a.role}={a.ref or a.value}" for a in arguments if a.role in ("place", "date")))
    return Merged("figure", "Figure", tuple(arguments), members[0].claim.status, tuple(members), whole)


def _comparator(found: Sequence[Argument]) -> Argument:
    """The most frequent; of equals a hedge ("près de") rather than none: headlines drop it."""
    counts = Counter(a.value for a in found)
    return min(found, key=lambda a: (-counts[a.value], a.value == "exact", a.value or ""))
