"""Section ``periods``: which law on issuing documents ruled on a day of issue (thời kỳ pháp luật)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from doccheck.model.act import Certainty
from doccheck.model.period import Period
from doccheck.rulebook.dated import Lasting, certainty_of
from doccheck.rulebook.load import Mistakes, Section, validate


class PeriodRow(Lasting):
    """One period for some levels."""

    id: str
    levels: list[str]
    law: str
    number: str | None = None


class PeriodsFile(Section):
    """``rules/vn/periods.yaml``."""

    periods: list[PeriodRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawPeriod:
    """A period (thời kỳ): its law, the law's number, and from when to when."""

    id: str
    levels: tuple[str, ...]
    law: str
    number: str | None
    span: Period
    basis: tuple[str, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Periods:
    """The section, read."""

    all: tuple[LawPeriod, ...]

    def at(self, on: date, level: str = "central") -> LawPeriod | None:
        """The period of a day of issue at a level; None when the rules have none."""
        return next((p for p in self.all if level in p.levels and on in p.span), None)


def load(folder: Path, mistakes: Mistakes) -> Periods:
    """The section of a rule folder; mistakes are gathered, not raised."""
    path = folder / "vn" / "periods.yaml"
    page = validate(path, PeriodsFile, mistakes)
    found: list[LawPeriod] = []
    for i, row in enumerate(page.periods if page else ()):
        where = ("periods", i)
        if row.from_ and row.to and row.to <= row.from_:
            mistakes.at(path, where, f"period {row.id!r} ends before it begins")
            continue
        one = LawPeriod(
            id=row.id,
            levels=tuple(row.levels),
            law=row.law,
            number=row.number,
            span=Period(row.from_, row.to),
            basis=tuple(row.basis),
            certainty=certainty_of(row.certainty),
        )
        for other in found:
            if set(one.levels) & set(other.levels) and _overlap(one.span, other.span):
                mistakes.at(path, where, f"periods {other.id!r} and {one.id!r} overlap")
        found.append(one)
    return Periods(tuple(found))


def _overlap(a: Period, b: Period) -> bool:
    first, last = date.min, date.max
    return max(a.start or first, b.start or first) < min(a.end or last, b.end or last)
