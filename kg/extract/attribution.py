"""Which stretch of text is somebody's word rather than the article's: "selon X, …", "X affirme que …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.marks import Unit, find_quoted, find_units
from kg.extract.speaker import (
    Scene,
    scene,
    source_named,
    subject_before,
    subject_behind,
    verb_at,
    verb_behind,
)
from kg.extract.tokens import Parsed
from kg.model import Mention

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

_GAP = 6  # tokens between a subject's verb and the conjunction that opens the reported clause


@dataclass(frozen=True, slots=True)
class Attribution:
    """Characters start to end are said by the source. `mention` is its id, "" for a source that the
    text does not name as a mention; `rule` names how it was found."""

    start: int
    end: int
    mention: str
    rule: str


def find_attributions(
    parsed: Parsed, mentions: Sequence[Mention], lexicon: Lexicon
) -> tuple[Attribution, ...]:
    """The attributed stretches, in text order; each lies within one sentence. Stretches may nest."""
    speech = lexicon.speech
    quoted = find_quoted(parsed, speech.marks)
    s = scene(parsed, mentions, quoted, speech)
    found: list[Attribution] = []
    for unit in find_units(parsed, quoted):
        clauses = _clauses(s, unit)
        found += [*clauses, *_sources(s, unit, clauses), *_inverted(s, unit)]
    return tuple(sorted(set(found), key=lambda a: (a.start, a.end, a.mention)))


def _made(s: Scene, first: int, last: int, m: Mention, rule: str) -> Attribution:
    return Attribution(s.parsed.tokens[first].start, s.parsed.tokens[last].end, m.id, rule)


def _clause_start(s: Scene, unit: Unit, i: int) -> int:
    """Where the clause begins that holds token i: behind a semicolon or colon."""
    while i > unit.first and s.parsed.tokens[i - 1].text not in (";", ":"):
        i -= 1
    return i


def _clause_end(s: Scene, unit: Unit, i: int) -> int:
    """The last token of the clause that begins at token i."""
    while i + 1 < unit.last and s.parsed.tokens[i + 1].text != ";":
        i += 1
    return i


def _sources(s: Scene, unit: Unit, clauses: list[Attribution]) -> list[Attribution]:
    """ "Selon X, …" and "…, selon X": the clause around; behind a reported clause, that one."""
    found, first = [], unit.first
    while (named := source_named(s, first, unit.last)) is not None:
        at, m = named
        if m is not None and at not in s.quoted and m.kind != "pronoun":
            start, end = _clause_start(s, unit, at), _clause_end(s, unit, at)
            made = _made(s, start, end, m, "attribution.source")
            here = s.parsed.tokens[at].start
            reported = [c.start for c in clauses if c.start < here]
            found.append(replace(made, start=max([made.start, *reported])))
        first = at + 1
    return found


def _clauses(s: Scene, unit: Unit) -> list[Attribution]:
    """ "X affirme que …": from the conjunction to the end of the clause."""
    found = []
    for i in range(unit.first, unit.last):
        if i in s.quoted or i in s.on:
            continue
        verb = verb_at(s, i, unit.last)
        if verb is None or not verb.reports:
            continue
        behind = range(verb.last + 1, min(unit.last, verb.last + 1 + _GAP))
        que = next((k for k in behind if s.word(k) in s.speech.conjunctions), None)
        if (
            que is None
            or _restricts(s, i, que)
            or any(s.parsed.tokens[k].text in ",;:" for k in range(verb.last + 1, que))
        ):
            continue
        m = subject_before(s, _clause_start(s, unit, i), i)
        if m is not None:
            found.append(_made(s, que, _clause_end(s, unit, que), m, "attribution.verb"))
    return found


def _restricts(s: Scene, verb: int, que: int) -> bool:
    """Whether "que" means "only": "n'en confirme que 600"."""
    number = que + 1 < len(s.parsed.tokens) and s.parsed.tokens[que + 1].pos == "NUM"
    return number and any(s.word(k) in s.speech.restrictive for k in range(verb - 3, verb))


def _inverted(s: Scene, unit: Unit) -> list[Attribution]:
    """ "…, indique X": what stands before the comma."""
    found = []
    for i in range(unit.first + 2, unit.last):
        if s.parsed.tokens[i].text != "," or i in s.quoted:
            continue
        verb = verb_behind(s, i, unit.last)
        if verb is None or not verb.reports or i - 1 in s.quoted or source_named(s, i, verb.last + 1):
            continue
        if verb.pronoun is not None and not verb.impersonal:
            m = s.on.get(verb.pronoun)
        else:
            m = _next_to(s, verb.last, unit.last)
        if m is not None:
            found.append(_made(s, _clause_start(s, unit, i), i - 1, m, "attribution.inverted"))
    return found


def _next_to(s: Scene, last: int, end: int) -> Mention | None:
    """A subject right behind an inverted verb; none when the verb has an object there instead."""
    m, _ = subject_behind(s, last + 1, end)
    if m is None:
        return None
    first = s.parsed.between(m.start, m.end)[0].i
    gap = [s.parsed.tokens[k] for k in range(last + 1, first)]
    return m if all(t.pos in ("DET", "NOUN", "ADJ", "ADV", "ADP", "PROPN", "PUNCT") for t in gap) else None
