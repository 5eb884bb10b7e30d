"""What the reader and the cleaner know of a language: `lang.toml`.

Patterns are matched on folded text (see `fold`): one character for each character of the original,
so that offsets into the folded text are offsets into the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.lexicon.source import Source, read_toml
from kg.ontology import Ontology

SCOPES = ("line", "start", "always", "inline", "inside", "section", "tail")
_KINDS = ("menu", "teaser", "related", "share", "biography", "notice", "metadata", "caption", "comments")
_KEYS = {
    "code", "name", "model", "function", "verbs", "verb_endings", "abbreviations", "months", "particles",
    "cue", "metadata", "hyphen_behind", "hyphen_before",
}  # fmt: skip
_SPACES = "\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\t"
_FOLD = {
    **{ord(c): " " for c in _SPACES},
    **{ord(c): "'" for c in "’‘ʼ`´"},
    **{ord(c): "-" for c in "–—‑‐−"},
}
for _code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
    _base = unicodedata.normalize("NFD", chr(_code))[0]
    if _base.isascii():
        _FOLD[_code] = _base


def fold(text: str) -> str:
    """The text without accents, with plain apostrophes, dashes and spaces; the length is the same."""
    return text.translate(_FOLD)


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase by which a line tells that it is not the article; `scope` says where it counts."""

    id: str
    kind: str
    scope: str
    reason: str
    pattern: re.Pattern[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MetadataPattern:
    """Where a line of the page (`where` "page") or of the article ("body") tells date or author.

    `patterns` are alternatives, one for each form of date. `yes` pairs an example with what must be
    found in it.
    """

    id: str
    where: str
    patterns: tuple[re.Pattern[str], ...]
    yes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """One language as data. Word sets are folded and in small letters; `months` maps to 1 to 12.

    `hyphen_behind` are words behind which a hyphen at the end of a line belongs to the word,
    `hyphen_before` those before which it does.
    """

    code: str
    name: str
    model: str
    function: frozenset[str]
    verbs: frozenset[str]
    verb_endings: tuple[str, ...]
    abbreviations: frozenset[str]
    months: tuple[tuple[str, int], ...]
    particles: frozenset[str]
    cues: tuple[Cue, ...]
    metadata: tuple[MetadataPattern, ...]
    hyphen_behind: frozenset[str] = frozenset()
    hyphen_before: frozenset[str] = frozenset()


def load(folder: Path, ontology: Ontology | None = None) -> LanguageWords:
    """Read and check `lang.toml` in a language's folder; raises LexiconError.

    The ontology is not needed here; it is in the signature that all parts of the lexicon share.
    """
    source = read_toml(folder / "lang.toml")
    source.only(source.data, _KEYS, of="lang.toml")
    for key in ("code", "name", "model"):
        if not isinstance(source.data.get(key), str):
            raise source.error(f"{key!r} is missing or no string", key)
    months = _months(source)
    names = _name_pattern(source)
    return LanguageWords(
        source.data["code"],
        source.data["name"],
        source.data["model"],
        _words(source, "function"),
        _words(source, "verbs"),
        tuple(fold(e) for e in source.strings(source.data, "verb_endings")),
        _words(source, "abbreviations"),
        months,
        _words(source, "particles"),
        _cues(source, names),
        _metadata(source, names, months),
        _words(source, "hyphen_behind"),
        _words(source, "hyphen_before"),
    )


def _words(source: Source, key: str) -> frozenset[str]:
    found = [fold(w).lower() for w in source.strings(source.data, key)]
    return frozenset(found)


def _months(source: Source) -> tuple[tuple[str, int], ...]:
    rows = source.data.get("months", [])
    if not isinstance(rows, list) or len(rows) != 12:
        raise source.error("months: twelve lists of names are needed", "months")
    found = {fold(name).lower(): number for number, row in enumerate(rows, 1) for name in row}
    return tuple(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


def _name_pattern(source: Source) -> str:
    """Two to five capitalised words, with small words of the language between them."""
    particles = sorted(source.strings(source.data, "particles"), key=len, reverse=True)
    small = "|".join(re.escape(fold(p)) + ("" if p.endswith("'") else " ") for p in particles if p != "et")
    word = r"[A-Z][\w.'-]*"
    return rf"(?P<author>(?-i:{word}(?: (?:{small})?(?:{small})?{word}){{1,4}}))"


def _compile(source: Source, text: str, of: str) -> re.Pattern[str]:
    try:
        return re.compile(text, re.IGNORECASE)
    except re.error as error:
        raise source.error(f"{of}: bad pattern: {error}", f'"{of}"') from None


def _cues(source: Source, names: str) -> tuple[Cue, ...]:
    cues: list[Cue] = []
    for table in source.data.get("cue", []):
        of = str(table.get("id", "cue without id"))
        source.only(table, {"id", "kind", "scope", "reason", "patterns", "yes", "no"}, of=of)
        if any(of == c.id for c in cues):
            raise source.error(f"{of}: the id is used twice", f'"{of}"')
        if table.get("kind") not in _KINDS or table.get("scope") not in SCOPES:
            raise source.error(f"{of}: kind must be one of {_KINDS}, scope one of {SCOPES}", f'"{of}"')
        patterns = [fold(p) for p in source.strings(table, "patterns", of=of)]
        bare = re.sub(r"\?P<\w+>", "?:", names)
        joined = "|".join(f"(?:{p})" for p in patterns).replace("{name}", bare)
        yes, no = source.strings(table, "yes", of=of), source.strings(table, "no", of=of)
        if not (patterns and yes and no and isinstance(table.get("reason"), str)):
            raise source.error(f"{of}: patterns, reason, yes and no are needed", f'"{of}"')
        cues.append(
            Cue(of, table["kind"], table["scope"], table["reason"], _compile(source, joined, of), yes, no)
        )
    return tuple(cues)


def _metadata(source: Source, names: str, months: tuple[tuple[str, int], ...]) -> tuple[MetadataPattern, ...]:
    table = source.data.get("metadata", {})
    source.only(table, {"dates", "pattern"}, of="metadata")
    all_months = "|".join(re.escape(name) for name, _ in months)
    dates = [fold(d).replace("{months}", all_months) for d in source.strings(table, "dates", of="metadata")]
    found: list[MetadataPattern] = []
    for row in table.get("pattern", []):
        of = str(row.get("id", "pattern without id"))
        source.only(row, {"id", "where", "pattern", "yes", "no"}, of=of)
        if any(of == p.id for p in found):
            raise source.error(f"{of}: the id is used twice", f'"{of}"')
        where = row.get("where", "page")
        if where not in ("page", "body") or not isinstance(row.get("pattern"), str):
            raise source.error(f"{of}: 'pattern' is missing or 'where' is neither page nor body", f'"{of}"')
        text = fold(row["pattern"]).replace("{name}", names)
        forms = [text.replace("{date}", d) for d in dates] if "{date}" in text else [text]
        patterns = tuple(_compile(source, form, of) for form in forms)
        found.append(
            MetadataPattern(of, where, patterns, _expected(source, row, of), source.strings(row, "no", of=of))
        )
    return tuple(found)


def _expected(
    source: Source, row: dict[str, Any], of: str
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    yes = row.get("yes")
    if not isinstance(yes, list) or not yes or not all(isinstance(y, dict) and "text" in y for y in yes):
        raise source.error(f"{of}: 'yes' must be a list of tables with a text", f'"{of}"')
    return tuple((y["text"], tuple(sorted((k, v) for k, v in y.items() if k != "text"))) for y in yes)
