"""`python -m tests.bench.page [nodes …]`: how fast the exported page opens and answers in a real browser.

Generated graphs of some sizes are written as pages and opened from disk in Chromium, three times each;
the fastest is printed: the machine may be busy. Opened means that everything is drawn and answers.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from kg.graph import load_ontology
from kg.view import write_page
from tests.view.newsroom import crowd

SIZES = (1000, 5000)
ROUNDS = 3
FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def opened(browser: Any, path: Path) -> tuple[float, float, float]:
    """Seconds until the page is ready, until a chosen node is shown, and until a zoomed drawing is."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    start = time.perf_counter()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]", timeout=120_000)
    ready = time.perf_counter()
    page.evaluate("kgPage.choose('organization/n0')")
    page.evaluate(FRAME)
    chosen = time.perf_counter()
    page.focus("#graph")
    page.keyboard.press("+")
    page.evaluate(FRAME)
    zoomed = time.perf_counter()
    page.close()
    return ready - start, chosen - ready, zoomed - chosen


def main(sizes: tuple[int, ...]) -> None:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for size in sizes:
            path, start = Path(folder) / f"{size}.html", time.process_time()
            write_page(crowd(size), load_ontology(), path)
            made = time.process_time() - start
            best = [min(times) for times in zip(*(opened(browser, path) for _ in range(ROUNDS)), strict=True)]
            print(f"{size} entities: written in {made:.1f} s of the processor; opens in {best[0]:.2f} s, "
                  f"a node is chosen in {best[1]:.2f} s, zoomed in {best[2]:.2f} s", flush=True)  # fmt: skip
        browser.close()


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
