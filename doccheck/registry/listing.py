"""``registry list`` (liệt kê theo tình trạng): all acts with their status on a day, out of the arrays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from doccheck.model.act import Act, Certainty, Status
from doccheck.registry.arrays import Arrays
from doccheck.registry.arrays.spans import NOBODY, status_of
from doccheck.registry.store import Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An act and what holds for it on the day (văn bản và tình trạng)."""

    act: Act
    status: Status
    amended: bool
    certainty: Certainty


def listed(registry: Registry, arrays: Arrays, day: date, statuses: frozenset[Status]) -> Iterator[Listed]:
    """Acts with one of these statuses on a day (văn bản có tình trạng), in the order of the registry."""
    marks = arrays.spans.at(day)
    for row in range(len(marks)):
        if marks[row] == NOBODY:
            continue
        status, amended, certainty = status_of(int(marks[row]))
        if status in statuses and (act := registry.in_row(row)) is not None:
            yield Listed(act=act, status=status, amended=amended, certainty=certainty)


def counts(arrays: Arrays, day: date) -> dict[Status, int]:
    """How many acts have each status on a day (số văn bản theo tình trạng)."""
    found: dict[Status, int] = dict.fromkeys(Status, 0)
    for mark in arrays.spans.at(day).tolist():
        if mark != NOBODY:
            found[status_of(mark)[0]] += 1
    return {status: count for status, count in found.items() if count}
