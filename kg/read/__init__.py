"""Files, folders and pages of the web in; articles out, each as a `Document` with the metadata it tells."""

from __future__ import annotations

from kg.read.files import Place, expand
from kg.read.formats import SUFFIXES
from kg.read.inputs import Inputs
from kg.read.options import LIMIT, Fetching, Reading
from kg.read.reader import read_documents
from kg.read.record import Columns

__all__ = [
    "LIMIT", "SUFFIXES", "Columns", "Fetching", "Inputs", "Place", "Reading", "expand", "read_documents",
]  # fmt: skip
