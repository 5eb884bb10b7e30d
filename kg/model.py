"""What passes between the stages: documents → mentions → claims → entities → graph.

Everything here is immutable and carries offsets and ids only. Offsets are character offsets into
`Document.text`; dates are ISO 8601 and as partial as the text ("2026-08", "2007", "--12-31").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["actual", "planned", "possible", "denied"]
ClaimKind = Literal["fact", "position", "event", "figure", "quotation"]
MentionKind = Literal["name", "nominal", "pronoun"]
Verdict = Literal["same", "different", "unsure"]
Field = Literal["text", "lead", "title", "published", "authors", "publisher", "url", "name"]
CorrectionKind = Literal["same", "different", "name", "type", "reject", "confirm", "add"]
NOTES = "note/"  # how the ids of readers' notes begin; an article's id holds no slash


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read. `id` is a slug, unique by content and
    medium: the last part of its IRI."""

    id: str
    text: str
    language: str
    sha256: str
    source: str
    name: str
    title: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None

    @property
    def note(self) -> bool:
        """Whether it is no article but a reader's note: a fact added by hand, with its source."""
        return self.id.startswith(NOTES)


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be read, and why, in one line for the user."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines of a document, kept as part of the article or dropped for a reason."""

    start: int
    end: int
    kind: str
    keep: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that stands for something: a name, a noun phrase or a pronoun.

    `type` is a class of the ontology by its local name ("Company"); `name` is the mention as one
    would write it in a list (without stray quotes and article; "France" for "français");
    `source` names what found it.
    """

    id: str
    document: str
    start: int
    end: int
    text: str
    type: str
    name: str
    source: str
    score: float = 1.0
    kind: MentionKind = "name"


@dataclass(frozen=True, slots=True)
class Chain:
    """The mentions of one article that stand for the same thing. `mentions` are ids in text order."""

    id: str
    document: str
    type: str
    label: str
    aliases: tuple[str, ...]
    mentions: tuple[str, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Argument:
    """What fills one role: a mention (by id; after resolution an entity id) or a literal.

    `ref` and `value` exclude each other. `datatype` is the local name of an XSD type ("integer",
    "decimal", "date", "gYear", "gYearMonth", "gMonthDay", "string") or, for text in the language
    of the document, "langString", or, for an individual of the ontology, "kg" ("employees").
    """

    role: str
    ref: str | None = None
    value: str | None = None
    datatype: str = "string"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that says it: `text[start:end] == quote` in the document, always."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one place of one article says.

    | kind      | name              | roles                                                        |
    |-----------|-------------------|--------------------------------------------------------------|
    | fact      | a property        | subject, object; since, until, ended                         |
    | position  | "Position"        | holder, organization, title; since, until, ended             |
    | event     | an event class    | its roles, date, jobs, stakePercent, title, amount, currency |
    | figure    | "Figure"          | about, measure, value, unit, comparator, place, date         |
    | quotation | "Quotation"       | speaker, text, mentions                                      |

    `since` and `until` are the dates between which it holds, where the text gives them; `ended` is
    "true" where the text says that it no longer holds.
    """

    id: str
    document: str
    kind: ClaimKind
    name: str
    arguments: tuple[Argument, ...]
    evidence: tuple[Evidence, ...]
    rule: str
    status: Status = "actual"
    attributed_to: str | None = None
    confidence: float = 0.5

    def all(self, role: str) -> tuple[Argument, ...]:
        """The arguments in a role, in order."""
        return tuple(a for a in self.arguments if a.role == role)

    def one(self, role: str) -> Argument | None:
        """The first argument in a role, or None."""
        return next((a for a in self.arguments if a.role == role), None)


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document: a pure function of the document and the vocabulary."""

    document: Document
    blocks: tuple[Block, ...]
    mentions: tuple[Mention, ...]
    chains: tuple[Chain, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision about two chains, as a record that can be read and undone.

    `left` and `right` are chain ids, the names what the chains are called; `score` (0 to 1) is how
    alike they are.
    """

    left: str
    right: str
    left_name: str
    right_name: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    by: str = "resolver"


