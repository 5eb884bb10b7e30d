"""The file that is written: one, offline, inert; what it holds as data."""

import hashlib
import html
import json
import re
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from newsroom import HOSTILE, hostile, newsroom

from kg.errors import QueryError
from kg.model import Knowledge
from kg.view import page, write_page


@pytest.fixture
def written(tmp_path: Path, ontology) -> str:
    write_page(newsroom(), ontology, tmp_path / "deep" / "graph.html")
    return (tmp_path / "deep" / "graph.html").read_text("utf-8")


HEADER = ("header", "div", "h1", "p", "div", "input", "ul", "button")
MAIN = ("main", "aside", "section", "div", "p", "div", "button", "button", "button", "aside")
BODY = ("body", *HEADER, *MAIN, "noscript", "p", "script", "script", "script")


def tags(text: str) -> list[str]:
    """The elements as a parser of HTML sees them."""
    seen: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, _: seen.append(tag)  # type: ignore[method-assign]
    parser.feed(text)
    return seen


def data_of(text: str) -> dict:
    found = re.search(r'<script id="data" type="application/json">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_nothing_is_asked_of_the_network(written: str) -> None:
    head = re.sub(r"<script.*?</script>", "", written, flags=re.DOTALL)
    assert not re.search(r"(src|href)=|url\(|@import", head)
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', written)[1])
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_policy_allows_exactly_the_scripts_and_styles_of_the_page(written: str) -> None:
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', written)[1])
    code = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", written, re.DOTALL)
    hashes = {f"'sha256-{b64encode(hashlib.sha256(c.encode()).digest()).decode()}'" for c in code}
    assert set(re.findall(r"'sha256-[^']+'", policy)) == hashes
    assert len(code) == 3


def test_the_same_knowledge_gives_the_same_bytes(tmp_path: Path, ontology, written: str) -> None:
    write_page(newsroom(), ontology, tmp_path / "again.html")
    assert (tmp_path / "again.html").read_text("utf-8") == written


def test_pyvis_carries_every_node_and_edge_with_its_place(written: str) -> None:
    data = data_of(written)
    assert {n["id"] for n in data["vis"]["nodes"]} == set(data["nodes"])
    assert {e["id"] for e in data["vis"]["edges"]} == set(data["edges"])
    assert len({(n["x"], n["y"]) for n in data["vis"]["nodes"]}) == len(data["nodes"])
    assert data["vis"]["options"]["physics"]["enabled"] is False
    assert not any("title" in item for item in data["vis"]["nodes"] + data["vis"]["edges"])


def test_legend_and_words_follow_the_language(tmp_path: Path, ontology, written: str) -> None:
    write_page(newsroom(), ontology, tmp_path / "en.html", language="en")
    english, french = data_of((tmp_path / "en.html").read_text("utf-8")), data_of(written)
    assert french["classes"]["Company"]["label"] == "entreprise"
    assert english["classes"]["Company"]["label"] == "company"
    assert english["words"]["planned"] == "planned" != french["words"]["planned"]


def test_a_heavier_entity_is_drawn_larger(written: str) -> None:
    size = {n["id"]: n["size"] for n in data_of(written)["vis"]["nodes"]}
    assert size["organization/belmarin"] > size["organization/noctelia"] > size["product/voxalis"]


def test_focus_keeps_the_neighbourhood_only(tmp_path: Path, ontology) -> None:
    path = tmp_path / "focus.html"
    write_page(newsroom(), ontology, path, focus="organization/kestrane", hops=1)
    data = data_of(path.read_text("utf-8"))
    assert data["focus"] == "organization/kestrane"
    assert "place/maravie" in data["nodes"]
    assert "organization/lumiflux" not in data["nodes"]
    with pytest.raises(QueryError):
        write_page(newsroom(), ontology, path, focus="nothing/here")


def test_beyond_the_limit_the_page_says_how_many_it_leaves_out(
    tmp_path: Path, ontology, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "LIMIT", 10)
    write_page(newsroom(), ontology, tmp_path / "cut.html")
    data = data_of((tmp_path / "cut.html").read_text("utf-8"))
    assert (len(data["nodes"]), data["total"]) == (10, 54)


def test_edges_between_the_same_nodes_bend_apart(written: str) -> None:
    data = data_of(written)
    drawn: dict[tuple[str, ...], list[str]] = {}
    for edge in data["vis"]["edges"]:
        pair = tuple(sorted((edge["from"], edge["to"])))
        side = json.dumps(edge["smooth"], sort_keys=True)
        drawn.setdefault(pair, []).append(side + ("" if edge["from"] == pair[0] else " turned"))
    assert all(len(set(sides)) == len(sides) for sides in drawn.values())


def test_hostile_text_stays_inside_the_data(tmp_path: Path, ontology) -> None:
    write_page(hostile(), ontology, tmp_path / "hostile.html")
    text = (tmp_path / "hostile.html").read_text("utf-8")
    data = data_of(text)
    assert {data["nodes"][f"organization/{name}"]["label"] for name in HOSTILE} == set(HOSTILE)
    outside = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert "hacked" not in outside
    assert tags(text) == ["html", "head", *["meta"] * 5, "title", "style", *BODY]
    assert data["documents"][HOSTILE[2]]["url"] is None


def test_a_hostile_title_is_escaped(tmp_path: Path, ontology) -> None:
    name = f"organization/{HOSTILE[0]}"
    write_page(hostile(), ontology, tmp_path / "hostile.html", focus=name)
    text = (tmp_path / "hostile.html").read_text("utf-8")
    assert f"<title>{html.escape(HOSTILE[0])}" in text


def test_half_a_character_does_not_break_the_page(tmp_path: Path, ontology) -> None:
    knowledge = newsroom()
    broken = replace(knowledge.entities[0], label="Bel\ud83dmarin")
    write_page(replace(knowledge, entities=(broken, *knowledge.entities[1:])), ontology, tmp_path / "x.html")
    assert "Bel?marin" in (tmp_path / "x.html").read_text("utf-8")


def test_nothing_known_gives_a_page_too(tmp_path: Path, ontology) -> None:
    write_page(Knowledge((), (), (), ()), ontology, tmp_path / "empty.html")
    assert data_of((tmp_path / "empty.html").read_text("utf-8"))["nodes"] == {}
