"""The commands as a user meets them: what they print, how they fail, how fast they start."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kg.cli import main

ROOT = Path(__file__).resolve().parents[1]
HEAVY = (
    "spacy",
    "thinc",
    "numpy",
    "rdflib",
    "pyoxigraph",
    "pyshacl",
    "networkx",
    "pyvis",
    "trafilatura",
    "rich",
)
ARTICLE = (
    "Veltrane rachète Ordelis\n\n"
    "Le groupe français Veltrane, dirigé par Jeanne Orvault, a racheté la société Ordelis, basée à Rouen, "
    "pour 12 millions d’euros. « Nous garderons toutes les équipes », promet Jeanne Orvault.\n"
)


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "one.txt").write_text(ARTICLE, "utf-8")
    result = kg("build", folder / "one.txt", "--out", folder / "graph")
    assert result.exit_code == 0, result.output
    return folder / "graph"


def test_build_ends_with_a_table(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(ARTICLE, "utf-8")
    result = kg("build", tmp_path / "one.txt", "--out", tmp_path / "graph")
    rows = dict(re.findall(r"^ *(\w+) +(\d+)$", result.stdout, re.MULTILINE))
    assert rows["articles"] == "1"
    assert int(rows["entities"]) >= 3
    assert rows.keys() >= {"Person", "Company", "facts", "events", "figures", "quotations", "skipped"}


def test_what_is_skipped_is_told_and_the_exit_code_is_1(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "empty.txt").write_text("")
    result = kg("build", tmp_path, "--out", tmp_path / "graph")
    assert result.exit_code == 1
    assert f"kg: skipped {tmp_path / 'empty.txt'}: the file is empty\nkg: 1 skipped\n" in result.stderr
    assert (tmp_path / "graph" / "graph.ttl").is_file()


def test_what_was_left_out_is_listed_when_asked(tmp_path: Path) -> None:
    text = "Accueil | Politique | Économie | Sport | Newsletter\n\n" + ARTICLE
    (tmp_path / "one.txt").write_text(text, "utf-8")
    arguments = ("build", tmp_path / "one.txt", "--out", tmp_path / "graph")
    assert "Accueil | Politique" not in kg(*arguments).stdout
    assert "Accueil | Politique" in kg(*arguments, "--show-dropped").stdout


def test_queries_are_answered_in_each_form(graph: Path) -> None:
    select = "SELECT ?name WHERE { ?x a kg:Person ; rdfs:label ?name }"
    assert "Jeanne Orvault" in kg("query", graph, select).stdout
    assert kg("query", graph, select, "--format", "csv").stdout.splitlines() == ["name", "Jeanne Orvault"]
    data = json.loads(kg("query", graph, select, "--format", "json").stdout)
    assert [b["name"]["value"] for b in data["results"]["bindings"]] == ["Jeanne Orvault"]
    assert "rdfs:label" in kg("query", graph, "DESCRIBE ?x WHERE { ?x a kg:Person }").stdout


def test_a_query_comes_from_a_file_or_by_name(graph: Path, tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_text("ASK { ?x a kg:Person }", "utf-8")
    assert "true" in kg("query", graph, "--file", path).stdout
    assert (
        "Jeanne Orvault"
        in kg("query", graph, "--name", "what-did-say", "--param", "who=jeanne orvault").stdout
    )
    listed = kg("query", graph, "--list").stdout
    for name in (p.stem for p in (ROOT / "ontology" / "queries").glob("*.rq")):
        assert name in listed


def test_explain_gives_the_sentence_the_article_and_the_confidence(graph: Path) -> None:
    result = kg("explain", graph, "JEANNE ORVAULT")
    assert result.exit_code == 0
    assert "Jeanne Orvault (Person, person/jeanne-orvault)" in result.stdout
    assert "« Nous garderons toutes les équipes »" in result.stdout
    assert re.search(r"\[(\w+, )?[01]\.\d\d\]", result.stdout)
    assert "Veltrane rachète Ordelis" in result.stdout
    place = kg("explain", graph, "Rouen").stdout
    assert "known from gazetteers" in place
    assert "https://sws.geonames.org/2982652/" in place
    both = kg("explain", graph, "Veltrane", "Ordelis")
    assert "1. Veltrane … Ordelis" in both.stdout


def test_view_writes_a_page(graph: Path, tmp_path: Path) -> None:
    result = kg("view", graph, "--focus", "ordelis", "--hops", 1, "--out", tmp_path / "page.html")
    assert result.stdout == f"{tmp_path / 'page.html'}\n"
    assert "Ordelis" in (tmp_path / "page.html").read_text("utf-8")


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "jsonld", "graphml"])
def test_export_writes_each_format(graph: Path, tmp_path: Path, form: str) -> None:
    result = kg("export", graph, "--format", form, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "Ordelis" in (tmp_path / "out").read_text("utf-8")


def test_validate_and_stats(graph: Path) -> None:
    assert kg("validate", graph).exit_code == 0
    assert re.search(r"articles +1\b", kg("stats", graph).stdout)


def test_evaluate_prints_scores_and_errors(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(ARTICLE, "utf-8")
    names = ["Veltrane", "Ordelis", "Absente"]
    gold = {
        "id": "one", "file": "one.txt",
        "entities": [{"id": n, "type": "Company", "names": [n]} for n in names],
    }  # fmt: skip
    (tmp_path / "one.json").write_text(json.dumps(gold), "utf-8")
    result = kg("evaluate", tmp_path, "--errors")
    assert result.exit_code == 0, result.output
    assert re.search(r"entities +2 +\d+ +1 ", result.stdout)
    assert re.search(r"entities +Company +missed +one +absente", result.stdout)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("query", "nowhere", "ASK {}"), "nowhere: no such folder"),
        (("query", "GRAPH", "SELEKT"), "line 1, column "),
        (("query", "GRAPH", "--name", "absent"), "no named query 'absent'"),
        (("query", "GRAPH", "ASK { SERVICE <http://example.org/> {} }"), "SERVICE is refused"),
        (("query", "GRAPH", "ASK {}", "--param", "who"), "who is not NAME=VALUE"),
        (("query", "GRAPH"), "--file or with --name"),
        (("explain", "GRAPH", "Ordeli"), "near: Ordelis"),
        (("explain", "GRAPH", "a", "b", "c"), "one name, or two"),
        (("view", "GRAPH", "--focus", "Absente"), "'Absente'"),
        (("build", "x.txt"), "Missing option '--out'"),
        (("evaluate", "EMPTY"), "no gold files"),
    ],
)
def test_what_goes_wrong_is_one_clear_line_and_exit_code_2(
    graph: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = kg(*(graph if a == "GRAPH" else tmp_path if a == "EMPTY" else a for a in arguments))
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output
    if result.stderr.startswith("kg: "):
        assert result.stderr.count("\n") == 1


def test_an_interruption_says_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.pipeline.build", interrupt)
    result = kg("build", tmp_path, "--out", tmp_path / "graph")
    assert result.exit_code == 130
    assert "the same command goes on from there" in result.stderr


@pytest.mark.parametrize("name", main.commands)
def test_every_command_and_option_is_explained(name: str) -> None:
    command = main.commands[name]
    assert command.help
    for parameter in command.params:
        assert isinstance(parameter, click.Argument) or getattr(parameter, "help", None), parameter.name
    assert f"`kg {name} " in (ROOT / "README.md").read_text("utf-8")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, kg.cli\n"
        "try: kg.cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "print(*(m for m in sys.modules if '.' not in m))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "Commands:" in found.stdout
    assert not set(HEAVY) & set(found.stdout.splitlines()[-1].split())


def test_help_takes_at_most_twice_as_long_as_importing_click() -> None:
    def seconds(*command: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, *command], stdout=subprocess.DEVNULL, check=True, cwd=ROOT)
        return time.perf_counter() - start

    rounds = [(seconds("-m", "kg", "--help"), seconds("-c", "import click")) for _ in range(8)]
    ours, clicks = (min(times) for times in zip(*rounds, strict=True))
    assert ours <= 2 * clicks


@pytest.fixture
def corrected(graph: Path, tmp_path: Path) -> Path:
    """A graph of its own to correct."""
    return Path(shutil.copytree(graph, tmp_path / "graph"))


def test_a_mistake_is_found_corrected_and_stays_corrected(corrected: Path, graph: Path) -> None:
    found = kg("explain", corrected, "Jeanne Orvault").stdout
    (statement,) = re.findall(r"dirige .*(claim/leads-\w+)", found)
    assert kg("reject", corrected, statement).stdout.startswith("reject: leads (subject Jeanne Orvault")
    assert statement not in kg("explain", corrected, "Jeanne Orvault").stdout
    article = graph.parent / "one.txt"
    assert kg("build", article, "--out", corrected).exit_code == 0
    assert statement not in kg("explain", corrected, "Jeanne Orvault").stdout
    assert "undone: reject" in kg("undo", corrected).stdout
    assert statement in kg("explain", corrected, "Jeanne Orvault").stdout
    assert (corrected / "graph.ttl").read_bytes() == (graph / "graph.ttl").read_bytes()


def test_a_fact_is_added_with_its_source_and_undone(corrected: Path, graph: Path) -> None:
    new = ("add-fact", corrected, "Jeanne Orvault", "memberOf", "Cercle du Lac")
    assert "no entity of this graph is called 'Cercle du Lac'" in kg(*new, "--source", "Annuaire").stderr
    assert "say where it comes from" in kg(*new).stderr
    result = kg(*new, "--new", "Cercle du Lac=Association", "--source", "Annuaire", "--since", "2021-05")
    assert result.exit_code == 0, result.output
    told = kg("explain", corrected, "Cercle du Lac").stdout
    assert "Jeanne Orvault est membre de Cercle du Lac (début : mai 2021)  [1.00]" in told
    assert "> Annuaire" in told
    quote = "« Nous garderons toutes les équipes », promet Jeanne Orvault."
    said = ("add-fact", corrected, "Jeanne Orvault", "worksFor", "Ordelis")
    assert kg(*said, "--article", "one", "--quote", quote).exit_code == 0
    assert kg("validate", corrected).stdout == "the graph conforms\n"
    select = "SELECT ?x WHERE { ?c rdf:predicate kg:memberOf ; kg:rule 'reader.added' ; kg:since ?x }"
    assert kg("query", corrected, select, "--format", "csv").stdout.split() == ["x", "2021-05"]
    assert kg("undo", corrected).exit_code == kg("undo", corrected).exit_code == 0
    assert (corrected / "graph.ttl").read_bytes() == (graph / "graph.ttl").read_bytes()


@pytest.fixture(scope="module")
def differing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of two articles that do not agree."""
    folder = tmp_path_factory.mktemp("differing")
    for name, jobs in (("first", 160), ("second", 163)):
        said = f"supprime {jobs} emplois à Rouen"
        text = f"Veltrane {said}\n\nLe groupe Veltrane {said}.\n"
        (folder / f"{name}.txt").write_text(text, "utf-8")
    assert kg("build", folder, "--out", folder / "graph").exit_code == 0
    return folder / "graph"


