"""The commands. No logic: each reads its arguments, calls the stage that does the work, prints.

Everything but click is imported inside the commands, so that `kg --help` answers at once.
"""

from kg.cli import building, correcting, linking, living, reviewing
from kg.cli.group import main

__all__ = ["building", "correcting", "linking", "living", "main", "reviewing"]
