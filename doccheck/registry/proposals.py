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
from doccheck.registry.rows import ACT_COLUMNS, STATUTES, act_of, act_row, fact_of, fact_row, title_key
from doccheck.registry.sessions import Plan, apply, plan
from doccheck.registry.store import Registry
from doccheck.rulebook.messages import say

OPEN, ONCE, REJECTED, APPROVED, CORRECTED = "open", "once", "rejected", "approved", "corrected"
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
    aliases: tuple[tuple[str, str], ...] = ()


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
        return _keep(registry, (act.id, sha256, path, _pack(acts, facts), OPEN, day.isoformat(), "")), weighed


def propose_alias(registry: Registry, words: str, act: Act, *, path: str, day: date) -> int | None:
    """Keep another name of a law for a decision (đề xuất tên gọi khác); None where it already leads there."""
    alias, title = title_key(words), title_key(act.title or "")
    if not alias or not title or alias == title or act.instrument not in STATUTES:
        return None
    seal = f"alias:{alias}:{act.id}"
    with guard(registry.path), registry.db.atomic():
        known = rows(registry.db, "select 1 from aliases where alias = ? and key = ?", (alias, title))
        if known or rows(registry.db, "select 1 from proposals where sha256 = ?", (seal,)):
            return None
        return _keep(registry, (act.id, seal, path, _pack((), (), [(alias, title)]), OPEN, day.isoformat(), ""))


def correct(registry: Registry, number: int, facts: Sequence[Fact], day: date, who: str) -> int:
    """Put a corrected proposal in a proposal's place (sửa đề xuất): whoever corrects has approved once, no more."""
    old = _chosen(registry, [number], OPEN, ONCE)[0]
    state, by = (ONCE, who) if two_persons(registry) else (OPEN, "")
    with guard(registry.path), registry.db.atomic():
        packed = _pack(old.acts, facts, old.aliases)
        new = _keep(registry, (old.act, f"{old.sha256}:{number}", old.path, packed, state, day.isoformat(), by))
        line = (f"{CORRECTED}:{new}", day.isoformat(), who, number)
        registry.db.conn.execute("update proposals set state = ?, day = ?, who = ? where n = ?", line)
    return new


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
    with guard(registry.path), registry.db.atomic():
        names = ((alias, key, session) for one in ready for alias, key in one.aliases)
        insert(registry.db, "aliases", ("alias", "key", "session"), names)
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


def _keep(registry: Registry, row: tuple[Any, ...]) -> int:
    insert(registry.db, "proposals", ("act", "sha256", "path", "payload", "state", "day", "who"), [row])
    return int(rows(registry.db, "select max(n) from proposals")[0][0])


def _pack(acts: Sequence[Act], facts: Sequence[Fact], aliases: Sequence[tuple[str, str]] = ()) -> str:
    kept = [dict(zip(ACT_COLUMNS, act_row(act, "", 0), strict=True)) for act in acts]
    lines = [[act[name] for name in _ACT_FIELDS] for act in kept]
    held: dict[str, Any] = {"acts": lines, "facts": [list(fact_row(fact, 0)) for fact in facts]}
    if aliases:
        held["aliases"] = aliases
    return json.dumps(held, ensure_ascii=False)


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
        aliases=tuple((alias, key) for alias, key in held.get("aliases", ())),
    )
