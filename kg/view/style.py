"""Colours, shapes and icons by class: ontology/style.toml, checked against the ontology."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon.source import Source, read_toml
from kg.ontology import Ontology

SHAPES = frozenset({"dot", "diamond", "square", "hexagon"})
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_PATH = re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9 .,\-]+")


@dataclass(frozen=True, slots=True)
class ClassStyle:
    """`color` is "#rrggbb"; `icon` the data of an SVG path in a 24 by 24 box, filled even-odd."""

    color: str
    shape: str
    icon: str


@dataclass(frozen=True, slots=True)
class Style:
    classes: dict[str, ClassStyle]
    default: ClassStyle

    def of(self, name: str, ontology: Ontology) -> ClassStyle:
        """The style of a class, of its nearest superclass, or the default."""
        level = [name]
        while level:
            for item in level:
                if item in self.classes:
                    return self.classes[item]
            level = [p for c in level if c in ontology.classes for p in ontology.classes[c].parents]
        return self.default


def load(folder: Path, ontology: Ontology) -> Style:
    """Read style.toml in the ontology folder. Raises LexiconError with file, line and reason."""
    source = read_toml(folder / "style.toml")
    source.only(source.data, {"default", "class", "icon"}, of="style")
    icons = source.data.get("icon", {})
    for name, path in icons.items():
        if not isinstance(path, str) or not _PATH.fullmatch(path):
            raise source.error(f"icon {name}: not the data of an SVG path", f"{name} =")
    default = _style(source, source.data.get("default", {}), "default", None, icons)
    tables = source.data.get("class", {})
    for name in tables:
        if name not in ontology.classes:
            raise source.error(f"unknown class {name!r}", f"[class.{name}]")
    classes: dict[str, ClassStyle] = {}
    for name in sorted(tables, key=lambda n: len(ontology.ancestors(n))):
        base = Style(classes, default).of(name, ontology)
        classes[name] = _style(source, tables[name], f"class.{name}", base, icons)
    return Style(classes, default)


def _style(
    source: Source, table: dict[str, object], of: str, base: ClassStyle | None, icons: dict[str, str]
) -> ClassStyle:
    """One table; what it leaves out comes from its superclass."""
    where = f"[{of}]"
    source.only(table, {"color", "shape", "icon"}, of=of)
    missing = {"color", "shape", "icon"} - set(table) if base is None else set()
    if missing:
        raise source.error(f"{of}: {', '.join(sorted(missing))} missing", where)
    color = table.get("color", base.color if base else "")
    shape = table.get("shape", base.shape if base else "")
    if not isinstance(color, str) or not _COLOR.fullmatch(color):
        raise source.error(f"{of}: color must be written #rrggbb, not {color!r}", where)
    if shape not in SHAPES:
        raise source.error(f"{of}: shape must be one of {', '.join(sorted(SHAPES))}, not {shape!r}", where)
    name = table.get("icon")
    if name is not None and name not in icons:
        raise source.error(f"{of}: no icon {name!r} under [icon]", where)
    return ClassStyle(color, str(shape), icons[str(name)] if name else base.icon if base else "")
