"""Parties by their place in the text: "le député Luc Amiel (Alternative)", "la maire (LGP) de Lorvanne"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.candidates import Candidate
from kg.extract.tokens import Parsed, Token

SOURCE, KIND = "form:party", "Organization"
LONGEST = 5  # tokens of a party's name
REACH = 9  # tokens between the title and the parenthesis
AROUND = ("City", "Region", "Country", "Place")
SURE = 0.6  # a place that the recogniser is this sure of is no party
ENDS = (",", "/", "–", "-", ")")


def parties(parsed: Parsed, elected: frozenset[str]) -> Iterator[Candidate]:
    """What stands first in the parentheses behind an elected office or its holder; `elected` are titles
    in small letters."""
    heads = {title.split()[0] for title in elected}
    for t in parsed.tokens:
        if t.text != "(":
            continue
        inside = _inside(parsed, t)
        if inside is None or not _held(parsed, t, elected, heads) or _place(parsed, *inside):
            continue
        before = parsed.tokens[t.i - 1]
        if _place(parsed, before.start, before.end) and not parsed.text[inside[0] : inside[1]].isupper():
            continue  # "le maire de Lorvanne (Jura)"
        yield Candidate(*inside, ((KIND, 1.0),), SOURCE)


def _inside(parsed: Parsed, opening: Token) -> tuple[int, int] | None:
    """Where the name in the parentheses stands: its start and end in the text."""
    behind = parsed.tokens[opening.i + 1 : opening.i + 2 + LONGEST]
    size = next((k for k, t in enumerate(behind) if t.text in ENDS), 0)
    if not size or behind[0].sentence != opening.sentence:
        return None
    start, end = behind[0].start, behind[size - 1].end
    name = parsed.text[start:end]
    return (start, end) if name[:1].isupper() and not any(c.isdigit() for c in name) else None


def _held(parsed: Parsed, opening: Token, elected: frozenset[str], heads: set[str]) -> bool:
    """Whether an elected title stands before the parenthesis in its clause, with nothing but itself, its
    place and a name between."""
    for k in range(opening.i - 1, max(opening.i - REACH, -1), -1):
        t = parsed.tokens[k]
        if t.sentence != opening.sentence or t.pos in ("VERB", "AUX", "CCONJ"):
            return False
        if t.text.lower() in heads:
            words = [x.text.lower().replace("’", "'") for x in parsed.tokens[k : k + 4]]
            return any(" ".join(words[:n]).replace("' ", "'") in elected for n in (1, 2, 3, 4))
    return False


def _place(parsed: Parsed, start: int, end: int) -> bool:
    return any(s.start < end and start < s.end and s.label in AROUND and s.score > SURE for s in parsed.spans)
