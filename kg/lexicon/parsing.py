"""What the reading of a parse needs to know of a language (parsing.toml)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.lexicon.source import Source, read_toml
from kg.ontology import Ontology

GRAMMAR = {
    "agent", "of", "indirect", "relative", "negation", "negation_head", "sentence_end", "object_start",
    "possessive", "coordinator", "locative", "question", "question_word", "never_passive", "inside",
    "locating", "purpose", "genitive", "on_site", "tying", "negation_beside", "reread",
    "before_infinitive", "manner",
    "joining", "at_whose",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ParsingWords:
    """`standin` maps a class to a name of that class that the model knows; `prepositions` a written
    form to the name of its slot; `relative` a relative pronoun to the slot that it fills;
    `macros` are shorthands of surface patterns. `locative` are pronouns that stand for a place,
    `on_site` phrases that do ("sur place"), `genitive` the pronouns for "de" with a noun ("en"),
    `never_passive` verbs that form their past with "être", `inside` prepositions behind which a noun phrase
    says where its thing is, `locating` verbs of clauses that say it, `tying` those
    of clauses that say with whom a contract is made, `negation_beside` the words that deny a verb only
    beside one of `negation_head` ("emploie plus de 50 personnes" denies nothing), `joining` the
    prepositions in front of a partner, `at_whose` that in front of whose house it is ("chez"), `purpose`
    the preposition of what something is meant for, `closed` the words of grammar with their part of
    speech, for those that the model takes for names. `verb_standin` maps a form that the model
    mistakes to one of another verb; it is used behind a name or a coordinator and before one of
    `object_start` or `possessive`."""

    standin: dict[str, str]
    prepositions: dict[str, str]
    agent: str
    of: str
    indirect: str
    relative: dict[str, str]
    negation: frozenset[str]
    negation_head: frozenset[str]
    macros: dict[str, str]
    sentence_end: frozenset[str]
    verb_standin: dict[str, str] = field(default_factory=dict)
    object_start: frozenset[str] = frozenset()
    possessive: frozenset[str] = frozenset()
    coordinator: frozenset[str] = frozenset()
    locative: frozenset[str] = frozenset()
    question: frozenset[str] = frozenset()
    question_word: frozenset[str] = frozenset()
    never_passive: frozenset[str] = frozenset()
    closed: tuple[tuple[str, str], ...] = ()
    inside: tuple[str, ...] = ()
    locating: frozenset[str] = frozenset()
    purpose: str = ""
    genitive: frozenset[str] = frozenset()
    on_site: frozenset[str] = frozenset()
    tying: frozenset[str] = frozenset()
    negation_beside: frozenset[str] = frozenset()
    reread: dict[str, tuple[str, ...]] = field(default_factory=dict)
    before_infinitive: frozenset[str] = frozenset()
    manner: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    at_whose: str = ""


def load(folder: Path, ontology: Ontology) -> ParsingWords:
    """Read parsing.toml of a language."""
    source = read_toml(folder / "parsing.toml")
    tables = {"standin", "prepositions", "grammar", "macros", "verbs", "closed"}
    source.only(source.data, tables, of="parsing.toml")
    standin = _map(source, source.data.get("standin", {}), "standin")
    for name in standin:
        if name not in ontology.classes:
            raise source.error(f"no class {name!r}", name)
    grammar = source.data.get("grammar", {})
    source.only(grammar, GRAMMAR, of="grammar")
    for key in ("agent", "of", "indirect"):
        if not isinstance(grammar.get(key), str):
            raise source.error(f"grammar.{key} must be a word", "[grammar]")
    return ParsingWords(
        standin,
        _map(source, source.data.get("prepositions", {}), "prepositions"),
        grammar["agent"], grammar["of"], grammar["indirect"],
        _map(source, grammar.get("relative", {}), "relative"),
        frozenset(source.strings(grammar, "negation")), frozenset(source.strings(grammar, "negation_head")),
        _map(source, source.data.get("macros", {}), "macros"),
        frozenset(source.strings(grammar, "sentence_end")),
        _map(source, source.data.get("verbs", {}), "verbs"),
        frozenset(source.strings(grammar, "object_start")), frozenset(source.strings(grammar, "possessive")),
        frozenset(source.strings(grammar, "coordinator")), frozenset(source.strings(grammar, "locative")),
        frozenset(source.strings(grammar, "question")), frozenset(source.strings(grammar, "question_word")),
        frozenset(source.strings(grammar, "never_passive")),
        tuple(
            (word, part)
            for part in source.data.get("closed", {})
            for word in source.strings(source.data["closed"], part)
        ),
        source.strings(grammar, "inside"), frozenset(source.strings(grammar, "locating")),
        grammar.get("purpose", ""),
        frozenset(source.strings(grammar, "genitive")), frozenset(source.strings(grammar, "on_site")),
        frozenset(source.strings(grammar, "tying")), frozenset(source.strings(grammar, "negation_beside")),
        _reread(source, grammar.get("reread", {})),
        frozenset(source.strings(grammar, "before_infinitive")), frozenset(source.strings(grammar, "manner")),
        frozenset(source.strings(grammar, "joining")), grammar.get("at_whose", ""),
    )  # fmt: skip


def _reread(source: Source, table: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    verbs = {kind: source.strings(table, kind, of="reread") for kind in table}
    if verbs and (set(verbs) != {"object", "infinitive"} or any(len(v) != 2 for v in verbs.values())):
        raise source.error("reread needs object and infinitive, a singular and a plural each", "reread")
    return verbs


def _map(source: Source, table: dict[str, Any], of: str) -> dict[str, str]:
    for key, value in table.items():
        if not isinstance(value, str):
            raise source.error(f"{of}: {key!r} must be a word", key)
    return dict(table)
