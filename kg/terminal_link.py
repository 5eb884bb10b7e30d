"""How links to other databases look in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.link.decisions import Link
    from kg.link.propose import Proposal


def proposals(found: Sequence[Proposal], asked: int) -> None:
    """The candidates, the best of each entity first; none of them is asserted."""
    from kg import terminal

    rows = [
        (p.entity.label, p.entity.type, p.candidate.name, f"{p.candidate.score:g}",
         "yes" if p.candidate.sure else "", ", ".join(p.candidate.types), p.candidate.id)
        for p in found
    ]  # fmt: skip
    if rows:
        terminal.table(("entity", "class", "candidate", "score", "match", "type", "id"), rows, (3,))
    print(f"{asked} names; {len(rows)} candidates to decide on; nothing is asserted until it is accepted")


def question(proposal: Proposal, left: int) -> None:
    """One candidate to decide on."""
    c, e = proposal.candidate, proposal.entity
    types = f" ({', '.join(c.types)})" if c.types else ""
    print(f"\n{e.label} ({e.type}), named in {len(e.documents)} articles")
    print(f"  = {c.name}{types}, score {c.score:g}{', match' if c.sure else ''}")
    print(f"    {proposal.iri}")
    print(f"[y] it is  [n] it is not  [space] later  [q] stop   ({left} left)")


def decided(links: Sequence[Link]) -> None:
    """Decisions, one line each."""
    for link in links:
        sign = "=" if link.decision == "accepted" else "≠"
        score = f"  [{link.score:g}]" if link.score else ""
        print(f"{link.on}  {link.name} ({link.type}) {sign} {link.iri} {link.label}{score}".rstrip())
