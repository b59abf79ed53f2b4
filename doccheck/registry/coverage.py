"""``registry coverage`` (độ đầy đủ của sổ): gaps in number series bound what may be called clean."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from doccheck.db import guard, rows
from doccheck.model.act import Act, Tier
from doccheck.registry.store import Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One number series (dãy số): acts of a type by an issuer in a year. ``highest`` is the largest number known."""

    instrument: str
    issuers: str
    year: int
    known: int
    highest: int
    with_effect: int
    with_end: int
    gaps: tuple[tuple[int, int], ...]

    @property
    def share(self) -> float:
        """Known numbers of those up to the highest."""
        return self.known / self.highest if self.highest else 0.0


def coverage(
    registry: Registry,
    *,
    instrument: str | None = None,
    issuer: str | None = None,
    year: int | None = None,
    at_least: int = 1,
) -> tuple[Series, ...]:
    """The number series (các dãy số) with a year in the number; the highest known is a floor of what was issued."""
    ends = ("replaced", "repealed", "ended", "term", "ceased")
    marks = ", ".join("?" * len(ends))
    sql = (
        "select a.instrument, a.issuers, a.year, a.serial, a.effective_on is not null, "
        f"exists (select 1 from facts f where f.act = a.id and f.tier != ? and f.kind in ({marks})) "
        "from acts a where a.year is not null and a.instrument is not null and a.issuers != ''"
    )
    with guard(registry.path):
        found = rows(registry.db, sql, (Tier.HINT.value, *ends))
    groups: dict[tuple[str, str, int], list[tuple[str, bool, bool]]] = defaultdict(list)
    for type_, who, when, serial, effect, end in found:
        if instrument in (None, type_) and issuer in (None, who) and year in (None, when):
            groups[(type_, who, when)].append((serial, bool(effect), bool(end)))
    series = [_series(key, acts) for key, acts in groups.items()]
    series = [one for one in series if one.known >= at_least]
    return tuple(sorted(series, key=lambda s: (s.issuers, s.instrument, s.year)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What of an issuer's numbers the registry knows from one year to another (giới hạn của kết luận)."""

    issuers: str
    first: int
    last: int
    known: int
    highest: int

    @property
    def share(self) -> float:
        """Known numbers of those up to the highest of each series."""
        return self.known / self.highest if self.highest else 0.0


def bound(registry: Registry, act: Act, day: date) -> Bound | None:
    """How far the acts that may have changed this one are known: its issuers' series from its year to the day's.

    None where the act names no issuer or day, or no series of theirs is numbered by years.
    """
    if not act.issuers or act.issued_on is None or act.issued_on > day:
        return None
    who, years = "+".join(act.issuers), (act.issued_on.year, day.year)
    sql = "select instrument, year, serial from acts where issuers = ? and year between ? and ? and key is not null"
    with guard(registry.path):
        found = rows(registry.db, sql, (who, *years))
    series: dict[tuple[str, int], set[int]] = defaultdict(set)
    for instrument, year, serial in found:
        if serial.isdigit():
            series[(instrument or "", year)].add(int(serial))
    if not series:
        return None
    known = sum(map(len, series.values()))
    return Bound(issuers=who, first=years[0], last=years[1], known=known, highest=sum(map(max, series.values())))


def _series(key: tuple[str, str, int], acts: list[tuple[str, bool, bool]]) -> Series:
    numbers = sorted({int(serial) for serial, _, _ in acts if serial.isdigit()})
    return Series(
        instrument=key[0],
        issuers=key[1],
        year=key[2],
        known=len(numbers),
        highest=numbers[-1] if numbers else 0,
        with_effect=sum(effect for _, effect, _ in acts),
        with_end=sum(end for _, _, end in acts),
        gaps=tuple(_gaps(numbers)),
    )


def _gaps(numbers: list[int]) -> Iterable[tuple[int, int]]:
    """Runs of missing numbers, inclusive."""
    last = 0
    for number in numbers:
        if number > last + 1:
            yield (last + 1, number - 1)
        last = number


def totals(registry: Registry) -> dict[str, int]:
    """Counts of the whole registry (tổng số): acts, facts by tier and kind, open conflicts."""
    with guard(registry.path):
        counted = {"acts": rows(registry.db, "select count(*) from acts")[0][0]}
        for column in ("tier", "kind"):
            for name, count in rows(registry.db, f"select {column}, count(*) from facts group by 1 order by 1"):
                counted[f"{column}.{name}"] = count
        counted["conflicts"] = rows(registry.db, "select count(distinct act || field) from conflicts")[0][0]
    return counted
