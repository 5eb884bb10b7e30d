"""A claim in the making: what a frame or pattern read, before dates and numbers are added."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.lexicon.frames import Frame
from kg.model import Status


@dataclass(frozen=True, slots=True)
class Draft:
    """`roles` maps a role to mention indices; `at` is the trigger token and `span` the first and last
    token of what was read; `scope` are the tokens among which dates and numbers belong to it.
    `title` is the span of tokens of a title, first and last (exclusive). `given` are the numbers and the
    date that a pattern points at: role → index of the quantity or date."""

    frame: Frame
    roles: dict[str, tuple[int, ...]]
    at: int
    span: tuple[int, int]
    status: Status
    scope: frozenset[int]
    title: tuple[int, int] | None = None
    given: dict[str, int] = field(default_factory=dict)
