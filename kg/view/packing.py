"""Put separately drawn parts beside each other on one page, close together and without overlap.

Polyomino packing after Freivalds, Dogrusoz and Kikusts, "Disconnected graph layout and the polyomino
packing approach" (2002): each part is a set of grid cells; the largest goes first, each next one to
the free place nearest to the middle. Parts thus settle in the hollows of larger ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import floor

CELL = 42.0  # pixels


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node with its label takes, in pixels at scale 1."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes with their places and boxes, and the lines between them."""

    at: dict[str, tuple[float, float]]
    boxes: dict[str, Box]
    lines: tuple[tuple[str, str], ...] = ()


Cell = tuple[int, int]


def pack(drawings: Sequence[Drawing], aspect: float) -> dict[str, tuple[float, float]]:
    """Places for all nodes, centred on (0, 0), about `aspect` times as wide as high."""
    taken: set[Cell] = set()
    placed: dict[str, tuple[float, float]] = {}
    start = 0
    for drawing in sorted(drawings, key=lambda d: (-len(d.at), min(d.at))):
        cells = _cells(_centred(drawing))
        start = start if len(cells) <= 30 else 0
        start, (i, j) = _free(cells, taken, aspect, start)
        taken.update(_grown((x + i, y + j) for x, y in cells))
        placed.update({n: (x + i * CELL, y + j * CELL) for n, (x, y) in _centred(drawing).at.items()})
    return _middle(placed)


def _centred(drawing: Drawing) -> Drawing:
    return Drawing(_middle(drawing.at), drawing.boxes, drawing.lines)


def _middle(at: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    if not at:
        return {}
    middle_x = (min(x for x, _ in at.values()) + max(x for x, _ in at.values())) / 2
    middle_y = (min(y for _, y in at.values()) + max(y for _, y in at.values())) / 2
    return {n: (round(x - middle_x, 1), round(y - middle_y, 1)) for n, (x, y) in at.items()}


def _cells(drawing: Drawing) -> frozenset[Cell]:
    """The grid cells under boxes and lines."""
    cells: set[Cell] = set()
    for name, (x, y) in drawing.at.items():
        box = drawing.boxes[name]
        for i in range(floor((x - box.width / 2) / CELL), floor((x + box.width / 2) / CELL) + 1):
            for j in range(floor((y - box.height / 2) / CELL), floor((y + box.height / 2) / CELL) + 1):
                cells.add((i, j))
    for a, b in drawing.lines:
        (x1, y1), (x2, y2) = drawing.at[a], drawing.at[b]
        steps = 1 + int(max(abs(x2 - x1), abs(y2 - y1)) / CELL * 2)
        for n in range(steps + 1):
            x, y = x1 + (x2 - x1) * n / steps, y1 + (y2 - y1) * n / steps
            cells.add((floor(x / CELL), floor(y / CELL)))
    return frozenset(cells)


def _grown(cells: Iterable[Cell]) -> Iterator[Cell]:
    """The cells and those around them: a margin."""
    for i, j in cells:
        yield from ((i + a, j + b) for a in (-1, 0, 1) for b in (-1, 0, 1))


def _free(cells: frozenset[Cell], taken: set[Cell], aspect: float, start: int) -> tuple[int, Cell]:
    """The first free place from ring `start` outwards, and its ring."""
    ring = start
    while True:
        for i, j in _ring(ring, aspect):
            if all((x + i, y + j) not in taken for x, y in cells):
                return ring, (i, j)
        ring += 1


@cache
def _ring(size: int, aspect: float) -> tuple[Cell, ...]:
    """The cells of a rectangle's rim, those nearest to the middle first."""
    wide, high = round(size * aspect), size
    rim = {(i, j) for i in range(-wide, wide + 1) for j in (-high, high)}
    rim |= {(i, j) for i in (-wide, wide) for j in range(-high, high + 1)}
    return tuple(sorted(rim, key=lambda c: (c[0] ** 2 + (c[1] * aspect) ** 2, c)))
