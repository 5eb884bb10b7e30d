"""Which language a text is in."""

from __future__ import annotations

import re

from kg.lexicon import languages

_ENOUGH = 8_000
_UNSURE = 5.0  # difference of log-likelihoods
_LETTERS = re.compile(r"[^\W\d_]")


def known_languages() -> tuple[str, ...]:
    """The codes of the languages with a vocabulary."""
    return languages()


def language_of(text: str, known: tuple[str, ...]) -> str | None:
    """The code of the language, known or not; None when the text holds too few letters to tell.

    The longest lines count: menus and names are short. A text of a line or two is taken for the best
    of the known languages when the identifier (py3langid) is not sure of another.
    """
    lines = sorted((line.strip() for line in text.splitlines()), key=len, reverse=True)
    sample = "\n".join(lines[:60])[:_ENOUGH]
    letters = len(_LETTERS.findall(sample))
    if letters < 3:
        return None
    ranked = _rank(sample)
    best, score = ranked[0]
    if best in known or letters > 200:
        return best
    return next((code for code, value in ranked if code in known and value > score - _UNSURE), best)


def _rank(text: str) -> list[tuple[str, float]]:
    import py3langid

    return [(str(code), float(value)) for code, value in py3langid.rank(text)]
