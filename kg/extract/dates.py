"""Dates in French text, as precise as the words and seen from the day of publication.

A pattern finds the core of each date; the words before it tell whether it is one ("mars" alone is
not) and how it is attached ("depuis", "d'ici à"); the verb tells past from future. When the day of
publication is not known, it is bounded by the dates of the article itself where they suffice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kg.extract.calendar import Partial, Reference, Tense, first_day, iso, resolve
from kg.extract.numerals import spelt_value
from kg.extract.tokens import Parsed, Token
from kg.extract.values import TimeExpression

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

_BEFORE = 32  # characters that hold the longest preposition
_CLIMB = 5  # heads to climb in search of a verb


@dataclass(frozen=True, slots=True)
class _Found:
    """A date as it stands in the text, not yet resolved."""

    start: int
    core: int
    end: int
    partial: Partial
    role: str
    tense: Tense
    until: Partial | None = None


def find_dates(parsed: Parsed, published: str | None, lexicon: Lexicon) -> tuple[TimeExpression, ...]:
    """All dates of the kept blocks, in text order. `published` is ISO 8601, maybe partial, or None."""
    reader = _Reader(parsed, lexicon)
    found = _joined(list(reader.read()), reader)
    reference = _published(published) or _inferred(found, reader)
    times = [_expression(f, reference) for f in found]
    return tuple(t for t in times if t)


def _published(published: str | None) -> Reference | None:
    parts = [int(p) for p in re.findall(r"\d+", published or "")[:3]]
    try:
        if len(parts) == 3:
            return Reference(date(*parts))
        if len(parts) == 2:
            return Reference(date(parts[0], parts[1], 28), exact=False)
        return Reference(date(parts[0], 12, 31), exact=False) if parts else None
    except ValueError:
        return None


def _expression(found: _Found, reference: Reference | None) -> TimeExpression | None:
    tense, until = found.tense, None
    if found.until:
        end = resolve(found.until, reference, tense)
        start = found.partial
        if start.year is None and start.month and end and end.year:
            before = (start.month, start.day or 0) <= (end.month or 12, end.day or 31)
            start = replace(start, year=end.year if before else end.year - 1)
        value, until = resolve(start, reference, tense), end
    else:
        value = resolve(found.partial, reference, tense)
    if value is None:
        return None
    written, datatype = iso(value)
    role = found.role if found.role in ("since", "from", "by", "until") else "at"
    return TimeExpression(found.start, found.end, written, datatype, role, iso(until)[0] if until else None)  # type: ignore[arg-type]


def _inferred(found: list[_Found], reader: _Reader) -> Reference | None:
    """What the article's own dates tell of its day: a dated weekday, a compared year, or close bounds."""
    full = [f for f in found if f.partial.day and f.partial.year and f.partial.weekday is not None]
    for f in full:
        if f.tense != "future":
            return Reference(first_day(f.partial) + timedelta(days=1))
    if year := reader.compared_year(found):
        return Reference(date(year + 2, 12, 31), exact=False)
    dated = [f for f in found if f.partial.year and not f.until]
    past = [first_day(f.partial) for f in dated if f.tense == "past"]
    future = [first_day(f.partial) for f in dated if f.tense == "future"]
    if past and future and timedelta(0) < min(future) - max(past) <= timedelta(days=366):
        last = min(future) - timedelta(days=1)
        return Reference(last, exact=False) if last.year == max(past).year else None
    return None


def _joined(found: list[_Found], reader: _Reader) -> list[_Found]:
    """ "entre octobre et mars 2026" as one interval."""
    words, text = reader.words, reader.parsed.text
    out: list[_Found] = []
    for f in found:
        last = out[-1] if out else None
        if (
            last
            and not last.until
            and words.joined.fullmatch(text[last.end : f.core])
            and words.between.search(text[max(0, last.core - _BEFORE) : last.core])
            and not (last.partial.offset or f.partial.offset)
        ):
            out[-1] = replace(last, end=f.end, until=f.partial, tense=f.tense)
        else:
            out.append(f)
    return out


