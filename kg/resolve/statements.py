"""Claims of all articles as statements about entities: merged, with one id, label and confidence."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.model import ClaimKind, Entity, Extraction, Statement
from kg.resolve.events import merge_events
from kg.resolve.facts import merge_facts
from kg.resolve.figures import merge_figures
from kg.resolve.names import kebab, slug
from kg.resolve.phrases import Phrases
from kg.resolve.positions import merge_positions
from kg.resolve.quotations import merge_quotations
from kg.resolve.sureness import confidence
from kg.resolve.told import Merged, Told, World, retell

_FOLDER: dict[ClaimKind, str] = {
    "fact": "claim", "position": "position", "event": "event", "figure": "figure", "quotation": "quotation",
}  # fmt: skip


@dataclass(frozen=True)
class Stated:
    """`statements` by id; `dropped` gives the reason for each claim that is in none of them; `members`
    are the claims of each statement, by its id."""

    statements: tuple[Statement, ...]
    dropped: dict[str, str]
    members: dict[str, tuple[Told, ...]]


def state(
    extractions: Sequence[Extraction],
    entities: Sequence[Entity],
    world: World,
    phrases: Phrases,
    added: Sequence[Told] = (),
) -> Stated:
    """Merge the claims of all articles, and what readers added. Every claim is in exactly one statement
    or dropped."""
    kept = retell(extractions, entities, world, added)
    by_kind: dict[ClaimKind, list[Told]] = defaultdict(list)
    for told in kept.told:
        by_kind[told.claim.kind].append(told)
    facts = merge_facts(by_kind["fact"], world)
    placed = replace(world, inside=_inside(facts))
    merge: dict[ClaimKind, Callable[[], list[Merged]]] = {
        "position": lambda: merge_positions(by_kind["position"]),
        "event": lambda: merge_events(by_kind["event"], placed),
        "figure": lambda: merge_figures(by_kind["figure"]),
        "quotation": lambda: merge_quotations(by_kind["quotation"]),
    }
    merged = [*facts, *(m for make in merge.values() for m in make())]
    ids = _ids(merged, {e.id: slug(e.label) for e in entities})
    statements = (_statement(m, id_, phrases) for m, id_ in zip(merged, ids, strict=True))
    members = {id_: m.members for m, id_ in zip(merged, ids, strict=True)}
    return Stated(tuple(sorted(statements, key=lambda s: s.id)), kept.dropped, members)


def _inside(facts: Iterable[Merged]) -> dict[str, frozenset[str]]:
    """For each place the places that it is said to lie in, at any distance."""
    direct: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        subject, object_ = fact.arguments[0].ref, fact.arguments[1].ref
        if fact.name == "locatedIn" and fact.status == "actual" and subject and object_:
            direct[subject].add(object_)
    return {place: frozenset(_closure(place, direct)) for place in sorted(direct)}


def _closure(place: str, direct: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    todo = [place]
    while todo:
        for above in direct.get(todo.pop(), set()) - found:
            found.add(above)
            todo.append(above)
    return found - {place}


def _ids(merged: Sequence[Merged], slugs: dict[str, str]) -> list[str]:
    """Readable, and a hash of what makes the statement: "event/contract-termination-3f2a9c01"."""
    seen = Counter[str]()
    ids = []
    for one in merged:
        told = hashlib.sha256("\n".join((one.kind, one.name, *one.key)).encode()).hexdigest()[:8]
        word = kebab(one.name)
        if one.kind in ("position", "figure", "quotation"):
            about = next(
                (a.ref for a in one.arguments if a.role in ("holder", "about", "speaker") and a.ref), ""
            )
            word = slugs.get(about, "") or word
        id_ = f"{_FOLDER[one.kind]}/{word}-{told}"
        seen[id_] += 1
        ids.append(id_ if seen[id_] == 1 else f"{id_}-{seen[id_]}")
    return ids


def _statement(merged: Merged, id_: str, phrases: Phrases) -> Statement:
    claims = [c for t in merged.members for c in (t.claim, *t.echoes)]
    evidence = {e for c in claims for e in c.evidence}
    return Statement(
        id_,
        merged.kind,
        merged.name,
        merged.arguments,
        tuple(sorted(evidence, key=lambda e: (e.document, e.start, e.end))),
        tuple(sorted({c.rule for c in claims})),
        merged.status,
        tuple(sorted({t.attributed_to for t in merged.members if t.attributed_to})),
        confidence(merged.members),
        phrases.sentence(merged),
        tuple(sorted({c.id for c in claims})),
    )
