"""Training sentences for the recogniser of names: other names in the same words, other spellings.

A recogniser that sees "Mobitel" a hundred times learns Mobitel; one that sees a hundred invented
companies in the place of Mobitel learns the words around them.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from kg.errors import LexiconError

SLOT = re.compile(r"\{(\w+)\}|\[((?:[^\[\]])*)\|(\w+)\]")
ELIDED = re.compile(r"(?:\b[ldnsmtcj]|\bqu)['’]$", re.IGNORECASE)
FULL = re.compile(r"\b(?:l[ea]|d[eu]|au|que)\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence with its names: start, end (characters) and class.

    `coarse` says that the classes are groups (PERS, ORG …) of an annotation that knows only some
    kinds of names, so that other tokens may well be names of other kinds.
    """

    text: str
    spans: tuple[tuple[int, int, str], ...]
    coarse: bool = False


class Grammar:
    """Patterns that generate names: `{x}` in a pattern stands for one entry of the list x."""

    def __init__(self, lists: dict[str, list[str]]) -> None:
        self._lists = lists

    def __contains__(self, name: str) -> bool:
        return name in self._lists

    def expand(self, name: str, rng: Random) -> str:
        """One generated string; the first letter of a coined word is a capital."""
        pattern = rng.choice(self._lists[name])
        return re.sub(r"\{(\w+)\}", lambda m: self.expand(m[1], rng), pattern)

    def name(self, kind: str, before: str, rng: Random) -> str:
        """A name that may follow the text before it: a vowel after "l'", none after "le"."""
        text = ""
        for _ in range(20):
            text = self.expand(kind, rng)
            vowel = _folded(text[:1]) in "aeiouh"
            if vowel == bool(ELIDED.search(before)) or not (ELIDED.search(before) or FULL.search(before)):
                break
        return text

    def fill(self, template: str, rng: Random) -> Sample:
        """A sample from a template with `{Class}`, `{list}` and `[words|Class]`."""
        text, spans, at = "", [], 0
        for m in SLOT.finditer(template):
            text += template[at : m.start()]
            at = m.end()
            if m[1]:
                kind, words = m[1], self.name(m[1], text, rng)
            else:
                kind, words = m[3], self._plain(m[2], rng)
            kind = kind.removesuffix("Short")
            if kind[0].isupper() and kind != "Tailcap":
                spans.append((len(text), len(text) + len(words), kind))
            text += words
        return Sample(text + template[at:], tuple(spans))

    def _plain(self, pattern: str, rng: Random) -> str:
        return re.sub(r"\{(\w+)\}", lambda m: self.expand(m[1], rng), pattern)


def load_grammar(path: Path, **more: Iterable[str]) -> Grammar:
    """Read a TOML file of lists. A string is a list too: split at ";", else at white space.

    `more` adds lists that come from elsewhere. Raises LexiconError for a list that is not there.
    """
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(path, 1, str(error)) from None
    lists = {k: list(v) for k, v in more.items()}
    for key, value in raw.items():
        if isinstance(value, str):
            value = value.split(";") if ";" in value else value.replace("\n", " ").split()
            value = [v.strip().replace("_", " ") for v in value]
        lists[key] = value
    for key, entries in lists.items():
        for used in re.findall(r"\{(\w+)\}", " ".join(entries)):
            if used not in lists:
                raise LexiconError(path, 1, f"{key} uses {{{used}}}, which is no list")
    return Grammar(lists)


def substitute(sample: Sample, grammar: Grammar, rng: Random, share: float) -> Sample:
    """The sample with a share of its names replaced by generated ones of the same class."""
    text, spans, at = "", [], 0
    chosen: dict[str, str] = {}
    for start, end, kind in sample.spans:
        text += sample.text[at:start]
        old, at = sample.text[start:end], end
        if old not in chosen:
            chosen[old] = old
            if kind in grammar and rng.random() < share:
                short = kind + "Short"
                short_form = short in grammar and (kind == "Person" and " " not in old)
                new = grammar.name(short if short_form else kind, text, rng)
                chosen[old] = new.upper() if old.isupper() and len(old) > 6 else new
        spans.append((len(text), len(text) + len(chosen[old]), kind))
        text += chosen[old]
    return Sample(text + sample.text[at:], tuple(spans), sample.coarse)


def capitals(sample: Sample) -> Sample:
    """As an old-style headline: all in capitals."""
    return _mapped(sample, str.upper)


def title_case(sample: Sample) -> Sample:
    """As some sites write headlines: Each Word With A Capital."""
    return _mapped(sample, lambda t: re.sub(r"(?<!\w)\w", lambda m: m[0].upper(), t))


def unaccented(sample: Sample) -> Sample:
    """Without accents, as many sites write capitals."""
    return _mapped(sample, lambda t: "".join(_folded(c, lower=False) for c in t))


def _mapped(sample: Sample, change: Callable[[str], str]) -> Sample:
    new = change(sample.text)
    return Sample(new, sample.spans, sample.coarse) if len(new) == len(sample.text) else sample


def quoted(sample: Sample, rng: Random, marks: tuple[str, str]) -> Sample:
    """One name between quotation marks, which are no part of it."""
    if not sample.spans:
        return sample
    pick = rng.randrange(len(sample.spans))
    start, end, _ = sample.spans[pick]
    before, after = marks
    if start and sample.text[start - 1] in "'’":
        return sample
    text = sample.text[:start] + before + sample.text[start:end] + after + sample.text[end:]
    moved = [
        (s + len(before) * (k >= pick) + len(after) * (k > pick),
         e + len(before) * (k >= pick) + len(after) * (k > pick), t)
        for k, (s, e, t) in enumerate(sample.spans)
    ]  # fmt: skip
    return Sample(text, tuple(moved), sample.coarse)


def misread(sample: Sample, rng: Random) -> Sample:
    """One or two letters as a scanner would read them; lengths stay."""
    letters = list(sample.text)
    for _ in range(rng.randint(1, 2)):
        i = rng.randrange(len(letters))
        letters[i] = {"i": "l", "l": "I", "é": "e", "o": "0", "e": "c", "I": "l"}.get(letters[i], letters[i])
    return Sample("".join(letters), sample.spans, sample.coarse)


def disguise(sample: Sample, rng: Random) -> Sample:
    """The sample in one of the spellings in which such sentences come."""
    dice = rng.random()
    if dice < 0.07 and not sample.coarse:
        sample = capitals(sample)
        sample = unaccented(sample) if rng.random() < 0.3 else sample
    elif dice < 0.10:
        sample = title_case(sample)
    elif dice < 0.13:
        sample = unaccented(sample)
    elif dice < 0.16:
        sample = misread(sample, rng)
    elif dice < 0.21:
        sample = quoted(sample, rng, rng.choice((("« ", " »"), ("“", "”"), ('"', '"'))))
    old, new = rng.choice((("'", "’"), ("’", "'")))
    return _mapped(sample, lambda t: t.replace(old, new))


def join(samples: list[Sample]) -> Sample:
    """Several samples as one paragraph."""
    text, spans = "", []
    for s in samples:
        text += " " if text else ""
        spans += [(a + len(text), b + len(text), t) for a, b, t in s.spans]
        text += s.text
    return Sample(text, tuple(spans), any(s.coarse for s in samples))


def _folded(text: str, *, lower: bool = True) -> str:
    plain = unicodedata.normalize("NFD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain.casefold() if lower else plain or text
