"""Places of events told at two scales."""

from __future__ import annotations


def places(told, words: str, name: str, role: str = "place") -> set[str]:
    return set().union(*(roles.get(role, set()) for n, _, roles in told(words) if n == name))


def test_a_place_is_told_at_two_scales(told) -> None:
    words = "[Veltrane|Company] ouvrira une usine à [Lorvanne|City], dans le [Haut-Drac|Region]."
    assert places(told, words, "SiteOpening") == {"Lorvanne", "Haut-Drac"}
    words = "[Veltrane|Company] transfère son siège en [Belgique|Country], à [Lorvanne|City]."
    assert places(told, words, "Relocation", "destination") == {"Lorvanne", "Belgique"}


def test_two_cities_are_two_places(told) -> None:
    words = "[Veltrane|Company] ouvrira une usine à [Lorvanne|City], à [Tournelle|City] on attend."
    assert places(told, words, "SiteOpening") == {"Lorvanne"}


def test_places_among_others(told) -> None:
    words = (
        "[Veltrane|Company] va fermer douze magasins en [Belgique|Country], "
        "dont ceux de [Lorvanne|City] et de [Tournelle|City]."
    )
    assert places(told, words, "SiteClosure") == {"Belgique", "Lorvanne", "Tournelle"}


def test_a_site_spoken_of_again_is_where_it_was(told) -> None:
    words = (
        "L'usine de [Lorvanne|City] emploie 250 personnes. Selon [Veltrane|Company], "
        "quelque 120 postes du site seront supprimés."
    )
    assert places(told, words, "JobCut") == {"Lorvanne"}
    words = "Le magasin de [Lorvanne|City] a vieilli. Il fermera en juin."
    assert places(told, words, "SiteClosure") == {"Lorvanne"}
    words = "Un magasin de [Lorvanne|City] a vieilli. L'usine fermera en juin."
    assert places(told, words, "SiteClosure") == {"Lorvanne"}
    words = "Le magasin de [Lorvanne|City] a vieilli. La mine fermera en juin."
    assert places(told, words, "SiteClosure") == set()
