"""The user's own list: read with errors that name the line, found in the articles, remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from kg import gazetteer
from kg.cli import main
from kg.errors import GazetteerError, StoreError
from kg.graph import load_ontology
from kg.model import Entity, Known, Listed

CSV = "name,type,aliases,iri\nkaluna,Company,KLN|Groupe Kaluna,https://firms.example/id/7\n\nOrdelis,Company,,\n"
LISTED = (
    Listed("kaluna", "Company", ("KLN", "Groupe Kaluna"), "https://firms.example/id/7"),
    Listed("Ordelis", "Company"),
)
TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix kg: <https://w3id.org/newskg/ontology#> .
<https://parks.example/1> a kg:BusinessPark, skos:Concept ;
  skos:prefLabel "Parc Orvanne"@fr ; skos:altLabel "PO" .
<https://people.example/2> a schema:Person ; schema:name "Jeanne Orvault" .
"""
ARTICLE = (
    "Le contrat entre kaluna et Ordelis a été résilié\n\n"
    "Le contrat entre kaluna et la société Ordelis a été résilié, annonce la presse locale. Le groupe KLN "
    "emploie 120 personnes à Rouen.\n"
)


def read(folder: Path, text: str, name: str = "own.csv") -> tuple[Listed, ...]:
    (folder / name).write_text(text, "utf-8")
    return gazetteer.read([folder / name], load_ontology())


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_csv_is_read_with_any_of_the_usual_separators(tmp_path: Path) -> None:
    assert read(tmp_path, CSV) == LISTED
    assert read(tmp_path, "\ufeff" + CSV.replace(",", ";")) == LISTED
    assert read(tmp_path, CSV.replace(",", "\t").replace("name", "Nom", 1)) == LISTED


def test_turtle_is_read_with_our_classes_and_those_that_match(tmp_path: Path) -> None:
    assert read(tmp_path, TURTLE, "own.ttl") == (
        Listed("Parc Orvanne", "BusinessPark", ("PO",), "https://parks.example/1"),
        Listed("Jeanne Orvault", "Person", (), "https://people.example/2"),
    )


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("name\nkaluna\n", "own.csv", "own.csv:1: no column 'type'"),
        ("name,type\nkaluna,Firm\n", "own.csv", "own.csv:2: kaluna: 'Firm' is no class of entities; there"),
        ("name,type\nkaluna,\n", "own.csv", "own.csv:2: kaluna: it has no class"),
        ("name,type\n\n,Company\n", "own.csv", "own.csv:3: a name is missing"),
        ("name,type,iri\nkaluna,Company,x y\n", "own.csv", "own.csv:2: 'x y' is no IRI"),
        ("name,type\nkaluna,City\nKaluna,City\n", "own.csv", "own.csv:3: 'Kaluna' .City. is listed twice"),
        ("<a> <b> ;\n", "own.ttl", "own.ttl:1: "),
        ('<urn:x:9> <http://www.w3.org/2000/01/rdf-schema#label> "X" .', "own.ttl", "own.ttl:1: X: it has"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, name: str, why: str) -> None:
    with pytest.raises(GazetteerError, match=why):
        read(tmp_path, text, name)


def test_what_is_not_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_bytes(b"name,type\n\xe9,Company\n")
    with pytest.raises(GazetteerError, match=r"own.csv:2: it is not UTF-8"):
        gazetteer.read([tmp_path / "own.csv"], load_ontology())


@given(st.lists(st.builds(Listed, st.text(), st.text(), st.tuples(st.text()), st.text())))
def test_what_is_kept_is_read_back(tmp_path_factory: pytest.TempPathFactory, entries: list[Listed]) -> None:
    folder = tmp_path_factory.mktemp("kept")
    gazetteer.keep(folder, entries)
    assert gazetteer.kept(folder) == tuple(entries)


def test_a_damaged_memory_is_told(tmp_path: Path) -> None:
    assert gazetteer.kept(tmp_path) == ()
    (tmp_path / gazetteer.FILE).write_text("[[1]]")
    with pytest.raises(StoreError, match="build again with --gazetteer"):
        gazetteer.kept(tmp_path)


def test_an_iri_goes_to_the_one_entity_that_is_meant() -> None:
    def entity(id_: str, type_: str, label: str, *aliases: str) -> Entity:
        return Entity(id_, type_, label, aliases, "fr", (), ("a",))

    one, person = entity("o/k", "Company", "Kaluna", "KLN"), entity("p/k", "Person", "Kaluna")
    ontology = load_ontology()
    assert gazetteer.known(LISTED, [one, person], ontology) == (Known("o/k", ("https://firms.example/id/7",)),)
    assert gazetteer.known(LISTED, [one, entity("o/l", "Company", "KLN")], ontology) == ()


def test_a_listed_firm_is_found_typed_merged_remembered_and_forgotten(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "own.csv").write_text(CSV, "utf-8")
    graph, ask = tmp_path / "graph", "SELECT ?iri WHERE { ?x a kg:Company ; rdfs:label ?n ; owl:sameAs ?iri }"
    other = "Une usine à Caen\n\nL’entreprise kaluna ouvre une usine à Caen, où elle embauche.\n"
    (tmp_path / "two.txt").write_text(other, "utf-8")
    articles = (tmp_path / "one.txt", tmp_path / "two.txt")
    with_it = kg("build", *articles, "--out", graph, "--gazetteer", tmp_path / "own.csv")
    assert with_it.exit_code == 0, with_it.output
    assert "https://firms.example/id/7" in kg("query", graph, ask).stdout
    told = kg("explain", graph, "kaluna").stdout
    assert "kaluna (Company" in told
    assert ", also: KLN" in told
    assert "120" in told  # said of KLN
    assert "named in 2 articles" in told
    (tmp_path / "own.csv").unlink()
    assert kg("build", tmp_path / "one.txt", "--out", graph).exit_code == 0
    assert "https://firms.example/id/7" in kg("query", graph, ask).stdout
    assert kg("build", tmp_path / "one.txt", "--out", graph, "--no-gazetteer").exit_code == 0
    assert "firms.example" not in kg("query", graph, ask).stdout
    assert kg("explain", graph, "kaluna").exit_code == 2  # without the list, nobody takes it for a name
