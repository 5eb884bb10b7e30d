"""The regular expressions that the pieces of surface patterns stand for (see encoding)."""

from __future__ import annotations

import re

from kg.extract.encoding import surface

FIELD = r"[^ |]+"
PARTS = ("NOUN", "ADJ", "DET", "ADP", "ADV", "VERB", "AUX", "NUM", "PRON", "PROPN", "CCONJ", "SCONJ")


def pos(*names: str) -> str:
    """A word of one of these parts of speech."""
    return rf"{FIELD}\|{FIELD}\|(?:{'|'.join(names)})\|[^ ]+ "


GAP = r"(?:[^ |,;:.«»\"()]+\|[^ ]+ |[&%][^ ]+ ){0,6}?"
WIDE_GAP = r"(?:[^ |;:.«»\"]+\|[^ ]+ |[@&%][^ ]+ ){0,12}?"
TITLE = r"(?:[^ ]+\|T (?:[^ ]+\|t )*)"
OF_NOUN = (
    rf"{pos('ADP')}(?:{pos('DET')})?(?:{pos('ADJ')})?{pos('NOUN', 'PROPN')}"
    rf"(?:{pos('ADJ', 'PROPN', 'NOUN')})?"
)
TOWNS = r"@(?:City|Country|Region)#\d+ "  # an adjective: "conseiller d'État genevois"
NAMED_TAIL = (
    rf"(?:{pos('ADP')}(?:{pos('DET')})?(?:{pos('NOUN')})?"
    r"@(?:City|Region|Country|Place|PublicBody|Law|Organization|Industry)#\d+ ){0,2}"
)
BEFORE = (
    rf"(?:{pos('DET')})?(?:{pos('ADJ')})?"
    rf"(?:{pos('NOUN')}(?:{pos('ADP')}(?:{pos('DET')})?{pos('NOUN', 'ADJ')}){{0,2}}"
    rf"(?:{pos('ADJ')}|{pos('PUNCT')}?{pos('NOUN')}|@(?:Country|City|Region)#\d+ ){{0,3}})?"
)
BEFORE_PLACE = rf"(?:{pos('DET')})?(?:{pos('ADJ')})?(?:{pos('NOUN')}(?:{pos('ADP')}(?:{pos('DET')})?)?)?"
BEFORE_COUNTRY = rf"(?:{pos('DET')})?"
POS_TAKEN_UP = "(?:NOUN|PROPN|PRON|ADJ|NUM|VERB|ADV|X)"  # a possessive is asked for by name
BEHIND = r"(?:\(\|[^ ]+ @[A-Za-z]+#\d+ \)\|[^ ]+ )?"


def tail(in_charge: tuple[str, ...], ands: tuple[str, ...]) -> str:
    """What narrows a title down: "financière", "de l'Économie et des Finances", "chargé des achats"."""

    def words(given: tuple[str, ...]) -> str:
        return rf"(?:{'|'.join(re.escape(surface(w)) for w in given) or '(?!)'})\|[^ ]+ "

    charge = rf"(?:,\|[^ ]+ )?{words(in_charge)}(?={pos('ADP')})"
    several = rf"(?:(?:,\|[^ ]+ {OF_NOUN})*{words(ands)}{OF_NOUN})?"
    return (
        rf"(?:{pos('ADJ')}|{TOWNS}){{0,2}}(?:{charge})?(?:(?:{OF_NOUN}){{1,2}}{several})?"
        rf"(?:{charge}(?:{OF_NOUN}){{1,2}}{several})?"
    )
