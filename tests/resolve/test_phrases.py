"""Templates read well with whatever is known."""

from __future__ import annotations

import itertools

import pytest

from kg.lexicon.labels import SLOT, load
from kg.lexicon.source import ontology_dir
from kg.model import Argument
from kg.ontology import Ontology
from kg.resolve.phrases import Phrases, fill, read_date, read_number
from kg.resolve.told import Merged

SPARE = ("{client} quitte {provider}[ pour {amount}][ ({date})]", "Fin de contrat[ ({date})]")


def test_the_first_template_that_can_be_filled() -> None:
    assert fill(SPARE, {"client": "A", "provider": "B", "date": "2025"}) == "A quitte B (2025)"
    assert fill(SPARE, {"client": "A"}) == "Fin de contrat"
    assert fill(SPARE, {"client": "A", "date": "2025"}) == "Fin de contrat (2025)"


def test_what_a_name_holds_is_never_read_as_a_template() -> None:
    assert fill(SPARE, {"client": "[A{date}]", "provider": "B"}) == "[A{date}] quitte B"


def test_dates_and_numbers_in_words() -> None:
    assert read_date("2025-12-31", "fr") == "31 décembre 2025"
    assert read_date("--12-31", "fr") == "31 décembre"
    assert read_date("2025-12", "fr") == "décembre 2025"
    assert read_date("--05", "fr") == "mai"
    assert read_date("2025", "fr") == "2025"
    assert read_date("2025-02-31", "fr") == "2025-02-31"
    assert read_number("1.5", "fr") == "1,5"
    assert read_number("beaucoup", "fr") == "beaucoup"


@pytest.fixture(scope="module")
def phrases(ontology: Ontology) -> Phrases:
    return Phrases(load(ontology_dir() / "lang" / "fr", ontology), ontology, {"organization/a": "Ikara"})


def test_de_is_elided(phrases: Phrases) -> None:
    arguments = (Argument("subject", ref="organization/a"), Argument("object", ref="organization/a"))
    merged = Merged("fact", "memberOf", arguments, "actual", (), ())
    assert phrases.sentence(merged) == "Ikara est membre d'Ikara"


def test_every_event_reads_with_any_roles(phrases: Phrases, ontology: Ontology) -> None:
    """No slot, bracket, doubled space or open preposition is left, whatever is missing."""
    values = {"date": ("2025-12", "gYearMonth"), "jobs": ("7", "integer"), "amount": ("9", "decimal")}
    values |= {
        "stakePercent": ("5", "decimal"),
        "title": ("directeur", "langString"),
        "currency": ("EUR", "string"),
    }
    for name, roles in ontology.events.items():
        for size in (0, 1, 2, len(roles)):
            for chosen in itertools.combinations(roles, size):
                arguments = tuple(
                    Argument(r, value=values[r][0], datatype=values[r][1])
                    if r in values
                    else Argument(r, ref="organization/a")
                    for r in chosen
                )
                text = phrases.sentence(Merged("event", name, arguments, "actual", (), ()))
                assert text == text.strip()
                assert text
                assert not set(text) & set("[]{}")
                assert "  " not in text
                assert not text.endswith((" :", " de", " à", " pour", ","))


def test_every_class_and_property_of_the_contract_has_a_template(
    phrases: Phrases, ontology: Ontology
) -> None:
    sentences = phrases.labels.sentences
    assert set(sentences["event"]) == set(ontology.events)
    assert set(sentences["figure"]) == set(ontology.measures)
    roles = {s for templates in sentences["event"].values() for t in templates for s in SLOT.findall(t)}
    assert {"client", "provider", "jobs", "amount", "date"} <= roles


def test_what_has_no_template_is_named_by_the_ontology(phrases: Phrases) -> None:
    bare = type(phrases.labels)(
        "fr", phrases.labels.names, {k: {} for k in phrases.labels.sentences}, {}, {}, {}, {}, {}, (), ""
    )
    spare = Phrases(bare, phrases.ontology, phrases.names)
    arguments = (Argument("subject", ref="organization/a"), Argument("object", ref="organization/a"))
    text = spare.sentence(Merged("fact", "memberOf", arguments, "actual", (), ()))
    assert text.startswith("Ikara – ")
    assert text.endswith(" – Ikara")
    strike = Merged("event", "Strike", (Argument("agent", ref="organization/a"),), "actual", (), ())
    assert spare.sentence(strike).endswith(", Ikara")
