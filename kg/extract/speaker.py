"""Who speaks: verbs of speech and the mention that is their subject, by order of words.

The parser reads inverted clauses ("…, grince son délégué, X") badly; the order of words in press
French is fixed enough to do without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.marks import Quoted
from kg.extract.tokens import Parsed
from kg.lexicon.speech import SpeechWords, split_words
from kg.model import Mention

_REACH = 24  # tokens behind a verb in which its subject must stand
_INSIDE = 7  # words of a verb group before its verb of speech
_MUTE = frozenset(
    {
        "City",
        "Region",
        "Place",
        "Industry",
        "Technology",
        "Award",
        "Product",
        "Event",
        "Programme",
        "Site",
        "BusinessPark",
    }
)
_STOPS = frozenset(':;«“„"»”.!?')


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb group of speech: tokens first to last; `reports` with a clause; `pronoun`: the token of
    an inverted subject pronoun, or None; `impersonal` when that pronoun names nobody ("dit-on")."""

    first: int
    last: int
    reports: bool
    pronoun: int | None = None
    impersonal: bool = False


@dataclass(frozen=True)
class Scene:
    """A parsed article with the mention on each token and its words cut at hyphens and apostrophes."""

    parsed: Parsed
    speech: SpeechWords
    on: dict[int, Mention]
    words: tuple[tuple[str, ...], ...]
    quoted: frozenset[int]

    def word(self, i: int) -> str:
        """A token as one string of small letters."""
        return " ".join(self.words[i]) if 0 <= i < len(self.words) else ""


def scene(
    parsed: Parsed, mentions: Sequence[Mention], quoted: Sequence[Quoted], speech: SpeechWords
) -> Scene:
    inside = frozenset(t.i for q in quoted for t in parsed.between(q.start, q.end))
    on = {t.i: m for m in mentions for t in parsed.between(m.start, m.end)}
    return Scene(parsed, speech, on, tuple(split_words(t.text) for t in parsed.tokens), inside)


def verb_behind(s: Scene, start: int, end: int) -> Verb | None:
    """The verb of speech that follows directly, as behind a quotation: ", a-t-il déclaré"."""
    i, count = start, 0
    while i < end and not any(c.isalnum() for c in s.parsed.tokens[i].text):
        if s.parsed.tokens[i].text not in ",–—-()":
            return None
        i += 1
    first = i
    pronoun, impersonal = None, False
    while i < end and count < _INSIDE:
        if (verb := verb_at(s, i, end)) and i not in s.on:
            return _with_pronoun(s, Verb(first, verb.last, verb.reports, pronoun, impersonal), end)
        for word in s.words[i]:
            count += 1
            if word in s.speech.pronouns:
                pronoun, impersonal = i, s.speech.pronouns[word] == "" or impersonal
            elif not _light(s, word):
                return None
        i += 1
    return None


def _light(s: Scene, word: str) -> bool:
    """Whether a word may stand inside a verb group."""
    sp = s.speech
    light = word in sp.clitics or word in sp.auxiliaries or word in sp.adverbs or word in sp.links
    return light or word.endswith(sp.adverb_endings)


def _with_pronoun(s: Scene, verb: Verb, end: int) -> Verb:
    """Take in an inverted pronoun right behind the verb: "résume-t-il"."""
    if verb.pronoun is not None or verb.last + 1 >= end:
        return verb
    words = s.words[verb.last + 1]
    if not s.parsed.tokens[verb.last + 1].text.startswith(("-", "–")) and not set(words[:1]) & s.speech.links:
        return verb
    for word in words or ("",):
        if word in s.speech.pronouns:
            nobody = s.speech.pronouns[word] == ""
            return Verb(verb.first, verb.last + 1, verb.reports, verb.last + 1, nobody)
    if verb.last + 2 < end and set(words) <= s.speech.links:
        return _with_pronoun(s, Verb(verb.first, verb.last + 1, verb.reports), end)
    return verb


def verb_at(s: Scene, i: int, end: int) -> Verb | None:
    """The verb of speech, or the phrase ("fait valoir", "fait-il savoir"), that begins at token i."""
    word = s.words[i][0] if s.words[i] else ""
    for rest, reports in s.speech.phrases.get(word, ()):
        last = _phrase_end(s, i, end, rest)
        if last is not None:
            pronoun = next(
                (k for k in range(i, last) for w in s.words[k][k == i :] if w in s.speech.pronouns), None
            )
            return Verb(i, last, reports, pronoun)
    if word in s.speech.que:
        return Verb(i, i, True)
    return Verb(i, i, False) if word in s.speech.quote else None


def _phrase_end(s: Scene, i: int, end: int, rest: tuple[str, ...]) -> int | None:
    flat = [(w, k) for k in range(i, min(end, i + len(rest) + 5)) for w in s.words[k]][1:]
    at = 0
    while at < len(flat) and flat[at][0] != rest[0]:
        if not (_light(s, flat[at][0]) or flat[at][0] in s.speech.pronouns):
            return None
        at += 1
    found = flat[at : at + len(rest)]
    return found[-1][1] if tuple(w for w, _ in found) == rest else None


