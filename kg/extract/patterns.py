"""Surface patterns: compiled to regular expressions over encoded sentences.

{role} {role:Class|Class}   a mention (with the words before it in its noun phrase); =Class means the
                            class itself, without those below it
^                           the beginning of the sentence
{role!}                     a name without words before it
{role's}                    a possessive whose owner is known ("son" directeur), also "dont" and "en"
{title} {title+} TITLE      a title; with + also the place or body that it names; one that plays no role
{date} {jobs} {amount} {stakePercent}
<lemma|lemma> <$list>       a word by its lemma
NOUN ADJ DET ADP ADV VERB   a word by its part of speech; NUM also a quantity or a date
~name                       a macro of parsing.toml ("~de")
...                         up to six words without a name;  .... up to twelve items
{:Class}                    a mention that plays no role
&noun                       a number of what the noun names ("trois filiales": &filiale)
(( ))                       parentheses of the text
(a|b c)  x?  x*  x+         alternatives and repetition; anything else is a word as it stands
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import LexiconError
from kg.extract.annotated import Annotated
from kg.extract.clauses import Clauses
from kg.extract.draft import Draft
from kg.extract.encoding import Encoded, encode, surface, title_index
from kg.extract.fillers import Fillers
from kg.extract.regexes import (
    BEFORE,
    BEFORE_COUNTRY,
    BEFORE_PLACE,
    BEHIND,
    FIELD,
    GAP,
    NAMED_TAIL,
    PARTS,
    POS_TAKEN_UP,
    TITLE,
    WIDE_GAP,
    pos,
    tail,
)
from kg.extract.status import StatusReader
from kg.lexicon import Lexicon
from kg.lexicon.frames import Frame
from kg.model import Status
from kg.ontology import Ontology

PIECE = re.compile(r"\(\(|\)\)|\{[^}]+\}|<[^>]+>|\.{3,4}|[()|]|[^\s()|<>{}]+")
VALUES = {"date": r"%[a-z]+", "jobs": "&person", "amount": "&money", "stakePercent": "&percent"}
PLACES = ("Place", "Site")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. A sentence that lacks all of one of its `anchors` cannot match: words, and
    classes with @ before them; the first is the rarest."""

    frame: Frame
    text: str
    regex: re.Pattern[str]
    anchors: tuple[frozenset[str], ...]
    words: frozenset[str]


