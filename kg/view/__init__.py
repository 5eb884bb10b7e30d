"""Knowledge → one HTML file that shows it, offline; or a picture."""

from pathlib import Path

from kg.view.page import write_page
from kg.view.picture import write_picture

__all__ = ["STATIC", "write_page", "write_picture"]

STATIC = Path(__file__).resolve().parent / "static"
