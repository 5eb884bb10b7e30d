"""Forms of verbs, generated from their infinitives (verbs.toml)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon.source import read_toml
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Verbs:
    """`endings` maps the suffix of an infinitive to what replaces it in each form."""

    infinitives: tuple[str, ...]
    endings: dict[str, tuple[str, ...]]

    def forms(self, infinitives: Iterable[str]) -> dict[str, str]:
        """Every form of the verbs → infinitive; the first verb wins a form that two share."""
        found: dict[str, str] = {}
        for verb in infinitives:
            for form in self.conjugate(verb):
                found.setdefault(form, verb)
        return found

    def conjugate(self, verb: str) -> tuple[str, ...]:
        """The forms of one verb; only itself where no suffix fits."""
        for cut in range(len(verb)):
            suffix = verb[cut:]
            if suffix in self.endings:
                return tuple(verb[:cut] + ending for ending in self.endings[suffix])
        return (verb,)


def load(folder: Path, ontology: Ontology) -> Verbs:
    """Read verbs.toml of a language."""
    source = read_toml(folder / "verbs.toml")
    source.only(source.data, {"infinitives", "conjugation"}, of="verbs.toml")
    endings: dict[str, tuple[str, ...]] = {}
    for table in source.data.get("conjugation", []):
        source.only(table, {"suffix", "endings"}, of="conjugation")
        suffix = table.get("suffix")
        if not isinstance(suffix, str) or suffix in endings:
            raise source.error(f"a conjugation needs a suffix of its own: {suffix!r}", f'"{suffix}"')
        endings[suffix] = source.strings(table, "endings", of=suffix)
    return Verbs(source.strings(source.data, "infinitives"), endings)
