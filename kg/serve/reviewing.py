"""The page on which a reader goes through what is least certain, and through the corrections made so far."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg import corrections, merges
from kg.correct import told
from kg.errors import QueryError
from kg.graph import load_knowledge
from kg.graph.respond import Reply
from kg.model import Correction
from kg.ontology import Ontology
from kg.review import Question, Walk, questions
from kg.serve.pages import language_of, page

SHOWN = 20  # questions on a page
LATEST = 50  # corrections on a page


def review_page(folder: Path, ontology: Ontology, writable: bool, languages: Sequence[str]) -> Reply:
    """What is least certain, with its sentences, and the latest corrections."""
    left = walk(folder, ontology).left if writable else []
    history = list(enumerate(corrections.history(folder)))[::-1]
    return page(
        "review.html", language_of(languages), 200, writable=writable,
        total=len(left), questions=left[:SHOWN],
        corrections=[(number, told(c), c) for number, c in history[:LATEST]],
    )  # fmt: skip


def walk(folder: Path, ontology: Ontology) -> Walk:
    """The questions that are open, the least certain first."""
    return Walk.start(folder, questions(load_knowledge(folder, ontology), merges.read(folder)))


def answer(folder: Path, ontology: Ontology, given: dict[str, Any]) -> Correction | None:
    """Answer one question, by its key, with yes or no, or skip it; QueryError when it is not open."""
    left = walk(folder, ontology)
    question: Question | None = next((q for q in left.left if q.key == given.get("key")), None)
    if question is None:
        raise QueryError("this question is no longer open")
    left.left = [question]
    said = given.get("answer")
    if said == "yes" or said == "no":
        return left.answer("yes" if said == "yes" else "no")
    left.skip()
    return None
