"""Where what was read cannot all be true: both versions stay, with their sentences, and are told apart.

Two numbers or dates of one event, two beginnings of one fact, two values of one figure for the same
time and scope, two dates of a thing that has one, two holders of one top post at the same time, and
what is both said and denied. What may be explained otherwise (another day, a part of the whole, a
rounded number, a successor) is no conflict.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from kg.lexicon.identity import Identity
from kg.model import Argument, Conflict, Document, Evidence, Statement, Version
from kg.ontology import Ontology
from kg.resolve.dates import compatible, most_precise, precision
from kg.resolve.decisions import CONFIRMED
from kg.resolve.figures import number
from kg.resolve.phrases import Phrases
from kg.resolve.rivals import Rivals
from kg.resolve.stories import close
from kg.resolve.told import Told

DATED, COUNTED = ("date", "since", "until"), ("jobs", "amount", "stakePercent")
Tellings = list[tuple[Argument, tuple[Evidence, ...]]]


@dataclass(frozen=True)
class Finder:
    """Looks for conflicts among the statements of a graph. `members` are the claims of each, by its id."""

    ontology: Ontology
    identity: Identity
    phrases: Phrases
    documents: Mapping[str, Document]
    members: Mapping[str, Sequence[Told]]

    def conflicts(self, statements: Sequence[Statement]) -> tuple[Conflict, ...]:
        """All conflicts, by id. What a reader confirmed is in none within itself."""
        found = [c for s in statements if CONFIRMED not in s.rules for c in self._within(s)]
        found += self._figures([s for s in statements if s.kind == "figure" and s.status == "actual"])
        found += self._single([s for s in statements if s.kind == "fact" and s.status == "actual"])
        found += self._twice([s for s in statements if s.kind == "event" and s.name in self.identity.once])
        found += self._denied(statements)
        rivals = Rivals(self.documents, self.identity.shared_titles).pairs(statements)
        found += [self._between("leads", pair, "holder", one(pair[0], "organization")) for pair in rivals]
        return tuple(sorted({c.id: c for c in found}.values(), key=lambda c: c.id))

    def _within(self, s: Statement) -> Iterator[Conflict]:
        """Values of one role that differ from one telling of a statement to the next."""
        if s.kind == "figure":
            return
        for role in (*DATED, *COUNTED):
            tellings: Tellings = [
                (a, tuple(e for c in (t.claim, *t.echoes) for e in c.evidence))
                for t in self.members.get(s.id, ())
                for a in t.arguments
                if a.role == role and a.value and self._comparable(role, t, s)
            ]
            versions = _dates(tellings, s.id) if role in DATED else _numbers(tellings, s.id)
            if len(versions) > 1 and (role != "date" or _told_apart(versions)):
                yield self._conflict(role, s.id, versions)

    @staticmethod
    def _comparable(role: str, told: Told, s: Statement) -> bool:
        """Amounts are compared in the currency of the event."""
        currency = s.one("currency")
        return role != "amount" or currency is None or told.value("currency") in (None, currency.value)

    def _figures(self, figures: Iterable[Statement]) -> Iterator[Conflict]:
        """Two values of one measure of one thing, place and time."""
        groups: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
        for s in figures:
            measure = value(s, "measure")
            if measure in self.identity.single_measures and one(s, "about"):
                groups[one(s, "about"), measure, value(s, "unit"), one(s, "place")].append(s)
        for (about, measure, *_), same in sorted(groups.items()):
            for pair in combinations(same, 2):
                if self._same_time(*pair) and self._apart(*pair):
                    yield self._between(measure, pair, "value", about)

    def _same_time(self, a: Statement, b: Statement) -> bool:
        """Whether both are of one date; where no date is told, of articles of the same weeks."""
        dates = value(a, "date"), value(b, "date")
        if all(dates):
            return compatible(*dates)
        return not any(dates) and Rivals(self.documents).together(a, b)

    def _apart(self, a: Statement, b: Statement) -> bool:
        """Whether two values differ, and not so much that one must be of a part or of another whole."""
        x, y = (float(value(s, "value") or 0) for s in (a, b))
        if x > y:
            (a, x), (b, y) = (b, y), (a, x)
        if value(a, "comparator") == "moreThan" or value(b, "comparator") == "lessThan":
            return False
        hedged = "about" in (value(a, "comparator"), value(b, "comparator"))
        if hedged and close(str(x), str(y), self.identity.about):
            return False
        article = {e.document for e in a.evidence} & {e.document for e in b.evidence}
        scope = self.identity.same_article if article else self.identity.scope
        return x != y and x > 0 and x >= y * scope

    def _single(self, facts: Iterable[Statement]) -> Iterator[Conflict]:
        """Two dates of what happened once: founded in 1987 and in 1990."""
        groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for s in facts:
            if self.ontology.properties[s.name].literal:
                groups[one(s, "subject"), s.name].append(s)
        for (subject, name), same in sorted(groups.items()):
            for pair in combinations(same, 2):
                if not compatible(value(pair[0], "object"), value(pair[1], "object")):
                    yield self._between(name, pair, "object", subject)

    def _twice(self, events: Iterable[Statement]) -> Iterator[Conflict]:
        """An event that happens once, told by two articles with two dates."""
        groups: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
        for s in events:
            fillers = tuple(sorted((a.role, a.ref) for a in s.arguments if a.ref))
            if len(fillers) > 1 and s.status != "denied" and value(s, "date"):
                groups[s.name, fillers].append(s)
        for same in groups.values():
            for pair in combinations(same, 2):
                dates = [value(s, "date") for s in pair]
                articles = [{e.document for e in s.evidence} for s in pair]
                if not compatible(*dates) and articles[0].isdisjoint(articles[1]):
                    yield self._between("date", pair, "date", min(s.id for s in pair))

    def _denied(self, statements: Iterable[Statement]) -> Iterator[Conflict]:
        """What one sentence states as a fact and another denies."""
        groups: dict[tuple[object, ...], dict[str, Statement]] = defaultdict(dict)
        for s in statements:
            if s.kind in ("fact", "position") and s.status in ("actual", "denied"):
                roles = tuple(sorted((a.role, a.ref or a.value or "") for a in s.arguments
                                     if a.role not in ("since", "until", "ended")))  # fmt: skip
                groups[s.kind, s.name, roles][s.status] = s
        for same in groups.values():
            if len(same) > 1 and one(same["actual"], "ended") == "" and not value(same["actual"], "ended"):
                versions = [
                    Version(Argument("status", value=status, datatype="kg"), s.id, s.evidence)
                    for status, s in sorted(same.items())
                ]
                yield self._conflict("status", same["actual"].id, versions)

    def _between(self, matter: str, pair: Sequence[Statement], role: str, about: str) -> Conflict:
        found = [(s, s.one(role)) for s in pair]
        versions = [Version(replace(a, role=matter), s.id, s.evidence) for s, a in found if a is not None]
        return self._conflict(matter, about, versions)

    def _conflict(self, matter: str, about: str, versions: Sequence[Version]) -> Conflict:
        """The most told version first; an article and its copies tell it once."""
        ranked = sorted(versions, key=lambda v: (-len(self._sources(v)), -len(v.evidence),
                                                 v.argument.ref or v.argument.value or ""))  # fmt: skip
        sides = sorted(f"{v.statement} {v.argument.ref or v.argument.value}" for v in versions)
        hashed = hashlib.sha256("\n".join((about, matter, *sides)).encode()).hexdigest()[:8]
        label = self.phrases.versions(matter, [v.argument for v in ranked])
        return Conflict(f"conflict/{matter.lower()}-{hashed}", about, matter, tuple(ranked), label)

    def _sources(self, version: Version) -> set[str]:
        return {self._origins.get(e.document, e.document) for e in version.evidence}

    @cached_property
    def _origins(self) -> dict[str, str]:
        """From the articles that tell something to those that they are copies of."""
        told = (t for members in self.members.values() for t in members if t.origin)
        return {c.document: t.origin for t in told for c in (t.claim, *t.echoes)}


def _told_apart(versions: Sequence[Version]) -> bool:
    """Whether two come from different articles: one article that gives two dates tells of two phases."""
    articles = [{e.document for e in v.evidence} for v in versions]
    return any(a.isdisjoint(b) for a, b in combinations(articles, 2))


def one(s: Statement, role: str) -> str:
    """The entity in a role, or ""."""
    argument = s.one(role)
    return (argument.ref or "") if argument else ""


def value(s: Statement, role: str) -> str:
    """The literal in a role, or ""."""
    argument = s.one(role)
    return (argument.value or "") if argument else ""


def _dates(tellings: Tellings, statement: str) -> list[Version]:
    """The dates that cannot be one, each with all who tell it, more or less precisely."""
    groups: list[Tellings] = []
    for telling in sorted(tellings, key=lambda t: (-precision(t[0].value or ""), t[0].value or "")):
        home = next((g for g in groups if compatible(g[0][0].value or "", telling[0].value or "")), None)
        if home is None:
            groups.append([telling])
        else:
            home.append(telling)
    best = [most_precise(a.value or "" for a, _ in group) for group in groups]
    return [_version(g, b, statement) for g, b in zip(groups, best, strict=True)]


def _numbers(tellings: Tellings, statement: str) -> list[Version]:
    groups: dict[str, Tellings] = defaultdict(list)
    for telling in tellings:
        groups[number(telling[0].value or "")].append(telling)
    return [_version(group, group[0][0].value or "", statement) for _, group in sorted(groups.items())]


def _version(tellings: Tellings, value: str, statement: str) -> Version:
    argument = next(a for a, _ in tellings if a.value == value)
    evidence = {e for _, sentences in tellings for e in sentences}
    return Version(argument, statement, tuple(sorted(evidence, key=lambda e: (e.document, e.start, e.end))))
