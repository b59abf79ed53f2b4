"""Section ``forms``: official forms, deadlines and repealing papers (biểu mẫu, thời hạn, văn bản bãi bỏ) as data.

A form is chosen by the day of the review, never by the day of the document that is reviewed.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from pydantic import Field

from doccheck.rulebook.dated import Grade, Sourced
from doccheck.rulebook.load import Mistakes, Section, validate
from doccheck.rulebook.sentences import Sentence

Part = Literal["year", "field"]
Output = Literal["xlsx", "docx"]
SATURDAY = 6


class Regime(Sourced):
    """The decree whose forms rule on a day of review."""

    id: str
    from_: date = Field(alias="from")
    to: date | None = None
    name: str
    note: str


class FormColumn(Section):
    """A column of a form; ``width`` in characters."""

    title: str
    width: int
    align: Literal["left", "center"] = "left"
    certainty: Grade | None = None


class OfficialForm(Section):
    """A form (biểu mẫu): ``parts`` cuts its rows, ``shape`` sheet is one document a page."""

    id: str
    regime: str
    number: str = ""
    title: str
    columns: list[str]
    shape: Literal["list", "sheet"] = "list"
    parts: Part | None = None
    only: Output | None = None
    certainty: Grade


class Ordering(Sourced):
    """How rows of lists follow each other."""

    keys: list[Literal["field", "rank", "issued_on", "number"]]


class FormsFile(Section):
    """``rules/vn/forms/forms.yaml``."""

    regimes: list[Regime]
    order: Ordering
    columns: dict[str, FormColumn]
    forms: list[OfficialForm]


class CutOffs(Sourced):
    """Days on which periods end."""

    days: list[date]


class Deadline(Sourced):
    """A deadline (thời hạn): a fixed day of the next year, or so many days after an event."""

    id: str
    kinds: list[str]
    level: Literal["central", "local"] | None = None
    from_: date = Field(alias="from")
    to: date | None = None
    month: int | None = None
    day: int | None = None
    after: Literal["published", "closed", "issued", "suspended", "parent_ended", "session", "statistics"] | None = None
    days: int | None = None
    working: bool = False
    name: Sentence
    who: Sentence | None = None
    checks: list[str] = []

    def on(self, cut_off: date, events: dict[str, date]) -> date | None:
        """The last day; None while the event that it counts from has not happened."""
        if self.month and self.day:
            return date(cut_off.year + 1, self.month, self.day)
        start = events.get(self.after or "")
        if start is None:
            return None
        return _working(start, self.days or 0) if self.working else start + timedelta(days=self.days or 0)

    def said(self, lang: str = "vi") -> str:
        """What is due, and who acts (việc phải làm, ai làm)."""
        name = self.name.en if lang == "en" else self.name.vi
        who = (self.who.en if lang == "en" else self.who.vi) if self.who else ""
        return f"{name} ({who})" if who else name


def _working(start: date, count: int) -> date:
    """So many working days after a day (ngày làm việc): Saturdays and Sundays left out, holidays are not known."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= day.isoweekday() < SATURDAY
    return day


class DeadlinesFile(Section):
    """``rules/vn/forms/deadlines.yaml``."""

    cut_offs: dict[str, CutOffs]
    deadlines: list[Deadline]


class RepealPaper(Section):
    """How one kind of issuer repeals: form, words, signature, groups of legal bases."""

    kinds: list[str]
    instrument: str
    code: str
    heading: str
    motion: str
    opening: str
    this: str
    signature: list[str]
    scope: list[str]


class RepealBasis(Section):
    """A legal basis that may be written; whether it is in force is asked of the registry."""

    group: str
    number: str
    text: str
    to_sign_from: date | None = None
    to_sign_to: date | None = None

    def serves(self, on: date) -> bool:
        """Whether its wording fits a paper signed on a day."""
        return (self.to_sign_from or date.min) <= on <= (self.to_sign_to or date.max)