class Compiler:
    """Translates pattern texts with the lists and macros of a language."""

    def __init__(self, ontology: Ontology, lists: dict[str, tuple[str, ...]], macros: dict[str, str]) -> None:
        self.ontology, self.lists, self.macros = ontology, lists, macros
        self.tail = tail(lists.get("in_charge", ()), lists.get("and", ()))

    def compile(self, frame: Frame, text: str) -> Pattern:
        """Raises LexiconError for a pattern that cannot be read."""
        self._frame, self._seen, self._anchors = frame, set[str](), list[frozenset[str]]()
        self._lemmas: set[str] = set()
        self._classes: list[frozenset[str]] = []
        self._top: list[str] = []
        self._pieces, self._at = PIECE.findall(self._expand(text, text)), 0
        try:
            body = self._alternatives(0)
            regex = re.compile(r"(?<![^ ])" + body)
        except (re.error, IndexError) as error:
            raise LexiconError("frames", 1, f"{frame.id}: pattern {text!r}: {error}") from None
        words = frozenset(self._lemmas).union(*self._anchors)
        anchors = sorted(self._anchors, key=lambda a: -max(map(len, a))) if "|" not in self._top else []
        return Pattern(frame, text, regex, (*anchors, *self._classes), words)

    def _expand(self, part: str, text: str) -> str:
        return re.sub(r"~(\w+)", lambda m: self._macro(m[1], text), part)

    def _macro(self, name: str, text: str) -> str:
        if name not in self.macros:
            raise LexiconError("frames", 1, f"{self._frame.id}: pattern {text!r}: no macro ~{name}")
        return f" {self._expand(self.macros[name], text)} "

    def _alternatives(self, depth: int) -> str:
        branches, here = [], ""
        while self._at < len(self._pieces):
            piece = self._pieces[self._at]
            if piece == ")" and depth:
                break
            self._at += 1
            if not depth:
                self._top.append(piece)
            if piece == "|":
                branches.append(here)
                here = ""
            else:
                here += self._element(piece, depth)
        branches.append(here)
        return f"(?:{'|'.join(branches)})" if len(branches) > 1 else branches[0]

    def _element(self, piece: str, depth: int) -> str:
        if piece == "(":
            start = self._at
            inner = self._alternatives(depth + 1)
            words = [p for p in self._pieces[start : self._at] if p != "|"]
            self._at += 1  # the closing parenthesis
            many = self._quantifier()
            if (
                not depth
                and many in ("", "+")
                and all(re.fullmatch(r"[\w'-]+", w) and w not in PARTS for w in words)
            ):
                self._anchors.append(frozenset(map(surface, words)))
            return f"(?:{inner}){many}"
        many = ""
        if len(piece) > 1 and piece[-1] in "?*+" and not piece.startswith(("{", "<")):
            piece, many = piece[:-1], piece[-1]
        else:
            many = self._quantifier()
        body = self._atom(piece, anchored=not depth and many in ("", "+"))
        return f"(?:{body}){many}"

    def _quantifier(self) -> str:
        piece: str = self._pieces[self._at] if self._at < len(self._pieces) else ""
        if piece not in ("?", "*", "+"):
            return ""
        self._at += 1
        return piece

    def _atom(self, piece: str, anchored: bool) -> str:
        if piece.startswith("{"):
            return self._slot(piece[1:-1], anchored)
        if piece in ("((", "))"):
            piece = piece[0]
        if piece.startswith("<"):
            lemmas = [w for part in piece[1:-1].split("|") for w in self._words(part)]
            self._lemmas.update(map(surface, lemmas))
            if anchored:
                self._anchors.append(frozenset(map(surface, lemmas)))
            forms = "|".join(re.escape(surface(w)) for w in lemmas)
            return rf"(?:{FIELD}\|(?:{forms})\|[^ ]+ |(?:{forms})\|[^ ]+ )"
        if piece in ("...", "...."):
            return GAP if piece == "..." else WIDE_GAP
        if piece == "^":
            return "^"
        if piece.startswith("&"):
            return rf"&{re.escape(surface(piece[1:]))}#\d+ "
        if piece == "NUM":
            return rf"(?:{pos('NUM')}|[&%][^ ]+ )"
        if piece == "TITLE":
            return TITLE + self.tail
        if piece in PARTS:
            return pos(piece)
        if anchored and piece[0].isalnum():
            self._anchors.append(frozenset({surface(piece)}))
        return rf"{re.escape(surface(piece))}\|[^ ]+ "

    def _words(self, part: str) -> tuple[str, ...]:
        if not part.startswith("$"):
            return (part,)
        if part[1:] not in self.lists:
            raise LexiconError("frames", 1, f"{self._frame.id}: no list {part!r}")
        return self.lists[part[1:]]

    def _slot(self, content: str, anchored: bool) -> str:
        role, _, types = content.partition(":")
        if role in ("title", "title+"):
            more = NAMED_TAIL if role.endswith("+") else ""
            joined = rf"(?:et\|[^ ]+ {TITLE}{self.tail})?"
            return rf"(?P<{self._group('title')}>{TITLE}{self.tail}{joined}{more})"
        if role.endswith("'s"):
            return self._owner(role.removesuffix("'s"))
        if role in VALUES:
            return rf"{VALUES[role]}#(?P<{self._group(role)}>\d+) "
        wanted = types.split("|") if types else self._frame.roles[role.removesuffix("!")].types
        broad = [w for w in wanted if not w.startswith("=")]
        classes = sorted(
            c for c in self.ontology.classes if f"={c}" in wanted or self.ontology.is_a(c, *broad)
        )
        either = "|".join(classes)
        if anchored:
            self._classes.append(frozenset(f"@{c}" for c in classes))
        if not role:
            return rf"@(?:{either})#\d+ "
        if role.endswith("!"):
            return rf"@(?:{either})#(?P<{self._group(role[:-1])}>\d+) "
        name, nominal = self._group(role), self._group(role, "_")
        before = BEFORE
        if all(self.ontology.is_a(c, *PLACES) for c in classes):
            before = BEFORE_COUNTRY if classes == ["Country"] else BEFORE_PLACE
        return (
            rf"(?:{before}(?:@(?:{either})#(?P<{name}>\d+) {BEHIND}"
            rf"|{FIELD}\|{FIELD}\|{POS_TAKEN_UP}\|(?:{either})#(?P<{nominal}>\d+)\|. ))"
        )

    def _owner(self, role: str) -> str:
        either = "|".join(
            c for c in sorted(self.ontology.classes) if self.ontology.is_a(c, *self._frame.roles[role].types)
        )
        return rf"{FIELD}\|{FIELD}\|(?:DET|PRON)\|(?:{either})#(?P<{self._group(role, '_')}>\d+)\|. "

    def _group(self, role: str, mark: str = "") -> str:
        name, n = f"{role}{mark}", 0
        while name in self._seen:
            n += 1
            name = f"{role}{mark}{n}x"
        self._seen.add(name)
        return name


CLASS = re.compile(r"[@|]([A-Z][A-Za-z]+)#")
ROLE = re.compile(r"^(\w+?)_?(?:\d+x)?$")


