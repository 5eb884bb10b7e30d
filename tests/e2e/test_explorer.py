"""The explorer: search, expand, evidence, filters, paths, layouts, export, keyboard."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from newsroom import HOSTILE, crowd, hostile, newsroom
from rdflib import Graph

from kg.graph import load_ontology, write_graph
from kg.model import Argument, Document, Entity, Evidence, Knowledge, Known, Statement
from kg.view import write_page
from tests.e2e.explorer import act, explorer, find, nodes, playwright, quiet, until, visible
from tests.serve.conftest import Server, serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on the PATH: browser tests are left out"
)

Open = Callable[..., AbstractContextManager[Any]]
BELMARIN, ORVANE, TALVERA = (f"organization/{name}" for name in ("belmarin", "orvane", "talvera"))
COLOURS = """() => { const c = document.querySelector("#graph canvas"), seen = new Set();
const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
for (let i = 0; i < d.length; i += 16) {
  if (d[i + 3] === 255) seen.add((d[i] << 16) | (d[i + 1] << 8) | d[i + 2]);
}
return [...seen].map((n) => "#" + n.toString(16).padStart(6, "0")); }"""


def kept(knowledge: Knowledge, folder: Path, known: tuple[Known, ...] = ()) -> Path:
    """The graph folder as a build leaves it, with the articles' texts."""
    write_graph(knowledge, load_ontology(), folder, known=known)
    (folder / "sources").mkdir()
    for document in knowledge.documents:
        (folder / "sources" / f"{document.id}.txt").write_text(document.text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(kept(newsroom(), tmp_path_factory.mktemp("newsroom"))) as running:
        yield running


@pytest.fixture
def opened(browser: Any, server: Server) -> Open:
    return lambda path="/", **options: explorer(browser, server, path, **options)


def test_it_opens_with_what_most_articles_name(opened: Open) -> None:
    with opened() as page:
        assert {BELMARIN, ORVANE} <= nodes(page)
        assert page.inner_text("h1") == "Ce que disent les articles"
        assert "entités" in page.inner_text("#counts")
        assert "Belmarin" in page.inner_text("#panel")
        assert "Entreprise" in page.inner_text("#filters")
        assert len(set(page.evaluate(COLOURS)) & {"#2f72c0", "#c2570c", "#16856a"}) == 3


def test_a_search_by_alias_leads_to_the_card_and_its_sentences(opened: Open) -> None:
    with opened() as page:
        find(page, "belmarin services")
        card = page.inner_text("#panel")
        assert page.inner_text("#panel h2") == "Belmarin"
        assert "call-center Belmarin" in card
        for heading in ("FONCTIONS", "RELATIONS", "ÉVÉNEMENTS", "CHIFFRES", "CE QU’ON EN DIT", "ARTICLES"):
            assert heading in card
        assert "entreprise" in page.inner_text("#panel .kind").lower()
        page.click("#panel details:has-text('prestataire de') summary .count")
        proof = page.locator("#panel details[open] figure").first
        assert "Belmarin répond depuis douze ans aux clients d'Orvane." in proof.inner_text()
        assert proof.locator("strong").all_inner_texts() == ["Belmarin", "Orvane"]
        link = proof.locator("a").first.get_attribute("href")
        page.goto(page.url.split("/#")[0] + link)
        assert page.inner_text("mark#here") == "Belmarin répond depuis douze ans aux clients d'Orvane."


def test_events_are_a_timeline_and_figures_a_chart(opened: Open) -> None:
    with opened() as page:
        find(page, "belmarin")
        dates = page.locator("#panel .moment-line .when").all_inner_texts()
        years = [date.split()[-1] for date in dates if date[-4:].isdigit()]
        assert len(years) > 1
        assert years == sorted(years, reverse=True)


def test_a_search_without_a_match_says_so(opened: Open) -> None:
    with opened() as page:
        page.fill("#search", "xyzzy")
        page.wait_for_selector("#found .nothing")
        assert "Aucun nom ne correspond" in page.inner_text("#found")


def test_a_node_is_expanded_collapsed_pinned_and_taken_away(opened: Open) -> None:
    with opened() as page:
        page.click("#clear")
        assert nodes(page) == set()
        find(page, "orvane")
        quiet(page)
        before = nodes(page)
        act(page, "expand")
        page.click(f"#panel .jump[data-id='{BELMARIN}'] >> nth=0")
        quiet(page)
        act(page, "expand")
        more = nodes(page)
        assert before < more
        act(page, "pin")
        assert page.evaluate("kgExplorer.pinned()") == [BELMARIN]
        act(page, "collapse")
        assert nodes(page) < more
        assert {ORVANE, BELMARIN} <= nodes(page)
        act(page, "remove")
        assert BELMARIN not in nodes(page)


def test_the_mouse_chooses_expands_and_reads_a_line(opened: Open) -> None:
    with opened() as page:
        at = page.evaluate("(id) => kgExplorer.where(id)", ORVANE)
        page.mouse.click(at["x"], at["y"])
        page.wait_for_selector("#panel h2:has-text('Orvane')")
        assert page.evaluate("kgExplorer.chosen()") == ORVANE
        assert f"#{ORVANE.replace('/', '%2F')}" in page.url
        for link in page.evaluate("kgExplorer.edges()"):  # the middle of some lies below a name
            at = page.evaluate("(id) => kgExplorer.where(id)", link)
            page.mouse.click(at["x"], at["y"])
            if page.evaluate("kgExplorer.chosen()") == link:
                break
        assert page.evaluate("kgExplorer.chosen()") == link
        page.wait_for_selector("#panel h2:has-text(' – ')")
        page.wait_for_selector("#panel blockquote")


def seen(page: Any) -> set[str]:
    """The edges that no filter hides."""
    return set(page.evaluate("kgExplorer.edges()")) - set(page.evaluate("kgExplorer.hidden()"))


def test_filters_hide_by_class_relation_status_time_confidence_and_source(opened: Open) -> None:
    with opened() as page:
        start = visible(page)
        page.click("#filters input[data-group=type][data-key=Company]")
        assert BELMARIN not in visible(page)
        page.click("#filters input[data-group=type][data-key=Company]")
        assert visible(page) == start
        whole = seen(page)
        page.click("#filters input[data-group=relation][data-key=supplierOf]")
        assert whole - seen(page) >= {e for e in whole if " supplierOf " in e}
        page.click("#filters input[data-group=relation][data-key=supplierOf]")
        page.click("#filters input[data-group=status][data-key=planned]")
        assert not {e for e in seen(page) if e.endswith(" planned")}
        page.click("#filters input[data-group=status][data-key=planned]")
        page.fill("#filters input[data-limit=from]", "2025-10-01")
        assert seen(page) < whole
        page.fill("#filters input[data-limit=from]", "")
        page.evaluate(
            """() => { const i = document.querySelector("#filters [data-limit=sure]"); i.value = "1";
            i.dispatchEvent(new Event("input")); }"""
        )
        assert seen(page) < whole
        page.evaluate(
            """() => { const i = document.querySelector("#filters [data-limit=sure]"); i.value = "0";
            i.dispatchEvent(new Event("input")); }"""
        )
        assert seen(page) == whole
        page.click("#filters .source .all button >> nth=1")
        assert not seen(page)


def test_a_path_between_two_is_found_and_told(opened: Open) -> None:
    with opened() as page:
        page.click("#clear")
        find(page, "aline dorval")
        quiet(page)
        page.click("#panel [data-act=path]")
        page.fill("#way-to", "orvane")
        page.wait_for_selector("#way-found [role=option]:has-text('Orvane')")
        page.keyboard.press("Enter")
        page.wait_for_selector("#panel .way")
        stops = page.locator("#panel .way >> nth=0").locator(".stop").all_inner_texts()
        assert (stops[0], stops[-1]) == ("Aline Dorval", "Orvane")
        assert len(stops) > 2
        assert {"person/aline-dorval", ORVANE} <= set(page.evaluate("kgExplorer.lit()"))


def test_a_layout_is_saved_and_restored(opened: Open, tmp_path: Path) -> None:
    with opened() as page:
        find(page, "talvera")
        quiet(page)
        act(page, "pin")
        before, at = nodes(page), page.evaluate("kgExplorer.at()")
        page.click("#show-layouts")
        page.fill("#layout-name", "Enquête « été »")
        page.keyboard.press("Enter")
        page.wait_for_selector("#dialog .rank:has-text('Enquête « été »')")
        with page.expect_download() as file:
            page.click("#dialog button:has-text('Vers un fichier')")
        file.value.save_as(tmp_path / "layout.json")
        page.keyboard.press("Escape")
        page.click("#clear")
        page.reload()
        page.wait_for_selector("html[data-ready]")
        page.click("#clear")
        page.click("#show-layouts")
        page.click("#dialog button:has-text('Ouvrir')")
        until(page, "kgExplorer.nodes().length > 5")
        assert nodes(page) == {id_ for id_ in before if not id_.startswith("+ ")}
        again = page.evaluate("kgExplorer.at()")
        assert all(abs(again[i][k] - at[i][k]) < 1 for i in again for k in ("x", "y"))
        assert page.evaluate("kgExplorer.pinned()") == [TALVERA]
        page.click("#clear")
        page.click("#show-layouts")
        page.set_input_files("#layout-file", tmp_path / "layout.json")
        until(page, "kgExplorer.nodes().length > 5")
        page.click("#show-layouts")
        (tmp_path / "bad.json").write_text(json.dumps({"form": "kg-layout-1", "nodes": [1]}))
        page.set_input_files("#layout-file", tmp_path / "bad.json")
        page.wait_for_selector("#notice:has-text('pas une disposition')")


def test_what_is_seen_is_exported(opened: Open, tmp_path: Path) -> None:
    with opened() as page:
        page.click("#filters input[data-group=type][data-key=Person]")
        files = {}
        for name in ("png", "svg", "ttl"):
            page.click("#show-export")
            with page.expect_download() as file:
                page.click(f"#dialog [data-export='graph.{name}']")
            file.value.save_as(tmp_path / name)
            files[name] = (tmp_path / name).read_bytes()
        assert files["png"].startswith(b"\x89PNG")
        assert len(files["png"]) > 20_000
        drawn = files["svg"].decode("utf-8")
        assert drawn.count("<path") > 20
        assert "Belmarin" in drawn
        assert "Aline Dorval" not in drawn
        graph = Graph().parse(data=files["ttl"], format="turtle")
        seen = {id_ for id_ in visible(page) if id_.startswith("organization/")}
        subjects = {str(s).removeprefix("https://w3id.org/newskg/id/") for s in graph.subjects()}
        assert seen <= subjects
        assert any(s.startswith("evidence/") for s in subjects)


def test_the_keyboard_alone_is_enough(opened: Open) -> None:
    with opened() as page:
        page.focus("#graph")
        walked = set()
        for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
            page.keyboard.press(key)
            page.wait_for_timeout(100)
            walked.add(page.evaluate("kgExplorer.chosen()"))
        assert len(walked - {None}) > 2
        page.keyboard.press("p")
        assert page.evaluate("kgExplorer.pinned().length") == 1
        page.keyboard.press("e")
        quiet(page)
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "panel"
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        assert page.evaluate("kgExplorer.chosen()") is None
        assert page.evaluate("document.activeElement.id") == "graph"
        gone = page.evaluate("kgExplorer.nodes().length")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Delete")
        assert page.evaluate("kgExplorer.nodes().length") < gone
        page.focus("#tab-graph")
        page.keyboard.press("ArrowRight")
        assert page.get_attribute("#tab-map", "aria-selected") == "true"


def test_every_control_has_a_name_and_what_happens_is_said(opened: Open) -> None:
    with opened() as page:
        find(page, "orvane")
        nameless = page.evaluate(
            """() => [...document.querySelectorAll("button, input, a, [role=application]")]
            .filter((e) => e.checkVisibility())
            .filter((e) => !(e.getAttribute("aria-label") || e.textContent.trim() || e.labels?.length))
            .map((e) => e.outerHTML)"""
        )
        assert nameless == []
        until(page, "document.getElementById('said').textContent.includes('Orvane, entreprise')")


def test_it_speaks_english_too(opened: Open) -> None:
    with opened(locale="en-GB") as page:
        assert page.inner_text("h1") == "What the articles say"
        assert "Company" in page.inner_text("#filters")
        page.click("a[hreflang=fr]")
        page.wait_for_selector("html[data-ready][lang=fr]")
        assert "Entreprise" in page.inner_text("#filters")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone(opened: Open, scheme: str) -> None:
    with opened(width=390, height=800, color_scheme=scheme, has_touch=True) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.click("#show-filters")
        assert page.is_visible("#filters")
        page.keyboard.press("Escape")
        page.fill("#search", "orvane")
        page.click("#found [role=option] >> nth=0")
        page.wait_for_selector("#panel h2:has-text('Orvane')")
        panel, stage = (page.locator(s).bounding_box() for s in ("#panel", "#graph"))
        assert panel["height"] > 300
        assert stage["height"] > 150
        for text in page.locator("#panel .act").all():
            box = text.bounding_box()
            assert box["x"] + box["width"] <= 390


def test_the_timeline_tells_dated_events(opened: Open) -> None:
    with opened() as page:
        page.click("#tab-time")
        page.wait_for_selector("#view-time .happened")
        years = [int(y) for y in page.locator("#view-time .year").all_inner_texts()]
        assert years == sorted(years, reverse=True)
        page.click("#view-time .what >> nth=0")
        page.wait_for_selector("#panel h3:has-text('Participants')")
        assert page.is_visible("#graph")


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The newsroom, of which three towns have coordinates."""
    where = {"port-sauvel": (43.3, 5.4), "bresmes": (50.6, 5.6), "casamar": (33.6, -7.6)}
    known = tuple(Known(f"place/{n}", (), latitude=lat, longitude=long) for n, (lat, long) in where.items())
    folder = kept(newsroom(), tmp_path_factory.mktemp("placed"), known)
    with serving(folder) as running:
        yield running


def test_the_map_shows_places_where_they_are(browser: Any, placed: Server) -> None:
    with explorer(browser, placed) as page:
        page.click("#tab-map")
        page.wait_for_selector(".spot")
        assert page.locator(".land").get_attribute("d").count("M") > 150
        at = {s.get_attribute("data-id"): s.bounding_box() for s in page.locator(".spot").all()}
        south, north, west = (at[f"place/{n}"] for n in ("port-sauvel", "bresmes", "casamar"))
        assert north["y"] < south["y"] < west["y"]
        assert west["x"] < south["x"]
        page.focus(".spot[data-id='place/bresmes']")
        page.keyboard.press("Enter")
        page.wait_for_selector("#panel h2:has-text('Bresmes')")
        assert page.is_visible("#graph")


def test_a_map_without_places_says_so(opened: Open) -> None:
    with opened() as page:
        page.click("#tab-map")
        page.wait_for_selector("#view-map .hint")


def hub(count: int) -> Knowledge:
    """One company that supplies many others."""
    document = Document("d", "Une phrase.", "fr", "0", "d.txt", "d", "Article", "2025-01-01")
    entities = [Entity("organization/centre", "Company", "Centre", (), "fr", (), ("d",))]
    told = []
    for n in range(count):
        entities.append(Entity(f"organization/n{n}", "Company", f"Client {n}", (), "fr", (), ("d",)))
        ends = (Argument("subject", ref="organization/centre"), Argument("object", ref=f"organization/n{n}"))
        proof = (Evidence("d", 0, 11, "Une phrase."),)
        id_, rest = f"claim/{n}", (("r",), "actual", (), 0.9, "x", ())
        told.append(Statement(id_, "fact", "supplierOf", ends, proof, *rest))
    return Knowledge((document,), tuple(entities), tuple(told), ())


def test_a_hub_opens_in_parts(browser: Any, tmp_path: Path) -> None:
    more = "+ organization/centre Company"
    with serving(kept(hub(60), tmp_path)) as server, explorer(browser, server) as page:
        page.click("#clear")
        find(page, "centre")
        quiet(page)
        act(page, "expand")
        assert len(nodes(page)) == 1 + 24 + 1
        for left in (1 + 48 + 1, 1 + 60):
            at = page.evaluate("(id) => kgExplorer.where(id)", more)
            page.mouse.click(at["x"], at["y"])
            quiet(page)
            assert len(nodes(page)) == left
        assert more not in nodes(page)


def called(id_: str, knowledge: Knowledge) -> Knowledge:
    """The same with another id of its one article: one that a file can have."""
    documents = tuple(replace(d, id=id_) for d in knowledge.documents)
    entities = tuple(replace(e, documents=(id_,)) for e in knowledge.entities)
    statements = tuple(
        replace(s, evidence=tuple(replace(e, document=id_) for e in s.evidence)) for s in knowledge.statements
    )
    return replace(knowledge, documents=documents, entities=entities, statements=statements)


def test_hostile_text_is_shown_and_runs_nothing(browser: Any, tmp_path: Path) -> None:
    things = [f"/id/{quote(s.id)}" for s in hostile().statements]
    paths = [
        "/",
        "/names",
        "/page",
        "/text/d?start=0&end=9",
        f"/id/organization/{quote(HOSTILE[1])}",
        *things,
    ]
    knowledge = called("d", hostile())
    folder = kept(knowledge, tmp_path / "graph")
    write_page(knowledge, load_ontology(), folder / "graph.html")
    with serving(folder) as server, explorer(browser, server) as page:
        for name in HOSTILE:
            page.fill("#search", name[:60])
            page.wait_for_selector(f"#found [role=option][data-id={json.dumps(f'organization/{name}')}]")
            page.keyboard.press("Enter")
            until(page, f"document.querySelector('#panel h2')?.textContent === {json.dumps(name)}")
            quiet(page)
            for line in page.locator("#panel summary .count").all():
                line.click()
            page.click("#panel [data-act=expand]")
            quiet(page)
        page.click("#tab-time")
        page.click("#tab-graph")
        page.click("#show-export")
        with page.expect_download() as file:
            page.click("#dialog [data-export='graph.svg']")
        file.value.save_as(tmp_path / "graph.svg")
        assert "<script" not in (tmp_path / "graph.svg").read_text("utf-8")
        for path in paths:
            assert page.evaluate("window.hacked") is None
            assert page.locator("#panel img, main img, #panel b, [onerror]").count() == 0
            assert page.locator("a[href^='javascript:']").count() == 0
            page.goto(server.url + path)
            assert page.evaluate("window.hacked") is None


STEPS = """async () => {
const wait = () => new Promise((done) => requestAnimationFrame(done));
await wait();
const took = [];
for (let n = 0; n < 20; n++) {
  const start = performance.now();
  const options = { key: n % 2 ? "ArrowLeft" : "ArrowRight", shiftKey: true, bubbles: true };
  document.querySelector("#graph").dispatchEvent(new KeyboardEvent("keydown", options));
  await wait();
  took.push(performance.now() - start);
}
return took.sort((a, b) => a - b)[10]; }"""


def test_two_thousand_nodes_at_once(browser: Any, tmp_path: Path) -> None:
    with serving(kept(crowd(2000), tmp_path)) as server, explorer(browser, server) as page:
        page.click("#clear")
        grid = [[f"organization/n{n}", 70 * (n % 45), 70 * (n // 45)] for n in range(1999)]
        layout = {"form": "kg-layout-1", "nodes": grid}
        (tmp_path / "all.json").write_text(json.dumps(layout))
        page.click("#show-layouts")
        page.set_input_files("#layout-file", tmp_path / "all.json")
        until(page, "kgExplorer.nodes().length > 1900", 60)
        quiet(page)
        page.click("#fit")
        took = page.evaluate(STEPS)
        print(f"\n2,000 nodes: {took:.0f} ms for a step of the view")
        assert took > 0  # how long is for a quiet machine to say, not for a test
        assert page.evaluate("kgExplorer.nodes().length") > 1900
