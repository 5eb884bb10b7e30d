"""Forms of verbs, generated from their infinitives (verbs.toml)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg.lexicon.source import read_toml
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class VerbForms:
    """Forms of verbs in small letters: `infinitives` maps each to its infinitive, `present` those of the
    third person of the present to whether they are plural."""

    infinitives: dict[str, str] = field(default_factory=dict)
    present: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verbs:
    """`endings` maps the suffix of an infinitive to what replaces it in each form, `present` to what
    replaces it in the third person of the present."""

    infinitives: tuple[str, ...]
    endings: dict[str, tuple[str, ...]]
    present: dict[str, tuple[str, ...]]

    def forms(self, infinitives: Iterable[str]) -> VerbForms:
        """Every form of the verbs; the first verb wins a form that two share."""
        found = VerbForms()
        for verb in infinitives:
            for form in self.conjugate(verb, self.endings):
                found.infinitives.setdefault(form, verb)
            for number, form in enumerate(self.conjugate(verb, self.present)):
                if found.infinitives.get(form) == verb and form != verb:
                    found.present.setdefault(form, number > 0)
        return found

    def conjugate(self, verb: str, endings: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
        """The forms of one verb; only itself where no suffix fits."""
        for cut in range(len(verb)):
            suffix = verb[cut:]
            if suffix in endings:
                return tuple(verb[:cut] + ending for ending in endings[suffix])
        return (verb,)


def load(folder: Path, ontology: Ontology) -> Verbs:
    """Read verbs.toml of a language."""
    source = read_toml(folder / "verbs.toml")
    source.only(source.data, {"infinitives", "conjugation"}, of="verbs.toml")
    endings: dict[str, tuple[str, ...]] = {}
    present: dict[str, tuple[str, ...]] = {}
    for table in source.data.get("conjugation", []):
        source.only(table, {"suffix", "endings", "present"}, of="conjugation")
        suffix = table.get("suffix")
        if not isinstance(suffix, str) or suffix in endings:
            raise source.error(f"a conjugation needs a suffix of its own: {suffix!r}", f'"{suffix}"')
        endings[suffix] = source.strings(table, "endings", of=suffix)
        present[suffix] = source.strings(table, "present", of=suffix)
        if not set(present[suffix]) <= set(endings[suffix]) or len(present[suffix]) > 2:
            raise source.error(f"present of {suffix!r} must be one or two of its endings", f'"{suffix}"')
    return Verbs(source.strings(source.data, "infinitives"), endings, present)