class _Reader:
    """Finds the dates of one article."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon) -> None:
        self.parsed, self.words, self.numerals = parsed, lexicon.dates, lexicon.numbers.numerals

    def read(self) -> Iterator[_Found]:
        last_end = -1
        for s in self.parsed.sentences:
            for m in self.words.find.finditer(self.parsed.text, s.start, s.end):
                partial = self._partial(m)
                if partial is None:
                    continue
                attached = self._attached(m, s.start, last_end)
                if attached is None:
                    continue
                start, role = attached
                tense = self._tense(m)
                if self._aimed(start, m, partial) or (role == "by" and tense == "unknown"):
                    tense = "future"
                yield _Found(start, m.start(), m.end(), partial, role, tense)
                last_end = m.end()

    def _aimed(self, start: int, m: re.Match[str], partial: Partial) -> bool:
        """Whether a day is one to come, whatever the tense: "ont déposé un préavis pour le 3 novembre"."""
        before = self.parsed.text[start : m.start()].split()
        return partial.day is not None and bool(before) and before[0].casefold() in self.words.aim

    def _partial(self, m: re.Match[str]) -> Partial | None:
        g, w = m.groupdict(), self.words
        if g["iso"]:
            return _numeric(*map(int, g["iso"].split("-")))
        if g["nd"]:
            return _numeric(int(g["ny"]), int(g["nm"]), int(g["nd"]))
        if g["dm"]:
            weekday = w.weekdays[g["wd"].casefold()] if g["wd"] else None
            year = int(g["dy"]) if g["dy"] else None
            return Partial(year, w.months[g["dm"].casefold()], self._day(g["d1"]), weekday)
        if g["mm"]:
            return Partial(int(g["my"]) if g["my"] else None, w.months[g["mm"].casefold()])
        if g["span"] or g["ty"]:
            stated = g["qy"] or g["ty"]
            return Partial(int(stated)) if stated else Partial(offset=("year", 0))
        if g["relative"]:
            return Partial(offset=w.relative[_flat(g["relative"])])
        if g["count"]:
            return self._distance(m)
        if g["wk"]:
            return Partial(weekday=w.weekdays[g["wk"].casefold()]) if g["wk"].islower() else None
        if g["season"]:
            return (
                Partial(int(g["sy"]))
                if g["sy"]
                else Partial(month=w.seasons[g["season"].casefold()], vague=True)
            )
        return Partial(int(g["year"]))

    def _day(self, text: str) -> int:
        return 1 if text.casefold() in self.words.first else int(text)

    def _distance(self, m: re.Match[str]) -> Partial | None:
        count = int(m["count"]) if m["count"].isdigit() else spelt_value(m["count"], self.numerals)
        unit = self.words.distance[m["unit"].casefold()]
        ahead = m["ago"].casefold() in self.words.ahead
        if not count or count > 300 or (ahead and unit in ("day", "week")):
            return None
        return Partial(offset=(unit, count if ahead else -count))

    def _attached(self, m: re.Match[str], first: int, last_end: int) -> tuple[int, str] | None:
        """Where the expression begins with its preposition and its role; None when it is no date."""
        w, text = self.words, self.parsed.text
        low = max(first, m.start() - _BEFORE)
        window = text[low : m.start()]
        role = w.role.search(window)
        where = (low + role.start(), role.lastgroup or "at") if role else (m.start(), "at")
        g = m.groupdict()
        shifted = any(g[f"shift_{k}"] for k in "dmws")
        if g["wk"]:
            return None if w.habit.search(window) and not shifted else where
        if g["season"]:
            given = g["sy"] or shifted
            return where if (w.season if given else w.season_alone).search(window) else None
        if (g["mm"] and not (g["my"] or shifted)) or g["year"]:
            alone = text[m.start() - 1 : m.start()] == "(" and text[m.end() : m.end() + 1] in "),"
            again = 0 <= m.start() - last_end < 6 and w.continuing.match(text[last_end : m.start()])
            joined = last_end >= 0 and w.joined.fullmatch(text[last_end : m.start()])
            return where if role or (g["year"] and alone) or again or joined else None
        return where

    def _tense(self, m: re.Match[str]) -> Tense:
        g, w = m.groupdict(), self.words
        shift = next((g[f"shift_{k}"].casefold() for k in "dmws" if g[f"shift_{k}"]), None)
        if shift:
            return "future" if shift in w.next else "past"
        tokens = self.parsed.between(m.start(), m.end())
        return self._clause_tense(tokens[0]) if tokens else "unknown"

    def _clause_tense(self, token: Token) -> Tense:
        """The tense of the verb that a token hangs from, climbing over infinitives."""
        tokens, found = self.parsed.tokens, "unknown"
        for _ in range(_CLIMB):
            if token.pos in ("VERB", "AUX") or token.text.casefold() in self.words.due:
                tense = self._verb_tense(token)
                if tense:
                    return tense
            if token.head == token.i:
                break
            token = tokens[token.head]
        return "past" if found == "past" else "unknown"

    def _verb_tense(self, verb: Token) -> Tense | None:
        w = self.words
        group = [verb, *(self.parsed.tokens[c] for c in self.parsed.children[verb.i])]
        group = [verb] + [t for t in group[1:] if t.pos == "AUX"]
        if any("Tense=Fut" in t.morph or "Mood=Cnd" in t.morph for t in group):
            return "future"
        if verb.text.casefold() in w.due:
            return "future"
        if verb.lemma in w.future_lemmas and "Tense=Pres" in verb.morph:
            return "future"
        if any("Tense=Imp" in t.morph for t in group):
            return "past"
        if "VerbForm=Part" in verb.morph and "Tense=Past" in verb.morph:
            return "past"
        if "VerbForm=Inf" in verb.morph:
            return None
        return "past" if "Tense=Past" in verb.morph else None

    def compared_year(self, found: list[_Found]) -> int | None:
        """The year that "l'an dernier … de mieux qu'en 2023" compares with."""
        for f in found:
            if f.partial.offset != ("year", -1):
                continue
            sentence = self.parsed.sentence_at(f.core)
            for g in found:
                if sentence and f.end < g.start < sentence.end and g.partial.year and not g.partial.month:
                    between = self.parsed.text[f.end : g.core]
                    if self.words.compare_cue.search(between):
                        return g.partial.year
        return None


def _numeric(year: int, month: int, day: int) -> Partial | None:
    return Partial(year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'")).casefold()
