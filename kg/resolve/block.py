"""Which profiles are compared at all: those that share a key, within blocks of bounded size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.resolve.compare import Profile
from kg.resolve.names import NameReader, squeeze

BLOCK = 32  # profiles of a block that are all compared with one another
WINDOW = 6  # beyond that, each with so many neighbours in the order of names
HUBS = 4  # and with so many of those that most articles hold


def candidates(profiles: Sequence[Profile], reader: NameReader) -> Iterator[tuple[int, int]]:
    """Pairs of indices to compare, each once, in ascending order; O(n) for bounded names a profile.

    Blocks of equal names (or surnames) that are too large are windowed (the sorted neighbourhood
    of Hernández and Stolfo, 1995); blocks of a shared word that are too large say nothing and are
    left out.
    """
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for key in keys(profile, reader):
            blocks[key].append(index)
    pairs: set[tuple[int, int]] = set()
    for key, members in blocks.items():
        pairs.update(_pairs(sorted(members, key=lambda i: profiles[i].key), profiles, key))
    return iter(sorted(pairs))


def keys(profile: Profile, reader: NameReader) -> frozenset[str]:
    """Blocking keys. A key that begins with "word:" is a hint only, the others are names."""
    if profile.alone:
        return frozenset({f"name:{profile.label.squashed}"})
    found = {f"name:{profile.label.squashed}"}
    if profile.group == "Person":
        return frozenset(found | set(_person_keys(profile, reader)))
    for name in profile.names:
        if not name.generic:
            found.add(f"name:{name.squashed}")
    label = profile.label
    found.add(f"name:{''.join(label.stems)}")
    if len(label.core) >= 3:
        found.add(f"word:{profile.group}:{label.initials}")
    found |= {f"word:{profile.group}:{t}" for t in label.core if len(t) > 2 and t not in reader.words.generic}
    return frozenset(found)


def _person_keys(profile: Profile, reader: NameReader) -> Iterable[str]:
    for name in profile.names:
        given, last = reader.person(name)
        if given:
            yield f"name:{last}:{given[0][0]}"
            yield f"name:{squeeze(last)}:{given[0][0]}"
            yield "name:" + " ".join(sorted((*given, last)))
        if name == profile.label:
            yield f"word:Person:{last}"


def _pairs(members: list[int], profiles: Sequence[Profile], key: str) -> Iterator[tuple[int, int]]:
    if len(members) <= BLOCK:
        for position, i in enumerate(members):
            yield from ((min(i, j), max(i, j)) for j in members[position + 1 :])
        return
    if key.startswith("word:"):
        return
    hubs = sorted(members, key=lambda i: (-len(profiles[i].documents), profiles[i].key))[:HUBS]
    for position, i in enumerate(members):
        for j in (*members[position + 1 : position + 1 + WINDOW], *hubs):
            if i != j:
                yield min(i, j), max(i, j)
