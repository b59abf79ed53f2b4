"""Facts out of statements: acts by id, days filled in, the same thing said once, contradictions kept aside."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from building.merge import STRENGTH, Merged
from building.values import Gathered, Row, Statement
from doccheck.model.act import Act, Fact, Kind, Tier
from doccheck.model.provision import Unit

STATUTES = frozenset({"constitution", "code", "law", "ordinance"})
WHOLE = frozenset({Kind.REPLACED, Kind.REPEALED, Kind.ENDED, Kind.TERM, Kind.CEASED})
PARTS = frozenset({Kind.AMENDED, Kind.PARTLY_REPEALED, Kind.PARTLY_REPLACED, Kind.CORRECTED})
DATED_BY_ACTOR = WHOLE | PARTS


@dataclass(frozen=True, slots=True)
class Dropped:
    """A statement that did not become a fact, and why."""

    act: str
    statement: str
    why: str


def facts_of(got: Gathered, acts: dict[int, Merged], label: Callable[[Act], str]) -> tuple[list[Fact], list[Dropped]]:
    """Facts of all statements, and of each act's own day of effect."""
    facts = [fact for merged in _unique(acts) if (fact := _effect(merged)) is not None]
    dropped: list[Dropped] = []
    for said in got.statements:
        merged = acts.get(said.act.serial)
        if merged is None:
            dropped.append(Dropped(_name(said.act), said.kind.value, "several acts bear this number"))
            continue
        actor = acts.get(said.by.serial) if said.by else None
        why = _refused(said, merged.act, actor.act if actor else None)
        if why:
            dropped.append(Dropped(merged.act.id, said.kind.value, why))
            continue
        facts.append(_fact(said, merged, actor, label))
    return _once(facts), dropped


def _unique(acts: dict[int, Merged]) -> list[Merged]:
    return list({merged.act.id: merged for merged in acts.values()}.values())


def _effect(merged: Merged) -> Fact | None:
    if merged.act.effective_on is None or merged.effect is None:
        return None
    tier, origin = merged.effect
    return Fact(act=merged.act.id, kind=Kind.EFFECT, on=merged.act.effective_on, tier=tier, origin=origin or "named")


def _name(row: Row) -> str:
    return str(row.number) if row.number else row.title or "?"


def _refused(said: Statement, act: Act, by: Act | None) -> str | None:
    """Why a statement cannot be a fact; None when it can."""
    if said.by is not None and by is None and said.kind in {Kind.GUIDES, Kind.RELATED}:
        return "the other act is not identified"
    if by is not None and by.id == act.id:
        return "an act does not act on itself"
    if said.on and act.issued_on and said.on < act.issued_on and said.kind is not Kind.EFFECT_MOVED:
        return f"{said.on.isoformat()} is before its issue on {act.issued_on.isoformat()}"
    weak = said.kind in DATED_BY_ACTOR and said.tier in {Tier.SECONDARY, Tier.HINT}
    low = by is not None and by.instrument not in STATUTES | {"resolution", None}
    if weak and act.instrument in STATUTES and low:
        return "a lower organ's act on a statute, by a secondary source"
    if by and by.issued_on and act.issued_on and by.issued_on < act.issued_on and said.kind in DATED_BY_ACTOR:
        return "the acting act is older"
    return None


def _fact(said: Statement, merged: Merged, actor: Merged | None, label: Callable[[Act], str]) -> Fact:
    on, tier = said.on, said.tier
    if on is None and actor is not None and said.kind in DATED_BY_ACTOR and tier is not Tier.HINT:
        on = actor.act.effective_on
        if on and actor.effect and STRENGTH[actor.effect[0]] > STRENGTH[tier]:
            tier = actor.effect[0]
    by_label = label(actor.act) if actor else _name(said.by) if said.by else None
    return Fact(
        act=merged.act.id,
        kind=said.kind,
        on=on,
        until=said.until,
        tier=tier,
        origin=said.origin,
        by=actor.act.id if actor else None,
        by_label=by_label,
        provisions=said.provisions,
        exceptions=said.exceptions,
        note=said.note,
    )


def _once(facts: list[Fact]) -> list[Fact]:
    """The same statement by several sources once, with the strongest tier and all origins."""
    same: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        same[(fact.act, fact.kind, fact.on, fact.until, fact.by or fact.by_label, fact.provisions)].append(fact)
    merged = [_strongest(group) for group in same.values()]
    actions: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in merged:
        actions[(fact.act, fact.kind, fact.by or fact.by_label)].append(fact)
    kept = [fact for group in actions.values() for fact in _needed(group)]
    return sorted(kept, key=_order)


def _strongest(group: list[Fact]) -> Fact:
    best = min(group, key=lambda fact: STRENGTH[fact.tier])
    origins = dict.fromkeys(fact.origin for fact in sorted(group, key=lambda fact: STRENGTH[fact.tier]))
    exceptions = next((fact.exceptions for fact in group if fact.exceptions), None)
    return replace(best, origin="; ".join(origins), exceptions=exceptions, note=best.note or group[0].note)


def _needed(group: list[Fact]) -> list[Fact]:
    """Of one act's action on another: dated before undated, named provisions before unnamed, the finer before the coarser."""
    if group[0].kind not in PARTS | WHOLE or group[0].by_label is None:
        return group
    strong = [fact for fact in group if fact.tier is not Tier.HINT] or group
    dated = [fact for fact in strong if fact.on] or strong
    if group[0].kind not in PARTS:
        return dated
    named = [fact for fact in dated if fact.provisions] or dated
    if group[0].kind is Kind.AMENDED:
        named = _joined(named)
    fine = {p.path[0] for fact in named for p in fact.provisions if len(p.path) > 1}
    kept = []
    for fact in named:
        where = tuple(p for p in fact.provisions if len(p.path) > 1 or p.path[0] not in fine)
        if where or not fact.provisions:
            kept.append(replace(fact, provisions=where))
    return kept


def _joined(facts: list[Fact]) -> list[Fact]:
    """Amendments of one day by one act as one fact: each source names some of the provisions."""
    days: dict[date | None, list[Fact]] = defaultdict(list)
    for fact in facts:
        days[fact.on].append(fact)
    result = []
    for group in days.values():
        where = tuple(dict.fromkeys(p for fact in group for p in fact.provisions))
        result.append(replace(_strongest(group), provisions=where))
    return result


def within_article(fact: Fact) -> bool:
    """True for a partial repeal that names whole articles: pháp điển marks the article, the repealed part may be smaller."""
    return fact.kind is Kind.PARTLY_REPEALED and all(p.path[-1][0] is Unit.ARTICLE for p in fact.provisions)


def _order(fact: Fact) -> tuple[str, date, str, str, str]:
    return (fact.act, fact.on or date.max, fact.kind.value, fact.by or fact.by_label or "", fact.origin)
