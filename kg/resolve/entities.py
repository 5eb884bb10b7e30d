"""A group of chains as one entity: its class, its label, its aliases and its id."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.model import Chain, Document, Entity, Extraction, Mention
from kg.ontology import Ontology
from kg.resolve.corrected import Corrections
from kg.resolve.echoes import NONE, Echoes
from kg.resolve.names import Name, NameReader, fold, kebab, slug
from kg.resolve.profiles import group_of, group_path

FULLER = 4  # a fuller name is the label if one article calls it so for so many that use the shorter
DOMINANT = 2  # an acronym is the label if it is written so many times as often as the full name


@dataclass(frozen=True, slots=True)
class Form:
    """The spellings of one name within an entity: how many articles call the thing by it first
    (`votes`), how many hold it (`articles`), how often it is written (`uses`)."""

    name: Name
    votes: int
    articles: int
    uses: int


@dataclass(frozen=True)
class Naming:
    """Makes entities of groups of chains. `mentions` and `documents` by id; `echoes` tells copies."""

    ontology: Ontology
    reader: NameReader
    mentions: dict[str, Mention]
    documents: dict[str, Document]
    corrected: Corrections
    echoes: Echoes = NONE

    @classmethod
    def over(
        cls,
        extractions: Iterable[Extraction],
        ontology: Ontology,
        reader: NameReader,
        corrected: Corrections,
        echoes: Echoes = NONE,
    ) -> Naming:
        """With the mentions and documents of all articles, and the names and classes that readers gave."""
        found = list(extractions)
        mentions = {m.id: m for e in found for m in e.mentions}
        return cls(ontology, reader, mentions, {e.document.id: e.document for e in found}, corrected, echoes)

    def entities(self, groups: Iterable[Sequence[Chain]], alone: frozenset[str]) -> tuple[Entity, ...]:
        """Entities in the order of their ids; `alone` are chains of things of one article only."""
        drafts = [self._draft(sorted(g, key=lambda c: c.id), alone) for g in groups]
        return tuple(sorted(_with_own_ids(drafts), key=lambda e: e.id))

    def _draft(self, chains: Sequence[Chain], alone: frozenset[str]) -> Entity:
        """The entity with the id that it would like to have."""
        documents = tuple(sorted({c.document for c in chains}))
        names = {tidy(t) for c in chains for t in (c.label, *c.aliases)}
        type_ = self.corrected.type(names, self._type(chains), documents)
        own = self.corrected.label(names, type_, documents)
        label = own or self._label(chains, group_of(type_, self.ontology))
        aliases = names - {label, ""}
        languages = Counter(self.documents[d].language for d in documents)
        language = min(languages, key=lambda code: (-languages[code], code))
        id_ = f"{group_path(group_of(type_, self.ontology))}/{slug(label) or 'x'}"
        if not slug(label):
            id_ += f"-{_hash(label)}"
        if chains[0].id in alone:
            first = min(map(self.echoes.origin, documents))
            id_ += f"-{slug(first) or _hash(first)}"
        ids = tuple(c.id for c in chains)
        return Entity(id_, type_, label, tuple(sorted(aliases)), language, ids, documents)

    def _type(self, chains: Sequence[Chain]) -> str:
        """The most frequent of the finest classes: a class gives way to those below it."""
        votes = Counter(c.type for c in chains)
        uses = Counter[str]()
        for chain in chains:
            uses[chain.type] += len(chain.mentions)
        finest = [t for t in votes if not any(u != t and self.ontology.is_a(u, t) for u in votes)]
        return min(finest, key=lambda t: (-votes[t], -uses[t], t))

    def _label(self, chains: Sequence[Chain], group: str) -> str:
        """The name that a reader would use."""
        forms = self._forms(chains)
        proper = [f for f in forms if not f.name.text[:1].islower()] or forms
        if group == "Person":
            full = [f for f in proper if self._written_out(f.name)]
            proper = full or [f for f in proper if self.reader.person(f.name)[0]] or proper
        best = min(proper, key=_rank)
        return _acronym_or_full(best, proper) if group != "Person" else _fuller(best, proper).name.text

    def _written_out(self, name: Name) -> bool:
        given, _ = self.reader.person(name)
        return bool(given) and all(len(g) > 1 for g in given)

    def _forms(self, chains: Sequence[Chain]) -> list[Form]:
        votes, uses = Counter[str](), Counter[str]()
        articles: dict[str, set[str]] = defaultdict(set)
        texts: dict[str, Counter[str]] = defaultdict(Counter)
        for chain in chains:
            votes[fold(chain.label)] += 1
            adjectives = self._adjectives(chain)
            for text in {tidy(t) for t in (chain.label, *chain.aliases)}:
                if fold(text) == fold(chain.label) or fold(text) not in adjectives:
                    texts[fold(text)][text] += 1
                    articles[fold(text)].add(chain.document)
            for mention in self._named(chain):
                uses[fold(mention.name)] += 1
                if fold(mention.name) in texts:
                    texts[fold(mention.name)][tidy(mention.name)] += 1
        return [
            Form(self.reader.read(_spelling(texts[f])), votes[f], len(articles[f]), uses[f])
            for f in sorted(texts)
        ]

    def _named(self, chain: Chain) -> list[Mention]:
        found = (self.mentions.get(m) for m in chain.mentions)
        return [m for m in found if m is not None and m.kind == "name"]

    def _adjectives(self, chain: Chain) -> set[str]:
        """What stands in the text for another name: "français" for France is no label."""
        return {fold(m.text) for m in self._named(chain) if fold(m.name) not in fold(m.text)}


def tidy(text: str) -> str:
    """One kind of space and apostrophe, so that a name is not listed twice."""
    return " ".join(text.replace("’", "'").split())


def _rank(form: Form) -> tuple[int, int, int, int, str]:
    return (-form.votes, -form.articles, -form.uses, -len(form.name.core), form.name.folded)


def _fuller(best: Form, forms: Sequence[Form]) -> Form:
    """A name that holds the best one and more words, if enough articles call the thing by it."""
    fuller = [
        f
        for f in forms
        if f.votes and set(f.name.core) > set(best.name.core) and f.votes * FULLER >= best.votes
    ]
    return min(fuller, key=_rank) if fuller else best


def _acronym_or_full(best: Form, forms: Sequence[Form]) -> str:
    """An acronym is the label only if it is by far the more frequent; so is a full name to it."""
    best = _fuller(best, forms)
    if best.name.acronym:
        full = [f for f in forms if len(f.name.core) > 1]
        rival = min(full, key=_rank) if full else None
        return rival.name.text if rival and rival.uses * DOMINANT > best.uses else best.name.text
    if len(best.name.core) > 2:
        short = [f for f in forms if f.name.acronym and f.uses >= DOMINANT * max(best.uses, 1)]
        return min(short, key=_rank).name.text if short else best.name.text
    return best.name.text


def _spelling(texts: Counter[str]) -> str:
    """The spelling to show: not all capitals if there is another, with accents, the most frequent."""

    def rank(text: str) -> tuple[bool, int, bool, str]:
        shouted = text.isupper() and not all(t.isupper() for t in texts)
        return (shouted, -texts[text], text.isascii(), text)

    return min(texts, key=rank)


def _with_own_ids(drafts: Sequence[Entity]) -> list[Entity]:
    """Homonyms get ids of their own: the most told keeps the plain one, the others add their class
    or, where that does not tell them apart, a hash of their chains' articles and names."""
    wanted: dict[str, list[Entity]] = defaultdict(list)
    for draft in drafts:
        wanted[draft.id].append(draft)
    taken = set(wanted)
    done = []
    for id_ in sorted(wanted):
        first, *others = sorted(wanted[id_], key=lambda e: (-len(e.documents), e.type, e.label, e.chains))
        done.append(first)
        types = Counter(e.type for e in (first, *others))
        for entity in others:
            told = _hash(*entity.documents, *entity.aliases)
            own = f"{id_}-{kebab(entity.type) if types[entity.type] == 1 else told}"
            if own in taken:
                own = f"{id_}-{_hash(*entity.chains)}"
            taken.add(own)
            done.append(replace(entity, id=own))
    return done


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:6]
