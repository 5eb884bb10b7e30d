"""Who "nous" is in a quotation: the organisation that its speaker speaks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.tokens import Parsed, Token
from kg.lexicon.speech import split_words
from kg.model import Chain, Claim, Document, Mention

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

_REACH = 16  # tokens between a name and the organisation of its title
_SCORE = 0.7


def speak_for(
    parsed: Parsed,
    document: Document,
    mentions: Sequence[Mention],
    chains: Sequence[Chain],
    quotes: Sequence[Claim],
    lexicon: Lexicon,
) -> tuple[tuple[Mention, ...], tuple[Chain, ...]]:
    """The mentions and chains with "nous" and "notre" of those who speak for an organisation.

    A workers' delegate speaks for nobody in this sense: "nous" may be the union, the staff or the firm.
    """
    finder = _Finder(parsed, mentions, chains, lexicon)
    added: dict[int, list[Mention]] = defaultdict(list)
    for quote in quotes:
        speaker, evidence = quote.one("speaker"), quote.evidence
        owner = finder.organization(speaker.ref) if speaker and speaker.ref else None
        if owner is None:
            continue
        chain = chains[owner]
        for t in finder.first_person(evidence[0].start, evidence[0].end):
            added[owner].append(
                Mention(
                    f"{document.id}#{t.start}-{t.end}", document.id, t.start, t.end, t.text, chain.type,
                    chain.label, "coref.speech", _SCORE, "pronoun",
                )
            )  # fmt: skip
    found = {m.id: m for ms in added.values() for m in ms}
    ordered = sorted((*mentions, *found.values()), key=lambda m: m.start)
    place = {m.id: n for n, m in enumerate(ordered)}
    grown = (
        replace(c, mentions=tuple(sorted({*c.mentions, *(m.id for m in added[i])}, key=place.__getitem__)))
        for i, c in enumerate(chains)
    )
    return tuple(ordered), tuple(grown)


class _Finder:
    def __init__(
        self, parsed: Parsed, mentions: Sequence[Mention], chains: Sequence[Chain], lexicon: Lexicon
    ) -> None:
        self.parsed, self.words, self.ontology = parsed, lexicon.anaphora, lexicon.ontology
        roles = lexicon.roles
        self.titles = roles.top | roles.alone | roles.founders | self.words.voices
        self.chain_of = {m: n for n, c in enumerate(chains) for m in c.mentions}
        self.chains = chains
        self.by_id = {m.id: m for m in mentions}
        self.at = {t.i: m for m in mentions for t in parsed.between(m.start, m.end)}
        self._known: dict[int, int | None] = {}

    def first_person(self, start: int, end: int) -> Iterator[Token]:
        for t in self.parsed.between(start, end):
            if t.text.casefold() in self.words.we and t.i not in self.at:
                yield t

    def organization(self, mention: str) -> int | None:
        """The chain that somebody speaks for: itself when it is an organisation."""
        chain = self.chain_of.get(mention)
        if chain is None:
            return None
        if self._speaks(self.chains[chain].type):
            return chain
        if chain not in self._known:
            places = (self.by_id[m] for m in self.chains[chain].mentions)
            found = {o for m in places if m.kind == "name" for o in self._beside(m)}
            self._known[chain] = found.pop() if len(found) == 1 else None
        return self._known[chain]

    def _speaks(self, type_: str) -> bool:
        mute = self.words.mute and self.ontology.is_a(type_, *self.words.mute)
        return not mute and self.ontology.is_a(type_, *self.words.speakers)

    def _beside(self, m: Mention) -> Iterator[int]:
        """The organisation of the title in apposition to a name, behind or before it."""
        tokens = self.parsed.between(m.start, m.end)
        if not tokens or self.chains[self.chain_of[m.id]].type != "Person":
            return
        behind = self.parsed.tokens[tokens[-1].i + 1 :][:_REACH]
        if behind and behind[0].text in (",", "("):
            yield from self._behind(behind[1:])
        yield from self._before(tokens[0].i)

    def _behind(self, stretch: Sequence[Token]) -> Iterator[int]:
        titled = False
        for k, t in enumerate(stretch):
            m = self.at.get(t.i)
            if m is not None and titled and (found := self._organization(m)) is not None:
                yield found
                return
            if m is not None or self._ends(t) or (k > 2 and not titled):
                return
            titled = titled or self._title(t)

    def _before(self, first: int) -> Iterator[int]:
        """ "Le patron de X, Y": the title must stand before the organisation."""
        found: int | None = None
        for k in range(first - 1, max(first - _REACH, -1), -1):
            t, m = self.parsed.tokens[k], self.at.get(k)
            if m is not None:
                organization = self._organization(m)
                if m.kind == "pronoun" and t.pos != "DET":
                    return
                if found is None:
                    found = organization
                elif organization != found:
                    return
                if t.pos == "DET" and found is not None and self._title(self.parsed.tokens[k + 1]):
                    yield found
                    return
            elif self._title(t):
                if found is not None:
                    yield found
                    return
            elif self._ends(t) and not (t.text == "," and k == first - 1):
                return

    def _organization(self, m: Mention) -> int | None:
        chain = self.chain_of[m.id]
        return chain if self._speaks(self.chains[chain].type) else None

    def _title(self, t: Token) -> bool:
        return bool(self.titles & {t.text.casefold(), *split_words(t.text)[:1]})

    @staticmethod
    def _ends(t: Token) -> bool:
        return t.text in (",", ";", ":", ".", ")", "»", "«") or (
            t.pos in ("VERB", "AUX") and "VerbForm=Fin" in t.morph
        )
