"""The answer to "why?": the statements behind a row, each with its sentences and their articles."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kg.graph import OxigraphStore
from kg.graph.proof import why
from kg.graph.respond import Reply
from kg.model import Knowledge, Statement
from kg.ontology import Ontology
from kg.serve.pages import language_of, page, path_to

Piece = tuple[str, bool]  # a run of text, and whether it is a name that the statement is about


@dataclass(frozen=True, slots=True)
class Proof:
    """A statement as it is shown: in words, and its sentences with title and page of their articles."""

    statement: Statement
    told: str
    others: tuple[tuple[str, str], ...]
    sentences: tuple[tuple[tuple[Piece, ...], str, str], ...]


def why_page(
    store: OxigraphStore, ontology: Ontology, text: str, row: Mapping[str, str], part: bool,
    languages: Sequence[str],
) -> Reply:  # fmt: skip
    """Why a row of the answer to a query holds: a page, or the part of it that goes under the row."""
    language = language_of(languages)
    known = why(store, ontology, text, row)
    values = [(name, plain_value(term)) for name, term in row.items()]
    return page(
        "proof.html" if part else "why.html", language, 200, text=text, values=values,
        proofs=proofs(known, ontology, language),
    )  # fmt: skip


def proofs(known: Knowledge, ontology: Ontology, language: str) -> list[Proof]:
    """The statements of some knowledge, ready to be shown."""
    names = {e.id: e.label for e in known.entities}
    forms = {e.id: (e.label, *e.aliases) for e in known.entities}
    titles = {d.id: d.title or d.name for d in known.documents}
    return [_proof(s, ontology, language, names, forms, titles) for s in known.statements]


def _proof(
    s: Statement, ontology: Ontology, language: str, names: Mapping[str, str],
    forms: Mapping[str, tuple[str, ...]], titles: Mapping[str, str],
) -> Proof:  # fmt: skip
    about = dict.fromkeys(a.ref for a in s.arguments if a.ref is not None and a.ref in names)
    wanted = [form for id_ in about if id_ for form in forms[id_]]
    sentences = tuple(
        (marked(e.quote, wanted), titles.get(e.document, e.document), path_to(f"document/{e.document}"))
        for e in s.evidence
    )
    others = tuple((names[i], path_to(i)) for i in about if i)
    return Proof(s, told(s, ontology, language, names), others, sentences)


def told(s: Statement, ontology: Ontology, language: str, names: Mapping[str, str]) -> str:
    """A statement in words: a fact by its subject, property and object; else its label, or what it is."""
    item = ontology.properties.get(s.name) or ontology.classes.get(s.name)
    labels = dict(item.labels) if item else {}
    name = labels.get(language) or labels.get("en") or s.name
    subject, value = s.one("subject"), s.one("object")
    if s.kind == "fact" and subject and value:
        ends = [names.get(a.ref or "", a.value or a.ref or "") for a in (subject, value)]
        return f"{ends[0]} {name} {ends[1]}"
    return s.label or name


def marked(quote: str, names: Collection[str]) -> tuple[Piece, ...]:
    """A sentence in pieces, with those that are one of the names told from the rest."""
    found = sorted({n for n in names if len(n) > 1}, key=lambda n: (-len(n), n))
    if not found:
        return ((quote, False),)
    parts = re.split(f"({'|'.join(map(re.escape, found))})", quote)
    return tuple((part, n % 2 == 1) for n, part in enumerate(parts) if part)


def plain_value(term: str) -> str:
    """What a reader sees of a term in N-Triples where its label is not at hand."""
    from kg.graph.proof import read_term

    value = read_term(term)
    return str(getattr(value, "value", value))
