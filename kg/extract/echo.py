"""Sentences that go on about an event: "L'opération, évaluée à 84 millions, sera bouclée en juin."

A definite noun that names no event of its own takes up the last one told before it that fits, and
what its clause says of money, shares and time is said of that event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.extract.annotated import Annotated
from kg.extract.clauses import Clauses
from kg.extract.draft import Draft
from kg.extract.status import StatusReader
from kg.extract.tokens import Token
from kg.lexicon.echoes import Echoes
from kg.lexicon.parsing import ParsingWords
from kg.lexicon.status import StatusWords
from kg.model import Status

REACH = 4  # sentences: so far before an echo its event is told
SURE = 0.8  # how much of a rule's confidence is left for what an echo adds
DEFINITE = ("Definite=Def", "PronType=Dem", "Poss=Yes")


class EchoReader:
    """Reads the echoes of the events of one article."""

    def __init__(self, text: Annotated, words: Echoes, status: StatusWords, grammar: ParsingWords) -> None:
        self.text, self.words = text, words
        self.clauses = Clauses(text.parsed, grammar)
        self.status = StatusReader(text.parsed, status, grammar)
        self.of = grammar.of

    def read(self, drafts: list[Draft]) -> list[Draft]:
        """The drafts, and one more for each echo; what an echo puts off is a plan in all its tellings."""
        events = [d for d in drafts if d.frame.kind == "event" and d.roles]
        if not events:
            return drafts
        told = {(d.frame.name, self._sentence(d.at)) for d in events}
        found: list[Draft] = []
        for noun in self.text.parsed.tokens:
            if noun.lemma not in self.words.classes or not self._definite(noun):
                continue
            event = self._event(noun, events, told)
            if event is not None:
                found.append(self._echo(noun, event))
        return [*(self._put_off(d, found) for d in drafts), *found]

    def _event(self, noun: Token, events: list[Draft], told: set[tuple[str, int]]) -> Draft | None:
        """The last event told before a noun that it may mean."""
        classes = self.words.classes[noun.lemma]
        fits = [
            d
            for d in events
            if d.frame.name in classes
            and d.at < noun.i
            and 0 < noun.sentence - self._sentence(d.at) <= REACH
            and d.status != "denied"
            and (d.frame.name, noun.sentence) not in told
        ]
        last = max(fits, key=lambda d: (d.at, len(d.roles)), default=None)
        return last if last and not self._names_another(noun, last) else None

    def _names_another(self, noun: Token, event: Draft) -> bool:
        """Whether the noun has a complement that plays no part in the event: "l'acquisition de X"."""
        roles = self._chains(m for ms in event.roles.values() for m in ms)
        below = self._chains(
            self.text.mention_at[i] for i in self._subtree(noun) if i in self.text.mention_at
        )
        return not below <= roles

    def _chains(self, mentions: Iterable[int]) -> set[str]:
        ids = (self.text.mentions[m].id for m in mentions)
        return {chain.id if (chain := self.text.chain_of.get(i)) else i for i in ids}

    def _subtree(self, noun: Token) -> list[int]:
        """The words of a noun phrase, without the clauses in it."""
        found, todo = [], [noun.i]
        while todo:
            i = todo.pop()
            found.append(i)
            todo += [
                c
                for c in self.text.parsed.children[i]
                if self.text.parsed.tokens[c].pos not in ("VERB", "AUX")
            ]
        return found

    def _echo(self, noun: Token, event: Draft) -> Draft:
        head = self._measured(noun)
        verbs = self._verbs(head)
        status = self.status.status(head)
        scope = {*self._subtree(head)}
        for verb in verbs:
            scope |= self._clause(verb)
        dated = [v for v in verbs if v.lemma in self.words.happens]
        ends = [v for v in dated if v.lemma in self.words.ends]
        if ends and event.frame.name != "ContractTermination":
            dated = []
        times = {i for v in dated for i in self._clause(v)}
        scope = {i for i in scope if i not in self.text.date_at or i in times}
        frame = replace(
            event.frame, confidence=event.frame.confidence * SURE, implies=(), results=(), until=()
        )
        return Draft(
            frame,
            event.roles,
            noun.i,
            (noun.i, noun.i),
            self._real(status, event, bool(dated)),
            frozenset(scope),
        )

    def _real(self, status: Status, event: Draft, dated: bool) -> Status:
        """An echo that tells no time is as real as its event."""
        return status if dated and status == "planned" else event.status

    def _put_off(self, draft: Draft, echoes: list[Draft]) -> Draft:
        """An event whose echo is a plan has not happened yet ("a signé la vente … sera bouclée en juin")."""
        if (
            draft.frame.kind != "event"
            or draft.status != "actual"
            or draft.frame.name not in self.words.completed
        ):
            return draft
        planned = any(
            e.status == "planned" and e.frame.name == draft.frame.name and e.roles == draft.roles
            for e in echoes
        )
        return replace(draft, status="planned") if planned else draft

    def _measured(self, noun: Token) -> Token:
        """ "le montant de l'opération": the measure speaks for the event."""
        above = self.text.parsed.tokens[noun.head]
        measured = above.i != noun.i and above.lemma in self.words.measures
        return above if measured and self.clauses.preposition(noun) == self.of else noun

    def _verbs(self, head: Token) -> list[Token]:
        """The verb that the noun is the subject of with its infinitives, and participles behind the noun."""
        tokens, children = self.text.parsed.tokens, self.text.parsed.children
        found = [
            t
            for c in children[head.i]
            if (t := tokens[c]).pos in ("VERB", "ADJ") and "VerbForm=Part" in t.morph
        ]
        above = tokens[head.head]
        if above.i != head.i and head.dep.startswith("nsubj"):
            found.append(above)
            found += [
                t for c in children[above.i] if (t := tokens[c]).dep in ("xcomp", "conj") and t.pos == "VERB"
            ]
        return found

    def _clause(self, verb: Token) -> set[int]:
        sentence = self.text.parsed.sentences[verb.sentence]
        owner = self.clauses.owner(verb)
        tokens = self.text.parsed.tokens[sentence.first : sentence.last]
        return {t.i for t in tokens if self.clauses.owner(t) == owner}

    def _definite(self, noun: Token) -> bool:
        kids = (self.text.parsed.tokens[c] for c in self.text.parsed.children[noun.i])
        return noun.pos == "NOUN" and any(
            t.dep == "det" and any(mark in t.morph for mark in DEFINITE) for t in kids
        )

    def _sentence(self, token: int) -> int:
        return self.text.parsed.tokens[token].sentence
