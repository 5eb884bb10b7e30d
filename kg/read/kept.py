"""Pages that were fetched, kept in a folder: one web archive (WARC) for each, as other tools read them."""

from __future__ import annotations

import hashlib
import io
import os
import zlib
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent: `url` is where it was found in the end, `kind` its Content-Type."""

    url: str
    kind: str
    data: bytes


class Kept:
    """The folder of pages, which is made when the first is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, url: str) -> Page | None:
        """A page by the address that was asked for; None when it is not there, or damaged."""
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed

        try:
            with self._path(url).open("rb") as file:
                for record in ArchiveIterator(file):
                    kind = record.http_headers.get_header("Content-Type") or ""
                    target = record.rec_headers.get_header("WARC-Target-URI")
                    return Page(str(target), kind, record.content_stream().read())
        except (OSError, ArchiveLoadFailed, zlib.error, EOFError, ValueError, AttributeError):
            return None
        return None

    def keep(self, url: str, page: Page) -> None:
        """Write a page whole or not at all. Raises InputError when the folder cannot be written."""
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import WARCWriter

        head = StatusAndHeaders("200 OK", [("Content-Type", page.kind)], "HTTP/1.1")
        path = self._path(url)
        part = path.with_name(f"{path.name}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                writer = WARCWriter(file, gzip=True)
                body = io.BytesIO(page.data)
                record = writer.create_warc_record(page.url, "response", payload=body, http_headers=head)
                writer.write_record(record)
            os.replace(part, path)
        except OSError as error:
            raise InputError(f"cannot write {path}: {error.strerror}") from None

    def _path(self, url: str) -> Path:
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:24]}.warc.gz"
