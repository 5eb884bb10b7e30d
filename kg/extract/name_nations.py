"""Nationality that a name itself tells: "le gouvernement malgache", "le Trésor camerounais"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.tokens import Parsed
from kg.lexicon.demonyms import Demonyms
from kg.model import Argument, Chain, Claim, Document, Evidence, Mention

RULE, SOURCE = "nationality.name", "adjective"
OF_A_STATE = ("PublicBody", "Law")  # others may be called so without being of that country
COUNTRY = "Country"
CONFIDENCE = 0.85


def name_nations(
    parsed: Parsed,
    document: Document,
    mentions: tuple[Mention, ...],
    chains: tuple[Chain, ...],
    places: Demonyms,
) -> tuple[tuple[Mention, ...], tuple[Chain, ...], tuple[Claim, ...]]:
    """The mentions and chains with the adjectives inside of names, and a claim for each such name."""
    known = {m.id: m for m in mentions}
    found: list[Mention] = []
    claims: list[Claim] = []
    by_label = {c.label: c for c in chains if c.type == COUNTRY}
    for chain in chains:
        if chain.type not in OF_A_STATE:
            continue
        named = (known[m] for m in chain.mentions if known[m].kind == "name")
        inside = next((pair for m in named for pair in _adjective(m, places)), None)
        if inside is None:
            continue
        owner, adjective = inside
        country = by_label.get(adjective.name) or Chain(
            f"{document.id}/nation-{len(by_label)}", document.id, COUNTRY, adjective.name, (), ()
        )
        by_label[adjective.name] = replace(
            country,
            aliases=tuple(dict.fromkeys((*country.aliases, adjective.text))),
            mentions=(*country.mentions, adjective.id),
        )
        found.append(adjective)
        claims.append(_claim(parsed, document, owner, adjective))
    if not found:
        return mentions, chains, ()
    new = {c.id: c for c in by_label.values()}
    kept = tuple(new.pop(c.id, c) for c in chains)
    return (*mentions, *found), (*kept, *new.values()), tuple(claims)


def _adjective(m: Mention, places: Demonyms) -> Iterator[tuple[Mention, Mention]]:
    """A name with the adjective that is its second word, as a mention of the country."""
    first, _, rest = m.text.partition(" ")
    word = rest.partition(" ")[0]
    if word in places.national and first.lower() not in places.national:
        start = m.start + len(first) + 1
        end = start + len(word)
        id_, country = f"{m.document}#{start}-{end}", places.adjectives[word]
        yield m, Mention(id_, m.document, start, end, word, COUNTRY, country, SOURCE)


def _claim(parsed: Parsed, document: Document, name: Mention, adjective: Mention) -> Claim:
    at = parsed.between(name.start, name.end)[0]
    sentence = parsed.sentences[at.sentence]
    quote = parsed.text[sentence.start : sentence.end]
    return Claim(
        f"{document.id}!{RULE}@{at.i}:nationality",
        document.id,
        "fact",
        "nationality",
        (Argument("subject", ref=name.id), Argument("object", ref=adjective.id)),
        (Evidence(document.id, sentence.start, sentence.end, quote),),
        RULE,
        confidence=CONFIDENCE,
    )
