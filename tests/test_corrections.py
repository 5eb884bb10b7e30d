"""corrections.toml: written, read back, edited by hand, undone."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corrections import FILE, add, history, load, undo
from kg.errors import StoreError
from kg.model import Correction, Named, Said, Source

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
NAMED = st.builds(Named, TEXT, st.just("Company"), st.lists(TEXT, max_size=2).map(tuple))
SAID = st.builds(
    Said,
    st.just("fact"),
    st.just("leads"),
    st.tuples(TEXT, TEXT).map(lambda t: (("subject", t[0]), ("object", t[1]))),
    st.dictionaries(TEXT, st.lists(TEXT, min_size=1, max_size=2).map(tuple), max_size=2).map(
        lambda also: tuple(also.items())
    ),
)
DATES = st.none() | st.sampled_from(["2019", "2019-03", "--12-31"])
ADDED = st.builds(
    lambda other, **given: Correction("add", **given, **other),
    entity=NAMED,
    other=st.builds(lambda n: {"other": n}, NAMED) | st.just({"value": "2003"}),
    property=st.just("leads"),
    source=st.builds(Source, TEXT, st.just("") | TEXT, st.booleans()),
    since=DATES,
    until=DATES,
)
CORRECTIONS = st.one_of(
    ADDED,
    st.builds(Correction, st.sampled_from(["same", "different"]), NAMED, NAMED),
    st.builds(Correction, st.sampled_from(["name", "type"]), NAMED, value=TEXT),
    st.builds(Correction, st.sampled_from(["reject", "confirm"]), said=SAID, on=st.just("2026-01-31")),
)


@given(st.lists(CORRECTIONS, max_size=5))
def test_what_is_added_is_read_back_in_order(
    tmp_path_factory: pytest.TempPathFactory, given: list[Correction]
) -> None:
    folder = tmp_path_factory.mktemp("c")
    for correction in given:
        add(folder, correction)
    assert load(folder) == tuple(given)


SAME = Correction("same", Named("Veltrane", "Company"), Named("Veltrane SA", "Company"), on="2026-11-22")
NAME = Correction("name", Named("Ordelis", "Company"), value="Groupe Ordelis")


def test_several_are_added_together(tmp_path: Path) -> None:
    add(tmp_path, SAME, NAME)
    assert load(tmp_path) == (SAME, NAME)


def test_any_of_them_may_be_undone_by_its_place(tmp_path: Path) -> None:
    add(tmp_path, SAME, NAME)
    assert undo(tmp_path, 0) == SAME
    assert load(tmp_path) == (NAME,)
    assert history(tmp_path) == (replace(SAME, undone=True), NAME)
    assert undo(tmp_path, 0) is None
    assert undo(tmp_path, 2) is None


MANY = """
import sys
from pathlib import Path
from kg.corrections import add
from kg.model import Correction, Named
for n in range(20):
    add(Path(sys.argv[1]), Correction("name", Named(f"{sys.argv[2]}-{n}", "Company"), value="x"))
"""


def test_programs_that_write_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", MANY, tmp_path, str(w)]) for w in range(3)]
    assert [w.wait(60) for w in writers] == [0, 0, 0]
    names = [c.entity.name for c in load(tmp_path) if c.entity]
    for w in range(3):
        assert [n for n in names if n.startswith(f"{w}-")] == [f"{w}-{n}" for n in range(20)]


def test_what_is_undone_stays_in_the_file(tmp_path: Path) -> None:
    add(tmp_path, SAME)
    add(tmp_path, NAME)
    assert undo(tmp_path) == NAME
    assert load(tmp_path) == (SAME,)
    assert "Groupe Ordelis" in (tmp_path / FILE).read_text("utf-8")
    assert undo(tmp_path) == SAME
    assert undo(tmp_path) is None
    add(tmp_path, NAME)
    assert load(tmp_path) == (NAME,)


def test_comments_and_order_of_a_file_edited_by_hand_are_kept(tmp_path: Path) -> None:
    mine = (
        '# from Jeanne, by telephone\n[[correction]]\nkind = "name"\nvalue = "Groupe Ordelis"\n'
        'entity = {type = "Company", name = "Ordelis"}  # sure\n'
    )
    (tmp_path / FILE).write_text(mine, "utf-8")
    assert load(tmp_path) == (NAME,)
    add(tmp_path, SAME)
    assert (tmp_path / FILE).read_text("utf-8").startswith(mine)
    assert load(tmp_path) == (NAME, SAME)


def test_without_a_file_nothing_is_corrected(tmp_path: Path) -> None:
    assert load(tmp_path) == ()
    assert undo(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[correction]]\n", "correction 1: kind must be one of"),
        ('[[correction]]\nkind = "same"\nentity = {name = "a", type = "b"}\n', "same takes entity and other"),
        ('[[correction]]\nkind = "name"\nvalue = "x"\nentity = "a"\n', "not written as those that kg writes"),
        ('[[correction]]\nkind = "name"\nvalue = "x"\nentity = {name = "a"}\n', "not written as those"),
        (
            '[[correction]]\nkind = "reject"\nsaid = {kind = "rumour", name = "x", roles = {}}\n',
            "not written",
        ),
        (
            '[[correction]]\nkind = "add"\nproperty = "leads"\nentity = {name = "a", type = "b"}\n'
            'source = {citation = "c"}\n',
            "add takes one of other and value",
        ),
        (
            '[[correction]]\nkind = "add"\nvalue = "2003"\nproperty = "foundedOn"\n'
            'entity = {name = "a", type = "b"}\nsource = {citation = "c", article = "d"}\n',
            "not written as those",
        ),
        ("x = 1\n", "tables only"),
        ("[[correction\n", "corrections.toml: "),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(StoreError, match=reason):
        load(tmp_path)
