"""Events read by the order of words, where the parser loses who and where."""

from __future__ import annotations


def one(told, words: str, name: str) -> tuple[str, dict[str, set[str]]]:
    """Status and roles of the only event of a class."""
    (found,) = [(status, roles) for n, status, roles in told(words) if n == name]
    return found


def test_a_site_tells_whose_it_is_and_where(told) -> None:
    words = "Coup d'envoi pour le nouveau dépôt de [Veltrane|Company] à [Lorvanne|City]."
    _, roles = one(told, words, "SiteOpening")
    assert (roles["agent"], roles["place"]) == ({"Veltrane"}, {"Lorvanne"})
    words = "Le glas a sonné pour la mine de [Lorvanne|City], exploitée par [Ordelis|Company] depuis 1998."
    _, roles = one(told, words, "SiteClosure")
    assert (roles["agent"], roles["place"]) == ({"Ordelis"}, {"Lorvanne"})


def test_the_name_before_a_colon_acts(told) -> None:
    words = "[Veltrane|Company] : sept points de vente rayés de la carte à [Lorvanne|City]"
    _, roles = one(told, words, "SiteClosure")
    assert (roles["agent"], roles["place"]) == ({"Veltrane"}, {"Lorvanne"})


def test_partners_stand_beside_each_other_or_behind_with(told) -> None:
    both = {"Veltrane", "Ordelis"}
    for words in (
        "[Veltrane|Company] et [Ordelis|Company] font route commune dans les semences.",
        "[Veltrane|Company] a scellé un pacte avec la coopérative [Ordelis|Company].",
        "Mariage de raison entre [Veltrane|Company] et [Ordelis|Company]",
    ):
        assert one(told, words, "Partnership")[1]["party"] == both


def test_an_ended_alliance_is_none(told) -> None:
    words = "[Veltrane|Company] met fin à son alliance avec [Ordelis|Company]."
    assert not [e for e in told(words) if e[0] == "Partnership"]


def test_a_scene_says_nothing_twice(told) -> None:
    words = "[Veltrane|Company] a inauguré un centre à [Lorvanne|City]."
    one(told, words, "SiteOpening")


def test_a_day_off_closes_nothing(told) -> None:
    words = "La boutique [Veltrane|Company] de [Lorvanne|City] est fermée le dimanche."
    assert not [e for e in told(words) if e[0] == "SiteClosure"]


def test_who_only_sees_a_site_opens_none(told) -> None:
    words = "Un deuxième point de vente [Veltrane|Company] verra le jour au printemps à [Lorvanne|City]."
    _, roles = one(told, words, "SiteOpening")
    assert roles["agent"] == {"Veltrane"}


def test_whose_study_it_is_cuts_no_jobs(told) -> None:
    words = (
        "Selon une étude du cabinet [Ordelis|Company], 300 emplois disparaîtraient chez [Veltrane|Company]."
    )
    cuts = [roles for n, _, roles in told(words) if n == "JobCut"]
    assert all("Ordelis" not in roles.get("agent", set()) for roles in cuts)
    words = "[Luc Amiel|Person], consultant chez [Ordelis|Company], voit l'entreprise supprimer 200 postes."
    assert all("Ordelis" not in roles.get("agent", set()) for n, _, roles in told(words) if n == "JobCut")


def test_what_stands_under_a_condition_is_possible(told) -> None:
    words = "Les syndicats feront grève si [Veltrane|Company] ferme son usine de [Lorvanne|City]."
    assert one(told, words, "SiteClosure")[0] == "possible"
    words = "[Veltrane|Company] n'exclut pas de fermer son usine de [Lorvanne|City]."
    assert one(told, words, "SiteClosure")[0] == "possible"
