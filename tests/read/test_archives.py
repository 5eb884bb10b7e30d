"""Zip, gzip, web archives, tables, saved pages and feeds in files: articles come out, and nothing is lost."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tracemalloc
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from kg.errors import InputError
from kg.model import Document, Skipped
from kg.read import Columns, Reading, read_documents
from tests.read.made import OTHER, TEXT, column, page, pdf, zipped
from tests.read.test_print import word


def read(path: Path, data: bytes | None = None, **columns: str) -> tuple[list[Document], list[Skipped]]:
    if data is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    found = list(read_documents([path], Reading(columns=Columns.of(columns))))
    return [f for f in found if isinstance(f, Document)], [f for f in found if isinstance(f, Skipped)]


def table(rows: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def test_zip_holds_all_kinds(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"text": t}) for t in (TEXT + "Un.", TEXT + "Deux."))
    data = zipped({
        "b/page.html": page(), "a.txt": TEXT.encode(), "c.jsonl.gz": gzip.compress(lines.encode()),
        "d.zip": zipped({"inner.txt": OTHER.encode()}), "photo.jpg": b"x", ".hidden.txt": b"x",
        "__MACOSX/a.txt": b"x", "broken.pdf": b"%PDF",
    })  # fmt: skip
    documents, skipped = read(tmp_path / "press.zip", data)
    where = str(tmp_path / "press.zip")
    assert [d.source for d in documents] == [
        f"{where}:a.txt", f"{where}:b/page.html", f"{where}:c.jsonl.gz:1", f"{where}:c.jsonl.gz:2",
        f"{where}:d.zip:inner.txt",
    ]  # fmt: skip
    assert [d.name for d in documents] == ["a", "page", "c-1", "c-2", "inner"]
    assert [s.source for s in skipped] == [f"{where}:broken.pdf"]


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil.txt", "..\\evil.txt", "a/\x1b[31m\nevil.txt"])
def test_names_in_archives_lead_nowhere(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "in"
    ((document,), skipped) = read(inside / "a.zip", zipped({name: TEXT.encode()}))
    assert not skipped
    assert not set("/\\\n\x1b") & set(document.name)
    assert document.name.endswith("evil")
    assert "\n" not in document.source
    assert "\x1b" not in document.source
    assert [p.name for p in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_bombs_are_stopped(tmp_path: Path) -> None:
    zeros = zipped({f"{n}.txt": b" " * 9_999_999 for n in range(30)})
    documents, skipped = read(tmp_path / "a.zip", zeros)
    assert not documents
    assert len(skipped) == 12  # ten that are empty, the one that was too much, the archive
    assert skipped[-1].source == str(tmp_path / "a.zip")
    assert skipped[-1].reason == "unpacks to more than 200 times its size: not read any further"
    packed = gzip.compress(json.dumps({"text": TEXT}).encode() + b"\n" + b"\n" * 300_000_000, 9)
    documents, skipped = read(tmp_path / "b.jsonl.gz", packed)
    assert len(documents) == 1
    assert [s.reason for s in skipped] == ["unpacks to more than 200 times its size: not read any further"]
    one_line = gzip.compress(b"x" * 300_000_000, 9)
    documents, skipped = read(tmp_path / "c.txt.gz", one_line)
    assert skipped[0].reason.startswith("too big: more than 10 MB")
    inner = {"x.txt": TEXT.encode()}
    for _ in range(5):
        inner = {"x.zip": zipped(inner)}
    assert read(tmp_path / "d.zip", zipped(inner))[1][0].reason == "archives within archives, too deep"


def test_damaged_and_locked_archives(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT.encode(), "b.txt": OTHER.encode()}, zipfile.ZIP_STORED))
    at = data.find(b"Corvane")
    data[at : at + 3] = b"XXX"
    documents, skipped = read(tmp_path / "a.zip", bytes(data))
    assert [d.name for d in documents] == ["b"]
    assert skipped[0].reason.startswith("damaged archive: Bad CRC-32")
    assert read(tmp_path / "b.zip", b"PK\x03\x04 nothing")[1][0].reason.startswith("no zip archive")
    assert read(tmp_path / "c.txt.gz", b"no gzip at all")[1][0].reason.startswith("damaged archive: Not")
    assert read(tmp_path / "d.txt.gz", gzip.compress(TEXT.encode())[:-20])[1][0].reason.startswith("damaged")
    assert "what is in this .gz file?" in read(tmp_path / "e.gz", gzip.compress(b"x"))[1][0].reason
    locked = bytearray(zipped({"a.txt": TEXT.encode()}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.find(mark) + at] |= 1
    assert read(tmp_path / "f.zip", bytes(locked))[1] == [
        Skipped(f"{tmp_path}/f.zip:a.txt", "protected by a password")
    ]


def warc(records: Sequence[tuple[str, str, str, bytes]], *, packed: bool = True) -> bytes:
    """A web archive of (url, status, content type, body)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("crawl.warc", {"software": "test"}))
    for url, status, kind, body in records:
        head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=head)
        )
    return out.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_web_archive(tmp_path: Path, packed: bool) -> None:
    data = warc(
        [
            ("https://quai.example/eco/ferries?x=1", "200 OK", "text/html; charset=utf-8", page()),
            ("https://quai.example/logo.png", "200 OK", "image/png", b"\x89PNG"),
            ("https://quai.example/old", "301 Moved", "text/html", b""),
            ("https://quai.example/none", "200 OK", "text/html", b"<html><body></body></html>"),
            ("https://quai.example/eco/tugs", "200 OK", "text/html", page("remorqueurs", "Marlane")),
        ],
        packed=packed,
    )
    documents, skipped = read(tmp_path / ("crawl.warc.gz" if packed else "crawl.warc"), data)
    assert [(d.name, d.url) for d in documents] == [
        ("ferries", "https://quai.example/eco/ferries?x=1"), ("tugs", "https://quai.example/eco/tugs"),
    ]  # fmt: skip
    assert [s.reason for s in skipped] == ["no article was found in this page"]
    whole = warc([("https://q.example/", "200 OK", "text/html", page())], packed=packed)
    for end in (len(whole) - 60, len(whole) // 2):
        _, (told,) = read(tmp_path / "cut.warc", whole[:end])
        assert "cut off" in told.reason


LINK = "https://q.example/1"


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16")])
def test_csv(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [
        ["Titre", "Date de parution", "Journal", "Auteur", "Chapô", "Texte intégral", "Lien"],
        ["Deux ferries", "03/07/2025", "Le Quai", "Anna Volke; Paul Ardouin", "En bref, tout.", TEXT, LINK],
        ["Vide", "", "Le Quai", "", "", "  ", ""],
        ["Remorqueurs", "12 juill. 2025", "Le Port", "", "", OTHER, ""],
    ]
    documents, skipped = read(tmp_path / "export.csv", table(rows, delimiter, encoding))
    first, second = documents
    assert (first.title, first.published, first.publisher) == ("Deux ferries", "2025-07-03", "Le Quai")
    assert (first.authors, first.url) == (("Anna Volke", "Paul Ardouin"), LINK)
    assert first.text == f"En bref, tout.\n\n{TEXT}"
    assert (second.published, second.publisher) == ("2025-07-12", "Le Port")
    assert len(skipped) == 1
    assert skipped[0].reason.startswith("no text: ")


def test_a_table_that_excel_wrote(tmp_path: Path) -> None:
    data = b"sep=;\r\n" + table([["texte", "a, b, c, d"], [TEXT, "x, y"]], ";", "cp1252")
    ((document,), skipped) = read(tmp_path / "a.csv", data)
    assert (document.text, skipped) == (TEXT, [])


def test_columns_by_option(tmp_path: Path) -> None:
    rows = [["A", "B", "C", "D"], ["Tête.", TEXT, "Un titre", "2025-07-03"]]
    data = table(rows)
    _, (told,) = read(tmp_path / "a.csv", data)
    assert told.reason == (
        "no column is known to hold the text: say which, --column text=NAME; there are: A, B, C, D"
    )
    (document,), _ = read(tmp_path / "a.csv", text="A+B", title="C", published="d")
    assert document.text == f"Tête.\n\n{TEXT}"
    assert (document.title, document.published) == ("Un titre", "2025-07-03")
    _, (told,) = read(tmp_path / "a.csv", text="E")
    assert told.reason == "no column 'e' for text; there are: A, B, C, D"
    with pytest.raises(InputError, match="no field 'texte': columns are given for text, lead"):
        Columns.of({"texte": "A"})
    lines = json.dumps({"Corps du papier": TEXT, "quand": "2025-07-03"}).encode()
    (document,), _ = read(tmp_path / "a.jsonl", lines, text="corps_du_papier", published="quand")
    assert document.published == "2025-07-03"


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    columns = {"body": [TEXT, None, OTHER], "date": ["2025-07-03"] * 3, "author": [["Anna Volke"], [], []]}
    parquet.write_table(pyarrow.table({**columns, "other": [1, 2, 3]}), path)
    documents, skipped = read(path)
    assert [(d.source, d.authors) for d in documents] == [(f"{path}:1", ("Anna Volke",)), (f"{path}:3", ())]
    assert [s.source for s in skipped] == [f"{path}:2"]
    assert read(tmp_path / "b.parquet", b"PAR1 nothing")[1][0].reason.startswith("no Parquet file")


def test_parquet_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    _, (told,) = read(tmp_path / "a.parquet", b"PAR1")
    assert told.reason == "reading Parquet needs pyarrow: pip install 'newskg[parquet]'"


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["texte", "rest"])
        writer.writerows([str(n), "x" * 10_000] for n in range(6_000))
    tracemalloc.start()
    skipped = sum(1 for _ in read_documents([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (skipped, path.stat().st_size > 60_000_000) == (6_000, True)
    assert peak < 20_000_000


def test_saved_pages(tmp_path: Path) -> None:
    saved = page().replace(b"<html", b"<!-- saved from url=(0028)https://quai.example/eco/ferries -->\n<html")
    (tmp_path / "Ferries_fichiers").mkdir()
    (tmp_path / "Ferries_fichiers" / "frame.html").write_bytes(page("cadres", "Cadre"))
    (tmp_path / "Ferries.html").write_bytes(saved)
    mhtml = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://quai.example/eco/tugs\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n'
        b"----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: binary\r\n\r\n"
        + page("remorqueurs", "Marlane") + b"\r\n----b--\r\n"
    )  # fmt: skip
    (tmp_path / "tugs.mhtml").write_bytes(mhtml)
    documents, skipped = read(tmp_path)
    assert [(d.name, d.url) for d in documents] == [
        ("Ferries", "https://quai.example/eco/ferries"), ("tugs", "https://quai.example/eco/tugs"),
    ]  # fmt: skip
    assert not skipped


FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Le Quai</title>
<item><title>Deux ferries pour Corvane</title><link>https://quai.example/1</link>
<pubDate>jeu., 3 juil. 2025 10:00:00 +0200</pubDate><dc:creator>Anna Volke</dc:creator>
<description>&lt;p&gt;Le chantier naval Corvane construira deux &lt;b&gt;ferries&lt;/b&gt; pour
Insulia.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;&lt;p&gt;Il embauche.&lt;/p&gt;</description></item>
<item><title>Marlane livre un remorqueur à Insulia</title><guid isPermaLink="false">2</guid>
<pubDate>Fri, 04 Jul 2025 10:00:00 GMT</pubDate></item>
<item></item></channel></rss>"""


@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a.xml.gz"])
def test_a_feed_in_a_file_is_read_without_the_network(tmp_path: Path, name: str) -> None:
    data = FEED.encode()
    documents, skipped = read(tmp_path / name, gzip.compress(data) if name.endswith("gz") else data)
    first, second = documents
    assert first.text == (
        "Deux ferries pour Corvane\n\nLe chantier naval Corvane construira deux ferries pour Insulia."
        "\n\nIl embauche."
    )
    assert (first.published, first.authors, first.publisher) == ("2025-07-03", ("Anna Volke",), "Le Quai")
    assert (first.source, first.url) == ("https://quai.example/1", "https://quai.example/1")
    assert (second.published, second.source) == ("2025-07-04", f"{tmp_path / name}#2")
    assert [s.reason for s in skipped] == ["an entry without text"]


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Le Port</title><entry><title>Marlane livre</title>
<link href="https://port.example/2"/><updated>2025-07-05T08:00:00Z</updated>
<author><name>Paul Ardouin</name></author>
<content type="html">&lt;p&gt;Le chantier Marlane livre un remorqueur à Insulia.&lt;/p&gt;</content>
</entry></feed>"""


def test_atom_and_other_xml(tmp_path: Path) -> None:
    ((document,), _) = read(tmp_path / "a.atom", ATOM.encode())
    assert (document.published, document.authors) == ("2025-07-05", ("Paul Ardouin",))
    assert read(tmp_path / "b.xml", b"<?xml version='1.0'?><inventory/>")[1][0].reason == (
        "this XML is neither a feed nor a sitemap"
    )
    laughs = (
        "<!DOCTYPE rss ["
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 20 if n else "lol"}">' for n in range(9))
        + "]><rss version='2.0'><channel><title>&a8;</title><item><title>&a8;</title></item></channel></rss>"
    )
    documents, _ = read(tmp_path / "c.xml", laughs.encode())
    assert all(len(d.text) < 10_000 for d in documents)


def test_lists_in_folders_are_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "sitemap.xml").write_text(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://127.0.0.1:9/a</loc>'
        "</url></urlset>"
    )
    (tmp_path / "list.txt").write_text("# pages\nhttp://127.0.0.1:9/b\n")
    documents, skipped = read(tmp_path)
    assert not documents
    assert {s.reason for s in skipped} == {"a list of addresses: name it itself, and its pages are fetched"}


def test_the_same_text_in_two_media_is_two_documents(tmp_path: Path) -> None:
    def lines() -> Iterator[str]:
        for who in ("Le Quai", "Le Port", "Le Port"):
            yield json.dumps({"title": "Deux ferries", "text": TEXT, "source": who, "id": "x"})

    documents, skipped = read(tmp_path / "a.jsonl", "\n".join(lines()).encode())
    assert [d.publisher for d in documents] == ["Le Quai", "Le Port"]
    assert len({d.id for d in documents}) == len({d.name for d in documents}) == 2
    assert skipped[0].reason.startswith("the same text as")


def test_gz_and_zip_of_all_kinds(tmp_path: Path) -> None:
    rows = io.BytesIO()
    parquet.write_table(pyarrow.table({"texte": [TEXT]}), rows)
    made = {
        "a.txt": TEXT.encode(), "a.html": page(), "a.docx": word(), "a.pdf": pdf([column(40, 800, TEXT)]),
        "a.csv": table([["texte"], [TEXT]]), "a.jsonl": json.dumps({"text": TEXT}).encode(),
        "a.parquet": rows.getvalue(), "a.xml": ATOM.encode(),
        "a.warc": warc([("https://q.example/", "200 OK", "text/html", page())], packed=False),
    }  # fmt: skip
    for name, data in made.items():
        for file, content in ((f"{name}.gz", gzip.compress(data)), (f"{name}.zip", zipped({name: data}))):
            documents, skipped = read(tmp_path / file, content)
            assert (file, len(documents), skipped) == (file, 1, [])
