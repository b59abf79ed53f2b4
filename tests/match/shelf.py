"""A small shelf in memory: the protocol over plain lists, for tests of matching and of timelines."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from doccheck.model.act import Act, Fact, Kind, Tier, act_id
from doccheck.model.number import DocNumber
from doccheck.rulebook.names import key

STATUTES = {"constitution", "code", "law", "ordinance"}


class ListShelf:
    """Implements ``model.lookup.Lookup``."""

    def __init__(self, acts: Iterable[Act] = (), facts: Iterable[Fact] = ()) -> None:
        self._acts, self._facts = tuple(acts), tuple(facts)

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr((self._acts, self._facts)).encode()).hexdigest()

    def act(self, act_id: str) -> Act | None:
        return next((a for a in self._acts if a.id == act_id), None)

    def by_number(self, key: str) -> tuple[Act, ...]:
        return tuple(a for a in self._acts if a.number is not None and a.number.key == key)

    def by_serial(self, serial: str, year: int | None) -> tuple[Act, ...]:
        numbered = [(a, a.number) for a in self._acts if a.number is not None]
        return tuple(
            a for a, n in numbered if n.key.split("/")[0] == serial.lstrip("0") and (year is None or n.year == year)
        )

    def by_title(self, key: str) -> tuple[Act, ...]:
        return tuple(a for a in self._acts if (a.id, key) in {(i, t) for t, i in self.titles()})

    def titles(self) -> tuple[tuple[str, str], ...]:
        return tuple((key(a.title), a.id) for a in self._acts if a.title and a.instrument in STATUTES)

    def by_date(self, day: date) -> tuple[Act, ...]:
        return tuple(a for a in self._acts if a.issued_on == day)

    def numbers_on(self, day: date) -> tuple[tuple[str, str], ...]:
        return tuple((a.number.key, a.id) for a in self.by_date(day) if a.number is not None)

    def facts(self, act_id: str) -> tuple[Fact, ...]:
        return tuple(f for f in self._facts if f.act == act_id)

    def guides_of(self, act_id: str) -> tuple[Act, ...]:
        children = {f.by for f in self._facts if f.act == act_id and f.kind is Kind.GUIDES}
        return tuple(a for a in self._acts if a.id in children)

    def details_of(self, act_id: str) -> tuple[Fact, ...]:
        return tuple(f for f in self._facts if f.by == act_id and f.kind is Kind.GUIDES)


def act(
    number: str | None,
    instrument: str,
    issuer: str | tuple[str, ...],
    issued: str | None = None,
    title: str | None = None,
    effective: str | None = None,
) -> Act:
    """An act in one line."""
    parsed = DocNumber.parse(number) if number else None
    issuers = (issuer,) if isinstance(issuer, str) else issuer
    on = date.fromisoformat(issued) if issued else None
    return Act(
        id=act_id(parsed, instrument, issuers, on, title),
        number=parsed,
        instrument=instrument,
        issuers=issuers,
        issued_on=on,
        effective_on=date.fromisoformat(effective) if effective else None,
        title=title,
    )


def fact(about: Act, kind: Kind, on: str | None, by: Act | None = None, tier: Tier = Tier.READ, **more: Any) -> Fact:
    """A fact in one line."""
    label = str(by.number) if by is not None and by.number is not None else None
    return Fact(
        act=about.id,
        kind=kind,
        on=date.fromisoformat(on) if on else None,
        tier=tier,
        origin="test",
        by=by.id if by is not None else None,
        by_label=label,
        **more,
    )
