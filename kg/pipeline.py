"""The whole way, from articles to a graph: read → clean → extract → keep → resolve → graph → page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.archive import Archive
from kg.errors import InputError
from kg.model import Block, Document, Knowledge, Skipped
from kg.ontology import Ontology
from kg.summary import Summary, summarise
from kg.workshop import Workshop

Watch = Callable[[str], None]  # told the name of each article that is done
BASE_IRI = "https://w3id.org/newskg/id/"


@dataclass
class Report:
    """What a build did: articles by document id, what was skipped, and what the graph holds."""

    articles: dict[str, str] = field(default_factory=dict)  # document id → source
    names: dict[str, str] = field(default_factory=dict)  # name of the article → document id
    skipped: list[Skipped] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)  # source, source of the same text
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


def build(
    paths: Sequence[Path],
    out: Path,
    *,
    base_iri: str = BASE_IRI,
    min_confidence: float = 0.0,
    watch: Watch = lambda name: None,
) -> Report:
    """Build the graph of the articles in the folder `out`.

    An article that cannot be read is reported and skipped. What was extracted is kept in
    `out/sources` as it is made: an interrupted build goes on where it stopped, and a second build
    extracts new and changed articles only. The graph of an earlier build stays until the new one
    is complete; where no article could be read, none is written. Raises KGError when the ontology,
    the words or the folder are at fault.
    """
    from kg.graph import load_ontology, write_graph
    from kg.resolve import resolve
    from kg.view import write_page

    ontology, report = load_ontology(), Report()
    archive = read_and_extract(paths, out, ontology, report, watch)
    if report.articles:
        knowledge = confident(resolve(archive.load(report.articles), ontology), min_confidence)
        write_graph(knowledge, ontology, out, base_iri=base_iri)
        write_page(knowledge, ontology, out / "graph.html")
        report.withdrawn = archive.prune(report.articles)
        report.summary = summarise(knowledge)
    return report


def build_each(
    paths: Sequence[Path],
    out: Path,
    *,
    base_iri: str = BASE_IRI,
    min_confidence: float = 0.0,
    watch: Watch = lambda name: None,
) -> Report:
    """Build one graph per article, each on its own, as `out/<name>.ttl`. Otherwise as `build`."""
    from kg.graph import load_ontology, write_turtle
    from kg.resolve import resolve

    ontology, report = load_ontology(), Report()
    archive = read_and_extract(paths, out, ontology, report, watch)
    for name, document in sorted(report.names.items()):
        knowledge = confident(resolve(archive.load([document]), ontology), min_confidence)
        write_turtle(knowledge, ontology, out / f"{name}.ttl", base_iri=base_iri)
        report.summary += summarise(knowledge)
    return report


def read_and_extract(
    paths: Sequence[Path], out: Path, ontology: Ontology, report: Report, watch: Watch
) -> Archive:
    """Read the articles and bring the archive up to date with them."""
    from kg.read import read_documents

    workshop = Workshop(ontology)
    archive = report.archive = Archive(out / "sources", workshop.version)
    documents = admitted(read_documents(sorted(set(paths))), report)
    for extraction in workshop.extract(new(documents, archive, workshop, report, watch)):
        archive.save(extraction)
        watch(extraction.document.name)
    return archive


def admitted(items: Iterable[Document | Skipped], report: Report) -> Iterator[Document]:
    """The documents, each text once; what could not be read goes to the report."""
    for item in items:
        if isinstance(item, Skipped):
            report.skipped.append(item)
            continue
        name = item.name if item.name not in report.names else f"{item.name}-{item.id}"
        report.names[name] = item.id
        if item.id in report.articles:
            report.duplicates.append((item.source, report.articles[item.id]))
        else:
            report.articles[item.id] = item.source
            yield item


def new(
    documents: Iterable[Document], archive: Archive, workshop: Workshop, report: Report, watch: Watch
) -> Iterator[tuple[Document, tuple[Block, ...]]]:
    """The cleaned documents that the archive does not hold yet."""
    for document in documents:
        if archive.find(document) is not None:
            report.reused += 1
            watch(document.name)
            continue
        try:
            blocks = workshop.clean(document)
        except InputError as error:
            skip(document, str(error), report)
            continue
        if any(b.keep for b in blocks):
            yield document, blocks
        else:
            skip(document, "nothing in it reads as an article", report)


def skip(document: Document, reason: str, report: Report) -> None:
    """Take a document that was admitted out again."""
    report.skipped.append(Skipped(document.source, reason))
    del report.articles[document.id]
    report.names = {name: id_ for name, id_ in report.names.items() if id_ != document.id}


def confident(knowledge: Knowledge, least: float) -> Knowledge:
    """Without the statements whose confidence is below `least` (0 to 1)."""
    kept = tuple(s for s in knowledge.statements if s.confidence >= least)
    return replace(knowledge, statements=kept)
