"""Places inside of places: what a name says of itself, and what follows from "à X, en Y"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.annotated import Annotated
from kg.lexicon import Lexicon
from kg.model import Argument, Claim, Evidence, Mention

INSIDE, WORKS = "locatedIn", "operatesIn"
HOLDERS = ("Site", "PublicBody", "Association", "Organization")
NEVER = ("Company", "TradeUnion", "Media")  # "Veltrane Lorvanne" may be a branch, a title, a section
LOCAL = ("City", "Place")  # these classes themselves, no countries
SURE = 0.85
FOLLOWS = 0.95  # how much of the confidence is left of what follows from two claims


class Named:
    """Names that tell where their bearer stands: "scierie de X" is in X, when X is a town of the article."""

    def __init__(self, text: Annotated, lexicon: Lexicon) -> None:
        self.text = text
        of = lexicon.parsing.of
        self.of = {of, *(form for form, name in lexicon.parsing.prepositions.items() if name == of)}
        self.territory = frozenset(w.lower() for w in lexicon.frames.lists.get("territory", ()))

    def claims(self) -> Iterator[Claim]:
        """A claim for the first mention of each such name."""
        towns = self._towns()
        seen: set[tuple[str, str]] = set()
        for n, m in enumerate(self.text.mentions):
            is_a, cls = self.text.ontology.is_a, self.text.types[n]
            if m.kind != "name" or not is_a(cls, *HOLDERS) or is_a(cls, *NEVER):
                continue
            town = towns.get(self._tail(m))
            if town is None or m.text.split()[0].lower() in self.territory:
                continue
            key = (self._chain(m.id), self._chain(town.id))
            if key[0] != key[1] and key not in seen:
                seen.add(key)
                yield self._claim(n, m, town)

    def _towns(self) -> dict[str, Mention]:
        found: dict[str, Mention] = {}
        for n, m in enumerate(self.text.mentions):
            if m.kind == "name" and self.text.types[n] in LOCAL:
                found.setdefault(m.text, m)
        return found

    def _tail(self, m: Mention) -> str:
        """What follows the last "de" of a name with a common noun: the town of "scierie de X"."""
        tokens = self.text.parsed.between(m.start, m.end)
        at = next((k for k in range(len(tokens) - 2, 0, -1) if tokens[k].text.lower() in self.of), None)
        return "" if at is None else self.text.parsed.text[tokens[at + 1].start : m.end]

    def _chain(self, mention: str) -> str:
        chain = self.text.chain_of.get(mention)
        return chain.id if chain else mention

    def _claim(self, n: int, m: Mention, town: Mention) -> Claim:
        document = self.text.document.id
        sentence = self.text.parsed.sentences[self.text.parsed.tokens[self.text.first_token[n]].sentence]
        quote = self.text.parsed.text[sentence.start : sentence.end]
        return Claim(
            f"{document}!locatedIn.name@{m.start}:{INSIDE}:{m.id}+{town.id}",
            document,
            "fact",
            INSIDE,
            (Argument("subject", ref=m.id), Argument("object", ref=town.id)),
            (Evidence(document, sentence.start, sentence.end, quote),),
            "locatedIn.name",
            confidence=SURE,
        )


def through(claims: Iterable[Claim], text: Annotated) -> Iterator[Claim]:
    """What follows within a sentence: who is, or works, at X, and X is in Y, is or works in Y too.

    And of a name that holds its town: "la scierie de X, en Y" puts X in Y.
    """
    types = {m.id: text.types[n] for n, m in enumerate(text.mentions)}
    facts = [c for c in claims if c.kind == "fact" and c.status == "actual" and c.name in (INSIDE, WORKS)]
    above: dict[tuple[str, Evidence], list[str]] = defaultdict(list)
    told = set()
    for c in facts:
        subject, object_ = c.arguments[0].ref or "", c.arguments[1].ref or ""
        told.add((subject, object_))
        if c.name == INSIDE:
            above[subject, c.evidence[0]].append(object_)
    for c in facts:
        subject, object_ = c.arguments[0].ref or "", c.arguments[1].ref or ""
        if text.ontology.is_a(types[subject], "Organization"):
            for place in above[object_, c.evidence[0]]:
                if (subject, place) not in told:
                    yield _follows(c, 1, place)
        elif c.rule == "locatedIn.name":
            for place in above[subject, c.evidence[0]]:
                if place != object_ and text.ontology.is_a(types[place], "Region", "Country"):
                    yield _follows(c, 0, object_, place)


def _follows(c: Claim, role: int, *refs: str) -> Claim:
    """The claim with other mentions from a role on."""
    arguments = list(c.arguments)
    for k, ref in enumerate(refs):
        arguments[role + k] = replace(arguments[role + k], ref=ref)
    return replace(
        c,
        id=f"{c.id}>{'+'.join(refs)}",
        arguments=tuple(arguments),
        confidence=round(c.confidence * FOLLOWS, 3),
    )


def one_place(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Of "is in" and "works in", said of the same two in one sentence, the surer."""
    kept = tuple(claims)
    plain = [c for c in kept if c.name in (INSIDE, WORKS) and c.rule.startswith(c.name)]
    best: dict[tuple[object, ...], Claim] = {}
    for c in plain:
        key = (c.arguments, c.evidence, c.status)
        best[key] = max(best.get(key, c), c, key=lambda one: (one.confidence, one.name == INSIDE))
    weak = {id(c) for c in plain if best[c.arguments, c.evidence, c.status].name != c.name}
    return tuple(c for c in kept if id(c) not in weak)
