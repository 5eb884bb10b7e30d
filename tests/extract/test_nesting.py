"""Places inside of places: names that hold their town, and what follows from "à X, en Y"."""

from __future__ import annotations

import pytest

from tests.lexicon.test_frames import read


def facts(sentence: str) -> set[tuple[str, str, str]]:
    claims, label, _ = read("fr", sentence)
    return {
        (label[c.arguments[0].ref], c.name, label[c.arguments[1].ref])
        for c in claims
        if c.kind == "fact" and c.status == "actual"
    }


def test_a_name_that_holds_its_town_is_there() -> None:
    found = facts("La [scierie de Lorvanne|Site] a fermé. [Lorvanne|City] s'inquiète.")
    assert ("scierie de Lorvanne", "locatedIn", "Lorvanne") in found


@pytest.mark.parametrize(
    "sentence",
    [
        "La [société de Lorvanne|Company] a fermé. [Lorvanne|City] s'inquiète.",
        "Le [canton de Lorvanne|PublicBody] a tranché. [Lorvanne|City] s'inquiète.",
        "L'[Ordre des ponts de Norvège|Association] a tranché. La [Norvège|Country] s'inquiète.",
    ],
)
def test_names_that_tell_no_place(sentence: str) -> None:
    assert not {f for f in facts(sentence) if f[1] == "locatedIn"}


def test_a_site_puts_its_town_where_the_text_puts_the_site() -> None:
    found = facts(
        "La [scierie de Lorvanne|Site], dans le [Jura|Region], a fermé. [Lorvanne|City] s'inquiète."
    )
    assert ("Lorvanne", "locatedIn", "Jura") in found


def test_who_is_in_a_town_is_in_its_country() -> None:
    found = facts("[Veltrane|Company], basée à [Lorvanne|City], en [Norvège|Country], recrute.")
    assert ("Veltrane", "locatedIn", "Norvège") in found


def test_what_another_sentence_says_of_the_town_is_not_carried_over() -> None:
    found = facts(
        "[Veltrane|Company] est basée à [Lorvanne|City]. [Lorvanne|City], en [Norvège|Country], dort."
    )
    assert ("Lorvanne", "locatedIn", "Norvège") in found
    assert ("Veltrane", "locatedIn", "Norvège") not in found


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("Chez [Veltrane|Company], à [Lorvanne|City], les machines sont à l'arrêt.", "operatesIn"),
        ("L'imprimerie [Veltrane|Company] de [Lorvanne|City] recrute.", "locatedIn"),
    ],
)
def test_one_sentence_puts_somebody_somewhere_once(sentence: str, relation: str) -> None:
    found = {name for _, name, _ in facts(sentence) if name in ("locatedIn", "operatesIn")}
    assert found == {relation}
