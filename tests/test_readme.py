"""What the README tells to type works, in the order in which it stands there."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = [
    command.strip()
    for block in re.findall(r"```(?:console|sh)\n(.*?)```", README, re.DOTALL)
    for command in re.split(r"^\$ ", block, flags=re.MULTILINE)
    if command.startswith("kg ")
]
SAID = {  # what the output of a command must hold, by how the command begins
    "kg build examples/articles --out demo --show-dropped": r"Les plus lus",
    "kg build": r"articles +\d+",
    "kg query demo 'SELECT": r"company +town +leader",
    "kg query demo --list": r"who-leads-what",
    "kg query demo --name who-leads-what": r"Philippe Haesaert",
    "kg query demo --name what-did-say": r"^speaker,words,",
    "kg query demo 'DESCRIBE": r"^law:\S+ a .*kg:Law",
    "kg explain demo Dimocall": r"Dimocall \(Company",
    "kg explain demo Nabeul": r"latitude 36\.\d+, longitude 10\.\d+",
    "kg query demo 'SELECT ?name ?lat": r"Tunis +36\.\d+ +10\.\d+",
    "kg explain demo axelys": r"Axelys \(Company",
    "kg explain demo 'Médina Contact' 'Marcel Fabre'": r"1\. Médina Contact … Marcel Fabre",
    "kg view": r"demo/carthavox\.html",
    "kg view demo --static": r"demo/graph\.png",
    "kg export": r"^$",
    "kg validate": r"conforms",
    "kg stats": r"articles +10",
    "kg explain demo Bloctel": r"^Bloctel \(Programme",
    "kg explain demo Carthavox": r"^Carthavox \(Company[^\0]*Sousse",
    "kg reject": r"^reject: operatesIn \(subject Carthavox, object Sousse\)\nthe graph was made again",
    "kg query demo 'ASK": r"^false",
    "kg evaluate decided": r"^facts +0 +1 +0 ",
    "kg retype": r"type: Bloctel \(Product\) → Programme",
    "kg merge": r"^same: .*\nthe graph was made again",
    "kg rename": r"→ Groupe Axelys$",
    "kg corrections": r"type: Bloctel[^\n]*\n[^\n]*reject:[^\n]*\n[^\n]*same:[^\n]*\n[^\n]*add: Anis Jelassi",
    "kg corrections demo --as-gold decided": r"^1 articles with gold in decided",
    "kg remove": r"^removed examples/articles/dimocall-fermeture\.txt .*\nthe graph was made again",
    "kg add grown": r"articles +10",
    "kg articles": r"^name +id +read from[^\0]*\ndimocall-fermeture ",
    "kg diff": r"\A\Z",
    "kg undo": r"^undone: name: Axelys",
    "kg add-fact": r"^add: Anis Jelassi memberOf Cercle Hannibal, since 2021 \(Annuaire du Cercle, p. 12\)",
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    """The result of each command, run in a folder that holds nothing but the examples."""
    folder, before = tmp_path_factory.mktemp("readme"), Path.cwd()
    (folder / "examples").symlink_to(ROOT / "examples")
    os.chdir(folder)
    try:
        return {c: CliRunner().invoke(main, shlex.split(c)[1:]) for c in COMMANDS}
    finally:
        os.chdir(before)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_works(results: dict[str, Result], command: str) -> None:
    result = results[command]
    assert result.exit_code == 0, result.output
    assert result.exception is None
    expected = max((begin for begin in SAID if command.startswith(begin)), key=len)
    assert re.search(SAID[expected], result.stdout, re.MULTILINE)


# These need a service, ids or names that only a look at the graph gives, or end with 1 if they find some.
OTHERS = {"split", "confirm", "conflicts", "review", "link"}


def test_every_command_is_shown_with_an_example() -> None:
    elsewhere = r"`kg (\w+) (?:tests|demo`)"  # evaluated by tests/gold, served by tests/serve
    shown = {shlex.split(c)[1] for c in COMMANDS} | OTHERS | set(re.findall(elsewhere, README))
    assert shown >= set(main.commands)


def test_what_is_shown_as_the_answer_is_in_the_answer(results: dict[str, Result]) -> None:
    shown = re.search(r"```text\n(.*?)```", README, re.DOTALL)
    command = next(c for c in COMMANDS if c.startswith("kg query demo 'SELECT"))
    assert shown
    rows = {" ".join(line.split()) for line in results[command].stdout.splitlines()}
    missing = {" ".join(line.split()) for line in shown[1].splitlines() if "──" not in line} - rows
    assert not missing


def test_every_file_that_the_readme_links_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert links
    missing = [link for link in links if not (ROOT / link).exists()]
    assert not missing
