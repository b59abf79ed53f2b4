"""Section ``authority``: who could issue what, and since when (thẩm quyền về hình thức): the matrix, asked on a day."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path

from pydantic import Field

from doccheck.model.act import Certainty
from doccheck.rulebook.dated import Dated, DatedRow, history
from doccheck.rulebook.instruments import Instruments
from doccheck.rulebook.issuers import Issuers
from doccheck.rulebook.load import Mistakes, Section, validate
from doccheck.rulebook.periods import Periods

ANY = "*"
NORMATIVE_TYPES = "*normative"
ADMINISTRATIVE_TYPES = "*administrative"


class Verdict(StrEnum):
    """What the law of the day says of a type in an issuer's hands."""

    NORMATIVE = "normative"  # may be a normative document
    ADMINISTRATIVE_ONLY = "administrative_only"  # administrative documents only
    NOT_USED = "not_used"  # the issuer does not use this type
    UNKNOWN = "unknown"


class VerdictRow(DatedRow):
    """A dated cell of the matrix."""

    verdict: Verdict = Verdict.UNKNOWN


class NoteRow(Section):
    """A footnote of a row in both languages."""

    vi: str
    en: str


class MatrixRow(Section):
    """A row: every issuer's kind is in ``kinds``; ``any_of`` and ``all_of`` say who must be among them."""

    id: str
    kinds: list[str] = Field(min_length=1)
    instruments: list[str] = Field(min_length=1)
    joint: bool = False
    any_of: list[str] = []
    all_of: list[str] = []
    note: NoteRow | None = None
    values: list[VerdictRow]


class MatrixFile(Section):
    """``rules/vn/authority/*.yaml``, read in the order central, joint, local, others by name, rest last."""

    rows: list[MatrixRow]
    joint_of: dict[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """The answer (kết luận về thẩm quyền): verdict with basis; ``since`` is its first day."""

    verdict: Verdict
    basis: tuple[str, ...] = ()
    certainty: Certainty = Certainty.LOW
    period_id: str | None = None
    note: str = ""
    note_en: str = ""
    row: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A row of the matrix with its history."""

    row: MatrixRow
    values: Dated[VerdictRow]

    def fits(self, kinds: tuple[str, ...], names: frozenset[str]) -> bool:
        """True when the row speaks of these issuers and this type."""
        row, given = self.row, set(kinds)
        return (
            row.joint == (len(kinds) > 1)
            and bool(names & set(row.instruments))
            and (ANY in row.kinds or given <= set(row.kinds))
            and (not row.any_of or bool(given & set(row.any_of)))
            and given >= set(row.all_of)
        )


@dataclass(frozen=True, slots=True)
class Authority:
    """The section, read."""

    cells: tuple[Cell, ...]
    joint_of: dict[str, str]
    issuers: Issuers
    instruments: Instruments
    periods: Periods
    _joint: frozenset[str] = field(default=frozenset())

    def at(self, issuers: tuple[str, ...], instrument: str, on: date) -> Ruling:
        """Whether these issuers could issue this type as a normative document on a day.

        UNKNOWN for an issuer or a type the rules do not know, for a joint type with one issuer read, and before the
        first dated value: never "forbidden".
        """
        kinds = tuple(self.issuers.kind(i) for i in issuers)
        type_id = self.joint_of.get(instrument, instrument) if len(kinds) > 1 else instrument
        period = self.periods.at(on, self.issuers.level(issuers[0])) if issuers else None
        unknown = Ruling(verdict=Verdict.UNKNOWN, period_id=period.id if period else None)
        if not kinds or "unknown" in kinds or (len(kinds) == 1 and type_id in self._joint):
            return unknown
        cell = next((c for c in self.cells if c.fits(kinds, self._names(type_id))), None)
        entry = cell.values.entry(on) if cell else None
        if cell is None or entry is None or entry.value is None:
            return unknown
        note = cell.row.note
        return Ruling(
            verdict=entry.value.verdict,
            basis=entry.basis,
            certainty=entry.certainty,
            period_id=unknown.period_id,
            note=note.vi if note else "",
            note_en=note.en if note else "",
            row=cell.row.id,
            since=entry.on,
        )

    def _names(self, type_id: str) -> frozenset[str]:
        if type_id not in self.instruments:
            return frozenset()
        one = self.instruments.get(type_id)
        groups = {NORMATIVE_TYPES} if one.normative_form else set()
        return frozenset({type_id, *groups, *([ADMINISTRATIVE_TYPES] if one.administrative else [])})


def load(folder: Path, mistakes: Mistakes, issuers: Issuers, instruments: Instruments, periods: Periods) -> Authority:
    """The section of a rule folder; mistakes are gathered, not raised."""
    cells: list[Cell] = []
    joint_of: dict[str, str] = {}
    seen: set[str] = set()
    for path in sorted((folder / "vn" / "authority").glob("*.yaml"), key=lambda p: (p.stem == "rest", p.stem)):
        page = validate(path, MatrixFile, mistakes)
        joint_of.update(page.joint_of if page else {})
        for i, row in enumerate(page.rows if page else ()):
            complain = partial(_complain, mistakes, path, ("rows", i), row.id)
            if row.id in seen:
                complain("stands twice")
            seen.add(row.id)
            _examine(row, complain, issuers, instruments)
            cells.append(Cell(row, history(row.values, complain)))
    return Authority(tuple(cells), joint_of, issuers, instruments, periods, frozenset(joint_of.values()))


def _complain(mistakes: Mistakes, path: Path, where: tuple[str | int, ...], row_id: str, message: str) -> None:
    mistakes.at(path, where, f"row {row_id!r} {message}")


def _examine(row: MatrixRow, complain: Callable[[str], None], issuers: Issuers, instruments: Instruments) -> None:
    known = issuers.kinds() | {ANY}
    for kind in (*row.kinds, *row.any_of, *row.all_of):
        if kind not in known:
            complain(f"speaks of kind {kind!r}, and no issuer is of it")
    for name in row.instruments:
        if name not in instruments and name not in {NORMATIVE_TYPES, ADMINISTRATIVE_TYPES}:
            complain(f"speaks of instrument {name!r}, which is not there")
    for value in row.values:
        if value.closed == (value.verdict is not Verdict.UNKNOWN):
            complain(f"of {value.on.isoformat()}: say a verdict or closed, one of them")
