"""Section ``citations``: how a document of a day cites another for the first time (kỹ thuật viện dẫn)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field

from doccheck.rulebook.load import Mistakes, Section, validate


class CitationForm(Section):
    """One form: for which types, in which period; ``text`` names form, number, issued, year, organ and title."""

    instruments: list[str]
    from_: date | None = Field(default=None, alias="from")
    to: date | None = None
    text: str
    needs_title: bool = False
    bare_title: bool = False
    basis: str
    certainty: Literal["H", "M", "L"]

    def serves(self, instrument: str | None, on: date) -> bool:
        """True for an act of this type cited on this day; ``other`` serves every type."""
        named = instrument in self.instruments or "other" in self.instruments
        return named and (self.from_ is None or self.from_ <= on) and (self.to is None or on <= self.to)


class CitationsFile(Section):
    """``rules/vn/citations.yaml``."""

    forms: list[CitationForm]


@dataclass(frozen=True, slots=True)
class Citations:
    """The forms, the first that serves wins."""

    forms: tuple[CitationForm, ...]

    def at(self, instrument: str | None, on: date) -> CitationForm | None:
        """The form for an act of a type on the day of the citing document."""
        return next((form for form in self.forms if form.serves(instrument, on)), None)


def load(folder: Path, mistakes: Mistakes) -> Citations:
    """The section of a rule folder; mistakes are gathered, not raised."""
    page = validate(folder / "vn" / "citations.yaml", CitationsFile, mistakes)
    return Citations(tuple(page.forms) if page else ())
