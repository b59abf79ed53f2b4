"""Acts and facts out of a reading (học từ văn bản): what a document does to others, and its own life.

Facts are of tier ``pile`` until somebody approves them, with quote, page and file hash as evidence. The day of an
ending is the day that its clause names, else the day on which the acting document takes effect; undated when neither
can be known. A day that waits for another act's effect is that act's, where the registry knows it, and else open.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from doccheck.model.act import Act, Evidence, Fact, Kind, Status, Tier, act_id
from doccheck.model.match import Match, MatchState
from doccheck.model.reading import Clause, ClauseKind, Effect, EffectWhat, Header, Reading, Reference, Scope
from doccheck.model.text import Span
from doccheck.registry.identity import agree, organ_then
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say

WHOLE = {
    ClauseKind.REPLACES: Kind.REPLACED,
    ClauseKind.REPEALS: Kind.REPEALED,
    ClauseKind.ENDS: Kind.ENDED,
    ClauseKind.AMENDS: Kind.AMENDED,
    ClauseKind.SUSPENDS: Kind.SUSPENDED,
    ClauseKind.RESUMES: Kind.RESUMED,
    ClauseKind.EXTENDS: Kind.TERM,
    ClauseKind.CORRECTS: Kind.CORRECTED,
    ClauseKind.GUIDES: Kind.GUIDES,
    ClauseKind.CONSOLIDATES: Kind.RELATED,
    ClauseKind.KEEPS: Kind.IN_FORCE,
    ClauseKind.APPLIES: Kind.IN_FORCE,
}
PART = {
    Kind.REPLACED: Kind.PARTLY_REPLACED,
    Kind.REPEALED: Kind.PARTLY_REPEALED,
    Kind.ENDED: Kind.PARTLY_REPEALED,
}
ACTS_ON = frozenset({Kind.REPLACED, Kind.REPEALED, Kind.ENDED, Kind.AMENDED, Kind.SUSPENDED, *PART.values()})
WITHOUT_FORCE = frozenset({"consolidated"})  # it repeats the clauses of the act that it consolidates
FORCE = frozenset({Status.IN_FORCE, Status.PARTLY_CEASED, Status.CEASED, Status.SUSPENDED})
ONE_DAY = timedelta(1)


def learn(
    reading: Reading, itself: Match, matches: Sequence[Match], book: Book, *, origin: str, tier: Tier = Tier.PILE
) -> tuple[tuple[Act, ...], tuple[Fact, ...]]:
    """Acts named and facts stated by a document (học): nothing when the document does not say what it is."""
    actor = itself.best if itself.state is MatchState.FOUND and not itself.guess else None
    stub = None if actor else stub_of(reading.header)
    actor = actor or (stub and replace(stub, locality=reading.territory))
    if actor is None:
        return (), ()
    taught = _Taught(reading, actor, itself, matches, book, origin, tier)
    if actor.instrument in WITHOUT_FORCE:
        return (actor,), ()
    facts = taught.own()
    facts += [fact for clause in reading.clauses if (fact := taught.clause(clause)) is not None]
    return tuple({act.id: act for act in taught.acts}.values()), tuple(dict.fromkeys(facts))


def stub_of(header: Header) -> Act | None:
    """The document as an act (văn bản tự nhận diện), from its own head; None without a number."""
    if header.number is None:
        return None
    number = header.number.value
    instrument = header.instrument.value if header.instrument else None
    issuers = tuple(dict.fromkeys(one.value for one in header.issuers))
    issued = header.issued_on.value if header.issued_on else None
    title = header.title.value if header.title else None
    return Act(
        id=act_id(number, instrument, issuers, issued, title),
        number=number,
        instrument=instrument,
        issuers=issuers,
        issued_on=issued,
        title=title,
    )


def own_effect(reading: Reading) -> date | None:
    """The day on which the whole document takes effect (ngày có hiệu lực), where it says so and it can be computed."""
    whole = [e.on for e in reading.effects if e.what is EffectWhat.EFFECT and not e.provisions and e.on]
    return whole[0] if whole else None


def _moved(itself: Match) -> date | None:
    """The day to which another act moved the effect of this one, where the registry knows it."""
    pieces = itself.timeline.pieces if itself.timeline is not None else ()
    moves = (f for piece in pieces for f in piece.why if f.kind is Kind.EFFECT_MOVED and not f.provisions)
    return next((fact.on for fact in moves if fact.on is not None), None)


class _Taught:
    """What one document teaches."""

    def __init__(
        self,
        reading: Reading,
        actor: Act,
        itself: Match,
        matches: Sequence[Match],
        book: Book,
        origin: str,
        tier: Tier,
    ) -> None:
        self.reading, self.actor, self.book = reading, actor, book
        self.origin, self.tier = origin, tier
        self.matches = {match.reference: match for match in matches}
        self.starts = _moved(itself) or own_effect(reading) or self._own_wait() or actor.effective_on
        self.acts = [actor]
        form = book.instruments.name(actor.instrument) if actor.instrument else ""
        self.label = say("registry.label", form=form, number=actor.number or actor.title or "").strip()

    def own(self) -> list[Fact]:
        """Effect, staggered effect and own term."""
        facts: list[Fact] = []
        for effect in self.reading.effects:
            if effect.what is not EffectWhat.EFFECT or effect.span is None:
                continue
            on = effect.on or self._awaited(effect.waits_for)
            if on is not None:
                facts.append(self._own(Kind.EFFECT, on, effect))
            if effect.until is not None:
                facts.append(self._own(Kind.TERM, effect.until + ONE_DAY, effect))
        return facts

    def _own(self, kind: Kind, on: date, effect: Effect) -> Fact:
        return Fact(
            act=self.actor.id,
            kind=kind,
            on=on,
            tier=self.tier,
            origin=self.origin,
            provisions=effect.provisions,
            evidence=self._seen(effect.span or Span(0, 0)),
        )

    def clause(self, clause: Clause) -> Fact | None:
        """What a clause does to its target; None where there is no target, or no way to say which act it is."""
        kind = WHOLE.get(clause.kind)
        if kind is None or clause.target is None:
            return None
        target = self._target(clause.target)
        if target is None or target.id == self.actor.id or (kind is Kind.GUIDES and self._between(clause.target)):
            return None
        if clause.scope is Scope.PART:
            kind = PART.get(kind, kind)
        on, until = self._days(kind, clause)
        if kind is Kind.TERM and on is None:
            return None
        if kind in ACTS_ON and self._lower(target):
            if kind is not Kind.ENDED or self.actor.issued_on is None:
                return None
            kind, on = Kind.CEASED, self.actor.issued_on  # an announcement states what others ended
        elif kind in ACTS_ON and self._earlier(target):
            on = None  # one of the two days is misread: the ending is doubted, not forgotten
        return Fact(
            act=target.id,
            kind=kind,
            on=on,
            until=until,
            tier=self.tier,
            origin=self.origin,
            by=self.actor.id,
            by_label=self.label,
            provisions=clause.provisions,
            exceptions=clause.exceptions,
            territory=clause.territory if kind is not Kind.GUIDES else None,
            evidence=self._seen(clause.span, clause.quote),
        )

    def _between(self, index: int) -> bool:
        """True where a law named by title alone may be the one in force or its heir, issued and not yet in force."""
        match = self.matches.get(index)
        return match is not None and match.how == "title_on_day" and bool(match.rivals)

    def _lower(self, target: Act) -> bool:
        """True where the law leaves no doubt: no act ends a higher one, but a chairman what his committee issued."""
        mine, theirs = (self.actor.issuers, self.actor.instrument), (target.issuers, target.instrument)
        ranks = self.book.hierarchy
        if not all((*mine, *theirs)) or ranks.compare(mine, theirs) != "lower":
            return False
        return not any(ranks.one_committee(a, b) for a in mine[0] for b in theirs[0])

    def _earlier(self, target: Act) -> bool:
        """True where this document is older than the act that it would act on."""
        return bool(self.actor.issued_on and target.issued_on and self.actor.issued_on < target.issued_on)

    def _days(self, kind: Kind, clause: Clause) -> tuple[date | None, date | None]:
        """First day, and for suspensions and keeps the first day after."""
        after = clause.until + ONE_DAY if clause.until else None
        if kind is Kind.TERM:
            return after or clause.on, None
        if kind in {Kind.GUIDES, Kind.RELATED}:
            return None, None
        on = clause.on or (self.starts if clause.waits_for is None else self._awaited(clause.waits_for))
        return on, after if kind in {Kind.SUSPENDED, Kind.IN_FORCE} else None

    def _own_wait(self) -> date | None:
        """The day of effect of the whole document where it waits for another act's."""
        whole = (e for e in self.reading.effects if e.what is EffectWhat.EFFECT and not e.provisions)
        return next((day for e in whole if (day := self._awaited(e.waits_for)) is not None), None)

    def _awaited(self, index: int | None) -> date | None:
        """The day on which an act takes effect for which another day waits; None where the registry cannot tell."""
        match = None if index is None else self.matches.get(index)
        if match is None or match.state is not MatchState.FOUND or match.guess or match.timeline is None:
            return None
        for before, piece in pairwise(match.timeline.pieces):
            if before.status is Status.NOT_YET_IN_FORCE and piece.status in FORCE:
                return piece.period.start
        return None

    def _target(self, index: int) -> Act | None:
        match = self.matches.get(index)
        if match is not None and match.state is MatchState.FOUND and not match.guess and match.best is not None:
            return match.best
        stub = self._stub(self.reading.references[index])
        if stub is None:
            return None
        rivals = [act for act in match.rivals if agree(stub, act)] if match and not match.guess else []
        if len(rivals) == 1:
            return rivals[0]
        self.acts.append(stub)
        return stub

    def _stub(self, reference: Reference) -> Act | None:
        """The act that a reference names, when number and issuer say which one it is."""
        number = reference.number
        if number is None or not number.symbol or reference.repaired:
            return None
        issuers = reference.issuers or self.book.issuers.of_symbol(number.symbol, reference.issued_on)
        if any("?" in one for one in issuers):
            then = reference.issued_on or (date(number.year, 7, 1) if number.year else None)
            issuers = self._host(issuers, then)
        instrument = reference.instrument or self.book.instruments.by_code(number.symbol.split("-", 1)[0])
        if not issuers or (number.year is None and reference.issued_on is None):
            return None
        issued = reference.issued_on
        return Act(
            id=act_id(number, instrument, issuers, issued),
            number=number,
            instrument=instrument,
            issuers=issuers,
            issued_on=issued,
            title=reference.title,
        )

    def _host(self, issuers: tuple[str, ...], then: date | None) -> tuple[str, ...]:
        """A local number without place is of the acting document's own place: same organ, else none."""
        wanted = {one.partition("/")[0].partition("-")[0] for one in issuers}
        own = tuple(one for one in self.actor.issuers if one.partition("/")[0].partition("-")[0] in wanted)
        if own:
            now = self.actor.issued_on or self.starts
            past = tuple(organ_then(one, now, then, self.book) for one in own)
            return tuple(one for one in past if one is not None) if all(past) else ()
        places = {(self.book.issuers.level(one), self.book.issuers.place(one)) for one in self.actor.issuers}
        known = [(level, place) for level, place in places if place]
        if len(known) != 1:
            return ()
        level, place = known[0]
        now = self.actor.issued_on or self.starts
        heads = [organ_then(f"{organ}-{level}/{place}", now, then, self.book) for organ in sorted(wanted)]
        return tuple(one for one in heads if one is not None) if all(heads) else ()

    def _seen(self, span: Span, quote: str | None = None) -> Evidence:
        text = self.reading.text
        return Evidence(
            quote=(quote or text.quote(span)).strip(),
            page=text.place(span).page,
            sha256=text.source.sha256,
            path=text.source.path,
        )
