from dataclasses import replace
from pathlib import Path

import pytest

from kg import members
from kg.errors import QueryError, StoreError
from kg.members import Member, chosen, named, together

A = Member("ordelis-11111111", "ordelis", "in/ordelis.txt", "1" * 64, "/in/ordelis.txt")
B = Member("veltrane-22222222", "veltrane", "in/veltrane.txt", "2" * 64, "/in/veltrane.txt")


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    members.write([B, A], tmp_path)
    assert members.read(tmp_path) == (A, B)
    (tmp_path / members.FILE).write_text("[{]")
    with pytest.raises(StoreError, match=r"articles\.json is damaged: build again"):
        members.read(tmp_path)
    assert members.read(tmp_path / "elsewhere") is None


def test_an_article_takes_the_place_of_its_earlier_version() -> None:
    now, skipped = together([A, B], [replace(A, id="ordelis-33333333", sha256="3" * 64)])
    assert [m.id for m in now] == ["ordelis-33333333", B.id]
    assert not skipped


def test_records_of_a_file_take_no_place() -> None:
    one = Member("feed-1-11111111", "feed-1", "feed.jsonl:1", "1" * 64)
    now, _ = together([one], [replace(one, id="feed-1-44444444", sha256="4" * 64)])
    assert len(now) == 2


def test_a_text_that_is_there_is_left_out_but_not_when_it_goes() -> None:
    copy = replace(B, id="copy-11111111", name="copy", sha256=A.sha256)
    now, skipped = together([A], [copy])
    assert now == (A,)
    assert [s.reason for s in skipped] == ["the same text as in/ordelis.txt"]
    changed = replace(A, id="ordelis-33333333", sha256="3" * 64)
    now, skipped = together([A], [copy, changed])
    assert {m.id for m in now} == {copy.id, changed.id}
    assert not skipped


def test_names_are_the_same_in_whatever_order_articles_come() -> None:
    twin = replace(A, id="ordelis-55555555", source="other/ordelis.txt", sha256="5" * 64, place="/other")
    first = named([twin, A])
    assert first == named([A, replace(twin, name="ordelis-55555555")])
    assert {m.source: m.name for m in first} == {
        "in/ordelis.txt": "ordelis", "other/ordelis.txt": "ordelis-55555555",
    }  # fmt: skip
    assert [m.name for m in named([replace(twin, name="ordelis-55555555")])] == ["ordelis"]


@pytest.mark.parametrize("wanted", [A.id, A.name, A.source, A.place])
def test_an_article_is_meant_by_id_name_or_path(wanted: str) -> None:
    assert chosen([A, B], [wanted]) == (A,)


def test_what_means_none_or_several_is_told() -> None:
    twin = replace(A, id="ordelis-55555555", name="ordelis-55555555", source="b/ordelis.txt", sha256="5" * 64)
    with pytest.raises(QueryError, match=r"means 2 articles: in/ordelis\.txt \(ordelis-1+\), b/ordelis"):
        chosen([A, replace(twin, place=None)], ["ordelis"])
    with pytest.raises(QueryError, match=r"no article 'Ordeli'; did you mean in/ordelis\.txt\?"):
        chosen([A, B], ["Ordeli"])
    with pytest.raises(QueryError, match="kg articles GRAPH lists them"):
        chosen([A, B], ["nowhere"])


def test_the_same_text_in_two_media_is_two_articles() -> None:
    other = replace(A, id="ordelis-99999999", source="https://quai.example/ordelis", place=None)
    now, skipped = together([A], [other])
    assert len({m.name for m in now}) == 2
    assert not skipped
