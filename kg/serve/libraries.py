"""Scripts of others that pages use, served from the packages that carry them: nothing from a network."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

# Where each is served: the package that has it, and the folder in it.
LIBRARIES = {
    "vis": ("pyvis", "templates/lib/vis-9.1.2"),
    "ace": ("django_ace", "static/django_ace/ace"),
}


def library(name: str) -> Path | None:
    """The folder of a library; None where its package is not installed."""
    package, inside = LIBRARIES[name]
    found = find_spec(package)  # the package itself is not imported
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(next(iter(found.submodule_search_locations)), inside)
    return folder if folder.is_dir() else None


def mounts() -> Iterator[Mount]:
    """The installed libraries at /lib/NAME/."""
    for name in LIBRARIES:
        folder = library(name)
        if folder:
            yield Mount(f"/lib/{name}", StaticFiles(directory=folder))
