"""ontology/style.toml: complete, checked, visible in both themes."""

import re
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.lexicon.source import ontology_dir
from kg.view.style import load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(ontology_dir() / "style.toml", tmp_path)
    return tmp_path


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "style.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def pages() -> list[str]:
    css = (files("kg.view") / "static" / "page.css").read_text("utf-8")
    found = re.findall(r"--page: (#\w{6}); --card: (#\w{6})", css)
    assert len(found) == 2
    return [color for pair in found for color in pair]


def test_every_colour_stands_out_in_both_themes_and_under_a_white_icon(ontology) -> None:
    style = load(ontology_dir(), ontology)
    for name, look in [*style.classes.items(), ("default", style.default)]:
        for ground in [*pages(), "#FFFFFF"]:
            assert contrast(look.color, ground) >= 3, (name, look.color, ground)


def test_text_colours_reach_the_contrast_for_text() -> None:
    css = (files("kg.view") / "static" / "page.css").read_text("utf-8")
    themes = re.findall(r"--page: (#\w+); --card: (#\w+); --ink: (#\w+); --muted: (#\w+)", css)
    accents = re.findall(r"--accent: (#\w+)", css)
    for (page, card, ink, muted), accent in zip(themes, accents, strict=True):
        for ground in (page, card):
            assert min(contrast(c, ground) for c in (ink, muted, accent)) >= 4.5


def test_a_class_without_a_table_is_drawn_like_its_superclass(ontology) -> None:
    style = load(ontology_dir(), ontology)
    for event in ontology.events:
        assert style.of(event, ontology).shape == "diamond"
    assert style.of("City", ontology) == style.of("Place", ontology)
    assert style.of("NoSuchClass", ontology) == style.default


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("[class.Company]", "[class.Compagny]", "unknown class 'Compagny'"),
        ('color = "#C2570C"', 'color = "red"', "#rrggbb"),
        ('shape = "hexagon"', 'shape = "blob"', "shape must be one of"),
        ('icon = "building"', 'icon = "castle"', "no icon 'castle'"),
        ('icon = "building"', 'symbol = "building"', "unknown key 'symbol'"),
        ('ring = "M12', 'ring = "<script>M12', "not the data of an SVG path"),
        ('shape = "dot"\n', "", "shape missing"),
    ],
)
def test_mistakes_are_refused_with_file_and_reason(
    folder: Path, ontology, old: str, new: str, reason: str
) -> None:
    edit(folder, old, new)
    with pytest.raises(LexiconError, match=re.escape(reason)) as caught:
        load(folder, ontology)
    assert "style.toml:" in str(caught.value)


def test_the_error_names_the_line(folder: Path, ontology) -> None:
    edit(folder, "[class.Company]", "[class.Compagny]")
    lines = (folder / "style.toml").read_text("utf-8").splitlines()
    with pytest.raises(LexiconError) as caught:
        load(folder, ontology)
    assert lines[caught.value.line - 1] == "[class.Compagny]"
