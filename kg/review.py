"""A walk through what is least certain in a graph, one question at a time, stopped and resumed at will.

Each answer is a correction, written at once; what is passed over is remembered in `review.json`. So a
walk that is stopped, or killed, goes on where it was. The graph is made again when the walk ends.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kg import correct, corrections
from kg.errors import StoreError
from kg.explain import Line, lines
from kg.merges import Merge
from kg.model import Correction, CorrectionKind, Document, Knowledge, Named, Statement

FILE = "review.json"
READER = "a reader said so"  # the reason of merges that a reader decided
SURE = 0.999  # what is more certain is no question
AROUND = 160  # characters of a sentence on each side of a name, at most

Answer = Literal["yes", "no"]
Part = Literal["facts", "merges"]
DECISIONS: tuple[CorrectionKind, CorrectionKind] = ("confirm", "reject")
KEYS = {"y": "yes", "o": "yes", "n": "no", "s": "skip", " ": "skip", "u": "back", "q": "stop", "\x1b": "stop"}


@dataclass(frozen=True, slots=True)
class Question:
    """Is it so? `key` stays when the graph is made again; `certainty` is 0 to 1; `yes` and `no` are the
    corrections that answer; `sentences` are quotes with the name of their article."""

    key: str
    about: Part
    text: str
    certainty: float
    sentences: tuple[tuple[str, str], ...]
    yes: Correction
    no: Correction


def questions(knowledge: Knowledge, merges: Iterable[Merge]) -> list[Question]:
    """All that may be asked, the least certain first: what is said, and names (nearly) brought together."""
    asked = [*_statements(knowledge), *_merges(knowledge, merges)]
    unique = {q.key: q for q in sorted(asked, key=lambda q: -q.certainty)}
    return sorted(unique.values(), key=lambda q: (q.certainty, q.key))


def _statements(knowledge: Knowledge) -> Iterator[Question]:
    entities = {e.id: e for e in knowledge.entities}
    open_ = (s for s in knowledge.statements if s.confidence < SURE and not _by_reader(s))
    for told in lines(knowledge, open_):
        s, said = told.statement, correct.said(entities, told.statement)
        yes, no = (correct.dated(Correction(kind, said=said)) for kind in DECISIONS)
        yield Question(s.id, "facts", s.label or s.name, s.confidence, _quotes(told), yes, no)


def _by_reader(statement: Statement) -> bool:
    return any(rule.startswith("reader.") for rule in statement.rules)


def _quotes(said: Line) -> tuple[tuple[str, str], ...]:
    return tuple((quote, document.name) for quote, document in said.sentences)


def _merges(knowledge: Knowledge, merges: Iterable[Merge]) -> Iterator[Question]:
    documents = {d.id: d for d in knowledge.documents}
    types = {e.id: e.type for e in knowledge.entities}
    for m in merges:
        sides = [(side, documents.get(side.document), types.get(side.entity)) for side in (m.left, m.right)]
        if m.verdict == "different" or m.score >= SURE or READER in m.reasons:
            continue
        if any(document is None or type_ is None for _, document, type_ in sides):
            continue
        alike = m.left.name == m.right.name
        one, other = (
            Named(side.name, type_ or "", (document.name,) if alike and document else ())
            for side, document, type_ in sides
        )
        where = [(side.name, document) for side, document, _ in sides if document]
        yield Question(
            f"merge {m.left.document} {m.left.name} {m.right.document} {m.right.name}",
            "merges",
            f"{m.left.name} = {m.right.name} ({' / '.join(dict.fromkeys((one.type, other.type)))})",
            m.score,
            tuple((around(document, name), document.name) for name, document in where),
            correct.dated(Correction("same", one, other)),
            correct.dated(Correction("different", one, other)),
        )


def around(document: Document, name: str) -> str:
    """The sentence of an article in which a name first stands, or as much of it as can be shown."""
    hit = re.search(r"\s+".join(map(re.escape, name.split())), document.text)
    if hit is None:
        return name
    text, start, end = document.text, hit.start(), hit.end()
    left = max(text.rfind(stop, 0, start) for stop in (". ", "\n", "? ", "! "))
    ends = (text.find(stop, end) for stop in (". ", "\n", "? ", "! "))
    right = min((i for i in ends if i >= 0), default=len(text))
    begin, stop = max(left + 1, start - AROUND), min(right + 1, end + AROUND)
    cut = ("…" if begin > left + 1 else "", "…" if stop < right + 1 else "")
    return f"{cut[0]}{text[begin:stop].strip()}{cut[1]}"


@dataclass
class Walk:
    """The questions that are left in a graph folder. `behind`: corrections were made, by a walk that was
    cut short, since the graph was."""

    folder: Path
    left: list[Question]
    skipped: list[str]
    behind: bool = False
    answered: list[tuple[Question, Answer | None]] = field(default_factory=list)  # None: passed over

    @classmethod
    def start(cls, folder: Path, asked: Sequence[Question], again: bool = False) -> Walk:
        """What neither the file of corrections nor that of questions passed over has an answer to; with
        `again`, also what was passed over."""
        said = corrections.load(folder)
        skipped = [] if again else _read(folder)
        known = {_sense(c) for c in said}
        left = [q for q in asked if q.key not in skipped and not {_sense(q.yes), _sense(q.no)} & known]
        return cls(folder, left, skipped, _newer(folder / corrections.FILE, folder / "graph.ttl"))

    @property
    def question(self) -> Question | None:
        """The one to answer now; None when nothing is left."""
        return self.left[0] if self.left else None

    @property
    def changed(self) -> bool:
        """Whether the graph is to be made again."""
        return self.behind or any(answer for _, answer in self.answered)

    def press(self, key: str) -> bool:
        """Do what a key means; a key that means nothing does nothing. False when it means to stop."""
        action = KEYS.get(key.casefold())
        if action == "yes" or action == "no":
            self.answer("yes" if action == "yes" else "no")
        elif action == "skip":
            self.skip()
        elif action == "back":
            self.back()
        return action != "stop"

    def answer(self, answer: Answer) -> Correction:
        """Answer the question: the correction is written at once."""
        question = self.left.pop(0)
        said = question.yes if answer == "yes" else question.no
        corrections.add(self.folder, said)
        self.answered.append((question, answer))
        return said

    def skip(self) -> None:
        """Leave the question open, and do not ask it again."""
        question = self.left.pop(0)
        self.skipped.append(question.key)
        _write(self.folder, self.skipped)
        self.answered.append((question, None))

    def back(self) -> bool:
        """Take back the latest answer of this walk, and ask again; False when there is none."""
        if not self.answered:
            return False
        question, answer = self.answered.pop()
        if answer is None:
            self.skipped.remove(question.key)
            _write(self.folder, self.skipped)
        else:
            self._undo(question.yes if answer == "yes" else question.no)
        self.left.insert(0, question)
        return True

    def _undo(self, said: Correction) -> None:
        """The latest such correction that holds: others may have written in the meantime."""
        history = corrections.history(self.folder)
        for number in reversed(range(len(history))):
            if not history[number].undone and _sense(history[number]) == _sense(said):
                corrections.undo(self.folder, number)
                return


def _newer(path: Path, than: Path) -> bool:
    try:
        return path.stat().st_mtime > than.stat().st_mtime
    except OSError:
        return False


def _sense(c: Correction) -> tuple[object, ...]:
    """What a correction says, whichever way round and whenever it was said."""
    said = (c.said.kind, c.said.name, c.said.roles) if c.said else None
    return (c.kind, frozenset(n for n in (c.entity, c.other) if n), said)


def _read(folder: Path) -> list[str]:
    try:
        found = json.loads((folder / FILE).read_text("utf-8"))["skipped"]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError):
        raise StoreError(f"{folder / FILE} is damaged: remove it, and you are asked all again") from None
    return [str(key) for key in found]


def _write(folder: Path, skipped: Sequence[str]) -> None:
    part = folder / f"{FILE}.part"
    try:
        part.write_text(json.dumps({"skipped": list(skipped)}, ensure_ascii=False, indent=1) + "\n", "utf-8")
        os.replace(part, folder / FILE)
    except OSError as error:
        raise StoreError(f"cannot write {folder / FILE}: {error.strerror}") from None
