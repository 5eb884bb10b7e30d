"""The layout of components that are too large for the distances of all pairs."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from kg.view.layout import LARGE, place
from kg.view.packing import Box
from kg.view.sparse import CORE, core, positions


@pytest.fixture(scope="module")
def hub() -> nx.Graph:
    """A connected graph with a few hubs and many leaves."""
    return nx.relabel_nodes(nx.barabasi_albert_graph(LARGE + 200, 1, seed=3), str)


def test_the_core_hangs_together_and_holds_the_hubs(hub: nx.Graph) -> None:
    inner = core(hub)
    assert len(inner) == CORE
    assert nx.is_connected(hub.subgraph(inner))
    hubs = sorted(hub, key=hub.degree, reverse=True)[:20]
    assert set(hubs) <= set(inner)


def test_leaves_stand_near_what_they_hang_on(hub: nx.Graph) -> None:
    names = sorted(hub)
    row = np.array([[100.0 * n, 0.0] for n in range(CORE)])
    xy = positions(hub, names, 100.0, lambda graph, inner: row)
    at, inner = dict(zip(names, xy, strict=True)), set(core(hub))
    leaves = [n for n in names if n not in inner and len(hub[n]) == 1 and next(iter(hub[n])) in inner]
    assert leaves
    for leaf in leaves:
        (parent,) = hub[leaf]
        assert np.hypot(*(at[leaf] - at[parent])) <= 35 * np.sqrt(hub.degree(parent)) + 1e-6


def test_a_large_graph_is_placed_the_same_each_time_and_hardly_overlaps(hub: nx.Graph) -> None:
    boxes = {n: Box(60.0, 40.0) for n in hub}
    at = place(boxes, list(hub.edges))
    assert at == place(boxes, list(hub.edges))
    xy = np.array([at[n] for n in sorted(hub)])
    assert np.isfinite(xy).all()
    apart = np.abs(xy[:, None, :] - xy[None, :, :])
    covered = (apart < 24.0).all(-1).sum() - len(xy)
    assert covered / len(xy) < 0.05
