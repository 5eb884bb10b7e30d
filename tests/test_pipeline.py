"""The whole way on small texts: what is skipped, what is taken over, what stays the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import pipeline
from kg.extract import Extractor
from kg.graph import load_ontology, open_store, read_sources
from kg.graph.queries import run
from kg.graph.validate import validate
from kg.model import Block, Document, Extraction
from kg.read import Fetching, Inputs, Reading
from tests.read.made import page
from tests.read.web import serving

FIRST = (
    "Veltrane met fin à son contrat avec Ordelis\n\n"
    "Publié le 12/03/2025 à 10h00\n\n"
    "Le groupe français Veltrane a mis fin à son contrat avec la société Ordelis, basée à Rouen. Près de "
    "120 emplois sont menacés dans le centre d’appels, selon le syndicat.\n\n"
    "« Nous n’avons rien vu venir », regrette Jeanne Orvault, directrice générale d’Ordelis. L’entreprise, "
    "qui emploie 420 salariés, a réalisé l’an dernier un chiffre d’affaires de 14 millions d’euros.\n"
)
SECOND = (
    "Kolbrin ouvre un centre d’appels à Dakar\n\n"
    "Publié le 3 avril 2025\n\n"
    "La société Kolbrin a ouvert mardi un centre d’appels à Dakar, au Sénégal. Elle y créera 200 emplois "
    "d’ici à 2027, a annoncé son président, Paul Astier, lors d’une conférence de presse dans la capitale.\n"
)
GERMAN = (
    "Die Firma Veltrane schließt ihren Standort in Nordstadt\n\n"
    "Das Unternehmen hat am Montag bekannt gegeben, dass der Standort zum Ende des Jahres geschlossen wird. "
    "Davon sind mehr als hundert Beschäftigte betroffen, wie die Gewerkschaft mitteilte.\n"
)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, "utf-8")
    (folder / "second.txt").write_text(SECOND, "utf-8")
    return folder


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the articles that were extracted, as it happens."""
    names: list[str] = []
    original = Extractor.extract

    def extract(self: Extractor, items: Iterator[tuple[Document, tuple[Block, ...]]]) -> Iterator[Extraction]:
        for extraction in original(self, items):
            names.append(extraction.document.name)
            yield extraction

    monkeypatch.setattr(Extractor, "extract", extract)
    return names


def turtle(out: Path) -> bytes:
    return (out / "graph.ttl").read_bytes()


