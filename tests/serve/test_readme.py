"""What the README tells to ask the server works."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.serve.conftest import Server

README = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^curl .*$", README, re.MULTILINE)


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_question_by_curl_is_answered(server: Server, command: str) -> None:
    here = command.replace("http://localhost:8000", server.url).replace("carthavox", "veltrane")
    found = subprocess.run([*shlex.split(here), "-f"], capture_output=True, text=True, check=True, timeout=60)
    assert re.search(r"veltrane", found.stdout)


def test_there_are_questions() -> None:
    assert len(COMMANDS) >= 3
