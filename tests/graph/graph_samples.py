"""A hand-built Knowledge with every kind of statement, and strategies for any Knowledge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from hypothesis import strategies as st

from kg.graph.schema import load_ontology
from kg.model import Argument, ClaimKind, Document, Entity, Evidence, Knowledge, Statement, Status

ONTOLOGY = load_ontology()

FIRST = """Ordelis met fin à son contrat avec Veltrane

Ordelis, le groupe français, mettra fin au contrat de Veltrane, à Brennes, le 31 décembre 2025.
« Nous n'avons rien vu venir », dit Jeanne Orvault, directrice générale de Veltrane.
Près de 160 emplois sont menacés. Veltrane emploie 420 personnes.
"""
SECOND = """Veltrane ouvre un site à Sabran

Veltrane, dirigée par Jeanne Orvault, a ouvert en mars 2025 un site à Sabran, au Maroc, avec Kolbrin.
Ordelis dément être actionnaire de Veltrane.
"""


def document(doc: str, text: str, **more: str) -> Document:
    digest = sha256(text.encode()).hexdigest()
    return Document(doc, text, "fr", digest, f"articles/{doc}.txt", f"{doc}.txt", **more)  # type: ignore[arg-type]


def evidence(doc: Document, words: str) -> Evidence:
    """The line of the document that holds the words."""
    at = doc.text.index(words)
    start = doc.text.rfind("\n", 0, at) + 1
    end = doc.text.find("\n", at)
    return Evidence(doc.id, start, end, doc.text[start:end])


D1 = document("ordelis-1", FIRST, title="Ordelis met fin à son contrat avec Veltrane", published="2025-08-21")
D2 = document("veltrane-2", SECOND, title="Veltrane ouvre un site à Sabran", url="https://example.org/a?b=c&d")
D2 = replace(D2, publisher="La Gazette", authors=("A. Plume", "B. Encre"), published="2025-09")


def entity(id_: str, type_: str, label: str, docs: Iterable[Document], *aliases: str) -> Entity:
    return Entity(id_, type_, label, tuple(sorted(aliases)), "fr", (), tuple(sorted(d.id for d in docs)))


ENTITIES = (
    entity("organization/kolbrin", "Company", "Kolbrin", [D2]),
    entity("organization/ordelis", "Company", "Ordelis", [D1, D2], "groupe Ordelis"),
    entity("organization/veltrane", "Company", "Veltrane", [D1, D2], "Veltrane SA", "Véltrane"),
    entity("person/jeanne-orvault", "Person", "Jeanne Orvault", [D1, D2], "Mme Orvault"),
    entity("place/brennes", "City", "Brennes", [D1]),
    entity("place/france", "Country", "France", [D1]),
    entity("place/maroc", "Country", "Maroc", [D2]),
    entity("place/sabran", "City", "Sabran", [D2]),
)


def refs(**roles: str) -> tuple[Argument, ...]:
    return tuple(Argument(role, ref=ref) for role, ref in roles.items())


def literal(role: str, value: str, datatype: str) -> Argument:
    return Argument(role, value=value, datatype=datatype)


def statement(
    id_: str, kind: ClaimKind, name: str, arguments: Iterable[Argument], label: str, *proof: Evidence
) -> Statement:
    rules = (f"{name}.test",)
    return Statement(id_, kind, name, tuple(arguments), proof, rules, "actual", (), 0.9, label, ())


def fact(subject: str, prop: str, object_: str, *proof: Evidence) -> Statement:
    path, label = f"claim/{subject[-4:]}-{prop}-{object_[-4:]}", f"{subject} {prop} {object_}"
    return statement(path, "fact", prop, refs(subject=subject, object=object_), label, *proof)


SAID = "Nous n'avons rien vu venir"
ORDELIS, VELTRANE, ORVAULT = "organization/ordelis", "organization/veltrane", "person/jeanne-orvault"
STATEMENTS = (
    fact(ORVAULT, "leads", VELTRANE, evidence(D1, "Nous n'avons"), evidence(D2, "dirigée par")),
    fact(VELTRANE, "supplierOf", ORDELIS, evidence(D1, "mettra fin")),
    fact(VELTRANE, "locatedIn", "place/brennes", evidence(D1, "mettra fin")),
    fact(VELTRANE, "partnerOf", "organization/kolbrin", evidence(D2, "dirigée par")),
    fact(ORDELIS, "nationality", "place/france", evidence(D1, "groupe français")),
    fact("place/sabran", "locatedIn", "place/maroc", evidence(D2, "au Maroc")),
    replace(
        fact(ORDELIS, "shareholderOf", VELTRANE, evidence(D2, "dément")),
        status="denied",
        attributed_to=(ORDELIS,),
    ),
    statement(
        "claim/veltrane-foundedOn-2007",
        "fact",
        "foundedOn",
        (*refs(subject=VELTRANE), literal("object", "2007", "gYear")),
        "Veltrane fondée en 2007",
        evidence(D2, "dirigée par"),
    ),
    statement(
        "position/orvault-veltrane",
        "position",
        "Position",
        (*refs(holder=ORVAULT, organization=VELTRANE), literal("title", "directrice générale", "langString")),
        "Jeanne Orvault, directrice générale de Veltrane",
        evidence(D1, "Nous n'avons"),
    ),
    replace(
        statement(
            "event/contract-termination-1",
            "event",
            "ContractTermination",
            (*refs(client=ORDELIS, provider=VELTRANE), literal("date", "2025-12-31", "date")),
            "Ordelis met fin au contrat de Veltrane le 31 décembre 2025",
            evidence(D1, "Ordelis met fin"),
            evidence(D1, "mettra fin"),
        ),
        status="planned",
    ),
    replace(
        statement(
            "event/job-cut-1",
            "event",
            "JobCut",
            (*refs(agent=VELTRANE, place="place/brennes"), literal("jobs", "160", "integer")),
            "160 emplois menacés chez Veltrane",
            evidence(D1, "160 emplois"),
        ),
        status="possible",
    ),
    statement(
        "event/site-opening-1",
        "event",
        "SiteOpening",
        (*refs(agent=VELTRANE, place="place/sabran"), literal("date", "2025-03", "gYearMonth")),
        "Veltrane ouvre un site à Sabran",
        evidence(D2, "dirigée par"),
    ),
    statement(
        "figure/veltrane-employees",
        "figure",
        "Figure",
        (
            *refs(about=VELTRANE),
            literal("measure", "employees", "kg"),
            literal("value", "420", "decimal"),
            literal("unit", "person", "string"),
            literal("comparator", "moreThan", "kg"),
        ),
        "Veltrane : 420 personnes",
        evidence(D1, "420"),
    ),
    statement(
        "quotation/orvault-1",
        "quotation",
        "Quotation",
        (*refs(speaker=ORVAULT, mentions=VELTRANE), literal("text", SAID, "langString")),
        f"Jeanne Orvault : « {SAID} »",
        evidence(D1, "Nous n'avons"),
    ),
)
SAMPLE = Knowledge((D1, D2), ENTITIES, STATEMENTS, ())


def canonical(knowledge: Knowledge) -> Knowledge:
    """What RDF holds of a Knowledge, in one order."""
    return Knowledge(
        tuple(sorted(knowledge.documents, key=lambda d: d.id)),
        tuple(sorted(map(_plain_entity, knowledge.entities), key=lambda e: e.id)),
        tuple(sorted(map(_plain_statement, knowledge.statements), key=lambda s: s.id)),
        (),
    )


def _plain_entity(e: Entity) -> Entity:
    aliases, documents = tuple(sorted(set(e.aliases))), tuple(sorted(set(e.documents)))
    return replace(e, chains=(), aliases=aliases, documents=documents)


def _plain_statement(s: Statement) -> Statement:
    return replace(
        s,
        arguments=tuple(sorted(set(s.arguments), key=repr)),
        evidence=tuple(sorted(set(s.evidence), key=lambda e: (e.document, e.start, e.end))),
        rules=tuple(sorted(set(s.rules))),
        attributed_to=tuple(sorted(set(s.attributed_to))),
        confidence=round(s.confidence, 4),
        claims=(),
    )


ANY = st.characters(exclude_categories=("Cs",))
WORDS = st.text(ANY, min_size=1, max_size=30)
SLUGS = st.from_regex(r"[a-z0-9é'&<>\" %#-]{1,12}", fullmatch=True)
DATES = st.sampled_from(
    [("2025", "gYear"), ("--12-31", "gMonthDay"), ("2025-08", "gYearMonth"), ("2025-08-21", "date")]
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    slug = draw(SLUGS)
    return Document(
        id=slug,
        text=draw(st.text(ANY, min_size=5, max_size=80)),
        language=draw(st.sampled_from(["fr", "en", "pt-br"])),
        sha256=sha256(slug.encode()).hexdigest(),
        source=draw(WORDS),
        name=draw(WORDS),
        title=draw(st.none() | WORDS),
        published=draw(st.sampled_from([None, "2025-08-21", "2025-08", "2025", "hier"])),
        authors=tuple(sorted(draw(st.sets(WORDS, max_size=2)))),
        publisher=draw(st.none() | WORDS),
        url=draw(st.sampled_from([None, "https://example.org/é?x=1&y=2#z"])),
    )


@st.composite
def knowledges(draw: st.DrawFn) -> Knowledge:
    """Any Knowledge that keeps the rules of the model: known references, true evidence."""
    docs = draw(st.lists(documents(), min_size=1, max_size=3, unique_by=lambda d: d.id))
    ids = st.sampled_from([d.id for d in docs])
    slugs = draw(st.lists(SLUGS, min_size=1, max_size=4, unique=True))
    entities = tuple(draw(_entities(f"thing/{slug}", ids)) for slug in slugs)
    known = st.sampled_from([e.id for e in entities])
    told = draw(st.lists(SLUGS, max_size=5, unique=True))
    statements = tuple(draw(_statements(f"said/{slug}", docs, known)) for slug in told)
    return Knowledge(tuple(docs), entities, statements, ())


@st.composite
def _entities(draw: st.DrawFn, id_: str, documents_: st.SearchStrategy[str]) -> Entity:
    classes = sorted(c for c in ONTOLOGY.classes if ONTOLOGY.is_a(c, "Entity"))
    return Entity(
        id=id_,
        type=draw(st.sampled_from(classes)),
        label=draw(WORDS),
        aliases=tuple(sorted(draw(st.sets(WORDS, max_size=2)))),
        language=draw(st.sampled_from(["fr", "en"])),
        chains=(),
        documents=tuple(sorted(draw(st.sets(documents_, max_size=2)))),
    )


@st.composite
def _statements(draw: st.DrawFn, id_: str, docs: list[Document], known: st.SearchStrategy[str]) -> Statement:
    kinds: list[ClaimKind] = ["fact", "position", "event", "figure", "quotation"]
    kind = draw(st.sampled_from(kinds))
    name, arguments = draw(_said(kind, known))
    proofs = []
    for doc in draw(st.lists(st.sampled_from(docs), min_size=1, max_size=2)):
        start = draw(st.integers(0, len(doc.text) - 1))
        end = draw(st.integers(start + 1, len(doc.text)))
        proofs.append(Evidence(doc.id, start, end, doc.text[start:end]))
    statuses: list[Status] = ["actual", "planned", "possible", "denied"]
    return Statement(
        id=id_,
        kind=kind,
        name=name,
        arguments=tuple(arguments),
        evidence=tuple(proofs),
        rules=tuple(sorted(draw(st.sets(WORDS, min_size=1, max_size=2)))),
        status=draw(st.sampled_from(statuses)),
        attributed_to=tuple(sorted(draw(st.sets(known, max_size=1)))),
        confidence=draw(st.floats(0, 1)),
        label=draw(WORDS),
        claims=(),
    )


@st.composite
def _said(draw: st.DrawFn, kind: ClaimKind, known: st.SearchStrategy[str]) -> tuple[str, list[Argument]]:
    """The name and arguments of a statement of a kind."""
    words, entity_ = draw(WORDS), draw(known)
    if kind == "fact":
        name = draw(st.sampled_from(["locatedIn", "partnerOf", "affects"]))
        return name, [Argument("subject", ref=entity_), Argument("object", ref=draw(known))]
    if kind == "position":
        return "Position", [Argument("holder", ref=entity_), literal("title", words, "langString")]
    if kind == "event":
        name = draw(st.sampled_from(sorted(ONTOLOGY.events)))
        fillers = sorted(draw(st.sets(known, min_size=1, max_size=3)))
        roles = [Argument(ONTOLOGY.events[name][0], ref=ref) for ref in fillers]
        return name, [*roles, literal("date", *draw(DATES))]
    if kind == "figure":
        number = literal("value", draw(st.sampled_from(["12", "1.5"])), "decimal")
        measure, unit = literal("measure", "count", "kg"), literal("unit", words, "string")
        return "Figure", [Argument("about", ref=entity_), measure, number, unit]
    return "Quotation", [literal("text", words, "langString")]
