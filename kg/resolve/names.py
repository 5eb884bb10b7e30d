"""Names as they are compared: folded, without the words that do not tell two names apart."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon.labels import NameWords

_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_ROMAN = re.compile(r"(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})")
_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents; words separated by one space ("L’Étoile-SA" → "l etoile sa")."""
    return " ".join(_words(text)).casefold()


@lru_cache(maxsize=65536)
def _words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(_WORD.findall(_DOTTED.sub("", plain)))


def slug(text: str, limit: int = 60) -> str:
    """A readable path segment: "Société Générale" → "societe-generale"; "" if nothing is left."""
    ascii_only = re.sub(r"[^a-z0-9 ]+", "", fold(text))
    words = ascii_only.split()
    while len(words) > 1 and len("-".join(words)) > limit:
        words.pop()
    return "-".join(words)[:limit]


def kebab(name: str) -> str:
    """A class name as a path segment: "ContractTermination" → "contract-termination"."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()


def squeeze(word: str) -> str:
    """Doubled letters as one: spellings of one transcribed name differ most often in these."""
    return re.sub(r"(.)\1+", r"\1", word)


@dataclass(frozen=True, slots=True)
class Name:
    """One name. `tokens` is all of it, `core` without small words and wrappers (never empty unless
    `tokens` is), `stems` the core without plural endings, `numbers` its digits and Roman numerals."""

    text: str
    tokens: tuple[str, ...]
    core: tuple[str, ...]
    stems: tuple[str, ...]
    numbers: tuple[str, ...]
    acronym: bool
    generic: bool

    @property
    def folded(self) -> str:
        return " ".join(self.tokens)

    @property
    def squashed(self) -> str:
        """The core as one word: "Nord Tel" and "NordTel" are written alike."""
        return "".join(self.core)

    @property
    def initials(self) -> str:
        return "".join(t[0] for t in self.core)


@dataclass(frozen=True)
class NameReader:
    """Reads names with the words of one language."""

    words: NameWords

    def read(self, text: str) -> Name:
        """A name as it is compared; the same text is read once."""
        return _read(text, self.words)

    def person(self, name: Name) -> tuple[tuple[str, ...], str]:
        """Given names and surname of a person ("Mme Inès El Amrani" → ("ines",), "el amrani")."""
        tokens = [t for t in name.tokens if t not in self.words.honorifics] or list(name.tokens)
        if not tokens:
            return (), ""
        first = len(tokens) - 1
        while first > 0 and tokens[first - 1] in self.words.particles:
            first -= 1
        given = tuple(t for t in tokens[:first] if t not in self.words.particles)
        return given, " ".join(tokens[first:])


@lru_cache(maxsize=65536)
def _read(text: str, w: NameWords) -> Name:
    words = _words(text)
    tokens = tuple(w.casefold() for w in words)
    telling = tuple(t for t in tokens if t not in w.small) or tokens
    core = tuple(t for t in telling if t not in w.wrappers) or telling
    stems = tuple(_stem(t, w.plural) for t in core)
    numbers = tuple(t for i, t in enumerate(tokens) if _is_number(words[i], i))
    acronym = len(words) == 1 and len(words[0]) >= 2 and words[0].isupper()
    common = len(core) == 1 and (core[0] in w.generic or text == text.lower() != text.upper())
    return Name(text, tokens, core, stems, numbers, acronym, common)


def _stem(token: str, plural: tuple[str, ...]) -> str:
    return next((token[: -len(e)] for e in plural if len(token) > len(e) + 2 and token.endswith(e)), token)


def _is_number(word: str, position: int) -> bool:
    """Whether a word tells things of one name apart: "VI", "2030", "A320"; not a first "X"."""
    if any(c.isdigit() for c in word):
        return True
    return position > 0 and word.isupper() and _ROMAN.fullmatch(word) is not None
