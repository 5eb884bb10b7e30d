"""Parties behind the names and offices of the elected."""

from __future__ import annotations

import re

import pytest

from kg.extract.name_parties import parties
from kg.extract.tokens import Parsed, Sentence, Span, Token

ELECTED = frozenset({"député", "maire", "conseiller national"})


def read(text: str, spans: tuple[Span, ...] = ()) -> list[str]:
    words = list(re.finditer(r"\w+|[^\w\s]", text))
    tokens = tuple(
        Token(i, m.start(), m.end(), m[0], m[0], "NOUN", "dep", 0, "", 0) for i, m in enumerate(words)
    )
    parsed = Parsed(text, tokens, (Sentence(0, 0, len(tokens), 0, len(text), 0),), spans)
    return [text[c.start : c.end] for c in parties(parsed, ELECTED)]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Le député Luc Amiel (LGP) proteste.", "LGP"),
        ("Le maire, Luc Amiel (Les Riverains), proteste.", "Les Riverains"),
        ("Le conseiller national Luc Amiel (ALT/VS) proteste.", "ALT"),
        ("Le député Luc Amiel (LGP, Jura) proteste.", "LGP"),
    ],
)
def test_a_party_stands_behind_the_elected(text: str, party: str) -> None:
    assert read(text) == [party]


@pytest.mark.parametrize(
    "text",
    [
        "Le voisin Luc Amiel (LGP) proteste.",
        "Le député Luc Amiel (photo) proteste.",
        "Le maire de Lorvanne (9 900 habitants) proteste.",
        "Le conseiller Luc Amiel (LGP) proteste.",
    ],
)
def test_other_parentheses_hold_none(text: str) -> None:
    assert read(text) == []


def test_a_place_behind_a_place_is_no_party() -> None:
    text = "Le maire de Lorvanne (Jura) proteste."
    assert read(text, (Span(12, 20, "City", 0.9),)) == []
