"""A legal fact is a history (giá trị theo thời gian): day → value, with its basis inside.

Before the first dated value the answer is UNKNOWN, never "forbidden"; a null value closes the history (CLOSED).
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise
from typing import Generic, Literal, TypeVar

from pydantic import Field

from doccheck.model.act import Certainty
from doccheck.rulebook.load import Section

T = TypeVar("T")
Grade = Literal["H", "M", "L"]
_GRADES = {"H": Certainty.HIGH, "M": Certainty.MEDIUM, "L": Certainty.LOW}


class Answer(Enum):
    """Answers of a history that are not values."""

    CLOSED = "closed"
    UNKNOWN = "unknown"


CLOSED = Answer.CLOSED
UNKNOWN = Answer.UNKNOWN


class Sourced(Section):
    """What every dated value carries: legal basis, where it was read, how sure, and when somebody last looked."""

    basis: list[str] = Field(min_length=1)
    source: str = Field(min_length=1)
    certainty: Grade
    checked_on: date | None = None


class Lasting(Sourced):
    """A value that holds from a day to another (first day after); a missing door is open or not known."""

    from_: date | None = Field(default=None, alias="from")
    to: date | None = None


def certainty_of(grade: Grade) -> Certainty:
    """The certainty a grade stands for: H, M or L."""
    return _GRADES[grade]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[T]):
    """One dated value (None closes the history) with its basis."""

    on: date
    value: T | None
    basis: tuple[str, ...]
    source: str
    certainty: Certainty
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A history (giá trị theo thời gian); entries are sorted by day and no day stands twice."""

    entries: tuple[Entry[T], ...]

    def __post_init__(self) -> None:
        days = [e.on for e in self.entries]
        if any(a >= b for a, b in pairwise(days)):
            raise ValueError("days of a history rise and none stands twice")

    def entry(self, day: date) -> Entry[T] | None:
        """The entry that rules on a day; None before the first."""
        i = bisect_right(self.entries, day, key=lambda e: e.on)
        return self.entries[i - 1] if i else None

    def at(self, day: date) -> T | Answer:
        """The value on a day, CLOSED, or UNKNOWN before the first entry."""
        entry = self.entry(day)
        if entry is None:
            return UNKNOWN
        return CLOSED if entry.value is None else entry.value


def rising(days: list[date], complain: Callable[[str], None]) -> bool:
    """True when days rise strictly; else tells which day does not."""
    for first, second in pairwise(days):
        if first >= second:
            complain(f"day {second.isoformat()} does not come after {first.isoformat()}")
            return False
    return True


class DatedRow(Sourced):
    """A dated value in a rule file: holds from ``on`` until the next; ``closed`` ends what the book knows."""

    on: date
    closed: bool = False


V = TypeVar("V", bound=DatedRow)


def history(rows: list[V], complain: Callable[[str], None]) -> Dated[V]:
    """The history of dated rows; an empty one after a complaint about their days."""
    if not rows:
        complain("has no dated value")
    if not rising([row.on for row in rows], complain):
        return Dated(())
    return Dated(
        tuple(
            Entry(
                on=row.on,
                value=None if row.closed else row,
                basis=tuple(row.basis),
                source=row.source,
                certainty=certainty_of(row.certainty),
                checked_on=row.checked_on,
            )
            for row in rows
        )
    )
