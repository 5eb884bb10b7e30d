"""Pages for people, made here without script: what is known of a resource, and search.

Jinja2 writes them with every value escaped; the words come from ontology/site.toml, the names of
classes and properties from the ontology, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.graph import OxigraphStore
from kg.graph.index import Hit, Names
from kg.graph.near import near, properties
from kg.graph.respond import Reply, plain
from kg.lexicon.page import load as load_words
from kg.lexicon.source import ontology_dir
from kg.model import Document, Statement
from kg.ontology import Class, Ontology

LANGUAGES = ("fr", "en")
KINDS = ("fact", "position", "event", "figure", "quotation")
SHOWN = 50  # names in a list
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as the page shows it.

    `others` are name and path of those who take part too; `sentences` a quote, the title of its
    article and the article's path.
    """

    statement: Statement
    others: tuple[tuple[str, str], ...]
    sentences: tuple[tuple[str, str, str], ...]


@cache
def _templates() -> Environment:
    folder = Path(__file__).resolve().parent / "templates"
    return Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


def resource_page(store: OxigraphStore, ontology: Ontology, path: str, languages: Sequence[str]) -> Reply:
    """The card of an entity, an article with what it says, or the properties of another node."""
    language = language_of(languages)
    known = near(store, ontology, path)
    words = _words(language)
    if known is None:
        return plain(404, f"there is nothing called {path}")
    titles = {d.id: _title(d, words) for d in known.documents}
    names = {e.id: e.label for e in known.entities if e.id != path}
    lines = {
        kind: [_line(s, names, titles) for s in known.statements if s.kind == kind and path != s.id]
        for kind in KINDS
    }
    entity = next((e for e in known.entities if e.id == path), None)
    article = next((d for d in known.documents if f"document/{d.id}" == path), None)
    return page(
        "resource.html", language, 200,
        name=entity.label if entity else titles[article.id] if article else path,
        type=_label(ontology.classes.get(entity.type), language) if entity else "",
        entity=entity, article=article, lines=lines,
        link=urlsplit(article.url).geturl() if article and _web(article.url) else "",
        articles=[(d.id, titles[d.id], f"/id/document/{quote(d.id)}") for d in known.documents],
        classes=_classes(ontology, language) if entity else [],
        properties=[] if entity or article else properties(store, path, language),
    )  # fmt: skip


def _classes(ontology: Ontology, language: str) -> list[tuple[str, str]]:
    """The classes that an entity may be of, by their labels."""
    found = [c for c in ontology.classes.values() if ontology.is_a(c.name, "Entity") and c.name != "Entity"]
    return sorted(((c.name, _label(c, language)) for c in found), key=lambda pair: pair[1].casefold())


def home_page(names: Names, ontology: Ontology, languages: Sequence[str], wanted: str) -> Reply:
    """Search, and the names that most articles hold."""
    language = language_of(languages)
    found, total = names.search(wanted, SHOWN) if wanted else ([], 0)

    def row(hit: Hit) -> tuple[str, str, str, int]:
        return hit.label, path_to(hit.id), _label(ontology.classes.get(hit.type), language), hit.articles

    return page(
        "home.html", language, 200, wanted=wanted, total=total, shown=SHOWN,
        found=list(map(row, found)), most=list(map(row, names.top(SHOWN))),
        classes=[(_label(ontology.classes.get(name), language), n) for name, n in names.classes],
    )  # fmt: skip


def page(template: str, language: str, status: int, **values: Any) -> Reply:
    """A page from a template, which knows the words of the language and the way to a resource."""
    html = _templates().get_template(template).render(
        words=_words(language), language=language, kinds=KINDS, path=path_to, **values
    )
    headers = {"Content-Language": language}
    return Reply(status, HTML, html.encode("utf-8"), headers)


def _line(s: Statement, names: dict[str, str], titles: dict[str, str]) -> Line:
    others = dict.fromkeys(a.ref for a in s.arguments if a.ref in names)
    linked = tuple((names[id_], path_to(id_)) for id_ in others if id_)
    sentences = (
        (e.quote, titles.get(e.document, e.document), path_to(f"document/{e.document}")) for e in s.evidence
    )
    return Line(s, linked, tuple(sentences))


def _title(document: Document, words: dict[str, str]) -> str:
    return document.title or document.name or words["untitled"]


def path_to(id_: str) -> str:
    """Where the page of a resource is on this server."""
    return f"/id/{quote(id_)}"


def _web(url: str | None) -> bool:
    """Whether an article's address may stand in a link: it comes from the article, and may be script."""
    return url is not None and urlsplit(url).scheme in ("http", "https")


def language_of(wanted: Sequence[str]) -> str:
    """The best of the wanted languages that the pages have."""
    return next((code for code in wanted if code in LANGUAGES), LANGUAGES[0])


@cache
def _words(language: str) -> dict[str, str]:
    return load_words(ontology_dir() / "site.toml", language)


def _label(known: Class | None, language: str) -> str:
    labels = dict(known.labels) if known else {}
    return labels.get(language) or labels.get("en") or (known.name if known else "")
