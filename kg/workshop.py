"""One extractor per language, loaded when the first article in that language comes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg import gazetteer
from kg.lexicon import languages, load_lexicon
from kg.lexicon.source import ontology_dir
from kg.model import Block, Document, Extraction, Listed
from kg.ontology import Ontology

if TYPE_CHECKING:
    from kg.extract import Extractor
    from kg.lexicon import Lexicon

# On texts of this size one thread is faster than several that wait for each other; numpy looks at this
# when it is first imported, which reading an article already does.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

BATCH = 16  # articles in memory at once; the model is fastest with 4 to 16
CODE = ("read", "extract", "lexicon")  # what an extraction depends on, besides ontology/ and the model

_extractors: dict[tuple[str, str, str], Extractor] = {}  # a model is loaded once in a process


@dataclass
class Workshop:
    """What turns documents into extractions, whatever their languages."""

    ontology: Ontology
    listed: tuple[Listed, ...] = ()  # the user's own list
    _lexicons: dict[str, Lexicon] = field(default_factory=dict)

    def lexicon(self, language: str) -> Lexicon:
        """The words of a language. Raises InputError when ontology/lang/ has no folder for it."""
        if language not in self._lexicons:
            names = ((n, e.type) for e in self.listed for n in (e.name, *e.aliases))
            self._lexicons[language] = replace(load_lexicon(language, self.ontology), listed=tuple(names))
        return self._lexicons[language]

    def clean(self, document: Document) -> tuple[Block, ...]:
        """Which stretches of a document are the article, and why the others are not."""
        from kg.read.clean import clean

        return clean(document, self.lexicon(document.language).language)

    def extract(self, items: Iterable[tuple[Document, tuple[Block, ...]]]) -> Iterator[Extraction]:
        """What the documents say, a batch at a time; within a batch, language by language."""
        source = iter(items)
        while batch := list(islice(source, BATCH)):
            for language in sorted({document.language for document, _ in batch}):
                yield from self._extractor(language).extract(i for i in batch if i[0].language == language)

    def rest(self) -> None:
        """Let go of the models: what is done next needs the memory. They are loaded again when needed."""
        _extractors.clear()

    def _extractor(self, language: str) -> Extractor:
        from kg.extract import Extractor

        key = language, self.ontology.path, gazetteer.version(self.listed)
        if key not in _extractors:
            lexicon = self.lexicon(language)
            lexicon.check()
            _extractors[key] = Extractor(lexicon, self.ontology)
        return _extractors[key]

    @cached_property
    def version(self) -> str:
        """A hash of all that an extraction depends on: vocabulary, code, installed models."""
        here = Path(__file__).resolve().parent
        digest = hashlib.sha256()
        words, vocabulary = ontology_dir() / "lang", sorted(ontology_dir().glob("*.ttl"))
        code = (p for name in CODE for p in sorted((here / name).rglob("*.py")))
        for path in (*vocabulary, *(p for p in sorted(words.rglob("*")) if p.is_file()), *code):
            digest.update(f"{path.name}\n".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        models = (self.lexicon(code).language.model for code in languages())
        for package in ("spacy", *models):
            digest.update(f"{package} {_installed(package)}\n".encode())
        digest.update(gazetteer.version(self.listed).encode())
        return digest.hexdigest()[:16]


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"
