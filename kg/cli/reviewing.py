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


@main.command()
@folder
@click.option("--again", is_flag=True, help="Ask also what was passed over before.")
@click.option("--of", "part", type=click.Choice(["all", "facts", "merges"]), default="all", show_default=True,
              help="What to ask about: what is said, or names brought together.")  # fmt: skip
def review(graph: Path, again: bool, part: str) -> None:
    """Walk through what is least certain, with its sentences, one key each; stop and go on at any time."""
    from kg import merges, pipeline, terminal_review
    from kg.graph import load_knowledge
    from kg.review import Walk, questions

    if not sys.stdin.isatty():
        raise click.UsageError("kg review asks its questions in a terminal")
    asked = [q for q in questions(load_knowledge(graph), merges.read(graph)) if part in ("all", q.about)]
    walk = Walk.start(graph, asked, again)
    try:
        while (question := walk.question) is not None:
            terminal_review.question(question, len(walk.left))
            if not walk.press(pressed()):
                break
    finally:
        terminal_review.reviewed(walk, pipeline.rebuild(graph) if walk.changed else None)


def pressed() -> str:
    """The key that is pressed; the end of the input is to stop."""
    try:
        return click.getchar()
    except EOFError:
        return "q"
