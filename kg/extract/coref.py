"""Coreference within one article: names first, then noun phrases and pronouns where it is safe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.coref_names import group_names, group_of, label_of, plain_name
from kg.extract.tokens import Parsed
from kg.lexicon.anaphora import Anaphora
from kg.model import Chain, Document, Mention
from kg.ontology import Ontology

if TYPE_CHECKING:
    from kg.lexicon import Lexicon


def corefer(
    parsed: Parsed, document: Document, mentions: Sequence[Mention], lexicon: Lexicon, ontology: Ontology
) -> tuple[tuple[Mention, ...], tuple[Chain, ...]]:
    """All mentions in text order, with those that take a name up again, and the chains they form.

    `mentions` are names that do not overlap. Every mention is in exactly one chain; a chain's label
    and aliases come from its names only.
    """
    names = sorted(mentions, key=lambda m: m.start)
    words = lexicon.anaphora
    parts, reasons = group_names(document.text, names, words, ontology)
    chains = [
        _chain(f"{document.id}/{n}", document.id, [names[i] for i in part], why, words, ontology)
        for n, (part, why) in enumerate(zip(parts, reasons, strict=True))
    ]
    return tuple(names), tuple(chains)


def _chain(
    id_: str, document: str, members: list[Mention], reasons: tuple[str, ...], words: Anaphora, ontology: Ontology
) -> Chain:
    type_ = _vote(members, words, ontology)
    spoken = [plain_name(m, words)[0] for m in members]
    label, aliases = label_of(spoken, group_of(type_, words, ontology))
    return Chain(id_, document, type_, label, aliases, tuple(m.id for m in members), reasons)


def _vote(members: list[Mention], words: Anaphora, ontology: Ontology) -> str:
    """The class most often given; a class that only names the group counts half."""
    votes: Counter[str] = Counter()
    for m in members:
        votes[m.type] += 1 if m.type in words.groups else 2
    return max(votes, key=lambda t: (votes[t], len(ontology.ancestors(t)), t))
