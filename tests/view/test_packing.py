"""Components beside each other."""

from kg.view.packing import Box, Drawing, pack


def square(name: str, side: float) -> Drawing:
    corners = {f"{name}{i}": (side * (i % 2), side * (i // 2)) for i in range(4)}
    lines = (
        (f"{name}0", f"{name}1"),
        (f"{name}1", f"{name}3"),
        (f"{name}3", f"{name}2"),
        (f"{name}2", f"{name}0"),
    )
    return Drawing(corners, dict.fromkeys(corners, Box(40.0, 40.0)), lines)


def test_parts_keep_their_shape() -> None:
    at = pack([square("a", 300.0), square("b", 200.0)], 1.3)
    assert round(at["b1"][0] - at["b0"][0]) == 200
    assert round(at["b2"][1] - at["b0"][1]) == 200


def test_a_small_part_settles_inside_a_hollow_large_one() -> None:
    at = pack([square("a", 900.0), Drawing({"b": (5.0, 5.0)}, {"b": Box(40.0, 40.0)})], 1.3)
    assert at["a0"][0] < at["b"][0] < at["a1"][0]
    assert at["a0"][1] < at["b"][1] < at["a2"][1]


def test_many_single_nodes_fill_a_block_of_the_wanted_proportions() -> None:
    alone = [Drawing({f"n{i:03}": (0.0, 0.0)}, {f"n{i:03}": Box(40.0, 40.0)}) for i in range(150)]
    at = pack(alone, 1.5)
    width = max(x for x, _ in at.values()) - min(x for x, _ in at.values())
    height = max(y for _, y in at.values()) - min(y for _, y in at.values())
    assert len(set(at.values())) == 150
    assert 1.0 < width / height < 2.2
