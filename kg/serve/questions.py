"""The page on which to ask in SPARQL: the named queries as a menu, the answer as a table, without script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from kg.errors import QueryError
from kg.graph import OxigraphStore
from kg.graph.queries import NamedQuery, named_queries, named_query, prepared, run
from kg.graph.respond import Reply
from kg.graph.results import Answer
from kg.graph.shown import shown
from kg.serve.pages import language_of, page

SCREEN = 500  # rows on a page; a download has all that the server gives
ROWS, TRIPLES = ("csv", "tsv", "json", "xml"), ("turtle", "jsonld", "csv")


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
    forms = TRIPLES[:2] if answer and answer.kind == "construct" else ROWS
    return page(
        "question.html", language, 400 if error else 200, text=text, error=error, query=query, given=given,
        answer=answer, cells=cells, total=len(answer.rows) if answer else 0, queries=named_queries(),
        downloads=[(f, f"/sparql?{urlencode({'query': text, 'format': f})}") for f in forms],
    )  # fmt: skip


def _open(query: NamedQuery, given: Mapping[str, str]) -> bool:
    """Whether something must be filled in first."""
    return any(p.required and p.name not in given for p in query.parameters)
