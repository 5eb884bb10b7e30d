"""Pages written for the tests, each line marked as kept or dropped.

A line starts with "+ " (kept), "- " (dropped) or "~ " (kept but for what stands between {{ and }}).
"""

from __future__ import annotations

from pathlib import Path

PAGES = sorted((Path(__file__).parent / "pages").glob("*.page"))


def load_page(path: Path) -> tuple[str, list[bool]]:
    """The text of a page without its marks, and for each character whether it must be kept."""
    text, keep = "", []
    for line in path.read_text("utf-8").splitlines():
        mark, rest = line[:2], line[2:]
        state = mark in ("+ ", "~ ")
        for part in rest.replace("{{", "\0{{").replace("}}", "}}\0").split("\0"):
            inside = part.startswith("{{")
            part = part.removeprefix("{{").removesuffix("}}") if mark == "~ " else part
            text += part
            keep += [state and not inside] * len(part)
        text += "\n"
        keep.append(False)
    return text, keep
