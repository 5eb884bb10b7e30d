"""How results look in a terminal: plain rows in, aligned text out. rich is imported when it draws."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from kg.conflicts import Dispute
    from kg.diff import Difference
    from kg.evaluate import Counts, Evaluation
    from kg.explain import Line
    from kg.graph.queries import NamedQuery
    from kg.graph.results import Answer
    from kg.graph.stats import Stats
    from kg.graph.validate import Problem
    from kg.members import Member
    from kg.merges import Merge
    from kg.model import Entity, Known, Skipped
    from kg.pipeline import Report
    from kg.summary import Summary

WIDTH = 100_000  # of tables that go to a file or a pipe: no cell is folded


def console(*, errors: bool = False) -> Console:
    """A terminal as wide as it is; a file or a pipe gets lines as long as needed and no colours."""
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


def build_report(report: Report) -> None:
    """What a build made, what it took over, and each input that it left out."""
    from kg.summary import KINDS

    made = report.summary
    classes = [(f"  {name}", count) for name, count in _largest(made.entities)]
    kinds = [(kind, made.statements[kind]) for kind in KINDS.values()]
    copies = [("  copies of others", made.copies)] if made.copies else []
    rows = [("articles", made.articles), *copies, ("entities", made.entities.total()), *classes, *kinds]
    table(("what", "number"), [*rows, ("skipped", len(report.skipped))], numbers=(1,))
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


def statistics(counts: Stats) -> None:
    """The numbers of a graph, then those of each class, relation, event class and status."""
    whole = ("articles", "positions", "figures", "quotations", "sentences", "triples")
    parts = ("entities", "facts", "events", "statuses")
    table(("what", "number"), [(name, getattr(counts, name)) for name in whole], numbers=(1,))
    print()
    rows = [(part, *item) for part in parts for item in getattr(counts, part).items()]
    table(("kind", "name", "number"), rows, numbers=(2,))


def questions(queries: Sequence[NamedQuery]) -> None:
    """The named queries, what each answers, and what it may be given."""
    rows = []
    for query in queries:
        given = [f"{p.name}=…{'' if p.required else ' (optional)'}" for p in query.parameters]
        rows.append((query.name, query.question, ", ".join(given)))
    table(("name", "question", "--param"), rows)


def answer(found: Answer, form: str | None) -> None:
    """The answer to a query in the form that was asked for; triples are Turtle unless asked."""
    form = form or ("turtle" if found.kind == "construct" else "table")
    if form == "table":
        table(found.columns, found.cells())
        if found.kind != "ask":
            print(f"{len(found.rows)} row{'' if len(found.rows) == 1 else 's'}", file=sys.stderr)
    else:
        write = {"csv": found.to_csv, "json": found.to_json, "turtle": found.to_turtle}[form]
        sys.stdout.write(write())


def known(
    entity: Entity,
    lines: Sequence[Line],
    decided: Sequence[tuple[Merge, int]] = (),
    found: Sequence[Dispute] = (),
) -> None:
    """What is said about an entity, each statement with its sentences; where these contradict each other;
    why its names are one."""
    from kg.model import NOTES

    also = f", also: {', '.join(entity.aliases)}" if entity.aliases else ""
    print(f"{entity.label} ({entity.type}, {entity.id}){also}")
    articles = sum(not d.startswith(NOTES) for d in entity.documents)
    print(f"{len(lines)} statements; named in {articles} articles")
    kind = ""
    for line in lines:
        if line.statement.kind != kind:
            kind = line.statement.kind
            print(f"\n{kind}s")
        _said(line, "  ")
    if found:
        print("\nconflicts")
    for dispute in found:
        _dispute(dispute, "  ")
    if decided:
        print("\nnames brought together, and names kept apart")
    for merge, times in decided:
        sign = {"same": "=", "different": "≠", "unsure": "?"}[merge.verdict]
        often = f" ({times} times)" if times > 1 else ""
        why = "; ".join(merge.reasons)
        print(f"  {merge.left.name} {sign} {merge.right.name}  [{merge.score:.2f}] {why}{often}")


def elsewhere(found: Iterable[Known]) -> None:
    """What gazetteers know about an entity."""
    for known in found:
        print("\nknown from gazetteers, not from an article")
        parts = [*known.codes] if known.codes else [known.country]
        if known.latitude is not None and known.longitude is not None:
            parts.append(f"latitude {known.latitude}, longitude {known.longitude}")
        if known.population:
            parts.append(f"{known.population} inhabitants")
        parts += [known.currency, *known.same_as]
        print(f"  {'; '.join(filter(None, parts))}")


def linked(left: Entity, right: Entity, chains: Sequence[Sequence[Line]]) -> None:
    """What links two entities: each chain of statements with its sentences."""
    if not chains:
        print(f"nothing that was read links {left.label} and {right.label}")
    for number, chain in enumerate(chains, 1):
        print(f"{'' if number == 1 else chr(10)}{number}. {left.label} … {right.label}")
        for line in chain:
            _said(line, "   ")


def _said(line: Line, indent: str) -> None:
    s = line.statement
    notes = [s.status] if s.status != "actual" else []
    print(f"{indent}{s.label or s.name}  [{', '.join([*notes, f'{s.confidence:.2f}'])}]  {s.id}")
    for quote, document in line.sentences:
        where = [document.title or document.name, document.publisher, document.published]
        print(f"{indent}  > {' '.join(quote.split())}")
        print(f"{indent}    {', '.join(w for w in where if w)}")


def articles(members: Sequence[Member], form: str) -> None:
    """The articles of a graph, as a table or as JSON."""
    if form == "json":
        print(json.dumps([asdict(m) for m in members], ensure_ascii=False, indent=1))
    else:
        table(("name", "id", "read from"), [(m.name, m.id, m.source) for m in members])


def differences(found: Sequence[Difference], form: str) -> None:
    """What tells two graphs apart, as lines under headings, or as JSON."""
    if form == "json":
        print(json.dumps([asdict(d) for d in found], ensure_ascii=False, indent=1))
        return
    kind = ""
    for d in found:
        if d.kind != kind:
            heading = "entities" if d.kind == "entity" else f"{d.kind}s"
            print(f"\n{heading}" if kind else heading)
            kind = d.kind
        sign = {"came": "+", "went": "-", "changed": "~"}[d.change]
        what = f" ({d.name})" if d.kind == "entity" else ""
        print(f"{sign} {d.text}{what}{f'  [{d.detail}]' if d.detail else ''}")
        for quote, article in d.sentences:
            print(f"    > {quote}\n      {article}")
    counts = Counter(d.change for d in found)
    told = ", ".join(f"{counts[change]} {change}" for change in ("came", "went", "changed"))
    print(f"{chr(10)}{told}" if found else "both graphs say the same", file=sys.stderr)


def disputes(found: Sequence[Dispute], form: str) -> None:
    """The conflicts, each version with its sentences; as JSON or CSV when asked."""
    from kg.conflicts import to_csv, to_json

    if form != "table":
        sys.stdout.write((to_json if form == "json" else to_csv)(found))
        return
    for dispute in found:
        print(dispute.about)
        _dispute(dispute, "  ")
    print(f"{len(found)} conflict{'' if len(found) == 1 else 's'}", file=sys.stderr)


def _dispute(dispute: Dispute, indent: str) -> None:
    print(f"{indent}{dispute.label}  {dispute.id}")
    for side in dispute.sides:
        print(f"{indent}  {side.value}  {side.statement}")
        for s in side.sentences:
            where = ", ".join(w for w in (s.article, s.published) if w)
            print(f"{indent}    > {' '.join(s.quote.split())}  ({where})")


def corrected(lines: Sequence[str], summary: Summary) -> None:
    """What was corrected or withdrawn, and what the graph holds now."""
    for line in lines:
        print(line)
    said = ", ".join(f"{n} {kind}" for kind, n in sorted(summary.statements.items()))
    print(f"the graph was made again: {summary.entities.total()} entities, {said}")


def problems(found: Sequence[Problem]) -> None:
    """What is wrong with a graph, one line each, or that nothing is."""
    for problem in found:
        print(problem)
    print(f"the graph does not conform: {len(found)} problems" if found else "the graph conforms")


def evaluation(result: Evaluation, *, errors: bool, reliability: bool) -> None:
    """Precision, recall and F1 by category, then by class, relation and measure; what else is asked."""
    header = ("category", "kind", "right", "false", "missed", "precision", "recall", "F1")
    numbers = range(2, 8)
    table(header, [_scored(c, "", n) for c, n in result.categories().items()], numbers)
    table(header, [_scored(c, k, n) for (c, k), n in result.kinds().items()], numbers)
    fine = result.fine_types()
    print(f"the finest type is right for {fine.right} of {fine.right + fine.false} matched entities")
    if reliability:
        table(
            ("kind", "confidence", "units", "mean confidence", "share right"),
            [
                (kind, f"{b.low:.1f}–{b.high:.1f}", b.units, f"{b.confidence:.3f}", f"{b.right:.3f}")
                for kind, bins in result.reliability().items()
                for b in bins
            ],
            range(2, 5),
        )
    if errors:
        rows = [(f.category, f.kind, f.outcome, f.document, f.detail) for f in result.errors()]
        table(("category", "kind", "outcome", "article", "what"), rows)


def _scored(category: str, kind: str, n: Counts) -> tuple[object, ...]:
    return (category, kind, n.right, n.false, n.missed,
            f"{n.precision:.3f}", f"{n.recall:.3f}", f"{n.f1:.3f}")  # fmt: skip


def _largest(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
