"""What readers corrected, as resolution takes it: before names are compared, and after all is stated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import Chain, Correction, CorrectionKind, Document, Entity, Extraction, Named, Said, Statement
from kg.ontology import Ontology
from kg.resolve.compare import Comparison, Profile
from kg.resolve.names import fold
from kg.resolve.profiles import group_of

Pair = tuple[int, int]
ADDED, CONFIRMED = "reader.added", "reader.confirmed"  # the rules of what a reader says

@dataclass(frozen=True)
class Corrections:
    """The corrections that hold, the oldest first; `articles` are the names of documents by id.

    `given` are the names and classes that readers ever gave, also those that are undone: a later
    correction may know a thing by them.
    """

    all: tuple[Correction, ...]
    articles: Mapping[str, str]
    ontology: Ontology
    given: tuple[Correction, ...] = ()

    @classmethod
    def over(
        cls, corrections: Sequence[Correction], documents: Iterable[Document], ontology: Ontology
    ) -> Corrections:
        """For the articles of one graph."""
        holding = tuple(c for c in corrections if not c.undone)
        given = tuple(c for c in corrections if c.kind in ("name", "type"))
        return cls(holding, {d.id: d.name for d in documents}, ontology, given)

    def retyped(self, extraction: Extraction) -> Extraction:
        """The same with the classes that readers gave its chains."""
        wanted = [c for c in self.all if c.kind == "type" and c.entity and c.value in self.ontology.classes]
        if not wanted:
            return extraction
        chains = tuple(self._retyped(chain, wanted) for chain in extraction.chains)
        return replace(extraction, chains=chains)

    def _retyped(self, chain: Chain, wanted: Sequence[Correction]) -> Chain:
        for c in wanted:
            if c.entity and c.value and self._means_chain(c.entity, chain):
                chain = replace(chain, type=c.value)
        return chain

    def mark(self, chain: Chain) -> str:
        """What keeps a chain from being gathered with others of its name: which side of a split it is on."""
        sides = []
        for number, c in enumerate(self.all):
            if c.kind == "different" and c.entity and c.other:
                for side in (c.entity, c.other):
                    if side.articles and self._means_chain(side, chain):
                        sides.append(f"{number}{'a' if side is c.entity else 'b'}")
        return " ".join(sides)

    def rulings(self, profiles: Sequence[Profile]) -> dict[Pair, Comparison]:
        """Pairs of profiles on which a reader has decided; the later correction holds."""
        ruled: dict[Pair, Comparison] = {}
        for c in self.all:
            if c.kind not in ("same", "different") or c.entity is None or c.other is None:
                continue
            left, right = (
                [i for i, p in enumerate(profiles) if self._means_profile(side, p)]
                for side in (c.entity, c.other)
            )
            score = 1.0 if c.kind == "same" else 0.0
            for i in left:
                for j in right:
                    if i != j:
                        ruled[min(i, j), max(i, j)] = Comparison(c.kind, score, ("a reader said so",))
        return ruled

    def type(self, names: Iterable[str], type_: str, documents: Iterable[str]) -> str:
        """The class of the thing with these names, which chains may disagree on, as a reader has it."""
        known, at = {fold(n) for n in names}, tuple(documents)
        for c in self.all:
            if c.kind == "type" and c.entity and c.value in self.ontology.classes:
                now = replace(c.entity, type=c.value)  # its chains have their new class already
                if self._means(c.entity, known, type_, at) or self._means(now, known, type_, at):
                    type_ = c.value
        return type_

    def label(self, names: Iterable[str], type_: str, documents: Iterable[str]) -> str | None:
        """What a reader calls the thing with these names, or None."""
        known, found = {fold(n) for n in names}, None
        for c in self.all:
            if c.kind == "name" and c.entity and self._means(c.entity, known, type_, documents):
                found = c.value
                known.add(fold(found or ""))
        return found

    def judged(self, statements: Sequence[Statement], entities: Sequence[Entity]) -> tuple[Statement, ...]:
        """Without what was rejected; what was confirmed is certain. The later correction holds."""
        verdicts = self.verdicts(statements, entities)
        kept = []
        for s in statements:
            verdict = verdicts.get(s.id)
            if verdict is None:
                kept.append(s)
            elif verdict == "confirm":
                kept.append(replace(s, confidence=1.0, rules=tuple(sorted({*s.rules, CONFIRMED}))))
            elif verdict == "add":
                kept.append(replace(s, confidence=1.0))
        return tuple(kept)

    @property
    def added(self) -> tuple[Correction, ...]:
        """The facts that readers added, in their order."""
        return tuple(c for c in self.all if c.kind == "add")

    def verdicts(
        self, statements: Iterable[Statement], entities: Sequence[Entity]
    ) -> dict[str, CorrectionKind]:
        """What readers last said of statements, by id: "reject", "confirm", or "add" of their own."""
        rank = {id(c): n for n, c in enumerate(self.added)}
        latest = [(rank.get(id(c), -1), c) for c in reversed(self.all) if c.said or id(c) in rank]
        if not latest:
            return {}
        known = {e.id: self._known(e) for e in entities}
        verdicts: dict[str, CorrectionKind] = {}
        for s in statements:
            last = next((c for n, c in latest if _decides(n, c, s, known)), None)
            if last is not None:
                verdicts[s.id] = last.kind
        return verdicts

    def meant(self, named: Named, entities: Sequence[Entity]) -> Entity | None:
        """The thing that a reader's words mean, the one of most articles where they mean several."""
        found = [
            e
            for e in entities
            if self._means(named, {fold(n) for n in (e.label, *e.aliases)}, e.type, e.documents)
        ]
        called = [e for e in found if fold(e.label) == fold(named.name)] or found
        return min(called, key=lambda e: (-len(e.documents), e.id), default=None)

    def _means_chain(self, named: Named, chain: Chain) -> bool:
        names = {fold(n) for n in (chain.label, *chain.aliases)}
        return self._means(named, names, chain.type, (chain.document,))

    def _means_profile(self, named: Named, profile: Profile) -> bool:
        return self._means(named, {n.folded for n in profile.names}, profile.type, profile.documents)

    def _known(self, entity: Entity) -> Known:
        names = {fold(n) for n in (entity.label, *entity.aliases)}
        given = {
            fold(c.value)
            for n, c in enumerate(self.given)
            if c.kind == "name" and c.entity and c.value
            and self._means(c.entity, names, entity.type, entity.documents, n)
        }  # fmt: skip
        return Known(fold(entity.label), frozenset(names | given))

    def _means(
        self,
        named: Named,
        names: set[str],
        type_: str,
        documents: Iterable[str],
        before: int | None = None,
    ) -> bool:
        """Whether a reader's words mean the thing with these folded names, by one of these or by a name
        that a reader gave it (before the correction of this number)."""
        if named.articles and not any(self.articles.get(d) in named.articles for d in documents):
            return False
        given = self.given[:before]
        if not self._kin(named.type, type_) and not self._retyped_so(named, type_, given):
            return False
        if fold(named.name) in names:
            return True
        return any(
            c.kind == "name" and c.entity and fold(c.value or "") == fold(named.name)
            and self._means(c.entity, names, type_, documents, n)
            for n, c in enumerate(given)
        )  # fmt: skip

    def _retyped_so(self, named: Named, type_: str, given: Sequence[Correction]) -> bool:
        """Whether a reader once made of a thing of this name one of the other class."""
        groups = {group_of(named.type, self.ontology), group_of(type_, self.ontology)}
        return any(
            c.kind == "type" and c.entity and c.value and fold(c.entity.name) == fold(named.name)
            and {group_of(c.entity.type, self.ontology), group_of(c.value, self.ontology)} == groups
            for c in given
        )  # fmt: skip

    def _kin(self, one: str, other: str) -> bool:
        """Whether two classes are of one group, so that a thing may be given either."""
        return group_of(one, self.ontology) == group_of(other, self.ontology)


@dataclass(frozen=True, slots=True)
class Known:
    """What a thing is called now, folded: its label, and all its names."""

    label: str
    names: frozenset[str]


def _decides(number: int, c: Correction, s: Statement, known: Mapping[str, Known]) -> bool:
    """Whether a correction, the added fact of this number, is about the statement."""
    if c.said:
        return says(s, c.said, known)
    return any(claim.endswith(f"!{ADDED}@{number}") for claim in s.claims)


def says(statement: Statement, wanted: Said, known: Mapping[str, Known]) -> bool:
    """Whether a statement says what a reader decided on: all that was in its roles then is there now.

    A thing is there under one of its names, or when its label is one of the names that it had then.
    """
    if (statement.kind, statement.name) != (wanted.kind, wanted.name):
        return False
    also = {label: frozenset(map(fold, names)) for label, names in wanted.also}

    def is_(entity: str, text: str) -> bool:
        thing = known.get(entity)
        return thing is not None and (fold(text) in thing.names or thing.label in also.get(text, ()))

    def held(role: str, text: str) -> bool:
        return any(
            a.role == role and (is_(a.ref, text) if a.ref else a.value == text) for a in statement.arguments
        )

    return all(held(role, text) for role, text in wanted.roles)
