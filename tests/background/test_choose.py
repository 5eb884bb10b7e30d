"""Which town of the world is meant: what the article says decides, and nothing does where it does not."""

from __future__ import annotations

from kg.background import about as about_
from kg.graph import load_ontology
from kg.model import Knowledge, Known
from tests.background.press import geonames, knowledge

LIEGE, VITRY, VIENNA, VIENNE = 2792413, 2967849, 2761369, 2969284
SAINT_DENIS_93, SAINT_DENIS_RE = 2980916, 935264


def about(said: Knowledge) -> tuple[Known, ...]:
    return about_(said, load_ontology())


def test_a_country_brings_its_codes_and_its_currency() -> None:
    (known,) = about(knowledge("Orvanne s’installe au [Maroc|Country]."))
    assert known.same_as == ("https://sws.geonames.org/2542007/",)
    assert (known.codes, known.country, known.currency) == (("MA", "MAR"), "MA", "MAD")
    assert known.latitude is None


def test_a_town_brings_its_country_even_if_no_article_names_it() -> None:
    town, country = sorted(about(knowledge("Orvanne ouvre un centre à [Liège|City].")), key=lambda k: k.label)
    assert (town.same_as, town.country) == (("https://sws.geonames.org/2792413/",), "BE")
    assert (country.entity, country.label, country.codes) == ("place/belgique", "Belgique", ("BE", "BEL"))
    assert town.latitude is not None
    assert town.longitude is not None
    assert (round(town.latitude, 1), round(town.longitude, 1)) == (50.6, 5.6)


def test_a_short_name_needs_the_region() -> None:
    alone = knowledge("Orvanne ferme son usine de [Vitry|City].")
    there = knowledge("En [Île-de-France|Region], Orvanne ferme son usine de [Vitry|City].")
    assert "vitry" not in geonames(about(alone))
    assert geonames(about(there))["vitry"] == VITRY


def test_namesakes_are_told_apart_by_what_else_is_named() -> None:
    north = knowledge("De [Paris|City] à [Saint-Denis|City], en [Seine-Saint-Denis|Region], Orvanne recrute.")
    south = knowledge("Orvanne recrute à [La Réunion|Region], à [Saint-Denis|City] et à [Saint-Pierre|City].")
    neither = knowledge("Orvanne recrute à [Saint-Denis|City].")
    assert geonames(about(north))["saint-denis"] == SAINT_DENIS_93
    assert geonames(about(south))["saint-denis"] == SAINT_DENIS_RE
    assert "saint-denis" not in geonames(about(neither))


def test_a_small_town_beats_a_capital_where_the_article_plays_around_it() -> None:
    abroad = knowledge("En [Autriche|Country], Orvanne s’étend à [Vienne|City].")
    near = knowledge("Entre [Lyon|City] et [Vienne|City], dans l’[Isère|Region], Orvanne s’étend.")
    assert geonames(about(abroad))["vienne"] == VIENNA
    assert geonames(about(near))["vienne"] == VIENNE


def test_what_the_article_says_of_a_town_counts_most() -> None:
    text = "En [France|Country], en [France|Country] : Orvanne vient de [Paris|City], au [Texas|Region]."
    known = about(knowledge(text, facts=[("Paris", "locatedIn", "Texas")]))
    assert geonames(known)["paris"] == 4717560


def test_articles_that_mean_different_towns_by_one_entity_give_no_link() -> None:
    texts = ("À [Vienne|City], en [Autriche|Country].", "[Lyon|City], [Vienne|City] et l’[Isère|Region].")
    assert "vienne" not in geonames(about(knowledge(*texts)))
    assert geonames(about(knowledge(texts[0])))["vienne"] == VIENNA


def test_a_region_is_known_by_its_kind_and_name() -> None:
    (known, _) = sorted(about(knowledge("La [province de Liège|Region] recrute.")), key=lambda k: k.label)
    assert known.codes == ("BE-WLG",)


def test_a_name_that_no_place_has_gets_nothing() -> None:
    assert not about(knowledge("[Veltrane-le-Sec|City] n’existe pas."))
    assert not about(knowledge("[Liège|Company] est une société."))
