"""Paths to documents: each article once, with its language, an id by content and its metadata."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.lexicon.language import LanguageWords, load
from kg.lexicon.source import ontology_dir
from kg.model import Document, Skipped
from kg.read.clean import clean
from kg.read.draft import Draft, slug
from kg.read.files import Place, drafts
from kg.read.language import known_languages, language_of
from kg.read.metadata import complete
from kg.read.options import PLAIN, Reading

TEXT_LIMIT = 1_000_000
"""Characters of one article: no article is that long."""


def read_documents(places: Sequence[Place], reading: Reading = PLAIN) -> Iterator[Document | Skipped]:
    """The articles of files, folders and pages as they are read, one at a time, and what was skipped.

    `places` come from `expand` when they may hold globs or addresses. A text that was read before in
    the same run is skipped, unless another medium has it. `Document.name` is unique in one run.
    """
    known = known_languages()
    words: dict[str, LanguageWords] = {}
    texts: dict[tuple[str, str], str] = {}
    names: set[str] = set()
    for draft in drafts(places, reading):
        if isinstance(draft, Skipped):
            yield draft
            continue
        digest = hashlib.sha256(draft.text.encode()).hexdigest()
        reason = _refuse(draft, digest, texts)
        code = language_of(draft.text, known) if not reason else None
        if not reason and code not in known:
            told = f"the language seems to be {code!r}" if code else "the language cannot be told"
            reason = f"{told}; known: {', '.join(known)}"
        if reason or code is None:
            yield Skipped(draft.source, reason)
            continue
        if code not in words:
            words[code] = load(ontology_dir() / "lang" / code)
        texts[digest, _origin(draft)] = draft.source
        yield _document(draft, digest, words[code], names)


def _origin(draft: Draft) -> str:
    """What tells the same text of two media apart, where the format tells it."""
    return draft.url or draft.publisher or ""


def _refuse(draft: Draft, digest: str, texts: dict[tuple[str, str], str]) -> str:
    if len(draft.text) > TEXT_LIMIT:
        return f"too long: {len(draft.text)} characters (limit {TEXT_LIMIT}); is this one article?"
    known = texts.get((digest, _origin(draft)))
    return f"the same text as {known}" if known else ""


def _document(draft: Draft, digest: str, words: LanguageWords, names: set[str]) -> Document:
    told = f"{draft.text}\n{_origin(draft)}" if _origin(draft) else draft.text
    mark = hashlib.sha256(told.encode()).hexdigest()[:8]
    name = draft.name if draft.name not in names else f"{draft.name}-{mark}"
    names.add(name)
    document = Document(
        id=f"{slug(draft.name)}-{mark}",
        text=draft.text,
        language=words.code,
        sha256=digest,
        source=draft.source,
        name=name,
        title=draft.title,
        published=draft.published,
        authors=draft.authors,
        publisher=draft.publisher,
        url=draft.url,
    )
    return replace(document, **complete(document, clean(document, words), words))
