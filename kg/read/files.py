"""Which files a list of paths means, and the articles in each."""

from __future__ import annotations

import glob
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.errors import InputError
from kg.model import Skipped
from kg.read.decode import decode
from kg.read.draft import Draft
from kg.read.jsonl import from_record
from kg.read.markdown import from_markdown

LIMIT = 10_000_000
"""Bytes of one file, or of one line of a .jsonl file: no article is that long."""
SUFFIXES = (".txt", ".md", ".html", ".htm", ".jsonl")


def expand(arguments: Iterable[str | Path]) -> tuple[Path, ...]:
    """Paths as a user gives them; one that does not exist and holds *, ? or [ is a glob.

    A glob that matches nothing stays as it is, so that the reader can say so.
    """
    found: list[Path] = []
    for argument in arguments:
        text = str(argument)
        if not Path(text).exists() and glob.has_magic(text):
            matches = sorted(glob.glob(text, recursive=True))
            found += [Path(m) for m in matches] or [Path(text)]
        else:
            found.append(Path(text))
    return tuple(found)


def drafts(paths: Sequence[Path], limit: int = LIMIT) -> Iterator[Draft | Skipped]:
    """The articles of files and folders, one at a time; a file named twice is read once.

    Folders are walked in sorted order; in them, hidden files and files of other kinds are passed
    over, while a file of another kind that is named itself is reported.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in _walk(path):
            real = file.resolve()
            if real not in seen:
                seen.add(real)
                yield from _read(file, limit)


def _walk(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if not hidden and file.suffix.lower() in SUFFIXES and file.is_file():
            yield file


def _read(path: Path, limit: int) -> Iterator[Draft | Skipped]:
    suffix = path.suffix.lower()
    try:
        if not path.exists():
            raise InputError("no such file or folder")
        if not path.is_file():
            raise InputError("not a regular file")
        if suffix not in SUFFIXES:
            raise InputError(f"files of kind {suffix or 'without extension'} are not read "
                             f"(read are {', '.join(SUFFIXES)})")  # fmt: skip
        if suffix == ".jsonl":
            yield from _lines(path, limit)
        else:
            yield _one(path, suffix, limit)
    except InputError as error:
        yield Skipped(str(path), str(error))
    except OSError as error:
        yield Skipped(str(path), f"cannot be read: {error.strerror or error}")


def _one(path: Path, suffix: str, limit: int) -> Draft:
    size = path.stat().st_size
    if size > limit:
        raise InputError(f"too big: {size / 1e6:.1f} MB (limit {limit / 1e6:g} MB); is this one article?")
    data = path.read_bytes()
    if not data.strip():
        raise InputError("the file is empty")
    if suffix in (".html", ".htm"):
        from kg.read.html import from_html

        return from_html(data, str(path), path.stem)
    text = decode(data)
    if not text.strip():
        raise InputError("the file is empty")
    return from_markdown(text, str(path), path.stem, inline=suffix == ".md")


def _lines(path: Path, limit: int) -> Iterator[Draft | Skipped]:
    """The records of a .jsonl file. A broken line is one `Skipped`; the others are read."""
    if path.stat().st_size == 0:
        raise InputError("the file is empty")
    found = False
    with path.open("rb") as file:
        number = 0
        while line := file.readline(limit + 1):
            number += 1
            source = f"{path}:{number}"
            if len(line) > limit:
                yield Skipped(source, f"too big: this line has more than {limit / 1e6:g} MB")
                while line and not line.endswith(b"\n"):
                    line = file.readline(limit + 1)
                found = True
                continue
            if not line.strip():
                continue
            found = True
            yield _record(line, source, f"{path.stem}-{number}")
    if not found:
        raise InputError("the file is empty")


def _record(line: bytes, source: str, name: str) -> Draft | Skipped:
    try:
        return from_record(json.loads(decode(line)), source, name)
    except json.JSONDecodeError as error:
        return Skipped(source, f"broken JSON: {error.msg} at column {error.colno}")
    except RecursionError:
        return Skipped(source, "broken JSON: nested too deeply")
    except InputError as error:
        return Skipped(source, str(error))
