"""ontology/page.toml, site.toml and explorer.toml: the same words in every language, all of them used."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.lexicon.page import load
from kg.lexicon.source import ontology_dir

PAGE, SITE, EXPLORER = (ontology_dir() / f"{name}.toml" for name in ("page", "site", "explorer"))


def test_a_language_without_words_gets_english() -> None:
    assert load(PAGE, "fr")["articles"] == "Articles"
    assert load(PAGE, "xx") == load(PAGE, "en") != load(PAGE, "fr")


def test_every_word_of_the_site_is_used_and_every_used_word_is_there() -> None:
    templates = files("kg.serve") / "templates"
    code = "".join(f.read_text("utf-8") for f in templates.iterdir() if f.name.endswith(".html"))
    in_code = {"untitled"}
    kinds = {"fact", "position", "event", "figure", "quotation"}
    statuses = {"planned", "possible", "denied"}
    assert set(re.findall(r"\bwords\.(\w+)", code)) | in_code | kinds | statuses == set(load(SITE, "fr"))


def test_every_word_of_the_explorer_is_used_and_every_used_word_is_there() -> None:
    folder = files("kg.serve")
    scripts = [f for f in (folder / "static" / "explorer").iterdir() if f.name.endswith(".js")]
    code = "".join(f.read_text("utf-8") for f in scripts)
    pages = "".join((folder / "templates" / f"{n}.html").read_text("utf-8") for n in ("explorer", "text"))
    used = set(re.findall(r"\bwords\.(\w+)", code)) | set(re.findall(r"\bsay(?:\.|\[\")(\w+)", pages))
    counted = {"entity", "link", "event"}
    used |= counted | {f"many_{word}" for word in counted} | {"actual", "planned", "possible", "denied"}
    in_python = {"untitled"}
    assert used | in_python == set(load(EXPLORER, "fr"))


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    static = files("kg.view") / "static"
    code = "".join(f.read_text("utf-8") for f in static.iterdir() if f.name.endswith(".js"))
    used = set(re.findall(r"\bwords\.(\w+)", code))
    indirect = {
        "noScript",
        "entity",
        "entities",
        "relation",
        "relations",
        "event",
        "events",
        "article",
        "articles",
    }
    statuses = {"actual", "planned", "possible", "denied"}
    assert used | indirect | statuses == set(load(PAGE, "fr"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[en]\na = "x"\n[fr]\n', "missing a"),
        ('[en]\na = "x"\n[fr]\na = "y"\nb = "z"\n', "unknown key 'b'"),
        ("[en]\na = 1\n", "must be text"),
        ('[fr]\na = "x"\n', "no words for 'en'"),
    ],
)
def test_mistakes_are_refused(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "page.toml").write_text(text, "utf-8")
    with pytest.raises(LexiconError, match=reason):
        load(tmp_path / "page.toml", "fr")
