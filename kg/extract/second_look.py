"""A second look at sentences whose parse is implausible: a sentence without a finite verb at its root.

The stock parser takes many a verb in the present for a noun or an adjective ("L'entreprise licencie 30
salariés", "Le groupe ferme deux usines"). With a verb that it knows in the place of such a form it reads
the same sentence rightly; that reading is kept where the form is then the verb of a subject before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.lexicon.parsing import ParsingWords
from kg.lexicon.verbs import VerbForms

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span
    from spacy.tokens import Token as SpacyToken

NO_VERB_BEHIND = ("DET", "ADP", "PUNCT", "NUM", "CCONJ", "SCONJ")
"""Behind these stands a noun, whatever it looks like."""
TRIES = 2  # forms of one sentence that are tried


@dataclass(frozen=True, slots=True)
class Doubt:
    """A form at index `at` of its sentence that may be the verb that the parser did not see."""

    sentence: Span
    at: int
    infinitive: str


def look_again(docs: Sequence[Doc], nlp: Language, words: ParsingWords, forms: VerbForms) -> None:
    """Correct the parse of the documents, in place, where a better one is found."""
    if not words.reread:
        return
    doubts = [d for doc in docs for s in doc.sents for d in _doubts(s, words, forms)]
    tried = nlp.pipe([_with_standin(d, words, forms) for d in doubts], batch_size=64)
    done: set[tuple[int, int]] = set()
    for doubt, read in zip(doubts, tried, strict=True):
        key = (id(doubt.sentence.doc), doubt.sentence.start)
        if key not in done and _is_predicate(read[doubt.at]):
            done.add(key)
            _write(doubt, read)


def _doubts(sentence: Span, words: ParsingWords, forms: VerbForms) -> Iterator[Doubt]:
    if _finite(sentence.root):
        return
    found = 0
    for t in sentence[1:-1]:
        infinitive = forms.infinitives.get(t.text)
        if infinitive is None or t.text not in forms.present or t.pos_ == "ADP" or found == TRIES:
            continue
        before, behind = t.nbor(-1), t.nbor(1).text.lower()
        if before.pos_ not in NO_VERB_BEHIND and behind != words.purpose:
            found += 1
            yield Doubt(sentence, t.i - sentence.start, infinitive)


def _finite(t: SpacyToken) -> bool:
    """Whether a word is a finite verb, or has one as auxiliary or copula."""
    carriers = [t, *(c for c in t.children if c.dep_.startswith(("aux", "cop")))]
    return any(c.pos_ in ("VERB", "AUX") and "VerbForm=Fin" in str(c.morph) for c in carriers)


def _with_standin(doubt: Doubt, words: ParsingWords, forms: VerbForms) -> Doc:
    """The sentence alone, with a verb that the model knows in the place of the form in doubt."""
    from spacy.tokens import Doc

    sentence = doubt.sentence
    texts = [t.text for t in sentence]
    kind = "infinitive" if texts[doubt.at + 1].lower() in words.before_infinitive else "object"
    texts[doubt.at] = words.reread[kind][forms.present[texts[doubt.at]]]
    doc = Doc(sentence.doc.vocab, words=texts, spaces=[bool(t.whitespace_) for t in sentence])
    for t in doc[1:]:
        t.is_sent_start = False
    return doc


def _is_predicate(t: SpacyToken) -> bool:
    subject = any(c.dep_.startswith("nsubj") and c.i < t.i for c in t.children)
    return t.dep_ == "ROOT" and t.pos_ == "VERB" and subject


def _write(doubt: Doubt, read: Doc) -> None:
    """Write the new reading of a sentence over the old one."""
    doc, start = doubt.sentence.doc, doubt.sentence.start
    for new in read:
        old = doc[start + new.i]
        old.head = doc[start + new.head.i]
        old.dep_, old.pos_, old.tag_ = new.dep_, new.pos_, new.tag_
        old.morph = new.morph
        old.lemma_ = doubt.infinitive if new.i == doubt.at else new.lemma_
