"""The commands that show what a reader should look at."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.group import folder, main


@main.command()
@folder
@click.argument("name", required=False)
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table",
              show_default=True, help="CSV has a row for each sentence.")  # fmt: skip
def conflicts(graph: Path, name: str | None, form: str) -> None:
    """Where the articles contradict each other, in all or about NAME; exit code 1 when they do."""
    from kg import terminal
    from kg.conflicts import disputes
    from kg.graph import load_knowledge
    from kg.graph.lookup import one

    known = load_knowledge(graph)
    found = disputes(known, one(known.entities, name).id if name else None)
    terminal.disputes(found, form)
    sys.exit(1 if found else 0)
