"""Rows of an answer for a reader: names instead of IRIs, and where each resource is."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.names import XSD, path_of
from kg.graph.near import label_of
from kg.graph.results import Answer, Term
from kg.graph.store import Store

_NUMBERS = {XSD + n for n in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says; `id` is the path of the resource that it names ("" for plain values).

    `term` is the value in N-Triples ("" where there is none), `number` whether it is a number.
    """

    text: str
    id: str = ""
    term: str = ""
    number: bool = False


def shown(store: Store, answer: Answer, rows: int, language: str) -> list[list[Cell]]:
    """The first rows of an answer with the labels of what is in them."""
    return [[_cell(store, term, language) for term in row] for row in answer.rows[:rows]]


def _cell(store: Store, term: Term | None, language: str) -> Cell:
    if term is None:
        return Cell("")
    if isinstance(term, ox.Literal):
        return Cell(term.value, term=str(term), number=term.datatype.value in _NUMBERS)
    if not isinstance(term, ox.NamedNode):
        return Cell(str(term), term=str(term))
    path = path_of(term.value, store.base)
    return Cell(label_of(store, term, language), path if path != term.value else "", str(term))
