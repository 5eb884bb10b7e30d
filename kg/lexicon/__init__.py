"""What words express the vocabulary in one language: ontology/lang/<code>/."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.lexicon.source import ontology_dir

if TYPE_CHECKING:
    from kg.lexicon.anaphora import Anaphora
    from kg.lexicon.confidence import Curve
    from kg.lexicon.dates import DateWords
    from kg.lexicon.demonyms import Demonyms
    from kg.lexicon.echoes import Echoes
    from kg.lexicon.figures import FigureRules
    from kg.lexicon.frames import Frames
    from kg.lexicon.language import LanguageWords
    from kg.lexicon.names import NameCues
    from kg.lexicon.numbers import NumberWords
    from kg.lexicon.parsing import ParsingWords
    from kg.lexicon.periods import PeriodWords
    from kg.lexicon.roles import Roles
    from kg.lexicon.speech import SpeechWords
    from kg.lexicon.status import StatusWords
    from kg.lexicon.verbs import VerbForms, Verbs
    from kg.ontology import Ontology


@dataclass(frozen=True)
class Lexicon:
    """All word lists and rules of one language; each part is read and checked when first used.

    `listed` are the names of the user's own list, with their classes.
    """

    folder: Path
    ontology: Ontology
    listed: tuple[tuple[str, str], ...] = ()

    @cached_property
    def language(self) -> LanguageWords:
        from kg.lexicon.language import load

        return load(self.folder, self.ontology)

    @cached_property
    def names(self) -> NameCues:
        from kg.lexicon.names import load

        return load(self.folder, self.ontology)

    @cached_property
    def demonyms(self) -> Demonyms:
        from kg.lexicon.demonyms import load

        return load(self.folder, self.ontology)

    @cached_property
    def parsing(self) -> ParsingWords:
        from kg.lexicon.parsing import load

        return load(self.folder, self.ontology)

    @cached_property
    def roles(self) -> Roles:
        from kg.lexicon.roles import load

        return load(self.folder, self.ontology)

    @cached_property
    def anaphora(self) -> Anaphora:
        from kg.lexicon.anaphora import load

        return load(self.folder, self.ontology)

    @cached_property
    def speech(self) -> SpeechWords:
        from kg.lexicon.speech import load

        return load(self.folder, self.ontology)

    @cached_property
    def numbers(self) -> NumberWords:
        from kg.lexicon.numbers import load

        return load(self.folder, self.ontology)

    @cached_property
    def dates(self) -> DateWords:
        from kg.lexicon.dates import load

        return load(self.folder, self.ontology)

    @cached_property
    def periods(self) -> PeriodWords:
        from kg.lexicon.periods import load

        return load(self.folder, self.ontology)

    @cached_property
    def figures(self) -> FigureRules:
        from kg.lexicon.figures import load

        return load(self.folder, self.ontology)

    @cached_property
    def status(self) -> StatusWords:
        from kg.lexicon.status import load

        return load(self.folder, self.ontology)

    @cached_property
    def verbs(self) -> Verbs:
        from kg.lexicon.verbs import load

        return load(self.folder, self.ontology)

    @cached_property
    def verb_forms(self) -> VerbForms:
        """The forms of the verbs that frames and status words name."""
        wanted = {*self.frames.by_verb, *self.frames.by_scene, *self.status.governors, *self.status.support}
        infinitives = sorted(w for w in wanted if w.endswith(self.verbs.infinitives))
        return self.verbs.forms(infinitives)

    @cached_property
    def frames(self) -> Frames:
        from kg.lexicon.frames import load

        return load(self.folder, self.ontology)

    @cached_property
    def confidence(self) -> dict[str, Curve]:
        from kg.lexicon.confidence import load

        return load(self.folder, self.ontology)

    @cached_property
    def echoes(self) -> Echoes:
        from kg.lexicon.echoes import load

        return load(self.folder, self.ontology)

    def check(self) -> None:
        """Read every part now, so that an error shows before the work begins."""
        for part in PARTS:
            getattr(self, part)


PARTS = (
    "language", "names", "demonyms", "roles", "anaphora", "speech", "numbers", "dates", "periods",
    "figures", "parsing", "status", "verbs", "frames", "echoes", "confidence",
)  # fmt: skip


def languages() -> tuple[str, ...]:
    """The codes of the languages that have a folder under ontology/lang/."""
    folder = ontology_dir() / "lang"
    return tuple(sorted(p.name for p in folder.iterdir() if p.is_dir())) if folder.is_dir() else ()


def load_lexicon(code: str, ontology: Ontology) -> Lexicon:
    """The lexicon of a language by its code. Raises InputError when there is no such folder."""
    if code not in languages():
        raise InputError(f"language {code!r} is not known (known: {', '.join(languages())})")
    return Lexicon(ontology_dir() / "lang" / code, ontology)
