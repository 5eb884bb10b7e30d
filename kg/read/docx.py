"""Word documents (.docx), by python-docx: paragraphs and tables of the body in their order."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from kg.errors import InputError
from kg.read.archives import Budget, seekable
from kg.read.draft import Draft, clean_value
from kg.read.item import Item
from kg.read.options import Reading

PACKED = 10  # times the limit of an article: pictures
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, SyntaxError, OSError, EOFError)


def from_docx(item: Item, reading: Reading) -> Draft:
    """The article of a document. Headers, footers and notes are no part of the body. Raises
    InputError when the file is damaged."""
    from docx import Document
    from docx.opc.exceptions import OpcError

    if not item.depth and item.weight > PACKED * reading.limit:
        raise InputError(f"too big: {item.weight / 1e6:.1f} MB; is this one article?")
    with seekable(item, PACKED * reading.limit) as file:
        _weigh(file, item)
        try:
            document = Document(file)
            text = "\n\n".join(_paragraphs(document))
            title = clean_value(document.core_properties.title)
        except (OpcError, zipfile.BadZipFile, *_BROKEN) as error:
            reason = clean_value(str(error)) or type(error).__name__
            raise InputError(f"damaged Word document: {reason:.120}") from None
    if not text.strip():
        raise InputError("the document holds no text")
    told = title if title and title.casefold() in text[: len(title) + 500].casefold() else None
    return Draft(item.source, item.name, text, told, url=item.url)


def _weigh(file: Any, item: Item) -> None:
    """Refuse a document that unpacks to far more than its size. Reading an entry to its end is the only
    way to know its size: what the archive tells of it may be wrong."""
    budget = Budget(0 if item.depth else item.weight)
    try:
        with zipfile.ZipFile(file) as archive:
            for entry in archive.infolist():
                with archive.open(entry) as part:
                    while data := part.read(1 << 20):
                        budget.spend(len(data))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        raise InputError("damaged Word document, or none (an old .doc must be saved as .docx)") from None
    file.seek(0)


def _paragraphs(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)  # merged cells come twice
                yield "\t".join(cell for cell in cells if cell)
        elif block.text.strip():
            yield block.text.strip()
