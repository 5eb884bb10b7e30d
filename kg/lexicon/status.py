"""Words that make of a statement a plan, a possibility or a denial (status.toml)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kg.lexicon.source import Source, read_toml
from kg.model import Status
from kg.ontology import Ontology

KINDS = {
    "verbs": "governors", "nouns": "governors", "adverbs": "modifiers", "adjectives": "modifiers",
    "endings": "endings", "expected": "expected",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StatusWords:
    """`governors` maps the lemma of a governing verb or noun to the status that it gives, `modifiers`
    that of an adverb or adjective; `support` are verbs whose subject does what their object names.
    `endings` maps what a form adds to its infinitive (without its last e) to a status: the model does
    not know the tense of a rare verb. `expected` are verbs whose conditional is still a plan
    ("devrait prendre"), `past` prepositions behind which an action is over ("après la fermeture").
    `ceasing` are verbs that end what their infinitive says ("cesse de livrer"), `conditional` the words
    that open a condition ("si")."""

    governors: dict[str, Status]
    modifiers: dict[str, Status]
    support: frozenset[str]
    endings: dict[str, Status] = field(default_factory=dict)
    expected: dict[str, Status] = field(default_factory=dict)
    past: frozenset[str] = frozenset()
    ceasing: frozenset[str] = frozenset()
    conditional: frozenset[str] = frozenset()


def load(folder: Path, ontology: Ontology) -> StatusWords:
    """Read status.toml of a language."""
    source = read_toml(folder / "status.toml")
    source.only(
        source.data,
        {"denied", "possible", "planned", "support", "past", "ceasing", "conditional"},
        of="status.toml",
    )
    statuses: tuple[Status, ...] = ("planned", "possible", "denied")
    tables: dict[str, dict[str, Status]] = {kind: {} for kind in KINDS.values()}
    for status in statuses:
        for key, kind in KINDS.items():
            _add(source, status, key, tables[kind])
    support = frozenset(source.strings(source.data.get("support", {}), "verbs"))
    past = frozenset(source.strings(source.data.get("past", {}), "prepositions"))
    ceasing = frozenset(source.strings(source.data.get("ceasing", {}), "verbs"))
    conditional = frozenset(source.strings(source.data.get("conditional", {}), "words"))
    return StatusWords(
        tables["governors"],
        tables["modifiers"],
        support,
        tables["endings"],
        tables["expected"],
        past,
        ceasing,
        conditional,
    )


def _add(source: Source, status: Status, key: str, words: dict[str, Status]) -> None:
    table = source.data.get(status, {})
    source.only(table, set(KINDS), of=status)
    for word in source.strings(table, key, of=status):
        if words.get(word, status) != status:
            raise source.error(f"{word!r} is both {words[word]} and {status}", f'"{word}"')
        words[word] = status
