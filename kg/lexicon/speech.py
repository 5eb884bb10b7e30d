"""How a language reports speech: ontology/lang/<code>/speech.toml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import LexiconError
from kg.lexicon.source import Source, read_toml
from kg.ontology import Ontology

_KEYS = {
    "marks", "naming", "auxiliaries", "clitics", "adverbs", "adverb_endings", "pronouns", "sources",
    "aside", "voices", "of", "relatives", "inner", "links", "conjunctions", "restrictive",
    "conjugation", "stems", "irregular", "heads", "rule",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SpeechRule:
    """Examples of a rule; in each the source that must be found is marked "[name|Class]"."""

    id: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """Words are in small letters.

    `marks`: pairs of opening and closing quotation marks. `que` and `quote`: the forms of the verbs of
    speech that report with a clause, or only stand beside a quotation. `phrases`: form of the first
    verb → the word sequences that must follow it ("fait" → ("valoir",), ("savoir",) …), each with
    whether it reports with a clause. `sources`: first word → the phrases that name a source ("selon"),
    each with whether it needs a colon and a quotation behind. `pronouns`: pronoun → gender ("m", "f"
    or "").
    """

    marks: tuple[tuple[str, str], ...]
    naming: frozenset[str]
    auxiliaries: frozenset[str]
    clitics: frozenset[str]
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    pronouns: dict[str, str]
    sources: dict[str, tuple[tuple[tuple[str, ...], bool], ...]]
    aside: frozenset[str]
    of: frozenset[str]
    relatives: frozenset[str]
    inner: frozenset[str]
    links: frozenset[str]
    conjunctions: frozenset[str]
    restrictive: frozenset[str]
    voices: frozenset[str]
    que: frozenset[str]
    quote: frozenset[str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], bool], ...]]
    rules: tuple[SpeechRule, ...]


def split_words(text: str) -> tuple[str, ...]:
    """The words of a phrase in small letters, cut at spaces, apostrophes and hyphens."""
    return tuple(text.casefold().replace("’", " ").replace("'", " ").replace("-", " ").split())


def load(folder: Path, ontology: Ontology) -> SpeechWords:
    """Read speech.toml of a language folder; raises LexiconError with file and line."""
    source = read_toml(folder / "speech.toml")
    data = source.data
    source.only(data, _KEYS, of="speech")
    que, quote = _verbs(source)
    sources = _table(source, data, "sources")
    source.only(sources, {"before", "colon"}, of="sources")
    return SpeechWords(
        marks=_marks(source),
        naming=_set(source, data, "naming"),
        auxiliaries=_set(source, data, "auxiliaries"),
        clitics=_set(source, data, "clitics"),
        adverbs=_set(source, data, "adverbs"),
        adverb_endings=source.strings(data, "adverb_endings"),
        pronouns=_pronouns(source),
        sources=_sources(source, sources),
        aside=_set(source, data, "aside"),
        of=_set(source, data, "of"),
        relatives=_set(source, data, "relatives"),
        inner=_set(source, data, "inner"),
        links=_set(source, data, "links"),
        conjunctions=_set(source, data, "conjunctions"),
        restrictive=_set(source, data, "restrictive"),
        voices=_set(source, data, "voices"),
        que=que,
        quote=quote - que,
        phrases=_phrases(source),
        rules=_rules(source),
    )


def _table(source: Source, data: dict[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key, {})
    if not isinstance(value, dict):
        raise source.error(f"{key!r} must be a table", f"[{key}]", key)
    return value


def _set(source: Source, data: dict[str, Any], key: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in source.strings(data, key))


def _marks(source: Source) -> tuple[tuple[str, str], ...]:
    pairs = []
    for pair in source.strings(source.data, "marks"):
        both = pair.split()
        if len(both) != 2 or any(len(m) != 1 for m in both):
            raise source.error(f"marks: {pair!r} must be two characters with a space between", "marks")
        pairs.append((both[0], both[1]))
    return tuple(pairs)


def _pronouns(source: Source) -> dict[str, str]:
    table = _table(source, source.data, "pronouns")
    source.only(table, {"m", "f", "any"}, of="pronouns")
    return {
        w.casefold(): "" if gender == "any" else gender
        for gender in ("m", "f", "any")
        for w in source.strings(table, gender, of="pronouns")
    }


def _sources(source: Source, table: dict[str, Any]) -> dict[str, tuple[tuple[tuple[str, ...], bool], ...]]:
    """Phrases by their first word, longest first, each with whether it needs a colon."""
    found: dict[str, set[tuple[tuple[str, ...], bool]]] = {}
    for key in ("before", "colon"):
        for phrase in source.strings(table, key, of="sources"):
            words = split_words(phrase.removesuffix(" X"))
            found.setdefault(words[0], set()).add((words, key == "colon"))
    return {word: tuple(sorted(all_, key=lambda p: (-len(p[0]), p))) for word, all_ in found.items()}


def _verbs(source: Source) -> tuple[frozenset[str], frozenset[str]]:
    forms: dict[str, set[str]] = {"que": set(), "quote": set()}
    seen: dict[str, str] = {}

    def note(kind: str, verb: str, written: tuple[str, ...]) -> None:
        if verb in seen:
            raise source.error(f"verb {verb!r} stands under {seen[verb]} and {kind}", f'"{verb}"', verb)
        seen[verb] = kind
        forms[kind].update(f.casefold() for f in written)

    for group in source.data.get("conjugation", []):
        source.only(group, {"name", "ending", "forms", "que", "quote"}, of="conjugation")
        ending, endings = group["ending"], source.strings(group, "forms")
        for kind in forms:
            for verb in source.strings(group, kind):
                if not verb.endswith(ending):
                    raise source.error(f"verb {verb!r} does not end in {ending!r}", f'"{verb}"')
                stem = verb.removesuffix(ending)
                note(kind, verb, tuple(stem + e for e in endings))
    stems = _table(source, source.data, "stems")
    source.only(stems, {"strong", "weak", "que", "quote"}, of="stems")
    for kind in forms:
        for verb, pair in _table(source, stems, kind).items():
            if not isinstance(pair, list) or len(pair) != 2:
                raise source.error(f"verb {verb!r} needs two stems, strong and weak", f'"{verb}"')
            strong = [pair[0] + e for e in source.strings(stems, "strong")]
            note(kind, verb, (*strong, *(pair[1] + e for e in source.strings(stems, "weak"))))
    irregular = _table(source, source.data, "irregular")
    source.only(irregular, {"que", "quote"}, of="irregular")
    for kind in forms:
        table = _table(source, irregular, kind)
        for verb in table:
            note(kind, verb, source.strings(table, verb, of=verb))
    return frozenset(forms["que"]), frozenset(forms["quote"])


def _phrases(source: Source) -> dict[str, tuple[tuple[tuple[str, ...], bool], ...]]:
    """Verbs of more than one word, without forms of their own, by the forms of their first word."""
    heads = _table(source, source.data, "heads")
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for kind, table in _table(source, source.data, "irregular").items():
        for phrase, forms in table.items():
            if forms:
                continue
            first, *rest = phrase.removeprefix("se ").split()
            if first not in heads or not rest:
                raise source.error(f"phrase {phrase!r}: no forms of {first!r} under [heads]", f'"{phrase}"')
            words = split_words(" ".join(rest))
            for form in source.strings(heads, first, of="heads"):
                found.setdefault(form.casefold(), []).append((words, kind == "que"))
    return {form: tuple(sorted(rests, key=lambda r: -len(r[0]))) for form, rests in found.items()}


def _rules(source: Source) -> tuple[SpeechRule, ...]:
    rules: dict[str, SpeechRule] = {}
    for table in source.data.get("rule", []):
        source.only(table, {"id", "yes", "no"}, of="rule")
        name = table.get("id")
        if not isinstance(name, str) or name in rules:
            raise source.error(f"rule id {name!r} is missing or used twice", f'"{name}"', "[[rule]]")
        rule = SpeechRule(name, source.strings(table, "yes"), source.strings(table, "no"))
        if not rule.yes or not rule.no:
            raise LexiconError(
                source.path, source.line(f'"{name}"'), f"rule {name!r} needs yes and no sentences"
            )
        rules[name] = rule
    return tuple(rules.values())
