"""Two people who are both told to hold the same top post at the same time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from kg import partial
from kg.model import Document, Statement
from kg.resolve.names import fold

WEEKS = 8  # articles that are further apart speak of different times
STEM = 4  # letters by which a title is known in any gender: "directeur", "directrice"


@dataclass(frozen=True)
class Rivals:
    """`documents` by id; `shared` are beginnings of titles that several may hold ("co", "vice")."""

    documents: Mapping[str, Document]
    shared: tuple[str, ...] = ()

    def pairs(self, statements: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
        """Positions, two by two, of two who lead one organisation under one title at one time."""
        leads = {(_ref(s, "subject"), _ref(s, "object")) for s in statements if _now(s) and s.name == "leads"}
        moved = {
            (_ref(s, "person"), _ref(s, "organization"))
            for s in statements
            if s.name in ("Appointment", "Departure") and s.status != "denied"
        }
        posts: dict[tuple[str, tuple[str, ...]], list[Statement]] = defaultdict(list)
        for s in statements:
            who, where = _ref(s, "holder"), _ref(s, "organization")
            if s.kind == "position" and _now(s) and (who, where) in leads and (who, where) not in moved:
                title = self._title(s)
                if title:
                    posts[where, title].append(s)
        for _, same in sorted(posts.items()):
            for a, b in combinations(same, 2):
                if _ref(a, "holder") != _ref(b, "holder") and not _follows(a, b) and self.together(a, b):
                    yield a, b

    def _title(self, s: Statement) -> tuple[str, ...]:
        argument = s.one("title")
        words = fold(argument.value or "").split() if argument else []
        return () if any(w.startswith(self.shared) for w in words) else tuple(w[:STEM] for w in words)

    def together(self, a: Statement, b: Statement) -> bool:
        """Whether articles of the same weeks say so, or one of a day that is not known."""
        days = [[self.documents[e.document].published for e in s.evidence] for s in (a, b)]
        if any(day is None for told in days for day in told):
            return True
        return any(_weeks(x, y) <= WEEKS for x in days[0] for y in days[1] if x and y)


def _now(s: Statement) -> bool:
    return s.status == "actual" and s.one("ended") is None


def _ref(s: Statement, role: str) -> str:
    argument = s.one(role)
    return (argument.ref or "") if argument else ""


def _weeks(x: str, y: str) -> float:
    """The least weeks between two partial days."""
    a, b = ((partial.first(d), partial.last(d)) for d in sorted((x, y)))
    if not (a[1] and b[0]):
        return 0.0
    return max(0, (date.fromisoformat(b[0]) - date.fromisoformat(a[1])).days) / 7


def _follows(a: Statement, b: Statement) -> bool:
    """Whether one period may have ended when the other begins."""
    for x, y in ((a, b), (b, a)):
        until, since = x.one("until"), y.one("since")
        end = partial.first(until.value or "") if until else None
        begin = partial.last(since.value or "") if since else None
        if end and begin and end <= begin:
            return True
    return False
