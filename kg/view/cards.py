"""What the panel shows of statements and articles, as plain JSON values."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from kg.model import Argument, Document, Evidence, Statement
from kg.ontology import Ontology
from kg.view.labels import label_of

AROUND = 150  # characters of the article shown before and after a quoted sentence


def statement_card(
    statement: Statement, documents: Mapping[str, Document], ontology: Ontology, language: str
) -> dict[str, Any]:
    """One statement with its arguments, evidence, and what vouches for it."""
    return {
        "kind": statement.kind,
        "name": label_of(ontology, statement.name, language),
        "label": statement.label,
        "status": statement.status,
        "by": list(statement.attributed_to),
        "confidence": round(statement.confidence, 2),
        "rules": list(statement.rules),
        "arguments": [_argument(a, ontology, language) for a in statement.arguments],
        "evidence": [_evidence(e, documents.get(e.document)) for e in statement.evidence],
    }


def document_card(document: Document) -> dict[str, Any]:
    """An article's title, date and origin; the link only when it is one that a reader may follow."""
    link = document.url if document.url and re.match(r"https?://", document.url, re.IGNORECASE) else None
    return {
        "title": document.title or document.name,
        "date": document.published,
        "by": [*document.authors, *filter(None, [document.publisher])],
        "url": link,
    }


def used(cards: Collection[dict[str, Any]]) -> set[str]:
    """The documents that statements quote."""
    return {e["document"] for card in cards for e in card["evidence"]}


def _argument(argument: Argument, ontology: Ontology, language: str) -> dict[str, Any]:
    card: dict[str, Any] = {"role": argument.role, "name": label_of(ontology, argument.role, language)}
    if argument.ref is not None:
        return {**card, "ref": argument.ref}
    return {**card, "value": argument.value, "type": argument.datatype}


def _evidence(evidence: Evidence, document: Document | None) -> dict[str, Any]:
    before = after = ""
    if document is not None and document.text[evidence.start : evidence.end] == evidence.quote:
        before = _before(document.text[: evidence.start])
        after = _after(document.text[evidence.end : evidence.end + 2 * AROUND])
    return {"document": evidence.document, "before": before, "quote": evidence.quote, "after": after}


def _before(text: str) -> str:
    line = text[-2 * AROUND :].rpartition("\n")[2].lstrip()
    return line if len(line) <= AROUND else "… " + line[-AROUND:].partition(" ")[2]


def _after(text: str) -> str:
    line = text.partition("\n")[0].rstrip()
    return line if len(line) <= AROUND else line[:AROUND].rpartition(" ")[0] + " …"
