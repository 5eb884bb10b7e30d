"""Which name mentions of one article stand for the same thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from kg.extract.coref_naming import Naming, Unions, words_of
from kg.extract.coref_short import join_short_forms
from kg.lexicon.anaphora import Anaphora, fold
from kg.model import Mention
from kg.ontology import Ontology

_STOP = re.compile(r"[.!?…](?:\s|$)|\n")
_DESCRIBED = ("Law", "Programme", "Work")
_LOOKALIKE = str.maketrans({"1": "i", "l": "i", "0": "o", " ": "", "-": "", "'": ""})


def group_of(type_: str, words: Anaphora, ontology: Ontology) -> str:
    """The one of the groups that never mix under which a class falls (itself when under none)."""
    return next((g for g in words.groups if ontology.is_a(type_, g)), type_)


def plain_name(mention: Mention, words: Anaphora) -> tuple[str, str]:
    """The name without honorific, and the gender that the honorific gives ("m", "f" or "")."""
    first, _, rest = mention.name.partition(" ")
    if rest and first.casefold() in words.honorifics:
        return rest, words.honorifics[first.casefold()]
    name = mention.name
    return words.nicknames.get(name.casefold(), name), ""


def group_names(
    text: str,
    mentions: Sequence[Mention],
    words: Anaphora,
    ontology: Ontology,
    national: Mapping[str, str],
) -> tuple[list[list[int]], list[tuple[str, ...]]]:
    """Partition name mentions (by index); with each part the reasons of its merges. `national` are
    adjectives of countries and regions in small letters."""
    unions = Unions(len(mentions))
    names = [plain_name(m, words)[0] for m in mentions]
    groups = [group_of(m.type, words, ontology) for m in mentions]
    n = Naming(text, mentions, names, groups, words, unions, national)
    for step in (_same, _kingdoms, _expansions, _initials, _people, join_short_forms, _described):
        step(n)
    parts: dict[int, list[int]] = defaultdict(list)
    for i in range(len(mentions)):
        parts[unions.root(i)].append(i)
    return list(parts.values()), [tuple(sorted(unions.reasons.get(r, ()))) for r in parts]


def _same(n: Naming) -> None:
    """The same name; but "M. X" is not "Mme X", and then a bare X is neither."""
    first: dict[tuple[str, str], int] = {}
    genders = [plain_name(m, n.words)[1] for m in n.mentions]
    titled: dict[str, set[str]] = defaultdict(set)
    for name, gender in zip(n.names, genders, strict=True):
        titled[fold(name)] |= {gender} - {""}
    for i, (name, group) in enumerate(zip(n.names, n.groups, strict=True)):
        key = fold(name) if len(titled[fold(name)]) < 2 else f"{fold(name)} {genders[i]}."
        n.unions.join(first.setdefault((key, group), i), i, "same name")
        alike = key.replace("rn", "m").translate(_LOOKALIKE)
        if len(alike) > 5:
            n.unions.join(first.setdefault((f"~{alike}", group), i), i, "same name, misread")


def _kingdoms(n: Naming) -> None:
    """ "Le Royaume" is the only kingdom of the article, or else the one named last before it, where all of
    its mentions mean the same one."""
    said = [i for i, m in enumerate(n.mentions) if m.name.casefold() in n.words.kingdom_words]
    named = {i: n.unions.root(i) for i, name in enumerate(n.names) if name.casefold() in n.words.kingdoms}
    only = len(set(named.values())) == 1
    meant = {next(iter(named.values()))} if only else {_kingdom_before(n, named, i) for i in said}
    if len(meant) == 1 and (one := meant.pop()) is not None:
        for i in said:
            n.unions.join(one, i, "only kingdom named" if only else "kingdom named before")


def _kingdom_before(n: Naming, named: dict[int, int], word: int) -> int | None:
    """The kingdom named last before a word; none where its sentence names another one too."""
    before = [i for i in named if i < word]
    if not before:
        return None
    last = before[-1]
    apart = n.mentions[last].start
    for i in reversed(before[:-1]):
        between = n.text[n.mentions[i].end : apart]
        if _STOP.search(between):
            break
        if named[i] != named[last]:
            return None
    return named[last]


def is_acronym(name: str) -> bool:
    """Whether a name looks like an acronym: one word, no longer than ten letters."""
    return " " not in name and 2 <= len(name) <= 10 and name[:1].isupper()


def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of `short` occur in `long` in order, from its first letter on.

    Only capital words or four letters in five at word starts or right behind one count, so that
    "Sytra" fits "Syndicat des travailleurs" and no word fits a longer name by chance.
    """
    letters = fold(short).replace(" ", "").replace(".", "")
    tokens = words_of(long)
    if len(tokens) < 2 or not letters or tokens[0][0] != letters[0]:
        return False
    if _initials_of(tokens, letters):
        return True
    position, starts = 0, 0
    joined = "".join(tokens)
    begins = set()
    for token in tokens:
        begins.add(position)
        position += len(token)
    at = -1
    for letter in letters:
        nxt = next((b for b in sorted(begins) if b > at and joined[b] == letter), -1)
        step = joined.find(letter, at + 1)
        if step < 0:
            return False
        if nxt >= 0 and step != at + 1:
            step, starts = nxt, starts + 1
        elif step in begins:
            starts += 1
        at = step
    return starts >= 2


