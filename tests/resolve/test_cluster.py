"""Blocks are bounded, and groups never hold what differs."""

from __future__ import annotations

import pytest

from kg.lexicon.identity import load as load_identity
from kg.lexicon.labels import load as load_labels
from kg.lexicon.source import ontology_dir
from kg.ontology import Ontology
from kg.resolve.block import BLOCK, HUBS, WINDOW, candidates
from kg.resolve.cluster import UnionFind, cluster
from kg.resolve.compare import Comparer, Profile
from kg.resolve.names import NameReader


@pytest.fixture(scope="module")
def comparer(ontology: Ontology) -> Comparer:
    labels = load_labels(ontology_dir() / "lang" / "fr", ontology)
    return Comparer(ontology, load_identity(ontology), NameReader(labels.names))


def profile(comparer: Comparer, document: str, label: str, *aliases: str, type_: str = "Company") -> Profile:
    names = tuple(comparer.reader.read(n) for n in (label, *aliases))
    group = "Person" if type_ == "Person" else "Organization"
    key = (group, "", document, "", *(n.folded for n in names))
    return Profile(key, group, type_, names, frozenset({document}), False)


def test_pairs_grow_with_the_number_of_profiles_not_its_square(comparer: Comparer) -> None:
    def pairs(size: int) -> int:
        made = [profile(comparer, f"a{n}", "Veltrane", f"Marque {n}") for n in range(size)]
        return len(list(candidates(made, comparer.reader)))

    assert pairs(BLOCK) == BLOCK * (BLOCK - 1) // 2
    assert pairs(2000) <= 2000 * (WINDOW + HUBS)


def test_all_of_a_large_block_are_still_joined(comparer: Comparer) -> None:
    made = [profile(comparer, f"a{n}", "Veltrane", f"Marque {n}") for n in range(300)]
    groups = cluster(made, list(candidates(made, comparer.reader)), comparer).groups
    assert groups == (tuple(range(300)),)


def test_a_chain_of_likenesses_does_not_join_what_differs(comparer: Comparer) -> None:
    """Delmas Nord = Delmas (alias) = Delmas Sud (alias), but Nord and Sud differ: nobody is joined."""
    made = [
        profile(comparer, "a", "Delmas Nord", "Delmas"),
        profile(comparer, "b", "Delmas"),
        profile(comparer, "c", "Delmas Sud", "Delmas"),
    ]
    clusters = cluster(made, list(candidates(made, comparer.reader)), comparer)
    assert clusters.groups == ((0,), (1,), (2,))
    assert clusters.judged[0, 2].verdict == "different"
    assert clusters.judged[0, 1].verdict == "unsure"


def test_the_comparison_does_not_depend_on_the_order(comparer: Comparer) -> None:
    left = profile(comparer, "a", "Fédération des agents du rail", "FAR")
    for right in (profile(comparer, "b", "FAR"), profile(comparer, "b", "Fédération du rail"), left):
        assert comparer.compare(left, right) == comparer.compare(right, left)


def test_union_find_joins_members() -> None:
    union = UnionFind(4)
    union.join(0, 1)
    union.join(2, 1)
    assert union.groups() == ((0, 1, 2), (3,))
    assert sorted(union.members(2)) == [0, 1, 2]
