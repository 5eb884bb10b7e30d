"""What came and what went between two graphs, in the words of their readers and not in ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeVar

from kg.model import Entity, Knowledge, Statement

Change = Literal["came", "went", "changed"]
Key = tuple[tuple[str, ...], int]
K = TypeVar("K")
T = TypeVar("T")
KINDS = ("article", "entity", "fact", "position", "event", "figure", "quotation")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that only one of the graphs says, or that both say differently.

    `kind` is one of KINDS, `name` the class or property, `text` the sentence or label, `detail` what
    else tells it apart, or what changed; `sentences` are the quotes that prove it, with their article.
    """

    change: Change
    kind: str
    name: str
    text: str
    detail: str = ""
    sentences: tuple[tuple[str, str], ...] = ()


def differences(old: Knowledge, new: Knowledge) -> list[Difference]:
    """What `new` has and `old` has not ("came"), the reverse ("went"), and what is told differently.

    Things are the same when they say the same of things with the same names: ids do not matter.
    Articles come first, then entities, then statements by kind; within these, by text.
    """
    found = [*_articles(old, new), *_entities(old, new), *_statements(old, new)]
    return sorted(found, key=lambda d: (KINDS.index(d.kind), d.name, d.text, d.change, d.detail))


def _articles(old: Knowledge, new: Knowledge) -> Iterator[Difference]:
    sides = [{(d.sha256, d.name): d for d in k.documents} for k in (old, new)]
    for change, key, document in _only(*sides):
        yield Difference(change, "article", "", document.title or document.name, key[1])


def _entities(old: Knowledge, new: Knowledge) -> Iterator[Difference]:
    sides = [_numbered(k.entities, _named) for k in (old, new)]
    for change, _, entity in _only(*sides):
        yield Difference(change, "entity", entity.type, entity.label, ", ".join(entity.aliases))
    for key in sorted(sides[0].keys() & sides[1].keys()):
        before, after = (set(side[key].aliases) for side in sides)
        told = [f"also called {a}" for a in sorted(after - before)]
        told += [f"no longer called {a}" for a in sorted(before - after)]
        if told:
            yield Difference("changed", "entity", key[0][0], key[0][1], "; ".join(told))


def _named(entity: Entity) -> tuple[str, ...]:
    return entity.type, entity.label


def _statements(old: Knowledge, new: Knowledge) -> Iterator[Difference]:
    labels = [{e.id: e.label for e in k.entities} for k in (old, new)]
    names = [{d.id: d.title or d.name for d in k.documents} for k in (old, new)]
    sides = [
        _numbered(k.statements, partial(_said, labels=of)) for k, of in zip((old, new), labels, strict=True)
    ]
    for change, _, s in _only(*sides):
        of = names[change == "came"]
        yield Difference(change, s.kind, s.name, s.label or s.name, _status(s), _sentences(s, of))
    for key in sorted(sides[0].keys() & sides[1].keys()):
        before, after = (side[key] for side in sides)
        if told := "; ".join(_told(before, after)):
            yield Difference("changed", after.kind, after.name, after.label or after.name, told)


def _said(s: Statement, labels: dict[str, str]) -> tuple[str, ...]:
    """What makes a statement the same in another graph."""
    roles = sorted(f"{a.role}={labels.get(a.ref, a.ref) if a.ref else a.value}" for a in s.arguments)
    return s.kind, s.name, s.status, *roles


def _told(before: Statement, after: Statement) -> Iterator[str]:
    """How one statement is told differently."""
    counts = [len({e.document for e in s.evidence}) for s in (before, after)]
    if counts[0] != counts[1]:
        yield f"told by {counts[1]} articles (was {counts[0]})"
    elif {e.quote for e in before.evidence} != {e.quote for e in after.evidence}:
        yield "told in other sentences"
    if abs(before.confidence - after.confidence) >= 0.005:
        yield f"confidence {after.confidence:.2f} (was {before.confidence:.2f})"
    if before.label != after.label:
        yield f"worded before: {before.label}"


def _status(s: Statement) -> str:
    return s.status if s.status != "actual" else ""


def _sentences(s: Statement, names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((" ".join(e.quote.split()), names.get(e.document, e.document)) for e in s.evidence)


def _numbered(things: Iterable[T], key_of: Callable[[T], tuple[str, ...]]) -> dict[Key, T]:
    """Things by what they say; those that say the same are counted through."""
    seen: Counter[tuple[str, ...]] = Counter()
    found = {}
    for thing in things:
        key = key_of(thing)
        seen[key] += 1
        found[key, seen[key]] = thing
    return found


def _only(old: Mapping[K, T], new: Mapping[K, T]) -> Iterator[tuple[Change, K, T]]:
    yield from (("went", key, thing) for key, thing in old.items() if key not in new)
    yield from (("came", key, thing) for key, thing in new.items() if key not in old)