class RepealFile(Section):
    """``rules/vn/forms/repeal.yaml``."""

    papers: list[RepealPaper]
    bases: list[RepealBasis]
    source: str
    certainty: Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """The section, read."""

    regimes: tuple[Regime, ...] = ()
    order: tuple[str, ...] = ()
    columns: dict[str, FormColumn]
    forms: tuple[OfficialForm, ...] = ()
    cut_offs: dict[str, tuple[date, ...]]
    deadlines: tuple[Deadline, ...] = ()
    papers: tuple[RepealPaper, ...] = ()
    bases: tuple[RepealBasis, ...] = ()

    def regime(self, on: date) -> Regime | None:
        """The regime of a day of review; None before the first that the rules know."""
        held = [r for r in self.regimes if r.from_ <= on <= (r.to or date.max)]
        return held[-1] if held else None

    def on(self, day: date) -> tuple[OfficialForm, ...]:
        """The forms of a day of review."""
        regime = self.regime(day)
        return tuple(form for form in self.forms if regime and form.regime == regime.id)

    def cut_off(self, kind: str, today: date) -> date | None:
        """The cut-off day that a kind of campaign is next due for; the last one stays until a year has gone by."""
        days = [day for day in self.cut_offs.get(kind, ()) if day >= today - timedelta(days=365)]
        return min(days) if days else None

    def due(self, kind: str, level: str, cut_off: date) -> tuple[Deadline, ...]:
        """Deadlines of a campaign."""
        return tuple(
            one
            for one in self.deadlines
            if kind in one.kinds and one.level in {None, level} and one.from_ <= cut_off <= (one.to or date.max)
        )

    def deadlines_of(self, code: str, day: date) -> tuple[Deadline, ...]:
        """Deadlines that follow a check's finding on a day (thời hạn kèm theo)."""
        held = (one for one in self.deadlines if code in one.checks)
        return tuple(one for one in held if one.from_ <= day <= (one.to or date.max))

    def paper(self, kind: str) -> RepealPaper:
        """How a kind of issuer repeals; the last row serves all others."""
        return next((paper for paper in self.papers if kind in paper.kinds), self.papers[-1])


def load(folder: Path, mistakes: Mistakes) -> Official:
    """The section of a rule folder; mistakes are gathered, not raised."""
    home = folder / "vn" / "forms"
    forms = validate(home / "forms.yaml", FormsFile, mistakes)
    deadlines = validate(home / "deadlines.yaml", DeadlinesFile, mistakes)
    repeal = validate(home / "repeal.yaml", RepealFile, mistakes)
    if forms is None or deadlines is None or repeal is None:
        return Official(columns={}, cut_offs={})
    _examine(home / "forms.yaml", forms, mistakes)
    for i, one in enumerate(deadlines.deadlines):
        if (one.month is None) == (one.after is None):
            where = ("deadlines", i)
            mistakes.at(home / "deadlines.yaml", where, f"deadline {one.id!r}: say month and day, or after and days")
    return Official(
        regimes=tuple(forms.regimes),
        order=tuple(forms.order.keys),
        columns=forms.columns,
        forms=tuple(forms.forms),
        cut_offs={kind: tuple(found.days) for kind, found in deadlines.cut_offs.items()},
        deadlines=tuple(deadlines.deadlines),
        papers=tuple(repeal.papers),
        bases=tuple(repeal.bases),
    )


def _examine(path: Path, page: FormsFile, mistakes: Mistakes) -> None:
    known = {regime.id for regime in page.regimes}
    seen: set[tuple[str, str]] = set()
    for i, form in enumerate(page.forms):
        where = ("forms", i)
        if form.regime not in known:
            mistakes.at(path, where, f"form {form.id!r}: no regime {form.regime!r}")
        if (form.regime, form.id) in seen:
            mistakes.at(path, where, f"form {form.id!r} stands twice in {form.regime!r}")
        seen.add((form.regime, form.id))
        for name in form.columns:
            if name not in page.columns:
                mistakes.at(path, where, f"form {form.id!r}: no column {name!r}")
