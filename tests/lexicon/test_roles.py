"""What follows from a title: the top post, a lesser one, foundation, membership."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.graph.schema import load_ontology
from kg.lexicon import load_lexicon
from kg.lexicon.roles import Roles, load


@pytest.fixture(scope="module")
def roles() -> Roles:
    return load_lexicon("fr", load_ontology()).roles


@pytest.mark.parametrize(
    "title",
    ["PDG", "président", "Directrice générale", "fondateur et directeur général", "directrice", "présidence",
     "président du conseil d'administration", "patron fondateur", "tête"],
)  # fmt: skip
def test_the_top_post_leads(roles: Roles, title: str) -> None:
    assert roles.is_top(title)


@pytest.mark.parametrize(
    "title",
    ["directeur général adjoint", "présidente d'honneur", "directrice des achats", "vice-président",
     "directeur général de la filiale", "rédactrice en chef", "porte-parole", "direction technique", ""],
)  # fmt: skip
def test_a_lesser_post_does_not_lead(roles: Roles, title: str) -> None:
    assert not roles.is_top(title)


def test_who_founds_may_hold_a_post_too(roles: Roles) -> None:
    assert roles.founds("cofondatrice")
    assert roles.only_founds("cofondatrice")
    assert roles.founds("fondateur et directeur général")
    assert not roles.only_founds("fondateur et directeur général")
    assert not roles.founds("directrice")
    assert not roles.only_founds("")


def test_membership_and_mandates(roles: Roles) -> None:
    assert roles.belongs("adhérente")
    assert not roles.belongs("présidente")
    assert roles.is_elected("députée")
    assert not roles.is_elected("déléguée")


def test_a_seat_is_no_title(roles: Roles) -> None:
    assert roles.is_seat("rênes")
    assert not roles.is_seat("présidence")


def test_an_unknown_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "roles.toml").write_text('[bosses]\nwords = ["chef"]\n', encoding="utf-8")
    with pytest.raises(LexiconError):
        load(tmp_path, load_ontology())


def test_a_title_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "roles.toml").write_text('[top]\nwords = ["chef", "chef"]\n', encoding="utf-8")
    with pytest.raises(LexiconError):
        load(tmp_path, load_ontology())
