"""From the kept blocks of an article to mentions and claims: a pure function of one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.model import Block, Document, Extraction, Mention

if TYPE_CHECKING:
    from kg.extract.parse import Parser
    from kg.extract.patterns import Pattern
    from kg.extract.tokens import Parsed
    from kg.lexicon import Lexicon
    from kg.ontology import Ontology


class Extractor:
    """Reads articles of one language. The model is loaded when the first article comes."""

    def __init__(self, lexicon: Lexicon, ontology: Ontology) -> None:
        self.lexicon, self.ontology = lexicon, ontology
        self._parser: Parser | None = None
        self._patterns: tuple[Pattern, ...] | None = None

    @property
    def parser(self) -> Parser:
        """The parser of the language, loaded once."""
        if self._parser is None:
            from kg.extract.parse import load_parser

            self._parser = load_parser(
                self.lexicon.language.model,
                self.lexicon.folder,
                self.lexicon.parsing,
                self.lexicon.verb_forms,
            )
        return self._parser

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """The surface patterns of the language, compiled once."""
        if self._patterns is None:
            from kg.extract.patterns import compile_patterns

            self._patterns = compile_patterns(self.lexicon, self.ontology)
        return self._patterns

    def extract(self, items: Iterable[tuple[Document, tuple[Block, ...]]]) -> Iterator[Extraction]:
        """One extraction per document, in order; a few documents are read at a time."""
        waiting: list[tuple[Document, tuple[Block, ...]]] = []

        def remembered() -> Iterator[tuple[Document, tuple[Block, ...]]]:
            for item in items:
                waiting.append(item)
                yield item

        for parsed in self.parser.parse(remembered()):
            document, blocks = waiting.pop(0)
            yield self.read(document, blocks, parsed)

    def read(
        self,
        document: Document,
        blocks: tuple[Block, ...],
        parsed: Parsed,
        names: tuple[Mention, ...] | None = None,
    ) -> Extraction:
        """Everything that a parsed document says: names (unless given), who is who, what is said."""
        from kg.extract.annotated import Annotated
        from kg.extract.attribution import find_attributions
        from kg.extract.claims import attribute, read_claims
        from kg.extract.confidence import calibrate
        from kg.extract.coref import corefer
        from kg.extract.coref_speech import speak_for
        from kg.extract.dates import find_dates
        from kg.extract.figures import find_figures
        from kg.extract.mentions import find_mentions
        from kg.extract.name_nations import name_nations
        from kg.extract.numbers import find_quantities
        from kg.extract.quotes import find_quotes

        lexicon, ontology = self.lexicon, self.ontology
        if names is None:
            names = find_mentions(parsed, document, lexicon, ontology)
        mentions, chains = corefer(parsed, document, names, lexicon, ontology)
        quotes = find_quotes(parsed, document, mentions, chains, lexicon)
        mentions, chains = speak_for(parsed, document, mentions, chains, quotes, lexicon)
        quantities = find_quantities(parsed, lexicon)
        dates = find_dates(parsed, document.published, lexicon)
        text = Annotated(document, parsed, mentions, chains, quantities, dates, ontology)
        claims, used = read_claims(text, lexicon, self.patterns)
        figures = find_figures(parsed, document, mentions, chains, quantities, dates, lexicon, ontology, used)
        said = find_attributions(parsed, mentions, lexicon)
        told = (*attribute((*claims, *figures), said), *quotes)
        mentions, chains, nations = name_nations(parsed, document, mentions, chains, lexicon.demonyms)
        told = (*told, *nations)
        return Extraction(document, blocks, mentions, chains, calibrate(told, lexicon.confidence))
