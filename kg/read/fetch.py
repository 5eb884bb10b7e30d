"""Pages of the web, fetched politely: what robots.txt allows, one at a time, with a pause for each host.

trafilatura's own fetching follows redirections unseen and knows neither robots.txt nor private
addresses; urllib3, which is underneath it, lets both be done. protego reads robots.txt as RFC 9309 asks.
"""

from __future__ import annotations

import logging
import ssl
import time
from typing import Any
from urllib.parse import urljoin, urlsplit

from kg import __version__
from kg.errors import InputError
from kg.read.kept import Kept, Page
from kg.read.options import Fetching

NAME = "newskg"
AGENT = f"{NAME}/{__version__} (reads news articles for a knowledge graph; https://w3id.org/newskg)"
ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.5"
HEAD = {"User-Agent": AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"}
REDIRECTIONS = 5
ROBOTS = 500_000  # bytes of robots.txt that count, by RFC 9309
PATIENCE = 60.0  # seconds that a server may ask to wait
_CHUNK = 65536


class Fetcher:
    """`limit` is in bytes of one page. One request at a time; what is kept is not asked for again."""

    def __init__(self, fetching: Fetching, limit: int) -> None:
        self._fetching, self._limit = fetching, limit
        self._robots: dict[str, Any] = {}
        self._last: dict[str, float] = {}
        self._kept = Kept(fetching.kept) if fetching.kept else None
        self._manager: Any = None

    def get(self, url: str) -> Page:
        """A page, from the kept ones or the web. Raises InputError when it cannot be had, and says why."""
        found = self._kept.find(url) if self._kept and not self._fetching.again else None
        return found or self._fetch(url)

    def keep(self, url: str, page: Page) -> None:
        """Keep a page, so that it is not fetched again."""
        if self._kept:
            self._kept.keep(url, page)

    def _fetch(self, url: str) -> Page:
        target = url
        for _ in range(REDIRECTIONS + 1):
            self._allowed(target)
            self._wait(target)
            status, headers, data = self._patiently(target)
            if status in (301, 302, 303, 307, 308) and headers.get("Location"):
                target = urljoin(target, headers["Location"])
                continue
            if status != 200:
                raise InputError(f"the server answers {status}")
            return Page(target, headers.get("Content-Type") or "", data)
        raise InputError(f"more than {REDIRECTIONS} redirections")

    def _patiently(self, url: str) -> tuple[int, Any, bytes]:
        """A request; a server that asks to wait a little is asked once more."""
        answer = self._request(url, self._limit)
        told = answer[1].get("Retry-After", "")
        if answer[0] in (429, 503) and told.isdigit() and float(told) <= PATIENCE:
            time.sleep(float(told))
            answer = self._request(url, self._limit)
        return answer

    def _wait(self, url: str) -> None:
        host = urlsplit(url).netloc.lower()
        asked = self._rules(url).crawl_delay(NAME) or 0.0
        pause = max(self._fetching.pause, min(asked, PATIENCE))
        ready = self._last.get(host, -pause) + pause
        now = time.monotonic()
        if host in self._last and ready > now:
            time.sleep(ready - now)
        self._last[host] = time.monotonic()

    def _allowed(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError(f"no address of a page: {url}")
        if not self._rules(url).can_fetch(url, NAME):
            raise InputError("robots.txt of the site asks not to fetch this page")

    def _rules(self, url: str) -> Any:
        """The robots.txt of a site. One that is not there allows all; one that a server fails to send,
        nothing."""
        from protego import Protego

        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}".lower()
        if origin not in self._robots:
            self._robots[origin] = Protego.parse(self._robots_text(f"{origin}/robots.txt"))
        return self._robots[origin]

    def _robots_text(self, url: str) -> str:
        for _ in range(REDIRECTIONS + 1):
            status, headers, data = self._request(url, ROBOTS, cut=True)
            if status in (301, 302, 303, 307, 308) and headers.get("Location"):
                url = urljoin(url, headers["Location"])
                if urlsplit(url).scheme not in ("http", "https"):
                    return ""
                continue
            if status >= 500 or status == 429:
                return "User-agent: *\nDisallow: /"
            return data.decode("utf-8", "replace") if status == 200 else ""
        return ""

    def _request(self, url: str, limit: int, *, cut: bool = False) -> tuple[int, Any, bytes]:
        """Status, headers and, with status 200, the body. `cut`: a longer one ends at the limit."""
        from urllib3.exceptions import HTTPError

        deadline = time.monotonic() + self._fetching.seconds
        try:
            answer = self._connections().request(
                "GET", url, headers=HEAD, redirect=False, preload_content=False, decode_content=True
            )
            try:
                body = self._body(answer, limit, deadline, cut) if answer.status == 200 else b""
            finally:
                answer.close()
        except HTTPError as error:
            raise InputError(_told(error)) from None
        return answer.status, answer.headers, body

    def _body(self, answer: Any, limit: int, deadline: float, cut: bool) -> bytes:
        parts, size = [], 0
        while chunk := answer.read1(_CHUNK):
            parts.append(chunk)
            size += len(chunk)
            if size > limit and not cut:
                raise InputError(f"too big: more than {limit / 1e6:g} MB")
            if time.monotonic() > deadline:
                raise InputError(f"too slow: not here after {self._fetching.seconds:g} seconds")
            if size > limit:
                break
        return b"".join(parts)[:limit]

    def _connections(self) -> Any:
        if self._manager is None:
            import certifi
            from urllib3 import Retry, Timeout

            from kg.read.addresses import connections

            logging.getLogger("urllib3").setLevel(logging.CRITICAL)  # what is wrong is told in one line
            context = ssl.create_default_context()
            context.load_verify_locations(certifi.where())
            self._manager = connections(
                private=self._fetching.private,
                timeout=Timeout(connect=min(10.0, self._fetching.seconds), read=self._fetching.seconds),
                retries=Retry(
                    1,
                    connect=1,
                    read=0,
                    redirect=0,
                    status=0,
                    other=0,
                    backoff_factor=0.3,
                    respect_retry_after_header=False,
                ),
                ssl_context=context,
            )
        return self._manager


def _told(error: Exception) -> str:
    """What went wrong on the way to a server, in one line."""
    from urllib3 import exceptions as e

    reason = error.reason if isinstance(error, e.MaxRetryError) and error.reason else error
    if isinstance(reason, e.NameResolutionError):
        return "the name of the server is not known"
    if isinstance(reason, e.NewConnectionError):  # in urllib3 it is a TimeoutError, too
        return "no connection to the server"
    if isinstance(reason, e.TimeoutError):
        return "too slow: the server does not answer"
    if isinstance(reason, e.SSLError):
        bad = "CERTIFICATE_VERIFY_FAILED" in str(reason)
        return "the server's certificate is not valid" if bad else "no secure connection to the server"
    return f"the server's answer is broken ({type(reason).__name__})"
