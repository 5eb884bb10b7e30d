"""The answer to a query: a table, a yes or no, or triples; as text, CSV, JSON or Turtle."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import Any, Literal

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.names import BASE, compact
from kg.graph.turtle import to_turtle

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True)
class Answer:
    """`columns` and `rows` of a SELECT (or of the triples of a CONSTRUCT), `yes` of an ASK."""

    kind: Literal["select", "ask", "construct"]
    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    yes: bool | None
    prefixes: dict[str, str]
    base: str = BASE

    def cells(self) -> list[list[str]]:
        """The rows as a reader wants them: IRIs with their prefix, literals without their type."""
        return [["" if term is None else self._cell(term) for term in row] for row in self.rows]

    def to_csv(self) -> str:
        """CSV of the SPARQL recommendation: full IRIs, plain values, CR LF."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(self.columns)
        writer.writerows([_plain(term) for term in row] for row in self.rows)
        return out.getvalue()

    def to_json(self) -> str:
        """JSON of the SPARQL recommendation; of triples, the same with three columns."""
        if self.kind == "ask":
            return json.dumps({"head": {}, "boolean": self.yes}) + "\n"
        bindings = [
            {name: _json(term) for name, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.rows
        ]
        data = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"

    def to_turtle(self) -> str:
        """Turtle; QueryError when the answer is no triples."""
        if self.kind != "construct":
            raise QueryError("only CONSTRUCT and DESCRIBE give Turtle; ask for table, csv or json")
        return to_turtle((ox.Triple(*row) for row in self.rows), self.base)  # type: ignore[arg-type]

    def _cell(self, term: Term) -> str:
        if isinstance(term, ox.NamedNode):
            return compact(term.value, self.prefixes)
        return term.value if isinstance(term, ox.Literal) else str(term)


def answer(results: Any, prefixes: dict[str, str], base: str = BASE) -> Answer:
    """Read what Oxigraph gives, to the end."""
    if isinstance(results, ox.QueryBoolean):
        yes = bool(results)
        return Answer("ask", ("answer",), ((ox.Literal(yes),),), yes, prefixes, base)
    if isinstance(results, ox.QuerySolutions):
        columns = tuple(variable.value for variable in results.variables)
        rows = tuple(tuple(solution) for solution in results)
        return Answer("select", columns, rows, None, prefixes, base)
    triples = sorted(((t.subject, t.predicate, t.object) for t in results), key=str)
    return Answer("construct", ("subject", "predicate", "object"), tuple(triples), None, prefixes, base)


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _json(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Literal):
        found = {"type": "literal", "value": term.value}
        if term.language:
            return found | {"xml:lang": term.language}
        plain = term.datatype.value.endswith("#string")
        return found if plain else found | {"datatype": term.datatype.value}
    parts = {n: _json(getattr(term, n)) for n in ("subject", "predicate", "object")}
    return {"type": "triple", "value": parts}
