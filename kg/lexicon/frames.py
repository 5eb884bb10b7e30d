"""Frames: what words say a fact, an event or a position (frames/*.toml).

A frame names what it states (`event`, `fact` or `position`), the words that trigger it (`verb`,
`noun`), where its roles stand around them (`role`), and surface `patterns` for what needs no parse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.lexicon.source import Source, read_toml
from kg.model import ClaimKind, Status
from kg.ontology import Ontology

KEYS = {
    "id", "event", "fact", "position", "verb", "noun", "object", "negated", "status", "needs", "role",
    "patterns", "implies", "results", "until", "confidence", "yes", "no", "without", "finite",
    "presupposed", "tacit", "only", "scene",
}  # fmt: skip
VALUE_ROLES = {"date", "jobs", "amount", "currency", "stakePercent", "title"}
MARK = re.compile(r"\{(\w+)(?:[+!]|'s)?(?::([\w|=]+))?\}")


@dataclass(frozen=True, slots=True)
class Role:
    """Where a role stands: slots in order of preference, and the classes that may fill it.

    A `single` role takes the one that stands there, not what it is coordinated with; a `several` role
    takes what stands in all its slots, and at least two ("X s'allie à Y"). A slot "own.à" is what hangs on
    the trigger itself, "sole" the only one of these classes in the sentence.
    """

    name: str
    slots: tuple[str, ...]
    types: tuple[str, ...]
    single: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One rule. `verbs` and `nouns` are triggers: a lemma, or a lemma and the noun it governs.

    `finite` verbs are no bare participles ("implanté à X" opens nothing), verbs that are not `finite`
    nothing else. `objects` are nouns of which one must be an argument; `without` words that forbid a match;
    `needs` the roles that must be filled, each a tuple of alternatives. `tacit` is the status where neither
    tense nor governor tells it. `implies` are facts that hold whatever becomes of the event (who ends a
    contract had one), `results` facts that it brings about and that share its status, `until` facts that
    hold as long as it has not happened; each as (subject role, property, object role). Where the
    sentence makes one of the statuses `presupposed`, the fact holds all the same ("ne fermera pas
    l'usine de X"). `status` is given to
    what is told as actual or planned; `only` keeps the matches that have this status by themselves.
    `scene` are triggers of one or more words whose roles are read by the order of words.
    """

    id: str
    kind: ClaimKind
    name: str
    verbs: tuple[tuple[str, ...], ...]
    nouns: tuple[str, ...]
    objects: frozenset[str]
    without: frozenset[str]
    negated: bool | None
    status: Status | None
    needs: tuple[tuple[str, ...], ...]
    roles: dict[str, Role]
    patterns: tuple[str, ...]
    implies: tuple[tuple[str, str, str], ...]
    results: tuple[tuple[str, str, str], ...]
    confidence: float
    yes: tuple[str, ...]
    no: tuple[str, ...]
    until: tuple[tuple[str, str, str], ...] = ()
    finite: bool | None = None
    presupposed: frozenset[str] = frozenset()
    tacit: Status | None = None
    only: Status | None = None
    scene: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Frames:
    """All frames of a language and the word lists that they name.

    `context` names the roles of an event class that the text around its sentence may fill; `causes`
    the classes that bring an event class about and lend it their status; `after` the classes and
    their roles that fill its first context role.
    """

    frames: tuple[Frame, ...]
    lists: dict[str, tuple[str, ...]]
    context: dict[str, tuple[str, ...]]
    causes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    after: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    @cached_property
    def by_verb(self) -> dict[str, list[tuple[Frame, tuple[str, ...]]]]:
        found: dict[str, list[tuple[Frame, tuple[str, ...]]]] = {}
        for frame in self.frames:
            for trigger in frame.verbs:
                found.setdefault(trigger[0], []).append((frame, trigger))
        return found

    @cached_property
    def by_noun(self) -> dict[str, list[Frame]]:
        found: dict[str, list[Frame]] = {}
        for frame in self.frames:
            for noun in frame.nouns:
                found.setdefault(noun, []).append(frame)
        return found

    @cached_property
    def by_scene(self) -> dict[str, list[tuple[Frame, tuple[str, ...]]]]:
        found: dict[str, list[tuple[Frame, tuple[str, ...]]]] = {}
        for frame in self.frames:
            for trigger in frame.scene:
                found.setdefault(trigger[0], []).append((frame, trigger))
        return found


