"""The whole way, from articles to a graph: read → clean → extract → keep → resolve → graph → page."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from kg import corrections, merges
from kg.archive import Archive
from kg.errors import StoreError
from kg.model import Block, Document, Knowledge, Skipped
from kg.ontology import Ontology
from kg.read import Inputs
from kg.summary import Summary, summarise
from kg.workshop import Workshop

Watch = Callable[[str], None]  # told the name of each article that is done
Paths = Sequence[str | Path] | Inputs
FETCHED = "fetched"  # the folder of pages that were fetched, in a graph folder
BASE_IRI = "https://w3id.org/newskg/id/"


@dataclass(frozen=True)
class Settings:
    """`min_confidence` (0 to 1): what is less certain is left out. `base_iri`: the head of all IRIs."""

    min_confidence: float = 0.0
    base_iri: str = BASE_IRI


DEFAULTS = Settings()
SETTINGS = "settings.json"


def remember(out: Path, settings: Settings) -> None:
    """Keep in the graph folder what the graph was built with."""
    (out / SETTINGS).write_text(json.dumps(asdict(settings), indent=1) + "\n", "utf-8")


def recall(out: Path) -> Settings:
    """What the graph of a folder was built with; the defaults where that is not told."""
    try:
        return Settings(**json.loads((out / SETTINGS).read_text("utf-8")))
    except FileNotFoundError:
        return DEFAULTS
    except (OSError, ValueError, TypeError):
        raise StoreError(f"{out / SETTINGS} is damaged: build again") from None


def silent(name: str) -> None:
    """A watch that says nothing."""


@dataclass
class Report:
    """What a build did: the articles read, what was skipped, and what the graph holds."""

    articles: dict[str, str] = field(default_factory=dict)  # document id → its name
    skipped: list[Skipped] = field(default_factory=list)
    reused: int = 0
    withdrawn: int = 0
    summary: Summary = field(default_factory=Summary)
    archive: Archive | None = None

    def dropped(self) -> Iterator[tuple[Document, Block, str]]:
        """What was left out of each article: the document, the block and its text."""
        for extraction in self.archive.load(self.articles) if self.archive else ():
            for block in extraction.blocks:
                if not block.keep:
                    yield extraction.document, block, extraction.document.text[block.start : block.end]


def build(paths: Paths, out: Path, settings: Settings = DEFAULTS, watch: Watch = silent) -> Report:
    """Build the graph of the articles in the folder `out`.

    An article that cannot be read is reported and skipped. What was extracted is kept in
    `out/sources` as it is made: an interrupted build goes on where it stopped, and a second build
    extracts new and changed articles only. The graph of an earlier build stays until the new one
    is complete; where no article could be read, none is written. Raises KGError when the ontology,
    the words or the folder are at fault.
    """
    from kg.graph import load_ontology

    ontology, report = load_ontology(), Report()
    archive = read_and_extract(paths, out, ontology, report, watch)
    if report.articles:
        report.summary = summarise(write(archive, report.articles, ontology, out, settings))
        report.withdrawn = archive.prune(report.articles)
    return report


def rebuild(out: Path) -> Summary:
    """Make the graph of a folder again from what was extracted, after corrections.

    Raises StoreError when what was extracted is of another version: then the articles are needed.
    """
    from kg.graph import load_ontology

    ontology = load_ontology()
    archive = Archive(out / "sources", Workshop(ontology).version)
    return summarise(write(archive, archive.ids(), ontology, out, recall(out)))


def write(
    archive: Archive, articles: Collection[str], ontology: Ontology, out: Path, settings: Settings
) -> Knowledge:
    """Resolve what was extracted from the articles, corrected by the readers, and write the graph."""
    from kg.background import about
    from kg.graph import write_graph
    from kg.resolve import resolve
    from kg.view import write_page

    said = corrections.history(out)
    whole = resolve(archive.load(articles), ontology, corrections=said)
    knowledge = confident(whole, settings.min_confidence)
    write_graph(knowledge, ontology, out, base_iri=settings.base_iri, known=about(knowledge, ontology))
    merges.write(knowledge, out)
    write_page(knowledge, ontology, out / "graph.html")
    remember(out, settings)
    return knowledge


def build_each(paths: Paths, out: Path, settings: Settings = DEFAULTS, watch: Watch = silent) -> Report:
    """Build one graph per article, each on its own, as `out/<name>.ttl`. Otherwise as `build`."""
    from kg.graph import load_ontology, write_turtle
    from kg.resolve import resolve

    ontology, report = load_ontology(), Report()
    archive = read_and_extract(paths, out, ontology, report, watch)
    for document, name in sorted(report.articles.items()):
        knowledge = confident(resolve(archive.load([document]), ontology), settings.min_confidence)
        write_turtle(knowledge, ontology, out / f"{name}.ttl", base_iri=settings.base_iri)
        report.summary += summarise(knowledge)
    return report


def read_and_extract(paths: Paths, out: Path, ontology: Ontology, report: Report, watch: Watch) -> Archive:
    """Read the articles and bring the archive up to date with them."""
    workshop = Workshop(ontology)
    archive = report.archive = Archive(out / "sources", workshop.version)
    documents = Inputs.of(paths).documents(out / FETCHED)
    for extraction in workshop.extract(new(documents, archive, workshop, report, watch)):
        archive.save(extraction)
        watch(extraction.document.name)
    return archive


def new(
    items: Iterable[Document | Skipped], archive: Archive, workshop: Workshop, report: Report, watch: Watch
) -> Iterator[tuple[Document, tuple[Block, ...]]]:
    """The documents that the archive does not hold yet, cleaned; the report notes all of them."""
    for item in items:
        if isinstance(item, Skipped):
            report.skipped.append(item)
            continue
        if archive.find(item) is not None:
            report.articles[item.id] = item.name
            report.reused += 1
            watch(item.name)
            continue
        blocks = workshop.clean(item)
        if any(b.keep for b in blocks):
            report.articles[item.id] = item.name
            yield item, blocks
        else:
            report.skipped.append(Skipped(item.source, "nothing in it reads as an article"))


def confident(knowledge: Knowledge, least: float) -> Knowledge:
    """Without the statements whose confidence is below `least` (0 to 1)."""
    kept = tuple(s for s in knowledge.statements if s.confidence >= least)
    return replace(knowledge, statements=kept)
