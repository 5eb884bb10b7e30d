"""Branches by their names: "Veltrane Togo" is one of Veltrane, where the article calls it so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.annotated import Annotated
from kg.lexicon import Lexicon
from kg.lexicon.demonyms import Demonyms, fold
from kg.model import Argument, Chain, Claim, Evidence

SUBSIDIARY, RULE, SURE = "subsidiaryOf", "subsidiaryOf.name", 0.85


def mothers(names: Sequence[Sequence[str]], places: Demonyms) -> dict[int, int]:
    """For each thing whose name is that of another one with a country, by index, the other one's index.

    `names` holds the names of each thing. A name that several others fit has none.
    """
    bearers: dict[str, set[int]] = {}
    for i, own in enumerate(names):
        for name in own:
            bearers.setdefault(fold(name), set()).add(i)
    found: dict[int, int] = {}
    for i, own in enumerate(names):
        heads = {fold(head) for name in own if (head := places.without_country(name))}
        above = set().union(*(bearers.get(h, set()) for h in heads)) - {i}
        if len(above) == 1:
            found[i] = above.pop()
    return found


def subsidiaries(text: Annotated, lexicon: Lexicon) -> Iterator[Claim]:
    """A claim for each branch that the article takes up as one ("la filiale"), from that sentence."""
    firms = _firms(text)
    above = mothers([(c.label, *c.aliases) for c in firms], lexicon.demonyms)
    for i, mother in above.items():
        said = next(
            (
                m
                for m in text.mentions
                if m.kind == "nominal"
                and text.chain_of.get(m.id) is firms[i]
                and fold(m.text).split()[0] in lexicon.anaphora.branches
            ),
            None,
        )
        if said is None:
            continue
        sentence = text.parsed.sentence_at(said.start)
        if sentence is None:
            continue
        document, top = text.document.id, firms[mother].mentions[0]
        quote = text.parsed.text[sentence.start : sentence.end]
        yield Claim(
            f"{document}!{RULE}@{said.start}:{SUBSIDIARY}:{said.id}+{top}",
            document,
            "fact",
            SUBSIDIARY,
            (Argument("subject", ref=said.id), Argument("object", ref=top)),
            (Evidence(document, sentence.start, sentence.end, quote),),
            RULE,
            confidence=SURE,
        )


def _firms(text: Annotated) -> list[Chain]:
    """The chains of organisations, in the order of their first mentions."""
    chains = {c.id: c for m in text.mentions if (c := text.chain_of.get(m.id)) is not None}
    return [c for c in chains.values() if text.ontology.is_a(c.type, "Organization")]
