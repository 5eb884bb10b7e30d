"""Quotations: the same words of the same speaker are one, also where only a part is quoted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.model import Argument
from kg.resolve.names import fold
from kg.resolve.told import Merged, Told

OPENING = 8  # words by which two quotations are the same
PART = 4  # words that a part of a quotation must have to be recognised in the whole


def merge_quotations(told: Iterable[Told]) -> list[Merged]:
    """One quotation for one speaker and the same first words; a part of it (a headline) joins the
    whole. One whose speaker nobody names joins the only one with the same words in its article."""
    groups: dict[str, list[list[Told]]] = defaultdict(list)
    ordered = sorted(told, key=lambda t: (not t.refs("speaker"), -len(_words(t)), _words(t), t.order))
    for one in ordered:
        speaker = min(one.refs("speaker"), default="")
        home = _home(one, groups[speaker])
        if home is None and not speaker:
            home = _only_home(one, groups)
        if home is None:
            groups[speaker].append([one])
        else:
            home.append(one)
    return [_quotation(s, g) for s in sorted(groups) for g in groups[s]]


def _home(one: Told, groups: Sequence[list[Told]]) -> list[Told] | None:
    return next((g for g in groups if same_words(_words(one), _words(g[0]))), None)


def _only_home(one: Told, groups: dict[str, list[list[Told]]]) -> list[Told] | None:
    named = [g for speaker in sorted(groups) if speaker for g in groups[speaker]]
    here = [g for g in named if any(t.claim.document == one.claim.document for t in g)]
    fitting = [g for g in here if same_words(_words(one), _words(g[0]))]
    return fitting[0] if len(fitting) == 1 else None


def same_words(a: str, b: str) -> bool:
    """Whether two folded quotations open alike or the shorter is a part of the other."""
    first, second = a.split(), b.split()
    if min(len(first), len(second)) >= OPENING and first[:OPENING] == second[:OPENING]:
        return True
    if min(len(first), len(second)) < PART:
        return a == b
    return f" {a} " in f" {b} " or f" {b} " in f" {a} "


def _words(told: Told) -> str:
    return fold(told.value("text") or "")


def _quotation(speaker: str, members: Sequence[Told]) -> Merged:
    longest = max(members, key=lambda t: (len(t.value("text") or ""), tuple(-ord(c) for c in t.claim.id)))
    text = next(a for a in longest.arguments if a.role == "text")
    arguments = [Argument("speaker", ref=speaker)] if speaker else []
    mentioned = sorted(set().union(*(t.refs("mentions") for t in members)))
    arguments += [text, *(Argument("mentions", ref=m) for m in mentioned)]
    ordered = sorted(members, key=lambda t: t.order)
    status = ordered[0].claim.status
    key = (speaker, " ".join(_words(longest).split()[:OPENING]), "" if speaker else ordered[0].claim.document)
    return Merged("quotation", "Quotation", tuple(arguments), status, tuple(ordered), key)
