"""The subject of a finite verb by the order of words, where the parser found none.

"X, directrice de Y, rejoint Z": the parser often takes the name for the root and loses the verb's
subject behind the apposition. French order gives it back.
"""

from __future__ import annotations

from kg.extract.tokens import Parsed, Token

WITHIN = ("AUX", "ADV")  # what may stand between subject and verb, beside clitic pronouns
STOPS = (":", ";", "«", "»", "“", "”", '"', "–", "—")


def subject_by_order(parsed: Parsed, verb: Token) -> tuple[int, ...]:
    """The name right before a finite verb, or the one that an apposition between commas describes."""
    if "VerbForm=Inf" in verb.morph or not _finite(parsed, verb):
        return ()
    tokens = parsed.tokens
    sentence = parsed.sentences[verb.sentence]
    k = verb.i - 1
    while k >= sentence.first and (tokens[k].pos in WITHIN or _clitic(tokens[k])):
        k -= 1
    if k < sentence.first:
        return ()
    if tokens[k].pos == "PROPN":
        return _free_name(tokens, sentence.first, k)
    return _before_apposition(tokens, sentence.first, k) if tokens[k].text == "," else ()


def antecedent(parsed: Parsed, pronoun: int) -> tuple[int, ...]:
    """The name or noun that a relative pronoun stands right behind."""
    tokens = parsed.tokens
    first = parsed.sentences[tokens[pronoun].sentence].first
    k = pronoun - 1
    if k > first and tokens[k].text == ",":
        k -= 1
    if k < first:
        return ()
    if tokens[k].pos == "PROPN":
        return (_start(tokens, first, k),)
    return (k,) if tokens[k].pos == "NOUN" else ()


def _finite(parsed: Parsed, verb: Token) -> bool:
    kids = (parsed.tokens[c] for c in parsed.children[verb.i])
    helpers = [c for c in kids if c.dep.startswith("aux")]
    return any("VerbForm=Fin" in t.morph for t in (verb, *helpers))


def _clitic(t: Token) -> bool:
    return t.pos == "PRON" and t.dep in ("expl:comp", "expl:pass", "expl:subj", "obj", "iobj", "expl")


def _start(tokens: tuple[Token, ...], first: int, k: int) -> int:
    while k > first and tokens[k - 1].pos == "PROPN":
        k -= 1
    return k


def _free_name(tokens: tuple[Token, ...], first: int, k: int) -> tuple[int, ...]:
    """A name that no preposition governs."""
    start = _start(tokens, first, k)
    before = start - 1
    while before >= first and tokens[before].pos in ("DET", "ADJ", "NOUN"):
        before -= 1
    return () if before >= first and tokens[before].pos == "ADP" else (start,)


def _before_apposition(tokens: tuple[Token, ...], first: int, comma: int) -> tuple[int, ...]:
    begin = max((i + 1 for i in range(first, comma) if tokens[i].text in STOPS), default=first)
    for k in range(begin, comma - 1):
        if tokens[k].pos == "PROPN" and tokens[k + 1].text == "," and (name := _free_name(tokens, begin, k)):
            return name
    return ()
