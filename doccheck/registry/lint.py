"""``registry lint`` (soát mâu thuẫn): what the registry says that cannot all be true, with its explanation if known.

A finding is not an error of the law; it is a place where sources, dates and relations disagree.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from doccheck.db import guard, rows
from doccheck.model.act import Act, Fact, Kind, Tier
from doccheck.registry.rows import ACT_SELECT, FACT_SELECT, act_of, fact_of
from doccheck.registry.store import Registry
from doccheck.rulebook.book import Book
from doccheck.rulebook.origins import origin_name

WHOLE = frozenset({Kind.REPLACED, Kind.REPEALED, Kind.ENDED})
ACTING = WHOLE | {Kind.PARTLY_REPLACED, Kind.PARTLY_REPEALED, Kind.AMENDED, Kind.SUSPENDED}
SURE = frozenset({Tier.CONFIRMED, Tier.OFFICIAL, Tier.READ})
ASSERTED = SURE | {Tier.SECONDARY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A contradiction (mâu thuẫn): ``code`` names its kind, ``explained`` why it may stand, or is empty."""

    code: str
    act: str
    detail: str
    explained: str = ""


class Shelf:
    """All acts and facts at once (toàn bộ sổ): lint looks at everything."""

    def __init__(self, registry: Registry, session: int | None = None, lang: str = "vi") -> None:
        self.lang = lang
        with guard(registry.path):
            self.acts = {act.id: act for act in map(act_of, rows(registry.db, f"{ACT_SELECT} order by n"))}
            self.facts: dict[str, list[Fact]] = defaultdict(list)
            for row in rows(registry.db, f"{FACT_SELECT} order by n"):
                self.facts[row[0]].append(fact_of(row))
            touched = "select act from facts where session = ? union select id from acts where session = ?"
            chosen = rows(registry.db, touched, (session, session)) if session is not None else None
        self.chosen = {row[0] for row in chosen} if chosen is not None else None

    def origin(self, fact: Fact) -> str:
        """The name of a fact's source."""
        return origin_name(fact.origin, self.lang)

    def looked_at(self) -> Iterator[Act]:
        """The acts to look at: all, or those that a session touched."""
        for id_, act in self.acts.items():
            if self.chosen is None or id_ in self.chosen:
                yield act


Rule = Callable[[Act, list[Fact], Shelf, Book], Iterator[tuple[str, str]]]


def lint(registry: Registry, book: Book, session: int | None = None, lang: str = "vi") -> tuple[Doubt, ...]:
    """All contradictions (các mâu thuẫn), or those around the acts of one session."""
    shelf = Shelf(registry, session, lang)
    found: list[Doubt] = []
    for act in shelf.looked_at():
        facts = shelf.facts.get(act.id, [])
        for rule in RULES:
            found += [Doubt(code=code, act=act.id, detail=detail) for code, detail in rule(act, facts, shelf, book)]
    found += _lost(shelf)
    found += _circles(shelf)
    found += _twins(shelf)
    explained = explanations(registry)
    return tuple(
        Doubt(code=d.code, act=d.act, detail=d.detail, explained=explained.get((d.code, d.act), "")) for d in found
    )


def explanations(registry: Registry) -> dict[tuple[str, str], str]:
    """(code, act) → why the contradiction may stand (giải thích), from the registry's own notes."""
    with guard(registry.path):
        found = rows(registry.db, "select code, act, why from explained")
    return {(str(code), str(act)): str(why) for code, act, why in found}


def _days(act: Act, facts: list[Fact], shelf: Shelf, book: Book) -> Iterator[tuple[str, str]]:
    """Days before the act was issued."""
    if act.issued_on is None:
        return
    if act.effective_on is not None and act.effective_on < act.issued_on:
        yield "effect_before_issue", f"{act.effective_on} < {act.issued_on}"
    for fact in facts:
        if fact.on is not None and fact.on < act.issued_on and fact.kind is not Kind.EFFECT:
            yield "event_before_issue", f"{fact.kind.value} {fact.on} < {act.issued_on} ({shelf.origin(fact)})"
    number = act.number
    if number is not None and number.year is not None and abs(number.year - act.issued_on.year) > 1:
        yield "year_of_number", f"{number} / {act.issued_on}"


