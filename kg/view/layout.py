"""Where the nodes stand, computed beforehand: a browser's physics does not settle on large graphs.

Each connected component is drawn by stress majorization (Gansner, Koren and North, "Graph drawing by
stress majorization", 2004) from a classical scaling of the graph distances (Brandes and Pich, "An
experimental study on distance-based graph drawing", 2008), its boxes are pushed apart, and the
components are packed beside each other. networkx finds components and distances; its own layouts of the
same kind need scipy or take longer. The same input gives the same positions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.view import sparse
from kg.view.packing import Box, Drawing, pack

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

ASPECT = 1.25  # width over height of the whole drawing, about that of a window beside its panels
SEED = 20
GAP = 14.0  # pixels between boxes
CROWD = 120  # nodes of one component
LARGE = 700  # nodes of one component: beyond, distances of all pairs take too long


def place(
    boxes: Mapping[str, Box], edges: Sequence[tuple[str, str]], length: float = 165.0
) -> dict[str, tuple[float, float]]:
    """A position in pixels for each node, centred on (0, 0); `length` is that of an edge, at least."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(sorted(boxes))
    graph.add_edges_from(sorted((a, b) for a, b in edges if a != b))
    parts = [sorted(part) for part in nx.connected_components(graph)]
    drawn = [_component(graph.subgraph(part).copy(), part, boxes, length) for part in parts if len(part) > 1]
    alone = [part[0] for part in parts if len(part) == 1]
    drawn.extend(Drawing({n: (0.0, 0.0)}, {n: boxes[n]}) for n in alone)
    return pack(drawn, ASPECT)


def _component(graph: Any, names: list[str], boxes: Mapping[str, Box], length: float) -> Drawing:
    import numpy as np

    def draw(part: Any, inside: list[str]) -> Array:
        ideal = _distances(part, inside) * length
        return _majorize(_scaling(ideal), ideal)

    large = len(names) > LARGE
    xy = _upright(sparse.positions(graph, names, length, draw) if large else draw(graph, names))
    sizes = np.array([(boxes[n].width, boxes[n].height) for n in names])
    if len(names) > CROWD:  # names cannot all be read at once: only the shapes keep apart
        sizes = np.repeat(sizes.min(1, keepdims=True), 2, axis=1) * 0.8
    xy = _apart(_spread(xy, sizes), sizes)
    at = {n: (float(x), float(y)) for n, (x, y) in zip(names, xy, strict=True)}
    return Drawing(at, {n: boxes[n] for n in names}, tuple(graph.edges))


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
    room = np.array([max(1.0, (graph.degree(n) / 4.0) ** 0.5) for n in names])
    stretch = np.maximum.outer(room, room)
    return np.asarray(np.where(steps == 1, steps * stretch, steps * (1.0 + 0.12 * (stretch - 1.0))))


def _scaling(ideal: Array) -> Array:
    """Classical scaling, with a small fixed jitter: leaves of one hub would else coincide."""
    import numpy as np

    square = ideal**2
    inner = -0.5 * (square - square.mean(0) - square.mean(1)[:, None] + square.mean())
    chance = np.random.default_rng(SEED)
    axes = np.linalg.qr(chance.normal(size=(len(ideal), 2)))[0]
    for _ in range(50):  # the two strongest directions, by orthogonal iteration
        axes = np.linalg.qr(inner @ axes)[0]
    xy = axes * np.sqrt(np.maximum(((inner @ axes) * axes).sum(0), 1e-9))
    return np.asarray(xy + chance.normal(size=xy.shape) * 0.15 * ideal[ideal > 0].min())


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


def _spread(xy: Array, sizes: Array) -> Array:
    """Enlarged, at most threefold, until most nodes have their nearest neighbour outside their box."""
    import numpy as np

    closest = np.full(len(xy), np.inf)
    for start in range(0, len(xy), 500):  # in slices: all pairs at once would fill the memory
        part = ((xy[start : start + 500, None, :] - xy[None, :, :]) ** 2).sum(-1)
        part[np.arange(len(part)), np.arange(start, start + len(part))] = np.inf
        closest[start : start + 500] = part.min(1)
    nearest = float(np.quantile(np.sqrt(closest), 0.3))
    wanted = float(np.median(sizes.min(1))) + 14.0
    return xy * min(3.0, max(1.0, wanted / max(nearest, 1.0)))


def _apart(xy: Array, sizes: Array, rounds: int = 60) -> Array:
    """Push overlapping boxes apart along the shorter overlap, a share of it in each round."""
    import numpy as np

    for _ in range(rounds):
        rows, columns = _overlapping(xy, sizes)
        if not len(rows):
            break
        reach = (sizes[rows] + sizes[columns]) / 2.0 + GAP
        delta = xy[rows] - xy[columns]
        over = reach - np.abs(delta)
        across = over[:, 0] < over[:, 1]
        side = np.where(delta >= 0, 1.0, -1.0)
        side[(delta == 0).all(1) & (rows > columns)] = -1.0
        push = np.where(np.stack([across, ~across], 1), over * side, 0.0)
        move = np.zeros_like(xy)
        np.add.at(move, rows, push)
        xy = xy + 0.5 * move / np.maximum(np.bincount(rows, minlength=len(xy)), 1)[:, None] ** 0.5
    return xy


def _overlapping(xy: Array, sizes: Array) -> tuple[Any, Any]:
    """The pairs of boxes that overlap, each both ways round: those from left to right are compared with
    the next ones, then with the next but one, until none is near enough."""
    import numpy as np

    order = np.argsort(xy[:, 0], kind="stable")
    at, size, widest = xy[order], sizes[order], sizes[:, 0].max() + GAP
    rows = []
    for k in range(1, len(order)):
        near = np.nonzero(at[k:, 0] - at[:-k, 0] < widest)[0]
        if not len(near):
            break
        reach = (size[near] + size[near + k]) / 2.0 + GAP
        hit = near[(np.abs(at[near] - at[near + k]) < reach).all(1)]
        rows.append(np.stack([order[hit], order[hit + k]], 1))
    pairs = np.concatenate(rows) if rows else np.empty((0, 2), dtype=int)
    return np.concatenate([pairs[:, 0], pairs[:, 1]]), np.concatenate([pairs[:, 1], pairs[:, 0]])
