"""Articles as extraction would hand them over, in a few words; all names are invented."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Argument, Chain, Claim, ClaimKind, Document, Evidence, Extraction, Mention, Status


@dataclass(frozen=True)
class Said:
    """A claim before it has an article. Roles name chains by label; literals stand apart."""

    kind: ClaimKind
    name: str
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    values: dict[str, tuple[str, str]] = field(default_factory=dict)  # role → value, datatype
    status: Status = "actual"
    by: str | None = None
    confidence: float = 0.5
    rule: str = "test"


def fact(subject: str, name: str, object_: str, status: Status = "actual", **more: object) -> Said:
    return Said("fact", name, {"subject": (subject,), "object": (object_,)}, {}, status, **more)  # type: ignore[arg-type]


def dated(subject: str, name: str, value: str, datatype: str = "gYear") -> Said:
    return Said("fact", name, {"subject": (subject,)}, {"object": (value, datatype)})


def event(name: str, status: Status = "actual", **roles: str | tuple[str, ...]) -> Said:
    """Keywords: roles take labels, details (date, jobs, amount, currency, title …) take values."""
    types = {"date": "date", "jobs": "integer", "amount": "decimal", "stakePercent": "decimal"}
    types |= {"currency": "string", "title": "langString"}
    values = {r: (str(v), types[r]) for r, v in roles.items() if r in types}
    fillers = {r: (v,) if isinstance(v, str) else v for r, v in roles.items() if r not in types}
    return Said("event", name, fillers, values, status)


def position(holder: str, title: str, organization: str | None = None) -> Said:
    roles = {"holder": (holder,)} | ({"organization": (organization,)} if organization else {})
    return Said("position", "Position", roles, {"title": (title, "langString")} if title else {})


def figure(about: str, value: str, comparator: str = "exact", date: str | None = None, **roles: str) -> Said:
    values = {"measure": ("employees", "kg"), "value": (value, "decimal"), "unit": ("person", "string")}
    values["comparator"] = (comparator, "kg")
    if date:
        values["date"] = (date, "date")
    return Said("figure", "Figure", {"about": (about,)} | {r: (v,) for r, v in roles.items()}, values)


def quotation(text: str, speaker: str | None = None) -> Said:
    return Said(
        "quotation", "Quotation", {"speaker": (speaker,)} if speaker else {}, {"text": (text, "langString")}
    )


def article(
    id_: str, names: list[tuple[str, ...]], *said: Said, published: str | None = None, language: str = "fr"
) -> Extraction:
    """An article: chains as (class, label, alias …), each name mentioned once, and claims."""
    text, mentions, chains = "", [], []
    first: dict[str, str] = {}
    for number, (type_, label, *aliases) in enumerate(names):
        ids = []
        for name in (label, *aliases):
            start, end = len(text), len(text) + len(name)
            text += f"{name}. "
            ids.append(f"{id_}#{start}-{end}")
            mentions.append(Mention(ids[-1], id_, start, end, name, type_, name, "test"))
        chains.append(Chain(f"{id_}/{number}", id_, type_, label, tuple(aliases), tuple(ids)))
        first.setdefault(label, ids[0])
    claims, base = [], len(text)
    for number, one in enumerate(said):
        sentence = f"{one.kind} {one.name} {number}."
        start = base + sum(len(c.evidence[0].quote) + 1 for c in claims)
        text += f"{sentence} "
        claims.append(_claim(id_, number, one, first, Evidence(id_, start, start + len(sentence), sentence)))
    document = Document(id_, text, language, "0" * 64, f"{id_}.txt", id_, published=published)
    return Extraction(document, (), tuple(mentions), tuple(chains), tuple(claims))


def _claim(id_: str, number: int, said: Said, first: dict[str, str], evidence: Evidence) -> Claim:
    arguments = [Argument(r, ref=first[label]) for r, labels in said.roles.items() for label in labels]
    arguments += [Argument(r, value=v, datatype=t) for r, (v, t) in said.values.items()]
    speaker = first[said.by] if said.by else None
    return Claim(f"{id_}!{said.rule}@{number}", id_, said.kind, said.name, tuple(arguments), (evidence,),
                 said.rule, said.status, speaker, said.confidence)  # fmt: skip
