"""Sources that contradict each other about an ending (mâu thuẫn giữa các nguồn): nothing is overwritten in silence.

An ending stands, stands with less certainty, is disputed (equal sources: nobody can say), or is refuted by a better
source that knows the act to be in force later. What was read in the pile is refuted by a person's confirmation only.
A cascade is a conclusion, not a source: whoever knows the act to be in force later makes it at least disputed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from doccheck.model.act import Certainty, Fact, Kind, Tier
from doccheck.validity.evidence import DAY, RANK, WHOLE_ENDINGS, Claim, End, lower


class Verdict(IntEnum):
    """What becomes of an ending, gravest last."""

    STANDS = 0
    LOWERED = 1
    DISPUTED = 2
    REFUTED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """An ending with its verdict and the facts that speak against it."""

    end: End
    verdict: Verdict
    against: tuple[Fact, ...] = ()

    @property
    def certainty(self) -> Certainty:
        """Certainty after weighing."""
        return self.end.certainty if self.verdict is Verdict.STANDS else lower(self.end.certainty)


def weigh(ends: Iterable[End], claims: Iterable[Claim]) -> tuple[Weighed, ...]:
    """Every ending weighed against the claims and the later endings that are not refuted themselves, by day."""
    claims = tuple(claims)
    done: list[Weighed] = []
    for end in sorted(ends, key=lambda e: (e.day, -e.rank))[::-1]:
        later = [w.end for w in done if w.verdict is not Verdict.REFUTED]
        done.append(_one(end, later, claims))
    return tuple(reversed(done))


def _one(end: End, later: list[End], claims: tuple[Claim, ...]) -> Weighed:
    votes = [(v, c.fact) for c in claims if (v := _against_claim(end, c)) is not Verdict.STANDS]
    votes += [(v, e.fact) for e in reversed(later) if (v := _against_end(end, e)) is not Verdict.STANDS]
    verdict = max((v for v, _ in votes), default=Verdict.STANDS)
    return Weighed(end=end, verdict=verdict, against=tuple(dict.fromkeys(f for _, f in votes)))


def _against_claim(end: End, claim: Claim) -> Verdict:
    if not claim.starts or claim.fact is end.fact:
        return Verdict.STANDS
    touched = claim.reason == "in_force_touched"
    kept = end.reason == "ceased_cascade" and claim.fact.kind is Kind.IN_FORCE and claim.fact.by is not None
    if touched and end.fact.exceptions is not None:
        return Verdict.STANDS
    if claim.day < end.day + DAY * touched and not (kept and claim.fact.until is None):
        return Verdict.STANDS
    if claim.rank < end.rank and end.reason == "ceased_cascade":
        return Verdict.DISPUTED
    return _compare(end, claim.rank)


def _against_end(end: End, other: End) -> Verdict:
    if other is end or other.day <= end.day or not other.proves:
        return Verdict.STANDS
    if other.fact.kind is Kind.TERM and end.fact.kind is not Kind.TERM:
        return Verdict.STANDS
    if _same_cause(end.fact, other.fact):
        return _compare(end, other.rank)
    return Verdict.DISPUTED if other.rank > end.rank > RANK[Tier.PILE] else Verdict.LOWERED


def _compare(end: End, rank: int) -> Verdict:
    if rank == end.rank:
        return Verdict.DISPUTED
    if rank < end.rank:
        return Verdict.LOWERED
    if end.rank <= RANK[Tier.PILE] and rank < RANK[Tier.CONFIRMED]:
        return Verdict.DISPUTED
    return Verdict.REFUTED


def _same_cause(one: Fact, other: Fact) -> bool:
    """Two days for one ending contradict each other; a second act that ends it again only repeats."""
    terms = {one.kind is Kind.TERM, other.kind is Kind.TERM}
    if len(terms) == 2 or not {one.kind, other.kind} <= WHOLE_ENDINGS:
        return False
    return one.by is None or other.by is None or one.by == other.by
