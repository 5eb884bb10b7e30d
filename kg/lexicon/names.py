"""What the words around and inside a name say about its class (names.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.lexicon import demonyms, roles
from kg.lexicon.phrases import any_of
from kg.lexicon.source import Source, read_toml
from kg.ontology import Ontology

WHERE = ("before", "of", "after", "first", "last", "verb", "title", "nation")
BESIDE = ("between", "beside", "more")
"""Regular expressions by the names of the fields of `NameCues`."""
NOTHING = r"(?!)"  # where a language has no such expression
LISTS = {
    "naming", "of", "the", "generic", "joint", "articles", "endings", "outside", "portfolios", "charged",
    "within", "clitics", "indefinite", "sectors", "sectoral",
}  # fmt: skip
PARTS = {"words", "begin", "notindustry", "grammar"}
_CAP = r"[A-ZÀ-ÖØ-ÞŒ][\wÀ-ÿœŒ’'&.-]*[\wÀ-ÿœ]"
_SMALL = r"[a-zà-ÿœ][a-zà-ÿœ'’-]*"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that give a name one of `types`, with a weight; see names.toml for `where`.

    `comma` allows a comma between the words and the name: "le logiciel, X".
    """

    id: str
    where: str
    types: tuple[str, ...]
    weight: float
    words: frozenset[str]
    comma: bool
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Names that can be read from their form. `phrase` says how to find the end of a name that
    ends in small words: "" (as matched), "np" (a noun phrase) or "nouns" (a noun and what narrows
    it down). Only a sentence with one of the strings in `near` (if any) can hold the name."""

    id: str
    type: str
    pattern: re.Pattern[str]
    phrase: str
    weak: bool
    near: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True)
class NameCues:
    """All of names.toml. `begin` maps a class to the words one of which a name of that class must
    begin with when it has no capital."""

    cues: tuple[Cue, ...]
    forms: tuple[Form, ...]
    naming: frozenset[str]
    of: frozenset[str]
    generic: frozenset[str]
    joint: frozenset[str]
    articles: frozenset[str]
    endings: frozenset[str]
    outside: tuple[str, ...]
    portfolios: frozenset[str]
    charged: frozenset[str]
    within: frozenset[str]
    clitics: frozenset[str]
    indefinite: frozenset[str]
    between: re.Pattern[str]
    beside: re.Pattern[str]
    more: re.Pattern[str]
    begin: dict[str, tuple[str, ...]]
    not_industry: frozenset[str]

    @cached_property
    def by_word(self) -> dict[str, dict[str, tuple[Cue, ...]]]:
        """For each place the cues of each word."""
        table: dict[str, dict[str, tuple[Cue, ...]]] = {where: {} for where in WHERE}
        for cue in self.cues:
            for word in cue.words:
                table[cue.where][word] = (*table[cue.where].get(word, ()), cue)
        return table

    @cached_property
    def openers(self) -> re.Pattern[str]:
        """An article (group "article") or another word that a name does not begin with."""

        def either(words: Iterable[str]) -> str:
            longest = sorted(words, key=lambda w: (-len(w), w))
            return "|".join(
                re.escape(w).replace("'", "['’]") + (r"\s*" if w.endswith("'") else r"\s+") for w in longest
            )

        return re.compile(f"(?P<article>{either(self.articles)})|(?:{either(self.outside)})")

    @cached_property
    def provinces(self) -> frozenset[str]:
        """Nouns that a region's name depends on: "province", "canton"."""
        return frozenset(w for c in self.cues if c.where == "of" and c.types == ("Region",) for w in c.words)

    @cached_property
    def wrappers(self) -> frozenset[str]:
        """Words that stand first or last in names of a kind, and so are nobody's own."""
        return frozenset(self.by_word["first"]) | frozenset(self.by_word["last"])


def load(folder: Path, ontology: Ontology) -> NameCues:
    """Read and check names.toml of a language; raises LexiconError."""
    source = read_toml(folder / "names.toml")
    source.only(source.data, {"cue", "pattern", *PARTS}, of="names.toml")
    words = source.data.get("words", {})
    source.only(words, LISTS, of="words")
    grammar = source.data.get("grammar", {})
    source.only(grammar, set(BESIDE), of="grammar")
    adjectives = demonyms.load(folder, ontology).adjectives
    macros = _macros(source, words, adjectives)
    seen: set[str] = set()
    titles = _titles(source, folder, ontology)
    cues = tuple(_cue(source, t, ontology, seen, titles) for t in source.data.get("cue", []))
    forms = tuple(_form(source, t, ontology, macros, seen) for t in source.data.get("pattern", []))
    begin = source.data.get("begin", {})
    for name in begin:
        _class(source, name, ontology, "begin")
    return NameCues(
        cues,
        forms,
        frozenset(source.strings(words, "naming")),
        frozenset(source.strings(words, "of")),
        frozenset(source.strings(words, "generic")),
        frozenset(source.strings(words, "joint")),
        frozenset(source.strings(words, "articles")),
        frozenset(source.strings(words, "endings")),
        tuple(sorted(source.strings(words, "outside"), key=len, reverse=True)),
        frozenset(source.strings(words, "portfolios")),
        frozenset(source.strings(words, "charged")),
        frozenset(source.strings(words, "within")),
        frozenset(source.strings(words, "clitics")),
        frozenset(source.strings(words, "indefinite")),
        **{key: _compiled(source, grammar.get(key, NOTHING), macros, key) for key in BESIDE},
        begin={name: source.strings(begin, name, of="begin") for name in begin},
        not_industry=frozenset(source.strings(source.data.get("notindustry", {}), "words", of="notindustry")),
    )


