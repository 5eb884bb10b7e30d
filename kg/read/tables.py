"""Tables of articles, one a row: CSV and TSV as databases of press export them, and Parquet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, TextIO

from kg.errors import InputError
from kg.lexicon.columns import plain
from kg.model import Skipped
from kg.read.archives import seekable
from kg.read.decode import decode, encoding_of
from kg.read.draft import Draft
from kg.read.item import Item
from kg.read.options import Reading
from kg.read.record import from_record

_SEP = re.compile(r"sep=([,;|\t]?)\s*(?:\Z|[\r\n])")  # "sep=;" in a line of its own
_SAMPLE = 200_000  # bytes that tell the encoding and the delimiter
_ROWS = 100  # rows of a Parquet file in memory at once


def from_csv(item: Item, reading: Reading) -> Iterator[Draft | Skipped]:
    """The rows of a table with a head. Encoding and delimiter (comma, semicolon, tab, bar) are told
    from its beginning. A row that is broken is one `Skipped`."""
    with item.open() as file:
        sample = file.read(_SAMPLE)
        if not sample.strip():
            raise InputError("the file is empty")
        encoding = encoding_of(sample)
        rest: Any = _Rejoined(sample, file)
        text = io.TextIOWrapper(io.BufferedReader(rest), encoding, "replace", newline="")
        delimiter = "\t" if item.suffix == ".tsv" else _delimiter(decode(sample))
        yield from _rows(item, text, delimiter, reading)


class _Rejoined(io.RawIOBase):
    """A stream of which a part was read already, from its beginning again."""

    def __init__(self, head: bytes, rest: Any) -> None:
        self._head, self._rest = io.BytesIO(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _delimiter(sample: str) -> str:
    """The sign that stands most often in the head, outside of quotes, or the one that Excel names above."""
    if named := _SEP.match(sample.lstrip()):
        return named[1]
    head = next(csv.reader([sample.lstrip().splitlines()[0]], delimiter="\0"))[0]
    unquoted = "".join(head.split('"')[0::2]) if '"' in head else head
    return max(",;\t|", key=unquoted.count)


def _rows(item: Item, text: TextIO, delimiter: str, reading: Reading) -> Iterator[Draft | Skipped]:
    csv.field_size_limit(reading.limit)
    rows = csv.reader(text, delimiter=delimiter)
    try:
        head = next((row for row in rows if any(map(str.strip, row)) and not _SEP.match(row[0])), [])
    except csv.Error as error:
        raise InputError(f"no table: {error}") from None
    names = {plain(name): name.strip() for name in head}
    reading.columns.check(names)
    while True:
        source = f"{item.source}:{rows.line_num + 1}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Skipped(source, f"broken row: {error}")
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            record = dict(zip(head, row, strict=False))
            yield _draft(record, source, f"{item.name}-{rows.line_num}", reading)


def _draft(record: dict[str, Any], source: str, name: str, reading: Reading) -> Draft | Skipped:
    try:
        return from_record(record, source, name, reading.columns)
    except InputError as error:
        return Skipped(source, str(error))


def from_parquet(item: Item, reading: Reading) -> Iterator[Draft | Skipped]:
    """The rows of a Parquet file, some at a time. pyarrow is an extra: it takes 55 MB."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise InputError("reading Parquet needs pyarrow: pip install 'newskg[parquet]'") from None
    with seekable(item) as file:
        try:
            table = parquet.ParquetFile(file)
            names = {plain(n): n for n in table.schema_arrow.names}
            reading.columns.check(names)
            rows = chain.from_iterable(
                batch.to_pylist() for batch in table.iter_batches(_ROWS, columns=_needed(names, reading))
            )
            number = 0
            while block := list(islice(rows, _ROWS)):
                for record in block:
                    number += 1
                    yield _draft(record, f"{item.source}:{number}", f"{item.name}-{number}", reading)
        except (arrow.ArrowException, OSError) as error:
            raise InputError(f"no Parquet file, or a damaged one: {str(error).splitlines()[0]}") from None


def _needed(names: dict[str, str], reading: Reading) -> list[str]:
    """The columns that are read: others may be big."""
    return [given for name, given in names.items() if reading.columns.reads(name)]
