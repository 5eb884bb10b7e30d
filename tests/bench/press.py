"""As many articles as one likes: the examples with other names, dates and numbers each time."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from kg.graph import load_ontology
from kg.model import Document, Extraction
from kg.read import read_documents
from kg.workshop import Workshop
from tests.bench.bench_resolve import word

EXAMPLES = Path(__file__).resolve().parents[2] / "examples/articles"
VARIED = ("Person", "Organization", "Site")
COUNTED = re.compile(r"\b\d{2,3}(?= (?:emplois|salariés|postes|travailleurs|personnes|agents))")
DAY = re.compile(r"\b\d{2}(?=/\d{2}/20\d{2})")
SKEW = 3  # a few of the invented names are in most articles, most names in a few


def articles(number: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Name and text of each; the first so many are the same whatever the number."""
    source = random.Random(seed)
    pool = sorted({word(source) + word(source).lower() for _ in range(4000)})
    source.shuffle(pool)
    patterns = [(d.text, names(e)) for d, e in extracted()]
    for n in range(number):
        text, varied = patterns[n % len(patterns)]
        other = {name: pool[int(len(pool) * source.random() ** SKEW)] for name in varied}
        yield f"a{n:05}", rewritten(text, other, source)


def rewritten(text: str, other: dict[str, str], source: random.Random) -> str:
    """The text with other names, days and numbers."""
    if other:
        text = re.sub(rf"\b({'|'.join(map(re.escape, other))})\b", lambda m: other[m[1]], text)
    text = COUNTED.sub(lambda m: str(source.randrange(20, 900)), text)
    return DAY.sub(lambda m: f"{source.randrange(1, 29):02}", text)


def extracted() -> Iterator[tuple[Document, Extraction]]:
    documents = [d for d in read_documents([EXAMPLES]) if isinstance(d, Document)]
    workshop = Workshop(load_ontology())
    found = {e.document.id: e for e in workshop.extract((d, workshop.clean(d)) for d in documents)}
    return ((d, found[d.id]) for d in documents)


def names(extraction: Extraction) -> list[str]:
    """The words that name somebody or something in an article, but for first names."""
    ontology, found = load_ontology(), set()
    for chain in extraction.chains:
        if ontology.is_a(chain.type, *VARIED):
            words = chain.label.split()
            found |= set(words[1:] if chain.type == "Person" else words)
    return sorted(w for w in found if re.fullmatch(r"[A-Z]\w{3,}", w))
