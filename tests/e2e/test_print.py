"""An article that a real browser printed to PDF, in two columns over several pages."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from kg.model import Document
from kg.read import read_documents

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the PATH")

TITLE = "Deux ferries électriques pour le chantier Corvane"
WORDS = (
    "chantier ferries compagnie directrice générale conférence presse sous-traitance emplois davantage "
    "accord porte-parole salariés embaucher soudeurs région emprunts navires armateur syndicat engagements "
    "contrat électriques équipage passagers traversée liaison carnet commande livraison apprentis "
    "Saint-Aubin Port-Lestin Insulia Corvane Maëlle Trévoux vingt-cinq vice-présidente construira annoncé"
)
HEAD = "<span style='font-size:9px'>LE VEILLEUR – ÉCONOMIE</span>"
FOOT = "<span style='font-size:9px'>Page <span class=pageNumber></span> sur 2</span>"
STYLE = (
    "body { font: 11pt serif } .c { columns: 2; text-align: justify; hyphens: auto } h1 { font-size: 24pt }"
)


def story() -> list[str]:
    """Paragraphs of words, each other than the others."""
    random_ = random.Random(7)
    sentences = [" ".join(random_.choices(WORDS.split(), k=14)) for _ in range(90)]
    told = [f"Le {s} à la fin." for s in sentences]
    return [" ".join(told[n : n + 3]) for n in range(0, len(told), 3)]


def test_a_printed_page(tmp_path: Path) -> None:
    told = story()
    body = "".join(f"<p>{p}</p>" for p in told)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(
            f"<html lang=fr><style>{STYLE}</style><h1>{TITLE}</h1><div class=c>{body}</div></html>"
        )
        frame = {"display_header_footer": True, "header_template": HEAD, "footer_template": FOOT}
        page.pdf(path=tmp_path / "a.pdf", margin={"top": "2cm", "bottom": "2cm"}, **frame)
        browser.close()
    (document,) = read_documents([tmp_path / "a.pdf"])
    assert isinstance(document, Document)
    text = document.text.replace("\u00a0", " ").replace("\u202f", " ")
    assert text.count("VEILLEUR") == 1
    assert "sur 2" not in text
    assert TITLE in text
    assert [p for p in told if p not in text] == []
    whole = set(text.split("\n\n"))  # where a paragraph ends on a full line is a guess
    assert sum(p in whole for p in told) >= 0.5 * len(told)
