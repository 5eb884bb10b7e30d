"""What readers confirmed and rejected, as gold annotation of the articles: partial, for all else is open.

One JSON file and one text for each article of which something was decided. What was confirmed, and what
a reader added from a sentence of the article, is annotated as always; what was rejected stands under
`rejected`; `"partial": true` says that what is in neither counts for nothing.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.model import Argument, CorrectionKind, Document, Entity, Knowledge, Statement

LISTS = {
    "fact": "facts", "position": "positions", "event": "events", "figure": "figures", "quotation": "quotes",
}  # fmt: skip
DETAILS = {"date": "date", "jobs": "jobs", "stakePercent": "stake", "title": "title"}
NUMBERS = ("jobs", "stake", "value")


def gold(knowledge: Knowledge, verdicts: Mapping[str, CorrectionKind]) -> dict[str, dict[str, Any]]:
    """The gold of each article of which something was decided, by document id."""
    entities = {e.id: e for e in knowledge.entities}
    told: dict[str, list[Statement]] = defaultdict(list)
    for s in knowledge.statements:
        if s.id in verdicts:
            for document in {e.document for e in s.evidence}:
                told[document].append(s)
    return {
        d.id: _annotated(d, told[d.id], verdicts, entities)
        for d in knowledge.documents
        if d.id in told and not d.note
    }


def write(folder: Path, knowledge: Knowledge, verdicts: Mapping[str, CorrectionKind]) -> int:
    """Write the gold and its articles into a folder; how many articles there are."""
    found = gold(knowledge, verdicts)
    texts = {d.id: d.text for d in knowledge.documents}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for id_, data in found.items():
            _replace(folder / f"{id_}.txt", texts[id_])
            _replace(folder / f"{id_}.json", json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        raise StoreError(f"cannot write {folder}: {error.strerror}") from None
    return len(found)


def _replace(path: Path, text: str) -> None:
    part = path.with_name(path.name + ".part")
    part.write_bytes(text.encode("utf-8"))
    os.replace(part, path)


def _annotated(
    document: Document,
    told: Sequence[Statement],
    verdicts: Mapping[str, CorrectionKind],
    entities: Mapping[str, Entity],
) -> dict[str, Any]:
    right: dict[str, list[Any]] = {name: [] for name in ("facts", "literals", *list(LISTS.values())[1:])}
    wrong: dict[str, list[Any]] = {}
    named: dict[str, Entity] = {}
    for s in told:
        here = _here(s, document, entities)
        unit = _unit(here, s)
        if unit is None:
            continue
        named |= {a.ref: entities[a.ref] for a in here.arguments if a.ref}
        rejected = verdicts[s.id] == "reject"
        kind = "literals" if s.kind == "fact" and not rejected and _literal(s) else LISTS[s.kind]
        (wrong.setdefault(kind, []) if rejected else right[kind]).append(unit)
    return {
        "id": document.id,
        "file": f"{document.id}.txt",
        "language": document.language,
        "published": document.published,
        "partial": True,
        "entities": [
            {"id": e.id, "type": e.type, "names": [e.label, *e.aliases]} for _, e in sorted(named.items())
        ],
        **right,
        "rejected": wrong,
        "noise": [],
    }


def _here(s: Statement, document: Document, entities: Mapping[str, Entity]) -> Statement:
    """What one article says of it: who it names, and details only where no other article may give them."""
    whole = {e.document for e in s.evidence} == {document.id} or s.kind != "event"

    def told(a: Argument) -> bool:
        entity = entities.get(a.ref) if a.ref else None
        return document.id in entity.documents if entity else whole or a.role == "title"

    return replace(s, arguments=tuple(filter(told, s.arguments)))


def _literal(s: Statement) -> bool:
    object_ = s.one("object")
    return object_ is not None and object_.ref is None


def _unit(s: Statement, whole: Statement) -> Any:
    """A statement as gold writes it; None where the article does not tell enough of it."""
    if s.kind == "fact":
        subject, object_ = s.one("subject"), s.one("object")
        if subject is None or object_ is None or s.status != "actual":
            return None
        return [subject.ref, s.name, object_.ref or object_.value]
    if s.kind == "position":
        holder, title = s.one("holder"), s.one("title")
        place = s.one("organization")
        if holder is None or title is None or (place is None and whole.one("organization")):
            return None
        return {"holder": holder.ref, "organization": place.ref if place else None, "title": title.value}
    if s.kind == "figure":
        given = {a.role: a.ref or a.value for a in s.arguments}
        wanted = ("about", "measure", "value", "unit", "comparator")
        unit = {role: _number(role, given.get(role)) for role in wanted if role in given}
        return unit if {"about", "measure", "value"} <= unit.keys() else None
    if s.kind == "quotation":
        text, speaker = s.one("text"), s.one("speaker")
        return {"text": text.value, "speaker": speaker.ref if speaker else None} if text else None
    return _event(s)


def _event(s: Statement) -> dict[str, Any] | None:
    event: dict[str, Any] = {"type": s.name, "status": s.status}
    for a in s.arguments:
        if a.ref:
            event.setdefault(a.role, []).append(a.ref)
        elif a.role in DETAILS:
            event[DETAILS[a.role]] = _number(DETAILS[a.role], a.value)
    if amount := s.one("amount"):
        currency = s.one("currency")
        unit = currency.value if currency else None
        event["amount"] = {"value": _number("value", amount.value), "unit": unit}
    return event if len(event) > 2 else None


def _number(role: str, value: str | None) -> Any:
    if role not in NUMBERS or value is None:
        return value
    plain = float(value)
    return int(plain) if plain.is_integer() else plain