def subject_behind(s: Scene, start: int, end: int, anywhere: bool = False) -> tuple[Mention | None, bool]:
    """The speaker named behind a verb, and whether the words there name somebody at all.

    A person wins over the organisation that only qualifies a title ("le président d'X, Y"); what a
    preposition makes the place or the addressee of speaking is passed over, but for `anywhere`
    ("dit-on chez X").
    """
    i = start if anywhere else _behind_asides(s, start, min(end, start + _REACH))
    stop = min(end, i + _REACH)
    title = ""
    while i < stop:
        t, m, word = s.parsed.tokens[i], s.on.get(i), s.word(i)
        if m is not None and m.kind != "pronoun":
            if m.type == "Person":
                return m, True
            near = {s.word(i - 1), s.word(i - 2)}
            governed = bool(title) and not near.isdisjoint(s.speech.of | s.speech.aside)
            if can_speak(m) and (not governed or title in s.speech.voices):
                behind = _past(s, i)  # "le délégué CGT X", "le délégué CGT, X"
                behind += bool(title) and behind < stop and s.parsed.tokens[behind].text == ","
                following = s.on.get(behind)
                return (following if following and following.type == "Person" else m), True
            i = _past(s, i)
            title = title or word
            continue
        if t.text in _STOPS or word in s.speech.relatives:
            break
        if not title and t.pos in ("NOUN", "PROPN", "ADJ", "PRON") and not _light(s, word):
            title = word
        i += 1
    return None, bool(title)


def can_speak(m: Mention) -> bool:
    """Whether a mention that is no person may stand as the subject of a verb of speech."""
    return m.type not in _MUTE and not (m.type == "Country" and m.text[:1].islower())


def _past(s: Scene, i: int) -> int:
    m = s.on[i]
    while s.on.get(i) is m:
        i += 1
    return i


def _behind_asides(s: Scene, i: int, stop: int) -> int:
    """Pass over adverbs and prepositional phrases between verb and subject: "à la radio X", "lundi"."""
    while i < stop and i not in s.on:
        word = s.word(i)
        if word in s.speech.aside:
            i += 1
            if i < stop and s.parsed.tokens[i].pos == "DET":
                i += 1
            noun = i
            while i < stop and (
                i in s.on or s.parsed.tokens[i].pos in ("NOUN", "ADJ", "ADP", "PROPN", "NUM")
            ):
                if i in s.on:
                    # "à la tribune X": a person behind the noun is no part of the phrase
                    i = i if i > noun and s.on[i].type == "Person" else _past(s, i)
                    break
                i += 1
        elif _light(s, word) and s.parsed.tokens[i].pos != "DET":
            i += 1
        else:
            break
    return i


def subject_before(s: Scene, first: int, verb: int) -> Mention | None:
    """The speaker in front of a verb: the first person named, else the first mention that can speak.

    Names in quotation marks, in relative clauses ("que dirige X,") and behind prepositions are not
    subjects.
    """
    people: list[Mention] = []
    others: list[Mention] = []
    i, relative = first, False
    while i < verb:
        m, word = s.on.get(i), s.word(i)
        if m is None or i in s.quoted or relative:
            relative = (relative or (word in s.speech.inner and m is None)) and s.parsed.tokens[i].text != ","
            i += 1
            continue
        if i == first or not _governed(s, i, first):
            (people if m.type == "Person" else others).append(m)
        i = _past(s, i)
    able = [m for m in others if can_speak(m)]
    if able and people and s.on.get(first) is able[0] and s.word(_past(s, first)) != ",":
        return able[0]
    return next(iter(people or able), None)


def _governed(s: Scene, i: int, first: int) -> bool:
    """Whether the noun phrase of a mention hangs on a preposition; not so behind "la direction de"."""
    k = i - 1
    while k >= first and k not in s.on and s.parsed.tokens[k].pos in ("DET", "NOUN", "ADJ"):
        if s.word(k) in s.speech.of or s.word(k) in s.speech.aside:
            break
        k -= 1
    if k < first or s.word(k) not in s.speech.of | s.speech.aside:
        return False
    return not (s.word(k) in s.speech.of and s.word(k - 1) in s.speech.voices)


def source_named(s: Scene, first: int, end: int, colon: bool = False) -> tuple[int, Mention | None] | None:
    """A phrase that names a source ("selon X") in tokens first to end: its first token and the source.

    With `colon` also those that need a colon behind ("pour X, … :"), at the beginning only.
    """
    for i in range(first, end):
        word = s.words[i][0] if s.words[i] else ""
        for phrase, opening in s.speech.sources.get(word, ()):
            if i in s.on or (opening and (not colon or i > first + 1)):
                continue
            flat = [(w, k) for k in range(i, min(end, i + len(phrase) + 1)) for w in s.words[k]][
                : len(phrase)
            ]
            if tuple(w for w, _ in flat) == phrase:
                return i, _source(s, flat[-1][1] + 1, end)
    return None


def _source(s: Scene, start: int, end: int) -> Mention | None:
    """The source named up to the next comma, or the person in apposition behind it."""
    comma = next((k for k in range(start, end) if s.parsed.tokens[k].text == "," and k not in s.on), end)
    found, _ = subject_behind(s, start, comma)
    if found is not None:
        return found
    behind = s.on.get(comma + 1) if comma + 1 < end else None
    return behind if behind and behind.type == "Person" else None
