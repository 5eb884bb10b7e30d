"""Phrases of a word list as regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable


def phrase(words: str, *, gap: bool = False) -> str:
    """A regular expression for a phrase: any white space, both apostrophes.

    With `gap`, what follows the phrase must be set off from it by space, unless it ends in an apostrophe.
    """
    expression = r"\s+".join(re.escape(w).replace("'", "['’]") for w in words.split())
    if not gap:
        return expression
    return expression + (r"\s+" if words[-1].isalnum() else r"\s*")


def any_of(phrases: Iterable[str], *, gap: bool = False) -> str:
    """One alternation of the phrases, the longest first."""
    return "|".join(phrase(p, gap=gap) for p in sorted(phrases, key=len, reverse=True)) or r"(?!)"
