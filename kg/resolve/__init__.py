"""From the findings of many articles to one world: entities, statements, and why they were merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kg.lexicon.identity import Identity
from kg.lexicon.identity import load as load_identity
from kg.lexicon.labels import Labels
from kg.lexicon.labels import load as load_labels
from kg.lexicon.source import ontology_dir
from kg.model import Chain, Correction, CorrectionKind, Entity, Extraction, Judgement, Knowledge, Verdict
from kg.ontology import Ontology
from kg.resolve.added import add
from kg.resolve.block import candidates
from kg.resolve.cluster import Clusters, cluster
from kg.resolve.compare import Comparer
from kg.resolve.conflicts import Finder
from kg.resolve.copies import find_copies
from kg.resolve.corrected import Corrections
from kg.resolve.echoes import listen
from kg.resolve.entities import Naming
from kg.resolve.names import NameReader
from kg.resolve.phrases import Phrases
from kg.resolve.profiles import Gathered, gather
from kg.resolve.statements import state
from kg.resolve.told import World

__all__ = ["decided", "resolve"]

RECORDED = 0.15  # "different" pairs of the same group below this score share a word and nothing else


def resolve(
    extractions: Iterable[Extraction],
    ontology: Ontology,
    labels: Labels | None = None,
    identity: Identity | None = None,
    corrections: Sequence[Correction] = (),
) -> Knowledge:
    """Bring the chains and claims of all articles together.

    The result does not depend on the order of the articles; an article given twice counts once.
    `labels` are by default those of the language of most articles, `identity` that of the ontology
    folder; `corrections` are the readers', the oldest first. Time and memory are near-linear in the
    number of chains and claims. Raises LexiconError for a fault in their files.
    """
    by_id = {e.document.id: e for e in extractions}
    corrected = Corrections.over(corrections, (e.document for e in by_id.values()), ontology)
    found = [corrected.retyped(by_id[id_]) for id_ in sorted(by_id)]
    words = labels or load_labels(ontology_dir() / "lang" / _language(found), ontology)
    rules = identity or load_identity(ontology)
    reader = NameReader(words.names)
    copies = find_copies(found)
    echoes = listen(found, copies)
    gathered = gather(found, ontology, rules, reader, corrected.mark, echoes.origin)
    pairs = list(candidates(gathered.profiles, reader))
    ruled = corrected.rulings(gathered.profiles)
    clusters = cluster(gathered.profiles, pairs, Comparer(ontology, rules, reader), ruled)
    named = _entities(found, gathered, clusters, Naming.over(found, ontology, reader, corrected, echoes))
    added = add(corrected, named, [e.document for e in found], words.language)
    entities = tuple(added.entities)
    world = World(ontology, rules, {e.id: e.type for e in entities}, echoes=echoes)
    phrases = Phrases(words, ontology, {e.id: e.label for e in entities})
    stated = state(found, entities, world, phrases, added.told)
    statements = corrected.judged(stated.statements, entities)
    documents = {d.id: d for d in added.documents}
    return Knowledge(
        tuple(added.documents),
        entities,
        statements,
        tuple(sorted(_judgements(gathered, clusters), key=lambda j: (j.left, j.right))),
        Finder(ontology, rules, phrases, documents, stated.members).conflicts(statements),
        copies,
    )


def decided(
    extractions: Sequence[Extraction], ontology: Ontology, corrections: Sequence[Correction]
) -> tuple[Knowledge, dict[str, CorrectionKind]]:
    """The graph with what readers rejected still in it, and what they said of its statements, by id."""
    open_ = [c for c in corrections if c.kind != "reject"]
    knowledge = resolve(extractions, ontology, corrections=open_)
    readers = Corrections.over(corrections, knowledge.documents, ontology)
    return knowledge, readers.verdicts(knowledge.statements, knowledge.entities)


def _language(extractions: Sequence[Extraction]) -> str:
    """The language of most articles that has a folder of its own."""
    folder = ontology_dir() / "lang"
    known = sorted(p.name for p in folder.iterdir() if (p / "labels.toml").is_file())
    counts = Counter(e.document.language for e in extractions)
    return min(known, key=lambda code: (-counts[code], code))


def _entities(
    extractions: Sequence[Extraction], gathered: Gathered, clusters: Clusters, naming: Naming
) -> tuple[Entity, ...]:
    groups = [[c for i in group for c in gathered.chains[i]] for group in clusters.groups]
    alone = {c.id for p, cs in zip(gathered.profiles, gathered.chains, strict=True) if p.alone for c in cs}
    return naming.entities(groups, frozenset(alone))


def _judgements(gathered: Gathered, clusters: Clusters) -> Iterator[Judgement]:
    """Every merge with its reason, and the near misses; sides are chains, the lesser id first."""
    for profile, chains in zip(gathered.profiles, gathered.chains, strict=True):
        for chain in chains[1:]:
            reason = f"same name {profile.label.text!r}"
            yield _judgement(chains[0], chain, "same", 1.0, (reason,))
    for (i, j), found in clusters.judged.items():
        if found.verdict is None:
            continue
        homonyms = gathered.profiles[i].label.tokens == gathered.profiles[j].label.tokens
        if found.verdict == "different" and found.score < RECORDED and not homonyms:
            continue
        left, right = gathered.chains[i][0], gathered.chains[j][0]
        yield _judgement(left, right, found.verdict, found.score, found.reasons)


def _judgement(
    one: Chain, other: Chain, verdict: Verdict, score: float, reasons: tuple[str, ...]
) -> Judgement:
    left, right = sorted((one, other), key=lambda chain: chain.id)
    return Judgement(left.id, right.id, left.label, right.label, verdict, score, reasons)