def load(folder: Path, ontology: Ontology) -> Frames:
    """Read and check frames/*.toml of a language."""
    sources = [read_toml(p) for p in sorted((folder / "frames").glob("*.toml"))]
    lists: dict[str, tuple[str, ...]] = {}
    context: dict[str, tuple[str, ...]] = {}
    causes: dict[str, tuple[str, ...]] = {}
    after: dict[str, tuple[tuple[str, str], ...]] = {}
    for source in sources:
        source.only(source.data, {"frame", "lists", "context", "causes", "after"}, of=source.path.name)
        for event, roles in source.data.get("context", {}).items():
            if event not in ontology.events or not set(roles) <= set(ontology.events[event]):
                raise source.error(f"context: no event {event!r} with the roles {roles!r}", event)
            context[event] = source.strings(source.data["context"], event)
        for event in source.data.get("after", {}):
            after[event] = _pairs(source, event, ontology)
        for event in source.data.get("causes", {}):
            causes[event] = source.strings(source.data["causes"], event)
            for name in (event, *causes[event]):
                if name not in ontology.events:
                    raise source.error(f"causes: no event {name!r}", name)
        for name in source.data.get("lists", {}):
            if name in lists:
                raise source.error(f"list {name!r} stands twice", name)
            lists[name] = source.strings(source.data["lists"], name)
    frames: dict[str, Frame] = {}
    for source in sources:
        for table in source.data.get("frame", []):
            frame = _frame(source, table, lists, ontology)
            if frame.id in frames:
                raise source.error(f"frame {frame.id!r} stands twice", f'"{frame.id}"')
            frames[frame.id] = frame
    return Frames(tuple(frames.values()), lists, context, causes, after)


def _pairs(source: Source, event: str, ontology: Ontology) -> tuple[tuple[str, str], ...]:
    """The "Class role" entries of an event class in the table `after`."""
    found = []
    for entry in source.strings(source.data["after"], event):
        name, _, role = entry.partition(" ")
        if event not in ontology.events or role not in ontology.events.get(name, ()):
            raise source.error(f"after: {event} follows from no {entry!r}", f'"{entry}"')
        found.append((name, role))
    return tuple(found)


