"""The words around a number that tell its measure: what it hangs on, its verb, their complements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.figure_path import Path
from kg.extract.tokens import Token
from kg.extract.values import Quantity

if TYPE_CHECKING:
    from kg.extract.annotated import Annotated
    from kg.lexicon.reading import ReadingWords

_GOVERNORS = 3  # verbs above a number's own that are looked at
_PHRASE = 6  # words of a noun phrase that a relative takes up
_WIDE = 70  # characters before a number in which its label may begin
_LABEL = re.compile(r"(?:^|[.;:,•–|\n-])\s*(?P<label>[^\W\d][^.;:•|\n]{2,50}?)\s?: ?$")
_GOVERNED = ("xcomp", "ccomp", "obl:arg", "acl", "nmod", "obl:mod")


class Cues:
    """Looks for the words of [reading] around the numbers of one article."""

    def __init__(self, text: Annotated, words: ReadingWords) -> None:
        self.text, self.words = text, words

    def told(self, q: Quantity, path: Path, name: str) -> bool:
        """Whether a noun of a measure stands on the way, behind "de", or as subject or object of the verb."""
        if self.hung(q, path, name):
            return True
        others = self.others(path)
        return any(self.names(t, name) for t in others)

    def hung(self, q: Quantity, path: Path, name: str) -> bool:
        text = self.text.parsed.text
        of = self.words.of.match(text, q.end)
        if of and self.words.nouns[name].match(text, of.end()):
            return True
        if path.verb is None and self.labelled(q, name):
            return True
        return any(self.names(t, name) for t in path.nodes if t.start < q.start)

    def labelled(self, q: Quantity, name: str) -> bool:
        """ "Résultat net 2024 : -35 M€": the label before a colon tells the measure."""
        text = self.text.parsed.text
        label = _LABEL.search(text, max(0, q.start - _WIDE), q.start)
        return bool(label and self.words.nouns[name].match(text, label.start("label")))

    def others(self, path: Path) -> list[Token]:
        """The heads of the verb's subject and of its object, where the number is neither."""
        verb = path.verb
        if verb is None or path.counts_subject:
            return []
        tokens, top = self.text.parsed.tokens, path.top
        found = [tokens[c] for c in self.text.parsed.children[verb.i] if c != top.i]
        found = [t for t in found if t.dep == "obj" and t.start < top.start]
        for t in path.subjects:  # "son chiffre d'affaires, lequel s'est établi à …"
            if t.lemma in self.words.lemmas["which"]:
                before = tokens[max(0, t.i - _PHRASE) : t.i]
                found += [tokens[verb.head], *(n for n in before if n.pos == "NOUN")]
        return [*path.subjects, *found]

    def subject_is(self, path: Path, name: str) -> bool:
        return any(self.names(t, name) for t in self.others(path))

    def names(self, t: Token, name: str) -> bool:
        m = self.text.mention_at.get(t.i)
        if m is not None and self.text.mentions[m].kind == "name":
            return False
        return bool(self.words.nouns[name].match(self.text.parsed.text, t.start))

    def governed(self, path: Path, name: str) -> bool:
        """Whether a verb of a list governs the number: its own, or a participle on the way."""
        lemmas = self.words.lemmas[name]
        verbs = [t for t in path.nodes if t.pos in ("VERB", "AUX")]
        if path.verb is not None:
            verbs.append(path.verb)
        return any(t.lemma in lemmas for t in verbs)

    def possible(self, path: Path) -> bool:
        """ "peut accueillir 300 élèves", "capable de traiter 300 tonnes"."""
        above = self._above(path)
        return any(t.lemma in self.words.lemmas["can"] for t in above)

    def event(self, path: Path, name: str) -> bool:
        """Whether the words around make the number one of an event."""
        lemmas = self.words.lemmas[name]
        around: list[Token | None] = [t for t in path.nodes[1:] if t.start < path.nodes[0].start]
        around += [*self._above(path), *self.others(path)]
        kids = [self.text.parsed.tokens[c] for c in self.text.parsed.children[path.nodes[0].i]]
        around += [t for t in kids if t.pos in ("VERB", "ADJ")]
        around += [self._complement(t) for t in around if t is not None and t.pos == "NOUN"]
        return any(t is not None and t.lemma in lemmas for t in around)

    def _complement(self, noun: Token) -> Token | None:
        """ "le prix de la transaction": what a noun is of."""
        tokens = self.text.parsed.tokens
        kids = (tokens[c] for c in self.text.parsed.children[noun.i] if c > noun.i)
        return next((t for t in kids if t.dep == "nmod" and t.pos == "NOUN"), None)

    def _above(self, path: Path) -> list[Token]:
        """The verb and what governs it."""
        found: list[Token] = []
        t = path.verb
        while t is not None and len(found) < _GOVERNORS:
            found.append(t)
            up = self.text.parsed.tokens[t.head]
            t = up if up.i != t.i and t.dep in _GOVERNED else None
        return found
