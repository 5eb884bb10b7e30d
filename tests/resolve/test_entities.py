"""Chains of many articles as entities: who is one, who is not, and how they are called."""

from __future__ import annotations

import pytest

from kg.model import Knowledge, Mention
from tests.resolve.conftest import Resolve
from tests.resolve.press import article


def ids(knowledge: Knowledge) -> list[str]:
    return [e.id for e in knowledge.entities]


def count(world: Resolve, *chains: tuple[str, ...]) -> int:
    """How many entities chains of as many articles become."""
    return len(world(*(article(f"a{n}", [c]) for n, c in enumerate(chains))).entities)


ONE = [
    [("Company", "Veltrane"), ("Company", "Veltrane")],
    [("Company", "Veltrane"), ("Organization", "VELTRANE")],
    [("Company", "Veltrane"), ("Company", "groupe Veltrane")],
    [("Company", "Veltrane SA"), ("Company", "Veltrane")],
    [("Company", "Total Mobilités"), ("Company", "TotalMobilités")],
    [("TradeUnion", "Fédération des agents du rail", "FARA"), ("TradeUnion", "FARA")],
    [
        ("TradeUnion", "Fédération des agents du rail", "FAR"),
        ("TradeUnion", "Fédération agents du rail", "FAR"),
    ],
    [("Organization", "université de Korvane"), ("Organization", "Université Korvane")],
    [("Person", "Inès Dorval"), ("Person", "Inès Dorval", "Mme Dorval")],
    [("Person", "Inès Dorval"), ("Person", "I. Dorval")],
    [("Person", "Mohamed Tazri"), ("Person", "Mohammed Tazri")],
    [("Person", "DORVAL Inès"), ("Person", "Inès Dorval")],
    [("Place", "Korvane"), ("City", "Korvane")],
    [("Industry", "offshoring"), ("Industry", "Offshoring")],
    [("Industry", "centre d'appels"), ("Industry", "centres d’appels")],
    [("Law", "loi sur le démarchage"), ("Law", "Loi sur le démarchage")],
]

APART = [
    [("Person", "Martin Orange"), ("Company", "Martin Orange")],
    [("Country", "Royaume-Velté"), ("Country", "Royaume")],
    [("Company", "Veltrane"), ("Company", "Veltrane Green Water")],
    [("Company", "Banque Delmas"), ("Company", "Delmas Sénégal")],
    [("Company", "Banque Delmas", "Delmas"), ("Company", "Delmas Sénégal", "Delmas")],
    [("Person", "Karim V"), ("Person", "Karim VI")],
    [("Law", "loi 12-23"), ("Law", "loi 24-09")],
    [("Product", "Volant 320"), ("Product", "Volant 321")],
    [("Person", "Inès Dorval"), ("Person", "Irène Dorval")],
    [("Person", "Inès Dorval"), ("Person", "Dorval")],
    [("Person", "Dorval"), ("Person", "Dorval")],
    [("City", "Velbourg"), ("Region", "Velbourg")],
    [("Law", "loi"), ("Law", "loi")],
    [("PublicBody", "gouvernement"), ("PublicBody", "Gouvernement")],
    [("Report", "rapport"), ("Report", "rapport")],
    [
        ("PublicBody", "ANR", "Agence nationale de régulation"),
        ("PublicBody", "ANR", "Autorité néerlandaise routière"),
    ],
    [("Organization", "université de Korvane"), ("Organization", "université de Tisberg")],
]


@pytest.mark.parametrize("chains", ONE)
def test_names_of_one_thing(world: Resolve, chains: list[tuple[str, ...]]) -> None:
    assert count(world, *chains) == 1


@pytest.mark.parametrize("chains", APART)
def test_names_of_two_things(world: Resolve, chains: list[tuple[str, ...]]) -> None:
    assert count(world, *chains) == 2
    assert count(world, *reversed(chains)) == 2


def test_a_name_between_two_that_differ_joins_neither(world: Resolve) -> None:
    knowledge = world(
        article("a", [("Person", "Pierre Dorval")]),
        article("b", [("Person", "Paul Dorval")]),
        article("c", [("Person", "P. Dorval")]),
    )
    assert len(knowledge.entities) == 3
    unsure = [j for j in knowledge.judgements if j.verdict == "unsure"]
    assert {(j.left, j.right) for j in unsure} == {("a/0", "c/0"), ("b/0", "c/0")}
    assert all("fits several that differ" in j.reasons for j in unsure)