def _macros(source: Source, words: dict[str, Any], adjectives: dict[str, str]) -> dict[str, str]:
    def either(options: tuple[str, ...] | list[str]) -> str:
        longest = sorted(options, key=lambda o: (-len(o), o))
        escaped = [re.escape(o).replace("'", "['’]") + ("" if o.endswith("'") else " ") for o in longest]
        return "|".join(escaped)

    of = either(source.strings(words, "of"))
    nations = "|".join(sorted(adjectives, key=lambda a: (-len(a), a)))
    return {
        "Cap": _CAP,
        "Name": rf"{_CAP}(?:(?: | et | en | sur | (?:{of}))(?:d['’])?{_CAP})*",
        "nat": f"(?:{nations})",
        "the": f"(?:{either(source.strings(words, 'the'))})",
        "of": of,
        "np": rf"{_SMALL}(?: {_SMALL}){{0,6}}",
        "nouns": rf"{_SMALL}(?: {_SMALL}){{0,4}}",
        "sector": f"(?:{any_of(source.strings(words, 'sectors'))})(?!\\w)",
        "sectoral": f"(?:{any_of(source.strings(words, 'sectoral'))})(?!\\w)",
    }


def _class(source: Source, name: str, ontology: Ontology, of: str) -> str:
    if name not in ontology.classes:
        raise source.error(f"{of}: no class {name!r}", f'"{of}"', name)
    return name


def _identify(source: Source, table: dict[str, Any], keys: set[str], seen: set[str]) -> str:
    of = str(table.get("id", ""))
    if not of or of in seen:
        raise source.error(f"every rule needs an id of its own, not {of!r}", f'"{of}"')
    seen.add(of)
    source.only(table, keys | {"id", "yes", "no"}, of=of)
    for key in ("yes", "no"):
        if not source.strings(table, key, of=of):
            raise source.error(f"{of}: {key!r} needs at least one example", f'"{of}"')
    return of


def _titles(source: Source, folder: Path, ontology: Ontology) -> dict[str, frozenset[str]]:
    """What "@roles" and "@posts" stand for; roles.toml is only read where one of them is used.

    A title that is also said of organisations ("le courtier X") is no sign of a person.
    """
    if '"@' not in source.text:
        return {}
    held = roles.load(folder, ontology)
    firms = {w for t in source.data.get("cue", []) if t.get("where") in ("before", "after")
             for w in t.get("words", []) if "Person" not in t.get("types", [])}  # fmt: skip
    return {"@roles": held.all - firms, "@posts": held.top | held.posts}


def _cue(
    source: Source,
    table: dict[str, Any],
    ontology: Ontology,
    seen: set[str],
    titles: dict[str, frozenset[str]],
) -> Cue:
    of = _identify(source, table, {"where", "types", "weight", "words", "comma"}, seen)
    if table.get("where") not in WHERE:
        raise source.error(f"{of}: 'where' must be one of {', '.join(WHERE)}", f'"{of}"')
    weight = table.get("weight")
    if not isinstance(weight, float):
        raise source.error(f"{of}: 'weight' must be a number with a point", f'"{of}"')
    types = tuple(_class(source, t, ontology, of) for t in source.strings(table, "types", of=of))
    listed = source.strings(table, "words", of=of)
    words = frozenset(w for entry in listed for w in titles.get(entry, {entry}))
    yes, no = source.strings(table, "yes", of=of), source.strings(table, "no", of=of)
    return Cue(of, table["where"], types, weight, words, bool(table.get("comma", False)), yes, no)


def _compiled(source: Source, raw: object, macros: dict[str, str], of: str) -> re.Pattern[str]:
    """A regular expression with its macros filled in."""
    if not isinstance(raw, str):
        raise source.error(f"{of}: a regular expression is missing", of)
    try:
        return re.compile(re.sub(r"\{([A-Za-z]+)\}", lambda m: macros.get(m[1], m[0]), raw))
    except re.error as error:
        raise source.error(f"{of}: bad pattern: {error}", f'"{of}"') from None


def _form(
    source: Source, table: dict[str, Any], ontology: Ontology, macros: dict[str, str], seen: set[str]
) -> Form:
    of = _identify(source, table, {"type", "pattern", "weak", "near"}, seen)
    raw = table.get("pattern")
    if not isinstance(raw, str) or "(?P<name>" not in raw:
        raise source.error(f"{of}: the pattern must hold a group (?P<name>…)", f'"{of}"')
    phrase = next((p for p in ("np", "nouns") if "{" + p + "}" in raw), "")
    pattern = _compiled(source, raw, macros, of)
    kind = _class(source, str(table.get("type")), ontology, of)
    yes, no = source.strings(table, "yes", of=of), source.strings(table, "no", of=of)
    near = source.strings(table, "near", of=of)
    return Form(of, kind, pattern, phrase, bool(table.get("weak", False)), near, yes, no)
