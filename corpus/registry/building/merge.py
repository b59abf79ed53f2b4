"""One act out of many rows: number alone is no key; type, issuer or place, and day decide together."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from building.values import Conflict, Gathered, Row
from doccheck.model.act import Act, Tier, act_id
from doccheck.model.number import DocNumber, fold
from doccheck.rulebook.book import Book

STATUTE = frozenset({"law", "code", "constitution"})
STRENGTH = {Tier.OFFICIAL: 0, Tier.READ: 1, Tier.SECONDARY: 2, Tier.HINT: 3}
NEAR = 370  # days within which two dates of one numbered act are one act's disputed date


@dataclass(slots=True)
class Cluster:
    """Rows that speak of one act."""

    rows: list[Row] = field(default_factory=list)

    def instruments(self) -> set[str]:
        return {row.instrument for row in self.rows if row.instrument}

    def issuers(self) -> set[str]:
        return {one for row in self.rows for one in row.issuers}

    def days(self) -> set[date]:
        return {row.issued for row in self.rows if row.issued}

    def years(self) -> set[int]:
        return {day.year for day in self.days()} | {row.year for row in self.rows if row.year}

    def known(self) -> bool:
        """False for a local number that others mention without place or day: it names no act."""
        return any(not row.weak or row.issued for row in self.rows) or not any("?" in one for one in self.issuers())

    def takes(self, row: Row) -> bool:
        """True when the row can speak of this act."""
        return self._instrument(row) and self._issuer(row) and self._day(row)

    def _instrument(self, row: Row) -> bool:
        mine = self.instruments()
        if not mine or row.instrument is None or row.instrument in mine:
            return True
        return row.instrument in STATUTE and bool(mine & STATUTE)

    def _issuer(self, row: Row) -> bool:
        mine = self.issuers()
        if not mine or not row.issuers:
            return not _local(row)
        if mine & set(row.issuers):
            return True
        open_place = any(_same(one, other) for one in mine for other in row.issuers)
        return open_place and row.issued is not None and row.issued in self.days()

    def _day(self, row: Row) -> bool:
        days = self.days()
        if row.number is None:
            return {fold(r.title or "") for r in self.rows} >= {fold(row.title or "")}
        if row.issued is None or not days:
            years = self.years()
            mine = {row.year} if row.year else {row.issued.year} if row.issued else set()
            if row.number.year is not None:
                return True
            return not mine or not years or bool(mine & years)
        if row.issued in days:
            return True
        return row.number.year is not None and any(abs((row.issued - day).days) < NEAR for day in days)


def _local(row: Row) -> bool:
    symbol = fold(row.number.symbol) if row.number else ""
    return any(organ in symbol for organ in ("ubnd", "hdnd", "qd-ub"))


def _same(one: str, other: str) -> bool:
    """True for two ids of one kind of organ, one of them without its place."""
    kind, _, place = one.partition("/")
    kind2, _, place2 = other.partition("/")
    return "?" in {place, place2} and kind.partition("-")[0] == kind2.partition("-")[0]


def cluster(got: Gathered) -> list[Cluster]:
    """The acts behind the rows; full rows first, so that bare mentions join them."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in got.rows:
        groups[row.number.key if row.number else "title " + fold(row.title or "")].append(row)
    found: list[Cluster] = []
    for key in sorted(groups):
        acts: list[Cluster] = []
        for row in sorted(groups[key], key=_fullness):
            takers = [act for act in acts if act.takes(row)]
            if len(takers) > 1 and row.instrument is None:
                takers = [act for act in takers if act.instruments() & STATUTE] or takers
            if len(takers) == 1 or (takers and not _bare(row)):
                takers[0].rows.append(row)
            elif not takers:
                acts.append(Cluster([row]))
            # a bare mention that fits several acts names none of them
        found += [act for act in acts if act.known()]
    return found


def _bare(row: Row) -> bool:
    return row.weak and row.issued is None


def _fullness(row: Row) -> tuple[int, int]:
    known = (row.issued is not None) + (row.instrument is not None) + bool(row.issuers) - 2 * row.weak
    return (-known, row.serial)


