"""Counting what one article's graph gets right against hand-made gold.

The counts are those of the reference scorer `tests/gold/score.py`, which reads Turtle; a test holds
the two equal. Here each unit that is counted is one `Finding`, so that totals, tables by relation
and lists of errors are all views of the same list.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kg.model import Knowledge
from kg.scoring.sides import Found, Gold, Unit, Wording, alike

Outcome = Literal["right", "false", "missed"]
CATEGORIES = ("entities", "facts", "events", "figures", "quotes")
RELATIONS = ("facts", "events", "figures")


@dataclass(frozen=True, slots=True)
class Finding:
    """One counted unit: its category, the relation, class or measure it belongs to, and what it was."""

    document: str
    category: str
    kind: str
    outcome: Outcome
    detail: str


def score(knowledge: Knowledge, data: Mapping[str, Any], wording: Wording) -> list[Finding]:
    """Every counted unit of one article: what was found right, found falsely and missed."""
    gold = Gold(data, wording)
    found = Found(knowledge, gold, wording)
    return [
        *_score_entities(gold, found),
        *_score_facts(gold, found),
        *_score_events(gold, found),
        *_score_figures(gold, found),
        *_score_quotes(gold, found),
    ]


def _score_entities(gold: Gold, found: Found) -> Iterator[Finding]:
    matched: set[str] = set()
    for entity, names in sorted(found.names.items(), key=lambda item: sorted(item[1])):
        type_, g = found.entities[entity].type, found.gold_id[entity]
        if g is not None and g not in matched and alike(gold.types[g], type_):
            matched.add(g)
            yield Finding(gold.id, "entities", gold.types[g], "right", g)
            fine = "right" if gold.types[g] == type_ else "false"
            yield Finding(gold.id, "fine types", gold.types[g], fine, f"{g}: {type_}")  # type: ignore[arg-type]
        elif not any(name in gold.optional_names for name in names):
            yield Finding(gold.id, "entities", type_, "false", " | ".join(sorted(names)))
    for g in sorted(gold.types.keys() - matched):
        yield Finding(gold.id, "entities", gold.types[g], "missed", " | ".join(sorted(gold.names[g])))


def _score_facts(gold: Gold, found: Found) -> Iterator[Finding]:
    want = gold.facts | {(h, "position", f"{o}|{t}") for h, o, t in gold.positions}
    have = found.facts()
    for holder, organization, title in found.positions():
        near = [
            t
            for h, o, t in gold.positions
            if (h, o) == (holder, organization) and title and (t in title or title in t)
        ]
        have.add((holder, "position", f"{organization}|{near[0] if near else title}"))
    yield from _compare(gold.id, "facts", want, have, gold.optional_facts, of=1)


def _score_figures(gold: Gold, found: Found) -> Iterator[Finding]:
    yield from _compare(gold.id, "figures", gold.figures, found.figures(), gold.optional_figures, of=1)


def _compare(
    document: str, category: str, want: set[Any], have: set[Any], maybe: Container[Any], of: int
) -> Iterator[Finding]:
    wrong = {unit for unit in have - want if unit not in maybe}
    for outcome, units in (("right", want & have), ("false", wrong), ("missed", want - have)):
        for unit in sorted(units, key=str):
            text = " ".join(str(part) for part in unit)
            yield Finding(document, category, str(unit[of]), outcome, text)  # type: ignore[arg-type]


def _score_events(gold: Gold, found: Found) -> Iterator[Finding]:
    predicted = list(found.events())
    for kind in sorted({k for k, _ in gold.events} | {k for k, _ in predicted}):
        wanted = [units for k, units in gold.events if k == kind]
        had = sorted(
            (units for k, units in predicted if k == kind), key=lambda units: sorted(map(str, units))
        )
        maybe = [units for k, units in gold.optional_events if k == kind]
        if gold.partial:
            yield from _decided_events(gold, kind, wanted, had)
        else:
            yield from _score_events_of(gold.id, kind, wanted, had, maybe)


def _decided_events(
    gold: Gold, kind: str, wanted: list[set[Unit]], had: list[set[Unit]]
) -> Iterator[Finding]:
    """Of partial gold what was confirmed, and what was rejected and is there all the same."""
    pairs = pair(wanted, had)
    for i, j in pairs:
        yield from _units(gold.id, kind, "right", wanted[i] & had[j])
        yield from _units(gold.id, kind, "missed", wanted[i] - had[j])
    for i in sorted(set(range(len(wanted))) - {i for i, _ in pairs}):
        yield from _units(gold.id, kind, "missed", wanted[i])
    for j in sorted(set(range(len(had))) - {j for _, j in pairs}):
        if gold.rejects(kind, had[j]):
            yield from _units(gold.id, kind, "false", had[j])


def _score_events_of(
    document: str, kind: str, wanted: list[set[Unit]], had: list[set[Unit]], maybe: list[set[Unit]]
) -> Iterator[Finding]:
    pairs = pair(wanted, had)
    for i, j in pairs:
        yield from _units(document, kind, "right", wanted[i] & had[j])
        yield from _units(document, kind, "false", had[j] - wanted[i])
        yield from _units(document, kind, "missed", wanted[i] - had[j])
    found, told = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, units in enumerate(wanted):
        if i not in found:
            yield from _units(document, kind, "missed", units)
    for j, units in enumerate(had):
        if j not in told and not any(core(units) & core(o) for o in maybe):
            yield from _units(document, kind, "false", units)


def pair(wanted: list[set[Unit]], had: list[set[Unit]]) -> list[tuple[int, int]]:
    """Indexes of events of one class that are the same: greedily, by how many units they share."""
    shared = sorted(
        ((len(core(g) & core(p)), i, j) for i, g in enumerate(wanted) for j, p in enumerate(had)),
        reverse=True,
    )
    left: set[int] = set()
    right: set[int] = set()
    found = []
    for overlap, i, j in shared:
        if overlap and i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append((i, j))
    return found


def _units(document: str, kind: str, outcome: Outcome, units: set[Unit]) -> Iterator[Finding]:
    whole = ", ".join(f"{name} {value}" for name, value in sorted(core(units), key=str))
    for name, value in sorted(units, key=str):
        yield Finding(document, "events", kind, outcome, whole if name == "exists" else f"{name} {value}")


def core(units: set[Unit]) -> set[Unit]:
    """The units by which an event is known: its roles and details."""
    return {u for u in units if u[0] not in ("exists", "status")}


def _score_quotes(gold: Gold, found: Found) -> Iterator[Finding]:
    """Two units each: the words, and who said them."""

    def finding(kind: str, outcome: Outcome, detail: str) -> Finding:
        return Finding(gold.id, "quotes", kind, outcome, detail)

    seen: set[str] = set()
    for opening, speaker in found.quotes():
        if opening in gold.quotes and opening not in seen:
            seen.add(opening)
            yield finding("text", "right", opening)
            if gold.quotes[opening] in (None, speaker):
                yield finding("speaker", "right", opening)
            else:
                detail = f"{opening}: {speaker} instead of {gold.quotes[opening]}"
                yield finding("speaker", "false", detail)
                yield finding("speaker", "missed", detail)
        elif opening not in gold.optional_quotes:
            yield finding("text", "false", opening)
            yield finding("speaker", "false", opening)
    for opening in sorted(gold.quotes.keys() - seen):
        yield finding("text", "missed", opening)
        yield finding("speaker", "missed", opening)
