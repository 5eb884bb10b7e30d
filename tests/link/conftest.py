"""A real reconciliation service (csv-reconcile) on this machine, over a list of invented firms."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

FIRMS = "id\tname\nF1\tVeltrane\nF2\tVeltrane Logistique\nF3\tOrdelis\nF4\tJeanne Orvault\n"
SETTINGS = """
MANIFEST = {"identifierSpace": "https://firms.example/id/", "schemaSpace": "https://firms.example/schema"}
LIMIT = 5
"""
PROGRAM = """
import sys
from csv_reconcile import create_app, initdb
app = create_app(config=sys.argv[1] + "/settings.py", instance_path=sys.argv[1] + "/instance")
with app.app_context():
    initdb.init_db_with_context(sys.argv[1] + "/firms.tsv", "id", "name")
app.run(port=int(sys.argv[2]))
"""
START = 60  # seconds that a machine under load may take


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running service."""
    folder = tmp_path_factory.mktemp("firms")
    (folder / "firms.tsv").write_text(FIRMS, "utf-8")
    (folder / "settings.py").write_text(SETTINGS, "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", PROGRAM, str(folder), str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        url = f"http://127.0.0.1:{port}/reconcile"
        try:
            _wait(url, process)
            yield url
        finally:
            process.terminate()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except urllib.error.URLError:
            assert process.poll() is None, "the service has ended"
            assert time.monotonic() < end, "the service does not start"
            time.sleep(0.2)


@pytest.fixture
def nobody() -> str:
    """An address where nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/reconcile"


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """An empty folder for answers and decisions."""
    (tmp_path / "graph").mkdir()
    return tmp_path / "graph"
