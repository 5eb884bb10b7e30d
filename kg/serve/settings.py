"""What a server is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LOOPBACK = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class Settings:
    """`seconds` and `rows` limit each query; `readers` is how many are answered at the same time.

    `names` are the host names that a request may ask for: a page of another site that has its name
    point here (DNS rebinding) is refused.
    """

    folder: Path
    host: str = LOOPBACK[0]
    port: int = 8000
    names: tuple[str, ...] = ()
    seconds: float = 20.0
    rows: int = 10_000
    readers: int = 4

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names that are answered to."""
        return (*LOOPBACK, self.host, *self.names)
