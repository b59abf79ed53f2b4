"""Facts sorted into evidence (chứng cứ): day of effect, endings, and days on which an act is known to be in force."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from doccheck.model.act import Act, Certainty, Fact, Kind, Tier

DAY = timedelta(days=1)
RANK = {Tier.CONFIRMED: 40, Tier.OFFICIAL: 30, Tier.READ: 30, Tier.SECONDARY: 20, Tier.PILE: 10, Tier.HINT: 0}
INFERRED = 5  # an "in force" that rests on no ending having been found
WHOLE_ENDINGS = {Kind.REPLACED, Kind.REPEALED, Kind.ENDED, Kind.TERM, Kind.CEASED}
PARTIAL = {Kind.PARTLY_REPEALED, Kind.PARTLY_REPLACED}
TOUCHING = {Kind.AMENDED, Kind.PARTLY_REPEALED, Kind.PARTLY_REPLACED}
_CERTAINTY = {Tier.SECONDARY: Certainty.MEDIUM, Tier.PILE: Certainty.LOW, Tier.HINT: Certainty.LOW}
_ORDER = (Certainty.LOW, Certainty.MEDIUM, Certainty.HIGH)


def certainty(tier: Tier) -> Certainty:
    """How far a status may be trusted that rests on this tier (bậc tin cậy)."""
    return _CERTAINTY.get(tier, Certainty.HIGH)


def lower(value: Certainty) -> Certainty:
    """One step down."""
    return _ORDER[max(_ORDER.index(value) - 1, 0)]


def least(*values: Certainty) -> Certainty:
    """The weakest of several."""
    return min(values, key=_ORDER.index)


def most(*values: Certainty) -> Certainty:
    """The strongest of several."""
    return max(values, key=_ORDER.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """An ending of the whole act (hết hiệu lực toàn bộ): ``day`` is the first day not in force.

    ``proves`` is True where the ending says that the act was in force up to the day before.
    """

    day: date
    fact: Fact
    rank: int
    certainty: Certainty
    proves: bool
    reason: str
    basis: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A day on which a source knows the act to be in force (còn hiệu lực)."""

    day: date
    fact: Fact
    rank: int
    certainty: Certainty
    starts: bool = True
    reason: str = "in_force_stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectDay:
    """The day of effect (ngày có hiệu lực): ``lo`` < ``hi`` where equal sources disagree."""

    lo: date
    hi: date
    certainty: Certainty
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that the facts about one act say, sorted; hints are left out."""

    act: Act
    hinted: bool
    any_fact: bool
    effect: EffectDay | None
    effect_reason: str
    ends: tuple[End, ...]
    undated: tuple[Fact, ...]
    claims: tuple[Claim, ...]
    suspensions: tuple[tuple[date, date | None, Fact], ...]
    partials: tuple[Fact, ...]
    loose_partials: tuple[Fact, ...]
    amendments: tuple[Fact, ...]


def order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts in an order that does not depend on how they came."""
    return tuple(sorted(set(facts), key=_sort_key))


def gather(act: Act, facts: Iterable[Fact], place: str | None = None) -> Evidence:
    """Sort the facts about an act, as they hold in a place; without one, what holds in a part of the territory only.

    An ending in one territory is then a partial one, and a statement of force there says nothing of the rest.
    """
    own = [f for f in order(facts) if f.act == act.id and f.kind not in (Kind.GUIDES, Kind.RELATED, Kind.CORRECTED)]
    solid = [f for f in own if f.tier is not Tier.HINT and _holds(f, place)]
    whole = [f for f in solid if not f.provisions and not elsewhere(f, place)]
    effect, reason = effect_day(act, whole)
    partial = [f for f in solid if f.kind in PARTIAL or (f.kind in WHOLE_ENDINGS and f not in whole)]
    ends = [f for f in whole if f.kind in WHOLE_ENDINGS]
    dated = [f for f in ends if f.on is not None and not _too_early(act, f.on)]
    return Evidence(
        act=act,
        hinted=any(f.tier is Tier.HINT for f in own),
        any_fact=bool(solid) or act.effective_on is not None,
        effect=effect,
        effect_reason=reason,
        ends=tuple(end_of(f, f.on) for f in dated if f.on is not None),
        undated=tuple(f for f in ends if f not in dated),
        claims=tuple(c for c in _claims(act, solid, effect, place) if not _too_early(act, c.day)),
        suspensions=_suspensions(whole),
        partials=tuple(f for f in partial if f.on is not None),
        loose_partials=tuple(f for f in partial if f.on is None),
        amendments=tuple(f for f in solid if f.kind is Kind.AMENDED and f.on is not None),
    )


def end_of(fact: Fact, day: date) -> End:
    """A dated ending as evidence; what was only read in the pile proves nothing of the time before."""
    rank = RANK[fact.tier]
    known = fact.kind is not Kind.CEASED and rank >= RANK[Tier.SECONDARY]
    return End(
        day=day, fact=fact, rank=rank, certainty=certainty(fact.tier), proves=known, reason=f"ceased_{fact.kind.value}"
    )


