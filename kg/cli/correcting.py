"""The commands by which a reader corrects a graph: each keeps a record, and makes the graph again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.group import folder, main

if TYPE_CHECKING:
    from kg.model import Correction


def corrects(graph: Path, correction: Correction) -> None:
    """Keep a correction and make the graph again."""
    from kg import corrections, pipeline, terminal
    from kg.correct import told

    corrections.add(graph, correction)
    terminal.corrected([told(correction)], pipeline.rebuild(graph))


@main.command()
@folder
@click.argument("name")
@click.argument("other")
def merge(graph: Path, name: str, other: str) -> None:
    """NAME and OTHER are one thing."""
    from kg import correct
    from kg.graph import load_knowledge
    from kg.graph.lookup import one

    known = load_knowledge(graph)
    corrects(graph, correct.merge(known, one(known.entities, name), one(known.entities, other)))


@main.command()
@folder
@click.argument("name")
@click.argument("other", required=False)
@click.option("--article", "articles", multiple=True, metavar="NAME",
              help="An article in which NAME is something else. Repeatable.")  # fmt: skip
def split(graph: Path, name: str, other: str | None, articles: tuple[str, ...]) -> None:
    """NAME and OTHER are never one; or NAME is something else in some articles."""
    from kg import correct
    from kg.graph import load_knowledge
    from kg.graph.lookup import one

    if (other is None) == (not articles):
        raise click.UsageError("give OTHER, or --article")
    known = load_knowledge(graph)
    entity = one(known.entities, name)
    if other is None:
        corrects(graph, correct.split(known, entity, articles))
    else:
        corrects(graph, correct.apart(known, entity, one(known.entities, other)))


@main.command()
@folder
@click.argument("name")
@click.argument("label")
def rename(graph: Path, name: str, label: str) -> None:
    """NAME is called LABEL."""
    from kg import correct
    from kg.graph import load_knowledge
    from kg.graph.lookup import one

    known = load_knowledge(graph)
    corrects(graph, correct.rename(known, one(known.entities, name), label))


@main.command()
@folder
@click.argument("name")
@click.argument("type_", metavar="CLASS")
def retype(graph: Path, name: str, type_: str) -> None:
    """NAME is of the class CLASS of the ontology (Company, TradeUnion, City …)."""
    from kg import correct
    from kg.graph import load_knowledge, load_ontology
    from kg.graph.lookup import one

    known = load_knowledge(graph)
    corrects(graph, correct.retype(known, one(known.entities, name), type_, load_ontology()))


@main.command()
@folder
@click.argument("statement")
def reject(graph: Path, statement: str) -> None:
    """STATEMENT is wrong: by the id that kg explain prints, claim/leads-3f2a9c01."""
    from kg import correct
    from kg.graph import load_knowledge

    corrects(graph, correct.decide(load_knowledge(graph), statement, "reject"))


@main.command()
@folder
@click.argument("statement")
def confirm(graph: Path, statement: str) -> None:
    """STATEMENT is right: by the id that kg explain prints."""
    from kg import correct
    from kg.graph import load_knowledge

    corrects(graph, correct.decide(load_knowledge(graph), statement, "confirm"))


@main.command()
@folder
def undo(graph: Path) -> None:
    """Take back the latest correction that still holds."""
    from kg import corrections, pipeline, terminal
    from kg.correct import told

    undone = corrections.undo(graph)
    if undone is None:
        raise click.UsageError(f"nothing is corrected in {graph}")
    terminal.corrected([f"undone: {told(undone)}"], pipeline.rebuild(graph))


@main.command(name="corrections")
@folder
def list_corrections(graph: Path) -> None:
    """The corrections that hold, the oldest first."""
    from kg import corrections
    from kg.correct import told

    for correction in corrections.load(graph):
        click.echo(f"{correction.on}  {told(correction)}")
