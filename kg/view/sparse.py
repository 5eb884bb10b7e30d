"""Where the nodes of a large component stand: its core by its distances, the rest around what it hangs on.

Distances of all pairs take minutes at some thousand nodes. The best linked nodes give the drawing its
shape; each other one is set around the neighbour by which it is reached, like the seeds of a sunflower
(Vogel, "A better way to construct the sunflower head", 1979), or between several neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

CORE = 500  # nodes
GOLDEN = pi * (3 - sqrt(5))
Draw = Callable[[Any, list[str]], "Array"]  # a connected graph and its names → their places


def core(graph: Any) -> list[str]:
    """The best linked nodes of a connected graph that hang together, by name."""
    start = max(sorted(graph), key=graph.degree)
    chosen, rim = {start}, Counter({n: graph.degree(n) for n in graph[start]})
    while rim and len(chosen) < CORE:
        best = max(rim, key=lambda n: (rim[n], n))
        del rim[best]
        chosen.add(best)
        for n in graph[best]:
            if n not in chosen:
                rim[n] = graph.degree(n)
    return sorted(chosen)


def positions(graph: Any, names: list[str], length: float, draw: Draw) -> Array:
    """A place in pixels for each name of a connected networkx graph; `draw` places the core."""
    import networkx as nx
    import numpy as np

    inner = core(graph)
    places = draw(graph.subgraph(inner).copy(), inner)
    at = {n: (float(x), float(y)) for n, (x, y) in zip(inner, places, strict=True)}
    around: Counter[str] = Counter()
    for node in [n for layer in nx.bfs_layers(graph, inner) for n in sorted(layer)]:
        if node not in at:
            at[node] = _beside(node, sorted(n for n in graph[node] if n in at), at, around, length)
    return np.array([at[n] for n in names])


def _beside(
    node: str, known: list[str], at: dict[str, tuple[float, float]], around: Counter[str], length: float
) -> tuple[float, float]:
    """The next free place around the neighbours' middle."""
    x, y = (sum(at[n][axis] for n in known) / len(known) for axis in (0, 1))
    hub = known[0] if len(known) == 1 else node
    around[hub] += 1
    far, turn = 0.35 * length * sqrt(around[hub]), GOLDEN * around[hub]
    return x + far * cos(turn), y + far * sin(turn)
