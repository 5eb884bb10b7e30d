"""Firms that bear the name of a family: "Jean Veltrane" runs "Fonderies Veltrane"; who is "Veltrane"?"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.candidates import Candidate
from kg.extract.name_cues import fired
from kg.extract.name_search import short_forms
from kg.extract.tokens import Parsed
from kg.lexicon.demonyms import Demonyms, fold
from kg.lexicon.names import NameCues


def family_names(
    names: Sequence[str], found: Sequence[Candidate], words: NameCues, function: frozenset[str]
) -> frozenset[str]:
    """Surnames of persons, folded, that also end the longer name of a firm of the article.

    Alone they mean the firm; the person is then "M. Veltrane".
    """
    surnames = {
        fold(short)
        for name, c in zip(names, found, strict=True)
        if c.best == "Person"
        for short in short_forms(name, "Person", words, function)
    }
    firms = (n for n, c in zip(names, found, strict=True) if c.best == "Company" and " " in n)
    return frozenset(surnames & {own_name(n) for n in firms})


def own_name(firm: str) -> str:
    """The last word of a firm's name, folded."""
    return fold(firm.rpartition(" ")[2])


def addressed(parsed: Parsed, c: Candidate, words: NameCues, places: Demonyms) -> bool:
    """Whether a name follows a title of courtesy."""
    return any(cue.where == "title" and cue.types == ("Person",) for cue in fired(parsed, c, words, places))
