"""The command `kg`, what its commands share, and how each ends in one clear line."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from kg.errors import KGError

INTERRUPTED = 130

folder = click.argument("graph", type=click.Path(path_type=Path, file_okay=False))


def pairs(ctx: click.Context, option: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """NAME=VALUE options as a dictionary."""
    split = [value.partition("=") for value in values]
    for name, equals, value in split:
        if not (name and equals and value):
            raise click.BadParameter(f"{name}{equals}{value} is not NAME=VALUE", ctx, option)
    return {name: value for name, _, value in split}


class Commands(click.Group):
    """Commands in the order of use; each ends in one clear line, never in a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

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
        except BrokenPipeError:  # the reader of the output has had enough: kg query … | head
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="newskg", prog_name="kg")
def main() -> None:
    """From news articles to a knowledge graph whose every fact leads back to its sentence."""