def _lives(act: Act, facts: list[Fact], shelf: Shelf, book: Book) -> Iterator[tuple[str, str]]:
    """Two days for one ending, an ending before the effect, force after the end."""
    ends = [f for f in facts if f.kind in WHOLE and f.on is not None and f.tier in ASSERTED]
    by_cause: dict[str, set[date]] = defaultdict(set)
    for fact in ends:
        by_cause[fact.by or fact.by_label or ""].add(fact.on or date.min)
    for cause, days in by_cause.items():
        if cause and len(days) > 1:
            yield "two_endings", f"{cause}: {', '.join(sorted(map(str, days)))}"
    sure = [f for f in ends if f.tier in SURE]
    first = min((f.on for f in sure if f.on), default=None)
    if first is not None:
        for fact in facts:
            stated = fact.kind is Kind.IN_FORCE and fact.tier in ASSERTED and not fact.provisions and not fact.by
            if stated and fact.on is not None and fact.on >= first:
                yield "force_after_end", f"{fact.on} ({shelf.origin(fact)}) >= {first}"
        starts = [f.on for f in facts if f.kind is Kind.EFFECT and not f.provisions and f.on and f.tier in ASSERTED]
        start = act.effective_on or min(starts, default=None)
        if start is not None and first <= start:
            yield "ended_before_effect", f"{first} <= {start}"
        if all(f.exceptions is None for f in sure):
            later = [f for f in facts if f.kind is Kind.AMENDED and f.on and f.on > first and f.tier in SURE]
            for fact in later:
                yield "amended_after_end", f"{fact.by_label or fact.by} {fact.on} > {first}"
    effects = {f.on for f in facts if f.kind is Kind.EFFECT and not f.provisions and f.tier in SURE}
    moved = any(f.kind is Kind.EFFECT_MOVED for f in facts)
    if len(effects) > 1 and not moved:
        yield "two_effects", ", ".join(sorted(map(str, effects)))


def _actors(act: Act, facts: list[Fact], shelf: Shelf, book: Book) -> Iterator[tuple[str, str]]:
    """An act acts on itself, an older act or a lower organ's act on a higher one's, a day before the actor existed."""
    for fact in facts:
        actor = shelf.acts.get(fact.by or "")
        if actor is None or fact.kind not in ACTING or fact.tier not in ASSERTED:
            continue
        if actor.id == act.id:
            yield "acts_on_itself", fact.kind.value
            continue
        if actor.issued_on and act.issued_on and actor.issued_on < act.issued_on:
            yield "actor_is_older", f"{actor.id} ({actor.issued_on}) < {act.issued_on}"
        if fact.on and actor.issued_on and fact.on < actor.issued_on and fact.kind in WHOLE:
            yield (
                "acts_before_its_issue",
                f"{fact.by_label or actor.id}: {fact.on} < {actor.issued_on} ({shelf.origin(fact)})",
            )
        if fact.kind in WHOLE and _lower(actor, act, book):
            yield "lower_ends_higher", f"{fact.by_label or actor.id} ({shelf.origin(fact)})"


def _lower(actor: Act, act: Act, book: Book) -> bool:
    if not actor.issuers or not act.issuers:
        return False
    stands = book.hierarchy.compare((actor.issuers, actor.instrument), (act.issuers, act.instrument), actor.issued_on)
    return stands == "lower"


RULES: tuple[Rule, ...] = (_days, _lives, _actors)


def _lost(shelf: Shelf) -> Iterator[Doubt]:
    """Relations to nowhere."""
    for id_, facts in shelf.facts.items():
        if shelf.chosen is not None and id_ not in shelf.chosen:
            continue
        if id_ not in shelf.acts:
            yield Doubt(code="fact_of_no_act", act=id_, detail=facts[0].kind.value)
        for fact in facts:
            if fact.by and fact.by not in shelf.acts:
                yield Doubt(code="caused_by_no_act", act=id_, detail=fact.by)


def _circles(shelf: Shelf) -> Iterator[Doubt]:
    """Acts that end each other, or that detail each other, in a circle."""
    for code, kinds in (("ends_in_a_circle", WHOLE), ("details_in_a_circle", frozenset({Kind.GUIDES}))):
        edges: dict[str, list[str]] = {}
        for id_, facts in shelf.facts.items():
            heirs = [f.by for f in facts if f.kind in kinds and f.by and f.by != id_ and f.tier in ASSERTED]
            if heirs:
                edges[id_] = heirs
        for circle in _cycles(edges):
            if shelf.chosen is not None and shelf.chosen.isdisjoint(circle):
                continue
            yield Doubt(code=code, act=circle[0], detail=" → ".join(circle))


def _cycles(edges: dict[str, list[str]]) -> Iterator[tuple[str, ...]]:
    """One circle for each that a walk in depth closes; no recursion, however long the chain."""
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        stack: list[tuple[str, bool]] = [(start, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                done.add(path.pop())
            elif node in path:
                yield tuple(path[path.index(node) :])
            elif node not in done:
                path.append(node)
                stack.append((node, True))
                stack += [(heir, False) for heir in edges.get(node, ())]


def _twins(shelf: Shelf) -> Iterator[Doubt]:
    """Two acts that may be one: the same number, type and issuer, with one day or with a year in the number."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[Act]] = defaultdict(list)
    for act in shelf.looked_at():
        if act.number is not None and act.number.year is not None and act.issuers:
            groups[(act.number.key, act.instrument or "", act.issuers)].append(act)
    for acts in groups.values():
        if len(acts) > 1:
            days = ", ".join(str(act.issued_on or "?") for act in acts)
            yield Doubt(code="one_number_twice", act=acts[0].id, detail=days)
