"""What a number measures: its unit, the nouns and the verb that it hangs on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.figure_cues import Cues
from kg.extract.figure_path import Path, Paths
from kg.extract.values import Quantity

if TYPE_CHECKING:
    from kg.extract.annotated import Annotated
    from kg.lexicon import Lexicon

FEW = 4  # smaller counts are told of things only with a verb of having
_MONEY = re.compile("[A-Z]{3}")
_SUMS = ("penalty", "loss", "profit", "revenue")
_NEAR = 50  # characters before a sum in which a contract or a purchase is its own
_DEAL = 100_000  # smaller sums are prices and wages, not those of a deal


class Measures:
    """Tells the measures of the numbers of one article, and which numbers are those of an event."""

    def __init__(self, text: Annotated, lexicon: Lexicon, paths: Paths) -> None:
        self.text, self.words, self.paths = text, lexicon.figures.reading, paths
        self.clauses, self.of = paths.clauses, lexicon.parsing.of
        self.cues = Cues(text, self.words)

    def measure(self, q: Quantity, path: Path) -> tuple[str, bool] | None:
        """The measure, and whether the value counts downwards; None where there is none."""
        if q.unit == "percent":
            return self._share(q, path)
        if _MONEY.fullmatch(q.unit):
            return self._money(q, path)
        if self.cues.governed(path, "change") and not path.counts_subject and self._by_so_much(path):
            return None  # "a perdu 3 000 habitants" is a change
        if q.unit == "person":
            return self._people(q, path)
        if q.unit in self.words.units["sizes"] or self.cues.possible(path):
            return "capacity", False
        if self.cues.told(q, path, "capacity") or self.cues.hung(q, path, "plant"):
            return "capacity", False
        if q.unit == "km" and not self.cues.told(q, path, "net"):
            return None
        had = self.cues.governed(path, "have") and path.top.i == path.nodes[0].i
        return ("count", False) if q.value >= FEW or had else None

    def _people(self, q: Quantity, path: Path) -> tuple[str, bool] | None:
        noun, w = q.noun, self.words
        if noun in w.harmed:
            return None
        if noun in w.jobs or noun in w.workers or noun in w.people:
            if self.cues.event(path, "jobs_events"):
                return None
            if noun in w.workers:
                return "count" if self.cues.governed(path, "train") else "employees", False
            if (
                self.cues.governed(path, "employ")
                or self.cues.governed(path, "work")
                or self.cues.told(q, path, "staff")
            ):
                return "employees", False
            return None if noun in w.jobs or not self.cues.governed(path, "have") else ("count", False)
        if self.cues.event(path, "people_events"):
            return None
        return "capacity" if self.cues.possible(path) or self.cues.told(
            q, path, "capacity"
        ) else "count", False

    def _money(self, q: Quantity, path: Path) -> tuple[str, bool] | None:
        measure = self._nearest(q, path)
        if measure is not None:
            return ("profit", True) if measure == "loss" else (measure, False)
        if self.dealt(q, path):
            return None
        if self.cues.told(q, path, "up") or self.cues.told(q, path, "down"):
            return None
        if path.verb is not None and path.verb.lemma in self.words.lemmas["loss_verbs"]:
            return "profit", True
        return "amount", False

    def dealt(self, q: Quantity, path: Path | None = None) -> bool:
        """Whether a sum is that of an event: a purchase, an investment, a contract."""
        path = path or self.paths.find(q)
        if q.value < _DEAL:
            return False
        return self._deal(q) or (path is not None and self.cues.event(path, "money_events"))

    def _deal(self, q: Quantity) -> bool:
        """ "un contrat de trois ans, évalué à 21 M€", wherever the parser hangs the number."""
        sentence = self.text.parsed.sentence_at(q.start)
        low = max(q.start - _NEAR, sentence.start if sentence else 0)
        return bool(self.words.deal.search(self.text.parsed.text, low, q.start))

    def _nearest(self, q: Quantity, path: Path) -> str | None:
        """The measure of a sum: the noun behind it, the nearest that it hangs on, then those of the verb."""
        text, names = self.text.parsed.text, _SUMS
        of = self.words.of.match(text, q.end)
        if of and (found := next((n for n in names if self.words.nouns[n].match(text, of.end())), None)):
            return found
        if path.verb is None and (found := next((n for n in names if self.cues.labelled(q, n)), None)):
            return found
        nodes = [t for t in path.nodes if t.start < q.start]
        for t in (*nodes, *self.cues.others(path)):
            if found := next((n for n in names if self.cues.names(t, n)), None):
                return found
        return None

    def _share(self, q: Quantity, path: Path) -> tuple[str, bool] | None:
        text, w = self.text.parsed.text, self.words
        before = self.text.parsed.between(max(0, q.start - 2), q.start)
        if any(t is not None and t.lemma in w.lemmas["ask"] for t in (path.verb, *before)):
            return None  # "le syndicat demande 4 % d'augmentation"
        if w.by_halves.match(text, q.end):
            return None  # "moitié moins qu'en 2019"
        if q.value < 0 or text[: q.start].rstrip()[-1:] == "+":
            return "growthPercent", q.value < 0
        if w.more.match(text, q.end) or w.less.match(text, q.end):
            return "growthPercent", bool(w.less.match(text, q.end))
        if self.cues.hung(q, path, "down"):
            return "growthPercent", True
        if self.cues.hung(q, path, "up") or self.cues.subject_is(path, "rate"):
            return "growthPercent", False
        verb = path.verb
        if verb is not None and not path.counts_subject and self._by_so_much(path):
            if verb.lemma in w.lemmas["down"]:
                return "growthPercent", True
            if verb.lemma in w.lemmas["up"]:
                return "growthPercent", False
        if self.cues.event(path, "stake_events") and self._part(q):
            return None
        return "sharePercent", False

    def _by_so_much(self, path: Path) -> bool:
        """ "a reculé de 3 %", "perd 3 %", not "a reculé à 3 %" nor "a perdu 3 % de ses clients"."""
        preposition = self.clauses.preposition(path.top)
        return preposition in (None, self.of)

    def _part(self, q: Quantity) -> bool:
        """Whether a percentage is one of a firm: "60 % du capital", "100 % de X"."""
        behind = self.text.parsed.between(q.end, q.end + 30)[:4]
        if any(t.lemma in self.words.lemmas["part"] for t in behind):
            return True
        named = (self.text.mention_at.get(t.i) for t in behind)
        return any(n is not None and self.text.of_type(n, ("Organization",)) for n in named)
