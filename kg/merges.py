"""Why names were brought together or kept apart: `merges.jsonl` in a graph folder, one decision a line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError, unwritable
from kg.model import Judgement, Knowledge, Verdict

FILE = "merges.jsonl"


@dataclass(frozen=True, slots=True)
class Side:
    """What a name stood for before the decision: the entity it belongs to now, and where it was read."""

    name: str
    document: str
    entity: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Two names of articles, judged "same", "different" or "unsure"; `score` is 0 to 1."""

    left: Side
    right: Side
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    by: str


def merges(knowledge: Knowledge) -> Iterator[Merge]:
    """The judgements of a resolved graph in terms of its entities, in their order."""
    entity = {chain: e.id for e in knowledge.entities for chain in e.chains}

    def side(chain: str, name: str) -> Side:
        return Side(name, chain.rpartition("/")[0], entity.get(chain, ""))

    for j in knowledge.judgements:
        yield Merge(side(j.left, j.left_name), side(j.right, j.right_name), *_verdict(j))


def _verdict(j: Judgement) -> tuple[Verdict, float, tuple[str, ...], str]:
    return j.verdict, j.score, j.reasons, j.by


def write(knowledge: Knowledge, folder: Path) -> None:
    """Write DIR/merges.jsonl; a reader sees the old file or the new one."""
    lines = (json.dumps(_to_json(m), ensure_ascii=False) + "\n" for m in merges(knowledge))
    part = folder / f"{FILE}.part"
    try:
        with open(part, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
        os.replace(part, folder / FILE)
    except OSError as error:
        raise unwritable(folder / FILE, error) from None


def read(folder: Path) -> list[Merge]:
    """What `write` wrote; nothing where the file is missing."""
    path = folder / FILE
    if not path.exists():
        return []
    try:
        return [_from_json(json.loads(line)) for line in path.read_text("utf-8").splitlines()]
    except (OSError, ValueError, TypeError, KeyError):
        raise StoreError(f"{path} is damaged: build again") from None


def concerning(entity: str, found: Iterable[Merge]) -> list[tuple[Merge, int]]:
    """What was decided about the names of an entity: one of each kind, and how often it was decided.

    Those brought together come first, then those kept apart; within these, the surest first.
    """
    order = {"same": 0, "unsure": 1, "different": 2}
    counts: dict[tuple[str, str, str, tuple[str, ...]], tuple[Merge, int]] = {}
    for m in found:
        if entity in (m.left.entity, m.right.entity):
            names = sorted((m.left.name, m.right.name))
            key = names[0], names[1], m.verdict, m.reasons
            first, times = counts.get(key, (m, 0))
            counts[key] = first, times + 1
    return sorted(
        counts.values(), key=lambda c: (order[c[0].verdict], -c[0].score, c[0].left.name, c[0].right.name)
    )


def _to_json(m: Merge) -> dict[str, object]:
    sides = {
        name: {"name": side.name, "document": side.document, "entity": side.entity}
        for name, side in (("left", m.left), ("right", m.right))
    }
    return {**sides, "verdict": m.verdict, "score": m.score, "reasons": list(m.reasons), "by": m.by}


def _from_json(data: dict[str, object]) -> Merge:
    left, right = (Side(**data[side]) for side in ("left", "right"))  # type: ignore[arg-type]
    reasons = tuple(map(str, data["reasons"]))  # type: ignore[call-overload]
    return Merge(left, right, data["verdict"], float(data["score"]), reasons, str(data["by"]))  # type: ignore[arg-type]
