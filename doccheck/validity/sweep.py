"""One sweep over an act's evidence: between two neighbouring days of change nothing changes (dựng vòng đời)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from doccheck.model.act import Certainty, Fact, Kind, Piece, Status, Timeline
from doccheck.model.period import Period
from doccheck.model.provision import Provision
from doccheck.validity.evidence import DAY, Claim, Evidence, certainty, least, lower, most
from doccheck.validity.weigh import Verdict, Weighed

EVER = Period(None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Evidence about an act with its endings weighed, and the days from which its parent's fate asks for a review."""

    evidence: Evidence
    ends: tuple[Weighed, ...]
    reviews: tuple[tuple[date, Fact], ...] = ()
    old_territory: tuple[tuple[date, Fact], ...] = ()
    claims: tuple[Claim, ...] = field(default=())


def case(
    evidence: Evidence,
    ends: tuple[Weighed, ...],
    reviews: tuple[tuple[date, Fact], ...] = (),
    old_territory: tuple[tuple[date, Fact], ...] = (),
) -> Case:
    """The case of an act: its own claims, and the eves of endings that prove force up to them."""
    eves = []
    for weighed in ends:
        end = weighed.end
        if end.proves and weighed.verdict is not Verdict.REFUTED:
            trust = least(weighed.certainty, Certainty.MEDIUM) if end.fact.kind is Kind.TERM else weighed.certainty
            reason = "in_force_term" if end.fact.kind is Kind.TERM else "in_force_until_end"
            eves.append(
                Claim(day=end.day - DAY, fact=end.fact, rank=end.rank, certainty=trust, starts=False, reason=reason)
            )
    claims = tuple(sorted([*evidence.claims, *eves], key=lambda c: (c.day, -c.rank, c.reason)))
    return Case(evidence=evidence, ends=ends, reviews=reviews, old_territory=old_territory, claims=claims)


def sweep(case: Case) -> Timeline:
    """The timeline: without gaps, neighbours differ."""
    days = _days_of_change(case)
    found: list[tuple[date | None, Piece]] = []
    for start in (None, *days):
        piece = judge(case, start or date.min)
        if not found or found[-1][1] != piece:
            found.append((start, piece))
    ends = [start for start, _ in found[1:]] + [None]
    pieces = [replace(piece, period=Period(start, end)) for (start, piece), end in zip(found, ends, strict=True)]
    return Timeline(act=case.evidence.act, pieces=tuple(pieces))


def _days_of_change(case: Case) -> list[date]:
    ev = case.evidence
    days: set[date] = {day for c in case.claims for day in (c.day, _next(c.day))}
    days |= {w.end.day for w in case.ends}
    days |= {day for start, back, _ in ev.suspensions for day in (start, back) if day is not None}
    days |= {f.on for f in [*ev.partials, *ev.amendments] if f.on is not None}
    days |= {day for day, _ in [*case.reviews, *case.old_territory]}
    if ev.effect is not None:
        days |= {ev.effect.lo, ev.effect.hi}
    if ev.act.issued_on is not None:
        days.add(ev.act.issued_on)
    return sorted(days - {date.min})


def _next(day: date) -> date:
    return day if day == date.max else day + DAY


def judge(case: Case, day: date) -> Piece:
    """The status on one day, as a piece without bounds."""
    piece = _suspended(case, day, _whole(case, day))
    if piece.status is Status.IN_FORCE:
        piece = _partly(case, day, piece)
    elif piece.status is Status.UNKNOWN:
        whole = _partly(case, day, piece)
        piece = replace(piece, why=whole.why, ceased_provisions=whole.ceased_provisions)
    changed = tuple(f for f in case.evidence.amendments if f.on is not None and f.on <= day)
    if piece.status in (Status.IN_FORCE, Status.PARTLY_CEASED):
        piece = replace(piece, why=tuple(dict.fromkeys([*piece.why, *changed])))
    return replace(piece, amended=True) if changed else piece


def _piece(status: Status, trust: Certainty, reason: str, why: Iterable[Fact] = ()) -> Piece:
    return Piece(period=EVER, status=status, certainty=trust, reason=reason, why=tuple(dict.fromkeys(why)))


def _whole(case: Case, day: date) -> Piece:
    ev = case.evidence
    ended = [w for w in case.ends if w.end.day <= day and w.verdict <= Verdict.LOWERED]
    if ended:
        return _ended(case, ended)
    if ev.act.issued_on is not None and day < ev.act.issued_on:
        return _piece(Status.NOT_YET_IN_FORCE, Certainty.HIGH, "not_issued")
    if ev.effect is not None and day < ev.effect.lo:
        return _piece(Status.NOT_YET_IN_FORCE, ev.effect.certainty, "effect_later", ev.effect.facts)
    disputed = [w for w in case.ends if w.end.day <= day and w.verdict is Verdict.DISPUTED]
    if disputed:
        facts = [f for w in disputed for f in (w.end.fact, *w.against)]
        return _piece(Status.UNKNOWN, Certainty.LOW, "end_disputed", facts)
    return _running(case, day)


