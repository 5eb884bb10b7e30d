"""A walk through what is least certain: what is asked, answered, passed over, undone and resumed."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from kg import corrections, pipeline
from kg.errors import StoreError
from kg.graph import load_knowledge, load_ontology
from kg.merges import Merge, Side, merges
from kg.model import Document, Knowledge
from kg.resolve import resolve
from kg.review import FILE, Question, Walk, around, questions
from tests.resolve.press import article, fact

ARTICLES = [
    article(
        "a",
        [("Company", "Veltrane"), ("Person", "Jeanne Orvault"), ("City", "Brennes")],
        fact("Jeanne Orvault", "leads", "Veltrane", confidence=0.7),
        fact("Veltrane", "locatedIn", "Brennes", "planned", confidence=0.4),
    ),
    article("b", [("Company", "Veltrane Services"), ("City", "Lorvanne")],
            fact("Veltrane Services", "locatedIn", "Lorvanne", confidence=0.9)),
]  # fmt: skip


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return resolve(ARTICLES, load_ontology())


def near(known: Knowledge) -> Merge:
    """Two names that are nearly brought together."""
    ids = {e.label: e.id for e in known.entities}
    sides = (Side("Veltrane", "a", ids["Veltrane"]), Side("Veltrane Services", "b", ids["Veltrane Services"]))
    return Merge(*sides, "unsure", 0.5, ("one name holds the other",), "resolver")


def asked(known: Knowledge) -> list[Question]:
    return questions(known, [near(known)])


def test_the_least_certain_comes_first_with_its_sentences(known: Knowledge) -> None:
    found = asked(known)
    assert [q.certainty for q in found] == sorted(q.certainty for q in found)
    assert [(q.about, q.certainty) for q in found][:2] == [("facts", 0.4), ("merges", 0.5)]
    assert found[0].text.endswith("– prévu")
    assert all(q.sentences for q in found)
    assert found[1].text == "Veltrane = Veltrane Services (Company)"
    assert [name for _, name in found[1].sentences] == ["a", "b"]


def test_what_was_decided_by_a_reader_or_is_certain_is_not_asked(known: Knowledge) -> None:
    first = asked(known)[0]
    again = resolve(ARTICLES, load_ontology(), corrections=[first.yes])
    assert first.key not in [q.key for q in questions(again, ())]
    merge = asked(known)[1]
    joined = resolve(ARTICLES, load_ontology(), corrections=[merge.yes])
    assert not [q for q in questions(joined, merges(joined)) if q.about == "merges"]


def test_answers_are_written_at_once_and_the_walk_goes_on_where_it_was(
    tmp_path: Path, known: Knowledge
) -> None:
    walk = Walk.start(tmp_path, asked(known))
    first, second, third = walk.left[:3]
    assert walk.press("N")
    assert corrections.load(tmp_path) == (first.no,)
    assert walk.press("y")
    assert walk.press("s")
    assert corrections.load(tmp_path) == (first.no, second.yes)
    assert not walk.press("q")
    resumed = Walk.start(tmp_path, asked(known))
    assert not {first.key, second.key, third.key} & {q.key for q in resumed.left}
    assert len(resumed.left) == len(asked(known)) - 3
    assert third.key in {q.key for q in Walk.start(tmp_path, asked(known), again=True).left}


def test_the_latest_answer_is_taken_back(tmp_path: Path, known: Knowledge) -> None:
    walk = Walk.start(tmp_path, asked(known))
    keys = [q.key for q in walk.left]
    assert not walk.back()
    for key in "ysuu":
        assert walk.press(key)
    assert [q.key for q in walk.left] == keys
    assert corrections.load(tmp_path) == ()
    assert not walk.changed
    assert [q.key for q in Walk.start(tmp_path, asked(known)).left] == keys


def test_what_another_wrote_in_the_meantime_is_not_undone(tmp_path: Path, known: Knowledge) -> None:
    walk = Walk.start(tmp_path, asked(known))
    mine, theirs = walk.left[0].yes, walk.left[2].no
    walk.press("y")
    corrections.add(tmp_path, theirs)
    walk.press("u")
    assert corrections.load(tmp_path) == (theirs,)
    assert [c.undone for c in corrections.history(tmp_path)] == [True, False]
    assert corrections.history(tmp_path)[0].said == mine.said


def test_a_key_that_means_nothing_does_nothing(tmp_path: Path, known: Knowledge) -> None:
    walk = Walk.start(tmp_path, asked(known))
    before = list(walk.left)
    assert walk.press("x")
    assert walk.left == before


def test_a_damaged_file_is_told(tmp_path: Path, known: Knowledge) -> None:
    (tmp_path / FILE).write_text("{", "utf-8")
    with pytest.raises(StoreError, match="damaged: remove it"):
        Walk.start(tmp_path, asked(known))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Un titre\nAvant. Veltrane recrute à Brennes. Après.", "Veltrane recrute à Brennes."),
        ("Veltrane recrute", "Veltrane recrute"),
        ("Rien ici.", "Veltrane"),
    ],
)
def test_the_sentence_around_a_name(text: str, shown: str) -> None:
    document = Document("d", text, "fr", "", "d", "d")
    assert around(document, "Veltrane") == shown


TEXT = (
    "Veltrane rachète Ordelis\n\n"
    "Le groupe français Veltrane, dirigé par Jeanne Orvault, a racheté la société Ordelis, basée à Rouen, "
    "pour 12 millions d’euros.\n"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    (folder / "one.txt").write_text(TEXT, "utf-8")
    pipeline.build([folder / "one.txt"], folder / "graph")
    return folder / "graph"


def typed(graph: Path, keys: bytes, *options: str) -> tuple[int, str]:
    """Run kg review in a terminal of its own and press keys, each when it is waited for."""
    terminal, inside = pty.openpty()
    command = [sys.executable, "-m", "kg", "review", str(graph), *options]
    with subprocess.Popen(command, stdin=inside, stdout=inside, stderr=inside, close_fds=True) as process:
        os.close(inside)
        shown, waiting, end = b"", list(keys), time.monotonic() + 60
        while time.monotonic() < end:
            if select.select([terminal], [], [], 0.05)[0]:
                try:
                    shown += os.read(terminal, 65536)
                except OSError:  # the other side is closed
                    break
            elif waiting and shown.count(b"q quit") > len(keys) - len(waiting) and raw(terminal):
                os.write(terminal, bytes([waiting.pop(0)]))
        else:
            process.kill()
        code = process.wait(10)
    os.close(terminal)
    return code, shown.decode()


def raw(terminal: int) -> bool:
    """Whether a terminal gives each key at once: what is typed before that is thrown away."""
    return not termios.tcgetattr(terminal)[3] & termios.ICANON


def test_it_is_walked_through_in_a_terminal(built: Path, tmp_path: Path) -> None:
    graph = Path(shutil.copytree(built, tmp_path / "graph"))
    first, second, third = questions(load_knowledge(graph), ())[:3]
    code, shown = typed(graph, b"nsq")
    assert code == 0, shown
    assert re.search(rf"\[{first.certainty:.2f}, \d+ left\]  {re.escape(first.text)}", shown)
    assert "> " + first.sentences[0][0][:40] in shown
    assert "1 no, 1 skipped; " in shown
    assert "the graph was made again" in shown
    assert first.key not in {s.id for s in load_knowledge(graph).statements}
    code, shown = typed(graph, b"yuq")
    assert code == 0
    assert first.text not in shown
    assert second.text not in shown
    assert third.text in shown
    assert "nothing was answered" in shown


def test_a_walk_that_is_interrupted_keeps_its_answers(built: Path, tmp_path: Path) -> None:
    graph = Path(shutil.copytree(built, tmp_path / "graph"))
    code, shown = typed(graph, b"y\x03")
    assert code == 130, shown
    assert "the graph was made again" in shown
    assert [c.kind for c in corrections.load(graph)] == ["confirm"]
    assert 1.0 in {s.confidence for s in load_knowledge(graph).statements}


def test_corrections_that_a_killed_walk_left_behind_are_applied_by_the_next(
    built: Path, tmp_path: Path
) -> None:
    graph = Path(shutil.copytree(built, tmp_path / "graph"))
    first = questions(load_knowledge(graph), ())[0]
    corrections.add(graph, first.no)
    _, shown = typed(graph, b"q")
    assert "the graph was made again" in shown
    assert first.key not in {s.id for s in load_knowledge(graph).statements}


def test_without_a_terminal_it_says_so(built: Path) -> None:
    command = [sys.executable, "-m", "kg", "review", str(built)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.returncode == 2
    assert "in a terminal" in done.stderr