@dataclass(slots=True)
class Merged:
    """An act with the tier and origin of its day of effect, and every source that knows it."""

    act: Act
    origin: str
    effect: tuple[Tier, str] | None


def settle(group: Cluster, book: Book, got: Gathered, corrections: dict[tuple[str, str, str], str]) -> Merged:
    """One act from its rows; where they disagree the better source wins and the rest is kept as a conflict."""
    rows = group.rows
    best = rows[0]
    number = _number(rows)
    instrument = _vote([r.instrument for r in rows if not r.weak] or [r.instrument for r in rows])
    issuers = _issuers(rows)
    issued = _field(rows, "issued", best, got)
    effective, effect = _effective(rows, issued, best, got, corrections)
    titled = [row for row in rows if row.title]
    title = min(titled, key=lambda r: (r.title_rank, r.weak, r.serial)).title if titled else None
    place = book.issuers.place(issuers[0]) if issuers and "/" in issuers[0] and "?" not in issuers[0] else None
    act = Act(
        id=act_id(number, instrument, issuers, issued, title),
        number=number,
        instrument=instrument,
        issuers=issuers,
        issued_on=issued,
        effective_on=effective,
        title=title,
        locality=place,
    )
    origins = [row.origin for row in sorted(rows, key=lambda r: (r.weak, r.serial)) if row.origin]
    return Merged(act, "; ".join(dict.fromkeys(origins)) or "named", effect)


def _number(rows: list[Row]) -> DocNumber | None:
    numbers = [row.number for row in rows if row.number]
    return max(numbers, key=lambda n: (len(str(n)), str(n))) if numbers else None


def _vote(values: list[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return counted.most_common(1)[0][0] if counted else None


def _issuers(rows: list[Row]) -> tuple[str, ...]:
    known = [row.issuers for row in rows if row.issuers and not any("?" in one for one in row.issuers)]
    return known[0] if known else next((row.issuers for row in rows if row.issuers), ())


def _field(rows: list[Row], name: str, best: Row, got: Gathered) -> date | None:
    said: dict[date, list[str]] = {}
    for row in sorted(rows, key=lambda r: (r.weak, r.title_rank, r.serial)):
        value = getattr(row, name)
        if value:
            said.setdefault(value, []).append(row.origin or "named")
    if not said:
        return None
    chosen = next(iter(said))
    if len(said) > 1:
        values = [(day.isoformat(), "; ".join(dict.fromkeys(who))) for day, who in said.items()]
        got.conflicts.append(Conflict(best, f"{name}_on", values, chosen.isoformat()))
    return chosen


def _effective(
    rows: list[Row], issued: date | None, best: Row, got: Gathered, corrections: dict[tuple[str, str, str], str]
) -> tuple[date | None, tuple[Tier, str] | None]:
    said: dict[date, list[tuple[Tier, str]]] = {}
    for row in rows:
        if row.effective is None:
            continue
        right = corrections.get((row.number.key if row.number else "", "effective_on", row.effective.isoformat()))
        if right is not None:
            got.conflicts.append(
                Conflict(best, "effective_on", [(row.effective.isoformat(), row.origin)], right or None)
            )
            continue
        if issued and row.effective < issued:
            value = (row.effective.isoformat(), row.origin)
            got.conflicts.append(Conflict(best, "effective_on", [value, (issued.isoformat(), "issued_on")], None))
            continue
        said.setdefault(row.effective, []).append((row.effective_tier, row.origin))
    if not said:
        return None, None
    ranked = sorted(said.items(), key=lambda item: (min(STRENGTH[t] for t, _ in item[1]), -len(item[1]), item[0]))
    day, who = ranked[0]
    if len(ranked) > 1:
        values = [(d.isoformat(), "; ".join(dict.fromkeys(o for _, o in w))) for d, w in ranked]
        got.conflicts.append(Conflict(best, "effective_on", values, day.isoformat()))
    tier, origin = min(who, key=lambda w: STRENGTH[w[0]])
    if len(ranked) > 1 and STRENGTH[tier] < STRENGTH[Tier.SECONDARY]:
        tier = Tier.SECONDARY  # sources disagree
    return day, (tier, origin)
