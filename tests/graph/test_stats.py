"""What a graph holds, in numbers."""

from __future__ import annotations

from kg.graph.rdf import to_quads
from kg.graph.stats import stats
from kg.graph.store import memory_store
from tests.graph.graph_samples import ONTOLOGY, SAMPLE


def test_counts() -> None:
    found = stats(memory_store(to_quads(SAMPLE, ONTOLOGY)), ONTOLOGY)
    assert found.articles == 2
    assert list(found.entities.items()) == [("Company", 3), ("City", 2), ("Country", 2), ("Person", 1)]
    assert found.facts["locatedIn"] == 2
    assert sum(found.facts.values()) == 8
    assert found.events == {"ContractTermination": 1, "JobCut": 1, "SiteOpening": 1}
    assert (found.positions, found.figures, found.quotations) == (1, 1, 1)
    assert found.statuses == {"Actual": 11, "Denied": 1, "Planned": 1, "Possible": 1}
    assert found.sentences == len({e for s in SAMPLE.statements for e in s.evidence})
    triples = {(str(q.subject), q.predicate.value, str(q.object)) for q in to_quads(SAMPLE, ONTOLOGY)}
    assert found.triples == len(triples)
