"""Names in an article: what the recogniser saw, corrected by what the article itself says."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.candidates import Candidate, combine, parted, seen, without_overlaps, words_before
from kg.extract.name_acronyms import ORGANIZATIONS, abbreviated, acronym_pairs, defined
from kg.extract.name_cues import fired
from kg.extract.name_family import addressed, family_names, own_name
from kg.extract.name_forms import extend, read_forms
from kg.extract.name_listed import SOURCE, by_first_word, listed
from kg.extract.name_parties import parties
from kg.extract.name_places import adjectives, town_adjectives, towns_of_sites, with_country
from kg.extract.name_search import further, short_forms
from kg.extract.tokens import Parsed
from kg.lexicon.demonyms import Demonyms, fold
from kg.model import Document, Mention
from kg.ontology import Ontology

if TYPE_CHECKING:
    from kg.lexicon import Lexicon
    from kg.lexicon.names import NameCues

Votes = dict[str, float]
LISTED = 20.0
"""The weight of the user's own list: it outweighs all the others."""
MODEL, FORM, COUNTRY, REGION, TOWN, NEIGHBOUR = 1.5, 4.0, 4.0, 2.0, 1.5, 0.4
"""Weights: of the recogniser's opinion, of the form of a name, of lists, of a site named after it, of
names beside it."""
_MEASURE = re.compile(r"\d[\d.,\s]*(?:[A-Za-zµ]{1,3}|%)?")
UNCERTAIN = {"Product", "Programme", "Work", "Report", "Event", "Technology", "Industry", "Award", "Law"}
HEADED = {"Law", "Report", "Award"}
FLOOR = 0.35
"""A name whose class, with those of its kind, is less sure than this is not kept."""
_KINDS = (ORGANIZATIONS, {"Country", "City", "Region", "Place"}, {"Site", "BusinessPark"})
KIND = {name: number for number, names in enumerate(_KINDS) for name in names}
"""Classes that are of one kind: their votes are counted together before one of them is chosen."""


def find_mentions(
    parsed: Parsed, document: Document, lexicon: Lexicon, ontology: Ontology
) -> tuple[Mention, ...]:
    """All names, in text order, without overlaps; each name has one class in the whole article.

    Adjectives of nationality and of towns are mentions of the place: "français" has the name
    "France". No name spans two blocks, and `document.text[start:end] == mention.text`.
    """
    words, places = lexicon.names, lexicon.demonyms
    function = lexicon.language.function
    forms = [*read_forms(parsed, words, places.adjectives), *parties(parsed, lexicon.roles.elected)]
    forms += listed(parsed, by_first_word(lexicon.listed))
    raw = parted(parsed.text, seen(parsed, words, function), words)
    found = combine(raw, _strong(forms, raw))
    found = extend(parsed, [c for c in found if not _portfolio(parsed, c, words)], words)
    found = defined(parsed, found, words)
    found = without_overlaps([*found, *further(parsed, found, words, function)])
    short = abbreviated(parsed, words)
    found = [c for c in found if parsed.text[c.start : c.end] not in short]
    found = with_country(parsed, found, places)
    groups = group(parsed, found, words, places, function)
    classes = decide(parsed, found, groups, words, places)
    named = [
        replace(c, classes=classes[i], sure=classes[i][0][1])
        for i, c in enumerate(found)
        if _plausible(parsed, c, classes[i], words, groups.count(groups[i]) == 1)
    ]
    mentions = [_mention(document, c, c.start, c.end, c.best, _name(document.text, c, places)) for c in named]
    for t, kind, place in adjectives(parsed, named, places):
        c = Candidate(t.start, t.end, ((kind, 1.0),), "adjective", 0.9)
        mentions.append(_mention(document, c, t.start, t.end, kind, place))
    towns = [document.text[c.start : c.end] for c in named if c.best == "City"]
    for t, town in town_adjectives(parsed, named, towns, places):
        c = Candidate(t.start, t.end, (("City", 1.0),), "adjective", 0.8)
        mentions.append(_mention(document, c, t.start, t.end, "City", town))
    return tuple(sorted(mentions, key=lambda m: m.start))


def _strong(forms: Sequence[Candidate], raw: Sequence[Candidate]) -> list[Candidate]:
    """Names by form; of the weak ones those that the recogniser saw too, or that a strong one repeats."""
    sure = [f for f in forms if f.sure == 1.0]
    agreed = [
        replace(f, sure=0.8)
        for f in forms
        if f.sure < 1.0 and any(f.overlaps(r) and r.best == f.best for r in raw)
    ]
    return sure + agreed


