"""From drafts to claims: dates and numbers added, roles checked, implied facts drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import product

from kg.extract.annotated import Annotated
from kg.extract.attribution import Attribution
from kg.extract.branches import subsidiaries
from kg.extract.completion import complete_drafts
from kg.extract.draft import Draft
from kg.extract.event_dates import event_date
from kg.extract.frames import FrameMatcher
from kg.extract.nesting import Named, one_place, through
from kg.extract.patterns import Pattern, PatternMatcher
from kg.extract.periods import Periods
from kg.extract.scenes import SceneReader
from kg.extract.ties import MEMBER, WORKS, bare, tie
from kg.extract.unopened import without_unopened
from kg.extract.values import Quantity, TimeExpression
from kg.lexicon import Lexicon
from kg.lexicon.periods import PeriodWords
from kg.lexicon.roles import Roles
from kg.model import Argument, Claim, ClaimKind, Evidence, Status

FOUNDED, MOVE, INVESTMENT = "foundedBy", "Relocation", "Investment"
LEAST_INVESTED = 10_000  # of any currency: less is a price
WEAK = {"name": 1.0, "nominal": 0.85, "pronoun": 0.8}


class ClaimMaker:
    """Turns drafts into claims; remembers which quantities the events took."""

    def __init__(
        self,
        text: Annotated,
        roles: Roles,
        periods: PeriodWords,
        lists: dict[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.text, self.titles, self.periods = text, roles, Periods(text, periods)
        self.used: set[int] = set()
        self._taken: list[int] = []
        self.not_jobs = frozenset((lists or {}).get("not_jobs", ()))
        self.jobs = frozenset((lists or {}).get("jobs", ()))
        self.stake_words = frozenset((lists or {}).get("stake", ()))

    def ready(self, draft: Draft) -> bool:
        """Whether all roles that the frame needs are filled."""
        return self._complete(draft, self._all_values(draft))

    def _all_values(self, draft: Draft) -> dict[str, tuple[Argument, ...]]:
        self._taken = []
        values = self._values(draft) if draft.frame.kind != "position" else {}
        if draft.title and not self.titles.is_seat(self._title(draft.title)):
            values["title"] = (Argument("title", value=self._title(draft.title), datatype="langString"),)
        return values

    def _complete(self, draft: Draft, values: dict[str, tuple[Argument, ...]]) -> bool:
        have = set(draft.roles) | set(values)
        if not all(any(r in have for r in alternatives) for alternatives in draft.frame.needs):
            return False
        return not any(draft.frame.roles[r].several and self._alone(ms) for r, ms in draft.roles.items())

    def make(self, draft: Draft) -> Iterator[Claim]:
        """The claims of one draft; none where a needed role is empty."""
        values = self._all_values(draft)
        if not self._complete(draft, values):
            return
        self.used.update(self._taken)
        if draft.frame.kind == "fact":
            if self.text.ontology.properties[draft.frame.name].literal:
                yield from self._dated(draft, values)
            else:
                yield from self._facts(draft, "subject", draft.frame.name, "object")
            return
        if draft.frame.kind == "position":
            yield from self._positions(draft)
        else:
            yield self._event(draft, values)
        for subject, name, object_ in draft.frame.implies:
            yield from self._facts(draft, subject, name, object_, implied=True)
        for subject, name, object_ in draft.frame.results:
            yield from self._facts(draft, subject, name, object_)
        for subject, name, object_ in draft.frame.until if draft.status != "actual" else ():
            yield from self._facts(draft, subject, name, object_, implied=True)

    def _facts(
        self, draft: Draft, subject: str, name: str, object_: str, implied: bool = False
    ) -> Iterator[Claim]:
        status: Status = "actual" if implied else draft.status
        for s, o in product(draft.roles.get(subject, ()), draft.roles.get(object_, ())):
            if self._same(s, o) or not self.text.ontology.fits(name, self.text.types[s], self.text.types[o]):
                continue
            if name == WORKS and draft.title:
                yield from self._post(draft, s, o, status)
                continue
            arguments = (self._ref("subject", s), self._ref("object", o))
            yield self._claim(draft, "fact", name, arguments, (s, o), status)

    def _dated(self, draft: Draft, values: dict[str, tuple[Argument, ...]]) -> Iterator[Claim]:
        """A date said of something: "fondée en 2003"."""
        for s, date in product(draft.roles.get("subject", ()), values.get("date", ())):
            arguments = (
                self._ref("subject", s),
                Argument("object", value=date.value, datatype=date.datatype),
            )
            yield self._claim(draft, "fact", draft.frame.name, arguments, (s,), draft.status)

    def _positions(self, draft: Draft) -> Iterator[Claim]:
        for holder in draft.roles.get("holder", ()):
            for organization in draft.roles.get("organization", ()) or (None,):
                if organization is None or not self._same(holder, organization):
                    yield from self._post(draft, holder, organization, draft.status)

    def _post(self, draft: Draft, holder: int, organization: int | None, status: Status) -> Iterator[Claim]:
        """The facts and the position that follow from a title."""
        span = draft.title
        if span and organization is not None:
            span = bare(self.text, self.titles, span, organization)
        title = self._title(span) if span else ""
        subject = self._ref("subject", holder)
        pair = (holder,) if organization is None else (holder, organization)
        kind = None if organization is None else tie(self.text, self.titles, draft.title, organization)
        if organization is not None:
            object_ = self._ref("object", organization)
            if kind is not None:
                yield self._claim(draft, "fact", kind, (subject, object_), pair, status)
            if self.titles.founds(title):
                founded = (self._ref("subject", organization), self._ref("object", holder))
                yield self._claim(draft, "fact", FOUNDED, founded, pair, status)
        if (
            not title
            or self.titles.is_seat(title)
            or self.titles.only_founds(title)
            or self.titles.belongs(title)
            or self.titles.is_office(title)
        ):
            return
        refs = [self._ref("holder", holder)]
        if organization is not None and kind != MEMBER:
            refs.append(self._ref("organization", organization))
        argument = Argument("title", value=title, datatype="langString")
        yield self._claim(draft, "position", "Position", (*refs, argument), pair, status)

    def _event(self, draft: Draft, values: dict[str, tuple[Argument, ...]]) -> Claim:
        arguments = [self._ref(role, m) for role, ms in draft.roles.items() for m in ms]
        arguments += [a for extra in values.values() for a in extra]
        used = tuple(m for ms in draft.roles.values() for m in ms)
        return self._claim(
            draft, "event", draft.frame.name, tuple(arguments), used, self._timed(draft, values)
        )

    def _timed(self, draft: Draft, values: dict[str, tuple[Argument, ...]]) -> Status:
        """A date after that of the article makes a plan of what the text tells in the present."""
        published = self.text.document.published
        if draft.status == "actual" and published and "date" in values:
            date = values["date"][0].value or ""
            if not date.startswith("--") and date > published[: len(date)]:
                return "planned"
        return draft.status

    def _values(self, draft: Draft) -> dict[str, tuple[Argument, ...]]:
        literal = draft.frame.kind == "fact" and self.text.ontology.properties[draft.frame.name].literal
        roles = ("date",) if literal else self.text.ontology.events.get(draft.frame.name, ())
        found: dict[str, tuple[Argument, ...]] = {}
        if (
            "date" in roles
            and (date := event_date(self.text, draft, self._nearest(draft, self.text.date_at))) is not None
        ):
            found["date"] = (Argument("date", value=date.value, datatype=date.datatype),)
        if "jobs" in draft.frame.roles or draft.frame.name in ("JobCut", "JobCreation"):
            jobs = self._quantity(draft, "jobs", lambda q: q.unit == "person" and q.noun not in self.not_jobs)
            if jobs is not None:
                found["jobs"] = (Argument("jobs", value=str(int(jobs.value)), datatype="integer"),)
        elif draft.frame.name == MOVE:
            jobs = self._quantity(draft, "jobs", lambda q: q.noun in self.jobs)
            if jobs is not None:
                found["jobs"] = (Argument("jobs", value=str(int(jobs.value)), datatype="integer"),)
        if "amount" in roles:
            least = LEAST_INVESTED if draft.frame.name == INVESTMENT else 0
            amount = self._quantity(
                draft, "amount", lambda q: len(q.unit) == 3 and q.unit.isupper() and q.value >= least
            )
            if amount is not None:
                found["amount"] = (Argument("amount", value=str(amount.value), datatype="decimal"),)
                found["currency"] = (Argument("currency", value=amount.unit),)
        if "stakePercent" in roles:
            stake = self._quantity(
                draft, "stakePercent", lambda q: q.unit == "percent" and self._of_capital(q, draft)
            )
            if stake is not None:
                found["stakePercent"] = (
                    Argument("stakePercent", value=str(stake.value), datatype="decimal"),
                )
        return found

    def _quantity(self, draft: Draft, role: str, wanted: Callable[[Quantity], bool]) -> Quantity | None:
        pointed = role in draft.given
        for n in (draft.given[role],) if pointed else self._nearest(draft, self.text.quantity_at):
            quantity = self.text.quantities[n]
            if pointed or wanted(quantity):
                self._taken.append(quantity.start)
                return quantity
        return None

    def _of_capital(self, quantity: Quantity, draft: Draft) -> bool:
        """Whether a percentage is one of a company: "60 % du capital", "100 % de X"."""
        behind = self.text.parsed.between(quantity.end, quantity.end + 30)
        if any(t.lemma in self.stake_words or t.text.lower() in self.stake_words for t in behind[:5]):
            return True
        named = {self.text.mention_at.get(t.i) for t in behind[:4]} - {None}
        return not named.isdisjoint(draft.roles.get("target", ()))

    def _nearest(self, draft: Draft, table: dict[int, int]) -> list[int]:
        at = sorted((abs(i - draft.at), table[i]) for i in draft.scope if i in table)
        return list(dict.fromkeys(n for _, n in at))

    def _claim(
        self,
        draft: Draft,
        kind: ClaimKind,
        name: str,
        arguments: tuple[Argument, ...],
        used: tuple[int, ...],
        status: Status,
    ) -> Claim:
        confidence = draft.frame.confidence
        for m in used:
            confidence *= WEAK[self.text.mentions[m].kind]
        if kind in ("fact", "position"):
            arguments += self.periods.of(draft, name, used, self._when(draft))
        sentence = self.text.parsed.sentences[self.text.parsed.tokens[draft.at].sentence]
        quote = self.text.parsed.text[sentence.start : sentence.end]
        refs = "+".join(f"{a.role}={a.ref or a.value}" for a in arguments)
        return Claim(
            f"{self.text.document.id}!{draft.frame.id}@{draft.at}:{name}:{refs}",
            self.text.document.id,
            kind,
            name,
            arguments,
            (Evidence(self.text.document.id, sentence.start, sentence.end, quote),),
            draft.frame.id,
            status,
            None,
            round(confidence, 3),
        )

    def _when(self, draft: Draft) -> TimeExpression | None:
        if draft.frame.kind != "event":
            return None
        return event_date(self.text, draft, self._nearest(draft, self.text.date_at))

    def _ref(self, role: str, mention: int) -> Argument:
        return Argument(role, ref=self.text.mentions[mention].id)

    def _title(self, span: tuple[int, int]) -> str:
        tokens = self.text.parsed.tokens
        return " ".join(self.text.parsed.text[tokens[span[0]].start : tokens[span[1] - 1].end].split())

    def _alone(self, mentions: tuple[int, ...]) -> bool:
        return all(self._same(mentions[0], m) for m in mentions[1:])

    def _same(self, a: int, b: int) -> bool:
        left, right = self.text.mentions[a].id, self.text.mentions[b].id
        chains = self.text.chain_of
        return left == right or (left in chains and chains[left] is chains.get(right))


def read_claims(
    text: Annotated, lexicon: Lexicon, patterns: tuple[Pattern, ...]
) -> tuple[tuple[Claim, ...], frozenset[int]]:
    """What frames and patterns read in an article, and the starts of the quantities they used.

    The same claim read in the same sentence by several rules is kept once, by the surest.
    """
    maker = ClaimMaker(text, lexicon.roles, lexicon.periods, lexicon.frames.lists)
    drafts = [*FrameMatcher(text, lexicon).match(), *PatternMatcher(text, lexicon, patterns).match()]
    drafts = SceneReader(text, lexicon).supplement(drafts, maker.ready)
    drafts = complete_drafts(drafts, text, lexicon, maker.ready)
    best = _surest(
        [*(claim for draft in drafts for claim in maker.make(draft)), *Named(text, lexicon).claims(),
         *subsidiaries(text, lexicon)]
    )  # fmt: skip
    best = without_unopened(best, text)
    return one_place(_surest([*best, *through(best, text)])), frozenset(maker.used)


def _surest(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    best: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = (claim.kind, claim.name, claim.arguments, claim.evidence, claim.status)
        if key not in best or claim.confidence > best[key].confidence:
            best[key] = claim
    return tuple(best.values())


def attribute(claims: tuple[Claim, ...], said: tuple[Attribution, ...]) -> tuple[Claim, ...]:
    """The claims with who says them, where all that they name stands in what somebody says."""
    return tuple(_said(claim, said) for claim in claims)


def _said(claim: Claim, said: tuple[Attribution, ...]) -> Claim:
    places = [offsets(a.ref) for a in claim.arguments if a.ref]
    for stretch in said:
        inside = all(stretch.start <= start and end <= stretch.end for start, end in places)
        if places and inside and stretch.mention not in {a.ref for a in claim.arguments}:
            return replace(claim, attributed_to=stretch.mention)
    return claim


def offsets(mention: str) -> tuple[int, int]:
    """Where a mention stands, from its id."""
    start, end, *_ = mention.rpartition("#")[2].split("-")
    return int(start), int(end)