def _ended(case: Case, ended: list[Weighed]) -> Piece:
    first, ev = ended[0], case.evidence
    trust = most(*(w.certainty for w in ended))
    why = [f for w in ended for f in (w.end.fact, *w.end.basis, *w.against)]
    never = (
        ev.effect is not None
        and first.end.day <= ev.effect.lo
        and first.end.fact.kind not in (Kind.TERM, Kind.CEASED)
        and not first.end.basis
    )
    if never and ev.effect is not None:
        if ev.effect.certainty is Certainty.HIGH:
            return _piece(Status.NEVER_IN_FORCE, trust, "ended_before_effect", [*why, *ev.effect.facts])
        trust = lower(trust)
    reason = first.end.reason if first.verdict is Verdict.STANDS else "ceased_doubted"
    words = [w.end.fact.exceptions for w in ended]
    return replace(
        _piece(Status.CEASED, trust, reason, why), exceptions=None if any(w is None for w in words) else words[0]
    )


def _running(case: Case, day: date) -> Piece:
    ev = case.evidence
    start = _start(case, day)
    if start is None:
        return _not_started(case, day)
    trust, opening, inferred = start
    later = [c for c in case.claims if c.day >= day]
    if not later:
        return _not_known(case, day)
    proof = max(later, key=lambda c: (_weight(c.certainty), c.day, c.rank))
    last = later[-1]
    trust = least(trust, proof.certainty)
    refuted = [w for w in case.ends if w.verdict is Verdict.REFUTED and w.end.day <= day]
    reason = "in_force_inferred" if inferred else proof.reason
    why = [*opening, proof.fact, *(f for w in refuted for f in (w.end.fact, *w.against))]
    if refuted:
        trust, reason = lower(trust), "in_force_doubted"
    for key, marks in (("in_force_review", case.reviews), ("in_force_old_territory", case.old_territory)):
        passed = [fact for on, fact in marks if on <= day]
        if passed:
            trust, reason = least(trust, Certainty.MEDIUM), key
            why += passed
    if ev.loose_partials:
        trust, why = least(trust, Certainty.MEDIUM), [*why, *ev.loose_partials]
    ends_later = any(w.end.proves and w.verdict <= Verdict.LOWERED for w in case.ends)
    piece = _piece(Status.IN_FORCE, trust, reason, why)
    return replace(piece, known_to=None if ends_later else last.day)


def _weight(value: Certainty) -> int:
    return (Certainty.LOW, Certainty.MEDIUM, Certainty.HIGH).index(value)


def _start(case: Case, day: date) -> tuple[Certainty, tuple[Fact, ...], bool] | None:
    """How the act is known to have taken effect by a day; the flag says that only later events prove it."""
    effect = case.evidence.effect
    if effect is not None and effect.hi <= day:
        return effect.certainty, effect.facts, False
    opening = [c for c in case.claims if c.starts and c.day <= day and (effect is None or c.day >= effect.lo)]
    if not opening:
        return None
    best = max(opening, key=lambda c: (_weight(c.certainty), -c.day.toordinal()))
    return best.certainty, (best.fact,), True


def _not_started(case: Case, day: date) -> Piece:
    ev = case.evidence
    if ev.effect is not None:
        return _piece(Status.UNKNOWN, Certainty.LOW, "effect_disputed", ev.effect.facts)
    if not ev.any_fact and not case.ends:
        return _piece(Status.UNKNOWN, Certainty.LOW, "only_hints" if ev.hinted else "no_facts")
    coming = [c for c in case.claims if c.day >= day and c.fact.kind is not Kind.TERM]
    if coming and ev.effect_reason == "effect_unknown":
        return _piece(Status.UNKNOWN, Certainty.LOW, "effect_unknown_used_later", [coming[0].fact])
    return _piece(Status.UNKNOWN, Certainty.LOW, ev.effect_reason)


def _not_known(case: Case, day: date) -> Piece:
    ev = case.evidence
    if ev.undated:
        return _piece(Status.UNKNOWN, Certainty.LOW, "ended_undated", ev.undated)
    coming = [w.end.fact for w in case.ends if w.end.day > day and w.end.fact.kind is Kind.CEASED]
    if coming:
        return _piece(Status.UNKNOWN, Certainty.LOW, "ceased_by_later", coming)
    stated = [c for c in case.claims if c.reason != "in_force_effect"]
    last = (stated or list(case.claims))[-1]
    piece = _piece(Status.UNKNOWN, Certainty.LOW, "known_to" if stated else "end_unknown", [last.fact])
    return replace(piece, known_to=last.day)


def _suspended(case: Case, day: date, piece: Piece) -> Piece:
    if piece.status not in (Status.IN_FORCE, Status.UNKNOWN):
        return piece
    halts: list[Fact] = []
    open_ended: list[Fact] = []
    for start, back, fact in case.evidence.suspensions:
        if not (start <= day and (back is None or day < back)):
            continue
        stated = [c for c in case.claims if c.fact.kind is Kind.IN_FORCE and c.day > start]
        if back is not None or not stated:
            halts.append(fact)
        elif day < stated[0].day:
            open_ended += [fact, stated[0].fact]
    if halts:
        return _piece(Status.SUSPENDED, most(*(certainty(f.tier) for f in halts)), "suspended", halts)
    return _piece(Status.UNKNOWN, Certainty.LOW, "resumed_undated", open_ended) if open_ended else piece


def _partly(case: Case, day: date, piece: Piece) -> Piece:
    gone = [f for f in case.evidence.partials if f.on is not None and f.on <= day]
    if not gone:
        return piece
    provisions: dict[Provision, None] = dict.fromkeys(p for f in gone for p in f.provisions)
    return replace(
        piece,
        status=Status.PARTLY_CEASED,
        certainty=least(piece.certainty, most(*(certainty(f.tier) for f in gone))),
        why=tuple(dict.fromkeys([*piece.why, *gone])),
        ceased_provisions=tuple(provisions),
    )
