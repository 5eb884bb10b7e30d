"""One HTML file that works offline: pyvis carries nodes, edges and options, our template does the rest.

pyvis' own template asks a CDN for bootstrap in every mode, and writes `heading` and node ids into the
page unescaped; neither its template nor those features are used. All data goes into one inert JSON
block; a Content-Security-Policy allows the two inline scripts by their hashes and no request at all.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.errors import KGError
from kg.lexicon import page as page_words
from kg.lexicon.source import ontology_dir
from kg.model import Knowledge
from kg.ontology import Ontology
from kg.view import style as styles
from kg.view.cards import document_card, statement_card, used
from kg.view.graph import Edge, Graph, Node, build_graph, heaviest, neighbourhood
from kg.view.labels import label_of, wrap
from kg.view.layout import place
from kg.view.looks import box, class_look, lines, radius
from kg.view.looks import library as vis_library

LIMIT = 6000  # nodes: beyond, neither a browser nor a reader keeps up
SCRIPTS = ("tools", "base", "icons", "labels", "canvas", "panel", "filters", "search", "main")
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "hideEdgesOnDrag": False, "multiselect": False, "tooltipDelay": 100000},
    "nodes": {"borderWidth": 2, "borderWidthSelected": 4},
    "edges": {
        "width": 1.4,
        "selectionWidth": 1.2,
        "arrowStrikethrough": False,
        "arrows": {"to": {"scaleFactor": 0.7}},
    },
}


def write_page(
    knowledge: Knowledge,
    ontology: Ontology,
    path: Path,
    *,
    focus: str | None = None,
    hops: int = 2,
    language: str = "fr",
) -> None:
    """Write the graph as one HTML file, readable from disk and without a network.

    `focus` is an entity or event id: only what lies within `hops` steps of it is drawn. Beyond LIMIT
    nodes the heaviest are drawn and the page says so. Raises QueryError when nothing has the id
    `focus`, LexiconError when style.toml or page.toml is wrong.
    """
    graph = build_graph(knowledge, ontology, language)
    if focus is not None:
        graph = neighbourhood(graph, focus, hops)
    total, graph = len(graph.nodes), heaviest(graph, LIMIT, focus)
    data = page_data(knowledge, ontology, graph, language)
    data["focus"], data["total"] = focus, total
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_html(data).encode("utf-8", "replace"))


def page_data(knowledge: Knowledge, ontology: Ontology, graph: Graph, language: str) -> dict[str, Any]:
    """All that the page knows, as JSON values: what vis draws, and what the panel tells."""
    folder = ontology_dir()
    style = styles.load(folder, ontology)
    documents = {d.id: d for d in knowledge.documents}
    shown = {s for n in graph.nodes for s in n.statements} | {s for e in graph.edges for s in e.statements}
    cards = {
        s.id: statement_card(s, documents, ontology, language) for s in knowledge.statements if s.id in shown
    }
    cited = used(cards.values()) | {d for n in graph.nodes for d in n.documents}
    types = sorted({n.type for n in graph.nodes})
    relations = sorted({e.relation for e in graph.edges if not e.role})
    names = {e.id: e.label for e in knowledge.entities}
    network = _network(graph, style, ontology)
    return {
        "language": language,
        "words": page_words.load(folder / "page.toml", language),
        "classes": {t: class_look(t, style, ontology, language) for t in types},
        "relations": {r: label_of(ontology, r, language) for r in relations},
        "vis": {"nodes": network[0], "edges": network[1], "options": json.loads(network[5])},
        "nodes": {n.id: _node(n) for n in graph.nodes},
        "edges": {e.id: _edge(e) for e in graph.edges},
        "names": {i: names[i] for i in sorted(_refs(cards.values()) & set(names))},
        "statements": cards,
        "documents": {i: document_card(documents[i]) for i in sorted(cited & set(documents))},
    }


def _refs(cards: Any) -> set[str]:
    refs = {a["ref"] for card in cards for a in card["arguments"] if "ref" in a}
    return refs | {by for card in cards for by in card["by"]}


def _node(node: Node) -> dict[str, Any]:
    return {
        "kind": node.kind,
        "type": node.type,
        "label": node.label,
        "lines": lines(node),
        "aliases": list(node.aliases),
        "status": node.status,
        "weight": node.weight,
        "statements": list(node.statements),
        "documents": list(node.documents),
    }


def _edge(edge: Edge) -> dict[str, Any]:
    return {
        "from": edge.source,
        "to": edge.target,
        "relation": edge.relation,
        "caption": edge.caption,
        "lines": wrap(edge.caption, 26, 2),
        "role": edge.role,
        "directed": edge.directed,
        "status": edge.status,
        "statements": list(edge.statements),
    }


def _network(graph: Graph, style: styles.Style, ontology: Ontology) -> Any:
    """The drawing as pyvis holds it: (nodes, edges, heading, height, width, options)."""
    from pyvis.network import Network

    looks = {n.id: style.of(n.type, ontology) for n in graph.nodes}
    sizes = {n.id: radius(n) for n in graph.nodes}
    at = place({n.id: box(n) for n in graph.nodes}, [(e.source, e.target) for e in graph.edges])
    network = Network(directed=True)
    for node in graph.nodes:
        x, y = at[node.id]
        look = looks[node.id]
        network.add_node(node.id, node.label, look.shape, look.color, size=sizes[node.id], x=x, y=y)
    bends = _bends(graph.edges)
    for edge in graph.edges:
        arrows = "to" if edge.directed else ""
        bend = bends[edge.id]
        smooth: Any = False
        if bend:
            kind = "curvedCW" if bend > 0 else "curvedCCW"
            smooth = {"enabled": True, "type": kind, "roundness": abs(bend)}
        network.add_edge(edge.source, edge.target, id=edge.id, arrows=arrows, smooth=smooth)
    network.set_options(json.dumps(OPTIONS))
    return network.get_network_data()


def _bends(edges: tuple[Edge, ...]) -> dict[str, float]:
    """How far each edge bends, so that those between the same two nodes do not cover each other."""
    pairs: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        a, b = sorted((edge.source, edge.target))
        pairs[a, b].append(edge)
    bends: dict[str, float] = {}
    for (first, _), group in pairs.items():
        for n, edge in enumerate(group):
            bend = 0.28 * (n - (len(group) - 1) / 2)
            bends[edge.id] = bend if edge.source == first else -bend
    return bends


def _html(data: dict[str, Any]) -> str:
    """The template filled in one pass, so that nothing in the data can stand for a placeholder."""
    static = files("kg.view") / "static"
    css = _text((static / "page.css").read_text("utf-8"))
    parts = "\n".join(_part((static / f"{name}.js").read_text("utf-8")) for name in SCRIPTS)
    script = _text('"use strict";\n(function () {\n' + parts + "\n})();")
    library = _text(vis_library().read_text("utf-8"))
    policy = (
        f"default-src 'none'; script-src {_hash(library)} {_hash(script)}; style-src {_hash(css)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    words = data["words"]
    focus = data["nodes"].get(data["focus"], {}).get("label")
    values = {
        "language": html.escape(data["language"]),
        "title": html.escape(f"{focus} · {words['title']}" if focus else words["title"]),
        "policy": html.escape(policy, quote=True),
        "no_script": html.escape(words["noScript"]),
        "css": css,
        "data": _inert(data),
        "vis": library,
        "script": script,
    }
    template = (static / "page.html").read_text("utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda m: values[m[1]], template)


def _part(module: str) -> str:
    """A script of the page; those that the server's explorer imports say what they export."""
    return re.sub(r"^export (?=const|function)", "", module, flags=re.MULTILINE)


def _text(code: str) -> str:
    """Code as a browser hashes it, refused when it would end its own element."""
    code = code.replace("\r\n", "\n").replace("\r", "\n")
    if re.search(r"</(script|style)|<!--", code, re.IGNORECASE):
        raise KGError("a script of the page holds '</script' or '<!--': it cannot be written inline")
    return code


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def _inert(data: dict[str, Any]) -> str:
    """JSON without any character that could begin or end markup."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
