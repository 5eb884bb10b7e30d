from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.merges import FILE, Merge, Side, concerning, merges, read, write
from kg.model import Entity, Judgement, Knowledge


def entity(id_: str, *chains: str) -> Entity:
    return Entity(id_, "Company", id_, (), "fr", chains, ("d",))


KNOWLEDGE = Knowledge(
    (),
    (entity("organization/veltrane", "a/0", "b/0", "c/1"), entity("organization/veltran", "c/0")),
    (),
    (
        Judgement("a/0", "b/0", "Veltrane", "Veltrane", "same", 1.0, ("same name",)),
        Judgement("a/0", "c/0", "Veltrane", "Veltran", "different", 0.4, ("other letters",)),
        Judgement("a/0", "c/1", "Veltrane", "Veltrane", "same", 1.0, ("same name",)),
    ),
)


def test_decisions_are_kept_in_terms_of_entities_and_read_back(tmp_path: Path) -> None:
    write(KNOWLEDGE, tmp_path)
    assert read(tmp_path) == list(merges(KNOWLEDGE))
    assert read(tmp_path)[1] == Merge(
        Side("Veltrane", "a", "organization/veltrane"),
        Side("Veltran", "c", "organization/veltran"),
        "different", 0.4, ("other letters",), "resolver",
    )  # fmt: skip
    assert [p.name for p in tmp_path.iterdir()] == [FILE]


def test_what_concerns_an_entity_is_told_once_with_its_count() -> None:
    found = concerning("organization/veltrane", merges(KNOWLEDGE))
    assert [(m.right.name, m.verdict, times) for m, times in found] == [
        ("Veltrane", "same", 2),
        ("Veltran", "different", 1),
    ]
    assert len(concerning("organization/veltran", merges(KNOWLEDGE))) == 1


def test_no_file_is_no_decision_and_a_damaged_one_is_an_error(tmp_path: Path) -> None:
    assert read(tmp_path) == []
    (tmp_path / FILE).write_text('{"left": 1}\n')
    with pytest.raises(StoreError, match="build again"):
        read(tmp_path)
