"""Reading quantities: every press format gives its exact value, and what counts nothing is left out."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.numbers import find_quantities
from kg.extract.numerals import spelt_value
from kg.extract.tokens import Parsed, Sentence, Token
from kg.extract.values import Quantity
from kg.lexicon import Lexicon
from kg.ontology import Ontology

LEXICON = Lexicon(Path(__file__).parents[2] / "ontology" / "lang" / "fr", Ontology({}, {}, {}, ()))


def bare(text: str) -> Parsed:
    """One sentence without a parse: enough for numbers whose unit the data names."""
    tokens = tuple(
        Token(i, at, at + len(w), w, w, "X", "dep", i, "", 0)
        for i, (at, w) in enumerate(zip(_starts(text), text.split(), strict=True))
    )
    return Parsed(text, tokens, (Sentence(0, 0, len(tokens), 0, len(text), 0),), ())


def _starts(text: str) -> list[int]:
    found, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        found.append(at)
        at += len(word)
    return found


def read(text: str) -> list[tuple[str, str, str]]:
    return [(f"{q.value:f}", q.unit, q.comparator) for q in find_quantities(bare(text), LEXICON)]


ONE = [
    ("emploie 130.000 personnes", "130000", "person", "exact"),
    ("plus de 90 000 personnes", "90000", "person", "moreThan"),
    ("90\u202f000 salariés", "90000", "person", "exact"),
    ("90\u00a0000 salariés", "90000", "person", "exact"),
    ("1'500 collaborateurs", "1500", "person", "exact"),
    ("1,7 milliard d'euros", "1700000000", "EUR", "exact"),
    ("1,7 milliard d’euros", "1700000000", "EUR", "exact"),
    ("près d’un milliard d’euros", "1000000000", "EUR", "about"),
    ("75 M€", "75000000", "EUR", "exact"),
    ("1,2 Md€", "1200000000", "EUR", "exact"),
    ("4,5 Mds d'euros", "4500000000", "EUR", "exact"),
    ("3 Mds€", "3000000000", "EUR", "exact"),
    ("2,5 M d'euros", "2500000", "EUR", "exact"),
    ("450 k€", "450000", "EUR", "exact"),
    ("450 000 €", "450000", "EUR", "exact"),
    ("un déficit de 24,8 MMDH", "24800000000", "MAD", "exact"),
    ("65 MDH", "65000000", "MAD", "exact"),
    ("12 MDT", "12000000", "TND", "exact"),
    ("8 millions de dollars", "8000000", "USD", "exact"),
    ("300 M$ au Québec", "300000000", "CAD", "exact"),
    ("1,2 G$ CA", "1200000000", "CAD", "exact"),
    ("5 millions de dollars canadiens", "5000000", "CAD", "exact"),
    ("2 milliards de roubles", "2000000000", "RUB", "exact"),
    ("10 millions de francs suisses", "10000000", "CHF", "exact"),
    ("CHF 3,5 millions", "3500000", "CHF", "exact"),
    ("3,8 milliards de francs CFA à Dakar, au Sénégal", "3800000000", "XOF", "exact"),
    ("3,8 milliards de FCFA au Cameroun", "3800000000", "XAF", "exact"),
    ("12 millions de dinars en Algérie", "12000000", "DZD", "exact"),
    ("50 000 ariary", "50000", "MGA", "exact"),
    ("300 millions de couronnes suédoises", "300000000", "SEK", "exact"),
    ("deux millions et demi d'euros", "2500000", "EUR", "exact"),
    ("un demi-million de visiteurs", "500000", "person", "exact"),
    ("vingt-cinq recrutements", "25", "person", "exact"),
    ("quatre-vingt-dix-sept agents", "97", "person", "exact"),
    ("cent douze magasins", "112", "site", "exact"),
    ("deux mille trois cents salariés", "2300", "person", "exact"),
    ("septante-cinq employés", "75", "person", "exact"),
    ("une centaine d’emplois", "100", "person", "about"),
    ("une quarantaine de téléconseillers", "40", "person", "about"),
    ("une bonne douzaine de pays", "12", "country", "about"),
    ("deux douzaines de magasins", "24", "site", "exact"),
    ("une centaine de milliers de clients", "100000", "client", "about"),
    ("un millier d'ouvriers", "1000", "person", "about"),
    ("la moitié des contacts", "50", "percent", "exact"),
    ("un tiers des effectifs", "33.3333", "percent", "exact"),
    ("les trois quarts de la production", "75", "percent", "exact"),
    ("sept appels sur dix", "70", "percent", "exact"),
    ("un emploi sur cinq", "20", "percent", "exact"),
    ("environ 40 %", "40", "percent", "about"),
    ("40 pour cent", "40", "percent", "exact"),
    ("en recul (-3,5 %)", "-3.5", "percent", "exact"),
    ("2,5 points", "2.5", "point", "exact"),
    ("moins de 50 employés", "50", "person", "lessThan"),
    ("jusqu’à 200 postes", "200", "person", "lessThan"),
    ("au moins 20 blessés", "20", "person", "moreThan"),
    ("200 postes environ", "200", "person", "about"),
    ("4 200 m²", "4200", "m2", "exact"),
    ("4200m2", "4200", "m2", "exact"),
    ("300 hectares", "300", "ha", "exact"),
    ("900 MW", "900", "MW", "exact"),
    ("60 jours", "60", "day", "exact"),
    ("240 salarié·e·s", "240", "person", "exact"),
    ("5 000 nouveaux emplois", "5000", "person", "exact"),
    ("une vingtaine de donneurs d’ordre", "20", "company", "about"),
    ("neuf clients", "9", "client", "exact"),
    ("250 équivalents temps plein", "250", "person", "exact"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit", "comparator"), ONE, ids=[t[0] for t in ONE])
def test_one_quantity(text: str, value: str, unit: str, comparator: str) -> None:
    assert read(text) == [(value, unit, comparator)]


def test_ranges() -> None:
    assert read("entre 100 et 120 emplois") == [("100", "person", "moreThan"), ("120", "person", "lessThan")]
    assert read("3 à 5 millions d'euros") == [("3000000", "EUR", "moreThan"), ("5000000", "EUR", "lessThan")]
    assert read("passer de 100 à 120 salariés") == [("100", "person", "exact"), ("120", "person", "exact")]
    assert read("21.000 des 28.500 agents") == [("21000", "person", "exact"), ("28500", "person", "exact")]


NONE = [
    "en 2024", "Depuis 2019, il dirige",
    "le 31 décembre", "le 1er octobre", "à 22 heures", "à 17h42", "âgé de 82 ans",
    "M. Vernal, 45 ans, dirige", "la 85e minute", "le 21ème site",
    "n° 2025-412", "décret n° 412", "article 12",
    "Sirocco-1", "Airbus A320", "5G", "TF1", "Vision 2030", "Studio 27", "Ligue 1",
    "le 24.12.2025", "26 / 09 / 2025",
    "tél. 01 23 45 67 89", "des milliers d'emplois", "plusieurs centaines de salariés",
    "quelques dizaines de postes",
    "un bâtiment neuf", "une entreprise", "la seconde moitié de l’année", "un quart d’heure",
    "un tiers agissant pour lui",
    "le cinquième producteur", "battu 3-0", "2020-2030", "ouvert 24/7",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_no_quantity(text: str) -> None:
    assert read(text) == []


def test_nouns_of_the_parse(parse: Callable[[str], Parsed]) -> None:
    found = find_quantities(parse("La mairie a reçu 74 pétitions et deux anciens ministres."), LEXICON)
    assert next((q.value, q.unit, q.noun) for q in found) == (Decimal(74), "", "pétition")


def test_offsets_cover_comparator_and_unit() -> None:
    text = "Le groupe emploie près de 160 salariés."
    (q,) = find_quantities(bare(text), LEXICON)
    assert text[q.start : q.end] == "près de 160 salariés"


FORMATS: dict[str, Callable[[int], str]] = {
    "dots": lambda n: f"{n:,}".replace(",", "."),
    "spaces": lambda n: f"{n:,}".replace(",", " "),
    "no-break": lambda n: f"{n:,}".replace(",", "\u00a0"),
    "thin": lambda n: f"{n:,}".replace(",", "\u202f"),
    "swiss": lambda n: f"{n:,}".replace(",", "’"),
    "plain": str,
}


@given(st.integers(2, 10**12), st.sampled_from(sorted(FORMATS)))
def test_whole_numbers_read_back(number: int, style: str) -> None:
    assert read(f"{FORMATS[style](number)} euros") == [(str(number), "EUR", "exact")]


@given(
    st.integers(0, 9999),
    st.integers(1, 99),
    st.sampled_from([("million d'euros", 6), ("milliards d'euros", 9), ("M€", 6), ("Md€", 9), ("k€", 3)]),
    st.sampled_from([",", "."]),
)
def test_scaled_decimals_read_back(whole: int, part: int, scale: tuple[str, int], mark: str) -> None:
    value = Decimal(f"{whole}.{part:02d}") * 10 ** scale[1]
    (q,) = find_quantities(bare(f"{whole}{mark}{part:02d} {scale[0]}"), LEXICON)
    assert (q.value, q.unit) == (value, "EUR")


UNITS = ["", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
         "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"]  # fmt: skip
TENS = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante",
        "quatre-vingt", "quatre-vingt"]  # fmt: skip


def spell(n: int) -> str:
    if n >= 1000:
        head = "" if n // 1000 == 1 else spell(n // 1000) + " "
        return f"{head}mille {spell(n % 1000)}".strip()
    if n >= 100:
        head = "" if n // 100 == 1 else UNITS[n // 100] + " "
        return f"{head}cent {spell(n % 100)}".strip()
    if n < 20:
        return UNITS[n]
    tens, rest = n // 10, n % 10
    if tens in (7, 9):
        tens, rest = tens, rest + 10
    if not rest:
        return "quatre-vingts" if tens == 8 else TENS[tens]
    if rest in (1, 11) and tens < 8:
        return f"{TENS[tens]} et {UNITS[rest]}"
    return f"{TENS[tens]}-{UNITS[rest]}"


@given(st.integers(2, 999_999))
def test_words_read_back(number: int) -> None:
    assert spelt_value(spell(number), LEXICON.numbers.numerals) == number


@given(st.text(alphabet="0123456789 .,-–%€eunsdx’'à\u202f()", max_size=40))
def test_any_text_is_read_without_error(text: str) -> None:
    for q in find_quantities(bare(text), LEXICON):
        assert 0 <= q.start < q.end <= len(text)
        assert isinstance(q, Quantity)
