"""Knowledge → a picture for a report: SVG, or PNG drawn from it.

The drawing is that of the page: the same nodes, places, colours and icons, with names, relations and a
legend written out. resvg draws the PNG with the fonts of the machine.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import escape
from math import hypot
from pathlib import Path

from kg.errors import KGError, QueryError, unwritable
from kg.lexicon import page as page_words
from kg.lexicon.source import ontology_dir
from kg.model import Knowledge
from kg.ontology import Ontology
from kg.view import style as styles
from kg.view.graph import Edge, Graph, Node, build_graph, heaviest, neighbourhood
from kg.view.labels import wrap
from kg.view.layout import place
from kg.view.looks import box, class_look, lines, radius
from kg.view.packing import Box

Place = tuple[float, float]
MOST = 250  # nodes: more could not be read on paper
FORMS = (".svg", ".png")
WIDEST = 4000  # pixels of a PNG
MARGIN, LEGEND = 60.0, 190.0
FONTS = "'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', 'Noto Sans', sans-serif"
DASHES = {"planned": "9 6", "possible": "2 5", "denied": "2 5"}
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PAPER, INK, SOFT, LINE = "#ffffff", "#1c2430", "#5a6472", "#9aa5b4"


def write_picture(
    knowledge: Knowledge, ontology: Ontology, path: Path, *, focus: str | None = None, hops: int = 2,
    language: str = "fr",
) -> None:  # fmt: skip
    """Write the graph as a picture; the end of the name says whether SVG or PNG.

    `focus` and `hops` as for the page. Beyond MOST nodes the heaviest are drawn, and the picture says so.
    Raises QueryError for another ending, or when nothing has the id `focus`.
    """
    if path.suffix.casefold() not in FORMS:
        raise QueryError(f"{path}: a picture is called something.svg or something.png")
    drawing = svg(knowledge, ontology, focus=focus, hops=hops, language=language)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(drawing.encode() if path.suffix.casefold() == ".svg" else _png(drawing))
    except OSError as error:
        raise unwritable(path, error) from None


def svg(
    knowledge: Knowledge, ontology: Ontology, *, focus: str | None = None, hops: int = 2, language: str = "fr"
) -> str:
    """The drawing as SVG with a white ground; see `write_picture`."""
    graph = build_graph(knowledge, ontology, language)
    if focus is not None:
        graph = neighbourhood(graph, focus, hops)
    graph = linked(graph)
    total, graph = len(graph.nodes), heaviest(graph, MOST, focus)
    style = styles.load(ontology_dir(), ontology)
    words = page_words.load(ontology_dir() / "page.toml", language)
    looks = {t: class_look(t, style, ontology, language) for t in sorted({n.type for n in graph.nodes})}
    at = place({n.id: box(n) for n in graph.nodes}, [(e.source, e.target) for e in graph.edges])
    left, top, right, bottom = _frame(graph, at)
    width = right - left + 2 * MARGIN + LEGEND
    height = max(bottom - top, 26.0 * len(looks) + 60) + 2 * MARGIN + 40
    name = next((n.label for n in graph.nodes if n.id == focus), None)
    title = f"{name} · {words['title']}" if name else words["title"]
    note = f"{len(graph.nodes)} / {total}" if total > len(graph.nodes) else ""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" font-family="{FONTS}" role="img" aria-label="{_text(title)}">',
        f'<title>{_text(title)}</title><rect width="100%" height="100%" fill="{PAPER}"/>',
        _words(MARGIN, 42, title, 22, weight=600), _words(MARGIN, 64, note, 13, SOFT),
        *_legend(looks, graph, width - LEGEND - 10, 84),
        f'<g transform="translate({MARGIN - left:.1f} {MARGIN + 40 - top:.1f})">',
        *_edges(graph, at), *(_node(n, at[n.id], looks[n.type]) for n in graph.nodes), "</g></svg>\n",
    ]  # fmt: skip
    return "\n".join(p for p in parts if p)


def linked(graph: Graph) -> Graph:
    """Without the nodes that nothing links to another, unless there are no others."""
    ends = {end for e in graph.edges for end in (e.source, e.target)}
    return Graph(tuple(n for n in graph.nodes if n.id in ends), graph.edges) if ends else graph


def _png(drawing: str) -> bytes:
    import resvg_py

    size = float(drawing.split(' width="')[1].split('"')[0])
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=drawing, zoom=min(2.0, WIDEST / size)))
    except ValueError as error:
        raise KGError(f"the picture cannot be drawn: {error}") from None


def _frame(graph: Graph, at: Mapping[str, Place]) -> tuple[float, float, float, float]:
    boxes = [(at[n.id], box(n)) for n in graph.nodes] or [((0.0, 0.0), Box(1, 1))]
    return (
        min(x - b.width / 2 for (x, _), b in boxes), min(y - b.height / 2 for (_, y), b in boxes),
        max(x + b.width / 2 for (x, _), b in boxes), max(y + b.height / 2 for (_, y), b in boxes),
    )  # fmt: skip


def _legend(looks: Mapping[str, dict[str, str]], graph: Graph, x: float, y: float) -> Iterator[str]:
    """The classes, those with most nodes first, and what dashes mean."""
    counts = {t: sum(n.type == t for n in graph.nodes) for t in looks}
    for n, kind in enumerate(sorted(counts, key=lambda t: (-counts[t], t))):
        middle = y + 26 * n
        yield _shape(x + 9, middle, 9, looks[kind], "actual")
        yield _words(x + 26, middle + 5, f"{looks[kind]['label']} ({counts[kind]})", 13, SOFT)


def _edges(graph: Graph, at: Mapping[str, Place]) -> Iterator[str]:
    size = {n.id: radius(n) for n in graph.nodes}
    pairs: dict[frozenset[str], list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        if edge.source != edge.target:
            pairs[frozenset((edge.source, edge.target))].append(edge)
    for pair, edges in pairs.items():
        for n, edge in enumerate(edges):
            bend = (n - (len(edges) - 1) / 2) * 56.0 * (1 if edge.source == min(pair) else -1)
            yield _edge(edge, at, size, bend, crowded=len(graph.edges) > MOST)


def _edge(
    edge: Edge, at: Mapping[str, Place], size: Mapping[str, float], bend: float, *, crowded: bool
) -> str:
    """A line, bent by so many pixels, with an arrow and what it says."""
    (x1, y1), (x2, y2) = at[edge.source], at[edge.target]
    long = hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / long, (y2 - y1) / long
    mx, my = (x1 + x2) / 2 - uy * bend, (y1 + y2) / 2 + ux * bend
    last = hypot(x2 - mx, y2 - my) or 1.0
    ux, uy = (x2 - mx) / last, (y2 - my) / last
    end = x2 - ux * (size[edge.target] + 4), y2 - uy * (size[edge.target] + 4)
    color = LINE if not edge.role else "#c3cad4"
    dash = f' stroke-dasharray="{DASHES[edge.status]}"' if edge.status in DASHES else ""
    line = (f'<path d="M{x1:.1f} {y1:.1f}Q{mx:.1f} {my:.1f} {end[0]:.1f} {end[1]:.1f}" fill="none" '
            f'stroke="{color}" stroke-width="{1.4 if edge.role else 1.9}"{dash}/>')  # fmt: skip
    tip = _arrow(end, (ux, uy), color) if edge.directed else ""
    if crowded or (edge.role and long < 110):
        return line + tip
    cx, cy = (x1 + 2 * mx + end[0]) / 4, (y1 + 2 * my + end[1]) / 4
    return line + tip + _words(cx, cy + 4, wrap(edge.caption, 26, 1), 11, SOFT, anchor="middle", halo=True)


def _arrow(end: Place, along: Place, color: str) -> str:
    (x, y), (ux, uy) = end, along
    left = f"{x - 9 * ux - 4 * uy:.1f} {y - 9 * uy + 4 * ux:.1f}"
    right = f"{x - 9 * ux + 4 * uy:.1f} {y - 9 * uy - 4 * ux:.1f}"
    return f'<path d="M{x:.1f} {y:.1f}L{left}L{right}Z" fill="{color}"/>'


def _node(node: Node, place_: Place, look: Mapping[str, str]) -> str:
    (x, y), size = place_, radius(node)
    names = lines(node).split("\n")
    text = "".join(
        _words(x, y + size + 15 + 15 * n, line, 13, INK, anchor="middle", halo=True)
        for n, line in enumerate(names)
    )
    return f"<g><title>{_text(node.label)}</title>{_shape(x, y, size, look, node.status)}{text}</g>"


def _shape(x: float, y: float, size: float, look: Mapping[str, str], status: str) -> str:
    """The shape of a class with its icon; hollow for what is not actual."""
    hollow = status != "actual"
    color = SOFT if status in ("possible", "denied") else look["color"]
    dash = f' stroke-dasharray="{DASHES[status]}"' if hollow else ""
    paint = f'fill="{PAPER if hollow else color}" stroke="{color}" stroke-width="2"{dash}'
    scale = size * 1.15 / 24
    corner = f"{x - 12 * scale:.2f} {y - 12 * scale:.2f}"
    icon = (f'<path d="{escape(look["icon"])}" fill="{color if hollow else PAPER}" fill-rule="evenodd" '
            f'transform="translate({corner}) scale({scale:.3f})"/>')  # fmt: skip
    if look["shape"] == "dot":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" {paint}/>{icon}'
    corners = {
        "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
        "diamond": ((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)),
        "hexagon": ((-1, 0), (-0.5, -0.87), (0.5, -0.87), (1, 0), (0.5, 0.87), (-0.5, 0.87)),
    }[look["shape"]]
    points = " ".join(f"{x + a * size:.1f},{y + b * size:.1f}" for a, b in corners)
    return f'<polygon points="{points}" {paint}/>{icon}'


def _words(
    x: float, y: float, text: str, size: int, color: str = INK, *, anchor: str = "start", halo: bool = False,
    weight: int = 400,
) -> str:  # fmt: skip
    if not text:
        return ""
    around = f' stroke="{PAPER}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
    around = around if halo else ""
    heavy = f' font-weight="{weight}"' if weight != 400 else ""
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{color}" text-anchor="{anchor}"'
            f"{heavy}{around}>{_text(text)}</text>")  # fmt: skip


def _text(text: str) -> str:
    """Text as XML may hold it."""
    return escape(_NOT_XML.sub("\ufffd", text))
