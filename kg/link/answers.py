"""The answers of services, kept: `links-answers.jsonl` in a graph folder, one answer a line.

What was answered once is not asked again, and is there without the network.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kg.errors import ServiceError, unwritable
from kg.link.service import BATCH, Candidate, HttpService, Manifest, Question, read_candidates, read_manifest

FILE = "links-answers.jsonl"
Watch = Callable[[str], None]


@dataclass
class Answers:
    """The answers kept in a graph folder, by service and question."""

    folder: Path
    kept: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Answers:
        """Those of a folder; a line that was cut off while it was written is asked again."""
        answers = cls(folder)
        path = folder / FILE
        for line in path.read_text("utf-8").splitlines() if path.exists() else ():
            try:
                row = json.loads(line)
                answers.kept[row["service"], _key(row["question"])] = row["answer"]
            except (ValueError, KeyError, TypeError):
                continue
        return answers

    def services(self) -> tuple[str, ...]:
        """The addresses of the services that have answered, in the order of their first answer."""
        return tuple(dict.fromkeys(service for service, _ in self.kept))

    def about(self, service: str, name: str) -> list[Candidate]:
        """All that a service ever proposed for a name."""
        told = (a for (s, key), a in self.kept.items() if s == service and _name(key) == name)
        return [c for answer in told for c in read_candidates(answer, service)]

    def keep(self, service: str, question: dict[str, Any] | None, answer: dict[str, Any]) -> None:
        """Write one more answer at the end of the file."""
        row = {"service": service, "question": question, "answer": answer, "on": date.today().isoformat()}
        try:
            with open(self.folder / FILE, "a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        except OSError as error:
            raise unwritable(self.folder / FILE, error) from None
        self.kept[service, _key(question)] = answer


@dataclass(frozen=True)
class KeptService:
    """A service that is asked only what it has not answered before; `offline`, never."""

    url: str
    answers: Answers
    offline: bool = False

    def manifest(self) -> Manifest:
        """Who answers."""
        key = self.url, _key(None)
        if key not in self.answers.kept:
            self._online("the service was never asked")
            self.answers.keep(self.url, None, HttpService(self.url).described())
        return read_manifest(self.answers.kept[key], self.url)

    def ask(
        self, questions: Sequence[Question], watch: Watch = lambda name: None
    ) -> list[tuple[Candidate, ...]]:
        """The candidates for each question; what is new is asked in batches, each kept as it comes."""
        wanted = dict.fromkeys(q for q in questions if (self.url, _key(q.to_json())) not in self.answers.kept)
        new = list(wanted)
        if new:
            self._online(f"{len(new)} of {len(questions)} names were never asked")
        for start in range(0, len(new), BATCH):
            some = new[start : start + BATCH]
            for question, answer in zip(some, HttpService(self.url).answers(some), strict=True):
                read_candidates(answer, self.url)  # what is not as it should be is not kept
                self.answers.keep(self.url, question.to_json(), answer)
                watch(question.name)
        return [read_candidates(self.answers.kept[self.url, _key(q.to_json())], self.url) for q in questions]

    def _online(self, why: str) -> None:
        if self.offline:
            raise ServiceError(f"{self.url}: {why}; ask again without --offline")


def _key(question: dict[str, Any] | None) -> str:
    return json.dumps(question, sort_keys=True, ensure_ascii=False)


def _name(key: str) -> str | None:
    question = json.loads(key)
    return question["query"] if question else None
