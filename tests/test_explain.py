import pytest

from kg.errors import QueryError
from kg.explain import about, find, links
from kg.model import Argument, Document, Entity, Evidence, Knowledge, Statement

TEXT = "Veltrane fournit Ordelis. Ordelis est à Norville. Orsane aussi."
DOCUMENT = Document("d", TEXT, "fr", "0" * 64, "d.txt", "d", title="Un contrat")


def entity(id_: str, label: str, *aliases: str) -> Entity:
    return Entity(id_, "Company", label, aliases, "fr", (), ("d",))


def fact(name: str, subject: str, object_: str, quote: str) -> Statement:
    start = TEXT.index(quote)
    return Statement(
        f"claim/{name}", "fact", name, (Argument("subject", subject), Argument("object", object_)),
        (Evidence("d", start, start + len(quote), quote),), ("rule",), "actual", (), 0.9, "", (),
    )  # fmt: skip


KNOWLEDGE = Knowledge(
    (DOCUMENT,),
    (
        entity("organization/veltrane", "Véltrane", "VLT"),
        entity("organization/ordelis", "Ordelis"),
        entity("place/norville", "Norville"),
        entity("organization/orsane", "Orsane Énergie"),
        entity("organization/orsane-2", "Orsane Conseil"),
    ),
    (
        fact("supplierOf", "organization/veltrane", "organization/ordelis", "Veltrane fournit Ordelis."),
        fact("locatedIn", "organization/ordelis", "place/norville", "Ordelis est à Norville."),
    ),
    (),
)


@pytest.mark.parametrize(
    "name",
    ["Véltrane", "VELTRANE", "vlt", "organization/veltrane", "https://w3id.org/newskg/id/organization/veltrane",
     "<https://example.org/organization/veltrane>"],
)  # fmt: skip
def test_an_entity_is_found_by_label_alias_or_iri(name: str) -> None:
    assert find(KNOWLEDGE, name).id == "organization/veltrane"


def test_part_of_a_name_is_enough_when_only_one_has_it() -> None:
    assert find(KNOWLEDGE, "energie").label == "Orsane Énergie"


def test_when_several_match_it_says_which() -> None:
    with pytest.raises(QueryError) as error:
        find(KNOWLEDGE, "orsane")
    assert "Orsane Énergie (Company, organization/orsane)" in str(error.value)
    assert "Orsane Conseil (Company, organization/orsane-2)" in str(error.value)


def test_a_name_that_is_nearly_right_is_proposed() -> None:
    with pytest.raises(QueryError, match="nothing is called 'Ordellis'; near: Ordelis"):
        find(KNOWLEDGE, "Ordellis")


def test_each_line_has_its_sentence_and_article() -> None:
    lines = about(KNOWLEDGE, find(KNOWLEDGE, "Ordelis"))
    assert [line.statement.name for line in lines] == ["locatedIn", "supplierOf"]
    assert lines[0].sentences == (("Ordelis est à Norville.", DOCUMENT),)


def test_links_are_direct_or_by_way_of_others() -> None:
    ordelis, veltrane, norville, orsane = (
        find(KNOWLEDGE, n) for n in ("Ordelis", "Veltrane", "Norville", "Orsane Conseil")
    )
    assert [[line.statement.name for line in c] for c in links(KNOWLEDGE, veltrane, ordelis)] == [
        ["supplierOf"]
    ]
    assert [[line.statement.name for line in c] for c in links(KNOWLEDGE, veltrane, norville)] == [
        ["supplierOf", "locatedIn"]
    ]
    assert links(KNOWLEDGE, veltrane, orsane) == []
