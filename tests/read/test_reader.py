"""Paths to documents: every input is a document or one clear line, and nothing is lost."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Document, Skipped
from kg.read import SUFFIXES, Reading, expand, read_documents
from kg.read.reader import TEXT_LIMIT

TEXT = (
    "Deux ferries pour Corvane\n\nPublié dans Le Veilleur le 01 - 07 - 2025\n\nLe chantier naval Corvane "
    "construira deux ferries électriques pour la compagnie Insulia. Le contrat se monte à 210 millions "
    "d’euros.\n"
)


def one(path: Path, **options: int) -> Document | Skipped:
    (found,) = read_documents([path], Reading(**options))
    return found


def read(path: Path) -> Document:
    found = one(path)
    assert isinstance(found, Document), found
    return found


def skipped(path: Path, **options: int) -> str:
    found = one(path, **options)
    assert isinstance(found, Skipped), found
    assert "\n" not in found.reason
    return found.reason


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    assert read(write(tmp_path / "a.txt", TEXT.encode(encoding))).text == TEXT


def test_latin_1_without_curly_quotes(tmp_path: Path) -> None:
    text = TEXT.replace("’", "'")
    assert read(write(tmp_path / "a.txt", text.encode("latin-1"))).text == text


def test_utf_8_with_one_broken_byte_is_still_utf_8(tmp_path: Path) -> None:
    data = TEXT.encode() + "é è à ù ê â î ô û ç".encode() * 3 + b"\xe9 fin"
    document = read(write(tmp_path / "a.txt", data))
    assert "électriques" in document.text
    assert document.text.endswith("\ufffd fin")


def test_text_is_the_file_as_it_is(tmp_path: Path) -> None:
    text = "  " + TEXT.replace("\n", "\r\n") + "\t\r\n"
    document = read(write(tmp_path / "a.txt", text))
    assert document.text == text
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_identity_and_metadata(tmp_path: Path) -> None:
    document = read(write(tmp_path / "Été à Sète_01.txt", TEXT))
    assert document.id == f"ete-a-sete-01-{document.sha256[:8]}"
    assert document.name == "Été à Sète_01"
    assert document.language == "fr"
    assert (document.title, document.published) == ("Deux ferries pour Corvane", "2025-07-01")
    assert document.publisher == "Le Veilleur"


@pytest.mark.parametrize(
    ("line", "published", "authors"),
    [
        ("Publié le 21/08/2025 à 17h42", "2025-08-21", ()),
        ("Par Jeanne Vauzelle, le 03-09-2025 à 06:30", "2025-09-03", ("Jeanne Vauzelle",)),
        ("Mis à jour le 1er mars 2024", "2024-03-01", ()),
        ("Publié le 2 mai 2024 | Mis à jour le 3 mai 2024", "2024-05-02", ()),
        ("Samedi 17 mai 2025 | Par Paul Ardouin", "2025-05-17", ("Paul Ardouin",)),
        ("12.03.2025, 07h31", "2025-03-12", ()),
        ("Publié le 45/13/2025", None, ()),
    ],
)
def test_metadata_lines(tmp_path: Path, line: str, published: str | None, authors: tuple[str, ...]) -> None:
    document = read(
        write(tmp_path / "a.txt", TEXT.replace("Publié dans Le Veilleur le 01 - 07 - 2025", line))
    )
    assert (document.published, document.authors) == (published, authors)


def test_date_of_an_agency_and_no_date_of_the_story(tmp_path: Path) -> None:
    body = TEXT.replace("Publié dans Le Veilleur le 01 - 07 - 2025\n\n", "")
    told = read(
        write(tmp_path / "a.txt", body.replace("Le chantier", "NORVILLE, 9 juillet 2025 – Le chantier"))
    )
    story = read(write(tmp_path / "b.txt", body.replace("Le contrat", "Signé le 3 mars 2025, le contrat")))
    assert (told.published, story.published) == ("2025-07-09", None)


def test_broken_words_of_the_title_are_joined(tmp_path: Path) -> None:
    document = read(
        write(tmp_path / "a.txt", TEXT.replace("Deux ferries pour", "Deux ferries de trans-\nport pour"))
    )
    assert document.title == "Deux ferries de transport pour Corvane"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \n\t ", "the file is empty"),
        ("a.txt", b"\xef\xbb\xbf\n", "the file is empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x01", "this is a PNG picture, not text"),
        ("a.txt", b"%PDF-1.7 \xe2\xe3", "this is a PDF, not text"),
        ("a.txt", bytes(range(256)) * 20, "binary data, not text"),
        ("a.txt", b"\xff\xfe\x00", "broken utf-16 text at byte 2"),
        ("a.xls", b"a,b", "files of kind .xls are not read (read are .txt, .md, .html, "),
        ("a", b"text", "files of kind without extension are not read"),
        ("a.html", b"<html><body></body></html>", "no article was found in this page"),
        ("a.jsonl", b"", "the file is empty"),
        ("a.jsonl", b"\n\n", "the file is empty"),
        ("a.txt", b"12 34 56 78", "the language cannot be told; known: fr"),
    ],
)
def test_one_clear_line(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    assert skipped(write(tmp_path / name, content)).startswith(reason)


def test_missing_and_odd_paths(tmp_path: Path) -> None:
    assert skipped(tmp_path / "nothing.txt") == "no such file or folder"
    assert skipped(tmp_path / "*.txt") == "no such file or folder"
    assert skipped(Path("/dev/null")) == "not a regular file"


def test_too_big(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(20_000_000)
    assert skipped(big) == "too big: 20.0 MB (limit 10 MB); is this one article?"
    assert skipped(write(tmp_path / "a.txt", TEXT), limit=100).startswith("too big: 0.0 MB")
    assert skipped(write(tmp_path / "b.txt", "le chat. " * (TEXT_LIMIT // 9 + 1))).startswith(
        "too long: 1000"
    )


def test_unknown_language(tmp_path: Path) -> None:
    english = (
        "The shipyard will build two electric ferries for the company. The contract is worth millions. " * 3
    )
    assert skipped(write(tmp_path / "a.txt", english)) == "the language seems to be 'en'; known: fr"


def test_short_text_is_french(tmp_path: Path) -> None:
    assert read(write(tmp_path / "a.txt", "Elle fera appel.")).language == "fr"


def test_folders_globs_and_repetition(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/a.txt", ".hidden/x.txt", "notes.xls"):
        write(tmp_path / name, TEXT.replace("deux", name))
    found = [d for d in read_documents([tmp_path, tmp_path / "a.txt"]) if isinstance(d, Document)]
    assert [Path(d.source).relative_to(tmp_path).as_posix() for d in found] == ["a.txt", "b.txt", "sub/a.txt"]
    assert [d.name for d in found] == ["a", "b", f"a-{found[2].sha256[:8]}"]
    assert expand([f"{tmp_path}/*.txt"]) == (tmp_path / "a.txt", tmp_path / "b.txt")
    assert expand([f"{tmp_path}/**/a.txt"]) == (tmp_path / "a.txt", tmp_path / "sub" / "a.txt")
    assert expand([f"{tmp_path}/*.xyz"]) == (tmp_path / "*.xyz",)


def test_a_graph_within_a_folder_is_no_input(tmp_path: Path) -> None:
    for name in ("a.txt", "graph/sources/a-1.txt", "graph/fetched/x.txt", "graph/graph.ttl"):
        write(tmp_path / name, TEXT)
    assert [d.source for d in read_documents([tmp_path])] == [str(tmp_path / "a.txt")]


def test_same_text_twice(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.txt", TEXT), write(tmp_path / "b.txt", TEXT)
    found = list(read_documents([first, second]))
    assert found[1] == Skipped(str(second), f"the same text as {first}")


def test_one_document_at_a_time(tmp_path: Path) -> None:
    paths = [write(tmp_path / "a.txt", TEXT), write(tmp_path / "b.txt", TEXT + "Encore.")]
    stream = read_documents(paths)
    next(stream)
    (tmp_path / "b.txt").unlink()
    assert next(stream) == Skipped(str(tmp_path / "b.txt"), "no such file or folder")


def test_json_lines(tmp_path: Path) -> None:
    rows = [
        json.dumps(
            {"id": "n° 7", "text": TEXT, "title": "Titre", "date": "2024-05-02T10:00:00Z", "author": ["A B"]}
        ),
        "{broken",
        json.dumps({"body": TEXT + "Deux.", "source": {"name": "Le Quai"}, "url": "https://quai.example/1"}),
        "",
        json.dumps(["text"]),
        json.dumps({"title": "no text"}),
        "[" * 200_000,
    ]
    path = write(tmp_path / "feed.jsonl", "\n".join(rows))
    first, second, third, *bad = read_documents([path])
    assert isinstance(first, Document)
    assert (first.name, first.title, first.published, first.authors) == (
        "n-7",
        "Titre",
        "2024-05-02",
        ("A B",),
    )
    assert second == Skipped(
        f"{path}:2", "broken JSON: Expecting property name enclosed in double quotes at column 2"
    )
    assert isinstance(third, Document)
    assert (third.name, third.publisher, third.url) == ("feed-3", "Le Quai", "https://quai.example/1")
    assert third.source == f"{path}:3"
    assert [type(b) for b in bad] == [Skipped] * 3


def test_long_line_of_json_is_passed_over(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl", json.dumps({"text": "x" * 5000}) + "\n" + json.dumps({"text": TEXT}) + "\n"
    )
    first, second = read_documents([path], Reading(limit=2000))
    assert isinstance(first, Skipped)
    assert first.source == f"{path}:1"
    assert isinstance(second, Document)


def test_front_matter(tmp_path: Path) -> None:
    head = '---\ntitle: "Un : titre"\ndate: 2024-05-02\n'
    head += "authors:\n  - Anna Volke\n  - Paul Ardouin\nsource: Le Quai\n---\n"
    document = read(write(tmp_path / "a.md", head + TEXT))
    assert (document.title, document.published, document.publisher) == ("Un : titre", "2024-05-02", "Le Quai")
    assert document.authors == ("Anna Volke", "Paul Ardouin")
    assert document.text == head + TEXT


def test_inline_markdown_is_reduced_to_its_words(tmp_path: Path) -> None:
    text = TEXT.replace("Corvane construira", "[**Corvane**](https://corvane.example/a_(b)) *construira*")
    assert read(write(tmp_path / "a.md", text)).text == TEXT
    assert read(write(tmp_path / "b.txt", text)).text == text


PAGE = """<!DOCTYPE html><html lang="fr"><head><meta charset="{charset}">
<title>Deux ferries pour Corvane | Le Veilleur</title>
<meta property="og:site_name" content="Le Veilleur"><link rel="canonical" href="https://veilleur.example/eco/corvane">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle",
"headline":"Deux ferries pour Corvane","datePublished":"2025-02-14T09:12:00+01:00",
"author":{{"@type":"Person","name":"Olivier Drass"}}}}</script></head>
<body><nav><ul><li><a href="/">Accueil</a></li><li><a href="/sport">Sports</a></li></ul></nav>
<article><h1>Deux ferries pour Corvane</h1>
<p>Le chantier naval Corvane construira deux ferries électriques pour la compagnie Insulia.
Le contrat, signé vendredi, se monte à 210 millions d'euros.</p>
<h2>Des embauches en vue</h2>
<p>Corvane, qui emploie 1 150 salariés, prévoit d'embaucher 80 soudeurs. <b>La région</b> garantit une partie
des emprunts du chantier, où les navires seront livrés en 2028.</p></article>
<aside><h3>Les plus lus</h3><ul><li><a href="/a">Un tracteur en feu à Thorane</a></li></ul></aside>
<section id="comments"><h3>Commentaires</h3><p>Toujours la même chose, dit Jeannot.</p></section>
<footer><p>© Le Veilleur. Mentions légales</p></footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_html(tmp_path: Path, charset: str) -> None:
    document = read(write(tmp_path / "a.html", PAGE.format(charset=charset).encode(charset)))
    assert (document.title, document.published) == ("Deux ferries pour Corvane", "2025-02-14")
    assert (document.authors, document.publisher) == (("Olivier Drass",), "Le Veilleur")
    assert document.url == "https://veilleur.example/eco/corvane"
    lines = document.text.splitlines()
    assert lines[0] == "Deux ferries pour Corvane"
    assert "Des embauches en vue" in lines
    assert "électriques" in document.text
    for word in ("tracteur", "Jeannot", "Accueil", "Mentions"):
        assert word not in document.text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400), suffix=st.sampled_from(SUFFIXES))
def test_any_bytes_give_documents_or_reasons(tmp_path: Path, content: bytes, suffix: str) -> None:
    for found in read_documents([write(tmp_path / f"a{suffix}", content)]):
        assert isinstance(found, Document) or (found.reason and "\n" not in found.reason)
