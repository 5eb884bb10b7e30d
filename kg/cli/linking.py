"""The command that links entities to other databases."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.group import folder, main, pairs

if TYPE_CHECKING:
    from kg.link.decisions import Link


@main.command()
@folder
@click.argument("names", nargs=-1)
@click.option("--service", metavar="URL", help="A reconciliation service; default: the one asked last.")
@click.option("--type", "classes", multiple=True, metavar="CLASS", help="Only entities of this class.")
@click.option("--as", "types", multiple=True, metavar="CLASS=ID", callback=pairs,
              help="What the service calls a class: Company=Q4830453.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1, 50), default=3, show_default=True,
              help="Candidates for each name, at most.")  # fmt: skip
@click.option("--offline", is_flag=True, help="Only what was answered before; no network.")
@click.option("--review", is_flag=True, help="Decide on the candidates one by one.")
@click.option("--accept-above", type=float, metavar="SCORE",
              help="Accept what the service is sure of with this score or more.")  # fmt: skip
@click.option("--accept", multiple=True, metavar="NAME=ID", callback=pairs, help="It is this one: id or IRI.")
@click.option("--reject", multiple=True, metavar="NAME=ID", callback=pairs, help="It is not this one.")
@click.option("--undo", is_flag=True, help="Take back the latest decision that still holds.")
@click.option("--list", "list_", is_flag=True, help="The decisions that hold.")
def link(
    graph: Path, names: tuple[str, ...], service: str | None, classes: tuple[str, ...],
    types: dict[str, str], limit: int, offline: bool, review: bool, accept_above: float | None,
    accept: dict[str, str], reject: dict[str, str], undo: bool, list_: bool,
) -> None:  # fmt: skip
    """Ask a database which of its entries the entities (or NAMES) are; assert what you accept.

    The service speaks the W3C Reconciliation API (Wikidata's, OpenCorporates', yente, your own). It is
    sent the names of the entities and nothing else; its answers are kept.
    """
    from kg import terminal, terminal_link
    from kg.graph import load_knowledge
    from kg.graph.lookup import one
    from kg.link import decisions
    from kg.link.propose import decide, pointed_at, surest, undecided
    from kg.link.session import Session

    if list_:
        terminal_link.decided(decisions.holding(graph))
        return
    if undo:
        taken = decisions.undo(graph)
        if taken is None:
            raise click.UsageError(f"nothing is decided in {graph}")
        settle(graph, [taken], "undone: ")
        return
    if review and not sys.stdin.isatty():
        raise click.UsageError("--review asks its questions in a terminal")
    known = load_knowledge(graph).entities
    pointed = [(one(known, name), id_, yes) for ids, yes in ((accept, True), (reject, False))
               for name, id_ in ids.items()]  # fmt: skip
    chosen = [e for e, *_ in pointed] or [one(known, name) for name in names] or list(known)
    chosen = [e for e in chosen if not classes or e.type in classes]
    session = Session.of(graph, service, offline or bool(pointed))
    if pointed:
        found = session.kept(chosen)
        said = [decide(pointed_at(id_, found, e), "accepted" if yes else "rejected", session.url)
                for e, id_, yes in pointed]  # fmt: skip
    else:
        with terminal.progress(len(chosen), "asking") as watch:
            found = undecided(session.ask(chosen, types, limit, watch), decisions.holding(graph))
        if accept_above is not None:
            said = [decide(p, "accepted", session.url) for p in surest(found, accept_above)]
        elif review:
            settle(graph, session.walk(found, terminal_link.question, pressed, partial(keep, graph)))
            return
        else:
            terminal_link.proposals(found, len(chosen))
            return
    decisions.add(graph, said)
    settle(graph, said)


def keep(graph: Path, said: Link) -> None:
    """Write one decision down."""
    from kg.link import decisions

    decisions.add(graph, [said])


def pressed() -> str:
    """The key that is pressed; the end of the input, or Ctrl-C, is to stop."""
    try:
        return click.getchar()
    except (EOFError, KeyboardInterrupt):
        return "q"


def settle(graph: Path, said: Sequence[Link], head: str = "") -> None:
    """Make the graph again with what was decided."""
    from kg import pipeline, terminal, terminal_link

    click.echo(head, nl=False)
    terminal_link.decided(said)
    if said:
        terminal.corrected([], pipeline.rebuild(graph))
