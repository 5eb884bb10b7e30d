"""Events told by words whose arguments the parser did not find: read by the order of words.

A frame's `scene` lists triggers: a lemma or a form, or several in this order. Where the frame has
objects, one of them stands near the trigger (a site that is opened or closed) and tells whose it is and
where; who acts and the place are looked for around them. What frames and patterns read goes first: a
scene adds the roles that the only event of its class in a sentence lacks, and speaks alone only where
they are silent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kg.extract.annotated import Annotated
from kg.extract.clauses import Clauses
from kg.extract.draft import Draft
from kg.extract.status import StatusReader
from kg.extract.surroundings import BEHIND, NEAR, PLACES, Stretch, Surroundings
from kg.extract.tokens import Token
from kg.lexicon import Lexicon
from kg.lexicon.frames import Frame, Role

REACH = 4  # how many words may stand between two words of a trigger
Ready = Callable[[Draft], bool]


@dataclass(frozen=True, slots=True)
class Scene:
    """A trigger (its tokens) with the site that it is about, in a stretch of a sentence."""

    frame: Frame
    words: tuple[Token, ...]
    site: int | None
    stretch: Stretch

    @property
    def head(self) -> Token:
        """The word whose tense and negation count."""
        return next((t for t in self.words if t.pos in ("VERB", "AUX")), self.words[0])

    @property
    def last(self) -> int:
        return max(self.words[-1].i, self.site or 0)


class SceneReader:
    """Reads the scenes of one article."""

    def __init__(self, text: Annotated, lexicon: Lexicon) -> None:
        self.text, self.tokens = text, text.parsed.tokens
        self.words = lexicon.parsing
        self.around = Surroundings(text, lexicon.parsing)
        self.clauses = Clauses(text.parsed, lexicon.parsing)
        self.status = StatusReader(text.parsed, lexicon.status, lexicon.parsing)
        self.support = lexicon.status.support
        self.index = lexicon.frames.by_scene

    def supplement(self, drafts: list[Draft], ready: Ready) -> list[Draft]:
        """The drafts with what scenes add to them, then those that only scenes tell."""
        told: dict[tuple[str, int], list[int]] = defaultdict(list)
        found = list(drafts)
        for n, d in enumerate(found):
            if d.frame.kind == "event" and ready(d):
                told[d.frame.name, self.tokens[d.at].sentence].append(n)
        for scene in self._scenes():
            draft = self._draft(scene)
            key = (scene.frame.name, scene.head.sentence)
            if draft is None or not ready(draft):
                continue
            if key not in told:
                told[key].append(len(found))
                found.append(draft)
                continue
            alone = len(told[key]) == 1
            for n in told[key]:
                if alone or found[n].at in {t.i for t in scene.words}:
                    found[n] = self._joined(found[n], draft)
        return found

    def _joined(self, draft: Draft, scene: Draft) -> Draft:
        """A draft with the roles of the same trigger that it lacks."""
        taken = {m for ms in draft.roles.values() for m in ms}
        more = {
            role: ms
            for role, ms in scene.roles.items()
            if role in draft.frame.roles and role not in draft.roles and taken.isdisjoint(ms)
        }
        return replace(draft, roles={**draft.roles, **more}) if more else draft

    def _scenes(self) -> Iterator[Scene]:
        for sentence in self.text.parsed.sentences:
            stretches: list[Stretch] | None = None
            for t in self.text.parsed.tokens_of(sentence):
                entries = self.index.get(t.lemma, ()) or self.index.get(t.text.lower(), ())
                if not entries or self._named(t.i):
                    continue
                stretches = stretches or list(self.around.segments(sentence.i))
                stretch = next((s for s in stretches if s[0] <= t.i < s[1]), None)
                if stretch is None:
                    continue
                for frame, trigger in entries:
                    words = self._trigger(t, trigger, stretch[1])
                    if words and (scene := self._scene(frame, words, stretch)) is not None:
                        yield scene

    def _named(self, i: int) -> bool:
        m = self.text.mention_at.get(i)
        return m is not None and self.text.mentions[m].kind == "name"

    def _trigger(self, first: Token, trigger: tuple[str, ...], end: int) -> tuple[Token, ...]:
        found = [first]
        for word in trigger[1:]:
            window = self.tokens[found[-1].i + 1 : min(found[-1].i + 2 + REACH, end)]
            free = (t for t in window if not self._named(t.i))
            hit = next((t for t in free if word in (t.lemma, t.text.lower())), None)
            if hit is None:
                return ()
            found.append(hit)
        return tuple(found)

    def _scene(self, frame: Frame, words: tuple[Token, ...], stretch: Stretch) -> Scene | None:
        here = self.tokens[stretch[0] : stretch[1]]
        before = self.tokens[words[0].i - 1].text.lower() if words[0].i else ""
        if words[0].pos == "NOUN" and before in self.words.manner:
            return None
        if any(t.lemma in frame.without or t.text.lower() in frame.without for t in here):
            return None
        head = next((t for t in words if t.pos in ("VERB", "AUX")), words[0])
        if frame.finite and self.clauses.bare_participle(head) and any(self.around.finite(t.i) for t in here):
            return None
        if not frame.objects:
            return Scene(frame, words, None, stretch)
        site = self._site(frame, words, stretch)
        return None if site is None else Scene(frame, words, site, stretch)

    def _site(self, frame: Frame, words: tuple[Token, ...], stretch: Stretch) -> int | None:
        """The site that a trigger is about: behind it, else in front of it, no other verb between."""
        last, first = words[-1].i, words[0].i
        for i in range(last + 1, min(last + 1 + NEAR, stretch[1])):
            if self.around.finite(i):
                break
            if self._kind(frame, i):
                return i
        verbal = any(t.pos in ("VERB", "AUX") for t in words)
        if verbal and len(words) == 1 and self._own_object(words[0]):
            return None
        for i in range(first - 1, max(first - 2 * NEAR, stretch[0] - 1), -1):
            if self.around.finite(i):
                return None
            if self._kind(frame, i) and self.around.preposition(i) is None:
                return i
        return None

    def _kind(self, frame: Frame, i: int) -> bool:
        t = self.tokens[i]
        return (t.lemma in frame.objects or t.text.lower() in frame.objects) and not self._named(i)

    def _own_object(self, verb: Token) -> bool:
        kids = (self.tokens[c] for c in self.text.parsed.children[verb.i])
        return any(c.dep == "obj" and c.pos in ("NOUN", "PROPN") for c in kids)

    def _draft(self, scene: Scene) -> Draft | None:
        frame, head = scene.frame, scene.head
        negated = self.status.negated(head)
        if frame.negated is not None and frame.negated != negated:
            return None
        roles: dict[str, tuple[int, ...]] = {}
        for role in frame.roles.values():
            found = self._role(scene, role)
            taken = {m for ms in roles.values() for m in ms}
            if rest := tuple(m for m in found if m not in taken):
                roles[role.name] = rest
        status = self.status.status(head, ignore_negation=frame.negated is True)
        if status == "actual" and frame.tacit and self.status.tacit(head):
            status = frame.tacit
        if frame.only and status != frame.only:
            return None
        if frame.status and (frame.status == "denied" or status in ("actual", "planned")):
            status = frame.status
        at = [*(t.i for t in scene.words), *(self.text.first_token[m] for ms in roles.values() for m in ms)]
        scope = frozenset(range(*scene.stretch))
        return Draft(frame, roles, head.i, (min(at), max(at)), status, scope)

    def _role(self, scene: Scene, role: Role) -> tuple[int, ...]:
        if role.several:
            trigger = (scene.words[0].i, scene.words[-1].i + 1)
            return self.around.parties(trigger, scene.stretch, role.types)
        if role.slots:
            return next((found for slot in role.slots if (found := self._slot(slot, scene, role))), ())
        found = self._where(scene, role) if self._local(role) else self._who(scene, role)
        return found or self.around.topic(scene.stretch, role.types)

    def _slot(self, slot: str, scene: Scene, role: Role) -> tuple[int, ...]:
        """What a role of a frame names: who acts ("subj"), the name before the colon ("topic"), where the
        scene is set ("where"), else what stands behind a preposition."""
        if slot == "subj":
            return self._acting(scene, role)
        if slot == "topic":
            return self.around.topic(scene.stretch, role.types)
        if slot == "where":
            return self._where(scene, role)
        return self.around.behind(slot, (scene.last + 1, scene.stretch[1]), role.types)

    def _local(self, role: Role) -> bool:
        return all(self.text.ontology.is_a(t, *PLACES) for t in role.types)

    def _where(self, scene: Scene, role: Role) -> tuple[int, ...]:
        """The place: in the noun phrase of the site, behind trigger and site, between them, in front."""
        start, end = scene.stretch
        if scene.site is not None:
            own = self.around.territory(scene.site, end)
            if found := self.around.places((own[0] + 1, own[1]), role.types, bare=True):
                return found
        stop = scene.last + 1
        while stop < min(scene.last + 1 + BEHIND, end) and not self.around.finite(stop):
            stop += 1
        tail = self.around.places((scene.last + 1, stop), role.types)
        first = min(scene.words[0].i, scene.site if scene.site is not None else scene.words[0].i)
        between = self.around.places((first, scene.last), role.types)
        return tail or between or self._opening(start, first, role)

    def _opening(self, start: int, end: int, role: Role) -> tuple[int, ...]:
        """A place that the stretch opens with: "À X, …"."""
        found = self.around.places((start, min(start + 4, end)), role.types)
        if not found or self.tokens[start].pos != "ADP":
            return ()
        last = max(i for i, m in self.text.mention_at.items() if m == found[-1])
        return found if self.tokens[last + 1].text == "," else ()

    def _who(self, scene: Scene, role: Role) -> tuple[int, ...]:
        end = scene.stretch[1]
        if scene.site is not None:
            own = self.around.territory(scene.site, end)
            if found := self.around.owner(own, role.types):
                return found
            if found := self.around.agent((scene.last + 1, end), role.types):
                return found
            if scene.site < scene.words[0].i:
                return ()
        return self._acting(scene, role) or self.around.host((scene.last + 1, end), role.types)

    def _acting(self, scene: Scene, role: Role) -> tuple[int, ...]:
        """Who does what the trigger says: the subject of its verb, or of the verb that governs it."""
        start = scene.stretch[0]
        if scene.head.pos in ("VERB", "AUX"):
            return self._subject(scene.head, start, role)
        verb = self._governor(scene, start)
        return self._subject(verb, start, role) if verb is not None else ()

    def _governor(self, scene: Scene, start: int) -> Token | None:
        """The verb that an action noun gives its subject to: "X annonce la fermeture"."""
        for i in range(scene.words[0].i - 1, max(scene.words[0].i - NEAR, start - 1), -1):
            if self.around.finite(i) or self.tokens[i].lemma in self.support:
                return self.tokens[i] if self.tokens[i].lemma in self.support else None
        return None

    def _subject(self, verb: Token, start: int, role: Role) -> tuple[int, ...]:
        for i in self.clauses.verb_subject(verb):
            m = self.text.mention_at.get(i)
            if m is not None and self.text.of_type(m, role.types):
                return (m,)
        return self.around.actor(verb.i, start, role.types)
