"""The page on which to ask, in a real browser and on the real server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from kg.graph import load_ontology, write_graph
from tests.graph.graph_samples import SAMPLE
from tests.serve.conftest import EVIL, Server, evil, folder, server, serving  # noqa: F401 (fixtures)

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the PATH")
LEADS = "SELECT ?p ?o WHERE { ?p kg:leads ?o }"
COUNTS = "SELECT ?label (COUNT(?x) AS ?n) WHERE { ?x a ?t . ?t rdfs:label ?label } GROUP BY ?label"

Open = Callable[..., "playwright.Page"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def visit(chromium: playwright.Browser, server: Server) -> Iterator[Open]:  # noqa: F811
    """Open a page of the server; no error, no refused script or style, no request elsewhere may be seen."""
    troubles: list[str] = []
    contexts = []

    def opened(path: str, *, width: int = 1280, scripts: bool = True, errors: bool = False, **query: str):
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, locale="fr-FR", java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: troubles.append(r.url) if not r.url.startswith(server.url) else None)
        page.on("pageerror", lambda e: troubles.append(f"error {e}"))
        if not errors:
            page.on("console", lambda m: troubles.append(m.text) if m.type in ("error", "warning") else None)
        page.goto(f"{server.url}{path}?{urlencode(query)}" if query else server.url + path)
        if scripts:
            page.wait_for_selector("html[data-ready]")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


def test_a_prepared_question_is_asked_from_the_menu(visit: Open) -> None:
    page = visit("/ask")
    link = page.locator(".menu a[href='/ask?name=who-leads-what']")
    question = link.inner_text()
    assert question.startswith("Qui dirige quoi")
    link.click()
    page.wait_for_selector(".answer")
    assert page.inner_text("h1") == question
    assert "Jeanne Orvault" in page.inner_text(".answer tbody tr >> nth=0")


def test_a_query_is_coloured_completed_and_asked_by_keys(visit: Open) -> None:
    page = visit("/ask")
    page.click(".editor")
    page.keyboard.type("SELECT ?who WHERE { ?who dirig")
    page.wait_for_selector(".ace_autocomplete >> text=leads")
    page.keyboard.press("Enter")
    page.keyboard.type(" Veltr")
    page.wait_for_selector(".ace_autocomplete >> text=organization:veltrane")
    page.keyboard.press("Enter")
    page.keyboard.type(" }")
    text = page.evaluate("kgEditor.getValue()")
    assert text.split() == ["SELECT", "?who", "WHERE", "{", "?who", "kg:leads", "organization:veltrane", "}"]
    assert page.inner_text(".ace_keyword >> nth=0") == "SELECT"
    assert page.inner_text(".ace_variable >> nth=0") == "?who"
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".answer")
    assert page.inner_text(".answer tbody td >> nth=0") == "Jeanne Orvault"


def test_after_a_only_classes_are_offered(visit: Open) -> None:
    page = visit("/ask")
    page.click(".editor")
    page.keyboard.type("SELECT ?c WHERE { ?c a entrep")
    page.wait_for_selector(".ace_autocomplete >> text=kg:Company")
    page.keyboard.press("Enter")
    assert "?c a kg:Company" in page.evaluate("kgEditor.getValue()")


def test_why_opens_the_sentences_below_the_row(visit: Open) -> None:
    page = visit("/ask", query=LEADS)
    page.click("a.why >> nth=0")
    proof = page.wait_for_selector(".reasons blockquote")
    assert "Jeanne Orvault" in proof.inner_text()
    assert page.inner_text(".reasons mark >> nth=0") in ("Jeanne Orvault", "Veltrane")
    assert page.inner_text(".reasons .told >> nth=0").startswith("Jeanne Orvault dirige Veltrane")
    page.click("a.why >> nth=0")
    assert page.locator(".reasons").count() == 0


def test_numbers_become_bars(visit: Open) -> None:
    page = visit("/ask", query="SELECT ?l ?n WHERE { ?x kg:jobs ?n ; rdfs:label ?l }")
    page.click("#tab-chart")
    assert page.locator(".chart rect").count() == page.locator(".answer tbody tr").count() > 0
    assert page.url.endswith("#chart")
    page.reload()
    page.wait_for_selector(".chart rect")


def test_names_become_a_graph(visit: Open) -> None:
    page = visit("/ask", query="CONSTRUCT WHERE { ?a kg:leads ?b }")
    page.click("#tab-graph")
    page.wait_for_selector(".drawing canvas")
    page.keyboard.press("ArrowRight")
    page.focus("#tab-graph")
    page.keyboard.press("ArrowRight")
    assert page.is_visible(".answer table")


def test_the_place_of_an_error_is_marked(visit: Open) -> None:
    page = visit("/ask", errors=True, query="SELECT ?who WHERE {\n ?who kg:leads }")
    assert "line 2, column 16" in page.inner_text("[role=alert]")
    assert page.locator(".ace_gutter-cell.ace_error").count() == 1


def test_a_field_for_a_name_offers_names(visit: Open) -> None:
    page = visit("/ask?name=who-leads-what")
    page.type("input[name=who]", "orv")
    page.wait_for_selector("datalist option[value='Jeanne Orvault']", state="attached")


def test_it_works_without_scripts(visit: Open) -> None:
    page = visit("/ask", scripts=False, query=LEADS)
    assert not page.is_visible(".views")
    page.fill("textarea", "SELECT ?o WHERE { ?p kg:leads ?o }")
    page.click(".query button")
    assert page.inner_text(".answer tbody td >> nth=0") == "Veltrane"
    page.click("a.why")
    assert "Jeanne Orvault" in page.inner_text("blockquote >> nth=0")


def test_it_fits_a_phone(visit: Open) -> None:
    for query in (LEADS, COUNTS):
        page = visit("/ask", width=390, query=query)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_hostile_text_is_shown_and_runs_nothing(chromium: playwright.Browser, tmp_path: Path) -> None:
    """Names, titles, labels and sentences that are markup, in answers, charts, drawings and reasons."""
    write_graph(evil(SAMPLE), load_ontology(), tmp_path)
    seen: list[str] = []
    with serving(tmp_path) as other:
        page = chromium.new_page()
        page.on("dialog", lambda d: seen.append(d.message))
        page.on("request", lambda r: seen.append(r.url) if not r.url.startswith(other.url) else None)
        labels = "SELECT ?x ?label WHERE { ?x kg:status ?s ; rdfs:label ?label }"
        page.goto(f"{other.url}/ask?{urlencode({'query': labels})}")
        page.wait_for_selector("html[data-ready]")
        assert EVIL in page.inner_text(".answer table")
        page.click("a.why >> nth=0")
        page.wait_for_selector(".reasons blockquote")
        assert EVIL in page.inner_text(".reasons")
        for tab in ("chart", "graph"):
            page.click(f"#tab-{tab}")
        page.wait_for_selector(".drawing canvas")
        page.goto(f"{other.url}/ask?{urlencode({'query': f'SELECT {EVIL}'})}")
        page.wait_for_selector("html[data-ready]")
        page.goto(f"{other.url}/id/organization/kolbrin")
        assert page.inner_text("h1") == EVIL
        assert page.locator("main img, main script, main b").count() == 0
        page.close()
    assert seen == []
