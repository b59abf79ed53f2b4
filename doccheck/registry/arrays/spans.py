"""Lives of all acts as arrays (vòng đời dạng mảng): first day and status of every piece, act after act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from doccheck.model.act import Certainty, Piece, Status

Ints = NDArray[np.int32]
Marks = NDArray[np.uint8]

STATUSES = tuple(Status)
CERTAINTIES = tuple(Certainty)
NOBODY = np.uint8(255)
_AMENDED, _SURE = 8, 16  # status in the three lowest bits, then one bit, then certainty


def mark(piece: Piece) -> int:
    """Status, amended and certainty of a piece in one byte."""
    return STATUSES.index(piece.status) + _AMENDED * piece.amended + _SURE * CERTAINTIES.index(piece.certainty)


def status_of(byte: int) -> tuple[Status, bool, Certainty]:
    """What :func:`mark` wrote."""
    return STATUSES[byte & 7], bool(byte & _AMENDED), CERTAINTIES[byte // _SURE]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """Pieces of the act in row ``r`` stand from ``starts[r]`` to ``starts[r + 1]``; a row without act has none."""

    starts: Ints
    days: Ints
    marks: Marks

    @classmethod
    def build(cls, lives: Iterable[tuple[int, tuple[Piece, ...]]], size: int) -> "Spans":
        """From rows in order with the pieces of their acts; ``size`` is one more than the highest row."""
        counts = np.zeros(size + 1, dtype=np.int32)
        days: list[NDArray[np.int32]] = []
        marks: list[NDArray[np.uint8]] = []
        for row, pieces in lives:
            counts[row + 1] = len(pieces)
            days.append(np.array([_first(piece) for piece in pieces], dtype=np.int32))
            marks.append(np.array([mark(piece) for piece in pieces], dtype=np.uint8))
        return cls(
            starts=np.cumsum(counts, dtype=np.int32),
            days=np.concatenate(days or [np.zeros(0, np.int32)]),
            marks=np.concatenate(marks or [np.zeros(0, np.uint8)]),
        )

    def at(self, day: date) -> Marks:
        """The mark of every row on a day; ``NOBODY`` where there is no act."""
        begun = np.zeros(len(self.days) + 1, dtype=np.int32)
        np.cumsum(self.days <= day.toordinal(), out=begun[1:])
        first, last = self.starts[:-1], self.starts[1:]
        index = first + (begun[last] - begun[first]) - 1
        held = last > first
        found = np.full(len(first), NOBODY, dtype=np.uint8)
        found[held] = self.marks[index[held]]
        return found

    def with_(self, changed: "Spans", rows: Ints) -> "Spans":
        """The same with the pieces of some rows taken from ``changed``, which may have more rows."""
        size = len(changed.starts) - 1
        counts = np.zeros(size, dtype=np.int32)
        old = np.diff(self.starts)
        counts[: len(old)] = old
        fresh = np.diff(changed.starts)
        kept = np.repeat(~np.isin(np.arange(len(old)), rows), old)
        counts[rows] = fresh[rows]
        owners = np.concatenate((np.repeat(np.arange(len(old)), old)[kept], np.repeat(np.arange(size), fresh)))
        order = np.argsort(owners, kind="stable")
        starts = np.zeros(size + 1, dtype=np.int32)
        np.cumsum(counts, out=starts[1:])
        return Spans(
            starts=starts,
            days=np.concatenate((self.days[kept], changed.days))[order],
            marks=np.concatenate((self.marks[kept], changed.marks))[order],
        )


def _first(piece: Piece) -> int:
    """The first day as a number; the first piece has none and begins before all days."""
    return piece.period.start.toordinal() if piece.period.start is not None else 0
