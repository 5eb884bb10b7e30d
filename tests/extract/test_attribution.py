"""Which stretch is whose word. The sentences of the rules stand in speech.toml and run here."""

from __future__ import annotations

import pytest

from kg.extract.attribution import find_attributions
from kg.graph.schema import load_ontology
from kg.lexicon import Lexicon, load_lexicon

LEXICON = load_lexicon("fr", load_ontology())
YES = [(r.id, words) for r in LEXICON.speech.rules for words in r.yes]
NO = [(r.id, words) for r in LEXICON.speech.rules for words in r.no]


def attributed(marked, lexicon: Lexicon, words: str) -> list[tuple[str, str, str]]:
    m = marked(words)
    names = {x.id: x.name for x in m.mentions}
    found = find_attributions(m.parsed, m.mentions, lexicon)
    return [(a.rule, names[a.mention], m.document.text[a.start : a.end]) for a in found]


@pytest.mark.parametrize(("rule", "words"), YES)
def test_yes(marked, rule: str, words: str) -> None:
    wanted = marked(words).mentions[0].name
    assert (rule, wanted) in [(r, name) for r, name, _ in attributed(marked, LEXICON, words)]


@pytest.mark.parametrize(("rule", "words"), NO)
def test_no(marked, rule: str, words: str) -> None:
    assert rule not in [r for r, _, _ in attributed(marked, LEXICON, words)]


def test_stretch_of_a_clause(marked) -> None:
    found = attributed(
        marked,
        LEXICON,
        "Le calendrier tient ; [Veltrane|Company] affirme que deux sites fermeront. "
        "[Ordelis|Company] recrute.",
    )
    assert found == [("attribution.verb", "Veltrane", "que deux sites fermeront.")]


def test_stretch_before_a_verb(marked) -> None:
    found = attributed(marked, LEXICON, "Deux sites fermeront en mars, a indiqué [Maud Kersaint|Person].")
    assert found == [("attribution.inverted", "Maud Kersaint", "Deux sites fermeront en mars")]


def test_source_behind_a_reported_clause_has_that_clause_only(marked) -> None:
    found = attributed(
        marked,
        LEXICON,
        "[Jo Valcourt|Person] assure que le site fermera, comme l'écrivait lundi [Le Fanal|Media].",
    )
    assert (
        "attribution.source",
        "Le Fanal",
        "que le site fermera, comme l'écrivait lundi Le Fanal.",
    ) in found


def test_words_inside_a_quotation_attribute_nothing(marked) -> None:
    found = attributed(
        marked, LEXICON, "« Selon [Veltrane|Company], tout va bien », ironise [Maud Kersaint|Person]."
    )
    assert found == []
