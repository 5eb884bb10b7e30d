"""How results look in a terminal: plain rows in, aligned text out. rich is imported when it draws."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from kg.evaluate import Counts, Evaluation
    from kg.model import Skipped
    from kg.pipeline import Report
    from kg.summary import Summary

WIDTH = 120  # of tables that go to a file or a pipe


def console(*, errors: bool = False) -> Console:
    """A terminal as wide as it is; a file or a pipe gets `WIDTH` columns and no colours."""
    from rich.console import Console

    stream = sys.stderr if errors else sys.stdout
    return Console(file=stream, width=None if stream.isatty() else WIDTH, highlight=False, soft_wrap=False)


def table(header: Sequence[str], rows: Iterable[Sequence[object]], numbers: Sequence[int] = ()) -> None:
    """Print rows under a header; the columns whose index is in `numbers` are aligned to the right."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for index, name in enumerate(header):
        drawn.add_column(name, justify="right" if index in numbers else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(str(cell)) for cell in row))
    console().print(drawn)


def error(message: str) -> None:
    """One line on the error stream."""
    print(f"kg: {' '.join(message.split())}", file=sys.stderr)


@contextmanager
def progress(total: int, what: str) -> Iterator[Callable[[str], None]]:
    """A bar on the error stream while the block runs; call what it gives with each name that is done.

    Where the error stream is no terminal there is no bar.
    """
    if not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
               TextColumn("{task.fields[name]}", markup=False))  # fmt: skip
    with Progress(*columns, console=console(errors=True), transient=True) as bars:
        task = bars.add_task(what, total=total, name="")
        done = 0

        def advance(name: str) -> None:
            nonlocal done
            done += 1
            bars.update(task, completed=done, total=max(total, done), name=name)

        yield advance


def summary_rows(summary: Summary) -> list[tuple[str, int]]:
    """The lines of the table at the end of a build: articles, entities by class, statements by kind."""
    from kg.summary import KINDS

    rows = [("articles", summary.documents), ("entities", summary.entities.total())]
    rows += [(f"  {name}", count) for name, count in sorted(summary.entities.items(), key=_biggest)]
    return rows + [(kind, summary.statements[kind]) for kind in KINDS.values()]


def build_report(report: Report) -> None:
    """What a build made, what it took over, and each input that it left out."""
    table(("what", "number"), summary_rows(report.summary), numbers=(1,))
    if report.reused:
        print(f"{report.reused} of {len(report.articles)} articles were read before and taken over")
    if report.withdrawn:
        print(f"{report.withdrawn} articles of the earlier graph are not among these: they are out of it")
    skipped(report.skipped)


def skipped(items: Sequence[Skipped]) -> None:
    """One line for each input that was left out, and why."""
    for item in items:
        error(f"skipped {item.source}: {item.reason}")
    if items:
        error(f"{len(items)} skipped")


def dropped(report: Report, width: int = 90) -> None:
    """What was left out of each article, and why."""
    last = ""
    for document, block, text in report.dropped():
        if document.source != last:
            print(f"\n{document.source}")
            last = document.source
        line = " ".join(text.split())
        print(f"  {block.kind}, {block.reason}: {line[:width]}{'…' if len(line) > width else ''}")


def statistics(summary: Summary) -> None:
    """The counts of a graph, then those of each relation, event class and measure."""
    table(("what", "number"), summary_rows(summary), numbers=(1,))
    rows = [
        (kind, name, count)
        for kind in ("facts", "events", "figures")
        for name, count in sorted(summary.names.get(kind, {}).items(), key=_biggest)
    ]
    table(("kind", "name", "number"), rows, numbers=(2,))


def evaluation(result: Evaluation, *, errors: bool) -> None:
    """Precision, recall and F1 by category, then by class, relation and measure; then each error."""
    header = ("category", "kind", "right", "false", "missed", "precision", "recall", "F1")
    numbers = range(2, 8)
    table(header, [_scored(c, "", n) for c, n in result.categories().items()], numbers)
    table(header, [_scored(c, k, n) for (c, k), n in result.kinds().items()], numbers)
    fine = result.fine_types()
    print(f"the finest type is right for {fine.right} of {fine.right + fine.false} matched entities")
    if errors:
        rows = [(f.category, f.kind, f.outcome, f.document, f.detail) for f in result.errors()]
        table(("category", "kind", "outcome", "article", "what"), rows)


def _scored(category: str, kind: str, n: Counts) -> tuple[object, ...]:
    return (category, kind, n.right, n.false, n.missed,
            f"{n.precision:.3f}", f"{n.recall:.3f}", f"{n.f1:.3f}")  # fmt: skip


def _biggest(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]
