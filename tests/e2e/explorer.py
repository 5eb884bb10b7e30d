"""The explorer of a real server in a real browser; whatever the page complains about fails the test."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.serve.conftest import Server

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


@contextmanager
def explorer(
    browser: Any, server: Server, path: str = "/", *, width: int = 1280, height: int = 800, **options: Any
) -> Iterator[Any]:
    """The page at a path of the server; only the server may be asked for anything."""
    troubles: list[str] = []
    usual = {"locale": "fr-FR", "reduced_motion": "reduce", "accept_downloads": True}
    context = browser.new_context(viewport={"width": width, "height": height}, **{**usual, **options})
    page = context.new_page()
    page.on("request", lambda r: None if r.url.startswith((server.url, "blob:")) else troubles.append(r.url))
    page.on("pageerror", lambda e: troubles.append(f"error {e}"))
    page.on("console", lambda m: troubles.append(m.text) if m.type in ("error", "warning") else None)
    page.on("dialog", lambda d: troubles.append("dialog"))
    try:
        page.goto(server.url + path)
        page.wait_for_selector("html[data-ready]", timeout=60_000)
        yield page
    finally:
        context.close()
    assert troubles == []


def nodes(page: Any) -> set[str]:
    """The ids on the screen."""
    return set(page.evaluate("kgExplorer.nodes()"))


def visible(page: Any) -> set[str]:
    """Those that no filter hides."""
    return nodes(page) - set(page.evaluate("kgExplorer.hidden()"))


def find(page: Any, words: str) -> None:
    """Search a name with the keyboard, and wait for its card."""
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.wait_for_selector(f"#found [role=option]:has-text({words!r})")
    page.keyboard.press("Enter")
    until(page, "kgExplorer.chosen() !== null")
    page.wait_for_selector("#panel h2")


def act(page: Any, name: str) -> None:
    """Press a button of the card, and wait until nothing is asked any more."""
    page.click(f"#panel [data-act={name}]")
    quiet(page)


def quiet(page: Any) -> None:
    """Wait until the page asks for nothing and nothing moves."""
    page.wait_for_timeout(150)
    until(page, "!document.body.classList.contains('busy')")
    page.wait_for_timeout(250)


def until(page: Any, expression: str, seconds: float = 15) -> None:
    """Wait until an expression holds. The page forbids eval, which playwright's own waiting needs."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(40)