def _frame(
    source: Source, table: dict[str, Any], lists: dict[str, tuple[str, ...]], ontology: Ontology
) -> Frame:
    name = table.get("id")
    if not isinstance(name, str):
        raise source.error("a frame without an id", "[[frame]]")
    source.only(table, KEYS, of=name)
    kind, what = _states(source, name, table, ontology)
    defaults = _defaults(kind, what, ontology)
    roles = _roles(source, name, table, defaults, ontology)

    def words(key: str) -> tuple[str, ...]:
        found: list[str] = []
        for word in source.strings(table, key, of=name):
            if word.startswith("$") and word[1:] not in lists:
                raise source.error(f"{name}: no list {word!r}", f'"{name}"')
            found += lists[word[1:]] if word.startswith("$") else (word,)
        return tuple(found)

    patterns = source.strings(table, "patterns", of=name)
    for pattern in patterns:
        for role, _ in MARK.findall(pattern):
            if role not in roles and role not in VALUE_ROLES:
                raise source.error(f"{name}: pattern names an unknown role {role!r}", f'"{name}"')
    needs = tuple(tuple(n.split("|")) for n in source.strings(table, "needs", of=name))
    for role in (r for alternatives in needs for r in alternatives):
        if role not in roles and role not in VALUE_ROLES:
            raise source.error(f"{name}: needs an unknown role {role!r}", f'"{name}"')
    if not (table.get("verb") or table.get("noun") or table.get("scene") or patterns):
        raise source.error(f"{name}: neither verb, noun, scene nor patterns", f'"{name}"')
    if kind == "fact" and not needs:
        needs = (("subject",), ("date" if ontology.properties[what].literal else "object",))
    return Frame(
        name, kind, what,
        tuple(tuple(v.split()) for v in words("verb")), words("noun"),
        frozenset(words("object")), frozenset(words("without")),
        table.get("negated"), table.get("status"), needs, roles, patterns,
        _drawn(source, name, table, "implies", roles, ontology),
        _drawn(source, name, table, "results", roles, ontology), float(table.get("confidence", 0.7)),
        source.strings(table, "yes", of=name), source.strings(table, "no", of=name),
        until=_drawn(source, name, table, "until", roles, ontology), finite=table.get("finite"),
        tacit=table.get("tacit"),
        presupposed=frozenset(source.strings(table, "presupposed", of=name)),
        only=table.get("only"),
        scene=tuple(tuple(v.split()) for v in words("scene")),
    )  # fmt: skip


def _states(source: Source, name: str, table: dict[str, Any], ontology: Ontology) -> tuple[ClaimKind, str]:
    stated = [k for k in ("event", "fact", "position") if table.get(k)]
    if len(stated) != 1:
        raise source.error(f"{name}: give exactly one of event, fact, position", f'"{name}"')
    if "event" in stated:
        if table["event"] not in ontology.events:
            raise source.error(f"{name}: no event class {table['event']!r}", f'"{name}"')
        return "event", table["event"]
    if "fact" in stated:
        if table["fact"] not in ontology.properties:
            raise source.error(f"{name}: no property {table['fact']!r}", f'"{name}"')
        return "fact", table["fact"]
    return "position", "Position"


def _defaults(kind: ClaimKind, what: str, ontology: Ontology) -> dict[str, tuple[str, ...]]:
    if kind == "fact":
        prop = ontology.properties[what]
        if prop.literal:
            return {"subject": prop.domain}
        return {"subject": prop.domain, "object": prop.range}
    roles = ontology.events[what] if kind == "event" else ("holder", "organization")
    return {role: ontology.properties[role].range for role in roles if role not in VALUE_ROLES}


def _roles(
    source: Source, name: str, table: dict[str, Any], defaults: dict[str, tuple[str, ...]], ontology: Ontology
) -> dict[str, Role]:
    given = table.get("role", {})
    for role in given:
        if role not in defaults and role not in VALUE_ROLES:
            raise source.error(f"{name}: {role!r} is no role of what it states", f'"{name}"')
    roles = {}
    for role, types in defaults.items():
        entry = given.get(role, {})
        source.only(entry, {"slot", "type", "single", "several"}, of=f"{name}.{role}")
        own = source.strings(entry, "type", of=name) or types
        for cls in own:
            if cls not in ontology.classes:
                raise source.error(f"{name}: no class {cls!r}", f'"{name}"')
        single, several = entry.get("single") is True, entry.get("several") is True
        roles[role] = Role(role, source.strings(entry, "slot", of=name), own, single, several)
    return roles


def _drawn(
    source: Source, name: str, table: dict[str, Any], key: str, roles: dict[str, Role], ontology: Ontology
) -> tuple[tuple[str, str, str], ...]:
    found = []
    for text in source.strings(table, key, of=name):
        parts = text.split()
        if len(parts) != 3 or parts[1] not in ontology.properties or not {parts[0], parts[2]} <= set(roles):
            raise source.error(f"{name}: {key} {text!r} is not 'role property role'", f'"{name}"')
        found.append((parts[0], parts[1], parts[2]))
    return tuple(found)
