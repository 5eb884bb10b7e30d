"""Knowledge → one HTML file that shows it, offline."""

from kg.view.page import write_page

__all__ = ["write_page"]
