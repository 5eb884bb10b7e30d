"""The commands by which a reader corrects a graph: each keeps a record, and makes the graph again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.group import folder, main, pairs

if TYPE_CHECKING:
    from kg.model import Correction, CorrectionKind, Entity, Knowledge, Named


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
@click.argument("statement", nargs=-1, required=True)
def reject(graph: Path, statement: tuple[str, ...]) -> None:
    """STATEMENT is wrong: its id (kg explain prints claim/leads-3f2a9c01), or SUBJECT PROPERTY OBJECT."""
    decides(graph, statement, "reject")


@main.command()
@folder
@click.argument("statement", nargs=-1, required=True)
def confirm(graph: Path, statement: tuple[str, ...]) -> None:
    """STATEMENT is right: its id, that kg explain prints, or SUBJECT PROPERTY OBJECT."""
    decides(graph, statement, "confirm")


def decides(graph: Path, statement: tuple[str, ...], kind: CorrectionKind) -> None:
    """Keep what a reader says of a statement."""
    from kg import correct
    from kg.graph import load_knowledge, load_ontology
    from kg.graph.lookup import one

    known, id_ = load_knowledge(graph), statement[0]
    if len(statement) == 3:
        subject, name, object_ = statement
        other = object_ if correct.takes_dates(name, load_ontology()) else one(known.entities, object_)
        id_ = correct.stated(known, one(known.entities, subject), name, other)
    elif len(statement) != 1:
        raise click.UsageError("give the id of a statement, or SUBJECT PROPERTY OBJECT")
    corrects(graph, correct.decide(known, id_, kind))


@main.command(name="add-fact")
@folder
@click.argument("subject")
@click.argument("name", metavar="PROPERTY")
@click.argument("object_", metavar="OBJECT")
@click.option("--article", metavar="NAME", help="The article of the graph that says so.")
@click.option("--quote", metavar="TEXT", help="The words that say so; with --article, its sentence.")
@click.option("--source", metavar="TEXT", help="Another source: a web address, or any words that name it.")
@click.option("--since", metavar="DATE", help="From when it holds: 2019, 2019-03 or 2019-03-01.")
@click.option("--until", metavar="DATE", help="Until when it holds.")
@click.option("--new", "classes", multiple=True, metavar="NAME=CLASS", callback=pairs,
              help="A thing that no article names, and its class. Repeatable.")  # fmt: skip
def add_fact(
    graph: Path, subject: str, name: str, object_: str, article: str | None, quote: str | None,
    source: str | None, since: str | None, until: str | None, classes: dict[str, str],
) -> None:  # fmt: skip
    """Add a fact, SUBJECT PROPERTY OBJECT, with its source: --article with --quote, or --source."""
    from kg import correct
    from kg.graph import load_knowledge, load_ontology

    if (article is None) == (source is None) or (article and not quote):
        raise click.UsageError("say where it comes from: --article with --quote, or --source")
    known, ontology = load_knowledge(graph), load_ontology()
    told = (
        correct.article(known, article, quote or "") if article
        else correct.citation(source or "", quote or "")
    )  # fmt: skip
    one = thing(known, subject, classes)
    other = object_ if correct.takes_dates(name, ontology) else thing(known, object_, classes)
    corrects(graph, correct.add_fact(known, one, name, other, told, ontology, since, until))


def thing(knowledge: Knowledge, name: str, classes: dict[str, str]) -> Entity | Named:
    """The entity that a name means, or the new one whose class was given."""
    from kg import correct
    from kg.graph import load_ontology
    from kg.graph.lookup import one

    if name in classes:
        return correct.newcomer(name, classes[name], load_ontology())
    return one(knowledge.entities, name)


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
@click.option("--as-gold", "gold", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
              help="Write what was confirmed and rejected as gold, for kg evaluate DIR.")  # fmt: skip
def list_corrections(graph: Path, gold: Path | None) -> None:
    """The corrections that hold, the oldest first."""
    from kg import corrections, pipeline
    from kg.correct import told

    if gold is not None:
        click.echo(f"{pipeline.as_gold(graph, gold)} articles with gold in {gold}")
        return
    for correction in corrections.load(graph):
        click.echo(f"{correction.on}  {told(correction)}")
