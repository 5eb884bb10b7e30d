"""Frames on clauses: which verbs and action nouns say which event or fact, and who plays in it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.annotated import Annotated
from kg.extract.clauses import Clause, Clauses
from kg.extract.draft import Draft
from kg.extract.fillers import Fillers
from kg.extract.posts import Post, Posts
from kg.extract.site_words import SiteWords
from kg.extract.slots import Slots
from kg.extract.status import StatusReader
from kg.extract.tokens import Token
from kg.lexicon import Lexicon
from kg.lexicon.frames import Frame, Role

SITES = ("site", "new_site")  # the lists of what is opened and closed
REACH = 4  # how many words a support noun may stand behind its verb ("mettre rapidement fin")


class FrameMatcher:
    """Matches the frames of a language against one article."""

    def __init__(self, text: Annotated, lexicon: Lexicon) -> None:
        self.text, self.frames = text, lexicon.frames
        self.clauses = Clauses(text.parsed, lexicon.parsing)
        owners = frozenset(self.frames.lists.get("owners", ()))
        words = lexicon.parsing
        self.fillers = Fillers(text, owners, words.locative, words.of, words.on_site)
        self.status = StatusReader(text.parsed, lexicon.status, lexicon.parsing)
        self.of = lexicon.parsing.of
        self.posts = Posts(text, lexicon)
        kinds = frozenset(w for name in SITES for w in self.frames.lists.get(name, ()))
        general = frozenset(self.frames.lists.get("any_site", ()))
        self.sites = SiteWords(text, self.clauses, kinds, general)
        self.slots = Slots(text, self.clauses, self.sites, lexicon.status.support)

    def match(self) -> Iterator[Draft]:
        """All drafts of claims that the frames read."""
        nouns, taken = [], set[tuple[str, int]]()
        for t in self.text.parsed.tokens:
            if t.lemma in self.frames.by_verb and self._verbal(t):
                yield from self._verb(t, taken)
            elif t.lemma in self.frames.by_noun and t.i not in self._named:
                nouns.append(t)
        for t in nouns:
            yield from self._noun(t, taken)

    def _verbal(self, t: Token) -> bool:
        """A verb, also a participle that the parser took for an adjective ("se sont associés")."""
        if t.pos in ("VERB", "AUX"):
            return True
        kids = (self.text.parsed.tokens[c] for c in self.text.parsed.children[t.i])
        return t.pos == "ADJ" and any(c.dep.startswith("aux") for c in kids)

    @property
    def _named(self) -> set[int]:
        return {i for i, m in self.text.mention_at.items() if self.text.mentions[m].kind == "name"}

    def _verb(self, head: Token, taken: set[tuple[str, int]]) -> Iterator[Draft]:
        clause = self.clauses.verb(head)
        for frame, trigger in self.frames.by_verb[head.lemma]:
            helpers = self._helpers(head, trigger[1:])
            if helpers is None:
                continue
            for draft in self._fill(frame, clause, helpers):
                if self._complete(draft):
                    taken.update((frame.name, h.i) for h in helpers)
                yield draft

    def _noun(self, head: Token, taken: set[tuple[str, int]]) -> Iterator[Draft]:
        """A noun that is part of another trigger says the same once more ("déposer un préavis de grève")."""
        clause = self.clauses.noun(head)
        for frame in self.frames.by_noun[head.lemma]:
            if not taken.isdisjoint({(frame.name, head.i), (frame.name, head.head)}):
                continue
            for draft in self._fill(frame, clause, ()):
                if self._complete(draft):
                    taken.add((frame.name, head.i))
                yield draft

    @staticmethod
    def _complete(draft: Draft) -> bool:
        roles = draft.frame.roles
        return all(any(r in draft.roles or r not in roles for r in either) for either in draft.frame.needs)

    def _helpers(self, head: Token, lemmas: tuple[str, ...]) -> tuple[Token, ...] | None:
        """The words that a trigger of several words needs behind its verb, or None."""
        tokens, found, at = self.text.parsed.tokens, [], head.i + 1
        for lemma in lemmas:
            reach = [t for t in tokens[at : at + REACH] if t.sentence == head.sentence]
            hit = next((t for t in reach if lemma in (t.lemma, t.text.lower())), None)
            if hit is None:
                return None
            found.append(hit)
            at = hit.i + 1
        return tuple(found)

    def _fill(self, frame: Frame, clause: Clause, helpers: tuple[Token, ...]) -> Iterator[Draft]:
        negated = self.status.negated(clause.head)
        if frame.negated is not None and frame.negated != negated:
            return
        objects = self._objects(frame, clause, helpers)
        if objects is None or self._forbidden(frame, clause, helpers):
            return
        verb = frame.finite is not None and not clause.noun
        if verb and self.clauses.bare_participle(clause.head) == frame.finite:
            return
        inner = [
            self.clauses.noun(t) for t in (*helpers, *(objects or self._governed(clause))) if t.pos != "VERB"
        ]
        filled: dict[str, tuple[int, ...]] = {}
        for role in frame.roles.values():
            taken = {m for ms in filled.values() for m in ms}
            several = role.several
            found = self._several(role, clause, inner) if several else self._role(role, clause, inner, filled)
            rest = tuple(m for m in found if m not in taken)
            if rest:
                filled[role.name] = rest
        status = self.status.status(clause.head, ignore_negation=frame.negated is True)
        if status == "actual" and frame.tacit and self.status.tacit(clause.head):
            status = frame.tacit
        if frame.only and status != frame.only:
            return
        if status in frame.presupposed:
            status = "actual"
        elif frame.status and status in ("actual", "planned"):
            status = frame.status
        title = self._title(frame, clause, filled)
        span, scope = self._span(clause, filled), self._scope(clause)
        yield Draft(frame, filled, clause.head.i, span, status, scope, title)

    def _post(self, slot: str, clause: Clause, filled: dict[str, tuple[int, ...]]) -> Post | None:
        """The post that the predicate governs (`post`), or that the one in the first role holds, by the
        words beside the name (`held`) or beside another mention of the same person (`known`)."""
        if slot == "post":
            return self.posts.behind(clause.head)
        holders = next(iter(filled.values()), ()) if slot in ("held", "known") else ()
        if not holders:
            return None
        return self.posts.beside(holders[0]) if slot == "held" else self.posts.known(holders[0])

    def _title(
        self, frame: Frame, clause: Clause, filled: dict[str, tuple[int, ...]]
    ) -> tuple[int, int] | None:
        for slot in (s for role in frame.roles.values() for s in role.slots):
            post = self._post(slot, clause, filled)
            if post is not None:
                return post.title
        return None

    def _objects(self, frame: Frame, clause: Clause, helpers: tuple[Token, ...]) -> tuple[Token, ...] | None:
        if not frame.objects:
            return ()
        tokens = self.text.parsed.tokens
        heads = [tokens[i] for fillers in clause.slots.values() for i in fillers]
        heads += [tokens[c] for h in helpers for c in self.text.parsed.children[h.i]]
        hits = tuple(t for t in heads if t.lemma in frame.objects or t.text.lower() in frame.objects)
        if not hits and frame.kind == "event":  # "elle fermera en juin"
            meant = (self.sites.before(t) for t in heads if t.pos == "PRON")
            hits = tuple(t for t in meant if t is not None and t.lemma in frame.objects)
        return hits or None

    def _governed(self, clause: Clause) -> tuple[Token, ...]:
        """The objects of a verb or action: a place often hangs on them ("emploie 75 personnes à X")."""
        slot = self.of if clause.noun else "obj"
        return tuple(t for t in map(self.text.parsed.tokens.__getitem__, clause.get(slot)) if t.pos == "NOUN")

    def _forbidden(self, frame: Frame, clause: Clause, helpers: tuple[Token, ...]) -> bool:
        if not frame.without:
            return False
        tokens = self.text.parsed.tokens
        around = (tokens[i] for fillers in clause.slots.values() for i in fillers)
        kids = (tokens[c] for h in (clause.head, *helpers) for c in self.text.parsed.children[h.i])
        above = self._modified(clause.head)
        if clause.noun:
            above = (*above, tokens[clause.head.head])
        words = ((t.lemma, t.text.lower()) for t in (*around, *kids, *above))
        return any(not frame.without.isdisjoint(w) for w in words)

    def _modified(self, head: Token) -> tuple[Token, ...]:
        """What a participle narrows down, and what that depends on: "la fin du contrat confié à X"."""
        if head.dep != "acl":
            return ()
        noun = self.text.parsed.tokens[head.head]
        return noun, self.text.parsed.tokens[noun.head]

    def _role(
        self, role: Role, clause: Clause, inner: list[Clause], filled: dict[str, tuple[int, ...]]
    ) -> tuple[int, ...]:
        adjectives: tuple[int, ...] = ()
        for slot in role.slots:
            post = self._post(slot, clause, filled)
            if post is not None and (
                held := tuple(m for m in post.organizations if self.text.of_type(m, role.types))
            ):
                return held
            for token in self.slots.read(slot, clause, inner):
                found = self.fillers.mentions(token, role.types)
                if found and not self._adjective(found[0]):
                    return found
                adjectives = adjectives or found  # "son centre belge": where no place is named
            if slot == "only" and (only := self._only(clause.head.sentence, role.types)):
                return only
            if slot == "topic" and (topic := self._topic(clause.head.sentence, role.types)):
                return topic
            if slot in ("near", "sole"):
                found = (self._near if slot == "near" else self._sole)(clause, role.types)
                if found:
                    return found
        return adjectives

    def _adjective(self, mention: int) -> bool:
        """Whether a place is told by an adjective ("belge")."""
        first = self.text.parsed.tokens[self.text.first_token[mention]]
        return first.pos == "ADJ" and self.text.of_type(mention, ("Place",))

    def _several(self, role: Role, clause: Clause, inner: list[Clause]) -> tuple[int, ...]:
        tokens = (t for slot in role.slots for t in self.slots.read(slot, clause, inner))
        return tuple(dict.fromkeys(m for t in tokens for m in self.fillers.mentions(t, role.types)))

    def _topic(self, sentence: int, types: tuple[str, ...]) -> tuple[int, ...]:
        """What a sentence opens with: "X : on recrute", "À X, on recrute"."""
        words = self.text.parsed.tokens_of(self.text.parsed.sentences[sentence])
        at = next((k for k, t in enumerate(words[:4]) if t.i in self.text.mention_at), None)
        if at is None or any(t.pos not in ("ADP", "DET") for t in words[:at]):
            return ()
        m = self.text.mention_at[words[at].i]
        behind = next((t.text for t in words[at:] if self.text.mention_at.get(t.i) != m), "")
        if behind != ("," if at else ":") or not self.text.of_type(m, types):
            return ()
        return self.fillers.enumerated(m, types)

    def _only(self, sentence: int, types: tuple[str, ...]) -> tuple[int, ...]:
        """The one thing of these classes that a sentence names."""
        words = self.text.parsed.tokens_of(self.text.parsed.sentences[sentence])
        here = [m for t in words if (m := self.text.mention_at.get(t.i)) is not None]
        named = [m for m in here if self.text.of_type(m, types) and self.text.mentions[m].kind == "name"]
        chains = {self.text.chain_of.get(self.text.mentions[m].id) for m in named}
        return tuple(named[:1]) if len(chains) == 1 else ()

    def _near(self, clause: Clause, types: tuple[str, ...]) -> tuple[int, ...]:
        """The nearest name of these classes in the words of the clause."""
        owner = self.clauses.owner(clause.head)
        tokens = self.text.parsed.tokens
        sentence = self.text.parsed.sentences[clause.head.sentence]
        best: tuple[int, int] | None = None
        for i in range(sentence.first, sentence.last):
            m = self.text.mention_at.get(i)
            if m is None or self.text.first_token[m] != i or not self.text.of_type(m, types):
                continue
            if self.clauses.owner(tokens[i]) == owner:
                best = min(best or (10**6, m), (abs(i - clause.head.i), m))
        return self.fillers.enumerated(best[1], types) if best else ()

    def _sole(self, clause: Clause, types: tuple[str, ...]) -> tuple[int, ...]:
        """The one thing of these classes that the sentence speaks of; nothing where it speaks of two."""
        before = self.text.parsed.tokens[clause.head.i - 1]
        if before.text.lower().replace("’", "'") in (self.of, f"{self.of[0]}'"):
            return ()  # "des postes de vendeurs à X": nobody's
        sentence = self.text.parsed.sentences[clause.head.sentence]
        here = dict.fromkeys(
            m
            for i in range(sentence.first, sentence.last)
            if (m := self.text.mention_at.get(i)) is not None and self.text.of_type(m, types)
        )
        chains = {self.text.chain_of.get(self.text.mentions[m].id) or m for m in here}
        return tuple(here)[:1] if len(chains) == 1 else ()

    def _span(self, clause: Clause, filled: dict[str, tuple[int, ...]]) -> tuple[int, int]:
        at = [clause.head.i, *(self.text.first_token[m] for ms in filled.values() for m in ms)]
        return min(at), max(at)

    def _scope(self, clause: Clause) -> frozenset[int]:
        """The tokens whose nearest verb is that of the clause: where its dates and numbers stand."""
        tokens = self.text.parsed.tokens
        owners = self.clauses.reach(clause.head)
        sentence = self.text.parsed.sentences[clause.head.sentence]
        return frozenset(
            t.i for t in tokens[sentence.first : sentence.last] if self.clauses.owner(t) in owners
        )
