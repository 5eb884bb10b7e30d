"""The commands that build, ask, show and serve."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

import click

from kg.cli.group import folder, main, pairs
from kg.cli.reading import reads_articles

if TYPE_CHECKING:
    from kg.read import Inputs

FORMATS = ("table", "csv", "json", "turtle")
EXPORTS = ("turtle", "trig", "nquads", "jsonld", "graphml", "csv")


@main.command()
@reads_articles
@click.option("--out", "-o", required=True, type=click.Path(path_type=Path, file_okay=False),
              help="Folder of the graph; made when it is not there.")  # fmt: skip
@click.option("--each", is_flag=True, help="One graph for each article on its own: OUT/<name>.ttl.")
@click.option("--show-dropped", is_flag=True, help="List what was left out of the articles, and why.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0,
              help="Leave out what is less certain than this (0 to 1).")  # fmt: skip
@click.option("--base-iri", default=None, help="Begin the IRIs of all resources with this.")
@click.option("--gazetteer", "lists", multiple=True, metavar="FILE",
              type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Names of your own with class, aliases and IRI (CSV, Turtle); later builds use them too.")
@click.option("--no-gazetteer", is_flag=True, help="Forget the names of an earlier --gazetteer.")
def build(
    inputs: Inputs, out: Path, each: bool, show_dropped: bool, min_confidence: float,
    base_iri: str | None, lists: tuple[Path, ...], no_gazetteer: bool,
) -> None:  # fmt: skip
    """Build the graph of ARTICLES: files, folders, globs, or addresses of pages, feeds and sitemaps.

    Read are text, Markdown, HTML, saved pages, PDF, Word, JSON lines, CSV, Parquet, feeds, sitemaps,
    lists of addresses and web archives, also in gz and zip.

    Articles that were read before and have not changed are not read again. What cannot be read is
    reported and skipped; the exit code is then 1.
    """
    from kg import gazetteer, pipeline, terminal
    from kg.graph import load_ontology

    if lists or no_gazetteer:
        gazetteer.keep(out, gazetteer.read(lists, load_ontology()))
    settings = pipeline.Settings(min_confidence, base_iri or pipeline.BASE_IRI)
    with terminal.progress(inputs.size(), "reading") as watch:
        work = pipeline.build_each if each else pipeline.build
        report = work(inputs, out, settings, watch)
    if show_dropped:
        terminal.dropped(report)
    terminal.build_report(report)
    sys.exit(1 if report.skipped else 0)


@main.command()
@folder
@click.argument("text", required=False)
@click.option("--file", "-f", type=click.File(encoding="utf-8", errors="replace"),
              help="Read the query from a file; - is standard input.")  # fmt: skip
@click.option("--name", "-n", help="Ask one of the named queries.")
@click.option("--list", "list_", is_flag=True, help="The named queries, and what each answers.")
@click.option("--param", "-p", "params", multiple=True, metavar="NAME=VALUE", callback=pairs,
              help="Put an entity in for a variable of the query.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(FORMATS), default=None,
              help="Default: a table, or Turtle for CONSTRUCT and DESCRIBE.")  # fmt: skip
def query(
    graph: Path, text: str | None, file: TextIO | None, name: str | None, list_: bool,
    params: dict[str, str], form: str | None,
) -> None:  # fmt: skip
    """Ask the graph in SPARQL: TEXT, a file, or a named query."""
    from kg import terminal
    from kg.graph import open_store
    from kg.graph.queries import named_queries, named_query, run, run_named

    if list_:
        terminal.questions(named_queries())
        return
    if [text, file, name].count(None) != 2:
        raise click.UsageError("give the query as TEXT, with --file or with --name; --list shows the names")
    store = open_store(graph)
    if name is not None:
        answer = run_named(store, named_query(name), params)
    else:
        answer = run(store, file.read() if file else str(text), params)
    terminal.answer(answer, form)


@main.command()
@folder
@click.argument("names", nargs=-1, required=True)
def explain(graph: Path, names: tuple[str, ...]) -> None:
    """What is known about NAME, or what links two NAMES, each line with its sentence.

    A name may be a label, an alias or an IRI; accents and capitals do not matter.
    """
    from kg import merges, terminal
    from kg.conflicts import disputes
    from kg.explain import about, links
    from kg.graph import load_knowledge, open_store
    from kg.graph.background import read_known
    from kg.graph.lookup import one

    if len(names) > 2:
        raise click.UsageError("one name, or two")
    knowledge = load_knowledge(graph)
    found = [one(knowledge.entities, name) for name in names]
    if len(found) == 1:
        decided = merges.concerning(found[0].id, merges.read(graph))
        differing = disputes(knowledge, found[0].id)
        terminal.known(found[0], about(knowledge, found[0].id), decided, differing)
        terminal.elsewhere(k for k in read_known(open_store(graph)) if k.entity == found[0].id)
    else:
        terminal.linked(found[0], found[1], links(knowledge, found[0].id, found[1].id))


@main.command()
@folder
@click.option("--focus", metavar="NAME", help="Only what is around this entity.")
@click.option("--hops", type=click.IntRange(1), default=2, show_default=True, help="How far around it.")
@click.option("--out", "-o", type=click.Path(path_type=Path, dir_okay=False),
              help="Where to; default: GRAPH/graph.html, with --focus GRAPH/<name>.html.")  # fmt: skip
@click.option("--static", "picture", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="A picture for a report instead: FILE.svg or FILE.png.")  # fmt: skip
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
def view(
    graph: Path, focus: str | None, hops: int, out: Path | None, picture: Path | None, open_: bool
) -> None:
    """Write the page that shows the graph: one HTML file that works offline."""
    from kg.graph import load_knowledge, load_ontology
    from kg.graph.lookup import one
    from kg.view import write_page, write_picture

    if out and picture:
        raise click.UsageError("--out, or --static")
    ontology, knowledge = load_ontology(), load_knowledge(graph)
    entity = one(knowledge.entities, focus) if focus is not None else None
    path = picture or out or graph / (f"{entity.id.rpartition('/')[2]}.html" if entity else "graph.html")
    write = write_picture if picture else write_page
    write(knowledge, ontology, path, focus=entity.id if entity else None, hops=hops)
    click.echo(path)
    if open_:
        click.launch(str(path))


@main.command()
@folder
@click.option("--format", "form", type=click.Choice(EXPORTS), default="turtle", show_default=True,
              help="In which form.")  # fmt: skip
@click.option("--out", "-o", type=click.File("wb", lazy=True), default="-",
              help="Where to; default: standard output. CSV is a zip file of tables.")  # fmt: skip
@click.option("--background", is_flag=True, help="With what comes from gazetteers and not from articles.")
def export(graph: Path, form: str, out: BinaryIO, background: bool) -> None:
    """Write the graph in another format."""
    from kg.graph import open_store
    from kg.graph.export import export as content_of

    out.write(content_of(open_store(graph), form, background=background))


@main.command()
@folder
def validate(graph: Path) -> None:
    """Check the graph against the shapes of the ontology; exit code 1 when it does not conform."""
    from kg import terminal
    from kg.graph import load_ontology, open_store, read_sources
    from kg.graph.validate import validate as problems_of

    problems = problems_of(open_store(graph), load_ontology(), read_sources(graph))
    terminal.problems(problems)
    sys.exit(1 if problems else 0)


@main.command()
@click.argument("gold", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--articles", type=click.Path(path_type=Path, file_okay=False, exists=True),
              help="Where the articles are, when not beside the gold.")  # fmt: skip
@click.option("--errors", is_flag=True, help="List everything that was missed or found falsely.")
@click.option("--reliability", is_flag=True, help="Show what share is right at each level of confidence.")
def evaluate(gold: Path, articles: Path | None, errors: bool, reliability: bool) -> None:
    """Build each article that a folder of gold annotation names, on its own, and score it."""
    from kg import terminal
    from kg.evaluate import evaluate as evaluate_

    with terminal.progress(len(list(gold.glob("*.json"))), "scoring") as watch:
        result = evaluate_(gold, articles, watch)
    terminal.evaluation(result, errors=errors, reliability=reliability)
    terminal.skipped(result.skipped)
    sys.exit(1 if result.skipped else 0)


@main.command()
@folder
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Where to listen; others cannot reach 127.0.0.1.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help="0: any that is free.")  # fmt: skip
@click.option("--allow-host", "names", multiple=True, metavar="NAME",
              help="A name by which this server may be asked for, when others can reach it. Repeatable.")
@click.option("--seconds", type=click.FloatRange(min=0, min_open=True), default=20, show_default=True,
              help="How long a query may run.")
@click.option("--rows", type=click.IntRange(1), default=10_000, show_default=True,
              help="How many rows or triples an answer may have.")
@click.option("--readers", type=click.IntRange(1), default=4, show_default=True,
              help="How many queries run at the same time.")  # fmt: skip
@click.option("--writable", is_flag=True,
              help="Who has the token may correct the graph and write graphs of their own.")  # fmt: skip
@click.option("--token-file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Where the token stands; default: the variable KG_TOKEN, or a new token each time.")
def serve(
    graph: Path, host: str, port: int, names: tuple[str, ...], seconds: float, rows: int, readers: int,
    writable: bool, token_file: Path | None,
) -> None:  # fmt: skip
    """Serve the graph: pages to search and read, and a SPARQL endpoint at /sparql."""
    from kg.serve import Settings, token_from
    from kg.serve import serve as serve_

    if token_file and not writable:
        raise click.UsageError("--token-file goes with --writable")
    token = token_from(token_file) if writable else None
    serve_(Settings(graph, host, port, names, seconds, rows, readers, token))


@main.command()
@folder
def stats(graph: Path) -> None:
    """What the graph holds: articles, entities, relations, events, figures, quotations."""
    from kg import terminal
    from kg.graph import load_ontology, open_store
    from kg.graph.stats import stats as count

    terminal.statistics(count(open_store(graph), load_ontology()))
