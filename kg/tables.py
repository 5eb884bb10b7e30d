"""TOML files that kg and its readers both write (corrections, links), with what else stands in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.errors import StoreError


def tables(path: Path, head: str) -> Any:
    """The file as a tomlkit document; without a file a new one with `head` as its comment.

    Raises StoreError for what is no TOML.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    if not path.exists():
        document = tomlkit.document()
        document.add(tomlkit.comment(head))
        return document
    try:
        return tomlkit.parse(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise StoreError(f"{path}: {error}") from None
