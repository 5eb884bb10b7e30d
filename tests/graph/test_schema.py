"""The vocabulary as it ships, and the errors that a wrong one gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.graph.schema import load_ontology
from kg.ontology import Ontology

FACTS = """locatedIn operatesIn nationality worksFor leads subsidiaryOf shareholderOf supplierOf partnerOf
memberOf activeIn foundedBy author appliesIn affects"""
ROLES = {
    "ContractAward": "client provider",
    "ContractTermination": "client provider",
    "Relocation": "agent origin destination",
    "SiteOpening": "agent place",
    "SiteClosure": "agent place",
    "JobCreation": "agent place jobs",
    "JobCut": "agent place jobs",
    "Acquisition": "buyer target seller amount stakePercent",
    "Investment": "investor target place amount",
    "Partnership": "party",
    "Appointment": "person organization title",
    "Departure": "person organization title",
    "AwardReceived": "recipient award",
    "Strike": "agent target place",
}


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def test_every_fact_of_the_contract_is_an_object_property(ontology: Ontology) -> None:
    for name in FACTS.split():
        assert ontology.properties[name].range, name
        assert not ontology.properties[name].literal, name
    for name in ("foundedOn", "publishedOn", "inForceOn"):
        assert {"date", "gYear", "gYearMonth", "gMonthDay"} <= set(ontology.properties[name].literal)


def test_every_event_has_the_roles_of_the_contract(ontology: Ontology) -> None:
    assert set(ontology.events) == set(ROLES)
    for event, roles in ROLES.items():
        assert set(roles.split()) | {"date"} <= set(ontology.events[event]), event


def test_everything_is_labelled_and_defined_in_two_languages(ontology: Ontology) -> None:
    for thing in (*ontology.classes.values(), *ontology.properties.values()):
        assert {language for language, _ in thing.labels} == {"fr", "en"}, thing.name
    text = Path(ontology.path).read_text("utf-8")
    assert text.count("skos:definition") == text.count("rdfs:label")


def test_hierarchy_and_symmetry(ontology: Ontology) -> None:
    assert ontology.is_a("BusinessPark", "Site")
    assert not ontology.is_a("Site", "Place")
    assert not ontology.is_a("Strike", "Event")
    assert ontology.is_a("Strike", "BusinessEvent")
    assert ontology.properties["leads"].parents == ("worksFor",)
    assert [p.name for p in ontology.properties.values() if p.symmetric] == ["partnerOf"]


@pytest.mark.parametrize(
    ("prop", "subject", "object_", "fits"),
    [
        ("locatedIn", "Company", "City", True),
        ("locatedIn", "Company", "BusinessPark", True),
        ("locatedIn", "Person", "City", False),
        ("affects", "Law", "Industry", True),
        ("affects", "Law", "Person", False),
        ("nationality", "TradeUnion", "Country", True),
        ("nationality", "TradeUnion", "City", False),
        ("author", "Report", "Association", True),
        ("about", "Industry", "Entity", False),
    ],
)
def test_domain_and_range(ontology: Ontology, prop: str, subject: str, object_: str, fits: bool) -> None:
    assert ontology.fits(prop, subject, object_) is fits


HEAD = """@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
A = 'kg:A a owl:Class ; rdfs:label "a"@fr .\n'


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("kg:A a owl:Class\nkg:B a", 5, ""),
        ('kg:A a owl:Class ; rdfs:label "a" ;\n rdfs:subClassOf kg:Nowhere .', 5, "kg:Nowhere is not"),
        ("kg:A a owl:Class .", 4, "no rdfs:label"),
        (A + 'kg:p a owl:ObjectProperty ; rdfs:label "p" .', 5, "needs rdfs:domain and rdfs:range"),
        (
            A + 'kg:p a owl:ObjectProperty ; rdfs:label "p" ;\n rdfs:domain kg:A ;\n rdfs:range kg:Gone .',
            7,
            "Gone in its domain or range is no class",
        ),
        ('kg:A a owl:Class ; rdfs:label "a" ; rdfs:subClassOf kg:A .', 4, "above itself"),
        (A.replace(" .", " ; kg:role kg:lost ."), 4, "role kg:lost is not declared"),
    ],
)
def test_errors_name_file_line_and_reason(tmp_path: Path, text: str, line: int, reason: str) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text(HEAD + text, "utf-8")
    with pytest.raises(OntologyError) as caught:
        load_ontology(tmp_path)
    assert caught.value.path == str(path)
    assert caught.value.line == line
    assert reason in caught.value.reason


def test_a_folder_without_ontology(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="no ontology"):
        load_ontology(tmp_path)
