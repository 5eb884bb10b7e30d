"""Branches of firms, told by their names."""

from __future__ import annotations

from kg.extract.annotated import Annotated
from kg.extract.branches import mothers, subsidiaries
from kg.extract.coref import corefer
from kg.extract.dates import find_dates
from kg.graph.schema import load_ontology
from kg.lexicon import load_lexicon

LEXICON = load_lexicon("fr", load_ontology())


def test_the_mother_is_the_name_without_its_country() -> None:
    names = [["Veltrane"], ["Veltrane Togo"], ["Ordelis Togo"], ["Togo"]]
    assert mothers(names, LEXICON.demonyms) == {1: 0}
    assert mothers([["Veltrane"], ["Veltrane"], ["Veltrane Togo"]], LEXICON.demonyms) == {}


def read(marked, words: str) -> list[tuple[str, str, str]]:
    m = marked(words)
    found, chains = corefer(m.parsed, m.document, m.mentions, LEXICON, LEXICON.ontology)
    dates = find_dates(m.parsed, None, LEXICON)
    text = Annotated(m.document, m.parsed, found, chains, (), dates, LEXICON.ontology)
    named = {i: c.label for c in chains for i in c.mentions}
    return [
        (named[c.arguments[0].ref or ""], named[c.arguments[1].ref or ""], c.evidence[0].quote)
        for c in subsidiaries(text, LEXICON)
    ]


def test_a_branch_is_one_where_the_article_calls_it_so(marked) -> None:
    words = (
        "[Veltrane|Company] a perdu un client. [Veltrane Togo|Company] souffre. "
        "La filiale emploie 40 personnes."
    )
    assert read(marked, words) == [("Veltrane Togo", "Veltrane", "La filiale emploie 40 personnes.")]
    assert read(marked, words.replace("La filiale emploie", "On y emploie")) == []
