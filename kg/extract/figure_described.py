"""What a definite noun stands for where no mention tells: "le verrier", "la marque", "l'entreprise de Y"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from kg.extract.marks import Quoted, find_quoted
from kg.lexicon.demonyms import fold

if TYPE_CHECKING:
    from kg.extract.annotated import Annotated
    from kg.extract.tokens import Token
    from kg.lexicon import Lexicon

# Points of evidence, those of coref_phrases: how near, how prominent, how alike.
_NEAR, _FAR = (2.4, 2.4, 1.6, 1.0, 0.5), 0.2
_HERE = 1.2  # in the noun's own sentence, not as a subject
_SUBJECT, _TOPIC, _OFTEN, _MOST = 0.8, 1.2, 0.15, 6
_ALIKE = 2.5
_MARGIN = 0.25
_ROOT = 4  # letters that nouns of a family share: "verrier", "Verrerie"
_SOURCE = 1.5  # taken off for who is only quoted
_LEAD = 1  # sentences in which the topic of an article is named


class Described:
    """Weighs what the article named before; `is_source` tells who is only quoted."""

    def __init__(self, text: Annotated, lexicon: Lexicon, is_source: Callable[[int], bool]) -> None:
        self.text, self.words, self.is_source = text, lexicon.figures, is_source
        self.marks = lexicon.speech.marks

    def definite(self, noun: Token) -> bool:
        """Whether a noun is one known thing: "le verrier", "cette banque", not "un verrier", "les …"."""
        if "Number=Plur" in noun.morph:
            return False
        kids = (self.text.parsed.tokens[c] for c in self.text.parsed.children[noun.i] if c < noun.i)
        return any(k.dep == "det" and ("Definite=Def" in k.morph or "PronType=Dem" in k.morph) for k in kids)

    def trade(self, noun: Token) -> bool:
        """Whether a noun tells what a firm does: "le verrier", "le fabricant", "l'exploitant"."""
        word = noun.text.lower()
        return bool(self.words.trades.search(word)) and word not in self.words.not_trades

    def referent(self, noun: Token, fits: Callable[[int], bool]) -> int | None:
        """The last mention of the one thing that the noun most likely takes up; None if two are alike."""
        scored = sorted(
            ((self._score(noun, group), group[-1]) for group in self._groups(noun.start, fits)), reverse=True
        )
        if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN):
            return None
        return scored[0][1]

    def _groups(self, before: int, fits: Callable[[int], bool]) -> Iterator[list[int]]:
        """The mentions before an offset, those of one thing together, in text order."""
        groups: dict[str, list[int]] = {}
        for n, m in enumerate(self.text.mentions):
            if m.end <= before and fits(n):
                chain = self.text.chain_of.get(m.id)
                groups.setdefault(chain.id if chain else m.id, []).append(n)
        return iter(groups.values())

    def _score(self, noun: Token, group: list[int]) -> float:
        said = [n for n in group if not self._quoted(n)] or group
        last = said[-1]
        away = noun.sentence - self._sentence(last)
        near = _NEAR[away] if away < len(_NEAR) else _FAR
        subject = any(noun.sentence - self._sentence(n) <= 2 and self._is_subject(n) for n in said)
        if away == 0 and not self._is_subject(last):
            near = _HERE
        score = near + (_SUBJECT if subject else 0.0) + _OFTEN * min(len(said), _MOST)
        score += _TOPIC if self._sentence(said[0]) <= _LEAD else 0.0
        score += _ALIKE if self._alike(noun, group) else 0.0
        return score - (_SOURCE if self.is_source(last) else 0.0)

    def _alike(self, noun: Token, group: list[int]) -> bool:
        """Whether a name holds the noun or one of its family: "le brasseur", Brasserie X."""
        root = fold(noun.lemma)[:_ROOT]
        names = (self.text.mentions[n].text for n in group if self.text.mentions[n].kind == "name")
        return len(root) > 3 and any(w.startswith(root) for name in names for w in fold(name).split())

    def _sentence(self, n: int) -> int:
        return self.text.parsed.tokens[self.text.first_token[n]].sentence

    def _is_subject(self, n: int) -> bool:
        first = self.text.first_token[n]
        tokens = self.text.parsed.tokens
        t = tokens[first]
        above = tokens[t.head]
        return t.dep.startswith("nsubj") or (
            t.dep in ("appos", "flat:name", "nmod")
            and above.dep.startswith("nsubj")
            and tokens[first - 1].pos != "ADP"
        )

    def _quoted(self, n: int) -> bool:
        return self.inside_quotation(self.text.mentions[n].start)

    def inside_quotation(self, at: int) -> bool:
        """Whether somebody's own words stand at an offset."""
        return any(q.start <= at < q.end for q in self._quotations)

    @cached_property
    def _quotations(self) -> tuple[Quoted, ...]:
        return find_quoted(self.text.parsed, self.marks)
