"""A parsed article with what was found in it, looked up by token."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from kg.extract.tokens import Parsed, Sentence, Token
from kg.extract.values import Quantity, TimeExpression
from kg.model import Chain, Document, Mention
from kg.ontology import Ontology

LINKING = ("DET", "ADP", "NOUN", "ADJ", "ADV", "SCONJ")
PARENTHESIS = 8
"""The longest parenthesis, in tokens, that an enumeration passes over."""


@dataclass(frozen=True)
class Annotated:
    """One article: tokens, mentions with the class of their chain, quantities and dates.

    A name covers its tokens; a nominal mention stands at its head noun and a pronoun at its word.
    """

    document: Document
    parsed: Parsed
    mentions: tuple[Mention, ...]
    chains: tuple[Chain, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[TimeExpression, ...]
    ontology: Ontology
    _cache: dict[tuple[int, tuple[str, ...]], tuple[int, ...]] = field(default_factory=dict, compare=False)

    @cached_property
    def chain_of(self) -> dict[str, Chain]:
        return {m: c for c in self.chains for m in c.mentions}

    @cached_property
    def types(self) -> tuple[str, ...]:
        """The class of each mention: that of its chain."""
        return tuple(self.chain_of[m.id].type if m.id in self.chain_of else m.type for m in self.mentions)

    @cached_property
    def mention_at(self) -> dict[int, int]:
        """Token index → mention index; names win over noun phrases and pronouns."""
        found: dict[int, int] = {}
        for n, m in enumerate(self.mentions):
            tokens = self.parsed.between(m.start, m.end)
            if m.kind == "name":
                found.update((t.i, n) for t in tokens)
            elif tokens:
                found.setdefault(self._head(tokens).i, n)
        return found

    @cached_property
    def first_token(self) -> tuple[int, ...]:
        """The first token of each name, the head of each other mention; -1 where there is none."""
        first = []
        for m in self.mentions:
            tokens = self.parsed.between(m.start, m.end)
            head = (tokens[0] if m.kind == "name" else self._head(tokens)).i if tokens else -1
            first.append(head)
        return tuple(first)

    @staticmethod
    def _head(tokens: tuple[Token, ...]) -> Token:
        inside = {t.i for t in tokens}
        nouns = [t for t in tokens if t.pos in ("NOUN", "PROPN", "PRON")]
        return next(
            (t for t in nouns or tokens if t.head not in inside or t.head == t.i), (nouns or tokens)[0]
        )

    @cached_property
    def quantity_at(self) -> dict[int, int]:
        return self._cover(self.quantities)

    @cached_property
    def date_at(self) -> dict[int, int]:
        return self._cover(self.dates)

    def _cover(self, items: Iterable[Quantity | TimeExpression]) -> dict[int, int]:
        return {t.i: n for n, q in enumerate(items) for t in self.parsed.between(q.start, q.end)}

    @cached_property
    def coordinated(self) -> dict[int, tuple[int, ...]]:
        """First mention of an enumeration ("à Tunis, à Sfax et à Sousse") or plural → all its mentions.

        Read from the surface: the parser is right on about half of the coordinations.
        """
        groups = self._plurals()
        for sentence in self.parsed.sentences:
            self._enumerations(sentence, groups)
        return groups

    def _plurals(self) -> dict[int, tuple[int, ...]]:
        """Plurals that stand for several things at once ("ils"): mentions of the same place."""
        at: dict[tuple[int, int], list[int]] = {}
        for n, m in enumerate(self.mentions):
            if m.kind != "name":
                at.setdefault((m.start, m.end), []).append(n)
        return {ns[0]: tuple(ns) for ns in at.values() if len(ns) > 1}

    def _enumerations(self, sentence: Sentence, groups: dict[int, tuple[int, ...]]) -> None:
        tokens, run, joined, gap = self.parsed.tokens, [], False, []  # type: ignore[var-annotated]
        i = sentence.first
        while i <= sentence.last:
            m = self.mention_at.get(i) if i < sentence.last else None
            if run and not gap and (behind := self._parenthesis(i, sentence.last)) > i:
                i = behind
                continue
            if m is not None and self.mentions[m].kind == "name" and not (gap and self.adjective(m)):
                link = self._link(gap)
                same = bool(run) and self._alike(run[-1], m)
                if run and link and same and not joined:
                    run.append(m)
                    joined = link == "end"
                else:
                    self._close(run, joined or self._goes_on(run, gap), groups)
                    run, joined = [m], False
                gap = []
                while i < sentence.last and self.mention_at.get(i) == m:
                    i += 1
                continue
            if i < sentence.last:
                gap.append(tokens[i])
            i += 1
        self._close(run, joined or self._goes_on(run, gap), groups)

    @staticmethod
    def _goes_on(run: list[int], gap: list[Token]) -> bool:
        """Whether a list of names ends with what has none ("X, Y et un fonds coréen")."""
        return len(run) > 1 and len(gap) > 2 and gap[0].pos == "CCONJ" and gap[1].pos in ("DET", "NUM")

    def _parenthesis(self, i: int, end: int) -> int:
        """The token behind a short parenthesis that begins at token i ("X (51 %) et Y"), else i."""
        words = self.parsed.tokens[i : min(i + PARENTHESIS, end)]
        if not words or words[0].text != "(":
            return i
        return next((t.i + 1 for t in words if t.text == ")"), i)

    def adjective(self, mention: int) -> bool:
        """Whether a mention is an adjective of place ("de la banque espagnole X"), no member of a list."""
        return self.mentions[mention].text[:1].islower() and self.ontology.is_a(self.types[mention], "Place")

    @staticmethod
    def _close(run: list[int], joined: bool, groups: dict[int, tuple[int, ...]]) -> None:
        if joined:
            for k in range(len(run) - 1):
                groups[run[k]] = tuple(run[k:])

    def _link(self, gap: list[Token]) -> str | None:
        """How two names are joined: "end" by a conjunction, "middle" by a comma, else None."""
        if not gap or len(gap) > 6:
            return None
        link: str | None = None
        for t in gap:
            if t.pos == "CCONJ":
                link = "end"
            elif t.text == ",":
                link = link or "middle"
            elif t.i in self.mention_at and self.adjective(self.mention_at[t.i]):
                continue
            elif t.pos not in LINKING or (t.pos in ("NOUN", "ADJ") and link is None):
                return None
            elif t.pos == "ADJ" and not any(g.pos in ("DET", "ADP") for g in gap[: gap.index(t)]):
                return None  # "X et fournisseur historique de Y"
        return link

    def _alike(self, a: int, b: int) -> bool:
        left, right = self.types[a], self.types[b]
        return any(self.ontology.is_a(left, g) and self.ontology.is_a(right, g) for g in GROUPS)

    def of_type(self, mention: int, types: tuple[str, ...]) -> bool:
        return self.ontology.is_a(self.types[mention], *types)


GROUPS = ("Person", "Organization", "Place", "Site", "Industry", "Product", "Law", "Award")