def test_conflicts_are_told_with_the_sentences_of_each_version(differing: Path, graph: Path) -> None:
    result = kg("conflicts", differing)
    assert result.exit_code == 1
    assert "emplois : 160 / 163" in result.stdout
    assert "> Le groupe Veltrane supprime 163 emplois à Rouen.  (second)" in result.stdout
    assert result.stderr == "1 conflict\n"
    data = json.loads(kg("conflicts", differing, "veltrane", "--format", "json").stdout)
    assert [(d["matter"], [s["value"] for s in d["sides"]]) for d in data] == [("jobs", ["160", "163"])]
    rows = kg("conflicts", differing, "--format", "csv").stdout.splitlines()
    assert rows[0] == "conflict,about,matter,value,statement,article,published,quote"
    assert len(rows) == 5
    told = kg("explain", differing, "Veltrane").stdout
    assert "\nconflicts\n  emplois : 160 / 163" in told
    none = kg("conflicts", graph)
    assert (none.exit_code, none.stdout, none.stderr) == (0, "", "0 conflicts\n")


def test_things_are_merged_renamed_and_given_another_class(corrected: Path) -> None:
    assert kg("merge", corrected, "Veltrane", "Ordelis").exit_code == 0
    assert "also: " in kg("explain", corrected, "Ordelis").stdout
    assert kg("retype", corrected, "Ordelis", "TradeUnion").exit_code == 0
    assert kg("rename", corrected, "Ordelis", "Veltrane-Ordelis").exit_code == 0
    assert "Veltrane-Ordelis (TradeUnion, " in kg("explain", corrected, "veltrane ordelis").stdout
    assert kg("validate", corrected).stdout == "the graph conforms\n"
    listed = kg("corrections", corrected).stdout.splitlines()
    assert [line.split()[1] for line in listed] == ["same:", "type:", "name:"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("merge", "GRAPH", "Veltrane", "veltrane"), "are one already"),
        (("split", "GRAPH", "Veltrane", "--article", "one"), "nothing would be left of it"),
        (("split", "GRAPH", "Veltrane", "--article", "two"), "is not in two; it is in one"),
        (("split", "GRAPH", "Veltrane"), "give OTHER, or --article"),
        (("retype", "GRAPH", "Veltrane", "Firm"), "there is no class 'Firm'"),
        (("rename", "GRAPH", "Veltrane", " "), "a name needs letters"),
        (("reject", "GRAPH", "claim/none"), "kg explain prints the ids"),
        (("undo", "GRAPH"), "nothing is corrected"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(
    graph: Path, arguments: tuple[str, ...], reason: str
) -> None:
    result = kg(*(graph if a == "GRAPH" else a for a in arguments))
    assert result.exit_code == 2
    assert reason in result.stderr
    assert not (graph / "corrections.toml").exists()
