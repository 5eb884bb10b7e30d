"""Where the nodes stand, computed beforehand: a browser's physics does not settle on large graphs.

Each connected component is drawn by stress majorization (Gansner, Koren and North, "Graph drawing by
stress majorization", 2004) from a classical scaling of the graph distances (Brandes and Pich, "An
experimental study on distance-based graph drawing", 2008), its boxes are pushed apart, and the
components are packed on shelves. networkx finds components and distances; its own layouts of the
same kind need scipy or take longer. The same input gives the same positions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

ASPECT = 1.45  # width over height of the whole drawing, about that of a window beside its panels
MARGIN = 60.0
SEED = 20


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node with its label takes, in pixels at scale 1."""

    width: float
    height: float


def place(
    boxes: Mapping[str, Box], edges: Sequence[tuple[str, str]], length: float = 165.0
) -> dict[str, tuple[float, float]]:
    """A position in pixels for each node, centred on (0, 0); `length` is that of an edge, at least."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(sorted(boxes))
    graph.add_edges_from(sorted((a, b) for a, b in edges if a != b))
    parts = [sorted(part) for part in nx.connected_components(graph)]
    drawn = [_component(graph.subgraph(part), part, boxes, length) for part in parts if len(part) > 1]
    alone = [part[0] for part in parts if len(part) == 1]
    if alone:
        drawn.append(_rows(alone, boxes, max((_size(d)[0] for d in drawn), default=0.0)))
    return _pack(drawn)


Drawing = dict[str, tuple[float, float, Box]]


def _component(graph: Any, names: list[str], boxes: Mapping[str, Box], length: float) -> Drawing:
    import numpy as np

    ideal = _distances(graph, names) * length
    xy = _majorize(_scaling(ideal), ideal)
    xy = _upright(xy)
    sizes = np.array([(boxes[n].width, boxes[n].height) for n in names])
    xy = _apart(xy, sizes)
    return {n: (float(x), float(y), boxes[n]) for n, (x, y) in zip(names, xy, strict=True)}


def _distances(graph: Any, names: list[str]) -> Array:
    """Steps between all pairs, stretched where many edges meet so that hubs have room around them."""
    import networkx as nx
    import numpy as np

    index = {n: i for i, n in enumerate(names)}
    steps = np.zeros((len(names), len(names)))
    for source, found in nx.all_pairs_shortest_path_length(graph):
        row = steps[index[source]]
        for target, distance in found.items():
            row[index[target]] = distance
    room = np.array([max(1.0, (graph.degree(n) / 6.0) ** 0.5) for n in names])
    stretch = np.maximum.outer(room, room)
    return np.where(steps == 1, steps * stretch, steps * (1.0 + 0.12 * (stretch - 1.0)))


def _scaling(ideal: Array) -> Array:
    """Classical scaling, with a small fixed jitter: leaves of one hub would else coincide."""
    import numpy as np

    square = ideal**2
    inner = -0.5 * (square - square.mean(0) - square.mean(1)[:, None] + square.mean())
    values, vectors = np.linalg.eigh(inner)
    xy = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 1e-9))
    xy = xy * np.where(vectors[np.abs(vectors[:, -2:]).argmax(0), [-2, -1]] < 0, -1.0, 1.0)
    jitter = np.random.default_rng(SEED).normal(size=(len(ideal), 2))
    return np.asarray(np.pad(xy, ((0, 0), (2 - xy.shape[1], 0))) + jitter * 0.15 * ideal[ideal > 0].min())


def _majorize(xy: Array, ideal: Array, rounds: int = 90) -> Array:
    """Reduce the stress sum over pairs of (distance - ideal)² / ideal², all nodes moved at once."""
    import numpy as np

    count = len(xy)
    with np.errstate(divide="ignore"):
        weight = np.where(ideal > 0, 1.0 / ideal**2, 0.0)
    total = weight.sum(1)
    pull = weight * ideal
    for _ in range(rounds if count < 700 else rounds // 2):
        squares = (xy**2).sum(1)
        apart = np.sqrt(np.maximum(squares[:, None] + squares[None, :] - 2.0 * (xy @ xy.T), 1e-6))
        ratio = pull / apart
        np.fill_diagonal(ratio, 0.0)
        new = (weight @ xy + ratio.sum(1)[:, None] * xy - ratio @ xy) / total[:, None]
        moved = float(np.abs(new - xy).max())
        xy = new
        if moved < 0.5:
            break
    return xy


def _upright(xy: Array) -> Array:
    """Turned so that the longest direction lies across the page."""
    import numpy as np

    centred = xy - xy.mean(0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    axes = axes * np.where(axes[np.arange(2), np.abs(axes).argmax(1)] < 0, -1.0, 1.0)[:, None]
    return np.asarray(centred @ axes.T)


def _apart(xy: Array, sizes: Array, rounds: int = 60) -> Array:
    """Push overlapping boxes apart along the shorter overlap, a share of it in each round."""
    import numpy as np

    reach = (sizes[:, None, :] + sizes[None, :, :]) / 2.0 + 14.0
    for _ in range(rounds):
        delta = xy[:, None, :] - xy[None, :, :]
        over = reach - np.abs(delta)
        hit = (over > 0).all(-1)
        np.fill_diagonal(hit, False)
        rows, columns = np.nonzero(hit)
        if not len(rows):
            break
        across = over[rows, columns, 0] < over[rows, columns, 1]
        side = np.where(delta[rows, columns] >= 0, 1.0, -1.0)
        side[(delta[rows, columns] == 0).all(1) & (rows > columns)] = -1.0
        push = np.where(np.stack([across, ~across], 1), over[rows, columns] * side, 0.0)
        move = np.zeros_like(xy)
        np.add.at(move, rows, push)
        xy = xy + 0.5 * move / np.maximum(np.bincount(rows, minlength=len(xy)), 1)[:, None] ** 0.5
    return xy


def _rows(names: list[str], boxes: Mapping[str, Box], width: float) -> Drawing:
    """Nodes without any edge, in rows under the rest."""
    columns = max(1, round(max(width / 170.0, (len(names) * 0.8) ** 0.5)))
    step_x = max(boxes[n].width for n in names) + 26.0
    step_y = max(boxes[n].height for n in names) + 22.0
    return {n: (i % columns * step_x, i // columns * step_y, boxes[n]) for i, n in enumerate(names)}


def _size(drawing: Drawing) -> tuple[float, float, float, float]:
    """Width, height, left and top of a drawing with its boxes."""
    left = min(x - b.width / 2 for x, _, b in drawing.values())
    right = max(x + b.width / 2 for x, _, b in drawing.values())
    top = min(y - b.height / 2 for _, y, b in drawing.values())
    bottom = max(y + b.height / 2 for _, y, b in drawing.values())
    return right - left, bottom - top, left, top


def _pack(drawings: Sequence[Drawing]) -> dict[str, tuple[float, float]]:
    """Shelves from the top, the largest drawing first, about ASPECT times as wide as high."""
    sized = sorted(((_size(d), d) for d in drawings), key=lambda s: (-s[0][0] * s[0][1], min(s[1])))
    area = sum((w + MARGIN) * (h + MARGIN) for (w, h, _, _), _ in sized)
    limit = max([(area * ASPECT) ** 0.5, *(w for (w, *_), _ in sized)])
    at_x = at_y = shelf = 0.0
    placed: dict[str, tuple[float, float]] = {}
    for (width, height, left, top), drawing in sized:
        if at_x and at_x + width > limit:
            at_x, at_y, shelf = 0.0, at_y + shelf + MARGIN, 0.0
        placed.update({n: (x - left + at_x, y - top + at_y) for n, (x, y, _) in drawing.items()})
        at_x, shelf = at_x + width + MARGIN, max(shelf, height)
    if not placed:
        return {}
    middle_x = (min(x for x, _ in placed.values()) + max(x for x, _ in placed.values())) / 2
    middle_y = (min(y for _, y in placed.values()) + max(y for _, y in placed.values())) / 2
    return {n: (round(x - middle_x, 1), round(y - middle_y, 1)) for n, (x, y) in placed.items()}
