"""What a server is told."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError

VARIABLE = "KG_TOKEN"
SHORTEST = 16  # characters of a token: fewer could be guessed
LOOPBACK = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class Settings:
    """`seconds` and `rows` limit each query; `readers` is how many are answered at the same time.

    `names` are the host names that a request may ask for: a page of another site that has its name
    point here (DNS rebinding) is refused. Who knows the `token` may write; without one nobody may.
    """

    folder: Path
    host: str = LOOPBACK[0]
    port: int = 8000
    names: tuple[str, ...] = ()
    seconds: float = 20.0
    rows: int = 10_000
    readers: int = 4
    token: str | None = None

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names that are answered to."""
        return (*LOOPBACK, self.host, *self.names)


def token_from(file: Path | None) -> str:
    """The token of a file, or of the environment, or a new one. StoreError when it cannot be one."""
    where = str(file or VARIABLE)
    try:
        given = file.read_text("utf-8") if file else os.environ.get(VARIABLE)
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{where}: the token cannot be read: {error}") from None
    if given is None:
        return secrets.token_urlsafe(24)
    token = given.strip()
    if len(token) < SHORTEST or not token.isascii() or not token.isprintable() or " " in token:
        raise StoreError(f"{where}: a token has at least {SHORTEST} ASCII characters and no spaces")
    return token
