"""Sessions (phiên cập nhật): what an import or an approval adds, the conflicts it meets, and its way back."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from doccheck.db import guard, insert, rows
from doccheck.errors import UsageError
from doccheck.model.act import Act, Fact, Kind, Tier
from doccheck.model.lookup import Lookup
from doccheck.registry.identity import agree, same_act
from doccheck.registry.rows import ACT_COLUMNS, FACT_INSERT, act_row, fact_row, search_text
from doccheck.registry.seed import index_text
from doccheck.registry.store import Registry
from doccheck.rulebook.messages import say

ENDINGS = frozenset({Kind.REPLACED, Kind.REPEALED, Kind.ENDED, Kind.TERM})
_RANK = {tier: rank for rank, tier in enumerate(Tier)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two sources that disagree about an act (mâu thuẫn): what stands, what comes; both are kept."""

    act: str
    field: str
    stands: str
    stands_origin: str
    comes: str
    comes_origin: str
    stands_wins: bool


@dataclass(slots=True)
class Plan:
    """What a session would do (dự kiến cập nhật)."""

    acts: list[Act] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    doubles: int = 0
    merged: dict[str, str] = field(default_factory=dict)  # id as described → id on the shelf


def plan(acts: Iterable[Act], facts: Iterable[Fact], shelf: Lookup) -> Plan:
    """Weigh new acts and facts against the shelf (đối chiếu với sổ); nothing is written."""
    result = Plan()
    fresh: dict[str, Act] = {}
    keys: dict[str, list[Act]] = defaultdict(list)
    for act in sorted(acts, key=lambda one: (one.issued_on is None) + (not one.issuers)):
        known = same_act(act, shelf) or _met(act, fresh, keys)
        if known is None:
            fresh[act.id] = act
            keys[act.number.key if act.number else ""].append(act)
        elif known.id != act.id or known.id not in fresh:
            result.merged[act.id] = known.id
            _dates(act, known, result)
    result.acts = list(fresh.values())
    seen: set[tuple[Any, ...]] = set()
    for fact in facts:
        by = result.merged.get(fact.by, fact.by) if fact.by else None
        moved = replace(fact, act=result.merged.get(fact.act, fact.act), by=by)
        standing = shelf.facts(moved.act)
        mark = _mark(moved)
        if mark in seen or any(_mark(other) == mark and other.tier == moved.tier for other in standing):
            result.doubles += 1
            continue
        seen.add(mark)
        result.facts.append(moved)
        result.clashes += [clash for other in standing if (clash := _clash(moved, other)) is not None]
    return result


def _met(act: Act, fresh: dict[str, Act], keys: dict[str, list[Act]]) -> Act | None:
    """The new act of the same session that this one is: a row may name what another row describes in full."""
    if act.id in fresh or act.number is None:
        return fresh.get(act.id)
    same = [other for other in keys[act.number.key] if agree(act, other)]
    exact = [other for other in same if act.issued_on is not None and other.issued_on == act.issued_on]
    same = exact or [other for other in same if act.issued_on is None or other.issued_on is None]
    return same[0] if len(same) == 1 else None


def _dates(act: Act, known: Act, result: Plan) -> None:
    if act.issued_on and known.issued_on and act.issued_on != known.issued_on:
        result.clashes.append(
            Clash(
                act=known.id,
                field="issued_on",
                stands=known.issued_on.isoformat(),
                stands_origin="",
                comes=act.issued_on.isoformat(),
                comes_origin="",
                stands_wins=True,
            )
        )


def _mark(fact: Fact) -> tuple[Any, ...]:
    return (fact.act, fact.kind, fact.on, fact.until, fact.by or fact.by_label, fact.provisions, fact.territory)


def _clash(new: Fact, old: Fact) -> Clash | None:
    """The disagreement of two facts about one act, None when both can be true."""
    if Tier.HINT in {new.tier, old.tier} or new.on is None or old.on is None:
        return None
    what = _disputed(new, old)
    if what is None:
        return None
    return Clash(
        act=new.act,
        field=what,
        stands=f"{old.kind.value} {old.on}",
        stands_origin=old.origin,
        comes=f"{new.kind.value} {new.on}",
        comes_origin=new.origin,
        stands_wins=_RANK[old.tier] <= _RANK[new.tier],
    )


