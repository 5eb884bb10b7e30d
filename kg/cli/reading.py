"""The options that say how articles are read, shared by the commands that read them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

from kg.cli.group import pairs

_OPTIONS = (
    click.option("--column", "columns", multiple=True, metavar="FIELD=NAME", callback=pairs,
                 help="Which column of a table or key of a record holds what: text, lead, title, published, "
                      "authors, publisher, url, name. NAME+NAME puts two together. Repeatable."),
    click.option("--since", metavar="DATE", default=None,
                 help="Leave out what feeds and sitemaps date before this day (2026-01-31)."),
    click.option("--pause", type=click.FloatRange(0), default=1.0, show_default=True,
                 help="Seconds between two requests to one host, at least."),
    click.option("--again", is_flag=True, help="Fetch pages again that were fetched before."),
    click.option("--private", is_flag=True,
                 help="Also fetch pages from this machine and its own network."),
)  # fmt: skip


def reads_articles(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the argument ARTICLES and these options; it gets them as `inputs`."""

    @functools.wraps(command)
    def with_inputs(
        *, articles: tuple[str, ...], columns: dict[str, str], since: str | None, pause: float, again: bool,
        private: bool, **others: Any,
    ) -> None:  # fmt: skip
        from kg.read import Columns, Fetching, Inputs, Reading
        from kg.read.dates import iso_date

        if since is not None and iso_date(since) != since:
            raise click.BadParameter("a date as 2026-01-31 is wanted", param_hint="--since")
        fetching = Fetching(private=private, pause=pause, again=again, since=since)
        reading = Reading(columns=Columns.of(columns), fetching=fetching)
        command(inputs=Inputs(articles, reading), **others)

    wrapped: Callable[..., None] = with_inputs
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return click.argument("articles", nargs=-1, required=True)(wrapped)
