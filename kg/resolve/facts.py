"""Facts: equal ones are one; a worksFor gives way to the leads of the same pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.model import Argument, Status
from kg.ontology import Ontology
from kg.resolve.dates import compatible, most_precise, precision
from kg.resolve.periods import eras, period
from kg.resolve.told import Merged, Told, World

Triple = tuple[str, str, str, Status]  # subject, property, object (id or literal), status


def merge_facts(told: Iterable[Told], world: World) -> list[Merged]:
    """One fact for equal subject, property, object and status; dates may be more or less precise.

    What held, ended, and holds again is several facts, each with its period.
    """
    groups: dict[Triple, list[Told]] = defaultdict(list)
    for one in told:
        groups[_triple(one, world.ontology)].append(one)
    _give_way(groups, world.ontology)
    _join_dates(groups, world.ontology)
    return [
        _fact(triple, era, number)
        for triple in sorted(groups)
        for number, era in enumerate(eras(groups[triple]))
    ]


def _triple(told: Told, ontology: Ontology) -> Triple:
    name = told.claim.name
    subject = min(told.refs("subject"))
    object_ = min(told.refs("object")) if told.refs("object") else told.value("object") or ""
    if ontology.properties[name].symmetric and object_ < subject:
        subject, object_ = object_, subject
    return (subject, name, object_, told.claim.status)


def _give_way(groups: dict[Triple, list[Told]], ontology: Ontology) -> None:
    """A fact goes over to the one with a finer property (leads) about the same pair."""
    for triple in sorted(groups):
        subject, name, object_, status = triple
        finer = [
            (subject, p.name, object_, status)
            for p in ontology.properties.values()
            if name in p.parents and (subject, p.name, object_, status) in groups
        ]
        if finer:
            groups[min(finer)].extend(groups.pop(triple))


def _join_dates(groups: dict[Triple, list[Told]], ontology: Ontology) -> None:
    """A less precise date goes over to the more precise one, if there is only one that it can mean."""
    dates: dict[tuple[str, str, Status], list[str]] = defaultdict(list)
    for subject, name, object_, status in sorted(groups):
        if ontology.properties[name].literal:
            dates[subject, name, status].append(object_)
    for (subject, name, status), values in dates.items():
        for value in sorted(values, key=lambda d: (precision(d), d)):
            finer = [v for v in values if precision(v) > precision(value)]
            full = [v for v in finer if compatible(v, value)]
            best = most_precise(full) if full else ""
            if full and all(compatible(v, best) for v in full):
                groups[subject, name, best, status].extend(groups.pop((subject, name, value, status)))
                values = [v for v in values if v != value]


def _fact(triple: Triple, members: Sequence[Told], number: int) -> Merged:
    subject, name, object_, status = triple
    members = sorted(members, key=lambda t: t.order)
    literal = [a for t in members for a in t.arguments if a.role == "object" and a.value == object_]
    last = literal[0] if literal else Argument("object", ref=object_)
    arguments = (Argument("subject", ref=subject), last, *period(members))
    earlier = [f"{a.role}={a.value}" for a in arguments[2:]] if number else []
    return Merged("fact", name, arguments, status, tuple(members), (*triple, *earlier))
