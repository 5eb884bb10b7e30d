"""What the tests of reading share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from kg.extract import Extractor
from kg.extract.tokens import Span
from kg.graph.schema import load_ontology
from kg.lexicon import load_lexicon
from tests.conftest import article, unmark

Told = tuple[str, str, dict[str, set[str]]]


@pytest.fixture(scope="session")
def told() -> Callable[[str], list[Told]]:
    """Class, status and roles of each event of a text whose names are marked, by the names in it."""
    ontology = load_ontology()
    extractor = Extractor(load_lexicon("fr", ontology), ontology)

    def events(words: str) -> Iterator[Told]:
        text, mentions = unmark(words)
        document, blocks = article(text)
        spans = [Span(m.start, m.end, m.type) for m in mentions]
        parsed = extractor.parser.parse_given(document, blocks, spans)
        extraction = extractor.read(document, blocks, parsed, mentions)
        label = {m: c.label for c in extraction.chains for m in c.mentions}
        for claim in extraction.claims:
            roles: dict[str, set[str]] = {}
            for a in claim.arguments:
                roles.setdefault(a.role, set()).add(label[a.ref] if a.ref else str(a.value))
            if claim.kind == "event":
                yield claim.name, claim.status, roles

    return lambda words: list(events(words))
