"""Facts that readers added stand in the graph, with their source, whatever the articles say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph.rdf import to_quads
from kg.graph.readback import from_quads
from kg.graph.store import memory_store
from kg.graph.validate import validate
from kg.model import Correction, Extraction, Knowledge, Named, Said, Source, Statement
from kg.ontology import Ontology
from kg.resolve import resolve
from tests.resolve.press import article, fact

ORVAULT, KOLBRIN = Named("Jeanne Orvault", "Person"), Named("Kolbrin", "Company")
REGISTER = Source("https://example.org/registre", "Jeanne Orvault préside Kolbrin.")
ADDED = Correction(
    "add", ORVAULT, KOLBRIN, property="leads", source=REGISTER, since="2019-03", on="2026-01-31"
)
ONE = article("a", [("Person", "Jeanne Orvault"), ("Company", "Veltrane")])
TOLD = article(
    "b",
    [("Person", "Jeanne Orvault"), ("Company", "Kolbrin SA")],
    fact("Jeanne Orvault", "leads", "Kolbrin SA"),
)


def leads(
    ontology: Ontology, articles: list[Extraction], *said: Correction
) -> tuple[Knowledge, list[Statement]]:
    known = resolve(articles, ontology, corrections=said)
    return known, [s for s in known.statements if s.name == "leads"]


def test_an_added_fact_names_its_source_and_that_a_reader_said_so(ontology: Ontology) -> None:
    known, (one,) = leads(ontology, [ONE], ADDED)
    assert one.label == "Jeanne Orvault dirige Kolbrin (début : mars 2019)"
    assert (one.rules, one.confidence, one.status) == (("reader.added",), 1.0, "actual")
    (evidence,) = one.evidence
    note = next(d for d in known.documents if d.id == evidence.document)
    assert note.note
    assert note.text[evidence.start : evidence.end] == evidence.quote == REGISTER.quote
    assert (note.source, note.url, note.published) == (REGISTER.citation, REGISTER.citation, "2026-01-31")
    (new,) = [e for e in known.entities if e.label == "Kolbrin"]
    assert (new.id, new.type, new.documents) == ("organization/kolbrin", "Company", (note.id,))


def test_it_is_rdf_that_conforms_and_reads_back(ontology: Ontology) -> None:
    known, (one,) = leads(ontology, [ONE], ADDED)
    quads = list(to_quads(known, ontology))
    store = memory_store(quads)
    assert validate(store, ontology) == ()
    assert store.query(
        "ASK { ?who rdfs:label 'Jeanne Orvault'@fr ; kg:leads ?x . ?x rdfs:label 'Kolbrin'@fr }"
    )
    back = from_quads(quads, ontology, texts={d.id: d.text for d in known.documents})
    assert [replace(s, claims=one.claims) for s in back.statements if s.name == "leads"] == [one]
    assert [d.note for d in back.documents] == [d.note for d in known.documents]


def test_a_sentence_of_an_article_is_the_evidence_while_it_stands_there(ontology: Ontology) -> None:
    sentence = ONE.document.text.splitlines()[0]
    said = replace(ADDED, source=Source(ONE.document.name, sentence, article=True))
    known, (one,) = leads(ontology, [ONE], said)
    assert [e.document for e in one.evidence] == ["a"]
    assert len(known.documents) == 1
    _, (other,) = leads(ontology, [article("c", [("Person", "Jeanne Orvault")])], said)
    assert other.evidence[0].document.startswith("note/")
    assert other.evidence[0].quote == sentence


def test_what_an_article_says_too_is_one_fact(ontology: Ontology) -> None:
    known, (one,) = leads(ontology, [ONE, TOLD], replace(ADDED, other=Named("Kolbrin SA", "Company")))
    assert {e.document.partition("/")[0] for e in one.evidence} == {"b", "note"}
    assert one.confidence == 1.0
    assert [e.label for e in known.entities if "Kolbrin" in e.label] == ["Kolbrin SA"]


def test_the_later_word_holds(ontology: Ontology) -> None:
    said = Said("fact", "leads", (("subject", "Jeanne Orvault"), ("object", "Kolbrin")))
    reject = Correction("reject", said=said)
    assert leads(ontology, [ONE], ADDED, reject)[1] == []
    assert len(leads(ontology, [ONE], reject, ADDED)[1]) == 1
    assert leads(ontology, [ONE], replace(ADDED, undone=True))[1] == []


@pytest.mark.parametrize("type_", ["Company", "City"])
def test_a_fact_that_no_longer_fits_its_property_is_left_out(ontology: Ontology, type_: str) -> None:
    _, found = leads(ontology, [ONE], replace(ADDED, other=Named("Kolbrin", type_)))
    assert len(found) == (type_ == "Company")


def test_a_date_may_be_added(ontology: Ontology) -> None:
    founded = Correction(
        "add",
        Named("Veltrane", "Company"),
        value="1987-05",
        property="foundedOn",
        source=Source("Guide, p. 4"),
    )
    known = resolve([ONE], ontology, corrections=[founded])
    (one,) = [s for s in known.statements if s.name == "foundedOn"]
    value = one.one("object")
    assert value is not None
    assert (value.value, value.datatype) == ("1987-05", "gYearMonth")
    assert one.evidence[0].quote == "Guide, p. 4"