def effect_day(act: Act, whole: list[Fact]) -> tuple[EffectDay | None, str]:
    """The day of effect and, where there is none, the reason."""
    stated = [f for f in whole if f.kind is Kind.EFFECT and f.on is not None]
    if not stated and act.effective_on is not None:
        stated = [Fact(act=act.id, kind=Kind.EFFECT, on=act.effective_on, tier=Tier.SECONDARY, origin="act")]
    moved = [f for f in whole if f.kind is Kind.EFFECT_MOVED]
    if any(f.on is None and RANK[f.tier] > RANK[Tier.PILE] for f in moved):
        return None, "effect_moved_undated"
    firm = [f for f in moved if f.on is not None and RANK[f.tier] > RANK[Tier.PILE]]
    loose = [f for f in moved if f.on is not None and f not in firm]
    chosen = firm or stated
    if not chosen:
        return None, "effect_unknown"
    best = max(RANK[f.tier] for f in chosen)
    named = [f for f in chosen if RANK[f.tier] == best]
    days = [f.on for f in [*named, *loose] if f.on is not None]
    trust = certainty(named[0].tier)
    if best < RANK[Tier.CONFIRMED] and any(f.on not in days for f in chosen):
        trust = lower(trust)
    if act.issued_on is not None and min(days) < act.issued_on:
        if all(f.tier not in (Tier.READ, Tier.CONFIRMED) for f in named):
            return None, "effect_before_issue"
        trust = least(trust, Certainty.MEDIUM)
    return EffectDay(lo=min(days), hi=max(days), certainty=trust, facts=(*named, *loose)), ""


def elsewhere(fact: Fact, place: str | None) -> bool:
    """Whether a fact holds in another territory than the one asked for, or in a part of the whole."""
    return fact.territory is not None and fact.territory != place


def _holds(fact: Fact, place: str | None) -> bool:
    return not elsewhere(fact, place) or (place is None and fact.kind in WHOLE_ENDINGS)


def _claims(act: Act, solid: list[Fact], effect: EffectDay | None, place: str | None) -> list[Claim]:
    found: list[Claim] = []
    for fact in solid:
        if fact.on is None or RANK[fact.tier] <= RANK[Tier.PILE]:
            continue
        base = Claim(day=fact.on, fact=fact, rank=RANK[fact.tier], certainty=certainty(fact.tier))
        if fact.kind is Kind.IN_FORCE and not fact.provisions:
            rank = INFERRED if fact.tier is Tier.SECONDARY else base.rank
            found.append(replace(base, rank=rank))
            if fact.until is not None and fact.until > fact.on:
                found.append(replace(base, rank=rank, day=fact.until - DAY))
        elif fact.kind in TOUCHING or (_ends_part(fact, place) and fact.kind is not Kind.CEASED):
            found.append(replace(base, reason="in_force_touched"))
        elif fact.kind is Kind.RESUMED and not fact.provisions:
            found.append(base)
        elif fact.kind is Kind.SUSPENDED and not fact.provisions and fact.until is not None:
            found.append(replace(base, day=fact.until))
    if effect is not None:
        first, day = effect.facts[0], max(effect.hi, act.issued_on or effect.hi)
        found.append(
            Claim(day=day, fact=first, rank=0, certainty=effect.certainty, starts=False, reason="in_force_effect")
        )
    return found


def _ends_part(fact: Fact, place: str | None) -> bool:
    return fact.kind in WHOLE_ENDINGS and (bool(fact.provisions) or elsewhere(fact, place))


def _suspensions(whole: list[Fact]) -> tuple[tuple[date, date | None, Fact], ...]:
    """Suspensions with their ends; what one telling of an act's order leaves open, another telling of it closes."""
    returns = sorted(f.on for f in whole if f.kind is Kind.RESUMED and f.on is not None)
    halts = [f for f in whole if f.kind is Kind.SUSPENDED and f.on is not None]
    closed = {(f.by, f.on) for f in halts if f.by is not None and f.until is not None}
    found = []
    for fact in halts:
        if fact.on is not None and (fact.until is not None or (fact.by, fact.on) not in closed):
            start = fact.on
            back = fact.until or next((day for day in returns if day > start), None)
            if back is None or back > start:
                found.append((start, back, fact))
    return tuple(found)


def _too_early(act: Act, day: date) -> bool:
    return act.issued_on is not None and day < act.issued_on


def _sort_key(fact: Fact) -> tuple[object, ...]:
    units = tuple(tuple((u.value, label) for u, label in p.path) for p in fact.provisions)
    words = (fact.by, fact.origin, fact.by_label, fact.exceptions, fact.note, fact.evidence, fact.territory)
    days = (fact.on or date.max, fact.until or date.max)
    return (*days, fact.kind.value, -RANK[fact.tier], *(str(w or "") for w in words), units)
