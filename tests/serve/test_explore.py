"""The explorer's questions over HTTP: what they answer, their limits, what they refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.graph import load_ontology, write_graph
from tests.graph.graph_samples import D1, SAMPLE
from tests.serve.conftest import Server, serving

VELTRANE, ORDELIS = "organization/veltrane", "organization/ordelis"
BROWSER = "text/html,*/*;q=0.8"


def got(server: Server, path: str, **headers: str) -> Any:
    answer = server.ask(f"/api/{path}", **headers)
    assert answer.status == 200, answer.text
    return json.loads(answer.text)


def posted(server: Server, what: str, given: Any, kind: str = "application/json") -> tuple[int, str]:
    answer = server.ask(f"/api/{what}", json.dumps(given).encode(), Content_Type=kind)
    return answer.status, answer.text


def test_a_search_has_labels_classes_and_the_name_that_fits(server: Server) -> None:
    found = got(server, "search?q=veltrane+sa")
    assert found["hits"] == [
        {"id": VELTRANE, "label": "Veltrane", "type": "Company", "articles": 2, "via": "Veltrane SA"}
    ]
    assert len(got(server, "search?q=r&limit=2")["hits"]) == 2


def test_a_neighbourhood_counts_what_it_leaves_out(server: Server) -> None:
    whole = got(server, f"around?id={VELTRANE}&limit=60")
    few = got(server, f"around?id={VELTRANE}&limit=1")
    assert whole["clusters"][VELTRANE] == []
    assert sum(c["count"] for c in few["clusters"][VELTRANE]) == whole["total"] - 1
    assert few["nodes"].keys() < whole["nodes"].keys()
    ends = {end for edge in whole["edges"].values() for end in (edge["from"], edge["to"])}
    assert ends <= whole["nodes"].keys()
    assert all(edge["documents"] and 0 < edge["confidence"] <= 1 for edge in whole["edges"].values())


def test_a_card_has_statements_with_their_places_in_the_text(server: Server) -> None:
    card = got(server, f"card?id={VELTRANE}", Accept_Language="en")
    kinds = {s["kind"] for s in card["statements"].values()}
    assert {"fact", "event", "figure"} <= kinds
    proof = next(e for s in card["statements"].values() for e in s["evidence"] if e["document"] == D1.id)
    assert D1.text[proof["start"] : proof["end"]] == proof["quote"]
    assert server.ask("/api/card?id=organization/nobody").status == 404


def test_labels_are_in_the_language_that_the_address_asks_for(server: Server) -> None:
    french, english = (got(server, f"start?lang={lang}", Accept_Language="de") for lang in ("fr", "en"))
    assert (french["classes"]["Company"]["label"], english["classes"]["Company"]["label"]) == (
        "entreprise",
        "company",
    )


def test_what_links_the_screen_and_turtle_come_by_post(server: Server) -> None:
    status, text = posted(server, "between", {"there": [VELTRANE], "new": [ORDELIS]})
    assert status == 200
    assert all({e["from"], e["to"]} <= {VELTRANE, ORDELIS} for e in json.loads(text)["edges"].values())
    status, text = posted(server, "turtle", {"things": [VELTRANE], "statements": []})
    assert status == 200
    assert '"Veltrane"@fr' in text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/nothing", 404),
        ("/api/__class__", 404),
        ("/api/search?q=a&limit=x", 400),
        ("/api/search?q=a&limit=-1", 400),
        (f"/api/search?q={'a' * 3000}", 400),
        ("/api/between", 415),
        ("/text/none", 404),
        ("/text/..%2F..%2Fgraph.ttl", 404),
        ("/text/%00", 404),
        ("/text/ordelis-1?start=x", 400),
    ],
)
def test_what_is_wrong_is_refused_in_one_line(server: Server, path: str, status: int) -> None:
    answer = server.ask(path)
    assert answer.status == status
    assert answer.text.count("\n") == 1


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ([], 400),
        ({"there": "x", "new": []}, 400),
        ({"there": [], "new": [1]}, 400),
        ({"there": ["a"] * 2001, "new": []}, 400),
    ],
)
def test_wrong_lists_are_refused(server: Server, given: Any, status: int) -> None:
    assert posted(server, "between", given)[0] == status
    assert posted(server, "between", {"there": [], "new": []}, "text/plain")[0] == 415
    assert posted(server, "layout", {"boxes": {"a": "b"}, "edges": []})[0] == 400


def test_a_sentence_is_marked_in_its_article(tmp_path: Path) -> None:
    write_graph(SAMPLE, load_ontology(), tmp_path)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "ordelis-1.txt").write_text(D1.text, "utf-8")
    start = D1.text.index("Veltrane emploie 420")
    with serving(tmp_path) as server:
        page = server.ask(f"/text/ordelis-1?start={start}&end={start + 29}", Accept=BROWSER)
        assert page.status == 200
        assert '<mark id="here">Veltrane emploie 420 personne</mark>s.' in page.text
        assert page.text.count("<mark") == 1
        far = server.ask("/text/ordelis-1?start=999999&end=9999999", Accept=BROWSER)
        assert (far.status, far.text.count("<mark")) == (200, 0)


def test_the_page_of_the_explorer_runs_only_scripts_of_its_own(server: Server) -> None:
    page = server.ask("/", Accept=BROWSER)
    assert "script-src 'self';" in page.headers["content-security-policy"]
    assert page.text.count("<script") == page.text.count('<script src="/') + page.text.count(
        '<script type="module" src="/'
    )
    assert "style=" not in page.text
    assert " on" + "click" not in page.text
    assert server.ask("/lib/vis/vis-network.min.js").status == 200
