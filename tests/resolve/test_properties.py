"""What holds for any articles: nothing is lost, nothing depends on the order."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.lexicon.identity import load as load_identity
from kg.lexicon.labels import load as load_labels
from kg.lexicon.source import ontology_dir
from kg.model import Extraction, Knowledge
from kg.ontology import Ontology
from kg.resolve import resolve
from kg.resolve.phrases import Phrases
from kg.resolve.profiles import group_of
from kg.resolve.statements import state
from kg.resolve.told import World
from tests.resolve.press import Said, article, dated, event, fact, figure, position, quotation

CHAINS = [
    ("Company", "Delmas"), ("Company", "Banque Delmas", "Delmas"), ("Company", "Delmas Sénégal", "Delmas"),
    ("Company", "DELMAS"), ("Organization", "groupe Delmas"), ("Person", "Pierre Dorval"),
    ("Person", "P. Dorval"), ("Person", "Paul Dorval", "Dorval"), ("Person", "Dorval"), ("Person", "Delmas"),
    ("City", "Velbourg"), ("Region", "Velbourg"), ("Place", "Velbourg"), ("Country", "Veltie", "velté"),
    ("Law", "loi"),
    ("Law", "loi 12-23"), ("Law", "loi 24-09"), ("TradeUnion", "FAR", "Fédération agents rail"),
    ("TradeUnion", "Fédération agents rail"), ("TradeUnion", "FAR", "Front artisans réunis"),
]  # fmt: skip
DETAILS = st.fixed_dictionaries(
    {},
    optional={
        "date": st.sampled_from(["2025", "2025-12", "2025-12-31", "--12-31", "2024-01-05"]),
        "jobs": st.sampled_from([90, 100, 300]),
    },
)


@st.composite
def said(draw: st.DrawFn, labels: list[str]) -> Said:
    def one() -> str:
        return draw(st.sampled_from(labels))

    status = draw(st.sampled_from(["actual", "planned", "possible", "denied"]))
    kind = draw(
        st.sampled_from(["fact", "date", "cut", "end", "partners", "position", "figure", "quotation"])
    )
    if kind == "fact":
        name = draw(st.sampled_from(["worksFor", "leads", "partnerOf", "locatedIn", "supplierOf"]))
        return fact(one(), name, one(), status)
    if kind == "date":
        return dated(one(), "foundedOn", draw(st.sampled_from(["2007", "2008", "2007-03"])))
    if kind == "cut":
        return event("JobCut", status, agent=one(), **draw(DETAILS))
    if kind == "end":
        return event("ContractTermination", status, client=one(), provider=one())
    if kind == "partners":
        return event("Partnership", status, party=(one(), one()))
    if kind == "position":
        title = draw(st.sampled_from(["directeur", "directeur général", "président", ""]))
        return position(one(), title, draw(st.sampled_from([None, *labels])))
    if kind == "figure":
        return figure(
            one(),
            draw(st.sampled_from(["7", "7.0", "8"])),
            date=draw(st.sampled_from([None, "2025", "2024-01"])),
        )
    words = draw(
        st.sampled_from(["un deux trois quatre cinq six sept huit neuf", "deux trois quatre cinq", "dix"])
    )
    return quotation(words, draw(st.sampled_from([None, *labels])))


@st.composite
def press(draw: st.DrawFn) -> list[Extraction]:
    articles = []
    for number in range(draw(st.integers(1, 5))):
        chains = draw(st.lists(st.sampled_from(CHAINS), min_size=1, max_size=6, unique=True))
        claims = draw(st.lists(said([c[1] for c in chains]), max_size=5))
        articles.append(
            article(f"a{number}", chains, *claims, published=draw(st.sampled_from([None, "2025-06-01"])))
        )
    return articles


@settings(max_examples=120, deadline=None)
@given(press(), st.randoms(use_true_random=False))
def test_the_order_of_the_articles_does_not_matter(
    ontology: Ontology, articles: list[Extraction], random: object
) -> None:
    shuffled = list(articles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(articles, ontology) == resolve([*shuffled, shuffled[0]], ontology)


@settings(max_examples=120, deadline=None)
@given(press())
def test_every_chain_is_in_exactly_one_entity_of_its_group(
    ontology: Ontology, articles: list[Extraction]
) -> None:
    knowledge = resolve(articles, ontology)
    chains = {c.id: c for e in articles for c in e.chains}
    assert Counter(c for e in knowledge.entities for c in e.chains) == Counter(dict.fromkeys(chains, 1))
    assert len({e.id for e in knowledge.entities}) == len(knowledge.entities)
    for entity in knowledge.entities:
        members = [chains[c] for c in entity.chains]
        assert {group_of(c.type, ontology) for c in members} == {group_of(entity.type, ontology)}
        assert not {"City", "Region"} <= {c.type for c in members}
        assert entity.documents == tuple(sorted({c.document for c in members}))
        names = {n for c in members for n in (c.label, *c.aliases)}
        assert {entity.label, *entity.aliases} == names


@settings(max_examples=120, deadline=None)
@given(press())
def test_no_entity_holds_what_was_judged_different(ontology: Ontology, articles: list[Extraction]) -> None:
    knowledge = resolve(articles, ontology)
    home = {c: e.id for e in knowledge.entities for c in e.chains}
    for judgement in knowledge.judgements:
        assert judgement.reasons
        if judgement.verdict == "different":
            assert home[judgement.left] != home[judgement.right]


@settings(max_examples=120, deadline=None)
@given(press())
def test_every_claim_is_stated_once_or_dropped_for_a_reason(
    ontology: Ontology, articles: list[Extraction]
) -> None:
    knowledge = resolve(articles, ontology)
    claims = {c.id: c for e in articles for c in e.claims}
    placed = Counter(c for s in knowledge.statements for c in s.claims)
    dropped = _dropped(articles, knowledge, ontology)
    assert set(placed.values()) <= {1}
    assert set(placed) | set(dropped) == set(claims)
    assert not set(placed) & set(dropped)
    assert all(dropped.values())
    for statement in knowledge.statements:
        told = [claims[c] for c in statement.claims]
        assert set(statement.evidence) == {e for c in told for e in c.evidence}
        assert {c.kind for c in told} == {statement.kind}
        assert ("denied" in {c.status for c in told}) == (
            statement.status == "denied"
        ) or statement.kind == "quotation"
        assert 0 < statement.confidence <= 0.99
        assert statement.label


@settings(max_examples=60, deadline=None)
@given(press())
def test_statements_refer_to_entities_and_have_ids_of_their_own(
    ontology: Ontology, articles: list[Extraction]
) -> None:
    knowledge = resolve(articles, ontology)
    entities = {e.id for e in knowledge.entities}
    assert {a.ref for s in knowledge.statements for a in s.arguments if a.ref} <= entities
    assert len({s.id for s in knowledge.statements}) == len(knowledge.statements)


def _dropped(articles: list[Extraction], knowledge: Knowledge, ontology: Ontology) -> dict[str, str]:
    labels = load_labels(ontology_dir() / "lang" / "fr", ontology)
    world = World(ontology, load_identity(ontology), {e.id: e.type for e in knowledge.entities})
    phrases = Phrases(labels, ontology, {e.id: e.label for e in knowledge.entities})
    return state(articles, knowledge.entities, world, phrases).dropped
