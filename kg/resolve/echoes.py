"""What copies say again: the claims of a copy that its original makes in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.lexicon.language import fold as flat
from kg.model import Claim, Copy, Extraction
from kg.resolve.names import fold

Key = tuple[object, ...]


@dataclass(frozen=True)
class Echoes:
    """`origins`: from each copy to its original. `of`: from claims of copies to those that they repeat."""

    origins: Mapping[str, str] = field(default_factory=dict)
    of: Mapping[str, str] = field(default_factory=dict)

    def origin(self, document: str) -> str:
        """The article that it is a copy of, or itself."""
        return self.origins.get(document, document)


NONE = Echoes()


def listen(extractions: Sequence[Extraction], copies: Iterable[Copy]) -> Echoes:
    """Match the claims of copies with those of their originals.

    They are the same when the sentence, what is claimed and what everything in it is called are the
    same: what an editor changed is a claim of its own.
    """
    by_id = {e.document.id: e for e in extractions}
    origins = {c.document: c.of for c in copies}
    keys: dict[str, dict[Key, str]] = {}
    found: dict[str, str] = {}
    for copy in sorted(origins):
        original = origins[copy]
        if original not in keys:
            keys[original] = {}
            for key, claim in _keyed(by_id[original]):
                keys[original].setdefault(key, claim.id)
        for key, claim in _keyed(by_id[copy]):
            if key in keys[original]:
                found[claim.id] = keys[original][key]
    return Echoes(origins, found)


def _keyed(extraction: Extraction) -> Iterator[tuple[Key, Claim]]:
    called = {m: (c.type, fold(c.label)) for c in extraction.chains for m in c.mentions}
    for claim in extraction.claims:
        roles = tuple((a.role, called.get(a.ref or ""), a.value) for a in claim.arguments)
        words = tuple(plain(e.quote) for e in claim.evidence)
        speaker = called.get(claim.attributed_to or "")
        yield (claim.kind, claim.name, claim.status, speaker, roles, words), claim


def plain(quote: str) -> str:
    """A sentence without accents, capitals and the spaces of its print."""
    return " ".join(flat(quote).lower().split())
