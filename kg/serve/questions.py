"""The page on which to ask in SPARQL: the named queries as a menu, the answer as a table.

It works without scripts; with them come the editor, charts, drawings and reasons in place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from urllib.parse import urlencode

from kg.errors import QueryError
from kg.graph import OxigraphStore
from kg.graph.index import Names
from kg.graph.names import compact, resource
from kg.graph.prefixes import known_prefixes
from kg.graph.queries import NamedQuery, named_queries, named_query, prepared, run
from kg.graph.respond import Reply
from kg.graph.results import Answer
from kg.graph.shown import Cell, shown
from kg.graph.words import words
from kg.ontology import Ontology
from kg.serve.libraries import library
from kg.serve.pages import language_of, page

SCREEN = 500  # rows on a page; a download has all that the server gives
OFFERED = 20  # names that are offered to complete what was typed
ROWS, TRIPLES = ("csv", "json", "tsv", "xml"), ("turtle", "jsonld", "ntriples")
ENDS = {"turtle": "ttl", "ntriples": "nt"}  # of the names of downloaded files


def question_page(
    store: OxigraphStore, text: str, name: str, given: Mapping[str, str], rows: int, languages: Sequence[str]
) -> Reply:
    """The answer to a query, or to a named one with its parameters, above the means to ask another."""
    language = language_of(languages)
    query: NamedQuery | None = None
    answer: Answer | None = None
    error = ""
    try:
        query = named_query(name) if name else None
        if query and not text:
            text = query.text if _open(query, given) else prepared(store, query, given)
        if text and not (query and _open(query, given)):
            answer = run(store, text)
    except QueryError as problem:
        error = str(problem)
    cells = shown(store, answer, min(rows, SCREEN), language) if answer else []
    forms = TRIPLES if answer and answer.kind == "construct" else ROWS
    return page(
        "question.html", language, 400 if error else 200, text=text, error=error, query=query, given=given,
        answer=answer, total=len(answer.rows) if answer else 0, queries=named_queries(),
        rows=[(row, _why(text, answer.columns, row)) for row in cells] if answer else [],
        editor=library("ace") is not None,
        downloads=[
            (f, f"{name or 'kg'}.{ENDS.get(f, f)}", f"/sparql?{urlencode({'query': text, 'format': f})}")
            for f in forms
        ],
    )  # fmt: skip


def vocabulary(store: OxigraphStore, languages: Sequence[str]) -> Reply:
    """The classes, properties and prefixes of the graph as JSON, for an editor to complete from."""
    language = language_of(languages)
    found = {"words": [asdict(w) for w in words(store, language)], "prefixes": known_prefixes(store.base)}
    return Reply(200, "application/json", json.dumps(found, ensure_ascii=False).encode("utf-8"))


def complete(
    store: OxigraphStore, names: Names, ontology: Ontology, wanted: str,
    languages: Sequence[str],
) -> Reply:
    """Entities by any of their names, as a query would write them, as JSON."""
    language, prefixes = language_of(languages), known_prefixes(store.base)
    found = [
        {
            "id": e.id, "name": e.label, "word": compact(resource(e.id, store.base), prefixes),
            "type": dict(ontology.classes[e.type].labels).get(language, e.type),
        }
        for e in names.search(wanted, OFFERED)[0]
    ]  # fmt: skip
    return Reply(200, "application/json", json.dumps(found, ensure_ascii=False).encode("utf-8"))


def _why(text: str, columns: Sequence[str], row: Sequence[Cell]) -> str:
    """Where the reasons for a row are told."""
    values = {f"row.{name}": cell.term for name, cell in zip(columns, row, strict=True) if cell.term}
    return f"/why?{urlencode({'query': text, **values})}"


def _open(query: NamedQuery, given: Mapping[str, str]) -> bool:
    """Whether something must be filled in first."""
    return any(p.required and p.name not in given for p in query.parameters)
