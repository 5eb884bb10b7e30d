"""Coreference: names, noun phrases, pronouns; the sentences of anaphora.toml run here."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract.coref import corefer
from kg.extract.coref_names import abbreviates
from kg.extract.coref_speech import speak_for
from kg.extract.quotes import find_quotes
from kg.graph.schema import load_ontology
from kg.lexicon import load_lexicon
from kg.model import Chain, Mention

LEXICON = load_lexicon("fr", load_ontology())
HEADS = {s.head.id: s.head for senses in LEXICON.anaphora.heads.values() for s in senses}
YES = [(h.id, words) for h in HEADS.values() for words in h.yes]
NO = [(h.id, words) for h in HEADS.values() for words in h.no]


def read(marked, words: str) -> tuple[tuple[Mention, ...], tuple[Chain, ...]]:
    m = marked(words)
    mentions, chains = corefer(m.parsed, m.document, m.mentions, LEXICON, LEXICON.ontology)
    assert sorted(i for c in chains for i in c.mentions) == sorted(x.id for x in mentions)
    assert all(m.document.text[x.start : x.end] == x.text for x in mentions)
    assert all(a.start < b.start or (a.start, a.end) == (b.start, b.end) for a, b in pairwise(mentions))
    return mentions, chains


def labels(marked, words: str) -> dict[str, set[str]]:
    _, chains = read(marked, words)
    return {c.label: set(c.aliases) for c in chains}


def resolved(marked, words: str, kind: str) -> list[tuple[str, str]]:
    mentions, chains = read(marked, words)
    of = {i: c.label for c in chains for i in c.mentions}
    return [(m.text, of[m.id]) for m in mentions if m.kind == kind]


@pytest.mark.parametrize(("head", "words"), YES)
def test_phrase_is_resolved(marked, head: str, words: str) -> None:
    phrase = re.search(r"«(.*)»", words)
    assert phrase is not None
    plain = words.replace("«", "").replace("»", "")
    wanted = marked(plain).mentions[0].name
    (text, label), *more = resolved(marked, plain, "nominal")
    assert not more
    assert text == re.sub(r"(?i)^(le |la |l'|l’)", "", phrase[1])
    assert label == wanted


@pytest.mark.parametrize(("head", "words"), NO)
def test_phrase_stays_open(marked, head: str, words: str) -> None:
    assert resolved(marked, words, "nominal") == []


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "L'[Office des eaux de Valdor|PublicBody] ([OEV|PublicBody]) cède. L'[OEV|PublicBody] recule.",
            {"Office des eaux de Valdor": {"OEV"}},
        ),
        (
            "La [Sytra|TradeUnion] ([Syndicat des travailleurs|TradeUnion]) appelle à la grève.",
            {"Syndicat des travailleurs": {"Sytra"}},
        ),
        (
            "L'[Union générale des ateliers|TradeUnion] signe. Plus tard, l'[UGA|TradeUnion] dénonce.",
            {"Union générale des ateliers": {"UGA"}},
        ),
        ("[Maud Kersaint|Person] arrive. M. [Kersaint|Person] sort.", {"Maud Kersaint": {"Kersaint"}}),
        ("[Maud Kersaint|Person] arrive. [Mme Kersaint|Person] sort.", {"Maud Kersaint": {"Kersaint"}}),
        (
            "Le [parc d'activités Baie Technopole|BusinessPark] recrute. [Baie "
            "Technopole|BusinessPark] est plein.",
            {"Baie Technopole": {"parc d'activités Baie Technopole"}},
        ),
        (
            "[Veltrane|Company] gagne. Les [Papeteries Veltrane|Company] aussi.",
            {"Papeteries Veltrane": {"Veltrane"}},
        ),
        ("Le groupe [français|Country=France] quitte la [France|Country].", {"France": {"français"}}),
        (
            "Le [Maroc|Country] avance. Le [Royaume|Country] investit.",
            {"Maroc": {"Royaume"}},
        ),
        (
            "L'[Espagne|Country] hésite. Le [Maroc|Country] avance. Le [Royaume|Country] investit.",
            {"Espagne": set(), "Maroc": {"Royaume"}},
        ),
        (
            "Une [loi belge|Law] inquiète. La [loi sur les loyers|Law] entre en vigueur.",
            {"loi sur les loyers": {"loi belge"}},
        ),
    ],
)
def test_names_that_are_one(marked, words: str, wanted: dict[str, set[str]]) -> None:
    assert labels(marked, words) == wanted


@pytest.mark.parametrize(
    "words",
    [
        "[Taravel|Company] coule. [Jean Taravel|Person] sauve l'honneur.",
        "[Veltrane|Company] vend [Veltrane Togo|Company] au [Togo|Country].",
        "[Maud Kersaint|Person] et [Ines Kersaint|Person] signent avec [Kersaint|Person].",
        "Le [Maroc|Country] et l'[Espagne|Country] discutent. Le [Royaume|Country] signe.",
        "Une [loi belge|Law] et une [loi suisse|Law] gênent la [loi sur les loyers|Law].",
        "[Mme Valcourt|Person] parle, [M. Valcourt|Person] se tait.",
        "[Hautecombe|City] et la région [Hautecombe-Brévannes|Region] signent.",
    ],
)
def test_names_that_stay_apart(marked, words: str) -> None:
    mentions, chains = read(marked, words)
    assert len(chains) == len([m for m in mentions if m.kind == "name"])


def test_type_by_vote(marked) -> None:
    words = "[Veltrane|Organization] gagne. [Veltrane|Company] perd. [Veltrane|Organization] gagne."
    _, (chain,) = read(marked, words)
    assert chain.type == "Company"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("[Veltrane|Company] met fin à son contrat avec [Ordelis|Company].", [("son", "Veltrane")]),
        ("[Maud Kersaint|Person] est partie. Elle dirigera [Ordelis|Company].", [("Elle", "Maud Kersaint")]),
        ("[Ordelis|Company], qui emploie cent personnes, recrute.", [("qui", "Ordelis")]),
        ("Le contrat lie [Ordelis|Company] à [Veltrane|Company]. Il faut le rompre.", []),
        ("La vente de [Ordelis|Company] est bouclée. Elle rapportera dix millions.", []),
        (
            "Le groupe cède la main à [Ordelis|Company] et à [Veltrane|Company]. Cette dernière recrute.",
            [("Cette dernière", "Veltrane")],
        ),
    ],
)
def test_pronouns(marked, words: str, wanted: list[tuple[str, str]]) -> None:
    assert resolved(marked, words, "pronoun") == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "[Maud Kersaint|Person] et [Ines Valcourt|Person] sont sœurs. Elles ont fondé [Ordelis|Company].",
            [("Elles", "Maud Kersaint"), ("Elles", "Ines Valcourt")],
        ),
        ("Les actionnaires de [Ordelis|Company] hésitent. Ils ont vendu.", []),
        ("[Veltrane|Company] souffrait. [Ordelis|Company] l'a rachetée.", [("l'", "Veltrane")]),
        ("[Veltrane|Company] cédait une usine. [Ordelis|Company] l'a rachetée.", []),
        ("[Veltrane|Company] recrute. [Maud Kersaint|Person] en est la directrice.", [("en", "Veltrane")]),
        (
            "[Veltrane|Company] et [Ordelis|Company] rivalisent. La seconde est plus jeune.",
            [("La seconde", "Ordelis")],
        ),
        ("Le juge a vu [Maud Kersaint|Person]. Celle-ci dirige un club.", [("Celle-ci", "Maud Kersaint")]),
    ],
)
def test_plurals_and_objects(marked, words: str, wanted: list[tuple[str, str]]) -> None:
    assert resolved(marked, words, "pronoun") == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "[Veltrane|Company] et [Ordelis|Company] négocient. Les deux groupes sont rivaux.",
            [("Les deux groupes", "Veltrane"), ("Les deux groupes", "Ordelis")],
        ),
        ("[Veltrane|Company] négocie avec la banque. Les deux groupes sont rivaux.", []),
        (
            "[Veltrane|Company] a été rachetée par [Ordelis|Company]. L'acquéreur recrute.",
            [("acquéreur", "Ordelis")],
        ),
        ("[Veltrane|Company] et [Ordelis|Company] négocient. L'acquéreur recrute.", []),
        (
            "La [tour Veltrane|Site] est à [Brévannes|City]. Le géant du papier recrute.",
            [],
        ),
    ],
)
def test_several_and_described(marked, words: str, wanted: list[tuple[str, str]]) -> None:
    found = resolved(marked, words, "nominal")
    assert [(text.removeprefix("L'"), label) for text, label in found] == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "« Nous ouvrons un dépôt neuf à [Brévannes|City] », dit [Maud Kersaint|Person], directrice de "
            "[Veltrane|Company].",
            ["Veltrane"],
        ),
        (
            "« Nous perdons notre emploi à [Brévannes|City] », dit [Maud Kersaint|Person], ouvrière chez "
            "[Veltrane|Company].",
            [],
        ),
        (
            "« Nous ouvrons un dépôt neuf à [Brévannes|City] », dit [Maud Kersaint|Person], directrice de "
            "la [Centrale|TradeUnion].",
            [],
        ),
    ],
)
def test_nous_in_a_quotation(marked, words: str, wanted: list[str]) -> None:
    m = marked(words)
    names, chains = corefer(m.parsed, m.document, m.mentions, LEXICON, LEXICON.ontology)
    quotes = find_quotes(m.parsed, m.document, names, chains, LEXICON)
    assert quotes
    mentions, chains = speak_for(m.parsed, m.document, names, chains, quotes, LEXICON)
    of = {i: c.label for c in chains for i in c.mentions}
    assert [of[x.id] for x in mentions if x.source == "coref.speech"] == wanted


def test_a_branch_is_not_the_whole(marked) -> None:
    words = (
        "L'usine [Veltrane Togo|Company] ferme. Elle est contrôlée par [Veltrane SA|Company]. "
        "[Veltrane|Company] recrute. [Veltrane|Company] embauche."
    )
    assert labels(marked, words) == {"Veltrane Togo": set(), "Veltrane SA": {"Veltrane"}}


def test_phrases_are_no_aliases(marked) -> None:
    _, chains = read(marked, "[Veltrane|Company] recule. La société embauche. Elle recrute.")
    assert [c.aliases for c in chains] == [()]
    assert len(chains[0].mentions) == 3


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        ("Sytra", "Syndicat des travailleurs", True),
        ("OEV", "Office des eaux de Valdor", True),
        ("Setra", "Société des eaux et transports", True),
        ("Orvane", "Office des eaux de Valdor", False),
        ("UGA", "Fédération des ateliers", False),
    ],
)
def test_abbreviates(short: str, long: str, fits: bool) -> None:
    assert abbreviates(short, long) is fits


NAMES = [
    "[Veltrane|Company]",
    "[Ordelis|Company]",
    "[Maud Kersaint|Person]",
    "M. [Kersaint|Person]",
    "[Maroc|Country]",
]
WORDS = [
    "la société",
    "il",
    "elle",
    "qui",
    "son",
    "recule",
    "vend",
    ",",
    ".",
    "« Oui »",
    "le pays",
    "ce dernier",
    "\n",
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(NAMES + WORDS), min_size=1, max_size=14))
def test_chains_partition_mentions(marked, parts: list[str]) -> None:
    text = " ".join(parts)
    if text.strip():
        read(marked, text)


def test_the_adjective_of_a_town_says_which_one_is_meant(marked) -> None:
    words = (
        "La société [Veltrane|Company] recrute à [Lyon|City]. La société [Ordelis|Company] recule à "
        "[Bordeaux|City]. La société [lyonnaise|City=Lyon] a levé des fonds."
    )
    assert resolved(marked, words, "nominal") == [("société", "Veltrane")]
    elsewhere = words.replace("[lyonnaise|City=Lyon]", "[nantaise|City=Nantes]")
    assert resolved(marked, elsewhere, "nominal") == []
