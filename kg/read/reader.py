"""Paths to documents: each article once, with its language, an id by content and its metadata."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.lexicon.language import LanguageWords, load
from kg.lexicon.source import ontology_dir
from kg.model import Document, Skipped
from kg.read.clean import clean
from kg.read.draft import Draft, slug
from kg.read.files import LIMIT, drafts
from kg.read.language import known_languages, language_of
from kg.read.metadata import complete

TEXT_LIMIT = 1_000_000
"""Characters of one article: no article is that long."""


def read_documents(paths: Sequence[Path], limit: int = LIMIT) -> Iterator[Document | Skipped]:
    """The articles of files and folders as they are read, one at a time, and what was skipped.

    `paths` come from `expand` when they may hold globs. `limit` is in bytes of one file. A text that
    was read before in the same run is skipped. `Document.name` is unique in one run.
    """
    known = known_languages()
    words: dict[str, LanguageWords] = {}
    texts: dict[str, str] = {}
    names: set[str] = set()
    for draft in drafts(paths, limit):
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
        texts[digest] = draft.source
        yield _document(draft, digest, words[code], names)


def _refuse(draft: Draft, digest: str, texts: dict[str, str]) -> str:
    if len(draft.text) > TEXT_LIMIT:
        return f"too long: {len(draft.text)} characters (limit {TEXT_LIMIT}); is this one article?"
    return f"the same text as {texts[digest]}" if digest in texts else ""


def _document(draft: Draft, digest: str, words: LanguageWords, names: set[str]) -> Document:
    name = draft.name if draft.name not in names else f"{draft.name}-{digest[:8]}"
    names.add(name)
    document = Document(
        id=f"{slug(draft.name)}-{digest[:8]}",
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
