"""Title, date, author and medium from the text itself, where the format did not tell them."""

from __future__ import annotations

import re
from typing import TypedDict

from kg.lexicon.language import LanguageWords, MetadataPattern, fold
from kg.model import Block, Document


class Found(TypedDict, total=False):
    """The fields of a Document that the text tells."""

    title: str | None
    published: str | None
    authors: tuple[str, ...]
    publisher: str | None


def complete(document: Document, blocks: tuple[Block, ...], words: LanguageWords) -> Found:
    """What is missing in a document's metadata and stands in its text.

    Only lines of the page outside the article are searched, and the head of the first paragraph, so
    that a date or a name in the story is never taken for the article's own.
    """
    page = [document.text[b.start : b.end] for b in blocks if not b.keep and b.kind == "metadata"]
    body = [document.text[b.start : b.end] for b in blocks if b.keep and b.kind == "paragraph"][:1]
    found: Found = {}
    values: dict[str, str] = {}
    for pattern in words.metadata:
        for line in page if pattern.where == "page" else body:
            for key, value in find(pattern, line, words).items():
                values.setdefault(key, value)
    if document.title is None:
        title = next((b for b in blocks if b.keep and b.kind == "title"), None)
        found["title"] = _one_line(document.text[title.start : title.end]) if title else None
    if document.published is None:
        found["published"] = values.get("published")
    if not document.authors and "author" in values:
        found["authors"] = (values["author"],)
    if document.publisher is None:
        found["publisher"] = values.get("publisher")
    return found


def _one_line(text: str) -> str:
    """Words that were broken at the end of a line are joined again."""
    return " ".join(re.sub(r"(?<=\w)[-\u00ad]\s*\n\s*(?=[a-zà-ÿ])", "", text).split())


def find(pattern: MetadataPattern, line: str, words: LanguageWords) -> dict[str, str]:
    """What a pattern finds in one line: "published" (ISO), "author", "publisher"."""
    folded = fold(line)
    for form in pattern.patterns:
        for match in form.finditer(folded):
            groups = match.groupdict()
            found = {
                key: line[match.start(key) : match.end(key)].strip()
                for key in ("author", "publisher")
                if groups.get(key)
            }
            if groups.get("year"):
                date = _date(match, words)
                if date is None:
                    continue
                found["published"] = date
            return found
    return {}


def _date(match: re.Match[str], words: LanguageWords) -> str | None:
    """Day first, as the press of the language writes; None when it is no date."""
    groups = match.groupdict()
    named = groups.get("monthname")
    month = dict(words.months)[named.lower()] if named else int(groups["month"])
    year, day = int(groups["year"]), int(groups["day"])
    if year < 100:
        year += 2000
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1600 <= year <= 2200):
        return None
    return f"{year:04}-{month:02}-{day:02}"
