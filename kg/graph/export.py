"""A graph in other formats: for RDF tools, for Gephi and yEd, for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import astuple, fields
from typing import Any
from xml.etree import ElementTree as Xml

import pyoxigraph as ox

from kg.graph.names import PREFIXES, RDF, WORLD, XSD, compact
from kg.graph.network import Edge, Node, Quote, Value, edges, nodes, quotes, values
from kg.graph.readback import from_quads
from kg.graph.schema import load_ontology
from kg.graph.store import OxigraphStore
from kg.graph.turtle import to_trig, to_turtle
from kg.model import Knowledge

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_ENDS = {"id", "source", "target"}  # attributes of the elements themselves
_TYPES = {"int": "int", "float": "double"}
# A zip entry has a date; a fixed one keeps the bytes the same.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def export(store: OxigraphStore, form: str, *, background: bool = False) -> bytes:
    """The graph as turtle, trig, nquads, jsonld, graphml or csv (a zip of four tables).

    The background, which comes from gazetteers and not from articles, is left out unless asked for.
    The same graph gives the same bytes. `form` is a key of FORMATS.
    """
    quads = [*store.told(), *(store.background() if background else ())]
    return FORMATS[form](quads, store.base)


def _turtle(quads: list[ox.Quad], base: str) -> bytes:
    return to_turtle(quads, base).encode("utf-8")


def _trig(quads: list[ox.Quad], base: str) -> bytes:
    return to_trig(quads, base).encode("utf-8")


def _nquads(quads: list[ox.Quad], base: str) -> bytes:
    return "".join(sorted(f"{quad} .\n" for quad in quads)).encode("utf-8")


def _jsonld(quads: list[ox.Quad], base: str) -> bytes:
    """JSON-LD 1.1 with one named graph for each article."""
    context = {**PREFIXES, **WORLD, "id": base}
    graphs: dict[str, dict[str, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    for quad in sorted(quads, key=str):
        graph = compact_id(quad.graph_name, context)
        subject = compact_id(quad.subject, context)
        node = graphs[graph][subject]
        node["@id"] = subject
        if quad.predicate.value == RDF + "type":
            node.setdefault("@type", []).append(compact_id(quad.object, context))
        else:
            node.setdefault(compact_id(quad.predicate, context), []).append(_value(quad.object, context))
    data = {
        "@context": context,
        "@graph": [{"@id": name, "@graph": list(found.values())} for name, found in graphs.items()],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def compact_id(term: object, context: dict[str, str]) -> str:
    """An IRI as JSON-LD writes it: with a prefix, or in full."""
    return compact(term.value, context).strip("<>") if isinstance(term, ox.NamedNode) else str(term)


def _value(term: object, context: dict[str, str]) -> dict[str, str]:
    if not isinstance(term, ox.Literal):
        return {"@id": compact_id(term, context)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == XSD + "string":
        return {"@value": term.value}
    return {"@value": term.value, "@type": compact_id(term.datatype, context)}


def _knowledge(quads: list[ox.Quad], base: str) -> Knowledge:
    return from_quads(quads, load_ontology(), base)


def _graphml(quads: list[ox.Quad], base: str) -> bytes:
    """GraphML with attributes; an edge whose end is not in the graph is left out."""
    knowledge = _knowledge(quads, base)
    all_nodes = list(nodes(knowledge))
    known = {n.id for n in all_nodes}
    root = Xml.Element("graphml", xmlns=_GRAPHML)
    for kind, of in ((Node, "node"), (Edge, "edge")):
        for field in (f for f in fields(kind) if f.name not in _ENDS):
            type_ = _TYPES.get(str(field.type), "string")
            name = {"id": f"{of}-{field.name}", "for": of, "attr.name": field.name, "attr.type": type_}
            Xml.SubElement(root, "key", name)
    graph = Xml.SubElement(root, "graph", id="kg", edgedefault="directed")
    for node in all_nodes:
        _data(Xml.SubElement(graph, "node", id=_xml(node.id)), node, "node")
    for edge in edges(knowledge):
        if {edge.source, edge.target} <= known:
            ends = {"source": _xml(edge.source), "target": _xml(edge.target)}
            _data(Xml.SubElement(graph, "edge", ends), edge, "edge")
    Xml.indent(root, " ")
    return bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _data(element: Xml.Element, row: Node | Edge, of: str) -> None:
    for field in fields(row):
        value = getattr(row, field.name)
        if value != "" and field.name not in _ENDS:
            Xml.SubElement(element, "data", key=f"{of}-{field.name}").text = _xml(str(value))


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _csv(quads: list[ox.Quad], base: str) -> bytes:
    """A zip of nodes.csv, edges.csv, values.csv (figures and dates) and quotations.csv."""
    knowledge = _knowledge(quads, base)
    tables: list[tuple[str, type, Iterable[Any]]] = [
        ("nodes", Node, nodes(knowledge)),
        ("edges", Edge, edges(knowledge)),
        ("values", Value, values(knowledge)),
        ("quotations", Quote, quotes(knowledge)),
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, kind, rows in tables:
            entry = zipfile.ZipInfo(f"{name}.csv", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _table(kind, rows))
    return out.getvalue()


def _table(kind: type, rows: Iterable[Any]) -> bytes:
    """One CSV table. It begins with a byte order mark, without which Excel garbles accents."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(field.name for field in fields(kind))
    writer.writerows([_cell(value) for value in astuple(row)] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    """A spreadsheet runs a text that begins like a formula; an apostrophe keeps it a text."""
    if isinstance(value, str) and value[:1] in ("=", "@", "\t", "\r"):
        return "'" + value
    if isinstance(value, str) and value[:1] in ("+", "-") and not re.fullmatch(r"[+-][\d.,-]+", value):
        return "'" + value
    return value


FORMATS: dict[str, Callable[[list[ox.Quad], str], bytes]] = {
    "turtle": _turtle,
    "trig": _trig,
    "nquads": _nquads,
    "jsonld": _jsonld,
    "graphml": _graphml,
    "csv": _csv,
}