class PatternMatcher:
    """Matches compiled patterns against one article."""

    def __init__(self, text: Annotated, lexicon: Lexicon, patterns: tuple[Pattern, ...]) -> None:
        self.text, self.patterns = text, patterns
        self.titles = title_index(lexicon.roles.all, lexicon.roles.behind, lexicon.parsing.closed)
        self.fillers = Fillers(text, frozenset())
        self.clauses = Clauses(text.parsed, lexicon.parsing)
        self.status = StatusReader(text.parsed, lexicon.status, lexicon.parsing)

    def match(self) -> Iterator[Draft]:
        """All drafts of claims that the patterns read."""
        for sentence in self.text.parsed.sentences:
            encoded = encode(self.text, sentence, self.titles)
            if "#" not in encoded.text:
                continue
            here = encoded.words | {f"@{name}" for name in CLASS.findall(encoded.text)}
            for pattern in self.patterns:
                for anchor in pattern.anchors:  # no any(): this runs for every pattern and sentence
                    if anchor.isdisjoint(here):
                        break
                else:
                    yield from self._find(pattern, encoded)

    def _find(self, pattern: Pattern, encoded: Encoded) -> Iterator[Draft]:
        at = 0
        while (m := pattern.regex.search(encoded.text, at)) is not None:
            if m.end() == m.start():
                break
            draft = self._draft(pattern, encoded, m)
            if draft is not None:
                yield draft
            at = encoded.text.index(" ", m.start()) + 1

    def _draft(self, pattern: Pattern, encoded: Encoded, m: re.Match[str]) -> Draft | None:
        roles: dict[str, tuple[int, ...]] = {}
        title: tuple[int, int] | None = None
        given: dict[str, int] = {}
        groups = {group: (ROLE.sub(r"\1", group), value) for group, value in m.groupdict().items()}
        named = {int(v): r for r, v in groups.values() if v and r not in VALUES and r != "title"}
        for group, (role, value) in groups.items():
            if value is None:
                continue
            if role in VALUES:
                given[role] = int(value)
            elif role == "title":
                title = (encoded.token(m.start(group)), encoded.last(m.end(group)))
            else:
                wanted = pattern.frame.roles[role]
                found = () if wanted.single else self.fillers.enumerated(int(value), wanted.types)
                found = tuple(f for f in found if named.get(f, role) == role) or (int(value),)
                found = self._one_title(found, pattern.frame.kind)
                roles[role] = tuple(dict.fromkeys((*roles.get(role, ()), *found)))
        first, last = encoded.token(m.start()), encoded.last(m.end())
        trigger = self._trigger(pattern, first, last)
        if trigger is None:
            return None
        at, status = trigger
        if status == "actual" and pattern.frame.tacit and self.status.tacit(self.text.parsed.tokens[at]):
            status = pattern.frame.tacit
        if pattern.frame.only and status != pattern.frame.only:
            return None
        if status in pattern.frame.presupposed:
            status = "actual"
        own = pattern.frame.status
        status = own if own and (own == "denied" or status in ("actual", "planned")) else status
        scope = self._scope(at, first, last)
        return Draft(pattern.frame, roles, at, (first, last - 1), status, scope, title, given)

    def _one_title(self, mentions: tuple[int, ...], kind: str) -> tuple[int, ...]:
        """Of an enumeration those that one title covers: not Y in "fondatrice de X et membre de Y"."""
        if kind != "position":
            return mentions
        tokens, first = self.text.parsed.tokens, self.text.first_token
        for k in range(1, len(mentions)):
            between = tokens[first[mentions[k - 1]] : first[mentions[k]]]
            if any(surface(t.text) in self.titles.forms and t.i not in self.text.mention_at for t in between):
                return mentions[:k]
        return mentions

    def _scope(self, at: int, first: int, last: int) -> frozenset[int]:
        """What was matched, and the rest of the clause of its trigger: dates and numbers may stand there."""
        tokens, clauses = self.text.parsed.tokens, self.clauses
        if tokens[at].pos not in ("VERB", "NOUN") or at in self.text.mention_at:
            return frozenset(range(first, last))
        sentence = self.text.parsed.sentences[tokens[at].sentence]
        owners = clauses.reach(tokens[at])
        rest = (i for i in range(sentence.first, sentence.last) if clauses.owner(tokens[i]) in owners)
        return frozenset((*range(first, last), *rest))

    def _trigger(self, pattern: Pattern, first: int, last: int) -> tuple[int, Status] | None:
        tokens = self.text.parsed.tokens[first:last]
        free = [t for t in tokens if t.i not in self.text.mention_at]
        frame = pattern.frame
        verbs = [t for t in free if t.pos == "VERB"]
        own = [t for t in verbs if not pattern.words.isdisjoint((surface(t.text), surface(t.lemma)))]
        main = [t for t in own if not t.dep.startswith("acl")]  # not "le contrat qui liait X et Y …"
        verb = next(iter(main or own or verbs), None)
        noun = next((t for t in free if t.pos == "NOUN"), None) if frame.kind == "event" else None
        head = verb or noun
        if head is None:
            return first, "possible" if tokens and self.status.asked(tokens[0]) else "actual"
        if frame.negated is not None and self.status.negated(head) != frame.negated:
            return None
        return head.i, self.status.status(head, ignore_negation=frame.negated is True)


def compile_patterns(lexicon: Lexicon, ontology: Ontology) -> tuple[Pattern, ...]:
    """All patterns of a language. Raises LexiconError for one that cannot be read."""
    compiler = Compiler(ontology, lexicon.frames.lists, lexicon.parsing.macros)
    return tuple(compiler.compile(frame, text) for frame in lexicon.frames.frames for text in frame.patterns)
