"""Section ``retroactivity``: whether effect may go back before the day of issue (hiệu lực trở về trước)."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal

from doccheck.model.act import Certainty
from doccheck.rulebook.dated import Dated, DatedRow, history
from doccheck.rulebook.load import Mistakes, Section, validate


class BackRow(DatedRow):
    """A dated permission."""

    allowed: Literal["limited", "never"] | None = None


class KindsBack(Section):
    """The history of some kinds of issuer."""

    kinds: list[str]
    values: list[BackRow]


class RetroactivityFile(Section):
    """``rules/vn/retroactivity.yaml``."""

    retroactivity: list[KindsBack]


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """The answer: ``limited`` (where truly needed, never heavier) or ``never``."""

    allowed: str
    basis: tuple[str, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Retroactivity:
    """The section, read."""

    by_kind: dict[str, Dated[BackRow]]

    def at(self, kind: str, on: date) -> Back | None:
        """The answer for an issuer's kind on a day of issue; None when the rules know none."""
        past = self.by_kind.get(kind)
        entry = past.entry(on) if past else None
        if entry is None or entry.value is None or entry.value.allowed is None:
            return None
        return Back(allowed=entry.value.allowed, basis=entry.basis, certainty=entry.certainty)


def load(folder: Path, mistakes: Mistakes) -> Retroactivity:
    """The section of a rule folder; mistakes are gathered, not raised."""
    path = folder / "vn" / "retroactivity.yaml"
    page = validate(path, RetroactivityFile, mistakes)
    found: dict[str, Dated[BackRow]] = {}
    for i, row in enumerate(page.retroactivity if page else ()):
        where = ("retroactivity", i)
        past = history(row.values, partial(_complain, mistakes, path, where, row.kinds))
        for kind in row.kinds:
            if kind in found:
                mistakes.at(path, where, f"kind {kind!r} stands twice")
            found[kind] = past
    return Retroactivity(found)


def _complain(mistakes: Mistakes, path: Path, where: tuple[str | int, ...], kinds: list[str], message: str) -> None:
    mistakes.at(path, where, f"kinds {', '.join(kinds)}: {message}")
