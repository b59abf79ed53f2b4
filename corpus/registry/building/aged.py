"""An act that something was done to long after its issue had taken effect by then, whatever day that was (suy ra).

The day of effect of many acts is in no source, while who ended, amended or rested on them is. Hardly any decree,
decision or circular waits two years for its effect (``benchmarks/validity --bases`` counts them); so one that was ended,
amended or known to be in force later than that was in force from then on: a statement of tier ``secondary``. Laws and ordinances do wait that long, and
moved acts have a day of their own: nothing is said of them.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from doccheck.model.act import Act, Fact, Kind, Tier

ORIGIN = "aged"
WAIT = timedelta(2 * 365)
LONG_WAITING = frozenset({"constitution", "code", "law", "ordinance"})
SOLID = frozenset({Tier.CONFIRMED, Tier.OFFICIAL, Tier.READ, Tier.SECONDARY})
DONE_TO_THE_LIVING = frozenset(
    {Kind.REPLACED, Kind.REPEALED, Kind.ENDED, Kind.AMENDED, Kind.PARTLY_REPEALED, Kind.PARTLY_REPLACED, Kind.IN_FORCE}
)


def aged(acts: Iterable[Act], known: Callable[[str], Iterable[Fact]]) -> list[Fact]:
    """What the age of acts without a day of effect tells."""
    found = []
    for act in acts:
        day = _grown(act)
        facts = [fact for fact in known(act.id) if fact.origin != ORIGIN] if day else []
        if day is None or any(f.kind in (Kind.EFFECT, Kind.EFFECT_MOVED) and not f.provisions for f in facts):
            continue
        later = [f for f in facts if f.kind in DONE_TO_THE_LIVING and f.tier in SOLID and f.on is not None]
        if later and min(f.on for f in later if f.on is not None) > day:
            found.append(Fact(act=act.id, kind=Kind.IN_FORCE, on=day, tier=Tier.SECONDARY, origin=ORIGIN))
    return found


def _grown(act: Act) -> date | None:
    """Two years after its issue, or after the year in its number; None for what has a day of effect or may wait longer."""
    if act.effective_on is not None or act.instrument is None or act.instrument in LONG_WAITING:
        return None
    if act.issued_on is not None:
        return act.issued_on + WAIT
    year = act.number.year if act.number else None
    return date(year, 12, 31) + WAIT if year else None
