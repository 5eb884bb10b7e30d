"""Copies of an article are recognised, other articles on its event are not; nothing is counted twice."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from kg.model import Block, Copy, Document, Extraction
from kg.resolve.copies import Text, find_copies, likeness
from tests.resolve.conftest import Resolve
from tests.resolve.press import article, event, fact, figure

AGENCY = """Le chantier naval Corvane, installé à Port-Lestin, construira deux ferries électriques pour la
compagnie Insulia, a annoncé vendredi sa directrice générale, Maëlle Trévoux. Le contrat se monte à 210
millions d'euros, dont 40 millions d'aides de la région.

Les deux navires, longs de 96 mètres, transporteront chacun 600 passagers et 120 voitures entre Port-Lestin
et l'île d'Ervan. Ils seront livrés en 2028 et 2029, a précisé Mme Trévoux devant la presse.

« C'est la plus grosse commande de notre histoire », a-t-elle déclaré. Le chantier, qui emploie 1 150
salariés, prévoit d'embaucher 80 soudeurs et 35 électriciens d'ici deux ans.

Le syndicat Force Navale s'est félicité de cette commande mais demande des garanties sur les salaires. « Les
carnets sont pleins, il est temps de partager », a dit son délégué, Yann Kerlidec.

Insulia exploite sept lignes et a transporté 2,3 millions de passagers l'an dernier. Son concurrent Navimar a
renoncé en mars à renouveler sa flotte, faute de financements."""
OTHER_PAPER = """À Port-Lestin, on n'y croyait plus. Après trois années maigres, la direction de Corvane a
enfin décroché le marché qu'elle attendait : deux bateaux à batteries destinés aux liaisons
d'Insulia vers Ervan.

Dans les ateliers, la nouvelle a été accueillie par des applaudissements. « C'est la plus grosse commande de
notre histoire », répète Maëlle Trévoux, patronne du chantier depuis 2021, qui chiffre le marché à 210
millions d'euros. Reste à trouver des bras : 80 soudeurs manquent à l'appel, et le lycée professionnel voisin
n'en forme que douze par an.

Yann Kerlidec, délégué de Force Navale, tempère l'enthousiasme. Les rémunérations n'ont pas bougé depuis deux
ans, rappelle-t-il, et les anciens partent chez Navimar ou dans l'éolien. Une réunion est prévue mardi."""
MARKET = """La Bourse de Valmer a terminé en {0} de {1} % mercredi, à {2} points, pour un volume de {3}
millions d'écus. Les investisseurs attendaient les chiffres de l'inflation et la réunion de la
banque centrale.

Du côté des valeurs, {4} a pris la tête de l'indice avec un gain de {5} %, devant {6} ({7} %). À l'inverse,
{8} a cédé {9} % après la publication de ses résultats. Le marché reste prudent avant la fin de la semaine,
selon les analystes, qui attendent une reprise des échanges à la rentrée et
une baisse des taux au printemps."""


def cut(text: str) -> str:
    """Without the last two paragraphs."""
    return "\n\n".join(text.split("\n\n")[:-2])


def edited(text: str) -> str:
    """With another opening and another word here and there."""
    told = text.replace("a annoncé vendredi", "a fait savoir").replace("s'est félicité de", "a salué")
    return told.replace("prévoit d'embaucher", "compte recruter").replace(
        "a-t-elle déclaré", "a-t-elle lancé"
    )


def corrected(text: str) -> str:
    """A later version with other numbers."""
    return text.replace("80 soudeurs", "60 soudeurs").replace("1 150", "1 140")


def text(id_: str, words: str, published: str | None = "2025-07-04") -> Extraction:
    document = Document(id_, words, "fr", "0" * 64, f"{id_}.txt", id_, published=published)
    return Extraction(document, (Block(0, len(words), "paragraph", True, "test"),), (), (), ())


def score(one: str, other: str) -> float:
    return likeness(Text(text("a", one)), Text(text("b", other)))


@pytest.mark.parametrize("change", [str, cut, edited, corrected, lambda t: corrected(edited(cut(t)))])
def test_copies(change: object) -> None:
    assert score(AGENCY, change(AGENCY)) >= 0.7  # type: ignore[operator]


@pytest.mark.parametrize(
    "other",
    [
        OTHER_PAPER,
        AGENCY.split("\n\n")[2],  # an extract is no copy
        OTHER_PAPER + "\n\n" + "\n\n".join(AGENCY.split("\n\n")[:2]),  # nor is an article that quotes one
        AGENCY.replace("Corvane", "Marlane").replace("Insulia", "Navéo").replace("Port-Lestin", "Brisse")
        .replace("Trévoux", "Dalmet").replace("Maëlle", "Rose").replace("Ervan", "Soë"),
        cut(AGENCY).replace("Corvane", "Marlane").replace("Trévoux", "Dalmet"),
    ],
)  # fmt: skip
def test_no_copies(other: str) -> None:
    assert score(AGENCY, other) == 0.0


def test_what_comes_from_one_mould_is_no_copy() -> None:
    one = MARKET.format(
        "hausse", "0,4", "7 412", "310", "Ordelis", "3,1", "Veltrane", "2,7", "Tessane", "1,9"
    )
    two = MARKET.format("baisse", "1,2", "7 323", "287", "Karmine", "0,9", "Ordelis", "0,6", "Solvège", "4,4")
    assert score(one, two) == 0.0


