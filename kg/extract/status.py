"""Whether what is said is a fact, a plan, a possibility or denied."""

from __future__ import annotations

from kg.extract.tokens import Parsed, Token
from kg.lexicon.parsing import ParsingWords
from kg.lexicon.status import StatusWords
from kg.model import Status

ORDER: dict[Status, int] = {"actual": 0, "planned": 1, "possible": 2, "denied": 3}

REACH = 8  # words that a noun phrase may have behind its noun
PHRASE = ("ADJ", "ADP", "DET", "NOUN", "PROPN", "NUM", "X")


class StatusReader:
    """Reads tense, mood, negation and the governing words of a predicate."""

    def __init__(self, parsed: Parsed, words: StatusWords, grammar: ParsingWords) -> None:
        self.parsed, self.words, self.grammar = parsed, words, grammar

    def negated(self, head: Token) -> bool:
        """Whether the predicate itself is negated ("ne sera pas reconduit", "aucun licenciement"), or
        said to stop ("cesse de livrer X")."""
        kids = self._kids(head)
        above = self.parsed.tokens[head.head]
        if (
            above.lemma in self.words.ceasing
            and "VerbForm=Inf" in head.morph
            and head.dep in ("xcomp", "obj")
        ):
            return not self.negated(above)
        if head.pos == "NOUN" and self._denied_before(head):
            return True
        if any(c.text.lower() in self.grammar.negation for c in kids):
            bare = head.pos == "NOUN" or any(c.text.lower() in self.grammar.negation_head for c in kids)
            alone = self.grammar.negation - self.grammar.negation_beside
            return bare or any(c.lemma in alone and c.dep == "advmod" for c in kids)
        return False

    def _denied_before(self, noun: Token) -> bool:
        """ "pas de rachat": the parser hangs the negation on any word but the noun."""
        before = self.parsed.tokens[max(noun.i - 2, 0) : noun.i]
        if len(before) < 2 or before[0].sentence != noun.sentence:
            return False
        word = before[1].text.lower()  # "pas de", "pas d'": not "n'exclut pas des rachats"
        of = self.grammar.of.startswith(word.rstrip("'’"))
        return of and before[0].text.lower() in self.grammar.negation

    def status(self, head: Token, ignore_negation: bool = False) -> Status:
        """The status of what a verb or action noun says, from itself and what governs it."""
        found: Status = "actual"
        negations = 0
        if not ignore_negation and self.negated(head):
            negations += 1
        found = self._worse(found, self._own(head))
        below = head
        for governor in self._governors(head):
            word = self._word(governor, below)
            below = governor
            refused = self.negated(governor)
            if word == "denied":
                found = "possible" if refused else "denied"
                break
            if word is not None:
                found = self._worse(found, word)
                negations += refused
            if governor.lemma not in self.words.expected:
                found = self._worse(found, self._tense(governor))
        if negations % 2 and found != "denied":
            return "denied"
        supposed = self.asked(head) or any(self._supposed(t) for t in (head, *self._governors(head)))
        return self._worse(found, "possible") if supposed else found

    def _supposed(self, t: Token) -> bool:
        """Whether a verb stands in a clause of condition: "si X fermait son usine"."""
        return t.pos in ("VERB", "AUX") and any(
            c.dep == "mark" and c.text.lower() in self.words.conditional for c in self._kids(t)
        )

    def tacit(self, head: Token) -> bool:
        """Whether an actual predicate may as well be to come: a noun, or a verb in the present."""
        if head.pos == "NOUN":
            over = any(c.dep == "case" and c.lemma in self.words.past for c in self._kids(head))
            return not over and not any(self._over(g) for g in self._governors(head))
        aux = [c for c in self._kids(head) if c.dep.startswith("aux")]
        if any(c.dep == "aux:tense" for c in aux):
            return False
        return any("Tense=Pres" in t.morph and "VerbForm=Fin" in t.morph for t in (head, *aux))

    def _over(self, governor: Token) -> bool:
        """Whether a verb tells its object as done: "a permis la création de 90 postes"."""
        done = any(c.dep == "aux:tense" for c in self._kids(governor)) or "Tense=Past" in governor.morph
        return done and governor.pos == "VERB" and governor.lemma not in self.words.governors

    def asked(self, head: Token) -> bool:
        """Whether the words stand in a question of yes or no ("Bientôt une usine à X ?")."""
        sentence = self.parsed.sentences[head.sentence]
        behind = self.parsed.tokens[head.i : sentence.last]
        end = next((t.text for t in behind if t.text in self.grammar.sentence_end), "")
        first = self.parsed.tokens[sentence.first].text.lower()
        return end in self.grammar.question and first not in self.grammar.question_word

    def _word(self, governor: Token, below: Token) -> Status | None:
        """What a governing word makes of what hangs on it: nothing, where that is over and done ("annonce
        avoir vendu"); what its object says, where it has one ("donner son feu vert au rachat")."""
        word = self.words.governors.get(governor.lemma)
        if word is None and below.dep == "obl:arg" and governor.pos == "VERB":
            objects = (c.lemma for c in self._kids(governor) if c.dep == "obj" and c.i < below.i)
            word = next((self.words.governors[o] for o in objects if o in self.words.governors), None)
        if word == "planned" and any(c.dep == "aux:tense" for c in self._kids(below)):
            return None
        return word

    def _own(self, head: Token) -> Status:
        found = self._tense(head)
        for c in self._kids(head):
            if c.dep in ("amod", "advmod") and c.lemma in self.words.modifiers:
                found = self._worse(found, self.words.modifiers[c.lemma])
            elif c.dep in ("amod", "acl") and self._told(c):  # "la fermeture annoncée"
                found = self._worse(found, self.words.governors[c.lemma])
        return found

    def _told(self, c: Token) -> bool:
        return "VerbForm=Part" in c.morph and "Tense=Past" in c.morph and c.lemma in self.words.governors

    def _tense(self, verb: Token) -> Status:
        """Future tense is a plan, the conditional a possibility; an auxiliary carries them."""
        for t in (verb, *(c for c in self._kids(verb) if c.dep.startswith("aux") or c.dep == "cop")):
            if "Mood=Cnd" in t.morph:
                return "possible"
            if "Tense=Fut" in t.morph:
                return "planned"
        stem = verb.lemma.removesuffix("e")
        if verb.pos == "VERB" and len(stem) > 2 and verb.text.lower().startswith(stem):
            return self.words.endings.get(verb.text.lower().removeprefix(stem), "actual")
        return "actual"

    def _governors(self, head: Token) -> list[Token]:
        """The verbs and nouns above a predicate that say how real it is."""
        found: list[Token] = []
        t = head
        if head.pos == "NOUN" and (verb := self._predicate(head)) is not None:
            return [verb]
        while t.head != t.i and len(found) < 5:
            above = self.parsed.tokens[t.head]
            if t.dep in (
                "xcomp",
                "ccomp",
                "obj",
                "nmod",
                "acl",
                "obl:arg",
                "obl:mod",
                "obl",
                "nsubj:pass",
                "advcl",
            ):
                if t.dep == "acl" and "VerbForm=Inf" not in t.morph and t.pos == "VERB":
                    break
                if t.dep in ("advcl", "obl:mod") and t.i == head.i and "VerbForm=Inf" not in t.morph:
                    break
                found.append(above)
            elif t.dep == "nsubj" and t.pos == "NOUN":
                found.append(above)
            else:
                break
            t = above
        return found

    def _predicate(self, noun: Token) -> Token | None:
        """The finite verb right behind a noun phrase that the parser hung elsewhere: its noun is often
        the root ("L'investissement atteindra …") or coordinated with anything before it."""
        if noun.dep not in ("ROOT", "conj", "dep"):
            return None
        tokens = self.parsed.tokens
        for t in tokens[noun.i + 1 : min(noun.i + 1 + REACH, self.parsed.sentences[noun.sentence].last)]:
            if t.pos in ("VERB", "AUX"):
                verb = tokens[t.head] if t.pos == "AUX" and t.dep.startswith(("aux", "cop")) else t
                own = any(c.dep.startswith("nsubj") and c.i > noun.i for c in self._kids(verb))
                return verb if "VerbForm=Fin" in t.morph and not own else None
            if t.pos not in PHRASE and t.text.lower() not in self.grammar.negation_head:
                return None
        return None

    @staticmethod
    def _worse(a: Status, b: Status) -> Status:
        return a if ORDER[a] >= ORDER[b] else b

    def _kids(self, t: Token) -> tuple[Token, ...]:
        return tuple(self.parsed.tokens[c] for c in self.parsed.children[t.i])
