"""Pages of the web, from a real server on this machine: politely, safely, and no page twice."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from kg.model import Document, Skipped
from kg.read import Fetching, Reading, expand, read_documents
from kg.read.addresses import is_public, public_addresses
from tests.read.made import column, page, pdf
from tests.read.test_archives import FEED
from tests.read.test_print import LEFT
from tests.read.web import Web, own_certificate, packed, serving

NONE = "no article was found in this page"


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as found:
        yield found


def read(*places: str | Path, limit: int = 10_000_000, **how: Any) -> tuple[list[Document], list[Skipped]]:
    fetching = Fetching(**{"private": True, "pause": 0.0, **how})
    found = list(read_documents(expand(places), Reading(limit=limit, fetching=fetching)))
    return [f for f in found if isinstance(f, Document)], [f for f in found if isinstance(f, Skipped)]


def reason(place: str, **how: Any) -> str:
    documents, (told,) = read(place, **how)
    assert not documents
    assert told.source == place
    assert "\n" not in told.reason
    return told.reason


def test_a_page(web: Web) -> None:
    address = web.put("/eco/ferries.html", packed(page()), Content_Encoding="gzip")
    (document,), _ = read(address)
    assert (document.name, document.source, document.url) == ("ferries", address, address)
    assert document.title == "Deux ferries pour Corvane"
    robots, (_, _, headers) = web.asked
    assert robots[0] == "/robots.txt"
    assert headers["User-Agent"].startswith("newskg/")
    assert "Cookie" not in headers


def test_other_kinds_of_page(web: Web) -> None:
    kinds = [
        web.put("/a.pdf", pdf([[(40, 800, "Deux ferries"), *column(40, 770, LEFT)]]), "application/pdf"),
        web.put("/b", "Le chantier Marlane livre un remorqueur.", "text/plain; charset=utf-8"),
        web.put("/c.csv", "texte;date\nLe chantier Corvane livre deux ferries.;03/07/2025\n", "text/csv"),
    ]
    documents, skipped = read(*kinds)
    assert [d.name for d in documents] == ["a", "b", "c-2"]
    assert documents[2].published == "2025-07-03"
    assert not skipped
    assert reason(web.put("/d.png", b"\x89PNG\r\n", "image/png")).startswith(
        "files of kind .png are not read"
    )


def test_what_robots_txt_forbids_is_left_alone(web: Web) -> None:
    rules = "User-agent: newskg\nDisallow: /private/\nAllow: /private/open\n\nUser-agent: *\nDisallow: /"
    web.put("/robots.txt", rules, "text/plain")
    web.put("/private/a", page())
    assert reason(web.root + "/private/a") == "robots.txt of the site asks not to fetch this page"
    assert web.paths() == []
    assert read(web.put("/private/open", page()))[0]
    web.put("/moved", "", status=302, Location="/private/a")
    assert reason(web.root + "/moved") == "robots.txt of the site asks not to fetch this page"


def test_a_site_that_cannot_send_robots_txt_is_left_alone(web: Web) -> None:
    web.put("/robots.txt", "", status=503)
    assert reason(web.put("/a", page())).startswith("robots.txt of the site asks not")
    assert web.paths() == []


def test_a_pause_between_pages_of_one_host(web: Web) -> None:
    web.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.4", "text/plain")
    pages = [web.put(f"/{n}", page(who=f"Corvane{n}")) for n in range(3)]
    documents, _ = read(*pages, pause=0.1)
    assert len(documents) == 3
    times = [when for path, when, _ in web.asked if path != "/robots.txt"]
    assert min(b - a for a, b in pairwise(times)) >= 0.39


def test_redirections(web: Web) -> None:
    target = web.put("/eco/new", page())
    web.put("/old", "", status=301, Location="/eco/new")
    (document,), _ = read(web.root + "/old")
    assert (document.source, document.url) == (web.root + "/old", target)
    web.put("/loop", "", status=302, Location="/loop")
    assert reason(web.root + "/loop") == "more than 5 redirections"
    web.put("/file", "", status=302, Location="file:///etc/passwd")
    assert reason(web.root + "/file") == "no address of a page: file:///etc/passwd"


def test_servers_that_misbehave(web: Web) -> None:
    assert reason(web.root + "/none") == "the server answers 404"
    assert reason(web.root + "/slow", seconds=0.5).startswith("too slow: not here after 0.5 seconds")
    assert reason(web.root + "/head", seconds=0.5).startswith("too slow: the server does not answer")
    assert reason(web.root + "/endless", limit=1_000_000).startswith("too big: more than 5 MB")
    bomb = web.put("/bomb", packed(b"x" * 80_000_000), Content_Encoding="gzip")
    assert reason(bomb, limit=1_000_000) == "too big: more than 5 MB"
    assert reason(web.root + "/broken").startswith("the server's answer is broken")
    assert reason("http://no-such-host.invalid/a") == "the name of the server is not known"
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        assert reason(f"http://127.0.0.1:{closed.getsockname()[1]}/a") == "no connection to the server"


def test_a_server_that_asks_to_wait_is_asked_once_more(web: Web) -> None:
    address = web.put("/busy", "", status=429, Retry_After="0")
    assert reason(address) == "the server answers 429"
    assert web.paths() == ["/busy", "/busy"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "127.1", "2130706433"])
def test_private_addresses_are_not_asked(web: Web, host: str) -> None:
    web.put("/a", page())
    port = web.root.rpartition(":")[2]
    told = reason(f"http://{host}:{port}/a", private=False)
    assert "private network" in told or told in ("the name of the server is not known",)
    assert web.asked == []


def test_nor_by_a_name_that_leads_there(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a name server answers is checked when the connection is made, also behind a redirection."""
    real = socket.getaddrinfo

    def answers(host: str, *rest: Any, **more: Any) -> Any:
        return real("127.0.0.1" if host == "press.example" else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    port = web.root.rpartition(":")[2]
    told = reason(f"http://press.example:{port}/a", private=False)
    assert told.startswith("press.example is an address of a private network (127.0.0.1)")
    assert web.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("10.0.0.1", False), ("172.16.3.4", False), ("192.168.1.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),
        ("2606:2800:220:1::1", True), ("::1", False), ("fe80::1%eth0", False), ("fd00::1", False),
        ("::ffff:127.0.0.1", False), ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_public_address_passes() -> None:
    assert public_addresses("93.184.216.34", 80) == ["93.184.216.34"]


def test_a_feed_leads_to_its_pages(web: Web) -> None:
    web.put("/1", page())
    feed = FEED.replace("https://quai.example/1", web.root + "/1").replace(
        "</channel>", f"<item><title>Perdu</title><link>{web.root}/404</link></item></channel>"
    )
    address = web.put("/feed", feed, "text/html")
    documents, skipped = read(address)
    assert [(d.source, d.published, d.publisher) for d in documents] == [
        (web.root + "/1", "2025-07-03", "Le Quai"), (f"{address}#2", "2025-07-04", "Le Quai"),
    ]  # fmt: skip
    assert "emprunts du chantier" in documents[0].text
    assert [(s.source, s.reason) for s in skipped] == [
        (f"{address}:3", "an entry without text"), (web.root + "/404", "the server answers 404"),
    ]  # fmt: skip
    assert [d.published for d in read(address, since="2025-07-04")[0]] == ["2025-07-04"]


def test_whole_texts_of_a_feed_are_not_fetched_again(web: Web) -> None:
    body = "&lt;p&gt;" + "Le chantier Corvane livre deux ferries à la compagnie Insulia. " * 20 + "&lt;/p&gt;"
    entry = (
        f"<item><title>Deux ferries</title><link>{web.root}/1</link><description>{body}</description></item>"
    )
    address = web.put("/feed", f"<rss version='2.0'><channel><title>Q</title>{entry}</channel></rss>")
    (document,), _ = read(address)
    assert (document.source, web.paths()) == (web.root + "/1", ["/feed"])


SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
)
URLS = (
    "<url><loc>{0}/new</loc><n:news><n:publication><n:name>Le Quai</n:name></n:publication>"
    "<n:publication_date>2025-07-03</n:publication_date></n:news></url>"
    "<url><loc>{0}/old</loc><lastmod>2019-01-01</lastmod></url></urlset>"
)
INDEX = (
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<sitemap><loc>{0}/map.xml.gz</loc></sitemap><sitemap><loc>{0}/index.xml</loc></sitemap></sitemapindex>"
)


def test_sitemaps(web: Web, tmp_path: Path) -> None:
    web.put("/new", page())
    web.put("/old", page("remorqueurs", "Marlane"))
    sitemap = SITEMAP + URLS.format(web.root)
    web.put("/map.xml.gz", packed(sitemap.encode()), "application/octet-stream")
    address = web.put("/index.xml", INDEX.format(web.root), "application/xml")
    documents, skipped = read(address)
    assert [(d.name, d.published, d.publisher) for d in documents] == [
        ("new", "2025-07-03", "Le Quai"), ("old", None, None),
    ]  # fmt: skip
    assert not skipped
    assert [d.name for d in read(address, since="2025-01-01")[0]] == ["new"]
    (tmp_path / "sitemap.xml").write_text(sitemap)
    assert [d.name for d in read(tmp_path / "sitemap.xml")[0]] == ["new", "old"]
    assert reason(web.put("/cut.xml", f"{SITEMAP}<url><loc>", "text/xml")).startswith("damaged sitemap: ")


def test_a_list_of_addresses_goes_on_where_it_stopped(web: Web, tmp_path: Path) -> None:
    pages = [web.put(f"/{n}", page(who=f"Corvane{n}")) for n in range(4)]
    (tmp_path / "list.txt").write_text("\n".join(["# four pages", *pages, "", web.root + "/gone", pages[0]]))
    kept = tmp_path / "kept"
    reading = Reading(fetching=Fetching(private=True, pause=0.0, kept=kept))
    stream = read_documents([tmp_path / "list.txt"], reading)
    first = [next(stream), next(stream)]
    stream.close()
    assert len(list(kept.glob("*.warc.gz"))) == 2
    web.asked.clear()
    documents, skipped = read(tmp_path / "list.txt", kept=kept)
    assert documents[:2] == first
    assert [d.name for d in documents] == ["0", "1", "2", "3"]
    assert [s.reason for s in skipped] == ["the server answers 404"]
    assert web.paths() == ["/2", "/3", "/gone"]
    web.asked.clear()
    assert len(read(tmp_path / "list.txt", kept=kept, again=True)[0]) == 4
    assert web.paths() == ["/0", "/1", "/2", "/3", "/gone"]


def test_kept_pages_are_web_archives(web: Web, tmp_path: Path) -> None:
    address = web.put("/a", page())
    documents, _ = read(address, kept=tmp_path)
    (file,) = tmp_path.iterdir()
    with file.open("rb") as stream:
        (record,) = ArchiveIterator(stream)
    assert record.rec_headers.get_header("WARC-Target-URI") == address
    ((again,), _) = read(tmp_path)
    assert (again.text, again.url) == (documents[0].text, address)
    file.write_bytes(file.read_bytes()[:40])
    web.asked.clear()
    assert read(address, kept=tmp_path)[0] == documents
    assert web.paths() == ["/a"]


def test_a_redirection_leads_to_no_private_address(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """127.0.0.1 stands for the open internet here, 127.0.0.2 for the network of the reader."""
    monkeypatch.setattr("kg.read.addresses.is_public", lambda address: address == "127.0.0.1")
    inside = web.root.replace("127.0.0.1", "127.0.0.2")
    web.put("/a", "", status=302, Location=f"{inside}/secret")
    told = reason(web.root + "/a", private=False)
    assert told.startswith("127.0.0.2 is an address of a private network")
    assert web.paths() == ["/a"]
    web.put("/b", page())
    assert read(web.root + "/b", private=False)[0]


@pytest.mark.parametrize("private", [True, False])
def test_certificates_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, private: bool) -> None:
    """A server whose certificate nobody has signed; the connection to it is made and then given up."""
    monkeypatch.setattr("kg.read.addresses.is_public", lambda address: True)
    with serving(own_certificate(tmp_path)) as web:
        web.put("/a", page())
        assert reason(web.root + "/a", private=private) == "the server's certificate is not valid"
        assert web.asked == []
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
        assert len(read(web.root + "/a", private=private)[0]) == 1
