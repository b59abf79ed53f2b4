"""Status of one provision of an act on a day (tình trạng của điều, khoản, điểm)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from doccheck.model.act import Certainty, Fact, Kind, Status, Tier, Timeline
from doccheck.model.provision import Provision
from doccheck.validity.evidence import PARTIAL, TOUCHING, WHOLE_ENDINGS, certainty, least


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionStatus:
    """Status of a provision; ``amended`` when its words were changed by that day; ``why`` the facts about it."""

    status: Status
    amended: bool
    certainty: Certainty
    why: tuple[Fact, ...] = ()
    reason: str = ""


def status_of_provision(life: Timeline, provision: Provision, day: date, facts: Iterable[Fact] = ()) -> ProvisionStatus:
    """Status of a provision on a day: what was said of it, else what holds for its act.

    The facts that touch it stand in the pieces of the timeline; ``facts`` may add those that do not shape the whole
    act (staggered effect, suspension of single provisions). A provision inside a ceased one has ceased; one that holds
    a ceased unit has partly ceased. Where a partial ending names no provision, nothing is said of this one.
    """
    piece = life.at(day)
    seen = [f for p in life.pieces for f in p.why] + [f for f in facts if f.act == life.act.id]
    known = [f for f in dict.fromkeys(seen) if f.tier is not Tier.HINT]
    amended = [f for f in known if f.kind is Kind.AMENDED and _by(f, day) and _touches(f, provision)]
    whole = ProvisionStatus(
        status=piece.status, amended=bool(amended), certainty=piece.certainty, why=piece.why, reason=piece.reason
    )
    if piece.status not in (Status.IN_FORCE, Status.PARTLY_CEASED, Status.UNKNOWN):
        return whole
    gone = [f for f in known if _ends_part(f) and _by(f, day)]
    for status, hits in (
        (Status.CEASED, [f for f in gone if any(p.covers(provision) for p in f.provisions)]),
        (Status.SUSPENDED, [f for f in known if _suspends(f, provision, day)]),
        (Status.NOT_YET_IN_FORCE, [f for f in known if _later(f, provision, day)]),
        (Status.PARTLY_CEASED, [f for f in gone if any(provision.covers(p) for p in f.provisions)]),
    ):
        if hits and not (status is Status.PARTLY_CEASED and piece.status is Status.UNKNOWN):
            trust = least(*(certainty(f.tier) for f in hits))
            return ProvisionStatus(
                status=status, amended=bool(amended), certainty=trust, why=tuple(hits), reason=f"provision_{status}"
            )
    if piece.status is Status.PARTLY_CEASED:
        vague = [f for f in gone if not f.provisions]
        trust = Certainty.LOW if vague else piece.certainty
        status = Status.UNKNOWN if vague else Status.IN_FORCE
        reason = "provision_not_named" if vague else "provision_untouched"
        return ProvisionStatus(
            status=status, amended=bool(amended), certainty=trust, why=tuple(vague or piece.why), reason=reason
        )
    return whole


def _by(fact: Fact, day: date) -> bool:
    return fact.on is not None and fact.on <= day


def _ends_part(fact: Fact) -> bool:
    return fact.kind in PARTIAL or (fact.kind in WHOLE_ENDINGS and bool(fact.provisions))


def _touches(fact: Fact, provision: Provision) -> bool:
    return fact.kind in TOUCHING and any(p.covers(provision) or provision.covers(p) for p in fact.provisions)


def _suspends(fact: Fact, provision: Provision, day: date) -> bool:
    inside = _by(fact, day) and (fact.until is None or day < fact.until)
    return fact.kind is Kind.SUSPENDED and inside and any(p.covers(provision) for p in fact.provisions)


def _later(fact: Fact, provision: Provision, day: date) -> bool:
    staggered = fact.kind in (Kind.EFFECT, Kind.EFFECT_MOVED) and fact.on is not None and day < fact.on
    return staggered and any(p.covers(provision) for p in fact.provisions)
