"""How each kind of file is read: its ending says which library takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.errors import InputError
from kg.model import Skipped
from kg.read.decode import decode
from kg.read.draft import Draft
from kg.read.html import from_html, from_mhtml
from kg.read.item import Item, Link
from kg.read.lines import from_lines
from kg.read.markdown import from_markdown
from kg.read.options import Reading
from kg.read.sitemap import from_list, from_sitemap, is_list, root_of

Found = Draft | Item | Link | Skipped
Opener = Callable[[Item, Reading], Iterator[Found]]

SITEMAP = 5  # times the limit of an article: 50 MB, by its protocol


def _text(item: Item, reading: Reading) -> Iterator[Found]:
    text = decode(item.content(reading.limit))
    if not text.strip():
        raise InputError("the file is empty")
    if item.suffix != ".md" and is_list(text):
        yield from from_list(text, item)
    else:
        yield from_markdown(text, item.source, item.name, inline=item.suffix == ".md")


def _html(item: Item, reading: Reading) -> Iterator[Found]:
    yield from_html(item.content(reading.limit), item.source, item.name, item.url)


def _mhtml(item: Item, reading: Reading) -> Iterator[Found]:
    yield from_mhtml(item.content(SITEMAP * reading.limit), item.source, item.name, item.url)


def _xml(item: Item, reading: Reading) -> Iterator[Found]:
    from kg.read.feed import from_feed

    data = item.content(SITEMAP * reading.limit)
    root = root_of(data)
    if root in ("rss", "feed", "rdf"):
        yield from (f for f in from_feed(data, item) if not _early(f, reading))
    elif root in ("urlset", "sitemapindex"):
        yield from (link for link in from_sitemap(data, item) if not _early(link, reading))
    elif root == "html":
        yield from_html(data, item.source, item.name, item.url)
    else:
        raise InputError("this XML is neither a feed nor a sitemap")


def _early(found: Found, reading: Reading) -> bool:
    """Whether a feed or sitemap dates it before what the user asked for."""
    since = reading.fetching.since
    told = found.published if isinstance(found, Draft | Link) else None
    told = told or (found.changed if isinstance(found, Link) else None)
    return bool(since and told and told < since[: len(told)])


def _pdf(item: Item, reading: Reading) -> Iterator[Found]:
    from kg.read.pdf import from_pdf

    yield from_pdf(item, reading)


def _docx(item: Item, reading: Reading) -> Iterator[Found]:
    from kg.read.docx import from_docx

    yield from_docx(item, reading)


def _csv(item: Item, reading: Reading) -> Iterator[Found]:
    from kg.read.tables import from_csv

    yield from from_csv(item, reading)


def _parquet(item: Item, reading: Reading) -> Iterator[Found]:
    from kg.read.tables import from_parquet

    yield from from_parquet(item, reading)


def _warc(item: Item, reading: Reading) -> Iterator[Found]:
    from kg.read.warc import from_warc

    yield from from_warc(item, reading)


def _zip(item: Item, reading: Reading) -> Iterator[Found]:
    from kg.read.archives import from_zip

    yield from from_zip(item, frozenset(SUFFIXES))


def _gzip(item: Item, reading: Reading) -> Iterator[Found]:
    from kg.read.archives import from_gzip

    yield from from_gzip(item)


_OPENERS: dict[str, Opener] = {
    ".txt": _text, ".md": _text, ".html": _html, ".htm": _html, ".xhtml": _html, ".mhtml": _mhtml,
    ".mht": _mhtml, ".pdf": _pdf, ".docx": _docx, ".jsonl": from_lines, ".ndjson": from_lines, ".csv": _csv,
    ".tsv": _csv, ".parquet": _parquet, ".xml": _xml, ".rss": _xml, ".atom": _xml, ".warc": _warc,
    ".zip": _zip, ".gz": _gzip,
}  # fmt: skip

SUFFIXES = tuple(_OPENERS)
"""The endings of what is read."""


def opener(item: Item) -> Opener:
    """What reads an item. Raises InputError when nothing does."""
    ending = "." + item.suffix.rpartition(".")[2] if item.suffix else ""
    if ending not in _OPENERS:
        told = item.suffix or "without extension"
        raise InputError(f"files of kind {told} are not read (read are {', '.join(SUFFIXES)})")
    return _OPENERS[ending]
