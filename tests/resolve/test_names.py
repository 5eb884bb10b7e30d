from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.labels import load
from kg.lexicon.source import ontology_dir
from kg.ontology import Ontology
from kg.resolve.names import NameReader, fold, kebab, slug, squeeze


@pytest.fixture(scope="module")
def reader(ontology: Ontology) -> NameReader:
    return NameReader(load(ontology_dir() / "lang" / "fr", ontology).names)


def test_names_are_folded() -> None:
    assert fold("L’Étoile-du-Nord S.A.") == "l etoile du nord sa"
    assert fold("  Œuvre & Cie ") == "oeuvre cie"


def test_wrappers_and_small_words_tell_nothing(reader: NameReader) -> None:
    assert reader.read("Groupe Veltrane SA").core == ("veltrane",)
    assert reader.read("Fédération des agents du rail").initials == "far"
    assert reader.read("Groupe").core == ("groupe",)


def test_numbers_tell_names_apart(reader: NameReader) -> None:
    assert reader.read("Karim VI").numbers == ("vi",)
    assert reader.read("loi n° 12-23").numbers == ("12", "23")
    assert reader.read("Volant A320").numbers == ("a320",)
    assert reader.read("X").numbers == ()
    assert reader.read("Vi Dorval").numbers == ()


def test_common_nouns_are_generic(reader: NameReader) -> None:
    assert reader.read("rapport").generic
    assert reader.read("Gouvernement").generic
    assert not reader.read("gouvernement velté").generic
    assert not reader.read("Veltrane").generic
    assert not reader.read("veltPhone").generic
    assert not reader.read("النور").generic


def test_people_have_given_names_and_a_surname(reader: NameReader) -> None:
    assert reader.person(reader.read("Mme Inès El Amrani")) == (("ines",), "el amrani")
    assert reader.person(reader.read("Jan Van der Kamp")) == (("jan",), "van der kamp")
    assert reader.person(reader.read("El Amrani")) == ((), "el amrani")
    assert reader.person(reader.read("J.-P. Dorval")) == (("j", "p"), "dorval")


def test_class_names_as_path_segments() -> None:
    assert kebab("ContractTermination") == "contract-termination"
    assert squeeze("mohammed") == squeeze("mohamed")


@given(st.text())
def test_a_slug_is_a_path_segment(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]{0,60}", slug(text))
    assert slug(slug(text)) == slug(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
