"""Web pages: the article's text and metadata, by trafilatura."""

from __future__ import annotations

import logging
from typing import Any

from kg.errors import InputError
from kg.read.draft import Draft, clean_value, iso_date


def from_html(data: bytes, source: str, name: str) -> Draft:
    """The article of a page; paragraphs are separated by newlines. Raises InputError when the
    page is none or holds no article.

    A page declares its encoding itself, so the bytes go to the parser as they are.
    """
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what is wrong is told in one line
    page = trafilatura.load_html(data)
    found: Any = None
    if page is not None:
        found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
    if found is None or not (found.text or "").strip():
        raise InputError("no article was found in this page")
    title = clean_value(found.title)
    text = str(found.text)
    if title and title.casefold() not in text[: len(title) + 200].casefold():
        text = f"{title}\n{text}"
    authors = tuple(a.strip() for a in (found.author or "").split(";") if a.strip())
    publisher, url = clean_value(found.sitename), clean_value(found.url)
    return Draft(source, name, text, title, iso_date(found.date), authors, publisher, url)
