"""Candidates of one number narrowed field by field (thu hẹp): type, issuer, day. An unknown field narrows nothing."""

import re
from collections.abc import Iterable
from datetime import date

from doccheck.match.asked import STATUTES, Asked
from doccheck.model.act import Act
from doccheck.rulebook.book import Book

Acts = tuple[Act, ...]


def by_type(acts: Acts, asked: Asked, book: Book) -> Acts:
    """Acts of the type asked for; laws and codes are one family.

    Where none is of that type, an act stays whose type is told by the number itself: then the type word was wrong.
    """
    if asked.instrument is None:
        return acts
    same = tuple(a for a in acts if _one_family(a.instrument, asked.instrument))
    if same or asked.number is None:
        return same
    told = book.instruments.by_code(re.split(r"[-/.]", asked.number.symbol, maxsplit=1)[0])
    return tuple(a for a in acts if a.instrument is None or (told is not None and a.instrument == told))


def _one_family(one: str | None, other: str | None) -> bool:
    return one == other or {one, other} <= STATUTES - {"ordinance"}


def by_issuer(acts: Acts, asked: Asked, book: Book) -> tuple[Acts, bool]:
    """Acts of the issuer asked for, and whether the issuer is sure.

    Same ids first, then legal predecessors and successors, then acts of which it cannot be told. A central number
    names its issuer itself, so a wrong issuer beside it excludes nothing.
    """
    if not asked.issuers or not acts:
        return acts, not asked.local
    exact = tuple(a for a in acts if set(a.issuers) & set(asked.issuers))
    if exact:
        return exact, not any(i.endswith("/?") for i in asked.issuers)
    answers = {a.id: same_organ(a, asked.issuers, _then(asked, a), book) for a in acts}
    heirs = tuple(a for a in acts if answers[a.id] is True)
    if heirs:
        return heirs, not asked.local or not asked.implied
    if not asked.local:
        return acts, True
    return tuple(a for a in acts if answers[a.id] is None), False


def _then(asked: Asked, act: Act) -> date | None:
    """The day on which issuers are compared: of the citing text, of the act, or the end of the number's year."""
    known = asked.host.on or asked.issued_on or act.issued_on
    return known or (date(asked.year, 12, 31) if asked.year else None)


def same_organ(act: Act, issuers: Iterable[str], on: date | None, book: Book) -> bool | None:
    """Whether an act's issuer is, or legally became, one of ``issuers``; None when it cannot be told."""
    if not act.issuers:
        return None
    if on is None:
        return True if set(act.issuers) & set(issuers) else None
    answers = {book.issuers.same_organ(mine, theirs, on) for mine in act.issuers for theirs in issuers}
    return True if True in answers else None if None in answers or not answers else False


def by_day(acts: Acts, asked: Asked) -> tuple[Acts, bool]:
    """Acts of the day asked for, and whether the day agrees; a conflicting day excludes only where another agrees."""
    if asked.issued_on is None:
        return acts, False
    same = tuple(a for a in acts if a.issued_on == asked.issued_on)
    if same:
        return same, True
    undated = tuple(a for a in acts if a.issued_on is None)
    return (undated, False) if undated else (acts, False)


def ranked(acts: Iterable[Act], asked: Asked, book: Book) -> Acts:
    """Rivals, best first: how many of the known fields agree, then the latest before the citing day."""
    limit = asked.host.latest or date.max

    def score(act: Act) -> tuple[int, int, str]:
        points = 4 * (asked.issued_on is not None and act.issued_on == asked.issued_on)
        points += 2 * bool(set(act.issuers) & set(asked.issuers))
        points += 2 * (asked.instrument is not None and act.instrument == asked.instrument)
        points += asked.year is not None and act.issued_on is not None and act.issued_on.year == asked.year
        points -= 8 * (act.issued_on is not None and act.issued_on > limit)
        day = act.issued_on.toordinal() if act.issued_on is not None else 0
        return -points, -day, act.id

    return tuple(sorted(dict.fromkeys(acts), key=score))
