"""The data of numbers, dates and figures: what is wrong in a file is said with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import LexiconError
from kg.graph.schema import load_ontology
from kg.lexicon import dates, figures, numbers

FRENCH = Path(__file__).parents[2] / "ontology" / "lang" / "fr"
ONTOLOGY = load_ontology()
LOADERS: dict[str, Callable[..., Any]] = {
    "numbers.toml": numbers.load,
    "dates.toml": dates.load,
    "figures.toml": figures.load,
}


@pytest.mark.parametrize("name", sorted(LOADERS))
def test_the_french_file_loads(name: str) -> None:
    assert LOADERS[name](FRENCH, ONTOLOGY) is not None


FAULTS = [
    ("numbers.toml", 'euros = "EUR"', 'euros = "Euro"', "neither a currency code nor a choice"),
    ("numbers.toml", "milliard = 1_000_000_000", 'milliard = "many"', "whole number"),
    ("numbers.toml", "[fractions]", "[fractoins]", "fractoins"),
    ("numbers.toml", 'vote = ["voix"', 'vote = ["client", "voix"', "stands twice"),
    ("dates.toml", "mars = 3", "mars = 13", "from 1 to 12"),
    ("dates.toml", "[modifiers]", "[modifyers]", "modifyers"),
    ("dates.toml", "hier = -1", 'hier = "one"', "no whole number"),
    ("figures.toml", 'measure = "penalty"', 'measure = "fine"', "no measure 'fine'"),
    ("figures.toml", 'about = ["subject"]', 'about = ["object"]', "unknown way 'object'"),
    ("figures.toml", "<employ>", "<employs>", "no list <employs>"),
    ("figures.toml", 'types = ["Work"]', 'types = ["Werk"]', "no class 'Werk'"),
    ("figures.toml", 'id = "share.bracket"', 'id = "share.hold"', "stands twice"),
]


@pytest.mark.parametrize(("name", "old", "new", "reason"), FAULTS, ids=[f[3] for f in FAULTS])
def test_a_fault_is_named_with_its_line(tmp_path: Path, name: str, old: str, new: str, reason: str) -> None:
    folder = tmp_path / "fr"
    folder.mkdir()
    text = (FRENCH / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(LexiconError, match=reason) as error:
        LOADERS[name](folder, ONTOLOGY)
    assert name in str(error.value)


def test_currencies_of_the_world_are_known() -> None:
    names = numbers.load(FRENCH, ONTOLOGY).money.names
    assert names["dirhams marocains"] == "MAD"
    assert names["couronnes suédoises"] == "SEK"
