"""From the parse to predicates with their arguments, the same for every wording.

A clause is a verb or an action noun with the words that fill its slots: `subj` (who does it, also
the agent of a passive and the owner in "son contrat"), `obj`, and one slot per preposition. What a
noun is said of ("X est le fournisseur de Y", "X, fournisseur de Y") stands in its slot `is`. Active,
passive, relative, infinitive, participle and coordinated wordings give the same slots.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.extract.subjects import antecedent, subject_by_order
from kg.extract.tokens import Parsed, Token
from kg.lexicon.parsing import ParsingWords

VERBAL = ("VERB", "AUX")
BARE = ("appos", "flat:name", "amod", "nmod")
OBLIQUE = ("obl", "obl:arg", "obl:mod", "obl:agent", "nmod", "iobj", "advmod", "dep", "dep:comp")
GAP = 3  # tokens from a verb to its object: "a aussi rejoint le X"


@dataclass(frozen=True)
class Clause:
    """`slots` maps a slot to the tokens that head its fillers, best first."""

    head: Token
    noun: bool
    slots: dict[str, tuple[int, ...]]

    def get(self, slot: str) -> tuple[int, ...]:
        return self.slots.get(slot, ())


class Clauses:
    """Builds the clauses of one article on demand; each verb's subject is found once."""

    def __init__(self, parsed: Parsed, words: ParsingWords) -> None:
        self.parsed, self.words = parsed, words
        self._subjects: dict[int, tuple[int, ...]] = {}
        self._owner: dict[int, int] = {}

    def verb(self, head: Token) -> Clause:
        """The clause of a verb."""
        slots: dict[str, list[int]] = defaultdict(list)
        passive = self.passive(head)
        for c in self._kids(head):
            slot = self._slot(c) or ("obj" if self._bare_object(c, head) else None)
            if slot:
                slots[slot].append(c.i)
            for key, filler in self._beyond(c):
                slots[key].append(filler)
            if slot == "obj":
                for k in self._kids(c):  # a phrase hung on the object often belongs to the verb
                    if k.dep in OBLIQUE and k.i > head.i and (prep := self.preposition(k)):
                        slots["~" + prep].append(k.i)
        governor = self.parsed.tokens[head.head]
        if head.dep == "xcomp" and governor.pos in VERBAL:  # "X va céder sa filiale, Y, à Z"
            for k in self._kids(governor):
                if k.dep in OBLIQUE and k.i > head.i and (prep := self.preposition(k)):
                    slots["~" + prep].append(k.i)
        subject = self.subject(head)
        slots["obj" if passive else "subj"] = [*subject, *slots["obj" if passive else "subj"]]
        if passive:
            slots["subj"] += slots.pop(self.words.agent, [])
        for key, filler in self._relative(head):
            slots[key].append(filler)
        slots[self.words.indirect] += [c.i for c in self._kids(head) if self._locative(c)]
        return Clause(head, False, {k: tuple(dict.fromkeys(v)) for k, v in slots.items() if v})

    def noun(self, head: Token) -> Clause:
        """The clause of an action noun: "la reprise de X par Y", "son départ"."""
        slots: dict[str, list[int]] = defaultdict(list)
        for c in self._kids(head):
            if c.dep == "det" and "Poss=Yes" in c.morph:
                slots["poss"].append(c.i)
            elif c.dep in OBLIQUE or c.dep == "obl":
                slots[self.preposition(c) or "bare"].append(c.i)
                for key, filler in self._beyond(c):
                    slots[key].append(filler)
            elif c.dep in ("appos", "flat:name", "amod"):
                slots["bare"].append(c.i)
            elif c.dep == "nsubj":
                slots["is"].append(c.i)
            elif c.dep.startswith("acl") and c.lemma in self.words.tying:  # "le contrat signé avec X"
                for k in self._kids(c):
                    if k.dep in OBLIQUE and (prep := self.preposition(k)):
                        slots[prep].append(k.i)
            if c.pos == "PROPN" and self.preposition(c) is None:  # "l'usine X de Y"
                for k in self._kids(c):
                    if k.dep in OBLIQUE and (prep := self.preposition(k)):
                        slots[prep].append(k.i)
        governor = self.parsed.tokens[head.head]
        if head.dep == "appos":
            slots["is"].append(governor.i)
        if governor.i != head.i and governor.pos in VERBAL:
            slots["gov"] += self.verb_subject(governor)
            if head.dep == "nsubj:pass":
                slots["gov"] += [c.i for c in self._kids(governor) if self.preposition(c) == self.words.agent]
            for c in self._kids(governor):  # a phrase hung on the verb often belongs to the noun
                if c.dep in OBLIQUE and c.i > head.i:
                    found = ((self.preposition(c), c.i), *self._beyond(c))
                    for prep, filler in found:
                        if prep:
                            slots["~" + prep].append(filler)
        return Clause(head, True, {k: tuple(dict.fromkeys(v)) for k, v in slots.items() if v})

    def passive(self, verb: Token) -> bool:
        if any(c.dep.startswith("expl") and "Reflex=Yes" in c.morph for c in self._kids(verb)):
            return False  # "s'est associée à X": the parser often calls it a passive
        if verb.lemma in self.words.never_passive:
            return False
        if "Voice=Pass" in verb.morph or any(c.dep in ("aux:pass", "nsubj:pass") for c in self._kids(verb)):
            return True
        return self.bare_participle(verb)

    def bare_participle(self, verb: Token) -> bool:
        """A past participle without an auxiliary: "implanté à X", a state and no event."""
        return (
            "VerbForm=Part" in verb.morph
            and "Tense=Past" in verb.morph
            and not any(c.dep.startswith("aux") or c.dep == "nsubj" for c in self._kids(verb))
        )

    def verb_subject(self, verb: Token) -> tuple[int, ...]:
        """Who does it: the subject, or the agent of a passive."""
        if not self.passive(verb):
            return self.subject(verb)
        return tuple(
            c.i for c in self._kids(verb) if c.dep == "obl:agent" or self.preposition(c) == self.words.agent
        )

    def subject(self, verb: Token, depth: int = 0) -> tuple[int, ...]:
        """The grammatical subject: its own, or the one that it shares with its governor."""
        if verb.i not in self._subjects:
            self._subjects[verb.i] = ()  # breaks cycles
            found = self._find_subject(verb, depth)
            self._subjects[verb.i] = found or subject_by_order(self.parsed, verb)
        return self._subjects[verb.i]

    def _find_subject(self, verb: Token, depth: int) -> tuple[int, ...]:
        own = tuple(c.i for c in self._kids(verb) if c.dep in ("nsubj", "nsubj:pass", "nsubj:caus"))
        relative = verb.dep == "acl:relcl"
        if own and not self._is_relative(own):
            return own
        if own and not relative:
            return antecedent(self.parsed, own[0]) or own
        governor = self.parsed.tokens[verb.head]
        if governor.i == verb.i or depth > 6:
            return own
        if relative:
            return tuple(dict.fromkeys((governor.i, *antecedent(self.parsed, own[0])))) if own else ()
        if verb.dep in ("acl", "amod") and governor.pos not in VERBAL:
            if "VerbForm=Inf" not in verb.morph:
                return (governor.i,)
            of = [
                c.i for c in self._kids(governor) if c.dep == "nmod" and self.preposition(c) == self.words.of
            ]
            poss = [c.i for c in self._kids(governor) if c.dep == "det" and "Poss=Yes" in c.morph]
            above = self.parsed.tokens[governor.head]
            if of or poss:
                return tuple(of or poss)
            if above.pos in VERBAL and above.i != governor.i:
                return self.subject(above, depth + 1)
            return self._subject_of_predicate(governor)  # "X est sur le point de céder Y"
        if verb.dep in ("conj", "xcomp", "advcl", "parataxis", "acl", *OBLIQUE) and governor.pos in VERBAL:
            if verb.dep == "advcl" and "VerbForm=Fin" in verb.morph:
                return ()
            return self.subject(governor, depth + 1)
        if verb.dep == "ccomp" and "VerbForm=Inf" in verb.morph and governor.pos in VERBAL:
            return self.subject(governor, depth + 1)
        if verb.dep == "advcl":
            return self._subject_of_predicate(governor)
        return ()

    def _subject_of_predicate(self, governor: Token) -> tuple[int, ...]:
        return tuple(c.i for c in self._kids(governor) if c.dep.startswith("nsubj"))

    def _is_relative(self, tokens: tuple[int, ...]) -> bool:
        return all("PronType=Rel" in self.parsed.tokens[i].morph for i in tokens)

    def _relative(self, verb: Token) -> list[tuple[str, int]]:
        """The antecedent in the slot of the relative pronoun: "dont", "que", "où", "auquel"."""
        if verb.dep != "acl:relcl":
            return []
        found = []
        for i in self._subtree(verb):
            t = self.parsed.tokens[i]
            word = self.words.relative.get(t.text.lower())
            if t.i > verb.i or t.dep.startswith("nsubj") or (word is None and "PronType=Rel" not in t.morph):
                continue
            slot = "obj" if t.dep == "obj" else self.preposition(t) or word
            if slot:
                found.append((slot, verb.head))
        return found

    def _slot(self, c: Token) -> str | None:
        if c.dep == "obj":
            return "obj"
        if c.dep == "obl:agent":
            return self.words.agent
        if c.dep == "flat:name" and c.pos == "PROPN" and c.i == c.head + 1:
            return "obj"  # "remplace Odile Carbonnel": the model hangs some names on the verb like this
        if c.pos == "PRON" and c.text.lower() in self.words.genitive:
            return self.words.of
        if c.dep in OBLIQUE:
            return self.preposition(c) or (self.words.indirect if c.dep == "iobj" else None)
        return None

    def _locative(self, c: Token) -> bool:
        """ "y", and the noun of "sur place"."""
        word = c.text.lower()
        before = self.parsed.tokens[c.i - 1].text.lower() if c.i else ""
        return word in self.words.locative or f"{before} {word}" in self.words.on_site

    def _bare_object(self, c: Token, verb: Token) -> bool:
        """A name right behind a verb in the active, without a preposition: the parser often takes it
        for an adjunct ("a rejoint X")."""
        if c.pos not in ("PROPN", "X") or c.dep not in OBLIQUE or not 0 < c.i - verb.i <= GAP:
            return False
        between = self.parsed.tokens[verb.i + 1 : c.i]
        return all(t.pos in ("ADV", "DET") for t in between) and not self.passive(verb)

    def preposition(self, c: Token) -> str | None:
        """The preposition of a phrase by its lemma, with what is fixed to it ("auprès de")."""
        for k in self._kids(c):
            if k.dep == "case":
                fixed = [self.parsed.tokens[f] for f in self.parsed.children[k.i]]
                words = [t.text.lower() for t in (k, *fixed)]
                return " ".join(self.words.prepositions.get(w, w) for w in words)
        return None

    def _beyond(self, c: Token) -> list[tuple[str, int]]:
        """Prepositions of several words that start with an adverb: "auprès de X", "loin de X"."""
        if c.dep not in OBLIQUE or c.pos not in ("ADV", "ADP"):
            return []
        kids = ((self.preposition(k), k.i) for k in self._kids(c) if k.dep in OBLIQUE)
        return [(f"{c.text.lower()} {prep}", i) for prep, i in kids if prep]

    def inside(self, head: Token, prepositions: tuple[str, ...]) -> list[int]:
        """What stands in the noun phrase of a head, behind the given prepositions or without one, nearest
        first: "la future usine de batteries de X à Y". Clauses in it are left out, but those that tell
        where things are ("les agences qu'elle exploite en Wallonie")."""
        found, stack = [], [head]
        while stack:
            t = stack.pop(0)
            for c in self._kids(t):
                prep = self.preposition(c)
                if c.dep.startswith("acl"):
                    if c.lemma in self.words.locating:
                        stack.append(c)
                elif c.i > head.i and (prep in prepositions if prep else c.dep in BARE):
                    found.append(c.i)
                    stack.append(c)
        return sorted(found)

    def aims(self, clause: Clause) -> list[int]:
        """What money or work is meant for: "8 millions à l'extension de sa centrale de X", "12 millions
        pour moderniser X". Tokens in the phrases behind a preposition and in an infinitive of purpose."""
        into = (*self.words.inside, self.words.purpose)
        heads = [i for p in into for i in (*clause.get(p), *clause.get("~" + p))]
        for verb in self._kids(clause.head):
            if verb.dep in ("advcl", "acl", "xcomp", "obl:mod") and "VerbForm=Inf" in verb.morph:
                heads += [c.i for c in self._kids(verb) if c.dep == "obj" or c.dep in OBLIQUE]
        tokens = self.parsed.tokens
        return [i for h in dict.fromkeys(heads) for i in (h, *self.inside(tokens[h], self.words.inside))]

    def owner(self, token: Token) -> int:
        """The verb that a token belongs to: its nearest verbal ancestor (or itself), else its root."""
        seen = []
        t = token
        while t.i not in self._owner:
            seen.append(t.i)
            if (t.pos == "VERB" and t.dep not in ("amod", "acl")) or t.head == t.i:
                self._owner[t.i] = t.i
                break
            t = self.parsed.tokens[t.head]
        for i in seen:
            self._owner[i] = self._owner[t.i]
        return self._owner[token.i]

    def reach(self, head: Token) -> set[int]:
        """The verbs that a predicate belongs to, with those that govern it as an infinitive ("320 emplois
        doivent être créés") and, of a noun, the infinitives of its verb ("la vente doit être bouclée")."""
        tokens = self.parsed.tokens
        owners = {self.owner(head)}
        t = tokens[min(owners)]
        if head.pos == "NOUN":
            owners.update(c.i for c in self._kids(t) if c.dep == "xcomp" and c.pos == "VERB")
        while t.dep == "xcomp" and t.head not in owners and tokens[t.head].pos in VERBAL:
            t = tokens[t.head]
            owners.add(t.i)
        return owners

    def _kids(self, t: Token) -> tuple[Token, ...]:
        return tuple(self.parsed.tokens[c] for c in self.parsed.children[t.i])

    def _subtree(self, t: Token) -> list[int]:
        found, stack = [], [t.i]
        while stack:
            i = stack.pop()
            found.append(i)
            stack += [c for c in self.parsed.children[i] if self.parsed.tokens[c].dep != "acl:relcl"]
        return sorted(found)
