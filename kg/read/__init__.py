"""Files, folders and globs in; articles out, each as a `Document` with the metadata it tells."""

from __future__ import annotations

from kg.read.files import LIMIT, SUFFIXES, expand
from kg.read.reader import read_documents

__all__ = ["LIMIT", "SUFFIXES", "expand", "read_documents"]
