"""Entities by the name that a user types: label, alias or IRI, without accents or capitals."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence

from kg.errors import QueryError
from kg.model import Entity

_SHOWN = 8


def fold(name: str) -> str:
    """A name without accents, capitals and punctuation."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain))


def find(entities: Sequence[Entity], name: str) -> tuple[Entity, ...]:
    """All entities that a name may mean, the most mentioned first; empty when there are none.

    An IRI beats a label, a label beats an alias, and only when none is equal do labels count that
    hold all the words. `name` may be a full IRI, in brackets or not, or its end as the tables print
    it: organization:ordelis, organization/ordelis.
    """
    wanted, path = fold(name), name.strip().strip("<>").removeprefix("id:")
    ways = (
        [e for e in entities if path == e.id or path.endswith(f"/{e.id}") or path.replace(":", "/") == e.id],
        [e for e in entities if fold(e.label) == wanted],
        [e for e in entities if wanted in map(fold, e.aliases)],
        [e for e in entities if wanted and f" {wanted} " in f" {fold(e.label)} "],
    )
    found = next((hits for hits in ways if hits), [])
    return tuple(sorted(found, key=lambda e: (-len(e.documents), e.id)))


def one(entities: Sequence[Entity], name: str) -> Entity:
    """The entity that a name means; QueryError with the candidates when it is none or several."""
    found = find(entities, name)
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"{e.label} ({e.type}, {e.id})" for e in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise QueryError(f"{name!r} may mean {listed}{more}: say which by the last part")
    known = {fold(n): n for e in entities for n in (e.label, *e.aliases)}
    close = [known[n] for n in difflib.get_close_matches(fold(name), sorted(known), n=3, cutoff=0.7)]
    hint = f"; near: {', '.join(close)}" if close else ""
    raise QueryError(f"no entity of this graph is called {name!r}{hint}")
