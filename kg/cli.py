"""The commands. No logic: each reads its arguments, calls the stage that does the work, prints.

Everything but click is imported inside the commands, so that `kg --help` answers at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kg.errors import KGError

FORMATS = ("table", "csv", "json", "turtle")
EXPORTS = ("turtle", "trig", "nquads", "jsonld", "graphml", "csv")
INTERRUPTED = 130

folder = click.argument("graph", type=click.Path(path_type=Path, file_okay=False))


class Commands(click.Group):
    """A group whose commands end in one clear line, never in a traceback, when KGError is raised."""

    def invoke(self, ctx: click.Context) -> Any:
        from kg import terminal

        try:
            return super().invoke(ctx)
        except KGError as error:
            terminal.error(str(error))
            ctx.exit(2)
        except (KeyboardInterrupt, click.Abort):
            terminal.error("interrupted: what was done is kept, the same command goes on from there")
            ctx.exit(INTERRUPTED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="newskg", prog_name="kg")
def main() -> None:
    """From news articles to a knowledge graph whose every fact leads back to its sentence."""


@main.command()
@click.argument("articles", nargs=-1, required=True)
@click.option("--out", "-o", required=True, type=click.Path(path_type=Path, file_okay=False),
              help="Folder of the graph; made when it is not there.")  # fmt: skip
@click.option("--each", is_flag=True, help="One graph for each article on its own: OUT/<name>.ttl.")
@click.option("--show-dropped", is_flag=True, help="List what was left out of the articles, and why.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0,
              help="Leave out what is less certain than this (0 to 1).")  # fmt: skip
@click.option("--base-iri", default=None, help="Begin the IRIs of all resources with this.")
def build(
    articles: tuple[str, ...], out: Path, each: bool, show_dropped: bool, min_confidence: float,
    base_iri: str | None,
) -> None:  # fmt: skip
    """Build the graph of ARTICLES: files, folders or globs of .txt, .md, .html, .jsonl.

    Articles that were read before and have not changed are not read again. What cannot be read is
    reported and skipped; the exit code is then 1.
    """
    from kg import pipeline, terminal

    settings = pipeline.Settings(min_confidence, base_iri or pipeline.BASE_IRI)
    with terminal.progress(pipeline.count(articles), "reading") as watch:
        work = pipeline.build_each if each else pipeline.build
        report = work(articles, out, settings, watch)
    if show_dropped:
        terminal.dropped(report)
    terminal.build_report(report)
    sys.exit(1 if report.skipped else 0)


@main.command()
@folder
@click.argument("text", required=False)
@click.option("--file", "-f", type=click.Path(path_type=Path, dir_okay=False), help="Read the query from a file.")
@click.option("--name", "-n", help="Ask one of the named queries.")
@click.option("--list", "list_", is_flag=True, help="The named queries, and what each answers.")
@click.option("--param", "-p", "params", multiple=True, metavar="NAME=VALUE", help="Fill in a variable of the query.")
@click.option("--format", "form", type=click.Choice(FORMATS), default=None,
              help="Default: a table, or Turtle for CONSTRUCT and DESCRIBE.")  # fmt: skip
def query(
    graph: Path, text: str | None, file: Path | None, name: str | None, list_: bool,
    params: tuple[str, ...], form: str | None,
) -> None:  # fmt: skip
    """Ask the graph in SPARQL: TEXT, a file, or a named query."""


@main.command()
@folder
@click.argument("names", nargs=-1, required=True)
def explain(graph: Path, names: tuple[str, ...]) -> None:
    """What is known about NAME, or what links two NAMES, each line with its sentence.

    A name may be a label, an alias or an IRI; accents and capitals do not matter.
    """


@main.command()
@folder
@click.option("--focus", help="Only what is around this entity.")
@click.option("--hops", type=click.IntRange(1), default=2, show_default=True, help="How far around it.")
@click.option("--open", "open_", is_flag=True, help="Open the page in the browser.")
def view(graph: Path, focus: str | None, hops: int, open_: bool) -> None:
    """Write the page that shows the graph: one HTML file that works offline."""


@main.command()
@folder
@click.option("--format", "form", type=click.Choice(EXPORTS), default="turtle", show_default=True)
@click.option("--out", "-o", type=click.Path(path_type=Path), help="Where to; default: standard output.")
@click.option("--background", is_flag=True, help="With what comes from gazetteers and not from articles.")
def export(graph: Path, form: str, out: Path | None, background: bool) -> None:
    """Write the graph in another format."""


@main.command()
@folder
def validate(graph: Path) -> None:
    """Check the graph against the shapes of the ontology; the exit code is 1 when it does not conform."""


@main.command()
@click.argument("gold", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--articles", type=click.Path(path_type=Path, file_okay=False, exists=True),
              help="Where the articles are, when not beside the gold.")  # fmt: skip
@click.option("--errors", is_flag=True, help="List everything that was missed or found falsely.")
def evaluate(gold: Path, articles: Path | None, errors: bool) -> None:
    """Build each article that a folder of gold annotation names, on its own, and score it."""
    from kg import terminal
    from kg.evaluate import evaluate as evaluate_

    with terminal.progress(len(list(gold.glob("*.json"))), "scoring") as watch:
        result = evaluate_(gold, articles, watch)
    terminal.evaluation(result, errors=errors)
    terminal.skipped(result.skipped)
    sys.exit(1 if result.skipped else 0)


@main.command()
@folder
def stats(graph: Path) -> None:
    """What the graph holds: articles, entities, relations, events, figures, quotations."""
