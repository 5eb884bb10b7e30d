"""Positions: the same each time, near what they are linked with, without overlap."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.layout import place
from kg.view.packing import Box

BOX = Box(80.0, 50.0)
NAMES = [f"n{i}" for i in range(12)]
EDGES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=25)


def overlapping(at: dict[str, tuple[float, float]], box: Box) -> list[tuple[str, str]]:
    return [
        (a, b) for a, b in combinations(at, 2)
        if abs(at[a][0] - at[b][0]) < box.width and abs(at[a][1] - at[b][1]) < box.height
    ]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(EDGES)
def test_no_two_nodes_overlap_and_none_is_lost(edges: list[tuple[str, str]]) -> None:
    at = place(dict.fromkeys(NAMES, BOX), edges)
    assert set(at) == set(NAMES)
    assert overlapping(at, BOX) == []


@settings(max_examples=10, deadline=None)
@given(EDGES, st.randoms())
def test_the_order_of_the_input_does_not_matter(edges: list[tuple[str, str]], chance) -> None:
    shuffled, names = list(edges), list(NAMES)
    chance.shuffle(shuffled)
    chance.shuffle(names)
    assert place(dict.fromkeys(names, BOX), shuffled) == place(dict.fromkeys(NAMES, BOX), edges)


def test_linked_nodes_stand_nearer_than_others() -> None:
    chain = [(NAMES[i], NAMES[i + 1]) for i in range(11)]
    at = place(dict.fromkeys(NAMES, BOX), chain)

    def distance(a: str, b: str) -> float:
        return ((at[a][0] - at[b][0]) ** 2 + (at[a][1] - at[b][1]) ** 2) ** 0.5

    nearest = max(distance(a, b) for a, b in chain)
    assert nearest < distance("n0", "n11") / 4


def test_the_drawing_is_centred_and_empty_input_gives_nothing() -> None:
    assert place({}, []) == {}
    at = place(dict.fromkeys(NAMES, BOX), [("n0", "n1")])
    assert abs(max(x for x, _ in at.values()) + min(x for x, _ in at.values())) < 0.5


def test_a_large_graph_is_placed_with_few_overlaps() -> None:
    names = [f"n{i}" for i in range(400)]
    edges = [(names[i], names[i // 3]) for i in range(1, 400)]
    at = place(dict.fromkeys(names, BOX), edges)
    assert len(at) == 400
    assert len(overlapping(at, Box(20.0, 20.0))) < 8