def test_weeks_apart_is_no_copy() -> None:
    near, far, unknown = (text(d or "x", AGENCY, d) for d in ("2025-07-08", "2025-10-04", None))
    first = Text(text("a", AGENCY))
    assert likeness(first, Text(near)) == likeness(first, Text(unknown)) == 1.0
    assert likeness(first, Text(far)) == 0.0


def test_ten_papers_have_one_original_in_any_order() -> None:
    papers = [text(f"p{n}", change(AGENCY), "2025-07-05") for n, change in enumerate([str, cut, edited] * 3)]
    papers += [
        text("first", AGENCY, "2025-07-04"),
        text("other", OTHER_PAPER),
        text("short", "Elle fera appel."),
    ]
    found = find_copies(papers)
    assert [(c.document, c.of) for c in found] == [(f"p{n}", "first") for n in range(9)]
    for seed in range(5):
        shuffled = random.Random(seed).sample(papers, len(papers))
        assert find_copies(shuffled) == found


NAMES = [("Company", "Veltrane"), ("Person", "Inès Dorval"), ("Report", "rapport"), ("City", "Korvane")]


def copied(id_: str, *said: object, **more: str) -> Extraction:
    """An article with enough text of its own to be recognised as a copy."""
    made = article(id_, NAMES, *said, **more)  # type: ignore[arg-type]
    words = made.document.text + AGENCY
    blocks = (Block(0, len(words), "paragraph", True, "test"),)
    return replace(made, document=replace(made.document, text=words), blocks=blocks)


def test_one_set_of_claims_with_all_sources(world: Resolve) -> None:
    leads = fact("Inès Dorval", "leads", "Veltrane", confidence=0.6, by="rapport")
    staff = figure("Veltrane", "160")
    one = world(copied("a", leads, staff, published="2025-07-04"))
    ten = world(*(copied(f"{n}", leads, staff, published="2025-07-05") for n in range(9)),
                copied("a", leads, staff, published="2025-07-04"))  # fmt: skip
    assert [(s.id, s.confidence, s.label) for s in ten.statements] == [
        (s.id, s.confidence, s.label) for s in one.statements
    ]
    assert {len({e.document for e in s.evidence}) for s in ten.statements} == {10}
    assert {len(s.claims) for s in ten.statements} == {10}
    assert ten.copies == tuple(Copy(f"{n}", "a", 1.0) for n in range(9))
    assert [e.id for e in ten.entities] == [e.id for e in one.entities]  # one report, not ten
    assert {len(e.documents) for e in ten.entities} == {10}


def test_what_a_copy_changes_is_a_claim_of_its_own(world: Resolve) -> None:
    found = world(copied("a", figure("Veltrane", "160")), copied("b", figure("Veltrane", "163")))
    assert sorted(s.one("value").value for s in found.statements) == ["160", "163"]  # type: ignore[union-attr]
    assert [{e.document for e in s.evidence} for s in found.statements] in ([{"a"}, {"b"}], [{"b"}, {"a"}])


def test_independent_articles_confirm_each_other_and_copies_do_not(world: Resolve) -> None:
    leads = fact("Inès Dorval", "leads", "Veltrane", confidence=0.6)
    (alone,) = world(copied("a", leads), copied("b", leads), copied("c", leads)).statements
    (both,) = world(copied("a", leads), copied("b", leads), article("d", NAMES, leads)).statements
    assert (alone.confidence, both.confidence) == (0.6, pytest.approx(0.84))


def test_a_sentence_that_was_copied_confirms_nothing(world: Resolve) -> None:
    def saying(id_: str, sentence: str) -> Extraction:
        made = article(id_, NAMES, fact("Inès Dorval", "leads", "Veltrane", confidence=0.6))
        (claim,) = made.claims
        return replace(made, claims=(replace(claim, evidence=(replace(claim.evidence[0], quote=sentence),)),))

    words = "Inès Dorval dirige Veltrane depuis le printemps, après dix ans passés dans la maison."
    (same,) = world(saying("a", words), saying("b", words.replace(" ", "\n", 3))).statements
    (other,) = world(
        saying("a", words), saying("b", "Patronne de Veltrane depuis mars, Inès Dorval le dit.")
    ).statements
    assert (same.confidence, other.confidence) == (0.6, pytest.approx(0.84))
    assert len(same.evidence) == 2


def test_a_short_text_with_another_name_is_no_copy() -> None:
    words = AGENCY.split("\n\n")[0] + " Corvane embauche."
    assert score(words, words) == 1.0
    assert score(words, words.replace("Corvane", "Marlane")) == 0.0
    assert score(words, words.replace("210", "310")) == 0.0


def test_the_order_of_copies_does_not_show(world: Resolve) -> None:
    leads, staff = fact("Inès Dorval", "leads", "Veltrane"), figure("Veltrane", "160")
    later = copied("c", leads, figure("Veltrane", "163"), published="2025-07-06")
    papers = [
        copied("a", leads, staff),
        copied("b", staff, published="2025-07-05"),
        later,
        article("d", NAMES, leads),
    ]
    first = world(*papers)
    for seed in range(6):
        assert world(*random.Random(seed).sample(papers, len(papers))) == first


def test_copies_do_not_outvote_others_in_a_conflict(world: Resolve) -> None:
    many, few = (event("JobCut", agent="Veltrane", place="Korvane", jobs=n) for n in ("163", "160"))
    papers = [copied(n, many) for n in "abc"] + [article(n, NAMES, few) for n in "de"]
    (conflict,) = world(*papers).conflicts
    assert [(v.argument.value, [e.document for e in v.evidence]) for v in conflict.versions] == [
        ("160", ["d", "e"]), ("163", ["a", "b", "c"]),
    ]  # fmt: skip
