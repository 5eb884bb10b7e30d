"""PDF and Word: the text as it was printed, in paragraphs, without what each page repeats."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader, PdfWriter

from kg.lexicon.language import LanguageWords, load
from kg.lexicon.source import ontology_dir
from kg.model import Document, Skipped
from kg.read import read_documents
from kg.read.archives import RATIO
from kg.read.reflow import article_text, repeated_lines
from tests.read.made import TEXT, Line, column, pdf, zipped

LEFT = """Le chantier naval Corvane construira deux
ferries électriques pour la compagnie In-
sulia, a annoncé sa directrice, lors d'une
visite à Saint-Aubin. La sous-traitance re-
présente quarante emplois, selon le porte-
parole. Un porte-parole l'a redit.
Des embauches en vue
Le chantier emploie 1 150 salariés et pré-"""
RIGHT = """voit d'embaucher 80 soudeurs. La région
garantit une partie des emprunts, et celle-
ci le dit. Les navires seront livrés en 2028
à l'armateur.
Le syndicat du site craint que le vice-
président ne tienne pas ses engagements."""


@pytest.fixture(scope="module")
def french() -> LanguageWords:
    return load(ontology_dir() / "lang" / "fr")


MORE = """{0} armateurs attendent encore leurs
navires, et {0} autres ont renoncé."""


def made(number: int) -> list[Line]:
    """A page of three."""
    word = ("Un", "Deux", "Trois")[number]
    head = [(40.0, 810.0, "LE VEILLEUR - Jeudi 3 juillet 2025"), (40.0, 780.0, f"Dossier, {word}.")]
    body = column(40, 750, MORE.format(word))
    if not number:
        body = column(40, 750, LEFT) + column(310, 750, RIGHT)
    return [*head, *body, (40.0, 30.0, f"Page {number + 1} sur 3"), (500.0, 30.0, str(number + 1))]


def read(path: Path, data: bytes) -> Document:
    path.write_bytes(data)
    (found,) = read_documents([path])
    assert isinstance(found, Document), found
    return found


def skipped(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    (found,) = read_documents([path])
    assert isinstance(found, Skipped), found
    return found.reason


def test_columns_headers_hyphens(tmp_path: Path) -> None:
    data = pdf([made(0), made(1), made(2)], title="Microsoft Word - corvane.doc")
    document = read(tmp_path / "a.pdf", data)
    paragraphs = document.text.split("\n\n")
    assert paragraphs[0] == "LE VEILLEUR - Jeudi 3 juillet 2025"
    assert document.text.count("VEILLEUR") == 1
    assert "sur 3" not in document.text
    assert paragraphs[1] == "Dossier, Un."
    assert paragraphs[2] == (
        "Le chantier naval Corvane construira deux ferries électriques pour la compagnie Insulia, a annoncé "
        "sa directrice, lors d'une visite à Saint-Aubin. La sous-traitance représente quarante emplois, "
        "selon le porte-parole. Un porte-parole l'a redit."
    )
    assert paragraphs[3] == "Des embauches en vue"
    assert paragraphs[4] == (
        "Le chantier emploie 1 150 salariés et prévoit d'embaucher 80 soudeurs. La région garantit une "
        "partie des emprunts, et celle-ci le dit. Les navires seront livrés en 2028 à l'armateur."
    )
    assert paragraphs[5].endswith("que le vice-président ne tienne pas ses engagements.")
    assert paragraphs[6] == "Dossier, Deux."
    assert paragraphs[7] == "Deux armateurs attendent encore leurs navires, et Deux autres ont renoncé."
    assert (document.title, document.published) != ("Microsoft Word - corvane.doc", None)


def test_title_of_the_file_counts_where_the_text_has_it(tmp_path: Path) -> None:
    lines = [(40.0, 800.0, "Deux ferries pour Corvane"), *column(40, 770, LEFT)]
    assert read(tmp_path / "a.pdf", pdf([lines], title="Deux ferries pour Corvane")).title == (
        "Deux ferries pour Corvane"
    )


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("une entre-", "prise", "une entreprise"),
        ("le vice-", "président", "le vice-président"),
        ("dit-", "il", "dit-il"),
        ("Saint-", "Étienne", "Saint-Étienne"),
        ("c'est-à-", "dire", "c'est-à-dire"),
        ("le chan\u00ad", "tier", "le chantier"),
        ("vingt-", "cinq", "vingt-cinq"),
        ("la sous-", "traitance", "la sous-traitance"),
        ("une phrase", "qui va", "une phrase qui va"),
    ],
)
def test_words_at_line_ends(french: LanguageWords, first: str, second: str, joined: str) -> None:
    assert article_text([[first, second]], french) == joined


def test_the_text_itself_tells_how_a_word_is_written(french: LanguageWords) -> None:
    page = ["le porte-", "feuille du porte-", "monnaie, un portefeuille, un porte-monnaie"]
    told = article_text([page], french)
    assert told == "le portefeuille du porte-monnaie, un portefeuille, un porte-monnaie"


def test_what_one_page_has_is_no_header() -> None:
    assert repeated_lines([["Titre", "a", "b", "c", "d", "e", "f"]]) == frozenset()
    pages = [["Le Quai p. 1", "x", "y", "z"], ["Le Quai p. 2", "u", "v", "w"]]
    assert repeated_lines(pages) == {"le quai p. 0"}


def test_bad_pdfs(tmp_path: Path) -> None:
    good = pdf([made(0)])
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(good)))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    assert skipped(tmp_path / "locked.pdf", locked.getvalue()) == "protected by a password"
    assert skipped(tmp_path / "none.pdf", b"%PDF-1.4 nothing").startswith("damaged PDF: ")
    assert skipped(tmp_path / "empty.pdf", b"").startswith(("damaged PDF", "the file is empty"))
    assert skipped(tmp_path / "scan.pdf", pdf([[]])).startswith("no text in this PDF: it holds pictures")


@pytest.mark.parametrize("at", range(0, 2400, 150))
def test_a_pdf_damaged_anywhere_is_text_or_one_line(tmp_path: Path, at: int) -> None:
    data = bytearray(pdf([made(0), made(1)]))
    data[at : at + 40] = b"\xff(<<\x00" * 8
    (tmp_path / "a.pdf").write_bytes(bytes(data))
    for found in read_documents([tmp_path / "a.pdf"]):
        assert isinstance(found, Document) or (found.reason and "\n" not in found.reason)


def word(title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = "Clavier du bureau"
    document.sections[0].header.paragraphs[0].text = "LE VEILLEUR"
    for paragraph in TEXT.split("\n\n"):
        document.add_paragraph(paragraph.strip())
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Emplois", "80"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_word(tmp_path: Path) -> None:
    document = read(tmp_path / "a.docx", word("Deux ferries pour Corvane"))
    assert document.text == "\n\n".join([*(p.strip() for p in TEXT.split("\n\n")), "Emplois\t80"])
    assert (document.title, document.authors) == ("Deux ferries pour Corvane", ())


def test_bad_word_documents(tmp_path: Path) -> None:
    assert skipped(tmp_path / "a.docx", b"\xd0\xcf\x11\xe0 old").startswith("damaged Word document, or none")
    assert skipped(tmp_path / "b.docx", zipped({"x.txt": b"x"})).startswith("damaged Word document: ")
    bomb = zipped({"word/document.xml": b" " * 150_000_000}, zipfile.ZIP_DEFLATED)
    assert skipped(tmp_path / "c.docx", bomb).startswith(f"unpacks to more than {RATIO} times its size")
