"""Which articles a graph holds: `articles.json` in its folder, and what adding and removing make of them."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kg.errors import QueryError, StoreError
from kg.model import Document, Skipped

FILE = "articles.json"


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a graph. `id`, `name`, `source` and `sha256` are those of its document.

    `place` is where it was read, the same whatever the working directory: an absolute path or an
    address; None for one record of many in a file, which has no place of its own.
    """

    id: str
    name: str
    source: str
    sha256: str
    place: str | None = None


def member(document: Document) -> Member:
    """A document as a member."""
    return Member(document.id, document.name, document.source, document.sha256, _place(document.source))


def _place(source: str) -> str | None:
    if "://" in source:
        return source
    path = os.path.abspath(source)
    return path if os.path.isfile(path) else None


def together(old: Iterable[Member], read: Iterable[Member]) -> tuple[tuple[Member, ...], list[Skipped]]:
    """The members after these were read, and what is left out since its text is there already.

    What was read takes the place of what was read in the same place before.
    """
    now = {m.id: m for m in read}
    taken = {m.place for m in now.values()} - {None}
    kept = {m.id: m for m in old if m.id not in now and m.place not in taken}
    texts = {_text(m): m for m in kept.values()}
    skipped = []
    for one in sorted(now.values(), key=lambda m: (m.source, m.id)):
        if _text(one) in texts:
            skipped.append(Skipped(one.source, f"the same text as {texts[_text(one)].source}"))
        else:
            texts[_text(one)] = one
    return named(texts.values()), skipped


def _text(one: Member) -> tuple[str, str]:
    """What is the same for the same text of the same medium; in two media it is two articles."""
    return one.sha256, _mark(one)


def named(members: Iterable[Member]) -> tuple[Member, ...]:
    """The members by id, each with a name of its own, in whatever order they came to the graph."""
    homonyms: dict[str, list[Member]] = defaultdict(list)
    for one in members:
        homonyms[one.name.removesuffix(_mark(one))].append(one)
    found = []
    for name, some in homonyms.items():
        first, *others = sorted(some, key=lambda m: (m.source, m.id))
        found += [replace(first, name=name), *(replace(m, name=name + _mark(m)) for m in others)]
    return tuple(sorted(found, key=lambda m: m.id))


def _mark(one: Member) -> str:
    """What the reader of articles adds to a name that is taken."""
    return f"-{one.id.rpartition('-')[2]}"


def chosen(members: Collection[Member], wanted: Sequence[str]) -> tuple[Member, ...]:
    """The members that are meant: by id, name, source or path, each. QueryError when it is not one."""
    return tuple(_chosen(members, one) for one in wanted)


def _chosen(members: Collection[Member], wanted: str) -> Member:
    place = os.path.abspath(wanted)
    exact = [m for m in members if wanted in (m.id, m.source, m.place) or m.place == place]
    found = exact or [m for m in members if m.name == wanted or m.name.removesuffix(_mark(m)) == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        which = ", ".join(f"{m.source} ({m.id})" for m in found)
        raise QueryError(f"{wanted!r} means {len(found)} articles: {which}; name one by its id")
    near = [m for m in members if wanted.casefold() in m.source.casefold()][:5]
    hint = f"; did you mean {', '.join(m.source for m in near)}?" if near else ""
    raise QueryError(f"the graph holds no article {wanted!r}{hint or ': kg articles GRAPH lists them'}")


def write(members: Iterable[Member], folder: Path) -> None:
    """Write DIR/articles.json."""
    rows = [json.dumps(asdict(m), ensure_ascii=False) for m in sorted(members, key=lambda m: m.id)]
    (folder / FILE).write_text("[\n" + ",\n".join(rows) + "\n]\n", "utf-8")


def read(folder: Path) -> tuple[Member, ...] | None:
    """What `write` wrote; None where the file is missing: an earlier version of kg built the graph."""
    path = folder / FILE
    try:
        return tuple(Member(**row) for row in json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError):
        raise StoreError(f"{path} is damaged: build again") from None