def test_an_article_that_names_both_tells_them_apart(world: Resolve) -> None:
    """An alias that another article gives is no match for two chains of one article."""
    both = [("Company", "Veltrane"), ("Company", "Veltrane Green Water")]
    knowledge = world(article("a", both), article("b", [("Company", "Veltrane Green Water", "Veltrane")]))
    assert len(knowledge.entities) == 2


def test_the_class_is_the_finest_and_the_most_frequent(world: Resolve) -> None:
    types = ["Organization", "Organization", "Organization", "Company", "TradeUnion", "TradeUnion"]
    knowledge = world(*(article(f"a{n}", [(t, "Veltrane")]) for n, t in enumerate(types)))
    assert [e.type for e in knowledge.entities] == ["TradeUnion"]


def test_each_merge_has_its_reason(world: Resolve) -> None:
    knowledge = world(
        article("a", [("Company", "Veltrane")]),
        article("b", [("Company", "Veltrane")]),
        article("c", [("Company", "groupe Veltrane")]),
        article("d", [("Person", "Veltrane")]),
    )
    verdicts = {(j.left, j.right): j.verdict for j in knowledge.judgements}
    assert verdicts == {("a/0", "b/0"): "same", ("a/0", "c/0"): "same", ("a/0", "d/0"): "different"}
    assert all(j.reasons and 0 <= j.score <= 1 for j in knowledge.judgements)


def label(world: Resolve, *chains: tuple[str, ...]) -> str:
    entities = world(*(article(f"a{n}", [c]) for n, c in enumerate(chains))).entities
    assert len(entities) == 1
    return entities[0].label


def test_the_label_is_the_name_that_readers_use(world: Resolve) -> None:
    assert (
        label(world, ("Company", "VELTRANE"), ("Company", "VELTRANE"), ("Company", "Veltrane")) == "Veltrane"
    )
    assert (
        label(world, ("Person", "I. Dorval"), ("Person", "I. Dorval"), ("Person", "Inès Dorval"))
        == "Inès Dorval"
    )
    assert label(world, ("City", "Fes"), ("City", "Fès")) == "Fès"
    assert label(world, ("TradeUnion", "Fédération agents rail", "FAR")) == "Fédération agents rail"
    rare = ("TradeUnion", "Fédération agents rail", "FAR")
    assert label(world, rare, *[("TradeUnion", "FAR")] * 4) == "FAR"


def test_an_adjective_is_never_the_label(world: Resolve) -> None:
    one = article("a", [("Country", "velté", "Veltie")])
    text = one.mentions[0]
    mention = Mention(text.id, "a", text.start, text.end, "velté", "Country", "Veltie", "test")
    extraction = type(one)(one.document, (), (mention, *one.mentions[1:]), one.chains, ())
    entity = world(extraction).entities[0]
    assert (entity.label, entity.aliases) == ("Veltie", ("velté",))


def test_ids_are_readable_and_homonyms_have_their_own(world: Resolve) -> None:
    knowledge = world(
        article("a", [("City", "Velbourg"), ("Company", "Société Générale d'Œuvres"), ("Site", "Tour Œil")]),
        article("b", [("City", "Velbourg"), ("Region", "Velbourg"), ("Law", "loi")]),
    )
    assert ids(knowledge) == [
        "law/loi-b",
        "organization/societe-generale-d-oeuvres",
        "place/velbourg",
        "place/velbourg-region",
        "site/tour-oeil",
    ]


def test_homonyms_of_one_class_have_ids_that_stay(world: Resolve) -> None:
    a, b = article("a", [("Person", "Dorval")]), article("b", [("Person", "Dorval")])
    assert ids(world(a, b)) == ids(world(b, a))
    assert len(set(ids(world(a, b)))) == 2


def test_a_name_without_latin_letters_has_an_id(world: Resolve) -> None:
    knowledge = world(article("a", [("Company", "شركة النور"), ("Company", "شركة البحر")]))
    assert len(set(ids(knowledge))) == 2
    assert all(i.startswith("organization/x-") for i in ids(knowledge))


def test_names_without_letters_are_never_one(world: Resolve) -> None:
    assert count(world, ("Company", "!!!"), ("Company", "???")) == 2


def test_nothing_makes_nothing(world: Resolve) -> None:
    assert world() == Knowledge((), (), (), ())
