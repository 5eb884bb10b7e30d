"""One run of linking: which service, what it is asked, what the reader says to its candidates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import QueryError
from kg.link.answers import Answers, KeptService
from kg.link.decisions import Link
from kg.link.propose import Proposal, decide, propose
from kg.model import Entity


@dataclass(frozen=True)
class Session:
    """A service with the answers that it gave before."""

    service: KeptService

    @classmethod
    def of(cls, folder: Path, url: str | None, offline: bool) -> Session:
        """The service at an address; without one, the service that was asked last."""
        answers = Answers.of(folder)
        known = answers.services()
        if url is None and not known and not offline:
            raise QueryError("no service was asked yet: give its address with --service URL")
        if url is not None and not url.startswith(("http://", "https://")):
            raise QueryError(f"--service {url}: not a web address (https://…)")
        return cls(KeptService(url or (known[-1] if known else ""), answers, offline))

    @property
    def url(self) -> str:
        """The address of the service; empty where none was ever asked."""
        return self.service.url

    def ask(
        self, entities: Sequence[Entity], types: Mapping[str, str], limit: int, watch: Callable[[str], None]
    ) -> list[Proposal]:
        """The candidates for the entities."""
        return propose(entities, self.service, types, limit, watch)

    def kept(self, entities: Sequence[Entity]) -> list[Proposal]:
        """The candidates that were given before, to whatever question."""
        found: dict[tuple[str, str], Proposal] = {}
        if self.url in self.service.answers.services():
            manifest = self.service.manifest()
            for entity in entities:
                for candidate in self.service.answers.about(self.url, entity.label):
                    iri = manifest.iri(candidate.id)
                    found.setdefault((entity.id, iri), Proposal(entity, candidate, iri))
        return list(found.values())

    def walk(
        self,
        found: Sequence[Proposal],
        show: Callable[[Proposal, int], None],
        press: Callable[[], str],
        keep: Callable[[Link], None],
    ) -> list[Link]:
        """Show one candidate after the other, until the reader stops: y, n, q, anything else for later.

        Each decision is kept at once, so that none is lost when the walk is interrupted.
        """
        said: list[Link] = []
        for number, proposal in enumerate(found):
            if any((link.name, link.type) == (proposal.entity.label, proposal.entity.type)
                   and link.decision == "accepted" for link in said):  # fmt: skip
                continue
            show(proposal, len(found) - number)
            key = press().lower()
            if key in ("q", "\x03", "\x04"):
                break
            if key in ("y", "o", "n"):
                said.append(decide(proposal, "rejected" if key == "n" else "accepted", self.url))
                keep(said[-1])
        return said
