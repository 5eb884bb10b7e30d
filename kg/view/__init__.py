"""Knowledge → one HTML file that shows it, offline."""

from pathlib import Path

from kg.view.page import write_page

__all__ = ["STATIC", "write_page"]

STATIC = Path(__file__).resolve().parent / "static"
