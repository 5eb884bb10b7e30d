"""Who "l'acquéreur" or "le repreneur" is: the only buyer in the deals that were told before."""

from __future__ import annotations

from kg.extract.coref_discourse import Discourse
from kg.extract.tokens import Token

_FAR = 400  # tokens back to the verb of the deal
_NEAR = 7  # tokens from "par" or "à" to the name behind it
_BUYERS = ("Organization", "Person")


def buyer_at(d: Discourse, i: int) -> tuple[int, int] | None:
    """For "l'acquéreur", "le nouveau propriétaire" at token i: its last token and the buyer."""
    if d.word(i) not in d.words.definite or i in d.at:
        return None
    fresh = d.word(i + 1) in d.words.new
    noun = i + 2 if fresh else i + 1
    behind = d.token(noun + 1)
    known = d.word(noun) in d.words.buyers or (fresh and d.word(noun) in d.words.owning)
    if not known or behind is None or d.is_name(noun + 1):
        return None
    if d.word(noun + 1) in d.words.complement | d.words.relative or behind.pos in ("ADJ", "NOUN", "PROPN"):
        return None
    if behind.text == "," and d.is_name(noun + 2):
        return None
    verbs = (t for t in d.parsed.tokens[max(i - _FAR, 0) : i] if t.pos == "VERB" and t.i not in d.at)
    found = {b for t in verbs if (b := _buyer(d, t)) is not None}
    return (noun, found.pop()) if len(found) == 1 else None


def _buyer(d: Discourse, verb: Token) -> int | None:
    """Who buys by a verb: the agent or subject of a purchase, the one to whom is sold."""
    if verb.lemma in d.words.selling:
        return _behind(d, verb, d.words.towards)
    if verb.lemma not in d.words.buying:
        return None
    agent = _behind(d, verb, d.words.by)
    if agent is not None:
        return agent
    kids = (d.parsed.tokens[c] for c in d.parsed.children[verb.i])
    subjects = [c for c in kids if c.dep == "nsubj"]
    found = d.referent(subjects[-1].i) if subjects else None
    return found if found is not None and d.fits(d.referents[found], _BUYERS) else None


def _behind(d: Discourse, verb: Token, prepositions: frozenset[str]) -> int | None:
    """The first buyer named behind one of these prepositions in the rest of the sentence."""
    end = d.unit_of(verb.i).last
    for k in range(verb.i + 1, end):
        if d.word(k) in prepositions:
            near = (d.at[n] for n in range(k + 1, min(k + _NEAR, end)) if d.is_name(n))
            return next((r for r in near if d.fits(d.referents[r], _BUYERS)), None)
    return None