def _portfolio(parsed: Parsed, c: Candidate, words: NameCues) -> bool:
    """Whether the words are what a minister is minister of."""
    left = [t.text for t in words_before(parsed, c.start, 7)]
    while left and left[-1].lower().replace("’", "'") in words.articles | words.charged:
        left.pop()
    tail = {" ".join(left[-k:]).replace("' ", "'").lower() for k in (1, 2, 3)}
    stopped = len(left) == min(7, len(words_before(parsed, c.start, 7)))
    return not stopped and not tail.isdisjoint({p.lower() for p in words.portfolios})


def group(
    parsed: Parsed,
    found: Sequence[Candidate],
    words: NameCues,
    places: Demonyms,
    function: frozenset[str],
) -> list[int]:
    """For each candidate the number of its group: same name, acronym and expansion, short form,
    firm and firm with a country."""
    parent = list(range(len(found)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    names = [parsed.text[c.start : c.end] for c in found]
    family = family_names(names, found, words, function)
    first: dict[str, int] = {}
    for i, name in enumerate(names):
        person = fold(name) in family and addressed(parsed, found[i], words, places)
        parent[root(i)] = root(first.setdefault(f"{fold(name)}{' (person)' * person}", i))
    for i, j in acronym_pairs(parsed, found, words):
        parent[root(j)] = root(i)
    for i, name in enumerate(names):
        abroad = places.without_country(name) if found[i].best == "Company" else None
        shorts = {fold(s) for s in (*short_forms(name, found[i].best, words, function), abroad) if s}
        if found[i].best == "Person":
            shorts = {f"{s} (person)" if s in family else s for s in shorts}
        elif found[i].best == "Company" and (own := own_name(name)) in family:
            shorts.add(own)
        for short in sorted(shorts):
            k = first.get(short)
            if k is not None and not _clearly_else(found[k], found[i].best):
                parent[root(k)] = root(i)
    return [root(i) for i in range(len(found))]


def _clearly_else(c: Candidate, kind: str) -> bool:
    return c.best != kind and c.classes[0][1] > 0.8 and c.best in {"City", "Country", "Region", "Place"}


def decide(
    parsed: Parsed, found: Sequence[Candidate], groups: Sequence[int], words: NameCues, places: Demonyms
) -> list[tuple[tuple[str, float], ...]]:
    """The classes of each candidate by the weighted votes of its group, the winner first."""
    members: dict[int, list[int]] = defaultdict(list)
    for i, g in enumerate(groups):
        members[g].append(i)
    totals = {g: _votes(parsed, [found[i] for i in ids], words, places) for g, ids in members.items()}
    towns = towns_of_sites(parsed.text, found, words)
    for i, c in enumerate(found):
        if fold(parsed.text[c.start : c.end]) in towns:
            totals[groups[i]]["City"] += TOWN / len(members[groups[i]])
    _neighbours(parsed, found, groups, totals, words)
    result: dict[int, tuple[tuple[str, float], ...]] = {}
    for g, votes in totals.items():
        whole = sum(votes.values()) or 1.0
        ranked = _ranked(votes)
        result[g] = tuple((kind, value / whole) for kind, value in ranked)
    return [result[g] for g in groups]


def _ranked(votes: Votes) -> list[tuple[str, float]]:
    """Classes by their votes, those of the kind that has most votes first."""
    kinds: dict[str | int, float] = defaultdict(float)
    for kind, value in votes.items():
        kinds[KIND.get(kind, kind)] += value
    return sorted(votes.items(), key=lambda v: (-kinds[KIND.get(v[0], v[0])], -v[1], v[0]))


def _votes(parsed: Parsed, group_: Sequence[Candidate], words: NameCues, places: Demonyms) -> Votes:
    votes: Votes = defaultdict(float)
    judged = [c for c in group_ if c.source == "recogniser"]
    for c in judged:
        for kind, p in c.classes:
            votes[kind] += MODEL * p / len(judged)
    for form in {c.source: c for c in group_ if c.source.startswith("form:")}.values():
        votes[form.best] += LISTED if form.source == SOURCE else FORM
    belief = dict(votes)
    for cue in {cue for c in group_ for cue in fired(parsed, c, words, places)}:
        known = sum(belief.get(kind, 0.0) for kind in cue.types)
        for kind in cue.types:
            share = belief.get(kind, 0.0) / known if known else 1 / len(cue.types)
            votes[kind] += cue.weight * share
    _known_places(parsed, group_, votes, places)
    return votes or {"Organization": 0.1}


def _known_places(parsed: Parsed, group_: Sequence[Candidate], votes: Votes, places: Demonyms) -> None:
    """Only countries are countries, and most of them are nothing else."""
    names = {parsed.text[c.start : c.end] for c in group_}
    countries = {n for n in names if places.country(n)}
    if countries and not all(fold(n) in places.doubtful for n in countries):
        votes["Country"] += COUNTRY
    elif not countries and "Country" in votes:
        lost = votes.pop("Country")
        votes["Region"] += lost * 0.6
        votes["City"] += lost * 0.5
    if any(n in places.regions for n in names):
        votes["Region"] += REGION


def _neighbours(
    parsed: Parsed,
    found: Sequence[Candidate],
    groups: Sequence[int],
    totals: dict[int, Votes],
    words: NameCues,
) -> None:
    """Names in one enumeration tend to be of one class: "X, à Salé, et Y", "X, Y et Z"."""
    added: list[tuple[int, str, float]] = []
    for i, j in _enumerated(parsed, found, words.between):
        if groups[i] != groups[j]:
            for one, other in ((i, j), (j, i)):
                votes = totals[groups[one]]
                best = max(votes, key=lambda k: (votes[k], k))
                share = votes[best] / (sum(votes.values()) or 1.0)
                if best in ORGANIZATIONS | {"Person", "City", "Region", "BusinessPark"}:
                    added.append((groups[other], best, NEIGHBOUR * share))
    for i, (a, b) in enumerate(itertools.pairwise(found)):
        if (
            a.best == "City"
            and parsed.text[a.end : b.start] == " ("
            and parsed.text[b.end : b.end + 1] == ")"
        ):
            votes = totals[groups[i + 1]]
            votes["Region"] += votes.pop("City", 0.0)  # a town in brackets behind a town is a region
    for g, kind, weight in added:
        if kind in totals[g]:
            totals[g][kind] += weight


def _enumerated(
    parsed: Parsed, found: Sequence[Candidate], joined: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """Pairs of candidates with nothing but "et" or a comma, or ", à Salé, et", between them."""
    for i, (a, b) in enumerate(itertools.pairwise(found)):
        if joined.fullmatch(parsed.text[a.end : b.start]):
            yield i, i + 1
            if (
                i + 2 < len(found)
                and b.best == "City"
                and joined.fullmatch(parsed.text[b.end : found[i + 2].start])
            ):
                yield i, i + 2


def _plausible(
    parsed: Parsed, c: Candidate, classes: tuple[tuple[str, float], ...], words: NameCues, alone: bool
) -> bool:
    """Whether a reader would list it: a name with a capital, or small words of the right kind."""
    name = parsed.text[c.start : c.end]
    kind, share = classes[0]
    formed = c.source.startswith("form:")
    if formed:
        return True
    of_kind = sum(value for k, value in classes if KIND.get(k, k) == KIND.get(kind, kind))
    if of_kind < FLOOR or _MEASURE.fullmatch(name):
        return False
    begins = any(name == w or name.startswith(w + " ") for w in words.begin.get(kind, ()))
    if kind in HEADED and name[:1].islower() and not begins:
        return False
    if any(ch.isupper() or ch.isdigit() for ch in name):
        return not (
            _opens_sentence(parsed, c)
            and name[1:] == name[1:].lower()
            and alone
            and _common(name, kind, share)
        )
    if kind in {"Industry", "Technology"}:
        return c.source == "elsewhere"
    return begins


def _opens_sentence(parsed: Parsed, c: Candidate) -> bool:
    """Whether a capital says nothing here: at the start of a sentence or quotation."""
    before = parsed.text[max(0, c.start - 3) : c.start].rstrip()
    sentence = parsed.sentence_at(c.start)
    return (sentence is not None and sentence.start >= c.start - 3) or before.endswith(("«", "“", '"', ":"))


def _common(name: str, kind: str, share: float) -> bool:
    """Whether a name with only its first letter in capitals is rather a common word."""
    if " " in name:
        return kind in {
            "Company",
            "Person",
            "City",
            "Product",
            "Programme",
            "Technology",
            "Industry",
            "Media",
        }
    return kind in UNCERTAIN and share < 0.97


def _name(text: str, c: Candidate, places: Demonyms) -> str:
    name = re.sub(r"\s+", " ", text[c.start : c.end])
    if c.best == "Country":
        return places.country(name) or name
    return name


def _mention(document: Document, c: Candidate, start: int, end: int, kind: str, name: str) -> Mention:
    return Mention(
        f"{document.id}#{start}-{end}", document.id, start, end, document.text[start:end], kind, name,
        c.source, round(c.sure, 3),
    )  # fmt: skip
