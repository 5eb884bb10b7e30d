"""What readers corrected, as resolution takes it: before names are compared, and after all is stated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, cached_property

from kg.model import Chain, Correction, CorrectionKind, Document, Entity, Extraction, Named, Statement
from kg.ontology import Ontology
from kg.resolve.compare import Comparison, Profile
from kg.resolve.decisions import CONFIRMED, Decisions, Known, added, says
from kg.resolve.names import fold
from kg.resolve.profiles import group_of

Pair = tuple[int, int]

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
        names = [frozenset(n.folded for n in p.names) for p in profiles]
        holding: dict[str, list[int]] = defaultdict(list)
        for i, called in enumerate(names):
            for name in called:
                holding[name].append(i)

        def meant(side: Named) -> list[int]:
            near = sorted({i for name in self._names_of(side) for i in holding.get(name, ())})
            known = ((i, profiles[i]) for i in near)
            return [i for i, p in known if self._means(side, names[i], p.type, p.documents)]

        for c in self.all:
            if c.kind not in ("same", "different") or c.entity is None or c.other is None:
                continue
            left, right = meant(c.entity), meant(c.other)
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
        decisions = Decisions.of(self.all)
        adds = [number for number, c in enumerate(self.all) if c.kind == "add"]
        by_id = {e.id: e for e in entities}

        @cache
        def known(id_: str) -> Known | None:
            return self.known(by_id[id_]) if id_ in by_id else None

        verdicts: dict[str, CorrectionKind] = {}
        for s in statements:
            fitting = (n for n, wanted in decisions.near(s, known) if says(s, wanted, known))
            last = max((*fitting, *(adds[rank] for rank in added(s))), default=-1)
            if last >= 0:
                verdicts[s.id] = self.all[last].kind
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

    def known(self, entity: Entity) -> Known:
        """All that a thing is called, in the articles and by readers."""
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
        names: Set[str],
        type_: str,
        documents: Iterable[str],
        before: int | None = None,
    ) -> bool:
        """Whether a reader's words mean the thing with these folded names, by one of these or by a name
        that a reader gave it (before the correction of this number)."""
        given = self.given[:before]
        wanted = fold(named.name)
        called = wanted in names or any(
            self._means(entity, names, type_, documents, n)
            for n, entity in self._called.get(wanted, ())
            if before is None or n < before
        )
        if not called or (
            named.articles and not any(self.articles.get(d) in named.articles for d in documents)
        ):
            return False
        return self._kin(named.type, type_) or self._retyped_so(named, type_, given)

    @cached_property
    def _called(self) -> dict[str, list[tuple[int, Named]]]:
        """What readers gave a name to, by the name, with the number of the correction."""
        found: dict[str, list[tuple[int, Named]]] = defaultdict(list)
        for n, c in enumerate(self.given):
            if c.kind == "name" and c.entity and c.value:
                found[fold(c.value)].append((n, c.entity))
        return dict(found)

    def _names_of(self, named: Named) -> set[str]:
        """The folded names by which articles may call what a reader means."""
        found, todo = set[str](), [fold(named.name)]
        while todo:
            name = todo.pop()
            if name not in found:
                found.add(name)
                todo += [fold(entity.name) for _, entity in self._called.get(name, ())]
        return found

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
