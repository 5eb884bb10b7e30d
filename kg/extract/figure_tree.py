"""Of what a number is said, by the tree of its sentence: what it hangs on, and whose that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.figure_named import PLACES
from kg.extract.figure_owner import Owners
from kg.extract.figure_path import SUBJECT, VERBAL, Path, Paths
from kg.extract.tokens import Token
from kg.extract.values import Quantity

if TYPE_CHECKING:
    from kg.extract.annotated import Annotated
    from kg.lexicon import Lexicon

_PHRASE = 7  # words of a noun phrase that a relative takes up
_DEEP = 3  # complements of complements ("60 % des élèves des écoles de X")
_OWNERS = ("Organization", "Person")
_HUNG = ("nmod", "obl:arg", "obl:mod", "obl", "obl:agent")


class Tree:
    """Owners of the numbers of one article."""

    def __init__(self, text: Annotated, lexicon: Lexicon, owners: Owners) -> None:
        self.text, self.words, self.owners = text, lexicon.figures.reading, owners
        self.topics, self.clauses = owners.topics, owners.clauses
        self.paths = Paths(text, lexicon, owners.clauses)
        self.of, self.agent = lexicon.parsing.of, lexicon.parsing.agent

    def owner(self, q: Quantity, path: Path, types: tuple[str, ...], *, holder: bool) -> int | None:
        """The mention that the tree gives; with `holder` the subject goes before the complement."""
        ways = [self.by_agent, self._above, self._within]
        ways.insert(2 if holder and not path.counts_subject else 3, self._by_verb)
        for way in ways:
            found = way(q, path, types)
            if found is not None:
                return found
        return None

    def by_agent(self, q: Quantity, path: Path, types: tuple[str, ...]) -> int | None:
        """ "financé à 40 % par X": who does the part that is told."""
        verbs = [t for t in (*path.nodes, path.verb) if t is not None and t.pos == "VERB"]
        if q.unit != "percent" or not verbs:
            return None
        first = next(iter(self.text.parsed.between(q.end, q.end + 5)), None)
        if first is None or first.text.lower() != self.agent:
            return None
        return self.topics.starting(first.end, types)

    def _above(self, q: Quantity, path: Path, types: tuple[str, ...]) -> int | None:
        """What the number or its phrase stands beside: "X (210 magasins)", "X, forte de 300 agents"."""
        for k, node in enumerate(path.nodes):
            m = self.text.mention_at.get(node.i)
            if m is not None and k and self._placed(m, node):
                continue
            if m is not None and node.start < q.start and self.text.mentions[m].end <= q.start:
                if self.topics.may(m, types) and (k > 1 or self._apart(m, q, node)):
                    return m
                continue
            if k and node.pos == "NOUN" and node.start < q.start:  # "le groupe X, 300 agents"
                named = [n for n in self.topics.named(node.i, types) if self._ends(n, q)]
                if named:
                    return named[0]
        return None

    def _placed(self, m: int, node: Token) -> bool:
        """Whether a place only tells where: "l'établissement de X facture 3 €"."""
        return self.text.of_type(m, PLACES) and self.clauses.preposition(node) is not None

    def _apart(self, m: int, q: Quantity, node: Token) -> bool:
        """Whether a name stands for itself before a number, or is set off: not "à X 30 %"."""
        between = self.text.parsed.text[self.text.mentions[m].end : q.start]
        return self.clauses.preposition(node) is None or bool(between.strip(" \n"))

    def _ends(self, n: int, q: Quantity) -> bool:
        m = self.text.mentions[n]
        return m.kind == "name" and m.end <= q.start

    def _within(self, q: Quantity, path: Path, types: tuple[str, ...]) -> int | None:
        inside = self.text.parsed.between(q.start, q.end)
        nodes = [t for t in inside if t.i != path.nodes[0].i] if q.unit == "percent" else []
        for t in nodes:
            if (found := self._possessor(t, types, path.nodes[0].i, _DEEP)) is not None:
                return found
        for k, node in enumerate(path.nodes):
            if node.pos in VERBAL:
                continue
            below = path.nodes[k - 1].i if k else -1
            found = self._possessor(node, types, below, _DEEP)
            if found is not None:
                return found
        return None

    def _possessor(self, noun: Token, types: tuple[str, ...], below: int, deep: int) -> int | None:
        """Whose a thing is: "ses clients", "les clients de X", "les clients que compte X"."""
        for c in self._kids(noun):
            if c.i != below and c.dep == "det" and "Poss=Yes" in c.morph:
                return self._of_pronoun(c, types)
        for c in self._kids(noun):
            if c.i <= noun.i or c.i == below:
                continue
            if c.dep == "acl:relcl":
                found = self._relative(c, types)
            elif c.dep in _HUNG:
                found = self._complement(c, types, deep)
            else:
                found = None
            if found is not None:
                return found
        return None

    def _complement(self, c: Token, types: tuple[str, ...], deep: int) -> int | None:
        preposition = self.clauses.preposition(c)
        if preposition is None or preposition not in self.words.complements:
            return None
        found = self.topics.named(c.i, types)
        if found:
            return found[0]
        if c.pos == "PROPN" or self.text.mention_at.get(c.i) is not None:
            return None
        if self._kind(c):  # "la licence du troisième opérateur du pays"
            types = self.topics.usual(types)
        inner = self._possessor(c, types, -1, deep - 1) if deep else None
        if inner is not None:
            return inner
        definite = any(k.dep == "det" and "Definite=Def" in k.morph for k in self._kids(c))
        return self.topics.taken_up(c, types) if definite or preposition != self.of else None

    def _relative(self, verb: Token, types: tuple[str, ...]) -> int | None:
        """ "les agences qu'elle exploite", "les salariés que compte X": the verb's own subject."""
        for c in self._kids(verb):
            if c.dep in SUBJECT and "PronType=Rel" not in c.morph:
                return self.topics.head(c, types)
        return None

    def _of_pronoun(self, word: Token, types: tuple[str, ...]) -> int | None:
        sentence = self.text.parsed.sentences[word.sentence]
        if "Person[psor]=1" in word.morph or word.text.lower() in self.owners.words.ours:
            return self._speaker(word, types)
        m = self.text.mention_at.get(word.i)
        if m is not None:
            return m if self.topics.may(m, types) else self.topics.employer(m, types)
        found = self.topics.ahead(sentence, word.end, types)
        if found is None:
            found = self.topics.subject_of(sentence, word.start, types)
        if found is None and not self._other_subject(word):
            found = self.topics.before(sentence, types)
        return found

    def _other_subject(self, word: Token) -> bool:
        """Whether some noun that names nothing known is the subject before a possessive."""
        tokens = self.text.parsed.tokens_of(self.text.parsed.sentences[word.sentence])
        pattern, text = self.words.nouns["implied"], self.text.parsed.text
        subjects = [t for t in tokens if t.start < word.start and t.dep in SUBJECT and t.pos == "NOUN"]
        return any(not pattern.match(text, t.start) for t in subjects)

    def _by_verb(self, q: Quantity, path: Path, types: tuple[str, ...]) -> int | None:
        if path.verb is None:
            return None
        if types == self.words.types["penalty"] and path.verb.lemma in self.words.lemmas["inflict"]:
            return self._sufferer(path.verb, types)
        if path.counts_subject and path.top.i != path.nodes[0].i and path.top.pos == "NOUN":
            found = self._subject(path.top, types)  # "Le chantier, évalué à 3 M€, a été payé par X"
            return self._argument(path.verb, path.top, types) if found is None else found
        if path.counts_subject:
            return self._argument(path.verb, path.top, types)
        for t in path.subjects:
            if t.lemma in self.words.lemmas["which"] and (owner := self._of_which(t, types)) is not None:
                return owner
            if self._renamed(path, t):
                continue
            if t.start < q.start and (found := self._subject(t, types)) is not None:
                return found
            if self._kind(t):
                break
        if any("Person=1" in t.morph for t in path.subjects):
            return self._speaker(path.top, types)
        if path.verb.lemma in self.words.lemmas["give"]:
            return self._argument(path.verb, path.top, types)
        return None

    def _of_which(self, which: Token, types: tuple[str, ...]) -> int | None:
        """ "son chiffre d'affaires, lequel s'est établi à …": whose the thing before the comma is."""
        for t in reversed(self.text.parsed.tokens[max(0, which.i - _PHRASE) : which.i]):
            if t.pos == "DET" and "Poss=Yes" in t.morph:
                return self._of_pronoun(t, types)
        return None

    def _sufferer(self, verb: Token, types: tuple[str, ...]) -> int | None:
        """Who is fined: the object of "condamner", the complement of "infliger", the subject of a passive."""
        if self.clauses.passive(verb):
            found = [n for i in self.clauses.subject(verb) for n in self.topics.named(i, types)]
            return found[0] if found else None
        for c in self._kids(verb):
            if c.dep in ("obj", "iobj", *_HUNG) and c.i > verb.i and (named := self.topics.named(c.i, types)):
                return named[0]
        return None

    def _kind(self, t: Token) -> bool:
        """ "l'entreprise de la ville": a noun that takes up something is not the place beside it."""
        return t.pos == "NOUN" and self.text.mention_at.get(t.i) is None and bool(self.topics.kinds(t))

    def _subject(self, t: Token, types: tuple[str, ...]) -> int | None:
        """What a subject stands for; what stands in a relation to another is not that other."""
        types = self.topics.usual(types) if self._kind(t) or self.clauses.preposition(t) else types
        if t.pos == "NOUN" and self.text.mention_at.get(t.i) is None:
            for c in self._kids(t):
                m = self.text.mention_at.get(c.i)
                if m is not None and self.topics.may(m, types) and self._apposed(c, m):
                    return m  # "Le nouveau modèle, la X, sera vendu"
            if t.lemma in self.words.lemmas["relational"]:
                if (own := self._called(t, types)) is not None:
                    return own
                return None
            if t.lemma in self.words.lemmas["under"]:
                return self.topics.taken_up(t, types)
            owner = self._possessor(t, types, -1, _DEEP)
            if owner is None and t.dep == "nmod":  # "son trafic de conteneurs reculer"
                owner = self._possessor(self.text.parsed.tokens[t.head], types, t.i, 0)
            if owner is not None:
                return owner
        return self.topics.head(t, types)

    def _apposed(self, c: Token, m: int) -> bool:
        """Whether a name is set off by a comma; the parser often takes it for an enumeration."""
        before = self.text.parsed.tokens[self.text.first_token[m] - 1]
        return c.dep == "appos" or (c.dep == "conj" and before.text == ",")

    def _argument(self, verb: Token, top: Token, types: tuple[str, ...]) -> int | None:
        """The named thing beside a verb whose subject is counted: "… travaillent pour X"."""
        below = [c for c in self._kids(verb) if c.i != top.i and c.i > verb.i]
        below += [k for c in below if c.dep == "obj" for k in self._kids(c)]
        for preposition in self.words.agents:
            for c in below:
                if self.clauses.preposition(c) == preposition:
                    found = self.topics.named(c.i, types)
                    if found:
                        return found[0]
        return None

    def blocked(self, path: Path) -> bool:
        """Whether the subject only stands in a relation to what is spoken of: "sa maison mère"."""
        return any(self._related(t) and not self._renamed(path, t) for t in path.subjects)

    def _renamed(self, path: Path, t: Token) -> bool:
        """ "Son principal actionnaire, la holding X, détient …": the second subject names the first."""
        if self.text.mention_at.get(t.i) is not None:
            return False
        return any(
            o.i > t.i and any(self.text.mentions[n].kind == "name" for n in self.topics.named(o.i, _OWNERS))
            for o in path.subjects
        )

    def _related(self, t: Token) -> bool:
        if t.pos != "NOUN" or t.lemma not in self.words.lemmas["relational"]:
            return False
        if any("Poss=Yes" in c.morph for c in self._kids(t)):
            return True
        return self.text.mention_at.get(t.i) is None and self._called(t, ("Organization",)) is None

    def _called(self, t: Token, types: tuple[str, ...]) -> int | None:
        """The name that stands beside a noun without a preposition: "le bailleur social X"."""
        for n in self.topics.named(t.i, types):
            first = self.text.first_token[n]
            if not any(k.pos == "ADP" for k in self.text.parsed.tokens[t.i + 1 : first]):
                return n
        return None

    def _speaker(self, word: Token, types: tuple[str, ...]) -> int | None:
        sentence = self.text.parsed.sentences[word.sentence]
        types = tuple(t for t in types if t != "Person")
        return self.owners.speaker(sentence, word.start, word.end, types)

    def _kids(self, t: Token) -> tuple[Token, ...]:
        return tuple(self.text.parsed.tokens[c] for c in self.text.parsed.children[t.i])
