"""Web pages: the article's text and metadata, by trafilatura."""

from __future__ import annotations

import email
import email.policy
import logging
import re
from typing import Any
from urllib.parse import urlsplit

from kg.errors import InputError
from kg.read.dates import iso_date
from kg.read.draft import Draft, clean_value

_SAVED = re.compile(rb"<!-- saved from url=\(\d{4}\)(https?://[^\s>]+) -->")


def from_html(data: bytes | str, source: str, name: str, url: str | None = None) -> Draft:
    """The article of a page; paragraphs are separated by newlines. Raises InputError when the
    page is none or holds no article.

    A page declares its encoding itself, so the bytes go to the parser as they are. `url` is where it
    was found; a page's own address holds if it is of the same host.
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
    publisher, own = clean_value(found.sitename), clean_value(found.url)
    known = url or _saved_from(data)
    return Draft(source, name, text, title, iso_date(found.date), authors, publisher, _address(own, known))


def _saved_from(data: bytes | str) -> str | None:
    """The address that a browser notes at the head of a page that it saves."""
    found = _SAVED.search(data[:2000].encode() if isinstance(data, str) else data, 0, 2000)
    return found[1].decode("ascii", "replace") if found else None


def _address(own: str | None, known: str | None) -> str | None:
    if own is None or known is None:
        return own or known
    return own if urlsplit(own).hostname == urlsplit(known).hostname else known


def from_mhtml(data: bytes, source: str, name: str, url: str | None = None) -> Draft:
    """The article of a page that a browser saved as one file (.mhtml). Otherwise as `from_html`."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            told = part.get("Content-Location") or message.get("Snapshot-Content-Location")
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                page = _decoded(content, part.get_content_charset())
                return from_html(page, source, name, url or clean_value(told))
    raise InputError("no page is in this file")


def _decoded(content: bytes, charset: str | None) -> bytes | str:
    """A part as text in the encoding that its head tells; as it is where that is none."""
    try:
        return content.decode(charset, "replace") if charset else content
    except LookupError:
        return content
