"""Sitemaps and lists of addresses: what they name, as links."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from kg.errors import InputError
from kg.read.dates import iso_date
from kg.read.draft import clean_value
from kg.read.item import Item, Link

MOST = 50_000  # addresses that a sitemap may hold, by its protocol
_ADDRESS = re.compile(r"https?://[^\s<>\"]+$", re.IGNORECASE)
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def root_of(data: bytes) -> str:
    """The name of the first element of an XML file, in small letters; "" when there is none."""
    head = re.sub(rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>", b"", data[:20_000], flags=re.S)
    if b"\x00" in head[:100]:
        head = head.replace(b"\x00", b"")
    found = re.search(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)", head)
    return found[1].decode("ascii").lower() if found else ""


def from_sitemap(data: bytes, item: Item) -> Iterator[Link]:
    """The pages of a sitemap, with the date and title that a news sitemap tells, or the sitemaps of an
    index of them. Raises InputError when the file is damaged."""
    from lxml import etree

    parser = etree.iterparse(io.BytesIO(data), events=("end",), resolve_entities=False, no_network=True,
                             load_dtd=False, huge_tree=False, recover=False)  # fmt: skip
    number = 0
    try:
        for _, element in parser:
            if not isinstance(element.tag, str) or etree.QName(element).localname not in ("url", "sitemap"):
                continue
            number += 1
            if number > MOST:
                raise InputError(f"more than {MOST} addresses")
            link = _link(element, f"{item.source}:{number}", item.depth + 1)
            if link is not None:
                yield link
            element.clear()
    except etree.XMLSyntaxError as error:
        raise InputError(f"damaged sitemap: {error.msg}") from None


def _link(element: object, source: str, depth: int) -> Link | None:
    texts: dict[str, str] = {}
    for child in element.iter():  # type: ignore[attr-defined]
        if isinstance(child.tag, str) and child.text:
            texts.setdefault(child.tag if child.tag.startswith(_NEWS) else child.tag.rpartition("}")[2],
                             child.text.strip())  # fmt: skip
    url = texts.get("loc", "")
    if not _ADDRESS.match(url):
        return None
    published, changed = iso_date(texts.get(f"{_NEWS}publication_date")), iso_date(texts.get("lastmod"))
    publisher = clean_value(texts.get(f"{_NEWS}name"))
    return Link(url, source, clean_value(texts.get(f"{_NEWS}title")), published, publisher, changed, depth)


def is_list(text: str) -> bool:
    """Whether a text is a list of addresses: each line is one, but for empty lines and "# comments"."""
    lines = [line for line in map(str.strip, text.splitlines()) if line and not line.startswith("#")]
    return bool(lines) and all(_ADDRESS.match(line) for line in lines)


def from_list(text: str, item: Item) -> Iterator[Link]:
    """The addresses of a list, one a line."""
    for number, line in enumerate(text.splitlines(), 1):
        if _ADDRESS.match(line.strip()):
            yield Link(line.strip(), f"{item.source}:{number}", depth=item.depth + 1)
