"""The picture for a report."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from newsroom import crowd, hostile, newsroom

from kg.errors import QueryError
from kg.graph.schema import load_ontology
from kg.model import Knowledge
from kg.view.picture import MOST, svg, write_picture

ONTOLOGY = load_ontology()
SPACE = "{http://www.w3.org/2000/svg}"


def texts(drawing: str) -> list[str]:
    return [t.text or "" for t in ElementTree.fromstring(drawing).iter(f"{SPACE}text")]


def test_names_relations_and_legend_are_written_out() -> None:
    said = texts(svg(newsroom(), ONTOLOGY))
    assert {"Ce que disent les articles", "Belmarin", "prestataire de"} <= set(said)
    assert any(t.startswith("entreprise (") for t in said)


def test_english_words_on_request() -> None:
    assert any(t.startswith("company (") for t in texts(svg(newsroom(), ONTOLOGY, language="en")))


def test_everything_is_inside_the_frame() -> None:
    root = ElementTree.fromstring(svg(newsroom(), ONTOLOGY))
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    moved = root.find(f"{SPACE}g")
    assert moved is not None
    dx, dy = map(float, moved.attrib["transform"].removeprefix("translate(").rstrip(")").split())
    circles = list(moved.iter(f"{SPACE}circle"))
    assert len(circles) > 10
    for c in circles:
        assert 0 < float(c.attrib["cx"]) + dx < width
        assert 0 < float(c.attrib["cy"]) + dy < height


def test_one_entity_and_what_is_around_it() -> None:
    said = texts(svg(newsroom(), ONTOLOGY, focus="organization/kestrane", hops=1))
    assert said[0] == "Kestrane · Ce que disent les articles"
    assert len(said) < len(texts(svg(newsroom(), ONTOLOGY)))


def test_what_is_too_much_is_left_out_and_that_is_said() -> None:
    drawing = svg(crowd(MOST + 40), ONTOLOGY)
    assert any(t.startswith(f"{MOST} / ") for t in texts(drawing))


def test_hostile_text_stays_text() -> None:
    root = ElementTree.fromstring(svg(hostile(), ONTOLOGY))
    assert {e.tag for e in root.iter()} <= {
        SPACE + n for n in ("svg", "g", "title", "rect", "circle", "polygon", "path", "text")
    }
    assert not [a for e in root.iter() for a in e.attrib if a.startswith("on") or a.endswith("href")]


@pytest.mark.parametrize("known", [newsroom(), Knowledge((), (), (), ())], ids=["newsroom", "nothing"])
def test_png_and_svg_are_written(tmp_path: Path, known: Knowledge) -> None:
    write_picture(known, ONTOLOGY, tmp_path / "a" / "graph.PNG")
    write_picture(known, ONTOLOGY, tmp_path / "a" / "graph.svg")
    png = (tmp_path / "a" / "graph.PNG").read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(png[16:20]) >= 400
    assert (tmp_path / "a" / "graph.svg").read_text("utf-8") == svg(known, ONTOLOGY)


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"something\.svg"):
        write_picture(newsroom(), ONTOLOGY, tmp_path / "graph.gif")
