"""Places against their GeoNames ids: `python -m tests.gold.places` prints precision and recall.

places.json has, for each article, the places that it names with the GeoNames id of each (null where
the data have none: districts, hamlets, and regions other than countries, continents and the states
of the USA), and short passages with towns that share their name, where null asks for no link.
Articles are read by the whole pipeline, the passages by the background stage alone.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.background import about
from kg.background.index import key
from kg.graph import load_knowledge, load_ontology, open_store
from kg.graph.background import read_known
from kg.model import Known
from kg.pipeline import build
from tests.background.press import knowledge

ROOT = Path(__file__).resolve().parents[2]
FILE = Path(__file__).with_name("places.json")
TYPES = {"City", "Country", "Region", "Place"}


@dataclass(frozen=True)
class Scored:
    """Links that are right, that are wrong (where, name, found, wanted), and that are missing."""

    right: int
    wrong: tuple[tuple[str, str, int, int | None], ...]
    missed: tuple[tuple[str, str], ...]

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        """Over the places that the data have."""
        wanted = sum(1 for *_, id_ in self.wrong if id_ is not None)
        return self.right / (self.right + wanted + len(self.missed))


def articles() -> Scored:
    """The articles of the gold file, read together as one graph."""
    gold = json.loads(FILE.read_text("utf-8"))["articles"]
    with tempfile.TemporaryDirectory() as folder:
        build([ROOT / path for path in gold], Path(folder))
        said, known = load_knowledge(Path(folder)), read_known(open_store(Path(folder)))
    found: dict[str, dict[str, tuple[set[str], int | None]]] = {path: {} for path in gold}
    ids = _ids(known)
    documents = {d.id: next(p for p in gold if Path(p).stem == d.name) for d in said.documents}
    for entity in said.entities:
        if entity.type in TYPES:
            names = {key(n) for n in (entity.label, *entity.aliases)}
            for document in entity.documents:
                found[documents[document]][entity.label] = names, ids.get(entity.id)
    return _compared(gold, found)


def passages() -> Scored:
    """The passages, each on its own."""
    rows = json.loads(FILE.read_text("utf-8"))["passages"]
    gold = {row["text"]: row["places"] for row in rows}
    found: dict[str, dict[str, tuple[set[str], int | None]]] = {}
    for text in gold:
        said = knowledge(text)
        ids = _ids(about(said, load_ontology()))
        found[text] = {e.label: ({key(e.label)}, ids.get(e.id)) for e in said.entities}
    return _compared(gold, found)


def _ids(known: tuple[Known, ...]) -> dict[str, int]:
    return {k.entity: int(k.same_as[0].rstrip("/").rpartition("/")[2]) for k in known if k.same_as}


def _compared(
    gold: dict[str, dict[str, int | None]], found: dict[str, dict[str, tuple[set[str], int | None]]]
) -> Scored:
    right, wrong, missed = 0, [], []
    for where, wanted in gold.items():
        unseen = dict(wanted)
        for label, (names, id_) in found[where].items():
            name = next((n for n in wanted if key(n) in names), label)
            unseen.pop(name, None)
            if id_ is not None and id_ == wanted.get(name):
                right += 1
            elif id_ is not None:
                wrong.append((where, label, id_, wanted.get(name)))
            elif wanted.get(name) is not None:
                missed.append((where, label))
        missed += [(where, name) for name, id_ in unseen.items() if id_ is not None]
    return Scored(right, tuple(wrong), tuple(missed))


def _lines() -> Iterator[str]:
    for name, scored in (("articles", articles()), ("passages", passages())):
        yield f"{name}: precision {scored.precision:.3f}, recall {scored.recall:.3f}, right {scored.right}"
        yield from (f"  wrong: {w}" for w in scored.wrong)
        yield from (f"  missed: {m}" for m in scored.missed)


if __name__ == "__main__":
    print("\n".join(_lines()))
