from kg.explain import Line, about, links
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


def names(chains: list[list[Line]]) -> list[list[str]]:
    return [[line.statement.name for line in chain] for chain in chains]


def test_each_line_has_its_sentence_and_article() -> None:
    lines = about(KNOWLEDGE, "organization/ordelis")
    assert [line.statement.name for line in lines] == ["locatedIn", "supplierOf"]
    assert lines[0].sentences == (("Ordelis est à Norville.", DOCUMENT),)


def test_links_are_direct_or_by_way_of_others() -> None:
    veltrane, ordelis, norville = "organization/veltrane", "organization/ordelis", "place/norville"
    assert names(links(KNOWLEDGE, veltrane, ordelis)) == [["supplierOf"]]
    assert names(links(KNOWLEDGE, veltrane, norville)) == [["supplierOf", "locatedIn"]]
    assert names(links(KNOWLEDGE, norville, veltrane)) == [["locatedIn", "supplierOf"]]
    assert links(KNOWLEDGE, veltrane, "organization/orsane") == []
