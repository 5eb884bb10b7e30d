"""What is known of the places that articles name, but not from the articles: codes, coordinates, country.

Everything comes from packages on this machine; nothing is asked of the network. A place is linked
only where the article makes clear which one is meant.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.background.choose import KINDS, Choice, Chooser
from kg.background.context import Context, agreed, by_document, contexts, uses
from kg.background.index import Index, key, open_index
from kg.background.places import Place
from kg.lexicon import languages, load_lexicon
from kg.model import Document, Entity, Knowledge, Known
from kg.ontology import Ontology

__all__ = ["about"]

GEONAMES = "https://sws.geonames.org/{}/"
ROUNDS = 3  # what is certain helps with what is not
SPEAKS = 0.5  # of the weight of a country named, when a place in it is named


def about(knowledge: Knowledge, ontology: Ontology) -> tuple[Known, ...]:
    """What GeoNames, ISO and CLDR know about the places of a graph; the sure ones only.

    The countries of these places come too, those that no article names with a label and an id of
    their own. Sorted by entity id.
    """
    places = [e for e in knowledge.entities if e.type in KINDS]
    if not places:
        return ()
    index, language = open_index(), _language(knowledge)
    chosen = _chosen(knowledge, places, _chooser(index, language, ontology))
    found = [_known(e, place) for e, place in chosen.items()]
    named = {k.country for k in found if k.codes[:1] == (k.country,)}
    absent = sorted({k.country for k in found} - named - {""})
    taken = {e.id for e in knowledge.entities}
    found += [c for code in absent if (c := _country(code, index, taken, language))]
    return tuple(sorted(found, key=lambda k: k.entity))


def _country(code: str, index: Index, taken: set[str], language: str) -> Known | None:
    """A country that no article names, by its code."""
    place = index.country(code)
    if place is None:
        return None
    label = index.label(place, language)
    plain = key(label).replace(" ", "-").replace("'", "-")
    own = next(i for i in (f"place/{plain}", f"place/{plain}-country", f"place/{code}") if i not in taken)
    return replace(_known(own, place), label=label, language=language)


def _chooser(index: Index, language: str, ontology: Ontology) -> Chooser:
    """With the other names of countries, and the words for regions, of a language."""
    if language not in languages():
        return Chooser(index)
    lexicon = load_lexicon(language, ontology)
    also: dict[str, list[str]] = defaultdict(list)
    for other, usual in sorted(lexicon.demonyms.places.items()):
        also[usual].append(other)
    words = lexicon.names

    def bare(name: str) -> str:
        kind, _, rest = name.partition(" ")
        if kind.casefold() not in words.provinces:
            return ""
        opening = words.openers.match(rest)
        return rest[opening.end() :] if opening else rest

    return Chooser(index, also, bare)


def _language(knowledge: Knowledge) -> str:
    """The language of most articles."""
    counts = Counter(d.language for d in knowledge.documents)
    return min(counts, key=lambda code: (-counts[code], code), default="en")


def _chosen(knowledge: Knowledge, places: list[Entity], chooser: Chooser) -> dict[str, Place]:
    """The place that each entity is, where all articles that make it clear agree."""
    documents = {d.id: d for d in knowledge.documents}
    read = contexts(knowledge, places)
    found: dict[str, dict[str, Choice]] = {e.id: {} for e in places}
    for id_, named in by_document(knowledge, places).items():
        if id_ in documents:
            for entity, choice in _article(named, documents[id_], read[id_], chooser):
                found[entity.id][id_] = choice
    return {e: p for e, by in found.items() if (p := agreed(c.place for c in by.values())) is not None}


def _article(
    named: list[Entity], document: Document, context: Context, chooser: Chooser
) -> Iterable[tuple[Entity, Choice]]:
    """What one article means by its places; what is certain first, then what that makes certain."""
    order = {"Country": 0, "Region": 1}
    found: dict[str, tuple[Entity, Choice]] = {}
    counts = {e.id: uses(e, document) for e in named}
    for number in range(ROUNDS):
        before = dict(found)
        for entity in sorted(named, key=lambda e: (order.get(e.type, 2), e.id)):
            if number and entity.type == "Country":
                continue
            inside = [before[i][1].place for i in context.inside[entity.id] if i in before]
            choice = chooser.choose(entity, context, inside)
            if choice:
                weight = counts[entity.id] * (1.0 if entity.type == "Country" else SPEAKS)
                context.settle(entity.id, choice.place, weight)
                found[entity.id] = entity, choice
    return found.values()


def _known(entity: str, place: Place) -> Known:
    return Known(
        entity,
        (GEONAMES.format(place.geonames),) if place.geonames else (),
        place.codes,
        place.country,
        place.latitude,
        place.longitude,
        place.population,
        place.currency,
    )
