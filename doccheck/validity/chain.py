"""Supersession chain (chuỗi thay thế): from an act to the acts that stand in its place today, with gaps said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from doccheck.model.act import Act, Fact, Kind, Status, Tier, Timeline
from doccheck.model.lookup import Lookup

_SUPERSEDING = {Kind.REPLACED, Kind.REPEALED, Kind.ENDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: ``fact`` says that ``act`` was ended by ``by`` (None: not on the shelf, see ``fact.by_label``).

    ``gap`` is the key of a message: why the chain cannot be followed further from here, or empty.
    """

    depth: int
    act: Act
    fact: Fact
    by: Act | None
    status: Status
    gap: str = ""


def chain(
    act: Act, day: date, shelf: Lookup, life_of: Callable[[Act], Timeline], *, limit: int = 20
) -> tuple[Step, ...]:
    """Steps from an act to what replaced it by ``day``, breadth first; splits give several steps of one depth.

    ``life_of`` yields the timeline of an act. Only endings that hold on the day are followed; a cycle ends with a gap.
    """
    steps: list[Step] = []
    seen, front = {act.id}, [act]
    for depth in range(1, limit + 1):
        heirs: list[Act] = []
        for old in front:
            for step in _from(old, depth, day, shelf, life_of, seen):
                steps.append(step)
                if step.by is not None and not step.gap and step.status is Status.CEASED and step.by not in heirs:
                    heirs.append(step.by)
        seen.update(a.id for a in heirs)
        front = heirs
        if not front:
            break
    return tuple(steps)


def _from(
    old: Act, depth: int, day: date, shelf: Lookup, life_of: Callable[[Act], Timeline], seen: set[str]
) -> list[Step]:
    piece = life_of(old).at(day)
    if piece.status not in (Status.CEASED, Status.NEVER_IN_FORCE):
        return []
    ended = [f for f in piece.why if f.act == old.id and _supersedes(f, day)]
    replaced = [f for f in ended if f.kind is Kind.REPLACED] or ended
    steps = []
    for fact in replaced:
        by = shelf.act(fact.by) if fact.by else None
        if by is None:
            gap = "chain_not_on_shelf" if fact.by or fact.by_label else "chain_no_successor"
            steps.append(Step(depth=depth, act=old, fact=fact, by=None, status=Status.UNKNOWN, gap=gap))
        else:
            status = life_of(by).at(day).status
            gap = "chain_cycle" if by.id in seen else ""
            gap = gap or ("chain_status_unknown" if status is Status.UNKNOWN else "")
            steps.append(Step(depth=depth, act=old, fact=fact, by=by, status=status, gap=gap))
    return steps


def _supersedes(fact: Fact, day: date) -> bool:
    known = fact.tier is not Tier.HINT and fact.on is not None and fact.on <= day
    return known and fact.kind in _SUPERSEDING
