"""demonyms.toml: forms of adjectives, other names of countries, and what the loader refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import LexiconError
from kg.lexicon.demonyms import fold, load
from kg.lexicon.source import ontology_dir
from kg.ontology import Ontology


def test_all_forms_of_an_adjective(tmp_path: Path, plain_ontology: Ontology) -> None:
    (tmp_path / "demonyms.toml").write_text('[countries]\n"Grèce" = ["grec|que"]\n"Chine" = ["chinois|e"]\n')
    found = load(tmp_path, plain_ontology).adjectives
    assert {a for a, c in found.items() if c == "Grèce"} == {"grec", "grecs", "grecque", "grecques"}
    assert {a for a, c in found.items() if c == "Chine"} == {"chinois", "chinoise", "chinoises"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[countries]\n"A" = ["x"]\n"B" = ["x"]\n', "is said of A and of B"),
        ('[countries]\n"A" = ["x"]\n[other]\n"C" = "B"\n', "no country here"),
        ('[lands]\n"A" = ["x"]\n', "unknown key 'lands'"),
    ],
)
def test_mistakes_are_refused(tmp_path: Path, plain_ontology: Ontology, text: str, reason: str) -> None:
    (tmp_path / "demonyms.toml").write_text(text, "utf-8")
    with pytest.raises(LexiconError, match=reason):
        load(tmp_path, plain_ontology)


def test_french_countries(plain_ontology: Ontology) -> None:
    french = load(ontology_dir() / "lang" / "fr", plain_ontology)
    assert french.adjectives["sud-africaines"] == "Afrique du Sud"
    assert french.countries["senegalais"] == "senegal"
    assert french.country("RDC") == "République démocratique du Congo"
    assert french.country("COTE D’IVOIRE") == "Côte d'Ivoire"
    assert french.country("Bretagne") is None
    assert "wallon" in french.adjectives
    assert "wallon" not in french.national


def test_sovereign_states_are_there(plain_ontology: Ontology) -> None:
    """The usual names of the CLDR for all but small islands and dependencies."""
    french = load(ontology_dir() / "lang" / "fr", plain_ontology)
    codes = """AR AT AU BE BF BI BJ BR CA CF CH CI CL CM CN CO CU CV CZ DE DJ DK DZ EG ES ET FI FR GA GB
        GH GN GR HT HU ID IE IL IN IR IT JP KE KH KM KR LB LU LY MA MC MG ML MR MU MX MZ NE NG NL
        NO NP NZ PE PH PK PL PT QA RO RS RU RW SA SE SG SI SK SN SY TD TG TH TN TR UA US UY VE VN
        YE ZA ZM ZW"""
    names = Locale("fr").territories
    assert [c for c in codes.split() if french.country(names[c]) is None] == []


@given(st.text(max_size=40))
def test_fold_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)
