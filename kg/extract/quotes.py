"""Direct quotations with their speakers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.marks import Quoted, Unit, find_quoted, find_units
from kg.extract.speaker import (
    Scene,
    scene,
    source_named,
    subject_before,
    subject_behind,
    verb_at,
    verb_behind,
)
from kg.extract.tokens import Parsed, Token
from kg.model import Argument, Chain, Claim, Document, Evidence, Mention

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

# How often each rule named the right speaker in the articles that were read to write it.
_CONFIDENCE = {
    "quotation.inverted-verb": 0.95,
    "quotation.inverted-pronoun": 0.9,
    "quotation.colon": 0.9,
    "quotation.bracket": 0.9,
    "quotation.source": 0.9,
    "quotation.embedded": 0.75,
    "quotation.continued": 0.7,
    "quotation.unattributed": 0.5,
}
_SHORTEST, _SHORTEST_EMBEDDED = 4, 5
_SHORTEST_PART = 2  # words of a stretch that another may complete


@dataclass(frozen=True, slots=True)
class _Spoken:
    quoted: Quoted
    unit: Unit
    rule: str
    speaker: Mention | None
    text: str


def find_quotes(
    parsed: Parsed, document: Document, mentions: Sequence[Mention], chains: Sequence[Chain], lexicon: Lexicon
) -> tuple[Claim, ...]:
    """The quotations of a sentence or more, as claims of kind "quotation", in text order.

    The speaker is a name mention (a pronoun or noun phrase gives the last name of its chain before
    it); there is none where the text names nobody.
    """
    quoted = find_quoted(parsed, lexicon.speech.marks)
    s = scene(parsed, mentions, quoted, lexicon.speech)
    units = find_units(parsed, quoted)
    reader = _Reader(s, document, units, quoted, _names(mentions, chains))
    found: list[_Spoken] = []
    for q in quoted:
        spoken = reader.read(q, found[-1] if found else None)
        if spoken is None:
            continue
        if found and _interrupted(found[-1], spoken):
            found[-1] = _joined(found[-1], spoken)
        else:
            found.append(spoken)
    return tuple(_claim(document, f, mentions) for f in found if _length(f.text) >= _SHORTEST)


def _names(mentions: Sequence[Mention], chains: Sequence[Chain]) -> dict[str, list[Mention]]:
    """The name mentions of the chain of each mention, by mention id."""
    by_id = {m.id: m for m in mentions}
    names: dict[str, list[Mention]] = {}
    for c in chains:
        own = [by_id[i] for i in c.mentions if by_id[i].kind == "name"]
        names.update(dict.fromkeys(c.mentions, own))
    return names


@dataclass(frozen=True)
class _Reader:
    scene: Scene
    document: Document
    units: tuple[Unit, ...]
    quoted: tuple[Quoted, ...]
    names: dict[str, list[Mention]]

    def read(self, q: Quoted, previous: _Spoken | None) -> _Spoken | None:
        """The quotation between two marks with its speaker; None when it is no utterance."""
        tokens = self.scene.parsed.between(q.inner_start, q.inner_end)
        if not tokens or not _is_utterance(tokens) or self._is_title(tokens[0].i):
            return None
        unit = next(u for u in self.units if u.first <= tokens[0].i < u.last)
        text = re.sub(r"\s+", " ", self.document.text[q.inner_start : q.inner_end]).strip()
        spoken = _Spoken(q, unit, "", None, text)
        return (
            self._behind(spoken, previous)
            or self._before(spoken, previous, tokens)
            or self._alone(spoken, previous)
        )

    def _is_title(self, first: int) -> bool:
        """Whether the words before the marks announce a title or a name: "intitulé « … »"."""
        before = [self.scene.word(k) for k in (first - 2, first - 3)]
        return not self.scene.speech.naming.isdisjoint(before)

    def _behind(self, spoken: _Spoken, previous: _Spoken | None) -> _Spoken | None:
        """A verb of speech right behind the closing mark."""
        start = _first_from(self.scene.parsed, spoken.quoted.end)
        end = min(spoken.unit.last, self._next_quote(spoken.quoted))
        verb = verb_behind(self.scene, start, end)
        if verb is None:
            return self._bracket(spoken, start)
        if verb.pronoun is None or verb.impersonal:
            speaker, named = subject_behind(self.scene, verb.last + 1, end, anywhere=verb.impersonal)
            if speaker or named or verb.impersonal:
                return replace(spoken, rule="quotation.inverted-verb", speaker=self._name(speaker))
        intro = self._intro(spoken) if self._colon(spoken) else None
        said = self.scene.on.get(verb.pronoun) if verb.pronoun is not None else None
        speaker = self._name(said) or self._name(intro) or (previous.speaker if previous else None)
        return replace(spoken, rule="quotation.inverted-pronoun", speaker=speaker)

    def _bracket(self, spoken: _Spoken, start: int) -> _Spoken | None:
        """A name in brackets right behind the closing mark: "« … » (X, docker)"."""
        tokens = self.scene.parsed.tokens
        if start + 1 >= len(tokens) or tokens[start].text != "(":
            return None
        m = self.scene.on.get(start + 1)
        speaker = m if m and m.type == "Person" else None
        if speaker is None and spoken.text[-1] not in ".!?…":
            return None
        return replace(spoken, rule="quotation.bracket", speaker=speaker)

    def _next_quote(self, q: Quoted) -> int:
        following = next((o for o in self.quoted if o.start >= q.end), None)
        return (
            len(self.scene.parsed.tokens)
            if following is None
            else _first_from(self.scene.parsed, following.start)
        )

    def _opening(self, spoken: _Spoken) -> int:
        return _first_from(self.scene.parsed, spoken.quoted.start)

    def _colon(self, spoken: _Spoken) -> bool:
        before = self._opening(spoken) - 1
        return before >= 0 and self.scene.parsed.tokens[before].text.endswith(":")

    def _intro_span(self, spoken: _Spoken) -> tuple[int, int]:
        """The tokens of the sentence that a colon ends, be it in the paragraph before."""
        end = self._opening(spoken)
        first = spoken.unit.first
        if first == end and spoken.unit.i:
            first = self.units[spoken.unit.i - 1].first
        inside = [
            q for q in self.quoted if self.scene.parsed.tokens[first].start <= q.start < spoken.quoted.start
        ]
        return (_first_from(self.scene.parsed, inside[-1].end) if inside else first), end

    def _intro(self, spoken: _Spoken) -> Mention | None:
        """The speaker whom the sentence before a colon names."""
        first, end = self._intro_span(spoken)
        if source := source_named(self.scene, first, end, colon=True):
            return source[1]
        for k in range(end - 1, first - 1, -1):
            if k not in self.scene.on and (verb := verb_at(self.scene, k, end)):
                behind = subject_behind(self.scene, verb.last + 1, end)[0]
                ahead = subject_before(self.scene, first, k)
                if behind and behind.type == "Person" and (ahead is None or ahead.type != "Person"):
                    return behind
                if ahead or behind:
                    return ahead or behind
        people = {m.id: m for k in range(first, end) if (m := self.scene.on.get(k)) and m.type == "Person"}
        if len(people) == 1:
            return next(iter(people.values()))
        return subject_before(self.scene, first, end)

    def _before(self, spoken: _Spoken, previous: _Spoken | None, tokens: Sequence[Token]) -> _Spoken | None:
        """A colon, a source or a reporting verb in front of the quotation."""
        if self._colon(spoken):
            speaker = self._name(self._intro(spoken))
            if speaker is None and previous and previous.unit.block == spoken.unit.block:
                speaker = previous.speaker
            return replace(spoken, rule="quotation.colon", speaker=speaker)
        first, end = spoken.unit.first, self._opening(spoken)
        if first == end or _length(spoken.text) < _SHORTEST_EMBEDDED:
            return None
        if self.scene.word(end - 1) not in self.scene.speech.conjunctions and not self._stands_free(end):
            return None
        if source := source_named(self.scene, first, end, colon=True):
            return replace(spoken, rule="quotation.source", speaker=self._name(source[1]))
        if not _is_utterance(tokens, subject=True):
            return None
        for k in range(end - 1, max(first, end - 8) - 1, -1):
            if k not in self.scene.on and (verb := verb_at(self.scene, k, end)):
                speaker = (
                    subject_before(self.scene, first, k) or subject_behind(self.scene, verb.last + 1, end)[0]
                )
                return replace(spoken, rule="quotation.embedded", speaker=self._name(speaker))
        return None

    def _stands_free(self, opening: int) -> bool:
        """Whether a comma or the verb of speech itself is right before the opening mark."""
        before = opening - 1
        return (
            self.scene.parsed.tokens[before].text == "," or verb_at(self.scene, before, opening) is not None
        )

    def _alone(self, spoken: _Spoken, previous: _Spoken | None) -> _Spoken | None:
        """A quotation that is a sentence by itself: it goes on speaking, when one was just heard."""
        unit, behind = spoken.unit, _first_from(self.scene.parsed, spoken.quoted.end)
        rest = self.scene.parsed.tokens[behind : unit.last]
        if (
            _length(spoken.text) < _SHORTEST
            or self._opening(spoken) != unit.first
            or any(c.isalnum() for t in rest for c in t.text)
        ):
            return None
        if previous and previous.speaker and unit.i - previous.unit.i <= 1:
            return replace(spoken, rule="quotation.continued", speaker=previous.speaker)
        near = self.units[unit.i - 1] if unit.i else None
        if near and near.block == unit.block and (m := subject_before(self.scene, near.first, near.last)):
            people = m.type == "Person"
            return replace(spoken, rule="quotation.continued", speaker=self._name(m) if people else None)
        return replace(spoken, rule="quotation.unattributed")

    def _name(self, m: Mention | None) -> Mention | None:
        """A name mention for a speaker: itself, or the last one before it of the same chain."""
        if m is None or m.kind == "name":
            return m
        names = self.names.get(m.id, [])
        return next((n for n in reversed(names) if n.start < m.start), names[0] if names else None)


def _length(text: str) -> int:
    return len(re.findall(r"\w+", text))


def _first_from(parsed: Parsed, offset: int) -> int:
    """The first token that begins at or behind an offset."""
    found = parsed.between(offset, len(parsed.text))
    return found[0].i if found else len(parsed.tokens)


def _is_utterance(tokens: Sequence[Token], subject: bool = False) -> bool:
    """Whether quoted words may say something by themselves: two of them, a finite verb or a capital.

    With `subject` a finite verb and its subject are needed: for words in the middle of a sentence.
    """
    if sum(any(c.isalnum() for c in t.text) for t in tokens) < _SHORTEST_PART:
        return False
    finite = any(t.pos in ("VERB", "AUX") and "VerbForm=Fin" in t.morph for t in tokens)
    if subject:
        return finite and any(t.dep.startswith("nsubj") for t in tokens)
    return finite or tokens[0].text[0].isupper()


def _interrupted(first: _Spoken, second: _Spoken) -> bool:
    """Whether the second stretch goes on with the sentence of the first: "« A, dit X, b »"."""
    same = first.unit.i == second.unit.i
    return same and second.text[:1].islower() and first.text[-1:] not in ".!?…"


def _joined(first: _Spoken, second: _Spoken) -> _Spoken:
    return replace(
        first, quoted=replace(first.quoted, end=second.quoted.end), text=f"{first.text} {second.text}"
    )


def _claim(document: Document, s: _Spoken, mentions: Sequence[Mention]) -> Claim:
    start, end = s.unit.start, max(s.unit.end, s.quoted.end)
    inside = [
        m for m in mentions if s.quoted.start <= m.start and m.end <= s.quoted.end and m.kind != "pronoun"
    ]
    arguments = [Argument("speaker", ref=s.speaker.id)] if s.speaker else []
    arguments.append(Argument("text", value=s.text, datatype="langString"))
    arguments += [Argument("mentions", ref=m.id) for m in inside]
    evidence = [Evidence(document.id, start, end, document.text[start:end])]
    return Claim(
        f"{document.id}!{s.rule}@{s.quoted.start}", document.id, "quotation", "Quotation", tuple(arguments),
        tuple(evidence), s.rule, confidence=_CONFIDENCE[s.rule] if s.speaker else _CONFIDENCE[s.rule] * 0.8,
    )  # fmt: skip
