"""Candidates for the entities of a graph: records to decide on; nothing is asserted here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.errors import QueryError
from kg.link.answers import KeptService
from kg.link.decisions import Decision, Link
from kg.link.service import Candidate, Question
from kg.model import Entity


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entity, what the service proposes for it, and the IRI of that."""

    entity: Entity
    candidate: Candidate
    iri: str


def propose(
    entities: Sequence[Entity],
    service: KeptService,
    types: Mapping[str, str],
    limit: int,
    watch: Callable[[str], None] = lambda name: None,
) -> list[Proposal]:
    """The candidates for each entity, asked by its label; `types` are the service's for classes of ours."""
    manifest = service.manifest()
    questions = [Question(e.label, types.get(e.type, ""), limit) for e in entities]
    found = zip(entities, service.ask(questions, watch), strict=True)
    return [Proposal(e, c, manifest.iri(c.id)) for e, candidates in found for c in candidates]


def undecided(proposals: Iterable[Proposal], links: Iterable[Link]) -> list[Proposal]:
    """Those that no decision is about; an entity with an accepted link needs no further one."""
    said = {(link.name, link.type, link.iri) for link in links}
    done = {(link.name, link.type) for link in links if link.decision == "accepted"}
    return [
        p for p in proposals
        if (p.entity.label, p.entity.type) not in done
        and not any((name, p.entity.type, p.iri) in said for name in (p.entity.label, *p.entity.aliases))
    ]  # fmt: skip


def surest(proposals: Sequence[Proposal], least: float) -> list[Proposal]:
    """Those that the service itself is sure of, alone for their entity, with this score or more."""
    sure = [p for p in proposals if p.candidate.sure and p.candidate.score >= least]
    return [p for p in sure if sum(q.entity.id == p.entity.id for q in sure) == 1]


def decide(proposal: Proposal, decision: Decision, service: str) -> Link:
    """The record of a decision about a proposal."""
    e, c = proposal.entity, proposal.candidate
    today = date.today().isoformat()
    return Link(e.label, e.type, proposal.iri, decision, c.name, c.score, c.types, service, today)


def pointed_at(text: str, proposals: Sequence[Proposal], entity: Entity) -> Proposal:
    """What a reader points at for an entity: the id or IRI of a candidate, or an IRI of their own."""
    for proposal in proposals:
        if proposal.entity.id == entity.id and text in (proposal.candidate.id, proposal.iri):
            return proposal
    if text.startswith(("http://", "https://")):
        return Proposal(entity, Candidate(text, "", 0.0, False), text)
    raise QueryError(f"{text!r} is no candidate for {entity.label}, and no IRI: kg link lists the candidates")
