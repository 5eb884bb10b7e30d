"""Short articles with marked names as the resolved knowledge that the background stage gets."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Argument, Document, Entity, Evidence, Knowledge, Known, Statement
from kg.resolve.names import slug
from tests.conftest import unmark

Placed = tuple[str, str, str]  # the label of a place, a property, the label of another


def knowledge(*articles: str, facts: Sequence[Placed] = ()) -> Knowledge:
    """Articles with names as "[Vitry|City]"; each label is one entity in all of them."""
    documents, named, types = [], dict[str, list[str]](), dict[str, str]()
    for number, article in enumerate(articles):
        text, mentions = unmark(article)
        id_ = f"a{number}"
        documents.append(Document(id_, text, "fr", "0" * 64, f"{id_}.txt", id_))
        for mention in mentions:
            named.setdefault(mention.name, [])
            types[mention.name] = mention.type
            if id_ not in named[mention.name]:
                named[mention.name].append(id_)
    entities = [
        Entity(f"place/{slug(n)}", types[n], n, (), "fr", (), tuple(docs)) for n, docs in named.items()
    ]
    return Knowledge(tuple(documents), tuple(entities), tuple(_fact(f, documents[0]) for f in facts), ())


def _fact(fact: Placed, document: Document) -> Statement:
    one, name, other = fact
    roles = (Argument("subject", f"place/{slug(one)}"), Argument("object", f"place/{slug(other)}"))
    evidence = (Evidence(document.id, 0, len(document.text), document.text),)
    return Statement(f"claim/{slug(one)}", "fact", name, roles, evidence, (), "actual", (), 0.9, "", ())


def geonames(known: Sequence[Known]) -> dict[str, int]:
    """The GeoNames id of each entity, by the end of its id."""
    ids = ((k.entity.removeprefix("place/"), k.same_as) for k in known)
    return {name: int(iris[0].rstrip("/").rpartition("/")[2]) for name, iris in ids if iris}