def _initials_of(tokens: tuple[str, ...], letters: str) -> bool:
    strong = "".join(t[0] for t in tokens if len(t) > 3)
    return letters in ("".join(t[0] for t in tokens), strong, "".join(t[0] for t in tokens if len(t) > 2))


def _expansions(n: Naming) -> None:
    """ "Long name (LN)", "LN (Long name)", and "LN, the Office of long names,"."""
    for i, (a, b) in enumerate(pairwise(n.mentions)):
        if n.groups[i] != n.groups[i + 1] or n.groups[i] in ("Person", "Place"):
            continue
        between = n.text[a.end : b.start]
        behind = n.text[b.end : b.end + 2].lstrip()[:1]
        short, long = sorted((n.names[i], n.names[i + 1]), key=len)
        if re.fullmatch(r"\s*[»”\"]?\s*[(\[]\s*[«“\"]?\s*", between) and is_acronym(short):
            shouted = short.isupper() and len(words_of(long)) > 2
            if abbreviates(short, long) or shouted:
                n.unions.join(i, i + 1, "acronym in brackets")
            continue
        article = re.fullmatch(r"\s*,\s+(\w+)[’'\s]\s*", between)
        described = words_of(n.names[i + 1])
        if (
            article
            and article[1].casefold() in n.words.definite
            and behind in (",", ".", ")", ";", ":")
            and len(described) > 2
            and described[0] in n.words.descriptive
            and len(words_of(n.names[i])) == 1
        ):
            n.unions.join(i, i + 1, "apposed name")


def _initials(n: Naming) -> None:
    """An acronym and the one longer name in the article that has its initials."""
    longer: dict[str, dict[int, int]] = defaultdict(dict)
    for i, name in enumerate(n.names):
        tokens = words_of(name)
        if len(tokens) > 1:
            longer[n.groups[i]].setdefault(n.unions.root(i), i)
    for i, name in enumerate(n.names):
        if not (name.isupper() and is_acronym(name)):
            continue
        roots = {
            r: j for r, j in longer[n.groups[i]].items() if _initials_of(words_of(n.names[j]), fold(name))
        }
        if len({n.unions.root(r) for r in roots}) == 1:
            n.unions.join(next(iter(roots.values())), i, "initials")


def honorific_gender(text: str, mention: Mention, words: Anaphora) -> str:
    """The gender that a title of courtesy in or before the mention gives."""
    inside = plain_name(mention, words)[1]
    before = text[max(0, mention.start - 15) : mention.start].split()
    return inside or (words.honorifics.get(before[-1].casefold(), "") if before else "")


def _people(n: Naming) -> None:
    """A surname (or a single first name) and the one full name that ends (or begins) with it."""
    people = [i for i, g in enumerate(n.groups) if g == "Person"]
    tokens = {i: words_of(n.names[i]) for i in people}
    genders: dict[int, set[str]] = defaultdict(set)
    for i in people:
        if gender := honorific_gender(n.text, n.mentions[i], n.words):
            genders[n.unions.root(i)].add(gender)
    for i in people:
        short = tokens[i]
        full: dict[int, int] = {}
        for j in people:
            long = tokens[j]
            if len(long) > len(short) and (
                long[-len(short) :] == short or (len(short) == 1 and long[0] in short)
            ):
                full.setdefault(n.unions.root(j), j)
        full.pop(n.unions.root(i), None)
        if len(full) != 1:
            continue
        root, j = next(iter(full.items()))
        if len(genders[n.unions.root(i)] | genders[root]) < 2:
            n.unions.join(j, i, "surname")


def _described(n: Naming) -> None:
    """ "Une loi belge" is the one law that the article names ("la loi sur les loyers"), if it speaks of
    one country's laws only."""
    short: dict[tuple[str, str], set[int]] = defaultdict(set)
    long: dict[tuple[str, str], set[int]] = defaultdict(set)
    for i, name in enumerate(n.names):
        noun, _, rest = name.casefold().partition(" ")
        if n.groups[i] in _DESCRIBED and name[:1].islower():
            (short if rest in n.national else long)[n.groups[i], noun].add(n.unions.root(i))
    for key, described in short.items():
        if len(described) == len(long[key]) == 1:
            n.unions.join(min(long[key]), min(described), "described by its country")


def label_of(names: Iterable[str], group: str) -> tuple[str, tuple[str, ...]]:
    """The name to show and the other names, from the names as they stand in the text."""
    counts = Counter(names)
    shouting = {
        n for n in counts if n.isupper() and len(n) > 3 and any(fold(n) == fold(o) for o in counts if o != n)
    }

    def rank(name: str) -> tuple[bool, bool, int, int, int, str]:
        tokens = len(words_of(name)) if group != "Place" else 0
        return (name not in shouting, not name[:1].islower(), tokens, counts[name], -len(name), name)

    ordered = sorted(counts, key=rank, reverse=True)
    return ordered[0], tuple(
        sorted(n for n in ordered[1:] if n not in shouting or fold(n) != fold(ordered[0]))
    )
