"""What an act inherits: cascade from the act it details (hết hiệu lực theo), horizons set by law, old territory."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from doccheck.model.act import Act, Certainty, Fact, Kind, Status, Tier, Timeline
from doccheck.rulebook.book import Book
from doccheck.rulebook.cascade import Event, Link, Outcome
from doccheck.validity.evidence import RANK, End, certainty, least

ORIGIN = "rules"
_LOCAL = {"tinh", "huyen", "xa"}
_RANKS = {
    Certainty.HIGH: RANK[Tier.SECONDARY],
    Certainty.MEDIUM: RANK[Tier.SECONDARY],
    Certainty.LOW: RANK[Tier.PILE],
}
Parents = tuple[tuple[Act, Timeline], ...]
Marks = tuple[tuple[date, Fact], ...]


def cascade(act: Act, facts: Iterable[Fact], parents: Parents, book: Book) -> tuple[tuple[End, ...], Marks]:
    """Endings by the regime of the day on which each parent ended, and days from which a review is due."""
    facts = tuple(facts)
    links = {f.act: f for f in facts if f.kind is Kind.GUIDES and f.by == act.id and f.tier is not Tier.HINT}
    kept = [f for f in facts if f.kind is Kind.IN_FORCE and f.by is not None and f.until is not None]
    bond = book.cascade.link(act.title)
    born = _born(act, facts)
    ends: list[End] = []
    marks: list[tuple[date, Fact]] = []
    for parent, life in parents:
        link = links.get(parent.id)
        for day, event, cause, trust in _events(life) if link is not None and parent.id != act.id else ():
            local = all(_is_local(a, book) for a in (act, parent))
            row = book.cascade.regime(day, event, bond, local=local)
            if row is None or link is None or (born is not None and day <= born):
                continue
            proof = _fact(act, Kind.ENDED, day, row.basis, row.id, cause, parent)
            if row.outcome is Outcome.REVIEW or bond is Link.PLAIN:
                marks.append((day, proof))
                continue
            trust = least(row.certainty, trust, certainty(link.tier))
            on = max([day, *(f.until for f in kept if f.until is not None and (f.on or day) <= f.until)])
            end = End(
                day=on, fact=proof, rank=_RANKS[trust], certainty=trust, proves=False, reason="ceased_cascade",
                basis=(cause, link),
            )  # fmt: skip
            ends.append(end)
    return tuple(ends), tuple(sorted(marks, key=lambda m: (m[0], m[1].note or "")))


def _born(act: Act, facts: Iterable[Fact]) -> date | None:
    """The day of issue, or a later first day of effect: what begins as its parent ends was made for the new one."""
    begun = [f.on for f in facts if f.act == act.id and f.kind is Kind.EFFECT and f.tier is not Tier.HINT]
    days = [day for day in (act.issued_on, act.effective_on, *begun) if day is not None]
    return max(days, default=None)


def _events(life: Timeline) -> list[tuple[date, Event, Fact, Certainty]]:
    """What happened to a parent: its end, and the first days of amendments and partial endings."""
    found: list[tuple[date, Event, Fact, Certainty]] = []
    seen: set[Fact] = set()
    for piece in life.pieces:
        start = piece.period.start
        if piece.status in (Status.CEASED, Status.NEVER_IN_FORCE):
            if start is not None and piece.status is Status.CEASED and piece.why:
                event = _event(piece.reason, piece.why[0])
                found += [(start, event, piece.why[0], piece.certainty)] if event else []
            break
        for fact in piece.why:
            if fact.origin.startswith(f"{ORIGIN}:"):  # a review that is due is no event for the acts below
                continue
            event = _event("", fact)
            if fact.on == start and start is not None and event and fact not in seen:
                seen.add(fact)
                found.append((start, event, fact, piece.certainty))
    return found


def _event(reason: str, fact: Fact) -> Event | None:
    if reason == "ceased_cascade" or fact.origin.startswith(f"{ORIGIN}:cascade"):
        return Event.CASCADE
    return Event(fact.kind.value) if fact.kind.value in set(Event) else None


def horizons(act: Act, book: Book) -> tuple[End, ...]:
    """Last days that a law sets for all acts of a kind (mốc do luật định)."""
    kinds = {book.issuers.kind(issuer) for issuer in act.issuers}
    found = []
    for row in book.cascade.horizons:
        early = act.issued_on is None or act.issued_on < row.issued_before
        dated = not row.with_year or (act.number is not None and act.number.year is not None)
        if kinds & set(row.kinds) and early and dated:
            fact = replace(_fact(act, Kind.TERM, row.ends_on, row.basis, row.id), tier=Tier.OFFICIAL)
            end = End(
                day=row.ends_on, fact=fact, rank=RANK[Tier.OFFICIAL], certainty=Certainty.HIGH, proves=False,
                reason="ceased_horizon",
            )  # fmt: skip
            found.append(end)
    return tuple(found)


def old_territory(act: Act, book: Book) -> Marks:
    """Days from which an act of a merged unit applies in the old territory only (đơn vị được nhập)."""
    if act.issued_on is None:
        return ()
    marks = []
    for row in book.cascade.mergers:
        places = {p for issuer in act.issuers if (p := book.issuers.place(issuer)) is not None}
        merged = any(
            book.places.successor(place, row.on) is not None or len(book.places.merged_from(place, row.on)) > 1
            for place in places
        )
        if act.issued_on < row.on and merged:
            marks.append((row.on, _fact(act, Kind.RELATED, row.on, row.basis, row.id)))
    return tuple(marks)


def _is_local(act: Act, book: Book) -> bool:
    return bool(act.issuers) and all(book.issuers.level(issuer) in _LOCAL for issuer in act.issuers)


def _fact(
    act: Act, kind: Kind, on: date, basis: str, rule: str, cause: Fact | None = None, parent: Act | None = None
) -> Fact:
    """A conclusion of the rules as a fact: its origin names the rule, its note the legal basis."""
    label = str(parent.number) if parent is not None and parent.number is not None else parent and parent.title
    return Fact(
        act=act.id,
        kind=kind,
        on=on,
        tier=Tier.SECONDARY,
        origin=f"{ORIGIN}:{rule}",
        by=parent.id if parent else None,
        by_label=label or None,
        note=basis,
    )
