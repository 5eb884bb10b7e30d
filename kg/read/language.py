"""Which language a text is in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.lexicon import languages

_ENOUGH = 8_000
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
    ranked = _identifier().rank(sample)
    best, score = ranked[0]
    if best in known or not known or letters > 200:
        return str(best)
    return next((str(code) for code, p in ranked if code in known and p > 0.2 * score), str(best))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
