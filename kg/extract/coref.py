"""Coreference within one article: names first, then noun phrases and pronouns where it is safe."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from kg.extract.branches import mothers
from kg.extract.coref_deals import buyer_at
from kg.extract.coref_discourse import Discourse, discourse
from kg.extract.coref_groups import both_at
from kg.extract.coref_names import group_names, group_of, label_of, plain_name
from kg.extract.coref_phrases import phrase_at, resolve
from kg.extract.coref_pronouns import pronoun_at
from kg.extract.marks import find_quoted, find_units
from kg.extract.tokens import Parsed
from kg.lexicon.anaphora import Anaphora
from kg.model import Chain, Document, Mention
from kg.ontology import Ontology

if TYPE_CHECKING:
    from kg.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Taken:
    """Tokens first to last (inclusive) that stand for referents, by index; several for a plural."""

    first: int
    last: int
    kind: Literal["nominal", "pronoun"]
    referents: tuple[int, ...]
    score: float


def corefer(
    parsed: Parsed, document: Document, mentions: Sequence[Mention], lexicon: Lexicon, ontology: Ontology
) -> tuple[tuple[Mention, ...], tuple[Chain, ...]]:
    """All mentions in text order, with those that take a name up again, and the chains they form.

    `mentions` are names that do not overlap. Every mention is in exactly one chain; a chain's label
    and aliases come from its names only.
    """
    names = sorted(mentions, key=lambda m: m.start)
    words = lexicon.anaphora
    parts, reasons = group_names(document.text, names, words, ontology, lexicon.demonyms.adjectives)
    chains = [
        _chain(f"{document.id}/{n}", document.id, [names[i] for i in part], why, words, ontology)
        for n, (part, why) in enumerate(zip(parts, reasons, strict=True))
    ]
    quoted = find_quoted(parsed, lexicon.speech.marks)
    referents = [(c.type, c.label, [names[i] for i in part]) for c, part in zip(chains, parts, strict=True)]
    d = discourse(parsed, find_units(parsed, quoted), quoted, referents, words, ontology)
    for i in mothers([[m.name for m in names_] for _, _, names_ in referents], lexicon.demonyms):
        d.referents[i].called += f"{' '.join(sorted(words.branches))} "
    taken_up = _read(d, document)
    found = sorted([*names, *(m for _, m in taken_up)], key=lambda m: m.start)  # stable: a group in order
    added: dict[int, list[Mention]] = defaultdict(list)
    for index, mention in taken_up:
        added[index].append(mention)
    grown = (_with(c, part, added[i]) for i, (c, part) in enumerate(zip(chains, referents, strict=True)))
    return tuple(found), tuple(grown)


def _read(d: Discourse, document: Document) -> list[tuple[int, Mention]]:
    """From left to right, the phrases and pronouns that take up referents, with the index of each."""
    found: list[tuple[int, Mention]] = []
    skip = 0
    for t in d.parsed.tokens:
        if t.i in d.at:
            if d.at.get(t.i - 1) != d.at[t.i]:
                d.see(d.at[t.i], t.i)
            continue
        if t.i < skip or (taken := _taken_up(d, t.i)) is None:
            continue
        _note(d, taken)
        skip = taken.last + 1
        found += [(index, _mention(d, document, taken, index)) for index in taken.referents]
    return found


def _taken_up(d: Discourse, i: int) -> Taken | None:
    """What begins at a token and stands for something named before."""
    if (phrase := phrase_at(d, i)) and (clear := resolve(d, phrase)):
        return Taken(phrase.first, phrase.last, "nominal", (clear[0],), clear[1])
    if buyer := buyer_at(d, i):
        return Taken(i + 1, buyer[0], "nominal", (buyer[1],), 0.75)
    if both := both_at(d, i):
        return Taken(i, both[0], "nominal", both[1], 0.8)
    if pronoun := pronoun_at(d, i):
        return Taken(i, pronoun[0], "pronoun", pronoun[1], pronoun[2])
    return None


def _note(d: Discourse, taken: Taken) -> None:
    """Remember for what follows; a plural is no antecedent of a singular."""
    for k in range(taken.first, taken.last + 1):
        if len(taken.referents) == 1:
            d.at[k] = taken.referents[0]
        else:
            d.groups[k] = taken.referents
    for index in taken.referents:
        d.see(index, taken.first)


def _mention(d: Discourse, document: Document, taken: Taken, index: int) -> Mention:
    start, end = d.parsed.tokens[taken.first].start, d.parsed.tokens[taken.last].end
    r = d.referents[index]
    place = f"{document.id}#{start}-{end}"
    id_ = place if index == taken.referents[0] else f"{place}-{taken.referents.index(index)}"
    return Mention(
        id_, document.id, start, end, document.text[start:end], r.type, r.label,
        f"coref.{taken.kind}", round(taken.score, 2), taken.kind,
    )  # fmt: skip


def _with(chain: Chain, part: tuple[str, str, list[Mention]], added: list[Mention]) -> Chain:
    ordered = sorted([*part[2], *added], key=lambda m: m.start)
    return replace(chain, mentions=tuple(m.id for m in ordered))


def _chain(
    id_: str,
    document: str,
    members: list[Mention],
    reasons: tuple[str, ...],
    words: Anaphora,
    ontology: Ontology,
) -> Chain:
    type_ = _vote(members, words, ontology)
    spoken = [plain_name(m, words)[0] for m in members]
    label, aliases = label_of(spoken, group_of(type_, words, ontology))
    written = (m.text for m in members if m.name != m.text and m.text.islower())  # "belge" for Belgique
    aliases = tuple(dict.fromkeys((*aliases, *written)))
    return Chain(id_, document, type_, label, aliases, tuple(m.id for m in members), reasons)


def _vote(members: list[Mention], words: Anaphora, ontology: Ontology) -> str:
    """The class most often given; a class that only names the group counts half."""
    votes: Counter[str] = Counter()
    for m in members:
        votes[m.type] += 1 if m.type in words.groups else 2
    return max(votes, key=lambda t: (votes[t], len(ontology.ancestors(t)), t))
