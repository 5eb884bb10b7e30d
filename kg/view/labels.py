"""Short texts for the drawing: names of classes and properties, dates, lines of bounded width."""

from __future__ import annotations

import re
import textwrap

from kg.ontology import Ontology


def label_of(ontology: Ontology, name: str, language: str) -> str:
    """A class's or property's label in a language; else in English; else its name as words."""
    item = ontology.classes.get(name) or ontology.properties.get(name)
    labels = dict(item.labels) if item else {}
    return labels.get(language) or labels.get("en") or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def short_date(date: str) -> str:
    """An ISO date, however partial, as digits: "2025-12-31" → "31/12/2025", "--12-31" → "31/12"."""
    return "/".join(reversed(date.strip("-").split("-")))


def wrap(text: str, width: int, lines: int) -> str:
    """Text broken into at most `lines` lines of at most `width` characters, cut with an ellipsis."""
    clean = " ".join(text.split())
    broken = textwrap.wrap(clean, width, max_lines=lines, placeholder="…", break_on_hyphens=False)
    return "\n".join(broken)
