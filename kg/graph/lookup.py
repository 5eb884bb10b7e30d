"""Entities by the name that a user types: label, alias or IRI, without accents or capitals."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.names import KG, RDF, RDFS, SKOS, graph_of, local, path_of
from kg.graph.store import Store

How = Literal["iri", "label", "alias", "part"]

_MENTIONED, _TYPE = ox.NamedNode(KG + "mentionedIn"), ox.NamedNode(RDF + "type")
_NAMES: tuple[tuple[How, ox.NamedNode], ...] = (
    ("label", ox.NamedNode(RDFS + "label")),
    ("alias", ox.NamedNode(SKOS + "altLabel")),
)
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Found:
    """An entity that a name may mean. `id` is the path of its IRI; `how` says what matched."""

    iri: str
    id: str
    label: str
    type: str
    documents: int
    how: How


def fold(name: str) -> str:
    """A name without accents, capitals and punctuation."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain))


def find(store: Store, name: str) -> tuple[Found, ...]:
    """All entities that a name may mean, the most mentioned first; empty when there are none.

    An IRI beats a label, a label beats an alias, and only when none is equal do names count that
    hold all the words.
    """
    by_iri = _by_iri(store, name.strip())
    if by_iri is not None:
        return (by_iri,)
    wanted = fold(name)
    if not wanted:
        return ()
    words = set(wanted.split())
    hits: dict[How, set[str]] = defaultdict(set)
    for how, iri, known in _names(store):
        folded = fold(known)
        if folded == wanted:
            hits[how].add(iri)
        elif words <= set(folded.split()):
            hits["part"].add(iri)
    for how in ("label", "alias", "part"):
        if hits[how]:
            found = [_found(store, iri, how) for iri in hits[how]]
            return tuple(sorted(found, key=lambda f: (-f.documents, f.iri)))
    return ()


def one(store: Store, name: str) -> Found:
    """The entity that a name means; QueryError with the candidates when it is none or several."""
    found = find(store, name)
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"{f.id} ({f.label}, {f.type})" for f in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise QueryError(f"{name!r} may mean {len(found)} entities: {listed}{more}; say which by its id")
    close = _close(store, name)
    hint = f"; close to it: {', '.join(close)}" if close else ""
    raise QueryError(f"no entity of this graph is called {name!r}{hint}")


def _by_iri(store: Store, name: str) -> Found | None:
    """A full IRI, in brackets or not; id:organization/x, organization:x or organization/x."""
    short = name.strip("<>").removeprefix("id:")
    forms = [short, store.base + short, store.base + short.replace(":", "/", 1)]
    for iri in forms:
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            continue
        if next(store.quads(node, _MENTIONED), None) is not None:
            return _found(store, iri, "iri")
    return None


def _names(store: Store) -> Iterator[tuple[How, str, str]]:
    """How, IRI and name of every entity that has been named."""
    named = {q.subject for q in store.quads(predicate=_MENTIONED)}
    for how, predicate in _NAMES:
        for quad in store.quads(predicate=predicate):
            if quad.subject in named and isinstance(quad.subject, ox.NamedNode):
                yield how, quad.subject.value, _text(quad.object)


def _found(store: Store, iri: str, how: How) -> Found:
    node, told = ox.NamedNode(iri), graph_of("", store.base)
    labels = sorted(_text(q.object) for q in store.quads(node, _NAMES[0][1]))
    types = sorted(
        local(q.object.value)
        for q in store.quads(node, _TYPE)
        if isinstance(q.graph_name, ox.NamedNode)
        and q.graph_name.value.startswith(told)
        and isinstance(q.object, ox.NamedNode)
    )
    documents = len({q.object for q in store.quads(node, _MENTIONED)})
    label = labels[0] if labels else local(iri)
    return Found(iri, path_of(iri, store.base), label, types[0] if types else "", documents, how)


def _close(store: Store, name: str) -> list[str]:
    names = {fold(known): known for _, _, known in _names(store)}
    return [names[n] for n in difflib.get_close_matches(fold(name), sorted(names), n=3, cutoff=0.7)]


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.Literal) else str(term)