def test_a_graph_folder_holds_all_that_was_promised(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    report = pipeline.build([articles], out)
    assert not report.skipped
    assert sorted(report.articles.values()) == ["first", "second"]
    assert report.summary.articles == 2
    assert report.summary.entities["Company"] >= 2
    assert "Veltrane" in turtle(out).decode()
    assert (out / "graph.html").stat().st_size > 1000
    assert (out / "store").is_dir()
    texts = {p.read_bytes().decode() for p in (out / "sources").glob("*.txt")}
    assert texts == {FIRST, SECOND}
    assert len(list((out / "sources").glob("*.json"))) == 2


def test_what_cannot_be_read_gets_one_line_each_and_the_rest_is_built(articles: Path, tmp_path: Path) -> None:
    (articles / "empty.txt").write_bytes(b"")
    (articles / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (articles / "big.txt").write_bytes(b"Un mot. " * 2_500_000)
    (articles / "broken.jsonl").write_text('{"text": \n', "utf-8")
    (articles / "german.txt").write_text(GERMAN, "utf-8")
    report = pipeline.build([articles, tmp_path / "absent.txt"], tmp_path / "graph")
    skipped = {Path(s.source).name: s.reason for s in report.skipped}
    assert skipped.keys() == {
        "empty.txt", "binary.txt", "big.txt", "broken.jsonl:1", "german.txt", "absent.txt",
    }  # fmt: skip
    assert all(reason and "\n" not in reason for reason in skipped.values())
    assert "language" in skipped["german.txt"]
    assert sorted(report.articles.values()) == ["first", "second"]


def test_when_nothing_can_be_read_the_graph_of_before_stays(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    pipeline.build([articles], out)
    before = turtle(out)
    report = pipeline.build([tmp_path / "absent"], out)
    assert len(report.skipped) == 1
    assert turtle(out) == before


def test_the_same_articles_give_the_same_bytes_in_any_order(articles: Path, tmp_path: Path) -> None:
    one, two = articles / "first.txt", articles / "second.txt"
    for out, paths in (("a", [one, two]), ("b", [two, one]), ("c", [articles])):
        pipeline.build(paths, tmp_path / out)
    assert turtle(tmp_path / "a") == turtle(tmp_path / "b") == turtle(tmp_path / "c")
    pipeline.build([two, one], tmp_path / "a")
    assert turtle(tmp_path / "a") == turtle(tmp_path / "b")


def test_only_what_is_new_or_changed_is_extracted(
    articles: Path, tmp_path: Path, extracted: list[str]
) -> None:
    out = tmp_path / "graph"
    pipeline.build([articles], out)
    assert sorted(extracted) == ["first", "second"]
    extracted.clear()
    (articles / "second.txt").write_text(SECOND.replace("200", "250"), "utf-8")
    report = pipeline.build([articles], out)
    assert extracted == ["second"]
    assert report.reused == 1
    assert report.withdrawn == 1
    assert len(list((out / "sources").glob("*.txt"))) == 2


def test_a_change_of_the_vocabulary_extracts_again(
    articles: Path, tmp_path: Path, extracted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.build([articles], tmp_path / "graph")
    extracted.clear()
    monkeypatch.setattr("kg.workshop.Workshop.version", "another")
    pipeline.build([articles], tmp_path / "graph")
    assert sorted(extracted) == ["first", "second"]


def test_an_interrupted_build_goes_on_where_it_stopped(
    articles: Path, tmp_path: Path, extracted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "graph"
    monkeypatch.setattr("kg.workshop.BATCH", 1)

    def interrupt(name: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.build([articles], out, watch=interrupt)
    assert extracted == ["first"]
    assert not (out / "graph.ttl").exists()
    report = pipeline.build([articles], out)
    assert extracted == ["first", "second"]
    assert report.reused == 1
    pipeline.build([articles], tmp_path / "other")
    assert turtle(out) == turtle(tmp_path / "other")


def test_an_interrupted_rebuild_leaves_the_graph_of_before(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "graph"
    pipeline.build([articles], out)
    before = turtle(out)

    def interrupt(*args: object, **more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.resolve.resolve", interrupt)
    (articles / "second.txt").unlink()
    with pytest.raises(KeyboardInterrupt):
        pipeline.build([articles], out)
    assert turtle(out) == before


def test_each_article_on_its_own(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "preds"
    report = pipeline.build_each([articles], out)
    assert sorted(p.name for p in out.glob("*.ttl")) == ["first.ttl", "second.ttl"]
    assert "Kolbrin" not in (out / "first.ttl").read_text("utf-8")
    assert "Kolbrin" in (out / "second.ttl").read_text("utf-8")
    assert report.summary.articles == 2


def test_what_is_less_certain_can_be_left_out(articles: Path, tmp_path: Path) -> None:
    all_ = pipeline.build([articles], tmp_path / "all").summary.statements.total()
    none = pipeline.build([articles], tmp_path / "none", pipeline.Settings(min_confidence=1.0)).summary
    assert all_ > 0
    assert none.statements.total() < all_
    assert none.entities.total() > 0


def test_resources_begin_with_the_base_iri(articles: Path, tmp_path: Path) -> None:
    pipeline.build_each([articles], tmp_path, pipeline.Settings(base_iri="https://example.org/kg/"))
    text = (tmp_path / "first.ttl").read_text("utf-8")
    assert "https://example.org/kg/" in text
    assert pipeline.BASE_IRI not in text


def test_records_of_one_file_are_articles_of_their_own(tmp_path: Path) -> None:
    lines = [json.dumps({"text": text, "title": text.splitlines()[0]}) for text in (FIRST, SECOND)]
    (tmp_path / "feed.jsonl").write_text("\n".join(lines), "utf-8")
    report = pipeline.build_each([tmp_path / "feed.jsonl"], tmp_path / "preds")
    assert len(report.articles) == 2
    assert len(list((tmp_path / "preds").glob("*.ttl"))) == 2


def test_agency_copy_in_three_papers_is_one_set_of_claims(tmp_path: Path) -> None:
    body = FIRST.partition("10h00\n\n")[2]
    papers = {"Le Port": body, "Le Quai": body, "La Digue": body.rpartition(" L’entreprise")[0]}
    rows = [
        {"id": name, "text": text, "title": f"Veltrane quitte Ordelis, lit-on dans {name}", "source": name,
         "date": "2025-03-12", "url": f"https://{number}.example/veltrane"}
        for number, (name, text) in enumerate(papers.items())
    ]  # fmt: skip
    one, three = tmp_path / "one.jsonl", tmp_path / "three.jsonl"
    one.write_text(json.dumps(rows[0]), "utf-8")
    three.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    alone, all_ = pipeline.build([one], tmp_path / "1"), pipeline.build([three], tmp_path / "3")
    assert (alone.summary.articles, all_.summary.articles) == (1, 3)
    assert (alone.summary.copies, all_.summary.copies) == (0, 2)
    assert all_.summary.statements == alone.summary.statements
    told = "SELECT ?s ?c (COUNT(DISTINCT ?d) AS ?n) { ?s kg:confidence ?c ; kg:evidence/kg:inDocument ?d }"
    asked = f"{told} GROUP BY ?s ?c"
    before, after = (run(open_store(tmp_path / out), asked).cells() for out in "13")
    assert sorted(row[:2] for row in before) == sorted(row[:2] for row in after)
    assert {row[2] for row in after} == {"2", "3"}
    store = open_store(tmp_path / "3")
    assert len(run(store, "SELECT ?a ?b { ?a dcterms:isVersionOf ?b }").rows) == 2
    assert not validate(store, load_ontology(), read_sources(tmp_path / "3"))


def test_pages_of_the_web_are_fetched_once(tmp_path: Path) -> None:
    with serving() as web:
        inputs = Inputs((web.put("/ferries", page()),), Reading(fetching=Fetching(private=True, pause=0.0)))
        first = pipeline.build(inputs, tmp_path / "g")
        again = pipeline.build(inputs, tmp_path / "g")
    assert (first.summary.articles, again.reused) == (1, 1)
    assert web.paths() == ["/ferries"]
    assert turtle(tmp_path / "g").count(f"<{web.root}/ferries>".encode()) == 1
    refused = pipeline.build([web.root + "/ferries"], tmp_path / "h")
    assert "private network" in refused.skipped[0].reason
