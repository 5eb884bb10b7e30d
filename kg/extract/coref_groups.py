"""Several things at once: enumerations ("A, B et C"), and what takes them up: "ils", "les deux groupes"."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.coref_discourse import Discourse, is_complement, subject_of
from kg.extract.marks import Unit

_GROUPS = ("Person", "Organization", "Site")
_GAP = 5  # tokens between two members of an enumeration: "son frère", "le groupe suisse"
_BACK = 4  # units in which "les deux groupes" looks for its antecedents


@dataclass(frozen=True, slots=True)
class Group:
    """Members that an enumeration names, from token `first` to `last` (inclusive)."""

    first: int
    last: int
    members: tuple[int, ...]


def groups_in(d: Discourse, unit: Unit, before: int | None = None) -> list[Group]:
    """The enumerations of a unit outside of quotations, in text order; each ends with "et"."""
    end = unit.last if before is None else min(before, unit.last)
    found: list[Group] = []
    run: list[tuple[int, int, int]] = []  # first and last token and referent of each name
    closed = False
    for name in _names(d, unit.first, end):
        link = _link(d, run[-1][1], name[0]) if run else ""
        alike = bool(run) and d.referents[run[-1][2]].group == d.referents[name[2]].group
        if run and link and alike and not closed:
            run.append(name)
            closed = link == "end"
            continue
        _close(run, closed, found)
        run, closed = [name], False
    _close(run, closed, found)
    return found


def _close(run: list[tuple[int, int, int]], closed: bool, found: list[Group]) -> None:
    members = tuple(dict.fromkeys(r for _, _, r in run))
    if closed and len(members) > 1:
        found.append(Group(run[0][0], run[-1][1], members))


def _names(d: Discourse, first: int, end: int) -> list[tuple[int, int, int]]:
    names: list[tuple[int, int, int]] = []
    for i in range(first, end):
        if i in d.in_quote or not d.is_name(i) or d.parsed.tokens[i].pos in ("PRON", "DET"):
            continue
        if names and names[-1][1] == i - 1 and names[-1][2] == d.at[i]:
            names[-1] = (names[-1][0], i, d.at[i])
        else:
            names.append((i, i, d.at[i]))
    return names


def _link(d: Discourse, last: int, first: int) -> str:
    """How two names are joined: "end" by a conjunction, "middle" by a comma, "" not at all."""
    if not 1 < first - last <= _GAP + 1:
        return ""
    link = ""
    for k in range(last + 1, first):
        word, t = d.word(k), d.parsed.tokens[k]
        if word in d.words.joint:
            link = "end"
        elif t.text == ",":
            link = link or "middle"
        elif not link or t.pos not in ("DET", "NOUN", "ADJ", "PROPN") or word in d.words.complement:
            return ""
    return link


def subject_group(d: Discourse, unit: Unit, before: int | None = None) -> Group | None:
    """The enumeration that is the subject of a unit, or what its plural subject stands for."""
    s = subject_of(d, unit, before=before)
    if s is not None and s in d.groups:
        return Group(s, s, d.groups[s])
    for g in groups_in(d, unit, before):
        opens = s is None and g.first - unit.first <= 3
        if (opens or (s is not None and g.first <= s <= g.last)) and not is_complement(d, g.first, unit):
            return g
    return None


def plural_subject(d: Discourse, i: int, gender: str) -> tuple[int, ...]:
    """What "ils" or "elles" stand for: the enumeration that is subject before, in this unit or the last.

    Without one, the only enumeration of the last unit, if no other plural stands behind it.
    """
    unit = d.unit_of(i)
    found = subject_group(d, unit, before=i)
    if found is None and subject_of(d, unit, before=i) is not None and i > unit.first + 1:
        return ()
    if found is None and (previous := d.previous(unit)) is not None:
        found = subject_group(d, previous) or _only_group(d, previous)
    return found.members if found and _agree(d, found, gender) else ()


def _only_group(d: Discourse, unit: Unit) -> Group | None:
    groups = groups_in(d, unit)
    if len(groups) != 1:
        return None
    plural = any(
        t.pos == "NOUN" and "Number=Plur" in t.morph and t.i not in d.described
        for t in d.parsed.tokens[unit.first : unit.last]
        if not groups[0].first <= t.i <= groups[0].last and t.i not in d.in_quote
    )
    return None if plural else groups[0]


def _agree(d: Discourse, group: Group, gender: str) -> bool:
    members = [d.referents[m] for m in group.members]
    known = {r.gender for r in members if r.gender}
    women = all(r.gender == "f" for r in members)
    if (gender == "f" and "m" in known) or (gender == "m" and women):
        return False
    return all(r.group in _GROUPS or r.type == "Country" for r in members)


def both_at(d: Discourse, i: int) -> tuple[int, tuple[int, ...]] | None:
    """ "Tous deux", "les deux groupes", "les trois hommes": the last token and the referents."""
    if d.word(i) in d.words.all:
        pair = d.words.numbers.get(d.word(i + 1), 0)
        if pair and i not in d.in_quote and (members := plural_subject(d, i, "")) and len(members) == pair:
            return i + 1, members
    count = d.words.numbers.get(d.word(i + 1), 0)
    if d.word(i) not in d.words.plural or not count or i in d.at:
        return None
    classes = d.words.plurals.get(d.word(i + 2))
    if classes is None or not _closed(d, i + 3):
        return None
    members = _several(d, i, classes, count)
    return (i + 2, members) if members else None


def _closed(d: Discourse, end: int) -> bool:
    """Whether nothing behind the noun says which ones are meant: no complement, relative or name."""
    t = d.token(end)
    if t is None or d.is_name(end) or d.word(end) in d.words.complement - d.words.joint:
        return t is None
    return d.word(end) not in d.words.relative and not (
        t.pos in ("ADJ", "NOUN", "PROPN") or "VerbForm=Part" in t.morph
    )


def _several(d: Discourse, here: int, classes: tuple[str, ...], count: int) -> tuple[int, ...]:
    """An enumeration of so many things of these classes shortly before, else all that were named."""
    unit = d.unit_of(here)
    for k in range(unit.i, max(unit.i - _BACK, -1), -1):
        groups = [g.members for g in groups_in(d, d.units[k], here)]
        for members in reversed(groups):
            if len(members) == count and all(d.fits(d.referents[m], classes) for m in members):
                return members
    seen = tuple(r.index for r in d.referents if r.seen and d.fits(r, classes))
    return seen if len(seen) == count else ()
