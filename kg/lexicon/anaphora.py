"""What words may stand for something named before: ontology/lang/<code>/anaphora.toml."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.lexicon.source import Source, read_toml
from kg.lexicon.speech import split_words
from kg.ontology import Ontology

_KEYS = {
    "groups", "kingdoms", "kingdom_words", "nicknames", "names", "determiners", "pronouns", "owner", "head",
    "numbers", "plural", "speech", "deal",
}  # fmt: skip
_GENDERS = ("m", "f", "any")
_DEAL = {"buyers", "owning", "new", "buying", "selling", "by", "towards"}
_PRONOUNS = {
    "subject", "relative", "owner", "last", "impersonal", "subject_plural", "owner_plural", "object",
    "clausal", "things", "relative_of", "genitive", "holding", "all", "rank",
}  # fmt: skip


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Small letters without accents, straight apostrophes, single spaces for spaces and hyphens."""
    plain = unicodedata.normalize("NFKD", text).replace("’", "'")
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return re.sub(r"[\s\-‑]+", " ", plain).strip()


@dataclass(frozen=True, slots=True)
class Head:
    """A family of nouns. `said`: only for what the article has called so (or has no rival); `strict`:
    only for what it has called so.

    `stems` may stand in its name. In the sentences of `yes`, the phrase in «…» stands for the first
    marked name.
    """

    id: str
    classes: tuple[str, ...]
    said: bool
    strict: bool
    profile: frozenset[str]
    stems: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a noun. `gender` is "m", "f" or "" (both)."""

    head: Head
    gender: str


@dataclass(frozen=True, slots=True)
class Anaphora:
    """Words are in small letters; phrases are tuples of words (cut at spaces, apostrophes, hyphens).

    `honorifics`, `gender` (articles) and `subject` map a word to its gender ("m", "f" or ""), `last` a
    phrase; `rank` a phrase ("le second") to its place in a pair and its gender; `object` a pronoun to
    "m", "f", "plural" or "" ("l'", "lui"). `genitive` pronouns ("en") count beside a noun and
    beside the verbs of `holding`. Verbs of `clausal` have facts as objects ("l'a annoncé");
    `things` are nouns that one may buy or leave as well as their owner. `plurals` maps a plural noun
    ("les deux groupes") to its classes, `numbers` a number word to the number.

    `buyers` (and behind a word of `new` those of `owning`) are nouns for the buyer in the deals told
    before: the agent (behind `by`) or subject of a verb of `buying`, or who stands behind `towards` with
    one of `selling` (lemmas). In a quotation the words of `we` mean what the speaker speaks for, by a
    title at the top or of `voices`, if it is of the classes `speakers` and not of `mute`. `owners` maps
    a noun to the classes of what may own it ("son président"); `heads` a phrase to its readings. The
    words of `generic` and `descriptive` are folded (no accents), so are those of `branches` ("la
    filiale": "Veltrane Togo", where Veltrane is named too).
    """

    groups: tuple[str, ...]
    kingdoms: frozenset[str]
    kingdom_words: frozenset[str]
    nicknames: dict[str, str]
    honorifics: dict[str, str]
    generic: frozenset[str]
    descriptive: frozenset[str]
    branches: frozenset[str]
    definite: frozenset[str]
    demonstrative: frozenset[str]
    possessive: frozenset[str]
    plural: frozenset[str]
    indefinite: frozenset[str]
    inside: frozenset[str]
    gender: dict[str, str]
    article: frozenset[str]
    governing: frozenset[str]
    complement: frozenset[str]
    of: frozenset[str]
    subject: dict[str, str]
    relative: frozenset[str]
    owner: frozenset[str]
    last: dict[tuple[str, ...], str]
    rank: dict[tuple[str, ...], tuple[int, str]]
    subject_plural: dict[str, str]
    owner_plural: frozenset[str]
    object: dict[str, str]
    relative_of: frozenset[str]
    genitive: frozenset[str]
    holding: frozenset[str]
    clausal: frozenset[str]
    things: frozenset[str]
    all: frozenset[str]
    joint: frozenset[str]
    epithets: frozenset[str]
    buyers: frozenset[str]
    owning: frozenset[str]
    new: frozenset[str]
    buying: frozenset[str]
    selling: frozenset[str]
    by: frozenset[str]
    towards: frozenset[str]
    we: frozenset[str]
    voices: frozenset[str]
    speakers: tuple[str, ...]
    mute: tuple[str, ...]
    numbers: dict[str, int]
    plurals: dict[str, tuple[str, ...]]
    impersonal: frozenset[tuple[str, ...]]
    owners: dict[str, tuple[str, ...]]
    heads: dict[tuple[str, ...], tuple[Sense, ...]]


def load(folder: Path, ontology: Ontology) -> Anaphora:
    """Read anaphora.toml of a language folder; raises LexiconError with file and line."""
    source = read_toml(folder / "anaphora.toml")
    data = source.data
    source.only(data, _KEYS, of="anaphora")
    names, det, pro = (_table(source, data, k) for k in ("names", "determiners", "pronouns"))
    source.only(names, {"honorifics", "generic", "descriptive", "branches"}, of="names")
    determiners = {
        "definite", "demonstrative", "possessive", "plural", "indefinite", "inside", "complement", "of",
        "governing", "joint", "epithets",
    }  # fmt: skip
    source.only(det, determiners | {"gender"}, of="determiners")
    source.only(pro, _PRONOUNS, of="pronouns")
    deal = _table(source, data, "deal")
    source.only(deal, _DEAL, of="deal")
    speech = _table(source, data, "speech")
    source.only(speech, {"we", "voices", "speakers", "mute"}, of="speech")
    words = {key: _words(source, det, key) for key in determiners}
    return Anaphora(
        groups=_classes(source, data, "groups", ontology, "groups"),
        kingdoms=_words(source, data, "kingdoms"),
        kingdom_words=_words(source, data, "kingdom_words"),
        nicknames={k.casefold(): str(v) for k, v in _table(source, data, "nicknames").items()},
        honorifics=_gendered(source, names, "honorifics"),
        generic=frozenset(map(fold, source.strings(names, "generic"))),
        descriptive=frozenset(map(fold, source.strings(names, "descriptive"))),
        branches=frozenset(map(fold, source.strings(names, "branches"))),
        gender=_gendered(source, det, "gender"),
        subject=_gendered(source, pro, "subject"),
        relative=_words(source, pro, "relative"),
        owner=_words(source, pro, "owner"),
        last={split_words(k): v for k, v in _gendered(source, pro, "last").items()},
        impersonal=frozenset(split_words(p) for p in source.strings(pro, "impersonal")),
        rank={
            split_words(p): (n, g)
            for n, key in enumerate(("first", "second"))
            for p, g in _gendered(source, _table(source, pro, "rank"), key).items()
        },
        subject_plural=_gendered(source, pro, "subject_plural"),
        owner_plural=_words(source, pro, "owner_plural"),
        object=_objects(source, pro),
        relative_of=_words(source, pro, "relative_of"),
        genitive=_words(source, pro, "genitive"),
        holding=_words(source, pro, "holding"),
        clausal=_words(source, pro, "clausal"),
        things=_words(source, pro, "things"),
        all=_words(source, pro, "all"),
        **{key: _words(source, deal, key) for key in sorted(_DEAL)},
        we=_words(source, speech, "we"),
        voices=_words(source, speech, "voices"),
        speakers=_classes(source, speech, "speakers", ontology, "speech"),
        mute=_classes(source, speech, "mute", ontology, "speech"),
        numbers=_numbers(source, data),
        plurals=_plurals(source, ontology),
        owners=_owners(source, ontology),
        heads=_heads(source, ontology),
        article=words["definite"] | words["indefinite"] | words["possessive"] | words["demonstrative"],
        **words,
    )


def _table(source: Source, data: dict[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key, {})
    if not isinstance(value, dict):
        raise source.error(f"{key!r} must be a table", f"[{key}]", key)
    return value


def _words(source: Source, data: dict[str, Any], key: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in source.strings(data, key))


def _gendered(source: Source, data: dict[str, Any], key: str) -> dict[str, str]:
    table = _table(source, data, key)
    source.only(table, set(_GENDERS), of=key)
    return {w.casefold(): "" if g == "any" else g for g in _GENDERS for w in source.strings(table, g, of=key)}


def _classes(source: Source, data: dict[str, Any], key: str, ontology: Ontology, of: str) -> tuple[str, ...]:
    classes = source.strings(data, key, of=of)
    for name in classes:
        if name not in ontology.classes:
            raise source.error(f"{of}: no class {name!r} in the ontology", f'"{of}"', f'"{name}"')
    if not classes:
        raise source.error(f"{of}: {key!r} is missing", f'"{of}"')
    return classes


def _objects(source: Source, pro: dict[str, Any]) -> dict[str, str]:
    table = _table(source, pro, "object")
    source.only(table, {*_GENDERS, "plural"}, of="object")
    singular = {k: v for k, v in table.items() if k != "plural"}
    return _gendered(source, {"object": singular}, "object") | dict.fromkeys(
        _words(source, table, "plural"), "plural"
    )


def _numbers(source: Source, data: dict[str, Any]) -> dict[str, int]:
    table = _table(source, data, "numbers")
    for word, number in table.items():
        if not isinstance(number, int) or number < 2:
            raise source.error(f"numbers: {word!r} must be a number from 2 up", f"{word}", "[numbers]")
    return {word.casefold(): number for word, number in table.items()}


def _plurals(source: Source, ontology: Ontology) -> dict[str, tuple[str, ...]]:
    plurals: dict[str, tuple[str, ...]] = {}
    for table in source.data.get("plural", []):
        source.only(table, {"classes", "words"}, of="plural")
        classes = _classes(source, table, "classes", ontology, "plural")
        plurals.update(dict.fromkeys(_words(source, table, "words"), classes))
    return plurals


def _owners(source: Source, ontology: Ontology) -> dict[str, tuple[str, ...]]:
    owners: dict[str, tuple[str, ...]] = {}
    for table in source.data.get("owner", []):
        source.only(table, {"classes", "words"}, of="owner")
        classes = _classes(source, table, "classes", ontology, "owner")
        for word in _words(source, table, "words"):
            if word in owners:
                raise source.error(f"owner: {word!r} stands twice", f'"{word}"')
            owners[word] = classes
    return owners


def _stems(source: Source, table: dict[str, Any]) -> tuple[str, ...]:
    """What a name of such a thing may hold: the longer words of its profile, folded, without plural s.

    Those of a small family all tell of it ("l'étude": Baromètre X), those of trades do not.
    """
    keys = ("profile",) if table.get("said") or table.get("strict") else ("m", "f", "profile")
    words = (fold(w).rstrip("s") for key in keys for w in source.strings(table, key))
    return tuple(sorted({w for w in words if len(w) > 4 and " " not in w}))


def _heads(source: Source, ontology: Ontology) -> dict[tuple[str, ...], tuple[Sense, ...]]:
    heads: dict[tuple[str, ...], list[Sense]] = {}
    seen: set[str] = set()
    for table in source.data.get("head", []):
        source.only(table, {"id", "classes", "said", "strict", "m", "f", "profile", "yes", "no"}, of="head")
        name = table.get("id")
        if not isinstance(name, str) or name in seen:
            raise source.error(f"head id {name!r} is missing or used twice", f'"{name}"', "[[head]]")
        seen.add(name)
        head = Head(
            name, _classes(source, table, "classes", ontology, name), table.get("said") is True,
            table.get("strict") is True,
            frozenset(" ".join(split_words(p)) for p in source.strings(table, "profile")),
            _stems(source, table), source.strings(table, "yes"), source.strings(table, "no"),
        )  # fmt: skip
        if not head.yes or not head.no:
            raise source.error(f"head {name!r} needs yes and no sentences", f'"{name}"')
        masculine, feminine = (source.strings(table, g, of=name) for g in ("m", "f"))
        for word in dict.fromkeys((*masculine, *feminine)):
            both = word in masculine and word in feminine
            gender = "" if both else "m" if word in masculine else "f"
            heads.setdefault(split_words(word), []).append(Sense(head, gender))
    return {words: tuple(senses) for words, senses in heads.items()}