def _disputed(new: Fact, old: Fact) -> str | None:
    if new.on is None or old.on is None or new.territory != old.territory:
        return None
    if new.kind is Kind.EFFECT and old.kind is Kind.EFFECT and new.on != old.on and not new.provisions:
        return "effective_on"
    one_end = new.kind in ENDINGS and old.kind in ENDINGS and Kind.TERM not in {new.kind, old.kind}
    if one_end and new.on != old.on and (new.by is None or old.by is None or new.by == old.by):
        return "ended_on"
    for ending, force in ((new, old), (old, new)):
        if ending.kind in ENDINGS and force.kind is Kind.IN_FORCE and (ending.on or date.max) <= (force.on or date.min):
            return "status"
    return None


def apply(plan_: Plan, registry: Registry, *, kind: str, label: str, sha256: str, day: date, detail: Any = None) -> int:
    """Write a plan in one transaction (ghi phiên) and return the session's number."""
    db = registry.db
    with guard(registry.path), db.atomic():
        last = rows(db, "select coalesce(max(n), 0) from acts")[0][0]
        row = (kind, label, sha256, day.isoformat(), json.dumps(detail, ensure_ascii=False), "active")
        insert(db, "sessions", ("kind", "label", "sha256", "day", "detail", "state"), [row])
        number = int(rows(db, "select max(n) from sessions")[0][0])
        insert(db, "acts", ACT_COLUMNS, (act_row(act, label, number) for act in plan_.acts), verb="or ignore")
        insert(db, "facts", FACT_INSERT, (fact_row(fact, number) for fact in plan_.facts))
        columns = ("act", "field", "value", "origin", "chosen", "session")
        insert(db, "conflicts", columns, (line for clash in plan_.clashes for line in _lines(clash, number)))
        index_text(db, after=last)
    return number


def _lines(clash: Clash, session: int) -> list[tuple[Any, ...]]:
    wins = int(clash.stands_wins)
    return [
        (clash.act, clash.field, clash.stands, clash.stands_origin, wins, session),
        (clash.act, clash.field, clash.comes, clash.comes_origin, 1 - wins, session),
    ]


def history(registry: Registry) -> list[tuple[int, str, str, str, str]]:
    """Sessions (các phiên): number, kind, label, day, state; the newest first."""
    with guard(registry.path):
        return [
            (int(n), str(kind), str(label), str(day), str(state))
            for n, kind, label, day, state in rows(
                registry.db, "select n, kind, label, day, state from sessions order by n desc"
            )
        ]


_STILL_NAMED = """
update acts set session = (select min(f.session) from facts f where f.session != ? and acts.id in (f.act, f."by"))
where session = ? and exists (select 1 from facts f where f.session > ? and acts.id in (f.act, f."by"))
"""


def roll_back(registry: Registry, number: int | None = None) -> tuple[int, str, int, int]:
    """Take a session back (hoàn tác phiên), the last one unless named: its number, label, acts and facts removed."""
    active = [row for row in history(registry) if row[4] == "active" and number in (None, row[0])]
    if not active:
        raise UsageError(say("registry.no_session", number=number or ""))
    number, label = active[0][0], active[0][2]
    db = registry.db
    with guard(registry.path), db.atomic():
        db.conn.execute(_STILL_NAMED, (number, number, number))
        gone = rows(db, "select n, number, key, title, issuers from acts where session = ?", (number,))
        texts = ((n, search_text(*words), "delete") for n, *words in gone)
        insert(db, "acts_text", ("rowid", "folded", "acts_text"), texts)
        facts = rows(db, "select count(*) from facts where session = ?", (number,))[0][0]
        for table in ("acts", "facts", "conflicts", "aliases", "explained"):
            db.conn.execute(f"delete from {table} where session = ?", (number,))
        db.conn.execute("update proposals set state = 'open' where state = ?", (f"approved:{number}",))
        db.conn.execute("update sessions set state = 'rolled_back' where n = ?", (number,))
    return number, label, len(gone), int(facts)
