"""The explorer's questions, and their answers as JSON: each reads only what it shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.graph import OxigraphStore
from kg.graph.around import gather, quads_of
from kg.graph.index import Hit, Names, class_of
from kg.graph.respond import Reply, plain, triples
from kg.graph.when import dated_events, places
from kg.serve.card import card
from kg.serve.drawn import MOST, Drawer
from kg.serve.outlines import outlines
from kg.serve.reading import explorer_words
from kg.view.graph import build_graph
from kg.view.layout import place
from kg.view.packing import Box

AT_ONCE = 60  # neighbours of one thing
FOUND = 30  # names of a search
LENGTH = 125.0  # of an edge in a drawing, in pixels: shorter than on the exported page, which names all


@dataclass(frozen=True)
class Explorer:
    """What one reader of the graph may ask. Every answer is bounded."""

    drawer: Drawer
    names: Callable[[], Names]
    folder: Path

    @property
    def store(self) -> OxigraphStore:
        return self.drawer.store

    def answer(self, what: str, given: dict[str, Any]) -> Reply:
        """The answer to one of QUESTIONS. Raises QueryError when something is missing or wrong."""
        found = QUESTIONS[what](self, given)
        if isinstance(found, Reply):
            return found
        if found is None:
            return plain(404, "the graph has nothing of this name")
        body = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        return Reply(200, "application/json", body, {"Cache-Control": "no-cache"})

    def start(self, given: dict[str, Any]) -> Any:
        """What does not change while one reads: the words, and how classes look."""
        drawer = self.drawer
        return {"words": explorer_words(drawer.language), "classes": drawer.looks(), "base": self.store.base}

    def search(self, given: dict[str, Any]) -> Any:
        hits, total = self.names().search(_text(given, "q"), _number(given, "limit", 12, FOUND))
        return {"hits": list(map(_hit, hits)), "total": total}

    def overview(self, given: dict[str, Any]) -> Any:
        names, limit = self.names(), _number(given, "limit", 60, MOST)
        top = names.top(limit)
        found = self.drawer.most_named([h.id for h in top])
        most = [_hit(h) for h in top[:12]]
        return {**found, "most": most, "total": len(names)}

    def classes(self, given: dict[str, Any]) -> Any:
        return {"classes": [{"type": t, "count": n} for t, n in self.names().classes]}

    def top(self, given: dict[str, Any]) -> Any:
        top = self.names().top(_number(given, "limit", FOUND, FOUND))
        return {"hits": list(map(_hit, top)), "total": len(top)}

    def around(self, given: dict[str, Any]) -> Any:
        limit, skip = _number(given, "limit", 24, AT_ONCE), _number(given, "skip", 0, 100_000)
        return self.drawer.around(_text(given, "id"), limit, str(given.get("type", "")), skip)

    def between(self, given: dict[str, Any]) -> Any:
        return self.drawer.between(_ids(given, "there"), _ids(given, "new"))

    def ways(self, given: dict[str, Any]) -> Any:
        longest = _number(given, "longest", 6, 8)
        return self.drawer.ways(_text(given, "from"), _text(given, "to"), longest)

    def card(self, given: dict[str, Any]) -> Any:
        drawer = self.drawer
        return card(drawer.store, drawer.ontology, self.folder, _text(given, "id"), drawer.language)

    def places(self, given: dict[str, Any]) -> Any:
        found = places(self.store, _number(given, "limit", 500, MOST))
        spots = [{**asdict(s), "type": class_of(self.store, self.drawer.ontology, s.id)} for s in found]
        return {"places": spots, "outlines": outlines()}

    def events(self, given: dict[str, Any]) -> Any:
        latest = dated_events(self.store, _number(given, "limit", 300, MOST))
        knowledge = gather(self.store, self.drawer.ontology, latest)
        graph = build_graph(knowledge, self.drawer.ontology, self.drawer.language)
        return self.drawer.drawing(knowledge, graph)

    def layout(self, given: dict[str, Any]) -> Any:
        """Where nodes with these boxes stand well."""
        sizes, pairs = given.get("boxes"), given.get("edges")
        if not isinstance(sizes, dict) or not isinstance(pairs, list) or len(sizes) > MOST:
            raise QueryError(f"'boxes' and 'edges' of at most {MOST} nodes are needed")
        try:
            boxes = {id_: Box(float(width), float(height)) for id_, (width, height) in sizes.items()}
            edges = [(a, b) for a, b in pairs if a in boxes and b in boxes]
        except (TypeError, ValueError):
            raise QueryError("a box is [width, height], an edge [id, id]") from None
        return place(boxes, edges, LENGTH)

    def turtle(self, given: dict[str, Any]) -> Any:
        quads = quads_of(self.store, _ids(given, "statements", 20_000), _ids(given, "things"))
        return triples(quads, "text/turtle", self.store.base, 10**6)


_ASKED = ("start", "search", "overview", "classes", "top", "around", "between", "ways", "card", "places",
          "events", "layout", "turtle")  # fmt: skip
QUESTIONS: dict[str, Callable[[Explorer, dict[str, Any]], Any]] = {n: getattr(Explorer, n) for n in _ASKED}
ASKED_BY_POST = frozenset({"between", "layout", "turtle"})  # too much for an address; they change nothing


def _hit(hit: Hit) -> dict[str, Any]:
    return asdict(hit)


def _text(given: dict[str, Any], name: str) -> str:
    value = given.get(name, "")
    if not isinstance(value, str) or len(value) > 2000:
        raise QueryError(f"{name!r} must be a short text")
    return value


def _number(given: dict[str, Any], name: str, usual: int, most: int) -> int:
    value = str(given.get(name, usual))
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise QueryError(f"{name!r} must be a whole number")
    return min(int(value), most)


def _ids(given: dict[str, Any], name: str, most: int = MOST) -> list[str]:
    value = given.get(name, [])
    if not isinstance(value, list) or not all(isinstance(v, str) and len(v) < 2000 for v in value):
        raise QueryError(f"{name!r} must be a list of ids")
    if len(value) > most:
        raise QueryError(f"{name!r} has more than {most} ids")
    return value
