"""The index of places: exact names in the reader's language, whatever accents and hyphens."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.background import index as module
from kg.background.index import Index, key, open_index
from kg.background.places import MAIN, SHORT, Place
from kg.graph import load_ontology
from kg.lexicon import load_lexicon


def geonames(name: str, kind: str) -> set[int]:
    return {m.place.geonames for m in open_index().find(name) if m.place.kind == kind}


@pytest.mark.parametrize(
    ("name", "kind", "id_"),
    [
        ("Côte d’Ivoire", "country", 2287781),
        ("Bruxelles", "city", 2800866),
        ("Fès", "city", 2548885),
        ("SAINT DENIS", "city", 2980916),
        ("St-Denis", "city", 2980916),
        ("Afrique", "continent", 6255146),
        ("Californie", "region", 5332921),
    ],
)
def test_places_are_found_by_their_french_names(name: str, kind: str, id_: int) -> None:
    assert id_ in geonames(name, kind)


def test_names_are_exact() -> None:
    assert 2988507 in geonames("Paris", "city")
    assert 2988507 not in geonames("Pari", "country") | geonames("Paris-", "country")
    assert not open_index().find("Pariss")


def test_a_short_name_is_marked_as_such() -> None:
    ranks = {m.place.name: m.rank for m in open_index().find("Vitry")}
    assert ranks["Vitry-sur-Seine"] == SHORT
    assert {m.rank for m in open_index().find("Vitry-sur-Seine")} == {MAIN}


def test_every_country_of_the_word_list_is_known() -> None:
    demonyms = load_lexicon("fr", load_ontology()).demonyms
    names: dict[str, set[str]] = {}
    for other, usual in demonyms.places.items():
        names.setdefault(usual, {usual}).add(other)
    unknown = {usual for usual, also in names.items() if not any(geonames(n, "country") for n in also)}
    assert not unknown


def test_a_region_has_its_code_and_a_point_inside_it() -> None:
    (found,) = (m.place for m in open_index().find("Wallonie") if m.place.kind == "region")
    assert (found.codes, found.country) == (("BE-WAL",), "BE")
    assert found.latitude is not None
    assert 49.4 < found.latitude < 50.9


@given(st.text(max_size=20))
def test_the_key_of_a_key_is_itself(name: str) -> None:
    assert key(key(name)) == key(name)


def test_where_nothing_can_be_kept_it_is_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place("city", "Orbec-les-Bains", 1, "FR", latitude=1.0, longitude=2.0, population=700)
    monkeypatch.setattr(module.places, "everything", lambda languages: iter([(place, [(place.name, MAIN)])]))
    (tmp_path / "file").write_text("")
    memory = module._make(tmp_path / "file" / "places.sqlite")
    assert memory is not None
    assert [m.place for m in Index(memory).find("orbec les bains")] == [place]
    assert module._make(tmp_path / "places-a.sqlite") is None
    kept = sqlite3.connect(tmp_path / "places-a.sqlite")
    assert [m.place for m in Index(kept).find("Orbec-les-Bains")] == [place]
    assert [p.name for p in tmp_path.iterdir() if p.name != "file"] == ["places-a.sqlite"]
