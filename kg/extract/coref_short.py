"""Short forms of names that are no person's and no place's: "Papeteries Veltrane", "Veltrane"."""

from __future__ import annotations

from collections import defaultdict

from kg.extract.coref_naming import Naming, words_of
from kg.lexicon.anaphora import fold


def join_short_forms(n: Naming) -> None:
    """Join a short form with the one longer name that it fits; all is decided before anything is joined.

    A longer name is sure when the short one leaves out words that say nothing ("groupe", "SA"), and
    likely when it was named first; a sure one wins. A place tells a branch from the whole: "Veltrane
    Togo" in an article about Togo is not Veltrane.
    """
    places = {
        w
        for m, name, group in zip(n.mentions, n.names, n.groups, strict=True)
        if group == "Place"
        for w in (fold(name), *words_of(m.text))
    }
    first, tokens = _first(n), [words_of(name) for name in n.names]
    sure: dict[int, set[int]] = defaultdict(set)
    likely: dict[int, set[int]] = defaultdict(set)
    for i, short in enumerate(tokens):
        if n.groups[i] in ("Person", "Place") or not short or all(w in n.words.generic for w in short):
            continue
        root = n.unions.root(i)
        for j, long in enumerate(tokens):
            other = n.unions.root(j)
            rest = _rest(short, long) if other != root and _alike(n, i, j) else ()
            if not rest or any(w in places for w in rest):
                continue
            if all(w in n.words.generic for w in rest):
                sure[root].add(other)
            elif not n.names[i].isupper() and first[other] < first[root]:
                likely[root].add(other)
    for root in dict.fromkeys((*sure, *likely)):
        chosen = sure[root] or likely[root]
        if len(chosen) == 1:
            n.unions.join(next(iter(chosen)), root, "short form")


def _first(n: Naming) -> dict[int, int]:
    """Where each name stands first, by its root; a headline counts only for what it alone names."""
    title_end = n.text.find("\n", len(n.text) - len(n.text.lstrip()))
    first: dict[int, int] = {}
    for i, m in enumerate(n.mentions):
        r = n.unions.root(i)
        if r not in first or first[r] < title_end <= m.start:
            first[r] = m.start
    return first


def _alike(n: Naming, i: int, j: int) -> bool:
    """Whether two names may be of one thing by their classes: "Fondation X" is not the company X."""
    return n.groups[i] == n.groups[j] and len({n.mentions[i].type, n.mentions[j].type} - {n.groups[i]}) < 2


def _rest(short: tuple[str, ...], long: tuple[str, ...]) -> tuple[str, ...]:
    """The words of the long name that the short one leaves out at one end; () when it is no part."""
    n = len(short)
    if len(long) <= n:
        return ()
    if long[:n] == short:
        return long[n:]
    return long[:-n] if long[-n:] == short else ()
