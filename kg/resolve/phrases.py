"""Statements as short sentences, from the templates of a language (labels.toml)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from kg.lexicon.labels import OPTIONAL, SLOT, Labels
from kg.model import Argument
from kg.ontology import Ontology
from kg.resolve.dates import parts
from kg.resolve.told import Merged

QUOTED = 12  # words of a quotation that its label shows


@dataclass(frozen=True)
class Phrases:
    """Writes labels. `names` gives the label of each entity id."""

    labels: Labels
    ontology: Ontology
    names: Mapping[str, str]

    def sentence(self, merged: Merged) -> str:
        """The statement in a few words; its status is said when it is not a fact."""
        name = merged.name
        if merged.kind == "figure":
            name = next((a.value or "" for a in merged.arguments if a.role == "measure"), "")
        templates = self.labels.sentences[merged.kind].get(name, ()) or self._plain(merged, name)
        slots = self._slots(merged)
        text = self._periodic(self._elide(fill(templates, slots)), slots)
        frame = self.labels.status.get(merged.status)
        return frame.format(sentence=text) if frame else text

    def _periodic(self, text: str, slots: Mapping[str, str]) -> str:
        """With the dates between which it holds, or that it no longer does."""
        given = "both" if {"since", "until"} <= slots.keys() else next(
            (role for role in ("since", "until", "ended") if role in slots), ""
        )  # fmt: skip
        frame = self.labels.period.get(given)
        return frame.format(sentence=text, **_dates(slots)) if frame else text

    def versions(self, matter: str, values: Sequence[Argument]) -> str:
        """What is at issue, and each version of it: "emplois : 160 / 163"."""
        known = self.ontology.properties.get(matter)
        labels, words = dict(known.labels) if known else {}, self.labels.conflict
        told = " / ".join(words.get(v.value or "") or self._value(v) for v in values)
        return f"{words.get(matter) or labels.get(self.labels.language, matter)} : {told}"

    def _plain(self, merged: Merged, name: str) -> tuple[str, ...]:
        """Templates for what has none: the label of the class or property between its arguments."""
        known = self.ontology.classes.get(name) or self.ontology.properties.get(name)
        labels = dict(known.labels) if known else {}
        word = labels.get(self.labels.language, name).replace("{", "").replace("}", "")
        word = word.replace("[", "").replace("]", "")
        if merged.kind == "fact":
            return (f"{{subject}} – {word} – {{object}}",)
        if merged.kind == "figure":
            return (f"[{{about}} : ]{{quantity}} ({word})",)
        roles = list(dict.fromkeys(a.role for a in merged.arguments if a.ref))
        return (word + "".join(f"[, {{{role}}}]" for role in roles),)

    def _slots(self, merged: Merged) -> dict[str, str]:
        slots: dict[str, list[str]] = {}
        for argument in merged.arguments:
            slots.setdefault(argument.role, []).append(self._value(argument))
        found = {role: self._list(values) for role, values in slots.items()}
        if "amount" in found:
            found["amount"] = self._money(found["amount"], found.get("currency", ""))
        if "stakePercent" in found:
            found["stakePercent"] = self._quantity(found["stakePercent"], "percent")
        if merged.kind == "figure":
            quantity = self._quantity(found.get("value", ""), found.get("unit", ""))
            frame = self.labels.comparator.get(found.get("comparator", ""))
            found["quantity"] = frame.format(value=quantity) if frame else quantity
        if merged.kind == "quotation":
            words = found.get("text", "").split()
            found["text"] = " ".join(words[:QUOTED]) + (" …" if len(words) > QUOTED else "")
        return found

    def _value(self, argument: Argument) -> str:
        if argument.ref is not None:
            return self.names[argument.ref]
        value = argument.value or ""
        if argument.datatype in ("date", "gYearMonth", "gYear", "gMonthDay", "gMonth"):
            return read_date(value, self.labels.language)
        if argument.datatype in ("integer", "decimal"):
            return read_number(value, self.labels.language)
        return value

    def _list(self, values: Sequence[str]) -> str:
        from babel.lists import format_list

        return format_list(list(values), locale=self.labels.language) if len(values) > 1 else values[0]

    def _money(self, amount: str, currency: str) -> str:
        if not currency:
            return amount
        from babel.numbers import get_currency_symbol

        return f"{amount} {get_currency_symbol(currency, locale=self.labels.language)}"

    def _quantity(self, value: str, unit: str) -> str:
        if unit in self.labels.unit:
            return self.labels.unit[unit].format(value=value)
        if re.fullmatch(r"[A-Z]{3}", unit):
            return self._money(value, unit)
        return f"{value} {unit}".strip()

    def _elide(self, text: str) -> str:
        for before, after in self.labels.elisions:
            pattern = rf"(?<!\w){re.escape(before)}(?=[{self.labels.vowels}])"
            text = re.sub(pattern, after, text, flags=re.IGNORECASE) if self.labels.vowels else text
        return text


def _dates(slots: Mapping[str, str]) -> dict[str, str]:
    return {role: slots[role] for role in ("since", "until") if role in slots}


def fill(templates: Sequence[str], slots: Mapping[str, str]) -> str:
    """The first template whose slots outside brackets are filled, without the parts that are not."""

    def write(part: str) -> str:
        return SLOT.sub(lambda m: slots.get(m[1], ""), part)

    def filled(part: str) -> bool:
        return all(slots.get(s) for s in SLOT.findall(part))

    template = next((t for t in templates if filled(OPTIONAL.sub("", t))), templates[-1])
    pieces = []
    last = 0
    for found in OPTIONAL.finditer(template):
        pieces.append(write(template[last : found.start()]))
        pieces.append(write(found[1]) if filled(found[1]) else "")
        last = found.end()
    pieces.append(write(template[last:]))
    return " ".join("".join(pieces).split())


def read_date(iso: str, language: str) -> str:
    """A partial ISO date in words: "2025-12" → "décembre 2025"; what is no date stays as it is."""
    from babel.dates import format_date

    year, month, day = parts(iso)
    if month is None:
        return iso
    try:
        known = date(int(year or 2000), int(month), int(day or 1))
    except ValueError:
        return iso
    pattern = " ".join(p for p, part in (("d", day), ("MMMM", month), ("y", year)) if part is not None)
    return str(format_date(known, pattern, locale=language))


def read_number(value: str, language: str) -> str:
    """A number with the grouping and the decimal sign of the language."""
    from babel.numbers import format_decimal

    try:
        return str(format_decimal(Decimal(value), locale=language))
    except (InvalidOperation, ValueError):
        return value
