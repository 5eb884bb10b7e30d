"""What the text around a draft adds to it: places, who acts, status, further sentences on an event."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from kg.extract.annotated import Annotated
from kg.extract.contract_sides import ContractSides
from kg.extract.draft import Draft
from kg.extract.echo import EchoReader
from kg.extract.event_places import EventPlaces
from kg.extract.settle import Settler
from kg.extract.tokens import Token
from kg.extract.topic import Topic, complete_events, complete_positions, of_source
from kg.extract.whereabouts import whereabouts
from kg.lexicon import Lexicon

SURE = 0.75  # how much of a rule's confidence is left when who acts is inferred
Ready = Callable[[Draft], bool]


def complete_drafts(drafts: list[Draft], text: Annotated, lexicon: Lexicon, ready: Ready) -> list[Draft]:
    """The drafts of an article as its whole text tells them; `ready` says which have all they need."""
    where = whereabouts(text, lexicon)
    actors = Actors(text, lexicon)
    sides = ContractSides(text, lexicon.frames.lists.get("vendors", ()))
    drafts = [sides.right(where.complete(actors.without_observers(d))) for d in drafts]
    words = lexicon.parsing
    topic = Topic(text, lexicon.roles, lexicon.frames.context, words, actors.sources)
    places = EventPlaces(text, lexicon.parsing)
    drafts = [places.widen(d) for d in complete_events(complete_positions(drafts, topic), topic)]
    drafts = fill_events(drafts, topic, actors, ready)
    drafts = Settler(text, lexicon.frames.causes).settle(drafts)
    return EchoReader(text, lexicon.echoes, lexicon.status, lexicon.parsing).read(drafts)


def fill_events(drafts: list[Draft], topic: Topic, actors: Actors, ready: Ready) -> list[Draft]:
    """Events with what the text around them says, where nothing in their sentence fills the role."""

    def place(d: Draft) -> tuple[str, int]:
        return d.frame.name, actors.sentence(d)

    whole = [d for d in drafts if ready(d) and d.frame.kind == "event"]
    told = {(*place(d), role) for d in whole for role in d.roles}
    found = []
    for d in drafts:
        known = any((*place(d), role) in told for role in topic.context.get(d.frame.name, ()))
        draft = d if known or actors.observed(d) else topic.fill(actors.follow(d, whole))
        if ready(draft):
            found.append(draft)
    return found


class Actors:
    """Who acts in the events of one article, and who only speaks of them."""

    def __init__(self, text: Annotated, lexicon: Lexicon) -> None:
        self.text = text
        self.context, self.after = lexicon.frames.context, lexicon.frames.after
        verbs = lexicon.frames.lists.get("observing", ())
        self.observing = frozenset((*verbs, *lexicon.verbs.forms(sorted(verbs)).infinitives))
        self.sources = frozenset(lexicon.frames.lists.get("sources", ()))
        self._observed: set[tuple[str, int]] = set()

    def without_observers(self, draft: Draft) -> Draft:
        """Who fears, counts or deplores an event does not bring it about: "X redoute la perte de 60
        emplois"."""
        roles = {
            role: kept
            for role, mentions in draft.roles.items()
            if (kept := tuple(m for m in mentions if not self._observer(draft, role, m)))
        }
        if roles == draft.roles:
            return draft
        self._observed.add((draft.frame.name, draft.at))
        return replace(draft, roles=roles)

    def observed(self, draft: Draft) -> bool:
        """Whether somebody speaks of an event without saying whose it is."""
        return (draft.frame.name, draft.at) in self._observed

    def _observer(self, draft: Draft, role: str, mention: int) -> bool:
        if role not in self.context.get(draft.frame.name, ()):
            return False
        if of_source(self.text, self.text.first_token[mention], self.sources):
            return True
        verb = self._verb_of_subject(mention)
        if verb is None or self.observing.isdisjoint((verb.lemma, verb.text.lower())):
            return False
        own = any(trigger[0] == verb.lemma for trigger in (*draft.frame.verbs, *draft.frame.scene))
        return (draft.at == verb.i and not own) or self._below(draft.at, verb.i)  # "verra le jour"

    def _verb_of_subject(self, mention: int) -> Token | None:
        """The verb that a name is the subject of, alone or behind its noun ("le cabinet X estime")."""
        tokens = self.text.parsed.tokens
        t = tokens[self.text.first_token[mention]]
        for _ in range(3):
            if t.dep.startswith("nsubj"):
                return tokens[t.head]
            if t.dep not in ("nmod", "appos", "flat:name", "flat:foreign", "amod"):
                return None
            t = tokens[t.head]
        return None

    def _below(self, token: int, verb: int) -> bool:
        """Whether a word depends on a verb, at any distance."""
        tokens = self.text.parsed.tokens
        t = tokens[token]
        while t.head != t.i:
            t = tokens[t.head]
            if t.i == verb:
                return True
        return False

    def follow(self, draft: Draft, whole: Iterable[Draft]) -> Draft:
        """An event with who acts in the event that it follows from: whose contract ends cuts jobs."""
        missing = [r for r in self.context.get(draft.frame.name, ()) if r not in draft.roles]
        if draft.frame.kind != "event" or not missing:
            return draft
        here = self.sentence(draft)
        sources = [
            (d.at, d.roles[role])
            for d in whole
            for name, role in self.after.get(draft.frame.name, ())
            if d.frame.name == name and role in d.roles and d.at < draft.at and here - self.sentence(d) <= 1
        ]
        if not sources:
            return draft
        frame = replace(draft.frame, confidence=draft.frame.confidence * SURE)
        actors = max(sources)[1]
        if {m for ms in draft.roles.values() for m in ms} & set(actors):
            return draft
        return replace(draft, frame=frame, roles={**draft.roles, missing[0]: actors})

    def sentence(self, draft: Draft) -> int:
        """The index of the sentence of a draft."""
        return self.text.parsed.tokens[draft.at].sentence
