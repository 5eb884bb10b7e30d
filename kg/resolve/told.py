"""Claims with their mentions replaced by entities, ready to be merged into statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.lexicon.identity import Identity
from kg.model import Argument, Claim, ClaimKind, Entity, Extraction, Status
from kg.ontology import Ontology
from kg.resolve.echoes import NONE, Echoes

UNDATED = "9999"  # articles whose day is not known come last
Order = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True)
class Told:
    """One claim whose arguments and speaker are entity ids; `order` sorts by date, article, place.

    `origin` is the article, or the one that it is a copy of; `echoes` are the same claim in copies.
    """

    claim: Claim
    arguments: tuple[Argument, ...]
    attributed_to: str | None
    order: Order
    origin: str = ""
    echoes: tuple[Claim, ...] = ()

    def refs(self, role: str) -> frozenset[str]:
        """The entities in a role."""
        return frozenset(a.ref for a in self.arguments if a.role == role and a.ref is not None)

    def value(self, role: str) -> str | None:
        """The first literal in a role."""
        return next((a.value for a in self.arguments if a.role == role and a.value is not None), None)


@dataclass(frozen=True, slots=True)
class Merged:
    """Claims that say the same. `key` is what makes the statement's id: it stays when more say so."""

    kind: ClaimKind
    name: str
    arguments: tuple[Argument, ...]
    status: Status
    members: tuple[Told, ...]
    key: tuple[str, ...]


@dataclass(frozen=True)
class World:
    """What merging needs to know. `types` by entity id; `inside` the places that hold a place; `echoes`
    what copies say again."""

    ontology: Ontology
    identity: Identity
    types: dict[str, str]
    inside: dict[str, frozenset[str]] = field(default_factory=dict)
    echoes: Echoes = NONE


@dataclass
class Kept:
    """Claims by what became of them: told, or dropped with the reason."""

    told: list[Told] = field(default_factory=list)
    dropped: dict[str, str] = field(default_factory=dict)


def retell(
    extractions: Sequence[Extraction],
    entities: Sequence[Entity],
    world: World,
    added: Iterable[Told] = (),
) -> Kept:
    """Rewrite the claims of all articles; `added` are told already. What a copy says again goes with the
    claim of its original. What names nobody that is known, or cannot be, is dropped, and why."""
    kept = Kept()
    for told in (*_all(extractions, entities, world.echoes), *added):
        reason = _fault(told, world)
        if reason is None:
            kept.told.append(told)
        else:
            kept.dropped |= {claim.id: reason for claim in (told.claim, *told.echoes)}
    kept.told.sort(key=lambda t: t.order)
    return kept


def _all(extractions: Sequence[Extraction], entities: Sequence[Entity], echoes: Echoes) -> Iterator[Told]:
    entity_of_chain = {chain: e.id for e in entities for chain in e.chains}
    repeated: dict[str, list[Claim]] = defaultdict(list)
    for extraction in extractions:
        for claim in extraction.claims:
            if claim.id in echoes.of:
                repeated[echoes.of[claim.id]].append(claim)
    for extraction in extractions:
        origin = echoes.origin(extraction.document.id)
        entity_of = {m: entity_of_chain[c.id] for c in extraction.chains for m in c.mentions}
        for claim in extraction.claims:
            if claim.id not in echoes.of:
                told = _tell(claim, entity_of, extraction.document.published or UNDATED)
                yield replace(told, origin=origin, echoes=tuple(repeated[claim.id]))


def _tell(claim: Claim, entity_of: dict[str, str], published: str) -> Told:
    arguments: list[Argument] = []
    for argument in claim.arguments:
        if argument.ref is None:
            arguments.append(argument)
        elif argument.ref in entity_of:
            arguments.append(replace(argument, ref=entity_of[argument.ref]))
    speaker = entity_of.get(claim.attributed_to) if claim.attributed_to else None
    start = min((e.start for e in claim.evidence), default=0)
    unique = tuple(dict.fromkeys(arguments))
    return Told(claim, unique, speaker, (published, claim.document, start, claim.id))


def _fault(told: Told, world: World) -> str | None:
    """Why a claim says nothing that a graph can hold, or None."""
    if told.claim.kind == "fact":
        return _fact_fault(told, world)
    if told.claim.kind == "position":
        return None if told.refs("holder") else "no holder"
    if told.claim.kind == "event":
        return _event_fault(told, world)
    if told.claim.kind == "figure" and told.value("value") is None:
        return "no value"
    if told.claim.kind == "quotation" and not told.value("text"):
        return "no text"
    return None


def _fact_fault(told: Told, world: World) -> str | None:
    name, types = told.claim.name, world.types
    if name not in world.ontology.properties:
        return "unknown property"
    subject = next(iter(told.refs("subject")), None)
    object_ = next(iter(told.refs("object")), None)
    if subject is None or (object_ is None and told.value("object") is None):
        return "no subject or no object"
    if subject == object_:
        return "about itself"
    prop = world.ontology.properties[name]
    if object_ is None:
        fits = world.ontology.is_a(types[subject], *prop.domain)
    else:
        fits = world.ontology.fits(name, types[subject], types[object_])
    return None if fits else "outside of domain or range"


def _event_fault(told: Told, world: World) -> str | None:
    if told.claim.name not in world.ontology.events:
        return "unknown event class"
    if not told.arguments:
        return "names nobody and nothing"
    roles = [told.refs(r) for r in world.ontology.events[told.claim.name]]
    filled = [r for r in roles if r]
    if any(a == b for i, a in enumerate(filled) for b in filled[i + 1 :]):
        return "one thing in two roles"
    return None
