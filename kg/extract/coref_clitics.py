"""Object pronouns before a verb: "Y l'a rachetée", "Z lui succède", "W les a reprises"."""

from __future__ import annotations

from kg.extract.coref_discourse import Discourse, Referent, subject_of
from kg.extract.coref_groups import subject_group
from kg.extract.marks import Unit
from kg.extract.tokens import Token

_OBJECTS = ("obj", "iobj", "obl:arg", "expl:comp")
_AGENTS = ("Person", "Organization", "Site")


def object_at(d: Discourse, i: int) -> tuple[int, ...]:
    """What an object pronoun at a token stands for: the subject before that of its own verb.

    () where a noun beside that subject could be meant, or where the forms do not agree.
    """
    t = d.parsed.tokens[i]
    number = d.words.object.get(d.word(i))
    if d.word(i) in d.words.genitive:
        return _of(d, t)
    if number is None or t.pos != "PRON" or t.dep not in _OBJECTS or t.head <= i:
        return ()
    verb = d.parsed.tokens[t.head]
    if verb.pos not in ("VERB", "AUX") or verb.lemma in d.words.clausal:
        return ()
    gender = number if number in ("m", "f") else _participle(t, verb)
    unit = d.unit_of(i)
    own = _own_subject(d, verb, i)
    if number == "plural":
        return _group_before(d, unit, i, own)
    found = _before(d, unit, verb, i, own)
    if found is None:
        return ()
    token, referent = found
    r = d.referents[referent]
    direct = t.dep == "obj"
    if r.group not in _AGENTS or not _agrees(r, gender) or (direct and _rival(d, token, i, gender)):
        return ()
    return (referent,)


def _of(d: Discourse, t: Token) -> tuple[int, ...]:
    """ "Y en détient 40 %", "Z en est la directrice": the organisation that is subject before."""
    head = d.parsed.tokens[t.head]
    linked = any(d.parsed.tokens[c].dep == "cop" for c in d.parsed.children[head.i])
    if t.pos != "PRON" or t.head <= t.i or not (linked or head.lemma in d.words.holding):
        return ()
    found = _before(d, d.unit_of(t.i), head, t.i, _own_subject(d, head, t.i))
    return (found[1],) if found and d.referents[found[1]].group == "Organization" else ()


def _participle(t: Token, verb: Token) -> str:
    """The gender that a participle shows behind "l'": "l'a rachetée"."""
    if t.dep != "obj" or "VerbForm=Part" not in verb.morph:
        return ""
    return "f" if "Gender=Fem" in verb.morph and verb.text.endswith("e") else ""


def _agrees(r: Referent, gender: str) -> bool:
    return not gender or not r.gender or r.gender == gender


def _own_subject(d: Discourse, verb: Token, here: int) -> set[int]:
    """The subject tokens of the pronoun's own verb."""
    own = {c for c in d.parsed.children[verb.i] if d.parsed.tokens[c].dep.startswith("nsubj")}
    near = here - 1
    if near >= 0 and d.is_name(near):
        own |= {k for k in range(max(0, near - 8), near + 1) if d.at.get(k) == d.at[near]}
    return own


def _known(d: Discourse, tokens: set[int]) -> set[int]:
    return {r for k in tokens if (r := d.referent(k)) is not None}


def _before(d: Discourse, unit: Unit, verb: Token, here: int, own: set[int]) -> tuple[int, int] | None:
    """The token and the referent of the antecedent: in a coordinated clause with the same subject the
    object of the one before, else the subject of the clause or sentence before."""
    if verb.dep == "conj" and not own:
        for c in d.parsed.children[verb.head]:
            if d.parsed.tokens[c].dep == "obj" and (r := d.referent(c)) is not None and c < here:
                return c, r
        return None
    mine = _known(d, own)
    first = min(own, default=here)
    s = subject_of(d, unit, before=min(first, here))
    impersonal = any(t.dep == "expl:subj" for t in d.parsed.tokens[unit.first : here])
    if s is None and not impersonal and (previous := d.previous(unit)) is not None:
        s = subject_of(d, previous)
    if s is None:
        return None
    r = d.referent(s)
    return None if r is None or r in mine or s in own else (s, r)


def _group_before(d: Discourse, unit: Unit, here: int, own: set[int]) -> tuple[int, ...]:
    first = min(own, default=here)
    if subject_of(d, unit, before=min(first, here)) is not None:
        return ()
    previous = d.previous(unit)
    group = subject_group(d, previous) if previous is not None else None
    return group.members if group and _known(d, own).isdisjoint(group.members) else ()


def _rival(d: Discourse, antecedent: int, here: int, gender: str) -> bool:
    """Whether a thing named between could be meant: "X cédait son usine. Y l'a reprise"."""
    for k in range(antecedent + 1, here):
        t = d.parsed.tokens[k]
        if t.pos == "NOUN" and t.lemma in d.words.things and k not in d.in_quote:
            fem, masc = "Gender=Fem" in t.morph, "Gender=Masc" in t.morph
            if "Number=Plur" not in t.morph and not (gender == "f" and masc) and not (gender == "m" and fem):
                return True
    return False
