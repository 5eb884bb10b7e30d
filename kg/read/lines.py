"""Files with one JSON record a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kg.errors import InputError
from kg.model import Skipped
from kg.read.decode import decode
from kg.read.draft import Draft
from kg.read.item import Item
from kg.read.options import Reading
from kg.read.record import from_record


def from_lines(item: Item, reading: Reading) -> Iterator[Draft | Skipped]:
    """The records of a .jsonl file. A broken line is one `Skipped`; the others are read."""
    found, limit = False, reading.limit
    with item.open() as file:
        number = 0
        while line := file.readline(limit + 1):
            number += 1
            source = f"{item.source}:{number}"
            if len(line) > limit:
                yield Skipped(source, f"too big: this line has more than {limit / 1e6:g} MB")
                while line and not line.endswith(b"\n"):
                    line = file.readline(limit + 1)
                found = True
                continue
            if not line.strip():
                continue
            found = True
            yield _record(line, source, f"{item.name}-{number}", reading)
    if not found:
        raise InputError("the file is empty")


def _record(line: bytes, source: str, name: str, reading: Reading) -> Draft | Skipped:
    try:
        return from_record(json.loads(decode(line)), source, name, reading.columns)
    except json.JSONDecodeError as error:
        return Skipped(source, f"broken JSON: {error.msg} at column {error.colno}")
    except RecursionError:
        return Skipped(source, "broken JSON: nested too deeply")
    except InputError as error:
        return Skipped(source, str(error))
