"""The commands by which a graph grows and shrinks, and that tell what changed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.group import folder, main
from kg.cli.reading import reads_articles

if TYPE_CHECKING:
    from kg.read import Inputs


@main.command()
@folder
@reads_articles
def add(graph: Path, inputs: Inputs) -> None:
    """Add ARTICLES to a graph; an article that was read in the same place before gives way.

    The graph is then the same as if all its articles had been built at once. Exit code 1 when an
    article could not be read.
    """
    from kg import pipeline, terminal

    with terminal.progress(inputs.size(), "reading") as watch:
        report = pipeline.add(inputs, graph, watch)
    terminal.build_report(report)
    sys.exit(1 if report.skipped else 0)


@main.command()
@folder
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
def remove(graph: Path, articles: tuple[str, ...]) -> None:
    """Withdraw articles, each by its name, path or id: what only they say goes with them."""
    from kg import pipeline, terminal

    gone, summary = pipeline.remove(articles, graph)
    terminal.corrected([f"removed {m.source} ({m.id})" for m in gone], summary)


@main.command(name="articles")
@folder
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True,
              help="For people or for programs.")  # fmt: skip
def list_articles(graph: Path, form: str) -> None:
    """The articles that a graph holds: name, id, where each was read."""
    from kg import pipeline, terminal

    terminal.articles(pipeline.articles(graph), form)


@main.command()
@click.argument("old", type=click.Path(path_type=Path, file_okay=False))
@click.argument("new", type=click.Path(path_type=Path, file_okay=False))
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True,
              help="For people or for programs.")  # fmt: skip
def diff(old: Path, new: Path, form: str) -> None:
    """What came (+), what went (-) and what is told differently (~) from graph OLD to graph NEW.

    Exit code 0 when both say the same, 1 when they differ, 2 when one cannot be read.
    """
    from kg import terminal
    from kg.diff import differences
    from kg.graph import load_knowledge

    found = differences(load_knowledge(old), load_knowledge(new))
    terminal.differences(found, form)
    sys.exit(1 if found else 0)
