"""What one piece of text looks like: running text, a headline, a menu, or what a cue phrase says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.lexicon.language import Cue, LanguageWords, fold
from kg.read.pieces import Piece

_WORD = re.compile(r"[^\W_]+'?")
_LETTERS = re.compile(r"[^\W\d_]")
_END = re.compile(r"[.!?…:][»”\"')\] ]*$|[»”\"]$")
_CUT = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])$")
_PARTS = re.compile(r"\s*[|•·›→►▸]\s*|\s+[>»/]+\s+|\s+[-–—]\s+")
_NUMBERED = re.compile(r"(?:\d{1,2}[.)°]|[a-z]\))\s+\S")
_QUOTES = re.compile(r"[«»“”\"]")
_LONGEST = 120  # words: a longer line is no notice, whatever it begins with
_SHORT, _SURE = 9, 30  # words: the shortest sentence that counts as running text, and one that is cut off


@dataclass(frozen=True, slots=True)
class Look:
    """`words` counts words, `density` is the share of function words among them. `stems` are the
    matter words, cut to their first letters, by which two pieces are compared."""

    piece: Piece
    text: str
    folded: str
    words: int
    density: float
    prose: bool
    ends: bool
    cut: bool
    menu: bool
    bullet: bool
    name: bool
    verb: bool
    stems: frozenset[str]
    cue: Cue | None

    @property
    def headline(self) -> bool:
        """Short words that are no menu, no cue and no running text; questions count as both."""
        return self.cue is None and not self.menu and 1 <= self.words <= 28 and (not self.prose or self.asks)

    @property
    def asks(self) -> bool:
        """A single question or exclamation: a title or heading as often as a sentence."""
        return self.text[-1] in "?!" and self.words <= 20 and not _QUOTES.search(self.text)

    @property
    def sentences(self) -> int:
        """About how many sentences the piece holds."""
        return len(re.findall(r"[.!?…][»”\"')\]]*(?:\s+(?=\W*[A-ZÀ-Ý0-9])|$)", self.text))


def look(piece: Piece, text: str, words: LanguageWords) -> Look:
    """The features of a piece of `text`."""
    raw = text[piece.start : piece.end]
    line = fold(" ".join(raw.split()) if "\n" in raw else raw)
    found = [w.lower() for w in _WORD.findall(line)]
    letters = [w for w in found if _LETTERS.search(w)]
    grammar = sum(w in words.function for w in letters)
    density = grammar / len(letters) if letters else 0.0
    ends, cut = bool(_END.search(line)), bool(_CUT.search(line)) and len(letters) <= 45
    running = density >= (0.15 if line[-1:] == "." else 0.22) and (
        (ends and not cut and len(letters) >= _SHORT) or len(letters) >= _SURE
    )
    menu = not piece.markup and _menu(line, letters, words)
    return Look(
        piece, raw, line, len(letters), density,
        prose=running and not menu, ends=ends, cut=cut, menu=menu,
        bullet=piece.bullet or bool(_NUMBERED.match(line)),
        name=_name(line, words), verb=has_verb(letters, words),
        stems=stems(letters, words), cue=cue_of(line, len(letters), running and ends, words),
    )  # fmt: skip


def stems(found: Iterable[str], words: LanguageWords) -> frozenset[str]:
    """Words of at least four letters that are not grammar, cut to six: close to their stems."""
    return frozenset(w[:6] for w in found if len(w) > 3 and w not in words.function and w not in words.verbs)


def has_verb(found: Iterable[str], words: LanguageWords) -> bool:
    """Whether one of the words looks like a finite verb."""
    return any(w in words.verbs or (len(w) > 5 and w.endswith(words.verb_endings)) for w in found)


def cue_of(line: str, count: int, sentence: bool, words: LanguageWords) -> Cue | None:
    """The first cue phrase that a folded line matches as its scope asks for."""
    bare = line.strip(' .:;!?|>-*#[]()"«»')
    opened = line.lstrip(" .:;!?|>-*#[](")
    for cue in words.cues:
        if cue.scope in ("section", "line"):
            if cue.pattern.fullmatch(bare):
                return cue
        elif cue.scope == "inside":
            if count <= 40 and cue.pattern.search(line):
                return cue
        elif (
            cue.scope == "tail"
            or count > _LONGEST
            or (cue.scope == "start" and count > (12 if sentence else 40))
        ):
            continue
        elif cue.pattern.match(line) or (opened and cue.pattern.match(opened)):
            return cue
    return None


def _menu(line: str, letters: list[str], words: LanguageWords) -> bool:
    """Labels or headlines side by side with separators between them."""
    parts = [p for p in _PARTS.split(line) if p.strip()]
    if len(parts) < 2 or parts[0].rstrip().endswith(":"):
        return False
    sizes = [len(_WORD.findall(p)) for p in parts]
    capital = sum(p.lstrip("«\"'([ ")[:1].isupper() for p in parts)
    if len(parts) == 2:
        hard = re.search(r"[|•·›→►▸>]", line) is not None
        return hard and max(sizes) <= 4 and not has_verb(letters, words)
    return max(sizes) <= 12 and capital >= 0.75 * len(parts)


def _name(line: str, words: LanguageWords) -> bool:
    """Two to five capitalised words with at most small words between them, and nothing else."""
    line = line.removesuffix(".")
    found = re.findall(r"[^\s,]+", line)
    if not 2 <= len(found) <= 7 or re.search(r"[\d.!?:;|«»\"/()]", line.replace(". ", " ", 1)):
        return False
    big = [w for w in found if w[:1].isupper() and _LETTERS.match(w)]
    small = [w for w in found if w not in big]
    grammar = [w for w in big if w.lower() in words.function and w.lower() not in words.particles]
    return len(big) >= 2 and not grammar and all(w.lower() in words.particles for w in small)
