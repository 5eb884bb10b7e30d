"""As what a fetched page is read: by what it opens with, else by what the server or its address says."""

from __future__ import annotations

from urllib.parse import urlsplit

from kg.read.item import suffix
from kg.read.kept import Page
from kg.read.sitemap import root_of

LISTS = (".xml", ".xml.gz")
"""What names pages and changes: it is fetched afresh each time."""
_LIST_ROOTS = ("rss", "feed", "rdf", "urlset", "sitemapindex")
_TYPES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt",
    "text/markdown": ".md", "text/csv": ".csv", "text/tab-separated-values": ".tsv",
    "application/zip": ".zip", "application/rss+xml": ".xml", "application/atom+xml": ".xml",
    "application/xml": ".xml", "text/xml": ".xml", "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/warc": ".warc", "multipart/related": ".mhtml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.apache.parquet": ".parquet",
}  # fmt: skip


def kind_of(page: Page) -> str:
    """The ending of the files that are read like this page; "" when nothing tells."""
    path = suffix(urlsplit(page.url).path)
    told = _TYPES.get(page.kind.partition(";")[0].strip().lower(), "")
    if page.data.startswith(b"%PDF-"):
        return ".pdf"
    if page.data.startswith(b"\x1f\x8b"):
        return path if path.endswith(".gz") and path != ".gz" else ".xml.gz"
    if page.data.startswith(b"PK\x03\x04"):
        return told if told == ".docx" else path if path in (".docx", ".zip") else ".zip"
    if page.data.lstrip()[:1] == b"<" and root_of(page.data) in _LIST_ROOTS:
        return ".xml"
    return told or path or (".html" if page.data.lstrip()[:1] == b"<" else "")
