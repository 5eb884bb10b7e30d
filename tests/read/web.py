"""A small web on loopback for the tests: pages, and every way in which a server can misbehave."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

Answer = tuple[int, dict[str, str], bytes]


class Web:
    """`pages` by path; `asked` notes (path, when, headers) of each request."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, float, dict[str, str]]] = []
        self.root = ""

    def put(
        self, path: str, body: bytes | str, kind: str = "text/html", status: int = 200, **head: str
    ) -> str:
        """Serve a page; returns its address. `head` names further headers with _ for -."""
        data = body.encode() if isinstance(body, str) else body
        headers = {"Content-Type": kind, **{k.replace("_", "-"): v for k, v in head.items()}}
        self.pages[path] = status, headers, data
        return self.root + path

    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [path for path, _, _ in self.asked if path != "/robots.txt"]


def own_certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1 that signs itself, with its key; the test is left out without openssl."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl on the PATH")
    path = folder / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test",
               "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", path.name]  # fmt: skip
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return path


@contextmanager
def serving(certificate: Path | None = None) -> Iterator[Web]:
    """A real HTTP server on a free port of this machine; with a certificate it speaks TLS."""
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.asked.append((self.path, time.monotonic(), dict(self.headers)))
            if self.path in ("/slow", "/endless"):
                self._trickle(b"x" if self.path == "/slow" else b"x" * 500_000)
                return
            if self.path == "/head":
                for byte in b"HTTP/1.1 200 OK\r\n" + b"X-Y: z\r\n" * 50:
                    self.wfile.write(bytes([byte]))
                    time.sleep(0.02)
                return
            if self.path == "/broken":
                self.wfile.write(b"nonsense\r\n\r\n")
                return
            status, headers, body = web.pages.get(self.path, (404, {}, b"nothing"))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _trickle(self, piece: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            try:
                for _ in range(400):
                    self.wfile.write(piece)
                    self.wfile.flush()
                    time.sleep(0.05 if len(piece) == 1 else 0)
            except OSError:
                return

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, certificate.with_name("key.pem"))
        server.socket = context.wrap_socket(server.socket, server_side=True)
    web.root = f"http{'s' if certificate else ''}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()


def packed(body: bytes) -> bytes:
    """gzip, as a server sends it."""
    return gzip.compress(body)
