"""`python -m tests.gold.sentences [FILE …] [--errors]`: what is read in sentences whose names are given.

Each line of sentences/*.jsonl is a sentence (or a few) with its names (`spans`) and what it says of
them: facts, events, positions, figures, by the names in it. Every fact, position, figure and role of
an event is one unit; dates of founding, publication and coming into force count where a line has them.
Prints precision and recall by relation, event class and measure.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.evaluate import Counts
from kg.extract import Extractor
from kg.extract.tokens import Span
from kg.graph import load_ontology
from kg.lexicon import load_lexicon
from kg.model import Argument, Block, Claim, Document, Extraction, Mention

FOLDER = Path(__file__).resolve().parent / "sentences"
KINDS = ("facts", "events", "positions", "figures")
DETAILS = {"date": "date", "jobs": "jobs", "stakePercent": "stake"}
DATES = {"foundedOn", "publishedOn", "inForceOn"}
SYMMETRIC = {"partnerOf"}  # stated in either order
Unit = tuple[str, ...]  # the relation, event class or measure; then what is said
Row = Mapping[str, Any]


def rows(paths: Iterable[Path]) -> list[Row]:
    """The sentences of some files that say more than their names."""
    lines = (line for path in paths for line in path.read_text("utf-8").splitlines())
    return [row for row in map(json.loads, lines) if any(kind in row for kind in KINDS)]


def extract(extractor: Extractor, row: Row) -> Extraction:
    """What is read in a sentence, its names given."""
    text = row["text"]
    document = Document(row["id"], text, "fr", "0" * 64, "gold", row["id"])
    blocks = (Block(0, len(text), "paragraph", True, "gold"),)
    spans = [Span(*span) for span in row["spans"]]
    parsed = extractor.parser.parse_given(document, blocks, spans)
    names = tuple(
        Mention(f"{document.id}#{s.start}-{s.end}", document.id, s.start, s.end, name, s.label, name, "gold")
        for s in sorted(spans, key=lambda s: s.start)
        for name in [text[s.start : s.end]]
    )
    return extractor.read(document, blocks, parsed, names)


class Reading:
    """Gold and finding of one sentence as units, names by what their chain is called."""

    def __init__(self, row: Row, extraction: Extraction) -> None:
        self.row, self.claims = row, extraction.claims
        self._label = {m: c.label for c in extraction.chains for m in c.mentions}
        self._called = {name: c.label for c in extraction.chains for name in (*c.aliases, c.label)}

    def wanted(self) -> set[Unit]:
        """What the sentence says."""
        row, called = self.row, self._name
        found: set[Unit] = {_fact(p, called(s), called(o)) for s, p, o in row.get("facts", ())}
        for event in row.get("events", ()):
            found |= {(event["type"], *unit) for unit in self._gold_event(event)}
        for holder, organization, title in row.get("positions", ()):
            found.add(("position", called(holder), called(organization or ""), title.casefold()))
        for f in row.get("figures", ()):
            found.add((f["measure"], called(f["about"]), str(float(f["value"])), f.get("unit") or ""))
        return found

    def maybe(self) -> set[Unit]:
        """Figures that count neither as right nor as false."""
        return {
            (f["measure"], self._name(f["about"]), str(float(f["value"])), f.get("unit") or "")
            for f in self.row.get("optional", ())
        }

    def found(self) -> set[Unit]:
        """What was read, of the kinds that the row tells."""
        units = {unit for claim in self.claims for unit in self._units(claim)}
        told = {unit[0] for unit in self.wanted()}
        units -= {unit for unit in units if unit[0] in DATES - told}
        leads = {unit[1:] for unit in units if unit[0] == "leads"}
        return {unit for unit in units if not (unit[0] == "worksFor" and unit[1:] in leads)} - self.maybe()

    def _units(self, c: Claim) -> Iterator[Unit]:
        if f"{c.kind}s" not in self.row:
            return
        if c.kind == "fact" and c.status == "actual":
            yield _fact(c.name, self._one(c, "subject"), self._one(c, "object"))
        elif c.kind == "event":
            yield c.name, "status", c.status
            for a in c.arguments:
                if a.ref or a.role in DETAILS or a.role == "amount":
                    yield c.name, DETAILS.get(a.role, a.role), self._value(a)
        elif c.kind == "position":
            title = self._one(c, "title").casefold()
            yield "position", self._one(c, "holder"), self._one(c, "organization"), title
        elif c.kind == "figure":
            value = str(float(self._one(c, "value")))
            yield self._one(c, "measure"), self._one(c, "about"), value, self._one(c, "unit")

    def _gold_event(self, event: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        yield "status", event.get("status", "actual")
        for role, value in event.items():
            if isinstance(value, list):
                yield from ((role, self._name(name)) for name in value)
            elif role == "amount":
                yield role, str(float(value["value"]))
            elif role in DETAILS.values():
                yield role, str(float(value)) if role == "stake" else str(value)

    def _one(self, claim: Claim, role: str) -> str:
        argument = claim.one(role)
        return self._value(argument) if argument else ""

    def _value(self, a: Argument) -> str:
        if a.ref:
            return self._label[a.ref]
        return str(float(a.value or 0)) if a.role in ("amount", "stakePercent") else a.value or ""

    def _name(self, surface: str) -> str:
        return self._called.get(surface, surface)


def _fact(name: str, subject: str, object_: str) -> Unit:
    """A fact as a unit, the same one in both directions where the property has none."""
    return (name, *sorted((subject, object_))) if name in SYMMETRIC else (name, subject, object_)


def score(readings: Iterable[Reading]) -> dict[str, Counts]:
    """Counts by relation, event class or measure."""
    tally: dict[str, Counter[str]] = {}
    for reading in readings:
        wanted, found = reading.wanted(), reading.found()
        for outcome, units in (
            ("right", wanted & found),
            ("false", found - wanted),
            ("missed", wanted - found),
        ):
            for unit in units:
                tally.setdefault(unit[0], Counter())[outcome] += 1
    return {name: Counts(**counts) for name, counts in tally.items()}


def total(readings: Iterable[Reading]) -> Counts:
    """Counts over all relations, event classes and measures."""
    return sum(score(readings).values(), Counts())


def read(paths: Iterable[Path]) -> list[Reading]:
    """Read the sentences of some files."""
    ontology = load_ontology()
    extractor = Extractor(load_lexicon("fr", ontology), ontology)
    return [Reading(row, extract(extractor, row)) for row in rows(paths)]


def main(arguments: list[str]) -> None:
    paths = [Path(a) for a in arguments if not a.startswith("--")] or sorted(FOLDER.glob("*.jsonl"))
    readings = read(paths)
    if "--errors" in arguments:
        for reading in readings:
            wanted, found = reading.wanted(), reading.found()
            if wanted != found:
                print(reading.row["text"])
                for sign, units in (("-", wanted - found), ("+", found - wanted)):
                    for unit in sorted(units):
                        print(f"   {sign} {' | '.join(unit)}")
    table = score(readings)
    rows_ = [(name, table[name]) for name in sorted(table, key=lambda n: -(table[n].right + table[n].missed))]
    print(f"{'':22}{'right':>7}{'false':>7}{'missed':>7}{'P':>7}{'R':>7}")
    for name, n in [*rows_, ("all", total(readings))]:
        print(f"{name:22}{n.right:7}{n.false:7}{n.missed:7}{n.precision:7.2f}{n.recall:7.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
