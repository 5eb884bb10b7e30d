"""RSS and Atom feeds, by feedparser; it is given bytes and never fetches anything itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.errors import InputError
from kg.model import Skipped
from kg.read.dates import iso_date
from kg.read.draft import Draft, clean_value, slug
from kg.read.item import Item, Link

WHOLE = 900  # characters: an entry with as many tells the article, not only what it is about
_MARK = "\u2029"
_BLOCKS = "p br div li h1 h2 h3 h4 h5 h6 blockquote tr section article"


def from_feed(data: bytes, item: Item) -> Iterator[Draft | Link | Skipped]:
    """The entries of a feed. An entry without its whole text is a link when the feed itself was
    fetched; in a file it is read as far as it goes."""
    import feedparser

    feed = feedparser.parse(data)
    if not feed.version:
        raise InputError("no feed, or a damaged one")
    publisher = clean_value(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, 1):
        text, url = _text(entry), _link(entry)
        title, published = clean_value(_plain(entry.get("title", ""))), _date(entry)
        known = clean_value(entry.get("id")) or title  # its number would change with the next issue
        source = f"{item.source}#{slug(known)}" if known else f"{item.source}:{number}"
        if url and item.url and item.asked and not _whole(text):
            yield Link(url, source, title, published, publisher, depth=item.depth + 1)
        elif not text and not title:
            yield Skipped(source, "an entry without text")
        else:
            whole = text if title and title.casefold() in text[: len(title) + 200].casefold() else ""
            text = whole or "\n\n".join(part for part in (title, text) if part)
            name = slug(title) if title else f"{item.name}-{number}"
            yield Draft(url or source, name, text, title, published, _authors(entry), publisher, url)


def _whole(text: str) -> bool:
    return len(text) >= WHOLE and not text.rstrip(" ]").endswith(("…", "..."))


def _text(entry: Any) -> str:
    """The longest that the entry holds: its content, or its summary."""
    parts = [c.get("value", "") for c in entry.get("content", ())] + [entry.get("summary", "")]
    return max((_plain(part) for part in parts), key=len)


def _link(entry: Any) -> str | None:
    url = clean_value(entry.get("link"))
    return url if url and url.lower().startswith(("http://", "https://")) else None


def _date(entry: Any) -> str | None:
    """feedparser parses dates in English only; the others are left as they are written."""
    name = next((n for n in ("published", "updated", "created") if n in set(entry)), "")
    told, parsed = entry.get(name), entry.get(f"{name}_parsed")
    return iso_date(told) or (f"{parsed[0]:04}-{parsed[1]:02}-{parsed[2]:02}" if parsed else None)


def _authors(entry: Any) -> tuple[str, ...]:
    named = (clean_value(author.get("name")) for author in entry.get("authors", ()))
    return tuple(name for name in named if name)


def _plain(fragment: str) -> str:
    """A fragment of HTML as lines of text, one for each block."""
    if "<" not in fragment and "&" not in fragment:
        return fragment.strip()
    from lxml import etree, html

    try:
        root = html.fragment_fromstring(fragment, create_parent="div")
    except (etree.LxmlError, ValueError):
        return ""
    etree.strip_elements(root, "script", "style", with_tail=False)
    for block in root.iter(*_BLOCKS.split()):  # a line break in the source is a space
        block.tail = _MARK + (block.tail or "")
        block.text = _MARK + (block.text or "")
    lines = (" ".join(line.split()) for line in root.text_content().split(_MARK))
    return "\n\n".join(line for line in lines if line)
