"""The prefixes that a query may use without declaring them."""

from __future__ import annotations

from functools import cache

from kg.graph.names import PREFIXES, WORLD, segment
from kg.graph.schema import load_ontology

_NODES = ("document", "claim", "evidence")


@cache
def known_prefixes(base: str) -> dict[str, str]:
    """kg:, rdfs: and so on, id:, and one for each kind of resource: organization:, place:, event: …"""
    own = {name: f"{base}{name}/" for name in (*_NODES, *map(segment, load_ontology().classes))}
    return {**own, "id": base, **WORLD, **PREFIXES}
