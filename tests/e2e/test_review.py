"""Review in a real browser: answers are kept, seen in the graph, and taken back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serve.conftest import Server, built, serving  # noqa: F401 (fixtures)

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the PATH")
TOKEN = "a-token-for-these-tests-only"
LONG = 120_000  # ms that a machine under load may take to make the graph again


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Iterator[Server]:  # noqa: F811
    shutil.copytree(built, tmp_path / "graph")
    (tmp_path / "token").write_text(TOKEN, "ascii")
    with serving(tmp_path / "graph", "--writable", "--token-file", str(tmp_path / "token")) as server:
        yield server


@pytest.fixture
def page(site: Server) -> Iterator[playwright.Page]:
    troubles: list[str] = []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="fr-FR")
        page.on("request", lambda r: troubles.append(r.url) if not r.url.startswith(site.url) else None)
        page.on("pageerror", lambda e: troubles.append(f"error {e}"))
        yield page
        browser.close()
    assert troubles == []


def settled(page: playwright.Page) -> None:
    page.wait_for_selector("#state:has-text('Le graphe est à jour.')", timeout=LONG)


def test_a_wrong_fact_is_rejected_and_the_rejection_taken_back(site: Server, page: playwright.Page) -> None:
    page.goto(f"{site.url}/review#token={TOKEN}")
    page.wait_for_selector("html[data-ready]")
    assert TOKEN not in page.url
    question = page.locator(".question", has_text="Orvault").first
    asked = question.locator(".asked").inner_text()
    assert question.locator("blockquote").count() > 0
    before = site.query("SELECT ?s WHERE { ?s kg:status ?x }").text.count("\n")
    question.locator("[data-answer=no]").click()
    settled(page)
    assert page.locator(".asked", has_text=asked).count() == 0
    assert site.query("SELECT ?s WHERE { ?s kg:status ?x }").text.count("\n") < before
    assert page.locator(".history li").count() == 1
    page.click("[data-undo]")
    page.wait_for_selector(".history .undone", timeout=LONG)
    assert site.query("SELECT ?s WHERE { ?s kg:status ?x }").text.count("\n") == before
    assert page.locator(".asked", has_text=asked).count() == 1


def test_without_the_token_nothing_is_kept(site: Server, page: playwright.Page) -> None:
    page.goto(f"{site.url}/review")
    page.wait_for_selector("html[data-ready]")
    page.click("[data-answer=yes] >> nth=0")
    page.wait_for_selector("#state:has-text('writing needs the token')")
    assert page.is_visible("#token")
    page.fill("#token input", TOKEN)
    page.click("#token button")
    page.click("[data-answer=skip] >> nth=0")
    page.wait_for_selector(".question.settled")


def test_who_may_only_read_is_told_so(built: Path) -> None:  # noqa: F811
    with serving(built) as other:
        found = other.ask("/review", Accept_Language="en")
        assert (found.status, "kg serve --writable" in found.text) == (200, True)
        assert "data-answer" not in found.text


def test_two_are_merged_and_the_merge_taken_back(site: Server, page: playwright.Page) -> None:
    persons = "SELECT ?l WHERE { ?x a kg:Person ; rdfs:label ?l } ORDER BY ?l"
    page.goto(f"{site.url}/review#token={TOKEN}")
    page.goto(f"{site.url}/id/person/jeanne-orvault")
    page.wait_for_selector("html[data-ready]")
    page.fill("form[data-kind=same] input", "Paul Verrin")
    page.click("form[data-kind=same] button")
    page.wait_for_selector("h1:has-text('Orvault') >> visible=true", timeout=LONG)
    page.wait_for_selector("p:has-text('Paul Verrin')", timeout=LONG)
    assert site.query(persons).text.split("\r\n")[1:] == ["Jeanne Orvault", ""]
    page.goto(f"{site.url}/review")
    page.click("[data-undo]")
    settled(page)
    assert site.query(persons).text.split("\r\n")[1:3] == ["Jeanne Orvault", "Paul Verrin"]


def test_a_reader_without_a_token_sees_no_buttons(site: Server, page: playwright.Page) -> None:
    page.goto(f"{site.url}/id/person/jeanne-orvault")
    page.wait_for_selector("html[data-ready]")
    assert not page.is_visible(".correcting")
    assert page.locator("[data-kind=reject]:visible").count() == 0


def test_a_fact_is_rejected_where_it_is_read(site: Server, page: playwright.Page) -> None:
    page.goto(f"{site.url}/review#token={TOKEN}")
    page.goto(f"{site.url}/id/person/jeanne-orvault")
    page.wait_for_selector("html[data-ready]")
    before = page.locator("[data-statement]").count()
    page.click("details[open] [data-kind=reject] >> nth=0")
    page.wait_for_selector("button:disabled", state="detached", timeout=LONG)
    page.wait_for_selector("html[data-ready]")
    assert page.locator("[data-statement]").count() < before
