"""Section ``delays``: least days from issue to effect, by level and day of issue (thời hạn có hiệu lực tối thiểu)."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal

from doccheck.model.act import Certainty
from doccheck.rulebook.dated import Dated, DatedRow, history
from doccheck.rulebook.load import Mistakes, Section, validate


class DelayRow(DatedRow):
    """A dated minimum; ``default`` days rule where the document states nothing."""

    min: int | None = None
    count: Literal["signing", "gazette"] = "signing"
    default: int | None = None
    urgent: bool = False
    except_kinds: list[str] = []


class LevelDelays(Section):
    """The history of one level."""

    level: Literal["central", "tinh", "huyen", "xa"]
    values: list[DelayRow]


class DelaysFile(Section):
    """``rules/vn/delays.yaml``."""

    delays: list[LevelDelays]
    tolerance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """A minimum (thời hạn tối thiểu): ``min_days`` from ``from_`` (signing, gazette).

    ``tolerance``: days that counting may differ by; ``urgent``: a shortened procedure may take effect earlier;
    ``except_kinds``: issuers the minimum does not bind.
    """

    min_days: int
    from_: str
    tolerance: int
    basis: tuple[str, ...]
    default_days: int | None
    certainty: Certainty
    urgent: bool = False
    except_kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Delays:
    """The section, read."""

    tolerance: int
    by_level: dict[str, Dated[DelayRow]]

    def at(self, level: str, on: date) -> Delay | None:
        """The minimum for a normative document of a level issued on a day; None when the rules know none."""
        past = self.by_level.get(level)
        entry = past.entry(on) if past else None
        if entry is None or entry.value is None or entry.value.min is None:
            return None
        row = entry.value
        return Delay(
            min_days=entry.value.min,
            from_=row.count,
            tolerance=self.tolerance,
            basis=entry.basis,
            default_days=row.default,
            certainty=entry.certainty,
            urgent=row.urgent,
            except_kinds=tuple(row.except_kinds),
        )


def load(folder: Path, mistakes: Mistakes) -> Delays:
    """The section of a rule folder; mistakes are gathered, not raised."""
    path = folder / "vn" / "delays.yaml"
    page = validate(path, DelaysFile, mistakes)
    if page is None:
        return Delays(0, {})
    found: dict[str, Dated[DelayRow]] = {}
    for i, level in enumerate(page.delays):
        where = ("delays", i)
        if level.level in found:
            mistakes.at(path, where, f"level {level.level!r} stands twice")
        for value in level.values:
            if value.closed == (value.min is not None):
                mistakes.at(path, where, f"{level.level}, {value.on.isoformat()}: say min or closed, one of them")
            if value.min is not None and value.min < 0:
                mistakes.at(path, where, f"{level.level}, {value.on.isoformat()}: min is below zero")
        found[level.level] = history(level.values, partial(_complain, mistakes, path, where, level.level))
    return Delays(page.tolerance, found)


def _complain(mistakes: Mistakes, path: Path, where: tuple[str | int, ...], level: str, message: str) -> None:
    mistakes.at(path, where, f"level {level!r} {message}")
