"""The two sides that are compared, in the same terms: an article's gold, and what its graph says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.model import Entity, Knowledge, Statement

ALIKE = {  # types that count as one when entities are matched; any other type stands for itself
    name: group
    for group, names in {
        "Organization": ("Company", "TradeUnion", "PublicBody", "Association", "Media"),
        "Place": ("Country", "City", "Region"),
        "Site": ("BusinessPark",),
        "Work": ("Report",),
    }.items()
    for name in names
}
DETAILS = {"date": "date", "jobs": "jobs", "stakePercent": "stake"}
NOT_ROLES = {*DETAILS, "amount", "currency", "title"}
Unit = tuple[str, Any]
Fact = tuple[str, str, str]
Post = tuple[str, str | None, str]


@dataclass(frozen=True)
class Wording:
    """How names are compared: leading articles do not count, an adjective names its country too."""

    articles: tuple[str, ...]
    countries: Mapping[str, str] = field(default_factory=dict)

    def fold(self, text: str) -> str:
        """Without case, accents, outer punctuation and a leading article."""
        text = unicodedata.normalize("NFKD", text).replace("’", "'").replace("‑", "-")
        text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
        text = re.sub(r"[\s\-_]+", " ", text).strip(" .,;:!?\"'«»()[]|")
        for article in self.articles:
            if text.startswith(article):
                return text[len(article) :].strip()
        return text

    def names(self, names: Iterable[str]) -> frozenset[str]:
        folded = {self.fold(n) for n in names}
        return frozenset(folded | {self.countries[n] for n in folded if n in self.countries})

    def opening(self, text: str) -> str:
        """The first five words of a quotation."""
        return " ".join(re.findall(r"\w+", self.fold(text))[:5])


def number(value: Any) -> float | None:
    try:
        return round(float(value), 4)
    except (TypeError, ValueError):
        return None


class Rest(Container[Any]):
    """All but some units: what gold that is partial does not decide on."""

    def __init__(self, but: Container[Any]) -> None:
        self._but = but

    def __contains__(self, unit: object) -> bool:
        return unit not in self._but


class Gold:
    """One article's gold annotation, ready to be compared. `data` is the parsed JSON.

    The units of `optional_…` count neither as found nor as false. Where gold is `partial`, made of
    readers' corrections, these are all units that it neither holds nor rejects.
    """

    def __init__(self, data: Mapping[str, Any], wording: Wording) -> None:
        maybe = data.get("optional", {})
        self.partial = data.get("partial") is True
        self.id = str(data["id"])
        self.types: dict[str, str] = {e["id"]: e["type"] for e in data.get("entities", [])}
        self.names = {e["id"]: wording.names(e["names"]) for e in data.get("entities", [])}
        self.optional_names: Container[Any] = {wording.fold(n) for n in maybe.get("entities", [])}
        self.positions = _posts(data, wording)
        self.facts = {fact(f) for f in [*data.get("facts", []), *data.get("literals", [])]}
        self.optional_facts: Container[Any] = {fact(f) for f in maybe.get("facts", [])}
        self.events = [_gold_event(e, wording) for e in data.get("events", [])]
        self.optional_events = [_gold_event(e, wording) for e in maybe.get("events", [])]
        self.figures = {_gold_figure(f, wording) for f in data.get("figures", [])}
        self.optional_figures: Container[Any] = {_gold_figure(f, wording) for f in maybe.get("figures", [])}
        self.quotes = {wording.opening(q["text"]): q.get("speaker") for q in data.get("quotes", [])}
        self.optional_quotes: Container[Any] = {wording.opening(q["text"]) for q in maybe.get("quotes", [])}
        self.rejected_positions: set[Post] = set()
        self.rejected_events: list[tuple[str, set[Unit]]] = []
        if self.partial:
            self._open(data.get("rejected", {}), wording)

    def _open(self, rejected: Mapping[str, Any], wording: Wording) -> None:
        """Leave open all that is neither held nor rejected."""
        facts = {fact(f) for f in rejected.get("facts", [])}
        self.rejected_positions = _posts(rejected, wording)
        self.rejected_events = [_gold_event(e, wording) for e in rejected.get("events", [])]
        self.optional_names = Rest(())
        posts = {(h, "position", f"{o}|{t}") for h, o, t in self.rejected_positions}
        self.optional_facts = Rest(facts | posts)
        self.optional_figures = Rest({_gold_figure(f, wording) for f in rejected.get("figures", [])})
        self.optional_quotes = Rest({wording.opening(q["text"]) for q in rejected.get("quotes", [])})

    def rejects(self, kind: str, units: set[Unit]) -> bool:
        """Whether readers rejected an event of this class that has all that the rejected one had."""
        return any(k == kind and _core(known) <= units for k, known in self.rejected_events)


def _posts(data: Mapping[str, Any], wording: Wording) -> set[Post]:
    return {
        (p["holder"], p.get("organization"), wording.fold(p["title"])) for p in data.get("positions", [])
    }


def _core(units: set[Unit]) -> set[Unit]:
    return {u for u in units if u[0] not in ("exists", "status")}


class Found:
    """What the graph of one article says, its entities under their gold ids where a name matches."""

    def __init__(self, knowledge: Knowledge, gold: Gold, wording: Wording) -> None:
        self._wording = wording
        self.entities = {e.id: e for e in knowledge.entities if e.documents}
        self.names = {
            e.id: frozenset(wording.fold(n) for n in (e.label, *e.aliases)) for e in self.entities.values()
        }
        self.gold_id = {e.id: self._match(e, gold) for e in self.entities.values()}
        self._by_kind: dict[str, list[Statement]] = {}
        for statement in knowledge.statements:
            self._by_kind.setdefault(statement.kind, []).append(statement)

    def _match(self, entity: Entity, gold: Gold) -> str | None:
        names = self.names[entity.id]
        hits = [g for g, known in gold.names.items() if known & names]
        hits.sort(key=lambda g: (not alike(gold.types[g], entity.type), -len(gold.names[g] & names)))
        return hits[0] if hits else None

    def key(self, entity: str) -> str:
        """The gold id of an entity, else a mark that matches nothing in the gold."""
        known = self.entities.get(entity)
        return self.gold_id.get(entity) or f"?{known.label if known else entity}"

    def _key(self, statement: Statement, role: str) -> str | None:
        argument = statement.one(role)
        return self.key(argument.ref) if argument and argument.ref else None

    def _text(self, statement: Statement, role: str) -> str:
        argument = statement.one(role)
        return (argument.value or "") if argument else ""

    def _of(self, kind: str) -> list[Statement]:
        return self._by_kind.get(kind, [])

    def facts(self) -> set[Fact]:
        """Subject, property, object of what the graph states directly."""
        found = {unit for s in self._of("fact") if (unit := self.fact(s))}
        return found - {(s, "worksFor", o) for s, p, o in found if p == "leads"}

    def fact(self, s: Statement) -> Fact | None:
        """Subject, property, object of one statement; None when the graph does not state it directly."""
        subject, object_ = s.one("subject"), s.one("object")
        if s.status != "actual" or not subject or not object_ or subject.ref not in self.entities:
            return None
        if object_.ref is None:
            return self.key(subject.ref), s.name, str(object_.value)
        if object_.ref not in self.entities:
            return None
        return fact((self.key(subject.ref), s.name, self.key(object_.ref)))

    def positions(self) -> set[Post]:
        return {unit for s in self._of("position") if (unit := self.position(s))}

    def position(self, s: Statement) -> Post | None:
        """Holder, organisation (or None) and folded title of one statement."""
        argument = s.one("holder")
        if not argument or argument.ref not in self.entities:
            return None
        return (
            self.key(argument.ref),
            self._key(s, "organization"),
            self._wording.fold(self._text(s, "title")),
        )

    def events(self) -> Iterator[tuple[str, set[Unit]]]:
        """Each event with its class, as comparable units."""
        for s in self._of("event"):
            yield s.name, self.event(s)

    def event(self, s: Statement) -> set[Unit]:
        """One event as comparable units: that it is, its status, its roles, its details."""
        units: set[Unit] = {("exists", True), ("status", s.status)}
        units |= {(a.role, self.key(a.ref)) for a in s.arguments if a.ref and a.role not in NOT_ROLES}
        units |= {_detail(DETAILS[a.role], a.value) for a in s.arguments if a.role in DETAILS}
        if amount := s.one("amount"):
            units.add(("amount", (number(amount.value), self._wording.fold(self._text(s, "currency")))))
        return units

    def figures(self) -> set[tuple[Any, ...]]:
        return {self.figure(s) for s in self._of("figure")}

    def figure(self, s: Statement) -> tuple[Any, ...]:
        """What one figure is about, its measure, value and folded unit."""
        return (
            self._key(s, "about"),
            self._text(s, "measure"),
            number(self._text(s, "value")),
            self._wording.fold(self._text(s, "unit")),
        )

    def quote(self, s: Statement) -> tuple[str, str | None]:
        """The first words of one quotation, and who said them."""
        return self._wording.opening(self._text(s, "text")), self._key(s, "speaker")

    def quotes(self) -> list[tuple[str, str | None]]:
        return [self.quote(s) for s in self._of("quotation")]


def alike(left: str, right: str) -> bool:
    """Whether two types count as one when an entity is matched."""
    return ALIKE.get(left, left) == ALIKE.get(right, right)


def fact(fact: Iterable[Any]) -> Fact:
    subject, name, object_ = map(str, fact)
    if name == "partnerOf":  # symmetric: either order is the same fact
        subject, object_ = sorted((subject, object_))
    return subject, name, object_


def _detail(name: str, value: Any) -> Unit:
    if name == "date":
        return name, str(value)
    plain = number(value)
    return name, str(value) if plain is None else plain


def _gold_event(event: Mapping[str, Any], wording: Wording) -> tuple[str, set[Unit]]:
    units: set[Unit] = {("exists", True), ("status", str(event.get("status") or "actual").casefold())}
    for name, value in event.items():
        if isinstance(value, list):
            units |= {(name, filler) for filler in value}
        elif name in DETAILS.values() and value is not None:
            units.add(_detail(name, value))
    if amount := event.get("amount"):
        units.add(("amount", (number(amount["value"]), wording.fold(amount.get("unit") or ""))))
    return event["type"], units


def _gold_figure(figure: Mapping[str, Any], wording: Wording) -> tuple[Any, ...]:
    return (
        figure["about"],
        figure["measure"],
        number(figure["value"]),
        wording.fold(figure.get("unit") or ""),
    )
