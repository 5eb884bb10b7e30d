"""Names that the reader listed: found wherever they stand, as they are written in the list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from kg.extract.candidates import Candidate
from kg.extract.tokens import Parsed

SOURCE = "form:listed"
_WORD = re.compile(r"\w+")
_APOSTROPHE = str.maketrans("’", "'")


@lru_cache(maxsize=4)
def by_first_word(names: tuple[tuple[str, str], ...]) -> dict[str, list[tuple[str, str]]]:
    """Names and their classes by the first word, the longest first."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, kind in names:
        plain = name.translate(_APOSTROPHE)
        first = _WORD.search(plain)
        if first:
            found[first[0]].append((plain[first.start() :], kind))
    return {word: sorted(some, key=lambda n: (-len(n[0]), n)) for word, some in found.items()}


def listed(parsed: Parsed, names: Mapping[str, list[tuple[str, str]]]) -> Iterator[Candidate]:
    """The places of the text where a listed name stands as a whole, the longest where several do."""
    if not names:
        return
    text, end = parsed.text.translate(_APOSTROPHE), 0
    for sentence in parsed.sentences:
        for word in _WORD.finditer(text, sentence.start, sentence.end):
            if word.start() < end:
                continue
            for name, kind in names.get(word[0], ()):
                stop = word.start() + len(name)
                whole = text.startswith(name, word.start()) and not text[stop : stop + 1].isalnum()
                if whole and stop <= sentence.end:
                    yield Candidate(word.start(), stop, ((kind, 1.0),), SOURCE)
                    end = stop
                    break
