"""The organisation that a bare title means: "le patron, Luc Amiel" speaks of the one just named."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product

from kg.extract.annotated import Annotated
from kg.extract.draft import Draft
from kg.lexicon.parsing import ParsingWords
from kg.lexicon.roles import Roles

KINDS = ("Company", "Association", "TradeUnion", "Organization")
ACTORS = ("Company",)
PUBLIC = "PublicBody"
KNOWN = "known"  # the slot of frames that may take the post that somebody is known to hold
POSTED = ("Appointment", "Departure")  # the events that begin or end a post
SOURCE = 6  # words between a study or an expert and whose they are
BACK = 3  # how many sentences of the same block before may name the organisation that is meant
SURE = 0.75  # how much of a rule's confidence is left when the organisation is inferred


class Topic:
    """Finds the organisation that an article speaks of at a place."""

    def __init__(
        self,
        text: Annotated,
        roles: Roles,
        context: dict[str, tuple[str, ...]],
        words: ParsingWords,
        sources: frozenset[str] = frozenset(),
    ) -> None:
        self.text, self.roles, self.context = text, roles, context
        self.of, self.at_whose, self.ends = words.of, words.at_whose, words.sentence_end
        self._orgs = self._of(KINDS)
        self._firms = self._of(ACTORS)
        self._told = [(i, n) for i, n in self._firms if not of_source(text, i, sources)]

    def _of(self, kinds: tuple[str, ...]) -> list[tuple[int, int]]:
        """Where names and noun phrases of some classes stand: (token, mention)."""
        return sorted(
            (self.text.first_token[n], n)
            for n, m in enumerate(self.text.mentions)
            if self.text.first_token[n] >= 0
            and m.kind != "pronoun"
            and self.text.ontology.is_a(self.text.types[n], *kinds)
        )

    def fill(self, draft: Draft) -> Draft:
        """An event with the company that is spoken of in a role that its sentence leaves empty."""
        missing = [r for r in self.context.get(draft.frame.name, ()) if self._open(draft, r)]
        if draft.frame.kind != "event" or not missing or self._general(draft.at) or self._vague(draft):
            return draft
        taken = {self.chain(m) for ms in draft.roles.values() for m in ms}
        firm = None if self._heading(draft.at) else self._spoken_of(draft.at)
        if firm is None or self.chain(firm) in taken:
            return draft
        frame = replace(draft.frame, confidence=draft.frame.confidence * SURE)
        return replace(draft, frame=frame, roles={**draft.roles, missing[0]: (firm,)})

    def _open(self, draft: Draft, role: str) -> bool:
        """Whether a role is empty, or told by a word for somebody who speaks for a company ("Il promet
        d'investir")."""
        return all(
            self.text.mentions[m].kind != "name" and self.text.of_type(m, ("Person",))
            for m in draft.roles.get(role, ())
        )

    def _spoken_of(self, token: int) -> int | None:
        """The company before a token in its sentence, else the subject behind it ("À la clé, 90 emplois,
        promet X"), else the one spoken of before."""
        sentences, tokens = self.text.parsed.sentences, self.text.parsed.tokens
        here = sentences[tokens[token].sentence]
        same = [(i, n) for i, n in self._told if here.first <= i < token]
        if not same:  # "À la clé, 90 emplois, promet X"
            behind = (n for i, n in self._told if token < i < here.last and self._subject(i))
            if (subject := next(behind, None)) is not None:
                return subject
        main = self._main(token, self._told)
        here_too = {self.chain(n) for _, n in same}
        if main is not None and self.chain(main) not in here_too and all(self._aside(i) for i, _ in same):
            return main  # "la fin du contrat qui lie le prestataire à X": X is not spoken of
        if len(here_too) > 1:  # the last one named is not always meant
            if main is not None and self.chain(main) in here_too:
                return main
            return next((n for i, n in same if self._subject(i)), same[-1][1])
        return self._before(token, self._told)

    def _aside(self, token: int) -> bool:
        """Whether a name stands behind a preposition other than "de": it only takes part."""
        before = self.text.parsed.tokens[max(0, token - 2) : token]
        return any(t.pos == "ADP" and t.lemma not in (self.of, self.at_whose) for t in before)

    def _subject(self, token: int) -> bool:
        t = self.text.parsed.tokens[token]
        above = self.text.parsed.tokens[t.head]
        return t.dep == "nsubj" or (above.dep == "nsubj" and above.pos == "NOUN" and t.i > above.i)

    def _heading(self, token: int) -> bool:
        """Whether a line that is no sentence tells the event without a company: which one it is about is
        told below it, not above."""
        parsed = self.text.parsed
        here = parsed.sentences[parsed.tokens[token].sentence]
        beside = (s for s in parsed.sentences[max(here.i - 1, 0) : here.i + 2] if s.i != here.i)
        alone = all(s.block != here.block for s in beside)
        if not alone or parsed.tokens[here.last - 1].text in self.ends:
            return False
        return not any(here.first <= i < here.last for i, _ in self._firms)

    def _vague(self, draft: Draft) -> bool:
        """Whether only a plural without determiner tells it, and nothing else of it: "la vague de
        délocalisations"."""
        t = self.text.parsed.tokens[draft.at]
        if draft.roles or draft.given or t.pos != "NOUN" or "Number=Plur" not in t.morph:
            return False
        kids = (self.text.parsed.tokens[c] for c in self.text.parsed.children[t.i])
        return not any(c.pos in ("DET", "NUM") for c in kids)

    def _general(self, token: int) -> bool:
        """Whether the sentence speaks of a whole sector: then no company is meant."""
        here = self.text.parsed.tokens[token].sentence
        return any(
            self.text.ontology.is_a(self.text.types[n], "Industry")
            for i, n in self.text.mention_at.items()
            if self.text.parsed.tokens[i].sentence == here
        )

    def complete(self, draft: Draft) -> Draft | None:
        """A position with its organisation, where the text leaves it to the reader.

        Public offices stand alone. None when no organisation can be meant: a title that hangs in
        the air is no fact.
        """
        if draft.frame.kind != "position" or "organization" in draft.roles or not draft.title:
            return draft
        if self._public(draft.title):
            return draft
        title = self._words(draft.title)
        if self.roles.is_trade(title):
            return None
        unit = self.roles.has_unit(title)
        free = [o for o in (self._firms if unit else self._orgs) if not self._owner(o[0])]
        organization = self._main(draft.title[0], free) if unit else None
        if organization is None:
            organization = self._before(draft.title[0], free)
        if organization is None or any(self._same(organization, h) for h in draft.roles.get("holder", ())):
            return None
        frame = replace(draft.frame, confidence=draft.frame.confidence * SURE)
        return replace(draft, frame=frame, roles={**draft.roles, "organization": (organization,)})

    def _public(self, title: tuple[int, int]) -> bool:
        words = [t.text.casefold().replace("’", "'") for t in self.text.parsed.tokens[title[0] : title[1]]]
        return any(" ".join(words[:n]).replace("' ", "'") in self.roles.public for n in (1, 2, 3))

    def _words(self, title: tuple[int, int]) -> str:
        tokens = self.text.parsed.tokens
        return self.text.parsed.text[tokens[title[0]].start : tokens[title[1] - 1].end]

    def _before(self, token: int, orgs: list[tuple[int, int]]) -> int | None:
        """In the same sentence the nearest, in those before the first, else the article's main one."""
        sentences = self.text.parsed.sentences
        here = sentences[self.text.parsed.tokens[token].sentence]
        same = [n for i, n in orgs if here.first <= i < token]
        if same:
            return same[-1]
        behind: int | None = None  # a public body is only taken when nothing else can be meant
        for before in reversed(sentences[max(here.i - BACK, 0) : here.i]):
            if before.block != here.block:
                break
            last = [n for i, n in orgs if before.first <= i < before.last]
            private = [n for n in last if not self.text.ontology.is_a(self.text.types[n], PUBLIC)]
            if private:
                return private[0]
            behind = last[0] if last and behind is None else behind
        main = self._main(token, orgs)
        return behind if main is None else main

    def _owner(self, token: int) -> bool:
        """Whether a name only tells whose something is: "la perte du contrat de X"."""
        before = self.text.parsed.tokens[max(0, token - 2) : token]
        return any(t.lemma == self.of and t.pos == "ADP" for t in before)

    def _main(self, token: int, orgs: list[tuple[int, int]]) -> int | None:
        """The last mention before a token of the organisation that the article names most."""
        count = Counter(self.chain(n) for _, n in orgs)
        if not count:
            return None
        (top, times), *rest = count.most_common(2)
        if times < 3 or (rest and rest[0][1] * 2 > times):
            return None
        return next((n for i, n in reversed(orgs) if i < token and self.chain(n) == top), None)

    def chain(self, mention: int) -> str:
        """What the mentions of the same thing share: the id of their chain."""
        m = self.text.mentions[mention]
        chain = self.text.chain_of.get(m.id)
        return chain.id if chain else m.id

    def _same(self, a: int, b: int) -> bool:
        return self.chain(a) == self.chain(b)


def of_source(text: Annotated, token: int, sources: frozenset[str]) -> bool:
    """Whether a name tells whose study or expert it is: "une étude du cabinet X"."""
    for k in range(token - 1, max(token - SOURCE, -1), -1):
        t = text.parsed.tokens[k]
        if t.lemma in sources or t.text.lower() in sources:
            return True
        if t.pos not in ("ADP", "DET", "ADJ", "NOUN"):
            return False
    return False


def complete_events(drafts: list[Draft], topic: Topic) -> list[Draft]:
    """Appointments and departures whose person the article says to hold one post take its organisation."""
    held: dict[str, dict[str, int]] = {}
    for d in drafts:
        if d.frame.kind == "position":
            for holder, organization in product(*(d.roles.get(r, ()) for r in ("holder", "organization"))):
                held.setdefault(topic.chain(holder), {})[topic.chain(organization)] = organization
    return [_posted(d, topic, held) if d.frame.name in POSTED else d for d in drafts]


def _posted(d: Draft, topic: Topic, held: dict[str, dict[str, int]]) -> Draft:
    people = d.roles.get("person", ())
    slots = d.frame.roles["organization"].slots
    if "organization" in d.roles or len(people) != 1 or d.title or (slots and KNOWN not in slots):
        return d
    posts = held.get(topic.chain(people[0]), {})
    if len(posts) != 1:
        return d
    frame = replace(d.frame, confidence=d.frame.confidence * SURE)
    return replace(d, frame=frame, roles={**d.roles, "organization": tuple(posts.values())})


def complete_positions(drafts: list[Draft], topic: Topic) -> list[Draft]:
    """Bare positions get the organisation that they mean, unless it is said in the same place."""
    told = {
        (holder, d.title[0])
        for d in drafts
        if d.frame.kind == "position" and d.title and "organization" in d.roles
        for holder in d.roles.get("holder", ())
    }
    bare = [
        d
        for d in drafts
        if not (
            d.frame.kind == "position"
            and d.title
            and "organization" not in d.roles
            and any((h, d.title[0]) in told for h in d.roles.get("holder", ()))
        )
    ]
    return [done for d in bare if (done := topic.complete(d)) is not None]
