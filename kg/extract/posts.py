"""Posts named by a noun: "directrice générale de Veltrane", "la tête du groupe", "déléguée CGRT".

A verb says who takes or leaves a post; this module says which post and where, so that frames need
not spell out every title and every preposition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.annotated import Annotated
from kg.extract.encoding import encode, title_index
from kg.extract.fillers import Fillers
from kg.extract.patterns import Compiler
from kg.extract.tokens import Token
from kg.lexicon import Lexicon
from kg.lexicon.frames import Frame, Role

BEHIND, BESIDE, FAR = 6, 4, 40  # in tokens: directly behind a verb, beside a name, at all
ORGANIZATION = "organization"


@dataclass(frozen=True, slots=True)
class Post:
    """A title (first token, end) and the mentions of where it is held; `last` is its end in tokens."""

    first: int
    last: int
    title: tuple[int, int]
    organizations: tuple[int, ...]


class Posts:
    """Finds the posts of one article, sentence by sentence, when asked."""

    def __init__(self, text: Annotated, lexicon: Lexicon) -> None:
        self.text, self.words = text, lexicon.roles
        self.titles = title_index(
            lexicon.roles.all | lexicon.roles.offices, lexicon.roles.behind, lexicon.parsing.closed
        )
        self.fillers = Fillers(text, frozenset())
        self.types = text.ontology.properties[ORGANIZATION].range
        compiler = Compiler(text.ontology, lexicon.frames.lists, lexicon.parsing.macros)
        frame = _frame(self.types)
        self.regexes = [compiler.compile(frame, phrase).regex for phrase in lexicon.roles.phrases]
        self._found: dict[int, tuple[Post, ...]] = {}

    def of(self, sentence: int) -> tuple[Post, ...]:
        """The posts of a sentence by its number, in order, the fullest reading of each title."""
        if sentence not in self._found:
            self._found[sentence] = self._find(sentence)
        return self._found[sentence]

    def behind(self, head: Token) -> Post | None:
        """The post that a verb or action noun governs: "nommée directrice de X"."""
        tokens = self.text.parsed.tokens
        for post in self.of(head.sentence):
            if not 0 < post.first - head.i < FAR or tokens[post.first - 1].pos == "PUNCT":
                continue
            between = tokens[head.i + 1 : post.first]
            direct = len(between) <= BEHIND and not any(t.pos in ("PUNCT", "VERB") for t in between)
            if direct or self._governed(tokens[post.first], head):
                return post
        return None

    def beside(self, mention: int) -> Post | None:
        """The post in apposition to a name: "X, directrice de Y" or "la directrice de Y, X"."""
        tokens, first = self.text.parsed.tokens, self.text.first_token[mention]
        last = first
        while last < len(tokens) and self.text.mention_at.get(last) == mention:
            last += 1
        for post in self.of(tokens[first].sentence):
            gap = tokens[last : post.first] if post.first >= last else tokens[post.last : first]
            if len(gap) <= BESIDE and all(t.pos in ("PUNCT", "DET", "ADJ", "ADV") for t in gap):
                return post
        return None

    def known(self, mention: int) -> Post | None:
        """The post with an organisation in apposition to a mention of the same person, the nearest one."""
        chain = self.text.chain_of.get(self.text.mentions[mention].id)
        if chain is None:
            return None
        here, own = self.text.first_token[mention], set(chain.mentions)
        same = [n for n, m in enumerate(self.text.mentions) if m.id in own and m.kind == "name"]
        for n in sorted(same, key=lambda n: abs(here - self.text.first_token[n])):
            post = self.beside(n)
            if post is not None and post.organizations:
                return post
        return None

    def _governed(self, t: Token, head: Token) -> bool:
        tokens = self.text.parsed.tokens
        while t.head != t.i:
            t = tokens[t.head]
            if t.i == head.i:
                return True
            if t.pos == "VERB":
                return False
        return False

    def _find(self, number: int) -> tuple[Post, ...]:
        sentence = self.text.parsed.sentences[number]
        encoded = encode(self.text, sentence, self.titles)
        found: dict[int, Post] = {}
        for regex in self.regexes:
            for m in regex.finditer(encoded.text):
                title = (encoded.token(m.start("title")), encoded.last(m.end("title")))
                post = Post(title[0], encoded.last(m.end()), title, self._organizations(m))
                found.setdefault(post.first, post)
        return tuple(found[k] for k in sorted(found))

    def _organizations(self, m: re.Match[str]) -> tuple[int, ...]:
        for group, value in m.groupdict().items():
            if value is not None and group.startswith(ORGANIZATION):
                return self.fillers.enumerated(int(value), self.types) or (int(value),)
        return ()


def _frame(types: tuple[str, ...]) -> Frame:
    """What the phrases of a post are compiled for: they fill one role and a title."""
    role = Role(ORGANIZATION, (), types)
    return Frame(
        id="post", kind="position", name="Position", verbs=(), nouns=(), objects=frozenset(),
        without=frozenset(),
        negated=None, status=None, needs=(), roles={ORGANIZATION: role}, patterns=(), implies=(), results=(),
        confidence=1.0, yes=(), no=(),
    )  # fmt: skip
