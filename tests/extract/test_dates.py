"""Reading dates: as precise as the words, seen from the day of publication."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.calendar import Partial, Reference, iso, resolve
from kg.extract.dates import find_dates
from kg.extract.tokens import Parsed, Sentence, Token
from kg.lexicon import Lexicon
from kg.ontology import Ontology

LEXICON = Lexicon(Path(__file__).parents[2] / "ontology" / "lang" / "fr", Ontology({}, {}, {}, ()))
Parse = Callable[[str], Parsed]


def found(parsed: Parsed, published: str | None) -> list[tuple[str, str]]:
    return [(t.value, t.role) for t in find_dates(parsed, published, LEXICON)]


ON_10_JULY_2025 = [  # a Thursday
    ("Le contrat prendra fin le 31 décembre prochain.", "2025-12-31", "at"),
    ("Le groupe a signé le 31 décembre.", "2024-12-31", "at"),
    ("La mesure s'appliquera le 1er octobre.", "2025-10-01", "at"),
    ("La mesure s'appliquera à compter du 1er janvier 2026.", "2026-01-01", "from"),
    ("L'usine fermera au 31 mars 2026.", "2026-03-31", "at"),
    ("Les salariés ont voté mardi.", "2025-07-08", "at"),
    ("Les salariés ont débrayé jeudi matin.", "2025-07-10", "at"),
    ("Le préfet recevra les délégués mardi.", "2025-07-15", "at"),
    ("Le préfet doit recevoir les délégués vendredi prochain.", "2025-07-11", "at"),
    ("Ils se sont réunis jeudi 9 octobre 2025.", "2025-10-09", "at"),
    ("En mars, la banque avait fermé son bureau.", "2025-03", "at"),
    ("L'accord a été signé en décembre.", "2024-12", "at"),
    ("Le magasin ouvrira en mars.", "2026-03", "at"),
    ("Le magasin ouvrira en août 2026.", "2026-08", "at"),
    ("Le chantier s'est achevé fin juin.", "2025-06", "at"),
    ("La vente sera bouclée au premier trimestre 2026.", "2026", "at"),
    ("Un bureau ouvrira au second semestre.", "2025", "at"),
    ("Le parc doit ouvrir d’ici à 2028.", "2028", "by"),
    ("Le parc doit ouvrir d'ici à fin 2026.", "2026", "by"),
    ("Les ventes ont reculé l’an dernier.", "2024", "at"),
    ("Les ventes ont reculé cette année.", "2025", "at"),
    ("L'usine fermera l'an prochain.", "2026", "at"),
    ("Ils ont été licenciés le mois dernier.", "2025-06", "at"),
    ("La ministre l'a annoncé hier.", "2025-07-09", "at"),
    ("Elle travaille ici depuis 2019.", "2019", "since"),
    ("Le bail court jusqu'en 2030.", "2030", "until"),
    ("La société a fermé il y a deux ans.", "2023", "at"),
    ("Le palmarès est paru le 26 / 09 / 2024.", "2024-09-26", "at"),
    ("Le palmarès est paru le 05/09/2024.", "2024-09-05", "at"),
    ("Une réunion est convoquée lundi.", "2025-07-14", "at"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "role"), ON_10_JULY_2025, ids=[t[0] for t in ON_10_JULY_2025])
def test_from_publication(parse: Parse, text: str, value: str, role: str) -> None:
    assert found(parse(text), "2025-07-10") == [(value, role)]


WITHOUT_DAY = [
    ("Le contrat prendra fin le 31 décembre prochain.", "--12-31"),
    ("Le contrat a été rompu en mai.", "--05"),
    ("La loi entrera en vigueur en août 2026.", "2026-08"),
]


@pytest.mark.parametrize(("text", "value"), WITHOUT_DAY)
def test_without_publication(parse: Parse, text: str, value: str) -> None:
    assert found(parse(text), None) == [(value, "at")]


def test_relative_words_say_nothing_without_a_day(parse: Parse) -> None:
    assert found(parse("Les ventes ont reculé l'an dernier, a-t-il dit mardi."), None) == []


def test_the_article_tells_its_day(parse: Parse) -> None:
    text = (
        "Les syndicats ont déposé mardi 28 octobre 2025 un préavis.\nLe mouvement doit débuter le 9 novembre."
    )
    assert found(parse(text), None) == [("2025-10-28", "at"), ("2025-11-09", "at")]


def test_a_comparison_tells_the_year(parse: Parse) -> None:
    text = "Il a généré l'an dernier 26 milliards, soit 13 % de mieux qu'en 2021. En avril, il a embauché."
    assert found(parse(text), None) == [("2022", "at"), ("2021", "at"), ("2023-04", "at")]


def test_intervals(parse: Parse) -> None:
    text = "Une transition est prévue entre octobre et mars 2026. Entre 2022 et 2024, il a vendu."
    times = find_dates(parse(text), None, LEXICON)
    assert [(t.value, t.until) for t in times] == [("2025-10", "2026-03"), ("2022", "2024")]


NONE = [
    "Le plan Horizon Maroc 2030 avance.", "Il a appris la nouvelle un dimanche.",
    "Le magasin ouvre le dimanche.",
    "Le chiffre a doublé en deux ans.", "La loi de finances 2026 passe.",
    "Mars produit des barres.", "Il a vendu 2024 sacs.",
    "Les années 1990 furent dures.",
    "Le décret n° 2025-412 paraît.", "Il a été ministre.",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_no_date(parse: Parse, text: str) -> None:
    assert found(parse(text), "2025-07-10") == []


MONTHS = list(LEXICON.dates.months)[:7] + list(LEXICON.dates.months)[8:13]


def bare(text: str) -> Parsed:
    return Parsed(
        text,
        (Token(0, 0, len(text), text, text, "X", "ROOT", 0, "", 0),),
        (Sentence(0, 0, 1, 0, len(text), 0),),
        (),
    )


@given(st.dates(date(1600, 1, 1), date(2199, 12, 31)), st.sampled_from(["words", "slashes", "iso"]))
def test_full_dates_read_back(day: date, style: str) -> None:
    written = {
        "words": f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}",
        "slashes": day.strftime("%d/%m/%Y"),
        "iso": day.isoformat(),
    }[style]
    assert found(bare(f"le {written}"), None) == [(day.isoformat(), "at")]


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 12), st.sampled_from(["past", "future"]))
def test_a_month_lies_on_the_side_of_its_tense(day: date, month: int, tense: str) -> None:
    p = resolve(Partial(month=month), Reference(day), "past" if tense == "past" else "future")
    assert p is not None
    assert p.year is not None
    distance = (p.year - day.year) * 12 + month - day.month
    assert -12 < distance <= 0 if tense == "past" else 0 <= distance < 12


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 6))
def test_weekdays_are_at_most_a_week_away(day: date, weekday: int) -> None:
    before = resolve(Partial(weekday=weekday), Reference(day), "past")
    after = resolve(Partial(weekday=weekday), Reference(day), "future")
    assert before is not None
    assert after is not None
    first, second = (date.fromisoformat(iso(p)[0]) for p in (before, after))
    assert first.weekday() == second.weekday() == weekday
    assert timedelta(0) <= day - first < timedelta(7)
    assert second - first == timedelta(7)


def test_a_day_aimed_at_is_to_come(parse: Parse) -> None:
    text = "Le syndicat a déposé un préavis pour le 3 novembre."
    assert found(parse(text), "2025-10-16") == [("2025-11-03", "at")]
