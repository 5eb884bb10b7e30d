"""All that is said of one thing, with its sentences, as JSON for the explorer's panel."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.graph import SOURCES, OxigraphStore
from kg.graph.around import gather, statements_of
from kg.model import Document, Entity, Knowledge
from kg.ontology import Ontology
from kg.view.cards import document_card, statement_card

MOST = 600  # statements on a card
QUOTED = 12  # sentences with each


def card(
    store: OxigraphStore, ontology: Ontology, folder: Path, path: str, language: str
) -> dict[str, Any] | None:
    """An entity with its statements, or one statement; None when the graph has neither.

    `cut` tells that there are more statements than a card shows.
    """
    told = statements_of(store, path, MOST + 1)
    knowledge = gather(store, ontology, told[:MOST] or [path], [path])
    entity = next((e for e in knowledge.entities if e.id == path), None)
    alone = next((s for s in knowledge.statements if s.id == path), None)
    if alone is not None:  # an event takes part in nothing itself
        knowledge = gather(store, ontology, [path])
    elif entity is None:
        return None
    documents = {d.id: replace(d, text=text_of(folder, d.id)) for d in knowledge.documents}
    return {
        "id": path,
        "kind": "entity" if entity and not alone else "event",
        "type": alone.name if alone else entity.type if entity else "",
        "label": alone.label if alone else entity.label if entity else path,
        "aliases": list(entity.aliases) if entity and not alone else [],
        "statements": _statements(knowledge, documents, ontology, language),
        "names": {e.id: _name(e) for e in knowledge.entities},
        "documents": {i: document_card(d) for i, d in _cited(store, ontology, documents, entity).items()},
        "cut": len(told) > MOST,
    }  # fmt: skip


def _name(entity: Entity) -> dict[str, Any]:
    return {"label": entity.label, "type": entity.type, "aliases": list(entity.aliases)}


def _statements(
    knowledge: Knowledge, documents: dict[str, Document], ontology: Ontology, language: str
) -> dict[str, Any]:
    found = {}
    for statement in knowledge.statements:
        shown = replace(statement, evidence=statement.evidence[:QUOTED])
        found[statement.id] = statement_card(shown, documents, ontology, language)
        found[statement.id]["class"] = statement.name
        for proof, place in zip(found[statement.id]["evidence"], shown.evidence, strict=True):
            proof["start"], proof["end"] = place.start, place.end
    return found


def _cited(
    store: OxigraphStore, ontology: Ontology, documents: dict[str, Document], entity: Any
) -> dict[str, Document]:
    """The articles with a sentence on the card, and others that name the thing, as far as there is room."""
    named = [d for d in (entity.documents if entity else ()) if d not in documents]
    more = gather(store, ontology, [], [f"document/{d}" for d in named[:MOST]]).documents if named else ()
    return documents | {d.id: d for d in more}


def text_of(folder: Path, document: str) -> str:
    """The text that an article's sentences are places in; empty when the folder has not kept it."""
    known = folder / SOURCES / f"{document}.txt"
    if "/" in document or "\\" in document or not known.is_file():
        return ""
    return known.read_bytes().decode("utf-8", "replace")
