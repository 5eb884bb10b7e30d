"""Web archives (WARC), by warcio: the pages that a crawl kept."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

from kg.errors import InputError
from kg.model import Skipped
from kg.read.item import Item, stem
from kg.read.options import Reading

KINDS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}  # fmt: skip


def from_warc(item: Item, reading: Reading) -> Iterator[Item | Skipped]:
    """The pages of a web archive that came with status 200, in its order.

    What is no page (pictures, styles, redirections, errors) is passed over. A damaged record ends the
    file: where the next begins cannot be known.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    with item.open() as file:
        try:
            pages = 0
            for number, record in enumerate(ArchiveIterator(file), 1):
                suffix = kind_of(record)
                if suffix is not None:
                    pages += 1
                    yield _page(record, suffix, item, number, reading.limit)
        except (ArchiveLoadFailed, zlib.error, EOFError, ValueError, UnicodeDecodeError) as error:
            message = " ".join(str(error).split()) or type(error).__name__
            raise InputError(f"damaged web archive: {message:.120}") from None
        if not pages:
            raise InputError("no pages are in this web archive, or it is cut off")


def kind_of(record: Any) -> str | None:
    """As what a record is read; None for what is no page."""
    if record.rec_type == "response":
        if record.http_headers is None or record.http_headers.get_statuscode() != "200":
            return None
        told = record.http_headers.get_header("Content-Type") or "text/html"
    elif record.rec_type in ("resource", "conversion"):
        told = record.rec_headers.get_header("Content-Type") or ""
    else:
        return None
    return KINDS.get(told.partition(";")[0].strip().lower())


def _page(record: Any, suffix: str, item: Item, number: int, limit: int) -> Item | Skipped:
    url = record.rec_headers.get_header("WARC-Target-URI")
    source = f"{item.source}:{number}"
    data = record.content_stream().read(limit + 1)
    if len(data) > limit:
        return Skipped(source, f"too big: {url} has more than {limit / 1e6:g} MB")
    record.raw_stream.read()
    if getattr(record.raw_stream, "limit", 0) > 0:
        return Skipped(source, f"the web archive is cut off within {url}")
    name = stem(str(url).partition("?")[0].rstrip("/")) if url else f"{item.name}-{number}"
    return Item(source, name, suffix, lambda: io.BytesIO(data), url, item.depth + 1, weight=len(data))
