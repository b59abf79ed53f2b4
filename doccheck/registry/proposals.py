"""Proposals (đề xuất): what was read in new documents, waiting for a person; one acting document is one decision.

Approved facts are of tier ``confirmed``. Where the office wants two persons, the first approval waits for a second one
by somebody else. A rejected proposal stays, so that the same file is not proposed again.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from doccheck.db import guard, insert, rows
from doccheck.errors import UsageError
from doccheck.model.act import Act, Fact, Tier
from doccheck.registry.rows import ACT_COLUMNS, act_of, act_row, fact_of, fact_row
from doccheck.registry.sessions import Plan, apply, plan
from doccheck.registry.store import Registry
from doccheck.rulebook.messages import say

OPEN, ONCE, REJECTED, APPROVED = "open", "once", "rejected", "approved"
TWO_PERSONS = "two_persons"
_ACT_FIELDS = ("id", "number", "instrument", "issuers", "issued_on", "effective_on", "title", "locality")
_COLUMNS = "n, act, sha256, path, payload, state, day, who"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One document's teaching (đề xuất của một văn bản): its act, the acts it names, the facts it states."""

    number: int
    act: str
    sha256: str
    path: str
    state: str
    day: str
    who: str
    acts: tuple[Act, ...]
    facts: tuple[Fact, ...]


def propose(
    registry: Registry, act: Act, acts: Sequence[Act], facts: Sequence[Fact], *, sha256: str, path: str, day: date
) -> tuple[int | None, Plan]:
    """Keep what a document teaches for a decision (đề xuất); nothing where it is known, or was proposed before."""
    weighed = plan(acts, facts, registry)
    if not weighed.facts:
        return None, weighed
    with guard(registry.path), registry.db.atomic():
        again = "select 1 from proposals where sha256 = ?"
        if rows(registry.db, again, (sha256,)):
            return None, weighed
        row = (act.id, sha256, path, _pack(acts, facts), OPEN, day.isoformat(), "")
        insert(registry.db, "proposals", ("act", "sha256", "path", "payload", "state", "day", "who"), [row])
        number = rows(registry.db, "select max(n) from proposals")[0][0]
    return int(number), weighed


def proposals(registry: Registry, *states: str) -> tuple[Proposal, ...]:
    """Proposals in these states (các đề xuất), all of them when none is named; the oldest first."""
    with guard(registry.path):
        found = [_unpack(row) for row in rows(registry.db, f"select {_COLUMNS} from proposals order by n")]
    return tuple(one for one in found if not states or one.state in states)


def approve(registry: Registry, numbers: Iterable[int], day: date, who: str) -> tuple[int | None, Plan]:
    """Approve (duyệt): the session that holds the facts, or None where a second person must approve first."""
    chosen = _chosen(registry, numbers, OPEN, ONCE)
    waiting = [one for one in chosen if one.state == OPEN] if two_persons(registry) else []
    ready = [one for one in chosen if one not in waiting]
    for one in ready:
        if one.state == ONCE and one.who == who:
            raise UsageError(say("registry.second_person", number=one.number, who=who))
    _mark(registry, waiting, ONCE, day, who)
    if not ready:
        return None, Plan()
    facts = [replace(fact, tier=Tier.CONFIRMED) for one in ready for fact in one.facts]
    weighed = plan([act for one in ready for act in one.acts], facts, registry)
    label = say("registry.approval", numbers=", ".join(str(one.number) for one in ready))
    detail = {"proposals": [one.number for one in ready], "who": who}
    seal = "+".join(one.sha256 for one in ready)
    session = apply(weighed, registry, kind="approve", label=label, sha256=seal, day=day, detail=detail)
    _mark(registry, ready, f"{APPROVED}:{session}", day, who)
    return session, weighed


def reject(registry: Registry, numbers: Iterable[int], day: date, who: str) -> tuple[Proposal, ...]:
    """Reject (bác bỏ): the proposals stay, and are not made again from the same files."""
    chosen = _chosen(registry, numbers, OPEN, ONCE)
    _mark(registry, chosen, REJECTED, day, who)
    return tuple(chosen)


def two_persons(registry: Registry) -> bool:
    """Whether two persons must approve (hai người duyệt)."""
    return registry.meta(TWO_PERSONS) == "1"


def set_two_persons(registry: Registry, on: bool) -> None:
    """Switch the second person on or off (bật, tắt hai người duyệt)."""
    with guard(registry.path), registry.db.atomic():
        insert(registry.db, "meta", ("name", "value"), [(TWO_PERSONS, "1" if on else "0")], verb="or replace")


def _chosen(registry: Registry, numbers: Iterable[int], *states: str) -> list[Proposal]:
    open_ = {one.number: one for one in proposals(registry, *states)}
    wanted = list(dict.fromkeys(numbers))
    missing = [number for number in wanted if number not in open_]
    if missing:
        raise UsageError(say("registry.no_proposal", numbers=", ".join(map(str, missing))))
    return [open_[number] for number in wanted]


def _mark(registry: Registry, chosen: Iterable[Proposal], state: str, day: date, who: str) -> None:
    lines = [(state, day.isoformat(), who, one.number) for one in chosen]
    with guard(registry.path), registry.db.atomic():
        registry.db.conn.executemany("update proposals set state = ?, day = ?, who = ? where n = ?", lines)


def _pack(acts: Sequence[Act], facts: Sequence[Fact]) -> str:
    kept = [dict(zip(ACT_COLUMNS, act_row(act, "", 0), strict=True)) for act in acts]
    lines = [[act[name] for name in _ACT_FIELDS] for act in kept]
    return json.dumps({"acts": lines, "facts": [list(fact_row(fact, 0)) for fact in facts]}, ensure_ascii=False)


def _unpack(row: tuple[Any, ...]) -> Proposal:
    number, act, sha256, path, payload, state, day, who = row
    held = json.loads(payload)
    return Proposal(
        number=number,
        act=act,
        sha256=sha256,
        path=path,
        state=state,
        day=day,
        who=who or "",
        acts=tuple(act_of(tuple(line)) for line in held["acts"]),
        facts=tuple(fact_of(tuple(line)) for line in held["facts"]),
    )
