"""Chains of all articles, gathered into profiles: what has the same names is compared once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kg.lexicon.identity import Identity
from kg.model import Chain, Extraction
from kg.ontology import Ontology
from kg.resolve.compare import Profile
from kg.resolve.names import Name, NameReader, kebab

GROUPS = (
    "Person", "Organization", "Site", "Place", "Law", "Programme", "Work", "Award", "Product", "Industry",
    "Technology", "Event",
)  # fmt: skip


@dataclass(frozen=True)
class Gathered:
    """Profiles in the order of their keys; `chains[i]` are those of profile i, by id."""

    profiles: tuple[Profile, ...]
    chains: tuple[tuple[Chain, ...], ...]


def group_of(type_: str, ontology: Ontology) -> str:
    """The group of a class: the class of GROUPS at or above it, else the class itself."""
    return next((g for g in GROUPS if ontology.is_a(type_, g)), type_)


def group_path(group: str) -> str:
    """The first part of an entity id: "Organization" → "organization"."""
    return kebab(group)


def gather(
    extractions: Iterable[Extraction],
    ontology: Ontology,
    identity: Identity,
    reader: NameReader,
    mark: Callable[[Chain], str] = lambda chain: "",
    origin: Callable[[str], str] = lambda document: document,
) -> Gathered:
    """One profile for all chains with the same group, names and, where it matters, class.

    `mark` tells chains apart that a reader has split; `origin` leads from a copy to its original, since
    the things of an article are those of its copies.
    """
    found: dict[tuple[str, ...], list[Chain]] = defaultdict(list)
    for extraction in extractions:
        for chain in extraction.chains:
            key = _key(replace(chain, document=origin(chain.document)), ontology, identity, reader)
            found[*key, mark(chain)].append(chain)
    profiles, chains = [], []
    for key in sorted(found):
        members = sorted(found[key], key=lambda c: c.id)
        profiles.append(_profile(key, members, ontology, reader))
        chains.append(tuple(members))
    return Gathered(tuple(profiles), tuple(chains))


def stands_alone(chain: Chain, group: str, identity: Identity, reader: NameReader) -> bool:
    """Whether a chain stands for a thing of its article only: "rapport", "gouvernement"."""
    return group not in identity.common_nouns and reader.read(chain.label).generic


def _names(chain: Chain, reader: NameReader) -> tuple[Name, ...]:
    """The names of a chain, the label first, the others in the order of their folded form."""
    label = reader.read(chain.label)
    others = {n.folded: n for n in map(reader.read, sorted(chain.aliases)) if n.tokens}
    others.pop(label.folded, None)
    return (label, *(others[f] for f in sorted(others)))


def _key(chain: Chain, ontology: Ontology, identity: Identity, reader: NameReader) -> tuple[str, ...]:
    """group, class where it tells things apart, article where it does, label, other names."""
    group = group_of(chain.type, ontology)
    names = _names(chain, reader)
    apart = ontology.is_a(chain.type, *identity.types_apart)
    alone = stands_alone(chain, group, identity, reader)
    single = group == "Person" and not names[0].numbers and not reader.person(names[0])[0]
    document = chain.document if alone or single or not names[0].tokens else ""
    text = names[0].folded or chain.label
    return (group, chain.type if apart else "", document, "alone" if alone else "", text,
            *(n.folded for n in names[1:]))  # fmt: skip


def _profile(key: tuple[str, ...], chains: list[Chain], ontology: Ontology, reader: NameReader) -> Profile:
    documents = frozenset(c.document for c in chains)
    type_ = min(c.type for c in chains)
    return Profile(key, key[0], type_, _names(chains[0], reader), documents, key[3] == "alone")
