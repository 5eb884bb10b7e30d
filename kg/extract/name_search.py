"""Further mentions of names that the article has elsewhere, which the recogniser did not see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.candidates import Candidate
from kg.extract.tokens import Parsed
from kg.lexicon.language import fold
from kg.lexicon.names import NameCues

_TWO = 2
_SHORT = 3  # letters of the shortest part of a name that may stand for the whole


_NOTHING = re.compile(r"(?!)")


def further(
    parsed: Parsed, found: Sequence[Candidate], words: NameCues, function: frozenset[str]
) -> list[Candidate]:
    """Other places where a found name, or the surname or the short form of one, stands alone."""
    known: dict[str, Candidate] = {}
    for c in found:
        name = parsed.text[c.start : c.end]
        if name != name.lower() and len(name) > 1:
            known.setdefault(name, c)
    for name, c in list(known.items()):
        for short in short_forms(name, c.best, words, function):
            known.setdefault(short, c)
    if not known:
        return []
    exact = _any_of(known)
    shouted = {fold(n).upper(): n for n in known if len(n) >= _SHORT}
    loud = _any_of(shouted)
    more: list[Candidate] = []
    for s in parsed.sentences:
        text = parsed.text[s.start : s.end]
        capitals = text.isupper()
        for m in (loud if capitals else exact).finditer(fold(text) if capitals else text):
            c = known[shouted[m[0]] if capitals else m[0]]
            more.append(
                replace(c, start=s.start + m.start(), end=s.start + m.end(), source="elsewhere", sure=0.8)
            )
    return [m for m in more if not any(m.overlaps(c) for c in found)]


def short_forms(name: str, kind: str, words: NameCues, function: frozenset[str]) -> Iterable[str]:
    """Parts of a name that may stand for it: the surname of a person, the own word of a firm."""
    parts = name.split()
    if len(parts) < 2:
        return
    if kind == "Person":
        family = " ".join(parts[1:])
        if family[0].isupper() and len(family) >= _SHORT:
            yield family
        if len(parts) > 2 and parts[-1][0].isupper() and len(parts[-1]) >= _SHORT:
            yield parts[-1]
        return
    if kind == "Region":
        opening = words.openers.match(name, len(parts[0]) + 1)
        if parts[0].lower() in words.provinces and opening and name[opening.end() :][:1].isupper():
            yield name[opening.end() :]
    if kind != "Company":
        return
    if len(parts) > _TWO and parts[-1] in words.wrappers and parts[0][0].isupper():
        yield " ".join(parts[:-1])
    own = [p for p in parts if p[0].isupper() and p not in words.wrappers and len(p) > _SHORT]
    if len(own) == 1 and fold(own[0]).lower() not in function:
        yield own[0]


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(names, key=lambda n: (-len(n), n))
    if not longest:
        return _NOTHING
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])")
