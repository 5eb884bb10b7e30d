"""The page in a real browser, opened from disk, with the network cut."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from newsroom import HOSTILE, crowd, hostile, newsroom

from kg.graph.schema import load_ontology
from kg.model import Knowledge
from kg.view import write_page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on the PATH: browser tests are left out"
)

Open = Callable[..., "playwright.Page"]


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def open_page(browser: playwright.Browser, tmp_path: Path) -> Iterator[Open]:
    """Open knowledge as a page; afterwards no error and no request but the file itself may have been seen."""
    troubles: list[str] = []
    contexts = []

    def opened(
        knowledge: Knowledge, *, width: int = 1280, height: int = 800, scheme: str = "light", **options
    ):
        path = tmp_path / "graph.html"
        write_page(knowledge, load_ontology(), path, **options)
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
        )
        contexts.append(context)
        context.set_offline(True)
        page = context.new_page()
        page.on("request", lambda r: troubles.append(f"request {r.url}") if r.url != path.as_uri() else None)
        page.on("pageerror", lambda e: troubles.append(f"error {e}"))
        page.on("console", lambda m: troubles.append(m.text) if m.type in ("error", "warning") else None)
        page.on("dialog", lambda d: troubles.append("dialog"))
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]", timeout=30_000)
        return page

    opened.troubles = troubles  # for the one test that provokes one
    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


def picture(page: playwright.Page, path: Path) -> None:
    """Save the page as an image: what the pictures of the documentation are made with."""
    page.wait_for_timeout(300)
    page.screenshot(path=str(path))


def hidden(page: playwright.Page) -> set[str]:
    return set(page.evaluate("kgPage.hidden()"))


def press(page: playwright.Page, node: str) -> None:
    at = page.evaluate("(id) => kgPage.where(id)", node)
    page.mouse.click(at["x"], at["y"])


def middle(page: playwright.Page, one: str, other: str) -> tuple[float, float]:
    a, b = (page.evaluate("(id) => kgPage.where(id)", n) for n in (one, other))
    return (a["x"] + b["x"]) / 2, (a["y"] + b["y"]) / 2


def test_the_page_opens_with_counts_legend_and_names(open_page: Open) -> None:
    page = open_page(newsroom())
    assert page.inner_text("#title") == "Ce que disent les articles"
    assert "42 entités" in page.inner_text("#counts")
    legend = page.inner_text("#filters").lower()
    for word in (
        "entreprise",
        "personne",
        "syndicat",
        "fin de contrat",
        "prestataire de",
        "prévu",
        "démenti",
    ):
        assert word in legend
    written = {box["owner"] for box in page.evaluate("kgPage.labels()")}
    assert {"organization/belmarin", "organization/orvane", "organization/talvera"} <= written
    assert len(written) > 25


def test_choosing_and_filtering_leave_the_drawing_as_it_was(open_page: Open) -> None:
    page = open_page(newsroom())

    def drawing() -> str:
        page.mouse.move(240, 785)  # an empty corner: nothing is pointed at
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return page.evaluate("document.querySelector('#graph canvas').toDataURL()")

    def filtered() -> str:
        page.uncheck("#filters [data-group=type] >> nth=0")
        page.uncheck("#filters [data-group=relation] >> nth=0")
        return drawing()

    def unfiltered() -> str:
        page.check("#filters [data-group=type] >> nth=0")
        page.check("#filters [data-group=relation] >> nth=0")
        return drawing()

    at_first, some = drawing(), filtered()
    assert unfiltered() == at_first != some
    press(page, "organization/belmarin")
    chosen = drawing()
    assert chosen not in (at_first, some)
    assert filtered() not in (chosen, some)
    assert unfiltered() == chosen
    page.keyboard.press("Escape")
    assert drawing() == at_first


def test_names_never_cover_each_other(open_page: Open) -> None:
    page = open_page(newsroom())
    boxes = page.evaluate("kgPage.labels()")
    assert len(boxes) > 25
    for n, a in enumerate(boxes):
        for b in boxes[:n]:
            apart = a["right"] <= b["left"] or b["right"] <= a["left"]
            assert apart or a["bottom"] <= b["top"] or b["bottom"] <= a["top"], (a, b)


def test_the_canvas_is_painted(open_page: Open) -> None:
    page = open_page(newsroom())
    colours = page.evaluate(
        """() => { const c = document.querySelector("#graph canvas");
        const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data, seen = new Set();
        for (let i = 0; i < d.length; i += 16) {
          if (d[i + 3] === 255) seen.add((d[i] << 16) | (d[i + 1] << 8) | d[i + 2]);
        }
        return [...seen].map((n) => "#" + n.toString(16).padStart(6, "0")); }"""
    )
    classes = page.evaluate("() => JSON.parse(document.getElementById('data').textContent).classes")
    for name in ("Company", "Person", "Strike"):
        assert classes[name]["color"].lower() in colours


def test_a_click_on_a_node_shows_what_is_said_of_it(open_page: Open) -> None:
    page = open_page(newsroom())
    press(page, "organization/belmarin")
    assert page.inner_text("#panel h2") == "Belmarin"
    text = page.inner_text("#panel")
    assert "call-center Belmarin" in text
    assert "directrice générale" in text
    for part in (
        "prestataire de",
        "Orvane",
        "environ 850 salariés",
        "Nous ne laisserons pas partir",
        "prévu",
    ):
        assert part in text
    page.click("#panel details:has-text('prestataire de') summary .count")
    proof = page.locator("#panel details[open]").first
    assert "Belmarin répond depuis douze ans aux clients d'Orvane." in proof.inner_text()
    assert "supplierOf.apposition" in proof.inner_text()
    assert "confiance" in proof.inner_text()
    assert proof.locator("a").first.get_attribute("href").startswith("https://example.org/")


def test_a_click_on_an_event_shows_participants_and_evidence(open_page: Open) -> None:
    page = open_page(newsroom())
    event = next(s.id for s in newsroom().statements if s.name == "JobCut")
    press(page, event)
    text = page.inner_text("#panel")
    assert "Belmarin pourrait supprimer 320 emplois à Port-Sauvel" in text
    assert "Quelque 320 emplois de Belmarin seraient menacés" in text
    assert "selon FGSC" in " ".join(text.split())
    page.click("#panel dl .jump:has-text('Port-Sauvel')")
    assert page.inner_text("#panel h2") == "Port-Sauvel"


def test_a_click_on_a_line_shows_its_sentences(open_page: Open) -> None:
    page = open_page(newsroom())
    page.mouse.click(*middle(page, "work/rapport-sirocco", "person/marc-sirocco"))
    assert "Le rapport de Marc Sirocco a été remis lundi." in page.inner_text("#panel")


def test_a_click_beside_everything_returns_to_the_overview(open_page: Open) -> None:
    page = open_page(newsroom())
    press(page, "organization/belmarin")
    page.click("#panel .close")
    assert "chronologie" in page.inner_text("#panel").lower()
    page.click("#panel .moment .jump >> nth=0")
    assert page.locator("#panel blockquote").count() > 0


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("federation GENERALE", "FGSC"),
        ("ines", "Inès Ouldaya"),
        ("cote d’ambre", "Côte d'Ambre"),
        ("m. ben", "Karim Benjoual"),
    ],
)
def test_search_knows_aliases_and_ignores_accents(open_page: Open, typed: str, name: str) -> None:
    page = open_page(newsroom())
    page.keyboard.press("/")
    page.keyboard.type(typed)
    assert page.inner_text("#found li:first-child .name") == name
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == name
    assert page.evaluate("location.hash") != ""


def test_search_without_a_match_says_so(open_page: Open) -> None:
    page = open_page(newsroom())
    page.fill("#search", "zzz")
    assert page.inner_text("#found") == "Aucun nom ne correspond"
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").count() == 0


def test_class_relation_and_status_filters_hide_and_show(open_page: Open) -> None:
    page = open_page(newsroom())
    before = hidden(page)
    assert "person/aline-dorval" not in before
    page.uncheck("input[data-key='Person']")
    assert {"person/aline-dorval", "person/karim-benjoual"} <= hidden(page) - before
    page.check("input[data-key='Person']")
    assert hidden(page) == before
    page.uncheck("input[data-key='supplierOf']")
    gone = hidden(page) - before
    assert gone
    assert all(edge.startswith("edge-") for edge in gone)
    page.check("input[data-key='supplierOf']")
    page.uncheck("input[data-key='denied']")
    denied = {s.id for s in newsroom().statements if s.status == "denied"}
    assert denied <= hidden(page)
    page.click("section.type button:has-text('Rien') >> nth=0")
    assert {"organization/belmarin", "place/sorgue"} <= hidden(page)
    page.click("section.type button:has-text('Tout') >> nth=0")
    assert "organization/belmarin" not in hidden(page)


def test_only_one_class(open_page: Open) -> None:
    page = open_page(newsroom())
    page.hover("li:has(input[data-key='Person'])")
    page.click("li:has(input[data-key='Person']) .solo")
    gone = hidden(page)
    assert "organization/belmarin" in gone
    assert "person/aline-dorval" not in gone


def test_what_is_only_mentioned_is_hidden_until_asked_for_or_searched(open_page: Open) -> None:
    page = open_page(newsroom())
    assert "product/voxalis" in hidden(page)
    page.fill("#search", "voxalis")
    page.keyboard.press("Enter")
    assert "product/voxalis" not in hidden(page)
    page.check("#mentioned")
    assert "place/oustrelle" not in hidden(page)


def test_the_keyboard_alone_is_enough(open_page: Open) -> None:
    page = open_page(newsroom())
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    chosen = page.inner_text("#panel h2")
    assert chosen == "Talvera"
    page.keyboard.press("Escape")
    assert page.locator("#panel h2").count() == 0
    page.focus("#graph")
    before = page.evaluate("kgPage.where('organization/belmarin')")
    page.keyboard.press("ArrowRight")
    moved = page.evaluate("kgPage.where('organization/belmarin')")
    assert moved["x"] == pytest.approx(before["x"] - 60, abs=1)
    page.keyboard.press("+")
    wide = page.evaluate("kgPage.where('place/sorgue').y - kgPage.where('organization/belmarin').y")
    page.keyboard.press("0")
    back = page.evaluate("kgPage.where('place/sorgue').y - kgPage.where('organization/belmarin').y")
    assert abs(wide) > abs(back)


def test_the_address_keeps_the_choice(open_page: Open) -> None:
    page = open_page(newsroom())
    press(page, "organization/belmarin")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.inner_text("#panel h2") == "Belmarin"


def test_focus_opens_on_its_entity(open_page: Open) -> None:
    page = open_page(newsroom(), focus="organization/kestrane", hops=1)
    assert page.inner_text("#title") == page.inner_text("#panel h2") == "Kestrane"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone(open_page: Open, scheme: str) -> None:
    page = open_page(newsroom(), width=390, height=844, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not page.is_visible("#filters")
    page.click("#show-filters")
    assert page.is_visible("#filters")
    page.uncheck("input[data-key='Person']")
    page.click("#show-filters")
    assert "person/aline-dorval" in hidden(page)
    press(page, "organization/belmarin")
    assert page.inner_text("#panel h2") == "Belmarin"
    for name in ("organization/belmarin", "organization/talvera"):
        assert 0 < page.evaluate("(id) => kgPage.where(id).x", name) < 390


def test_dark_and_light_differ(open_page: Open) -> None:
    page = open_page(newsroom())
    read = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(read)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(read) != light


def test_hostile_text_is_shown_and_runs_nothing(open_page: Open) -> None:
    page = open_page(hostile())
    for name in HOSTILE:
        page.evaluate("(id) => kgPage.choose(id)", f"organization/{name}")
        assert page.inner_text("#panel h2") == " ".join(name.split())
        page.evaluate("document.querySelectorAll('#panel details').forEach((line) => { line.open = true; })")
        page.fill("#search", name)
        assert name in page.inner_text("#found")
        page.keyboard.press("Enter")
    for choice in (f"event/{HOSTILE[1]}", "edge-0"):
        page.evaluate("(id) => kgPage.choose(id)", choice)
        assert HOSTILE[0] in page.inner_text("#panel")
    page.wait_for_timeout(200)
    assert page.evaluate("window.hacked") is None
    assert page.locator("body img, body b b, #panel script, #found script").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0


def test_a_script_that_got_in_would_not_run(open_page: Open) -> None:
    page = open_page(newsroom())
    page.evaluate(
        """() => {
        document.addEventListener("securitypolicyviolation", () => { window.stopped = true; });
        const script = document.createElement("script");
        script.textContent = "window.hacked = 1";
        document.body.append(script); }"""
    )
    page.wait_for_selector("body script:last-child", state="attached")
    page.wait_for_timeout(100)
    assert page.evaluate("window.stopped")
    assert page.evaluate("window.hacked") is None
    assert "Content Security Policy" in open_page.troubles.pop()


def test_a_thousand_nodes(open_page: Open, capsys: pytest.CaptureFixture[str]) -> None:
    start = time.perf_counter()
    page = open_page(crowd(1000))
    with capsys.disabled():
        print(f"\n1,000 entities: written and opened in {time.perf_counter() - start:.1f} s")
    start = time.perf_counter()
    page.evaluate("kgPage.choose('organization/n0')")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    with capsys.disabled():
        print(f"1,000 entities: one chosen and redrawn in {time.perf_counter() - start:.2f} s")
    assert page.inner_text("#panel h2") == "Nom 0 de Valombre"


def test_nothing_known(open_page: Open) -> None:
    page = open_page(Knowledge((), (), (), ()))
    assert "aucun article" in page.inner_text("#panel")


@pytest.mark.skipif("KG_PICTURES" not in os.environ, reason="KG_PICTURES names no folder for pictures")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_pictures(open_page: Open, scheme: str, width: int, height: int) -> None:
    """KG_PICTURES=/tmp/pictures pytest tests/e2e -k pictures: the page as images, to look at."""
    page = open_page(newsroom(), width=width, height=height, scheme=scheme)
    folder = Path(os.environ["KG_PICTURES"])
    picture(page, folder / f"graph-{width}-{scheme}.png")
    page.evaluate("kgPage.choose('organization/belmarin')")
    picture(page, folder / f"graph-{width}-{scheme}-chosen.png")
    assert len(list(folder.glob(f"graph-{width}-{scheme}*.png"))) == 2
