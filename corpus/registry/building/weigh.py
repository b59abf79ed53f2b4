"""What was read against what the seed knows: moved days, days that cannot be, sources that know better."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from doccheck.model.act import Act, Fact, Kind, Tier
from doccheck.registry import Registry
from doccheck.rulebook.book import Book

WHOLE = frozenset({Kind.REPLACED, Kind.REPEALED, Kind.ENDED})
PARTS = frozenset({Kind.PARTLY_REPLACED, Kind.PARTLY_REPEALED, Kind.AMENDED, Kind.CORRECTED, Kind.SUSPENDED})
SURE = frozenset({Tier.OFFICIAL, Tier.CONFIRMED})
ActOf = Callable[[str], Act | None]


def weigh(
    facts: Iterable[Fact], act_of: ActOf, seed: Registry, book: Book
) -> tuple[list[Fact], list[tuple[Fact, str]]]:
    """Facts that stand, and those that do not, each with the reason."""
    facts = list(facts)
    touched = _touched(facts)
    kept, refused = [], []
    for fact in facts:
        act, by = act_of(fact.act), act_of(fact.by) if fact.by else None
        fact = _dated(fact, by, seed)
        why = _why_not(fact, act, by, seed, book) or _own_contradiction(fact, touched, seed)
        if why is None:
            kept.append(fact)
        else:
            refused.append((fact, why))
    return kept, refused


def _touched(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """What was read of partial actions, by act."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.kind in PARTS - {Kind.CORRECTED}:
            found.setdefault(fact.act, []).append(fact)
    return found


def _own_contradiction(fact: Fact, touched: dict[str, list[Fact]], seed: Registry) -> str | None:
    """A whole ending by a document that also acts on a part, or of an act that is amended later."""
    if fact.kind not in WHOLE:
        return None
    for other in (*touched.get(fact.act, ()), *seed.facts(fact.act)):
        if other.kind not in PARTS - {Kind.CORRECTED} or other.tier not in SURE | {Tier.READ}:
            continue
        if other.by is not None and other.by == fact.by and other.kind is not Kind.AMENDED:
            return "the same document acts on a part"
        if other.on is not None and fact.on is not None and other.on > fact.on and fact.exceptions is None:
            return f"{other.by_label} acts on it on {other.on}"
    return None


def _dated(fact: Fact, by: Act | None, seed: Registry) -> Fact:
    """The day on which the acting act really took effect; no day where the one read is before the acting act itself."""
    if by is None or fact.on is None or fact.kind not in WHOLE | PARTS:
        return fact
    for other in seed.facts(by.id):
        if other.kind is Kind.EFFECT_MOVED and not other.provisions and other.note == f"printed {fact.on}":
            return replace(fact, on=other.on)
    if by.issued_on is not None and fact.on < by.issued_on:
        return replace(fact, on=None)
    return fact


def _at_odds(act: Act) -> bool:
    """True where the year in a number and the day of issue cannot be of one act: a slip in the text that names it."""
    year = act.number.year if act.number else None
    return year is not None and act.issued_on is not None and abs(act.issued_on.year - year) > 1


def _why_not(fact: Fact, act: Act | None, by: Act | None, seed: Registry, book: Book) -> str | None:
    if act is None:
        return "the act is not identified"
    if seed.act(act.id) is None and _at_odds(act):
        return "its number's year and its day differ"
    if fact.on is not None and act.issued_on is not None and fact.on < act.issued_on:
        return "before the act was issued"
    if fact.kind is Kind.EFFECT and not fact.provisions:
        return _other_effect(fact, seed)
    if fact.kind is Kind.TERM:
        return _ended_later(fact, seed)
    if fact.kind not in WHOLE | PARTS:
        return None
    if by is not None and by.issued_on and act.issued_on and by.issued_on < act.issued_on:
        return "the acting act is older"
    if by is not None and fact.kind is not Kind.CORRECTED and _lower(by, act, book):
        return "a lower organ's act on a higher one's"
    return _better_known(fact, act, seed) if fact.kind in WHOLE else None


def _lower(by: Act, act: Act, book: Book) -> bool:
    if not by.issuers or not act.issuers:
        return False
    return book.hierarchy.compare((by.issuers, by.instrument), (act.issuers, act.instrument)) == "lower"


def _other_effect(fact: Fact, seed: Registry) -> str | None:
    for other in seed.facts(fact.act):
        if other.kind is Kind.EFFECT_MOVED and not other.provisions:
            return "its day of effect was moved"
        if other.kind is Kind.EFFECT and not other.provisions and other.tier is not Tier.HINT and other.on != fact.on:
            return f"{other.origin} says {other.on}"
    return None


def _better_known(fact: Fact, act: Act, seed: Registry) -> str | None:
    """Why the seed knows better about a whole ending."""
    if fact.on is not None and act.effective_on is not None and fact.on <= act.effective_on:
        return f"before its effect on {act.effective_on}"
    for other in seed.facts(act.id):
        later = other.on is not None and fact.on is not None and other.on >= fact.on
        curated = other.tier in SURE or other.origin == "core-laws"
        if other.kind is Kind.IN_FORCE and curated and later and other.note != "partly":
            return f"{other.origin} knows it in force on {other.on}"
        same = other.kind in WHOLE and other.by == fact.by and other.tier in SURE | {Tier.READ}
        if same and other.on is not None:
            return f"known already: {other.origin} {other.on}"
    return _ended_later(fact, seed)


def _ended_later(fact: Fact, seed: Registry) -> str | None:
    """Why a read ending falls to a later one that a person read in a text: nobody ends what has ended already."""
    for other in seed.facts(fact.act):
        checked = other.tier is Tier.READ and other.kind in WHOLE and not other.origin.endswith("-read")
        if checked and other.on is not None and fact.on is not None and other.on > fact.on:
            return f"{other.origin}: {other.by_label} ends it on {other.on}"
    return None


def said(fact: Fact) -> str:
    """A statement in a line."""
    return f"{fact.kind.value} {fact.on or '?'} {fact.by_label or ''}".strip()


def order(fact: Fact) -> tuple[str, date, str, str]:
    """Stable order of output."""
    return (fact.act, fact.on or date.max, fact.kind.value, fact.by or "")
