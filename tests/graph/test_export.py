"""The same graph in other formats, each read back by another program."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as Xml

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings

from kg.graph.export import FORMATS, export
from kg.graph.rdf import to_quads
from kg.graph.store import OxigraphStore, memory_store
from kg.model import Knowledge
from tests.graph.graph_samples import ENTITIES, ONTOLOGY, SAMPLE, entity, knowledges

RDF_FORMATS = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}
NS = {"g": "http://graphml.graphdrawing.org/xmlns"}


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    return memory_store(to_quads(SAMPLE, ONTOLOGY))


def tables(content: bytes) -> dict[str, list[dict[str, str]]]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {
        name: list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))
        for name in archive.namelist()
    }


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_bytes_every_time(store: OxigraphStore, form: str) -> None:
    other = memory_store(reversed(list(to_quads(SAMPLE, ONTOLOGY))))
    assert export(store, form) == export(other, form)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(knowledges())
def test_rdf_formats_lose_nothing(knowledge: Knowledge) -> None:
    store = memory_store(to_quads(knowledge, ONTOLOGY))
    quads = {str(q) for q in store.told()}
    for form, name in RDF_FORMATS.items():
        assert {str(q) for q in ox.parse(export(store, form), name)} == quads, form


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(knowledges())
def test_any_text_is_well_formed_in_graphml_and_csv(knowledge: Knowledge) -> None:
    store = memory_store(to_quads(knowledge, ONTOLOGY))
    root = Xml.fromstring(export(store, "graphml"))
    events = [s for s in knowledge.statements if s.kind == "event"]
    named = [e for e in knowledge.entities if e.id in _told(knowledge)]
    assert len(root.findall(".//g:node", NS)) == len(named) + len(events)
    found = tables(export(store, "csv"))
    assert len(found["nodes.csv"]) == len(named) + len(events)
    for rows in found.values():
        for row in rows:
            assert not any(str(value).startswith(("=", "@")) for value in row.values())


def _told(knowledge: Knowledge) -> set[str]:
    refs = {a.ref for s in knowledge.statements for a in s.arguments if a.ref}
    refs |= {ref for s in knowledge.statements for ref in s.attributed_to}
    return refs | {e.id for e in knowledge.entities if e.documents}


def test_graphml(store: OxigraphStore) -> None:
    root = Xml.fromstring(export(store, "graphml"))
    keys = {k.get("id"): k.get("attr.name") for k in root.findall("g:key", NS)}
    nodes = {n.get("id"): {keys[d.get("key")]: d.text for d in n} for n in root.findall(".//g:node", NS)}
    assert nodes["organization/ordelis"]["label"] == "Ordelis"
    assert nodes["event/job-cut-1"]["status"] == "possible"
    ends = {(e.get("source"), e.get("target")) for e in root.findall(".//g:edge", NS)}
    assert ("person/jeanne-orvault", "organization/veltrane") in ends
    assert ("event/job-cut-1", "place/brennes") in ends


def test_csv(store: OxigraphStore) -> None:
    found = tables(export(store, "csv"))
    (denied,) = [row for row in found["edges.csv"] if row["relation"] == "shareholderOf"]
    assert denied["status"] == "denied"
    assert denied["sentence"] == "Ordelis dément être actionnaire de Veltrane."
    values = {(r["property"], r["value"]) for r in found["values.csv"]}
    assert values == {("foundedOn", "2007"), ("employees", "420")}
    assert found["quotations.csv"][0]["label"] == "Jeanne Orvault"


def test_background_only_when_asked() -> None:
    spare = entity("place/spare", "City", "Ailleurs", [])
    store = memory_store(to_quads(replace(SAMPLE, entities=(*ENTITIES, spare)), ONTOLOGY))
    for form in FORMATS:
        without, with_it = export(store, form), export(store, form, background=True)
        if form == "csv":
            without, with_it = (repr(tables(content)).encode() for content in (without, with_it))
        assert b"Ailleurs" not in without
        assert b"Ailleurs" in with_it