@dataclass(frozen=True, slots=True)
class Named:
    """A thing as a reader points at it: one of its names, and its class.

    `articles` are the names of the only articles that are meant, where the name alone means more.
    """

    name: str
    type: str
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as a reader knows it again: what is in its roles, entities by their labels.

    `also` gives for a label the other names of the thing, for the day when it is called by one of them.
    """

    kind: ClaimKind
    name: str
    roles: tuple[tuple[str, str], ...]
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a reader has a fact from: `citation` is the name of an article of the graph, whose sentence
    is `quote`, or, when it is no `article`, a web address or any other words, with or without a quote."""

    citation: str
    quote: str = ""
    article: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reader knows better.

    | kind              | says                                             | uses          |
    |-------------------|--------------------------------------------------|---------------|
    | same, different   | two things are one, or never are                 | entity, other |
    | name, type        | what a thing is called, or which class it is of  | entity, value |
    | reject, confirm   | a statement is wrong, or right                   | said          |
    | add               | a fact that no article says, or none that is     | entity,       |
    |                   | read rightly; the object is a thing or a value   | property,     |
    |                   |                                                  | other / value,|
    |                   |                                                  | source        |

    `on` is the day (ISO 8601). What is `undone` no longer holds; it is kept because later corrections
    may use a name that it gave.
    """

    kind: CorrectionKind
    entity: Named | None = None
    other: Named | None = None
    value: str | None = None
    said: Said | None = None
    on: str = ""
    undone: bool = False
    property: str | None = None
    source: Source | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing of the world. `id` is the path of its IRI: "organization/ikanbi"."""

    id: str
    type: str
    label: str
    aliases: tuple[str, ...]
    language: str
    chains: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Equal claims of one or many articles as the graph says them; arguments refer to entity ids.

    `id` is the path of its IRI: "event/contract-termination-3f2a9c01", "claim/…", "figure/…".
    """

    id: str
    kind: ClaimKind
    name: str
    arguments: tuple[Argument, ...]
    evidence: tuple[Evidence, ...]
    rules: tuple[str, ...]
    status: Status
    attributed_to: tuple[str, ...]
    confidence: float
    label: str
    claims: tuple[str, ...]

    def all(self, role: str) -> tuple[Argument, ...]:
        """The arguments in a role, in order."""
        return tuple(a for a in self.arguments if a.role == role)

    def one(self, role: str) -> Argument | None:
        """The first argument in a role, or None."""
        return next((a for a in self.arguments if a.role == role), None)


@dataclass(frozen=True, slots=True)
class Version:
    """One side of a conflict: the value or thing, the statement that holds it, and who says so."""

    argument: Argument
    statement: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Versions that cannot all be true, the most told first; all of them stay in the graph.

    `about` is the id of the entity or statement at issue; `matter` the local name of what they differ
    on: a role ("jobs"), measure ("employees"), property ("leads", "foundedOn") or "status".
    """

    id: str
    about: str
    matter: str
    versions: tuple[Version, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that is a copy of another, as far as `score` (0 to 1) says."""

    document: str
    of: str
    score: float


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the resolved articles say together: what the graph package writes as RDF."""

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    judgements: tuple[Judgement, ...]
    conflicts: tuple[Conflict, ...] = ()
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing of the user's own list; `iri` may be empty."""

    name: str
    type: str
    aliases: tuple[str, ...] = ()
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What a gazetteer, and no article, knows about a place.

    `same_as` are IRIs of the same thing elsewhere, `codes` ISO 3166 codes; `country` is ISO 3166-1
    alpha-2. Degrees are WGS 84; None where the gazetteer has none. `currency` is ISO 4217. `label`
    is only that of a country which no article names, and `language` the language of this label.
    """

    entity: str
    same_as: tuple[str, ...]
    codes: tuple[str, ...] = ()
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    currency: str = ""
    label: str = ""
    language: str = ""
