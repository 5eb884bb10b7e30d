"""The whole way, from articles to a graph: read → clean → extract → keep → resolve → graph → page."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from kg import corrections, gazetteer, gold, members, merges, staging
from kg.archive import Archive
from kg.errors import StoreError
from kg.members import Member
from kg.model import Block, Document, Extraction, Knowledge, Skipped
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
MANY = 100  # articles: to write their graph takes so much memory that the model gives up its own


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

    read: dict[str, Member] = field(default_factory=dict)  # by id
    articles: dict[str, str] = field(default_factory=dict)  # those of them in the graph: id → name
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
    """Build the graph of exactly these articles in the folder `out`.

    An article that cannot be read is reported and skipped. What was extracted is kept in
    `out/sources` as it is made: an interrupted build goes on where it stopped, and a second build
    extracts new and changed articles only. The graph of an earlier build stays until the new one
    is complete; where no article could be read, none is written. Raises KGError when the ontology,
    the words or the folder are at fault, or when another process writes the folder.
    """
    with staging.alone(out, make=True):
        work = Work.at(out)
        work.read(paths, watch)
        if work.report.read:
            before = {m.id for m in members.read(out) or ()}
            work.write(work.joined(()), settings)
            work.report.withdrawn = len(before - work.report.articles.keys())
    return work.report


def add(paths: Paths, out: Path, watch: Watch = silent) -> Report:
    """Add articles to the graph of the folder `out`, or put them in place of earlier versions.

    An article that is read where one of the graph was read before takes its place. The result is the
    same as that of `build` with all articles of the graph. Otherwise as `build`.
    """
    with staging.alone(out):
        work = Work.at(out)
        old = work.members()
        work.read(paths, watch)
        now = work.joined(old)
        work.write(now, recall(out))
        work.report.withdrawn = len({m.id for m in old} - {m.id for m in now})
    return work.report


def remove(articles: Sequence[str], out: Path) -> tuple[tuple[Member, ...], Summary]:
    """Withdraw articles, each by its id, name or path: what no other article says goes with them.

    Returns what was withdrawn. Raises QueryError, before anything is changed, for what means no
    article of the graph or several.
    """
    with staging.alone(out):
        work = Work.at(out)
        old = work.members()
        gone = members.chosen(old, articles)
        work.write(members.named(m for m in old if m not in gone), recall(out))
    return gone, work.report.summary


def articles(out: Path) -> tuple[Member, ...]:
    """The articles of a graph, by id. StoreError where there is no graph."""
    return Work.at(out).members()


def rebuild(out: Path) -> Summary:
    """Make the graph of a folder again from what was extracted, after corrections."""
    with staging.alone(out):
        work = Work.at(out)
        work.write(work.members(), recall(out))
    return work.report.summary


def as_gold(out: Path, folder: Path) -> int:
    """Write what readers decided on as gold annotation into a folder; of how many articles it is."""
    from kg.resolve import decided

    with staging.alone(out):
        work = Work.at(out)
        found = list(known_as(work.archive, work.members()))
        knowledge, verdicts = decided(found, work.ontology, corrections.history(out))
    return gold.write(folder, knowledge, verdicts)


@dataclass(frozen=True)
class Work:
    """What one run has at hand to bring the graph of a folder up to date. For who is alone there."""

    out: Path
    ontology: Ontology
    workshop: Workshop
    archive: Archive
    report: Report

    @classmethod
    def at(cls, out: Path) -> Work:
        """For a folder, whether there is a graph in it or not."""
        from kg.graph import load_ontology

        ontology = load_ontology()
        workshop = Workshop(ontology, gazetteer.kept(out))
        archive = Archive(out / "sources", workshop.version)
        return cls(out, ontology, workshop, archive, Report(archive=archive))

    def members(self) -> tuple[Member, ...]:
        """The articles of the graph, by id. StoreError where there is none."""
        from kg.graph.store import store_path

        store_path(self.out)
        found = members.read(self.out)
        if found is None:  # of an earlier version, which kept in sources/ only what the graph holds
            found = tuple(members.member(self.archive.stored(id_)) for id_ in self.archive.ids())
        return found

    def read(self, paths: Paths, watch: Watch) -> None:
        """Read the articles and bring the archive up to date with them."""
        documents = Inputs.of(paths).documents(self.out / FETCHED)
        self.extract(new(documents, self.archive, self.workshop, self.report, watch), watch)

    def extract(self, items: Iterable[tuple[Document, tuple[Block, ...]]], watch: Watch) -> None:
        """Extract documents, and keep each in the archive as soon as it is done."""
        for extraction in self.workshop.extract(items):
            self.archive.save(extraction)
            watch(extraction.document.name)

    def joined(self, old: Iterable[Member]) -> tuple[Member, ...]:
        """The members that there were, with those that were read; the report notes what they are called."""
        now, doubles = members.together(old, self.report.read.values())
        self.report.skipped += doubles
        read = self.report.read.keys() & {m.id for m in now}
        self.report.articles = {m.id: m.name for m in now if m.id in read}
        return now

    def write(self, now: Collection[Member], settings: Settings) -> None:
        """Make the graph of these members, corrected by the readers, and forget all other articles.

        What an earlier version of kg extracted is extracted again, from the text that was kept.
        """
        stale = (m.id for m in now if not self.archive.holds(m.id))
        documents = (self.archive.stored(id_) for id_ in stale)
        self.extract(((d, self.workshop.clean(d)) for d in documents), silent)
        if len(now) > MANY:
            self.workshop.rest()
        with uncollected():
            self.report.summary = summarise(write(self.archive, now, self.ontology, self.out, settings))
        self.archive.prune({m.id for m in now})


def write(
    archive: Archive, now: Collection[Member], ontology: Ontology, out: Path, settings: Settings
) -> Knowledge:
    """Resolve what was extracted from the members, corrected by the readers, and write the graph."""
    from kg.background import about
    from kg.graph import write_graph
    from kg.link.decisions import settled
    from kg.view import write_page

    listed = gazetteer.kept(out)
    knowledge = confident(resolved(archive, now, ontology, out), settings.min_confidence)
    with staging.growing(out) as new:
        own = gazetteer.known(listed, knowledge.entities, ontology)
        background = settled(out, knowledge.entities, (*about(knowledge, ontology), *own))
        write_graph(knowledge, ontology, new, base_iri=settings.base_iri, known=background, own=out)
        merges.write(knowledge, new)
        write_page(knowledge, ontology, new / "graph.html")
        members.write(now, new)
        remember(new, settings)
    return knowledge


def resolved(archive: Archive, now: Collection[Member], ontology: Ontology, out: Path) -> Knowledge:
    """What the members say together, corrected by the readers. What was extracted is let go of."""
    from kg.resolve import resolve

    found = list(known_as(archive, now))
    listed = gazetteer.corrections(gazetteer.kept(out), found)
    return resolve(found, ontology, corrections=(*listed, *corrections.history(out)))


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for garbage meanwhile: millions of objects come, none of them in circles, and to look
    through them again and again takes longer than the work."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def known_as(archive: Archive, now: Collection[Member]) -> Iterator[Extraction]:
    """What was extracted from the members, which are called as in this graph."""
    by_id = {m.id: m for m in now}
    for extraction in archive.load(by_id):
        known = by_id[extraction.document.id]
        document = replace(extraction.document, name=known.name, source=known.source)
        yield extraction if document == extraction.document else replace(extraction, document=document)


def build_each(paths: Paths, out: Path, settings: Settings = DEFAULTS, watch: Watch = silent) -> Report:
    """Build one graph per article, each on its own, as `out/<name>.ttl`. Otherwise as `build`."""
    from kg.graph import write_turtle
    from kg.resolve import resolve

    with staging.alone(out, make=True):
        work = Work.at(out)
        work.read(paths, watch)
        for one in work.joined(()):
            found = resolve(known_as(work.archive, [one]), work.ontology)
            knowledge = confident(found, settings.min_confidence)
            write_turtle(knowledge, work.ontology, out / f"{one.name}.ttl", base_iri=settings.base_iri)
            work.report.summary += summarise(knowledge)
    return work.report


def new(
    items: Iterable[Document | Skipped], archive: Archive, workshop: Workshop, report: Report, watch: Watch
) -> Iterator[tuple[Document, tuple[Block, ...]]]:
    """The documents that the archive does not hold yet, cleaned; the report notes all of them."""
    for item in items:
        if isinstance(item, Skipped):
            report.skipped.append(item)
            continue
        if archive.find(item) is not None:
            report.read[item.id] = members.member(item)
            report.reused += 1
            watch(item.name)
            continue
        blocks = workshop.clean(item)
        if any(b.keep for b in blocks):
            report.read[item.id] = members.member(item)
            yield item, blocks
        else:
            report.skipped.append(Skipped(item.source, "nothing in it reads as an article"))


def confident(knowledge: Knowledge, least: float) -> Knowledge:
    """Without the statements whose confidence is below `least` (0 to 1), and their conflicts."""
    kept = tuple(s for s in knowledge.statements if s.confidence >= least)
    ids = {s.id for s in kept}
    conflicts = tuple(c for c in knowledge.conflicts if all(v.statement in ids for v in c.versions))
    return replace(knowledge, statements=kept, conflicts=conflicts)
