"""Events told without a tense of their own take the status of what they are told with.

A headline tells in the present what the article announces ("X ferme son usine"), and "La fermeture
entraîne la perte de 60 emplois" speaks of a loss that is as real as the closure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.extract.annotated import Annotated
from kg.extract.draft import Draft
from kg.extract.tokens import Token
from kg.model import Status

REACH = 5  # sentences: so far behind a cause its consequence may stand


class Settler:
    """Settles the open events of one article. `causes` gives the classes that a class follows from."""

    def __init__(self, text: Annotated, causes: dict[str, tuple[str, ...]]) -> None:
        self.text, self.causes = text, causes
        title = (text.document.title or "").casefold()
        self._headlines = {
            s.i for s in text.parsed.sentences if text.parsed.text[s.start : s.end].casefold() in title
        }

    def settle(self, drafts: list[Draft]) -> list[Draft]:
        """The same drafts in the same order, open ones with another status where the text gives one."""
        events = [d for d in drafts if d.frame.kind == "event"]
        return [self._settled(d, events) if d.frame.kind == "event" else d for d in drafts]

    def _settled(self, draft: Draft, events: list[Draft]) -> Draft:
        if not self._open(draft):
            return draft
        status = self._told(draft, events) or self._caused(draft, events)
        return replace(draft, status=status) if status else draft

    def _told(self, draft: Draft, events: list[Draft]) -> Status | None:
        """What another telling of the same event says of it: one in the same sentence, or, of a headline,
        the first one that the article tells with a tense."""
        here, headline = self._sentence(draft), self._sentence(draft) in self._headlines
        same = [
            d
            for d in events
            if d.frame.name == draft.frame.name
            and (self._sentence(d) == here or (headline and self._sentence(d) not in self._headlines))
            and not self._open(d)
            and self._share(d, draft)
        ]
        first = min(same, key=lambda d: (self._sentence(d), d.at), default=None)
        if first is None or first.status == "actual":
            return None
        return first.status if first.status == "planned" or self._sentence(first) == here else None

    def _caused(self, draft: Draft, events: list[Draft]) -> Status | None:
        """The status of the last cause told before it, a plan or a possibility."""
        here = self._sentence(draft)
        causes = [
            d
            for d in events
            if d.frame.name in self.causes.get(draft.frame.name, ())
            and d.at < draft.at
            and 0 <= here - self._sentence(d) <= REACH
        ]
        last = max(causes, key=lambda d: d.at, default=None)
        return last.status if last and last.status in ("planned", "possible") else None

    def _open(self, draft: Draft) -> bool:
        """Whether an event is told without a past tense, a plan or a doubt."""
        if draft.status != "actual":
            return False
        head = self.text.parsed.tokens[draft.at]
        if head.pos == "NOUN":
            above = self.text.parsed.tokens[head.head]
            return above.i == head.i or above.pos not in ("VERB", "AUX") or not self._past(above)
        return not self._past(head) and "VerbForm=Part" not in head.morph

    def _past(self, verb: Token) -> bool:
        auxiliary = (self.text.parsed.tokens[c] for c in self.text.parsed.children[verb.i])
        return (
            any(t.dep.startswith("aux") and t.dep != "aux:pass" for t in auxiliary)
            or ("Tense=Past" in verb.morph and "VerbForm=Part" not in verb.morph)
            or "Tense=Imp" in verb.morph
        )

    def _share(self, a: Draft, b: Draft) -> bool:
        """Whether two events share who or what plays in them, or one of them names nobody."""
        left, right = self._chains(a.roles.values()), self._chains(b.roles.values())
        return not left or not right or not left.isdisjoint(right)

    def _chains(self, fillers: Iterable[tuple[int, ...]]) -> set[str]:
        ids = (self.text.mentions[m].id for ms in fillers for m in ms)
        return {chain.id if (chain := self.text.chain_of.get(i)) else i for i in ids}

    def _sentence(self, draft: Draft) -> int:
        return self.text.parsed.tokens[draft.at].sentence
