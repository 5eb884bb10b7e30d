"""Parsing with names masked: each name becomes one word that the model knows.

The stock parser takes a rare name for a noun or a verb and breaks the sentence around it. With the
name replaced by a known one of its class the rest of the sentence is read as usual.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.tokens import Span, Token
from kg.lexicon.parsing import ParsingWords

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken


@dataclass(frozen=True, slots=True)
class Masked:
    """`doc` has one word per entry of `groups`: the tokens of the original that it stands for."""

    doc: Doc
    groups: tuple[tuple[int, ...], ...]


def mask(original: Doc, spans: Sequence[Span], words_of: ParsingWords) -> Masked:
    """A new document with every span of a class that has a stand-in as one known word.

    Sentences may end only at the marks that end one. Apostrophes are made straight, and a text
    without small letters is put in lower case: the model was trained on neither.
    """
    from spacy.tokens import Doc

    standin, ends = words_of.standin, words_of.sentence_end
    covered = _covered(original, spans, standin)
    shout = not any(c.islower() for c in original.text)
    words, spaces, groups = [], [], []
    i = 0
    while i < len(original):
        j = i + 1
        if i in covered:
            span = covered[i]
            while j < len(original) and covered.get(j) is span:
                j += 1
            words.append(standin[span.label])
        else:
            text = original[i].text.replace("’", "'")
            text = text.lower() if shout else text
            words.append(_verb(original, i, covered, words_of) or text)
        groups.append(tuple(k for k in range(i, j) if not original[k].is_space) or (i,))
        spaces.append(bool(original[j - 1].whitespace_))
        i = j
    doc = Doc(original.vocab, words=words, spaces=spaces)
    for before, token in pairwise(doc):
        if before.text not in ends:  # else the parser splits a sentence around an odd name
            token.is_sent_start = False
    begin = _behind_dateline(original.text, spans)
    for token, group in zip(doc, groups, strict=True) if begin else ():
        if original[group[0]].idx == begin:
            token.is_sent_start = True
    return Masked(doc, tuple(groups))


PLACES = ("City", "Region", "Country", "Place")
# What stands between the town of a dateline and its dash: "PARIS, 10 mai (Agence) – La …"
DATELINE = re.compile(
    r"(?:,[^,;:–—]{0,30}\d[^,;:–—]{0,30}?)?(?:\s*\([^()]{1,40}\))?\s+[-–—]\s+(?=[\"«“]?\s?[A-ZÀ-Þ])"
)


def _behind_dateline(text: str, spans: Sequence[Span]) -> int:
    """Where the text begins behind a dateline, which is no part of its first sentence; 0 without one."""
    town = next((s for s in spans if s.start <= 1 and s.label in PLACES), None)
    found = DATELINE.match(text, town.end) if town else None
    return found.end() if found else 0


MISREAD = ("NOUN", "ADJ", "ADV", "X")


def _verb(original: Doc, i: int, covered: dict[int, Span], words: ParsingWords) -> str | None:
    """The stand-in of a verb that looks like an adjective or a noun, where it follows a name."""
    standin = words.verb_standin.get(original[i].text.lower())
    if standin is None or not 0 < i < len(original) - 1:
        return None
    behind = original[i + 1].text.lower()
    joined = i - 1 in covered or original[i - 1].text.lower() in words.coordinator
    if joined and (behind in words.object_start or behind.isdigit() or i + 1 in covered):
        return standin
    return standin if behind in words.possessive else None


def _covered(original: Doc, spans: Sequence[Span], standin: dict[str, str]) -> dict[int, Span]:
    covered: dict[int, Span] = {}
    for span in spans:
        if span.label not in standin:
            continue
        found = original.char_span(span.start, span.end, alignment_mode="expand")
        for t in found or ():
            covered.setdefault(t.i, span)
    return covered


def unmask(
    masked: Masked, original: Doc, forms: dict[str, str], shift: int, base: int, sentence: int
) -> tuple[list[Token], list[tuple[int, int]]]:
    """The tokens of the original with the parse of the masked document, and its sentences.

    `forms` maps forms of verbs to infinitives, for those that the model does not know. `shift` is
    added to character offsets, `base` to token indices, `sentence` to sentence numbers. Sentences
    are (first, last) token indices. The words of a name after its first hang on it.
    """
    first: dict[int, int] = {}
    count = base
    for k, group in enumerate(masked.groups):
        first[k] = count
        count += 0 if masked.doc[k].is_space else len(group)
    tokens: list[Token] = []
    sentences: list[tuple[int, int]] = []
    for sent in masked.doc.sents:
        words = [w for w in sent if not w.is_space]
        if not words:
            continue
        start = len(tokens)
        inside = {w.i for w in words}
        for w in words:
            head = first[w.head.i if w.head.i in inside else w.i]
            at = sentence + len(sentences)
            for t in _expand(w, masked.groups[w.i], original, first[w.i], head, at, forms):
                tokens.append(replace(t, start=t.start + shift, end=t.end + shift))
        tokens[start:] = _verbs_behind_names(tokens[start:], forms)
        sentences.append((base + start, base + len(tokens)))
    return tokens, sentences


def _verbs_behind_names(tokens: list[Token], forms: dict[str, str]) -> list[Token]:
    """Headlines have hardly any grammar: "Veltrane injecte 3 millions" is often read as a noun. A form
    of a known verb directly behind a name, a pronoun as subject or a reflexive one is that verb."""
    found = tokens[:1]
    for before, t in pairwise(tokens):
        subject = before.pos == "PROPN" or (before.pos == "PRON" and before.dep.startswith("nsubj"))
        subject = subject or "Reflex=Yes" in before.morph
        verb = forms.get(t.text.lower()) if subject and t.pos in MISREAD else None
        found.append(replace(t, lemma=verb, pos="VERB") if verb and t.lemma == t.text.lower() else t)
    return found


def _expand(
    w: SpacyToken,
    group: tuple[int, ...],
    original: Doc,
    at: int,
    head: int,
    sentence: int,
    forms: dict[str, str],
) -> list[Token]:
    first = original[group[0]]
    changed = first.text.replace("’", "'").lower() != w.text.lower()
    name = len(group) > 1 or (changed and (w.text[:1].isupper() or first.text.lower() not in forms))
    if changed and not name:
        lemma, pos = forms[first.text.lower()], "VERB"
    elif name:
        lemma, pos = first.text, "PROPN"
    else:
        lemma, pos = w.lemma_, w.pos_
        known = forms.get(w.text.lower())
        if known and (pos in ("NOUN", "ADJ") and any(k.dep_.startswith("aux") for k in w.children)):
            lemma, pos = known, "VERB"  # "ont été licenciés" read as a noun
        elif (
            known
            and pos in ("VERB", "AUX")
            and (lemma.lower() == w.text.lower() or lemma.lower() not in forms)
        ):
            lemma = known  # the model makes up infinitives of forms that it does not know
    start, end = first.idx, first.idx + len(first)
    tokens = [Token(at, start, end, first.text, lemma, pos, w.dep_, head, str(w.morph), sentence)]
    for k, i in enumerate(group[1:], 1):
        t = original[i]
        tokens.append(
            Token(at + k, t.idx, t.idx + len(t), t.text, t.text, "PROPN", "flat:name", at, "", sentence)
        )
    return tokens
