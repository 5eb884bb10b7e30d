"""Since when and until when a fact or a position holds, as the words beside it tell."""

from __future__ import annotations

from collections.abc import Iterator

from kg import partial
from kg.extract.annotated import Annotated
from kg.extract.draft import Draft
from kg.extract.event_dates import governor
from kg.extract.values import TimeExpression
from kg.lexicon.periods import PeriodWords
from kg.model import Argument

LEAVING, ENTERING = "Departure", "Appointment"  # the events that end a post, and that begin one
BEHIND, BESIDE = 5, 1  # in tokens: behind what is said, between a date and its verb or title
CARRIED = ("ADP", "DET", "PROPN", "ADV", "NUM")  # what may stand before a date that belongs to what precedes
_WINDOW = 24  # characters that hold the longest word for what is over


class Periods:
    """Finds the periods in one article."""

    def __init__(self, text: Annotated, words: PeriodWords) -> None:
        self.text, self.words = text, words

    def of(
        self, draft: Draft, name: str, used: tuple[int, ...], when: TimeExpression | None
    ) -> tuple[Argument, ...]:
        """The arguments since, until and ended of a claim; `when` is the date of the event behind it."""
        prop = self.text.ontology.properties.get(name)
        if name in self.words.timeless or (prop is not None and prop.literal):
            return ()
        if draft.frame.id in self.words.borrowed:
            return ()
        if draft.frame.kind == "event" and draft.frame.name not in (LEAVING, ENTERING):
            return ()
        if draft.frame.name == LEAVING:
            return tuple(self._left(draft, when))
        return tuple(self._told(draft, used))

    def _left(self, draft: Draft, when: TimeExpression | None) -> Iterator[Argument]:
        """A post that somebody leaves ends with the day of leaving."""
        if when is not None and draft.status in ("actual", "planned"):
            yield Argument("until", value=when.value, datatype=when.datatype)
        if draft.status == "actual":
            yield Argument("ended", value="true", datatype="boolean")

    def _told(self, draft: Draft, used: tuple[int, ...]) -> Iterator[Argument]:
        since = until = None
        for date in self._near(draft, used):
            begin, end = self._bounds(date)
            since, until = since or begin, until or end
        if since:
            yield Argument("since", value=since, datatype=partial.kind(since) or "string")
        if until:
            yield Argument("until", value=until, datatype=partial.kind(until) or "string")
        if self._former(draft) or self._past(until):
            yield Argument("ended", value="true", datatype="boolean")

    def _bounds(self, date: TimeExpression) -> tuple[str | None, str | None]:
        words = self.text.parsed.text[date.start : date.end]
        if date.until is not None:
            return (date.value, date.until) if self.words.between.match(words) else (None, None)
        if self.words.since.match(words):
            return date.value, None
        return (None, date.value) if self.words.until.match(words) else (None, None)

    def _past(self, until: str | None) -> bool:
        """Whether it ended before the day of the article."""
        published = self.text.document.published
        last = partial.last(until) if until else None
        return bool(last and published and last < (partial.first(published) or ""))

    def _former(self, draft: Draft) -> bool:
        """Whether what stands before the title, or begins it, says that it is no longer held."""
        if draft.title is None or draft.status != "actual":
            return False
        tokens = self.text.parsed.tokens
        head, end = tokens[draft.title[0]], tokens[draft.title[1] - 1].end
        before = self.text.parsed.text[max(0, head.start - _WINDOW) : head.start]
        title = self.text.parsed.text[head.start : end]
        first = title.replace("-", "- ", 1).split()[0]
        over = first != title and self.words.former.fullmatch(first)
        return bool(self.words.former.search(before) or over)

    def _near(self, draft: Draft, used: tuple[int, ...]) -> Iterator[TimeExpression]:
        """The dates that belong to what a draft says: behind it, at its verb, or between its parts."""
        tokens = self.text.parsed.tokens
        sentence = self.text.parsed.sentences[tokens[draft.at].sentence]
        covered = [i for i, m in self.text.mention_at.items() if m in used]
        last = max([draft.at, *covered, *((draft.title[1] - 1,) if draft.title else ())])
        first = min([draft.at, *covered, *(draft.title[:1] if draft.title else ())])
        for date in self.text.dates:
            if not sentence.start <= date.start < sentence.end:
                continue
            words = self.text.parsed.between(date.start, date.end)
            if not words:
                continue
            gap = tokens[last + 1 : words[0].i]
            behind = words[0].i > last and len(gap) <= BEHIND and all(t.pos in CARRIED for t in gap)
            inside = first < words[0].i < last
            touches = words[0].i - 1 in covered or self._beside(draft, date)
            if behind or (inside and touches) or self._at(draft, date):
                yield date

    def _at(self, draft: Draft, date: TimeExpression) -> bool:
        """Whether the date depends on the verb that says it."""
        verb = self.text.parsed.tokens[draft.at].pos in ("VERB", "AUX")
        return verb and governor(self.text, date) == draft.at

    def _beside(self, draft: Draft, date: TimeExpression) -> bool:
        """Whether the date touches the verb or the title: "est depuis 2019 la directrice de X"."""
        words = self.text.parsed.between(date.start, date.end)
        here = [draft.at, *(draft.title[:1] if draft.title else ())]
        before, behind = words[0].i, words[-1].i
        return any(0 < at - behind <= 1 + BESIDE or 0 < before - at <= 1 + BESIDE for at in here)
