"""PDF, by pypdf: it gives a page's lines in the order of the print, column by column."""

from __future__ import annotations

import logging
from typing import Any

from kg.errors import InputError
from kg.lexicon.language import load
from kg.lexicon.source import ontology_dir
from kg.read.archives import seekable
from kg.read.draft import Draft, clean_value
from kg.read.item import Item
from kg.read.language import known_languages, language_of
from kg.read.options import Reading
from kg.read.reflow import article_text

PACKED = 10  # times the limit of an article: fonts and pictures
PAGES = 500
# Whatever is wrong inside of a PDF shows as one of these, deep in the parser.
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, NotImplementedError,
           OSError, AssertionError, ArithmeticError, MemoryError)  # fmt: skip


def from_pdf(item: Item, reading: Reading) -> Draft:
    """The article of a PDF. Raises InputError when it is damaged, locked, or holds pictures only."""
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is told in one line
    if not item.depth and item.weight > PACKED * reading.limit:
        raise InputError(f"too big: {item.weight / 1e6:.1f} MB; is this one article?")
    with seekable(item, PACKED * reading.limit) as file:
        try:
            reader = PdfReader(file)
            if reader.is_encrypted and not reader.decrypt(""):
                raise InputError("protected by a password")
            pages = _lines(reader, reading.limit)
            title = clean_value(reader.metadata.title) if reader.metadata else None
        except FileNotDecryptedError:
            raise InputError("protected by a password") from None
        except (PyPdfError, *_BROKEN) as error:
            reason = clean_value(str(error)) or type(error).__name__
            raise InputError(f"damaged PDF: {reason:.120}") from None
    return _draft(item, pages, title)


def _lines(reader: Any, limit: int) -> list[list[str]]:
    if len(reader.pages) > PAGES:
        raise InputError(f"{len(reader.pages)} pages (limit {PAGES}); is this one article?")
    pages, size = [], 0
    for page in reader.pages:
        text = page.extract_text()
        size += len(text)
        if size > limit:
            raise InputError(f"too long: more than {limit} characters; is this one article?")
        pages.append(text.splitlines())
    return pages


def _draft(item: Item, pages: list[list[str]], title: str | None) -> Draft:
    raw = "\n".join(line for page in pages for line in page)
    if not raw.strip():
        raise InputError("no text in this PDF: it holds pictures of pages; read them with OCR first")
    code = language_of(raw, known_languages())
    words = load(ontology_dir() / "lang" / (code if code in known_languages() else known_languages()[0]))
    text = article_text(pages, words).encode("utf-8", "replace").decode()
    told = title if title and _says(text, title) else None  # else it is what a program calls the file
    return Draft(item.source, item.name, text, told, url=item.url)


def _says(text: str, title: str) -> bool:
    return " ".join(title.split()).casefold() in " ".join(text.split()).casefold()
