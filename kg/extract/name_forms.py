"""Names that can be read from their form: "ministère de la Pêche", "loi sur le travail de nuit"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.candidates import Candidate
from kg.extract.name_acronyms import BRACKETED, spells
from kg.extract.tokens import Parsed, Token
from kg.lexicon.names import Form, NameCues

_NOMINAL = {"NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM", "X"}


def read_forms(parsed: Parsed, words: NameCues, adjectives: dict[str, str]) -> list[Candidate]:
    """Candidates of the patterns that may stand alone; weak ones have `sure` below 1."""
    found = []
    for sentence in parsed.sentences:
        text = parsed.text[sentence.start : sentence.end]
        for form in words.forms:
            if form.near and not any(n in text for n in form.near):
                continue
            for m in form.pattern.finditer(text):
                start, end = m.start("name") + sentence.start, m.end("name") + sentence.start
                if form.phrase:
                    end = _phrase_end(parsed, start, end, form, adjectives, words)
                if end > start and not _refused(parsed.text[start:end], form, words):
                    sure = 0.3 if form.weak else 1.0
                    found.append(Candidate(start, end, ((form.type, 1.0),), f"form:{form.id}", sure))
    return found


def _refused(name: str, form: Form, words: NameCues) -> bool:
    return form.type == "Industry" and (name.split()[0] in words.not_industry or len(name) < 3)


def _phrase_end(
    parsed: Parsed, start: int, end: int, form: Form, adjectives: dict[str, str], words: NameCues
) -> int:
    """Where the noun phrase ends that the small words of a pattern are the beginning of."""
    tokens = parsed.between(start, end)
    good = -1
    narrow = form.phrase == "nouns"
    for i, t in enumerate(tokens):
        low = t.text.lower()
        participle = "VerbForm=Part" in t.morph and i > 0
        if not (t.pos in _NOMINAL or participle) or (narrow and not _narrow(tokens, i, words)):
            break
        if narrow and i > 0 and low in adjectives:
            break
        if (
            t.pos in {"NOUN", "PROPN", "X"}
            or (narrow and i == 0)
            or ((t.pos == "ADJ" or participle) and i > 0)
        ):
            good = i
    return tokens[good].end if good >= 0 else start


def _narrow(tokens: Sequence[Token], i: int, words: NameCues) -> bool:
    """Whether a word still belongs to the name of a sector: noun, adjective, "de" + noun."""
    t = tokens[i]
    if i == 0:
        return t.pos not in {"DET", "ADP", "NUM"}
    if t.pos in {"ADP", "DET"}:
        low = t.text.lower().replace("’", "'")
        return low in words.within and i + 1 < len(tokens) and tokens[i + 1].pos in {"NOUN", "PROPN"}
    if "VerbForm=Part" in t.morph:  # "établi à Gap" says where the firm is
        return i + 1 == len(tokens) or tokens[i + 1].pos not in {"ADP", "ADV"}
    return t.pos == "ADJ" or (t.pos in {"NOUN", "PROPN", "X"} and tokens[i - 1].pos != "ADJ")


def extend(parsed: Parsed, found: Sequence[Candidate], words: NameCues) -> list[Candidate]:
    """Names of bodies with the rest of an enumeration, if form or an acronym behind asks for it."""
    of = "|".join(re.escape(o).replace("'", "['’]") + ("" if o.endswith("'") else " ") for o in
                  sorted(words.of, key=len, reverse=True))  # fmt: skip
    bodies = frozenset(words.by_word["first"])
    result: list[Candidate] = []
    for c in sorted(found, key=lambda c: c.start):
        if result and c.start < result[-1].end:
            continue
        result.append(_extended(parsed, c, words.more, of, bodies))
    return result


def _extended(
    parsed: Parsed, c: Candidate, more: re.Pattern[str], of: str, bodies: frozenset[str]
) -> Candidate:
    name = parsed.text[c.start : c.end]
    parts = name.split(" ")
    if len(parts) < 2 or bodies.isdisjoint(" ".join(parts[:k]) for k in (1, 2, 3)):
        return c
    sentence = parsed.sentence_at(c.start)
    limit = sentence.end if sentence else c.end
    m = more.match(parsed.text, c.end, limit)
    end = m.end() if m and re.search(rf"\s(?:{of})", name) else c.end
    for bracket in BRACKETED.finditer(parsed.text, c.end, min(limit, c.end + 120)):
        between = parsed.text[c.end : bracket.start()]
        if not re.search(r"[.;:()«»]", between) and spells(
            bracket[1], parsed.text[c.start : bracket.start()]
        ):
            end = max(end, bracket.start())
        break
    return replace(c, end=end)
