"""What a passage is about: for numbers whose owner stands in another phrase or sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.annotated import Annotated
from kg.extract.clauses import Clauses
from kg.extract.figure_described import Described
from kg.extract.figure_named import BACK, PLACES, Named
from kg.extract.tokens import Sentence, Token

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

_OPENING = 5  # words in which the name of an opening phrase begins
_FRONT = 130  # characters behind a phrase within which the subject it is said of begins
_CLOSE = 10  # characters between a person and the organization that a preposition puts behind
_WALK = 6  # common words that may stand before a name ("par le géant suisse du luxe X")
_BEFORE_NAME = ("DET", "NOUN", "ADJ", "ADP")
_NOT_TOPIC = ("Media",)


class Topics(Named):
    """Looks up the mention that a pronoun, a common noun or a bare phrase is about."""

    def __init__(self, text: Annotated, lexicon: Lexicon, clauses: Clauses) -> None:
        super().__init__(text, lexicon)
        self.clauses = clauses
        self.described = Described(text, lexicon, self.is_source)
        self.heads = {
            words[0]: tuple(dict.fromkeys(c for s in senses for c in s.head.classes))
            for words, senses in lexicon.anaphora.heads.items()
            if len(words) == 1
        }

    def head(self, t: Token, types: tuple[str, ...]) -> int | None:
        """The mention at the head of a phrase, its owner ("les ventes de X"), or what it takes up."""
        t = self._whole(t)
        if t.pos == "NOUN" and self.text.mention_at.get(t.i) is None and self.kinds(t):
            types = self._meant(t, types)  # "l'usine de la ville" is not the city
        found = [n for n in self.named(t.i, types) if self.text.mentions[n].end > t.start]
        if found:
            return found[0]
        m = self.text.mention_at.get(t.i)
        if m is not None:
            return m if self.may(m, types) else self.employer(m, types)
        if t.dep == "appos" and t.head < t.i:
            return self.head(self.text.parsed.tokens[t.head], types)
        owner = self.owner_of(t, types)
        return owner if owner is not None else self.taken_up(t, types)

    def _whole(self, t: Token) -> Token:
        """The noun that a bare one tells of: "le fabricant de tubes en acier" is no steel."""
        parsed = self.text.parsed
        while t.pos == "NOUN" and t.dep == "nmod" and self.text.mention_at.get(t.i) is None:
            if any(parsed.tokens[c].dep == "det" for c in parsed.children[t.i]):
                break
            t = parsed.tokens[t.head]
        return t

    def owner_of(self, noun: Token, types: tuple[str, ...]) -> int | None:
        """ "le chiffre d'affaires de X", "ses ventes": the name behind "de" or the owner before."""
        tokens = [self.text.parsed.tokens[i] for i in self.text.parsed.children[noun.i]]
        for t in tokens:
            if t.dep in ("nmod", "appos", "flat:name") and t.i > noun.i:
                found = self.named(t.i, types)
                if found and (t.dep != "nmod" or not any("Poss=Yes" in k.morph for k in tokens)):
                    return found[0]
        for t in tokens:
            if t.i < noun.i and "Poss=Yes" in t.morph:
                m = self.text.mention_at.get(t.i)
                if m is not None:
                    return m if self.text.of_type(m, types) else None
                return self.before(self.text.parsed.sentences[t.sentence], types)
        return None

    def taken_up(self, t: Token, types: tuple[str, ...]) -> int | None:
        """What a pronoun or a common noun ("le groupe", "la ville") stands for."""
        sentence, types = self.text.parsed.sentences[t.sentence], self._meant(t, types)
        if t.pos == "PRON":
            return self.before(sentence, types) if "Person=3" in t.morph else None
        kinds = self.kinds(t)
        if not kinds or t.pos not in ("NOUN", "PROPN", "ADJ"):
            return None
        if self.described.definite(t):
            found = self.described.referent(t, lambda n: self._takes(n, kinds, types))
            if found is not None:
                return found
        if "Organization" in kinds or "Company" in kinds:
            found = self._subject_of(sentence, t.start, types, names=True)
            if found is None and not self._opens_paragraph(sentence):
                found = self.before(sentence, types, kinds)
            return found if found is not None else self.prominent(t.start, types, kinds, whole=True)
        fits = (n for n in self.backwards(0, t.start) if self.text.of_type(n, kinds) and self.may(n, types))
        return next(fits, None)

    def _meant(self, t: Token, types: tuple[str, ...]) -> tuple[str, ...]:
        """The classes of what a word may stand for: a place only where it is a word for places."""
        kinds = self.kinds(t) if t.pos == "NOUN" else ()
        places = bool(kinds) and all(self.text.ontology.is_a(k, "Place") for k in kinds)
        return types if places else self.usual(types)

    def _takes(self, n: int, kinds: tuple[str, ...], types: tuple[str, ...]) -> bool:
        """Whether a mention may be what a noun of some kinds takes up."""
        return self.may(n, types) and self.text.of_type(n, kinds)

    def _opens_paragraph(self, sentence: Sentence) -> bool:
        return sentence.i == 0 or self.text.parsed.sentences[sentence.i - 1].block != sentence.block

    def unresolved(self, at: int, types: tuple[str, ...]) -> bool:
        """Whether the verb that a place hangs on has a subject that is some other thing of the classes."""
        token = next(iter(self.text.parsed.between(at, at + 12)), None)
        verb = self.text.parsed.tokens[self.clauses.owner(token)] if token else None
        subjects = self.clauses.subject(verb) if verb and verb.pos in ("VERB", "AUX") else ()
        heads = [self.text.parsed.tokens[i] for i in subjects]
        return any(t.start < at and self._kin(t, types) for t in heads)

    def _kin(self, t: Token, types: tuple[str, ...]) -> bool:
        m = self.text.mention_at.get(t.i)
        if t.pos == "PROPN":
            return m is None or not self.text.of_type(m, PLACES)
        is_a = self.text.ontology.is_a
        return t.pos == "NOUN" and m is None and any(is_a(kind, *types) for kind in self.kinds(t))

    def kinds(self, t: Token) -> tuple[str, ...]:
        """The classes of what a common noun may take up; a firm may also be some other organization."""
        word = t.text.lower()
        kind = self.words.kinds.get(t.lemma) or self.words.kinds.get(word)
        found = (kind,) if kind else self.heads.get(word, ())
        if not found and self.described.trade(t):
            found = ("Company",)
        return (*found, "Organization") if "Company" in found else found

    def starting(self, at: int, types: tuple[str, ...]) -> int | None:
        """The mention that begins at an offset, behind an article, common nouns or adjectives."""
        skip = self.words.skip.match(self.text.parsed.text, at)
        end = skip.end() if skip else at
        for n, m in enumerate(self.text.mentions):
            if m.start < at or not self.may(n, types):
                continue
            if m.start <= end or (m.kind == "name" and self._leads_to(at, m.start)):
                return n
            break
        tokens = self.text.parsed.between(at, at + 40)[:3]
        noun = next((t for t in tokens if t.pos not in ("DET", "ADP")), None)
        if noun is None or self.text.mention_at.get(noun.i) is not None:
            return None
        return self.taken_up(noun, types) if noun.pos == "NOUN" and tokens[0] is not noun else None

    def _leads_to(self, at: int, name: int) -> bool:
        """Whether only a noun phrase stands before a name: "la compagnie suisse X"."""
        tokens = self.text.parsed.between(at, name)
        if len(tokens) > _WALK or not tokens or tokens[-1].pos in ("DET", "ADP"):
            return False
        return all(t.pos in _BEFORE_NAME and (t.text[0].islower() or t.i == tokens[0].i) for t in tokens)

    def ahead(self, sentence: Sentence, at: int, types: tuple[str, ...]) -> int | None:
        """What a phrase before the subject is said of: "Présent dans 22 pays, X exporte"."""
        parsed = self.text.parsed
        if self._finite(sentence.start, at):
            return None
        for m in re.finditer(r",\s", parsed.text[at : min(sentence.end, at + _FRONT)]):
            start = at + m.end()
            if self._finite(at, start):
                return None
            found = self.starting(start, types)
            if found is not None:
                return found
            first = parsed.between(start, start + 1)
            if first and first[0].pos == "PRON" and first[0].dep.startswith("nsubj"):
                return self.head(first[0], types)
        return None

    def _finite(self, low: int, high: int) -> bool:
        tokens = self.text.parsed.between(low, high)
        return any(t.pos in ("VERB", "AUX") and "VerbForm=Fin" in t.morph for t in tokens)

    def governing(self, at: int, types: tuple[str, ...]) -> int | None:
        """The subject of the verb that a place in the text hangs on."""
        token = next(iter(self.text.parsed.between(at, at + 12)), None)
        if token is None:
            return None
        verb = self.text.parsed.tokens[self.clauses.owner(token)]
        for i in self.clauses.subject(verb) if verb.pos in ("VERB", "AUX") else ():
            if (found := self.head(self.text.parsed.tokens[i], types)) is not None:
                return found
        return None

    def framed(self, sentence: Sentence, at: int, types: tuple[str, ...]) -> int | None:
        """ "Chez X, 55 % des appels …", "En X, elle est de 2 %": the name in the phrase that opens it."""
        tokens = self.text.parsed.tokens_of(sentence)
        if not tokens or tokens[0].text.lower() not in self.words.frames:
            return None
        for t in tokens[1:_OPENING]:
            n = self.text.mention_at.get(t.i)
            if n is not None:
                end = self.text.mentions[n].end
                alone = self.text.parsed.text[end : end + 1] == "," and end < at
                return n if alone and self.text.mentions[n].kind == "name" and self.may(n, types) else None
        return None

    def before(
        self, sentence: Sentence, types: tuple[str, ...], kinds: tuple[str, ...] | None = None
    ) -> int | None:
        """The subject of one of the sentences before, or the one thing that such a sentence names."""
        types = self.usual(types)
        for i in range(sentence.i - 1, max(sentence.i - 1 - BACK, -1), -1):
            before = self.text.parsed.sentences[i]
            if before.block < sentence.block - 1:
                return None
            found = self._subject_of(before, before.end, types, names=False)
            if found is None:
                found = self._only(before, types)
            if found is not None and (kinds is None or self.text.of_type(found, kinds)):
                return found
        return None

    def _only(self, sentence: Sentence, types: tuple[str, ...]) -> int | None:
        """The one thing of these classes that a sentence names."""
        names = [n for n in self.backwards(sentence.start, sentence.end) if self.may(n, types)]
        names = [n for n in names if not self.is_source(n) and not self.text.of_type(n, _NOT_TOPIC)]
        names = [n for n in names if not self._of_person(n)]
        return names[-1] if len({self.text.mentions[n].name for n in names}) == 1 else None

    def _of_person(self, n: int) -> bool:
        """ "le député X, de l'Y": it only tells who X is."""
        start = self.text.mentions[n].start
        low = start - _CLOSE
        before = (m for m in self.text.mentions[:n] if m.kind == "name" and low <= m.end <= start)
        return any(m.type == "Person" for m in before)

    def subject_of(self, sentence: Sentence, before: int, types: tuple[str, ...]) -> int | None:
        """What the first subject of a sentence stands for; a name that opens it counts as one."""
        return self._subject_of(sentence, before, types, names=False)

    def _subject_of(
        self, sentence: Sentence, before: int, types: tuple[str, ...], *, names: bool
    ) -> int | None:
        """`names`: only what is named or resolved, not what a common noun might take up."""
        tokens = self.text.parsed.tokens_of(sentence)
        for t in tokens[:3]:
            if t.pos not in ("DET", "PUNCT"):
                n = self.text.mention_at.get(t.i)
                if n is not None and t.start < before and self.may(n, types):
                    return n
                break
        for t in tokens:
            if t.start >= before:
                return None
            if not t.dep.startswith("nsubj"):
                continue
            named = next(iter(self.named(t.i, types)), None)
            found = named if names else self.head(t, types)
            if found is not None:
                return found
        return None

    def prominent(
        self, at: int, types: tuple[str, ...], kinds: tuple[str, ...] | None = None, *, whole: bool = False
    ) -> int | None:
        """The thing of these classes that the article names most, among those of the passage before."""
        sentence, types = self.text.parsed.sentence_at(at), self.usual(types)
        first = self.text.parsed.sentences[max(0, (sentence.i if sentence else 0) - BACK)].start
        few = not any(self.text.ontology.is_a(t, "Organization", "Place") for t in types)
        names = [n for n in self.backwards(0 if few or whole else first, at) if self.may(n, types)]
        names = [n for n in names if not self.is_source(n) and not self.text.of_type(n, _NOT_TOPIC)]
        if kinds:
            names = [n for n in names if self.text.of_type(n, kinds)]
        return max(names, key=lambda n: self.weight(n), default=None)
