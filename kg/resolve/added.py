"""Facts that readers added: told by an article that they point at, or by a note of their own.

A note is a document that holds one fact: its text is what the reader quotes of the source, or else
names the source. So what a reader says stands in the graph as all that is said: with its evidence, in
a named graph of its own, and `reader.added` as the rule that found it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg import partial
from kg.model import NOTES, Argument, Claim, Correction, Document, Entity, Evidence, Named, Source
from kg.resolve.corrected import Corrections
from kg.resolve.decisions import ADDED
from kg.resolve.names import slug
from kg.resolve.profiles import group_of, group_path
from kg.resolve.told import Told


@dataclass
class Additions:
    """What readers add to the things and documents of the articles, and to what is told."""

    entities: list[Entity]
    documents: list[Document]
    told: list[Told] = field(default_factory=list)


def add(
    corrected: Corrections, entities: Sequence[Entity], documents: Sequence[Document], language: str
) -> Additions:
    """All facts that readers added, in their order; `language` (of most articles) is that of notes."""
    found = Additions(list(entities), list(documents))
    for number, c in enumerate(corrected.added):
        if c.entity and c.source and c.property in corrected.ontology.properties:
            evidence = _evidence(c, c.source, found, language)
            claim = f"{evidence.document}!{ADDED}@{number}"
            arguments = tuple(_arguments(c, corrected, found, evidence.document, language))
            told = Claim(claim, evidence.document, "fact", c.property, arguments, (evidence,), ADDED,
                         confidence=1.0)  # fmt: skip
            found.told.append(Told(told, arguments, None, (c.on, evidence.document, evidence.start, claim)))
    found.entities.sort(key=lambda e: e.id)
    found.documents.sort(key=lambda d: d.id)
    return found


def _arguments(
    c: Correction, corrected: Corrections, found: Additions, document: str, language: str
) -> list[Argument]:
    arguments = []
    for role, named in (("subject", c.entity), ("object", c.other)):
        if named:
            arguments.append(Argument(role, ref=_thing(named, corrected, found, document, language)))
    dates = (("object", c.value), ("since", c.since), ("until", c.until))
    arguments += [Argument(role, value=d, datatype=partial.kind(d) or "string") for role, d in dates if d]
    return arguments


def _thing(named: Named, corrected: Corrections, found: Additions, document: str, language: str) -> str:
    """The id of the thing that a reader means; where none is known, there is one now."""
    known = corrected.meant(named, found.entities)
    if known is not None:
        return known.id
    id_ = f"{group_path(group_of(named.type, corrected.ontology))}/{slug(named.name) or 'x'}"
    if any(e.id == id_ for e in found.entities):
        id_ += f"-{_hash(named.name, named.type)}"
    found.entities.append(Entity(id_, named.type, named.name, (), language, (), (document,)))
    return id_


def _evidence(c: Correction, source: Source, found: Additions, language: str) -> Evidence:
    """The sentence of the article; a note where the article is gone, no longer says so, or never was."""
    if source.article:
        words = re.compile(r"\s+".join(map(re.escape, source.quote.split())))
        for document in found.documents:
            if document.name == source.citation and (hit := words.search(document.text)):
                return Evidence(document.id, hit.start(), hit.end(), hit[0])
    note = _note(c, source, language)
    if all(d.id != note.id for d in found.documents):
        found.documents.append(note)
    return Evidence(note.id, 0, len(note.text), note.text)


def _note(c: Correction, source: Source, language: str) -> Document:
    text = source.quote or source.citation
    told = (source.citation, source.quote, c.on, c.property or "", c.value or "")
    names = (c.entity.name if c.entity else "", c.other.name if c.other else "")
    url = source.citation if re.fullmatch(r"https?://\S+", source.citation) else None
    return Document(
        f"{NOTES}{_hash(*told, *names)}",
        text,
        language,
        hashlib.sha256(text.encode()).hexdigest(),
        source.citation,
        source.citation,
        published=c.on or None,
        url=url,
    )


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]
