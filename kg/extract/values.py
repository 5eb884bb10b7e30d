"""Numbers and dates as they were found in the text, before anything is said with them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Comparator = Literal["exact", "about", "moreThan", "lessThan"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: "près de 160 emplois", "1,7 milliard d'euros", "40 %".

    `start`/`end` cover the number, its comparator and its unit word or noun. `unit` is "person",
    "percent", "site", "company", "day", "m2" …, a currency code (ISO 4217), or "" where the counted
    noun is none of these. `noun` is the lemma of what is counted ("emploi", "salarié", "euro", "%").
    """

    start: int
    end: int
    value: Decimal
    unit: str
    noun: str
    comparator: Comparator


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date as precise as the text: "2025-12-31", "2026-08", "2007", "--12-31", "--05".

    An interval ("entre octobre et mars 2026") has `until`. `datatype` is the local name of the XSD
    type of `value`: date, gYearMonth, gYear, gMonthDay or gMonth. `role` tells how the words
    attach it: "at" ("le 31 décembre"), "since" ("depuis 2019"), "from" ("à compter du"), "by"
    ("d'ici à 2028"), "until" ("jusqu'au").
    """

    start: int
    end: int
    value: str
    datatype: str
    role: Literal["at", "since", "from", "by", "until"] = "at"
    until: str | None = None
