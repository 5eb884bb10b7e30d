"""The outlines of countries, as the map draws them."""

from kg.serve.outlines import outlines


def test_outlines_are_closed_lines_in_degrees() -> None:
    rings = outlines()
    assert len(rings) > 200
    for ring in rings:
        assert len(ring) % 2 == 0
        assert ring[:2] == ring[-2:]
        assert all(-180 <= x <= 180 for x in ring[::2])
        assert all(-60 < y < 90 for y in ring[1::2])
