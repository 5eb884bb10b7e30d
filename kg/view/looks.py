"""How classes, nodes and edges look, as plain values: for the exported page and for the server's."""

from __future__ import annotations

from math import sqrt
from pathlib import Path

from kg.errors import KGError
from kg.ontology import Ontology
from kg.view.graph import DATED, Node
from kg.view.labels import label_of, wrap
from kg.view.packing import Box
from kg.view.style import Style


def class_look(name: str, style: Style, ontology: Ontology, language: str) -> dict[str, str]:
    """A class's label, colour, shape and icon."""
    look = style.of(name, ontology)
    label = label_of(ontology, name, language)
    return {"label": label, "color": look.color, "shape": look.shape, "icon": look.icon}


def lines(node: Node) -> str:
    """The label as it is drawn; an event's date stands on a line of its own."""
    parts = node.label.split(DATED) if node.kind == "event" else [node.label]
    return "\n".join(wrap(part, 22, 3) for part in parts)


def radius(node: Node) -> float:
    """Of its shape, in pixels: larger for what is told more about."""
    grown = sqrt(min(node.weight, 60))
    return round(15 + 3.4 * grown if node.kind == "entity" else 19 + 2 * min(grown, 3), 1)


def box(node: Node) -> Box:
    """The room that a node needs with its label."""
    written = lines(node).split("\n")
    return Box(max(2 * radius(node), 6.8 * max(map(len, written))), 2 * radius(node) + 15 * len(written) + 4)


def library() -> Path:
    """vis-network's script as pyvis brings it. Its style sheet is for menus that our pages lack."""
    import pyvis

    found = sorted(Path(pyvis.__file__).parent.glob("templates/lib/vis-*/vis-network.min.js"))
    if not found:
        raise KGError("vis-network is missing from the installed pyvis: install pyvis again (0.3.2 has it)")
    return found[-1]
