"""Section ``instruments``: types of documents, their names and codes (loại văn bản)."""

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from doccheck.model.number import fold
from doccheck.model.period import Period
from doccheck.rulebook.dated import Lasting
from doccheck.rulebook.load import Mistakes, Section, validate
from doccheck.rulebook.names import key


class InstrumentRow(Section):
    """One type of document."""

    id: str
    names: list[str]
    en: str
    codes: list[str] = []
    short: list[str] = []
    rank: int | None = None
    normative_form: bool = False
    administrative: bool = False
    valid: Lasting | None = None


class InstrumentsFile(Section):
    """``rules/vn/instruments/*.yaml``."""

    instruments: list[InstrumentRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A type of document (loại văn bản).

    ``codes`` stand in numbers, ``abbreviations`` in running text; ``normative_form``: the type can carry norms;
    ``administrative``: it never does.
    """

    id: str
    names: tuple[str, ...]
    en: str
    codes: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    rank: int | None = None
    normative_form: bool = False
    administrative: bool = False
    valid: Period = field(default_factory=lambda: Period(None, None))


def code_key(code: str) -> str:
    """Key of a code: case and separators do not count, đ does (HĐ is not HD)."""
    plain = unicodedata.normalize("NFC", code).casefold().replace("\u00f0", "\u0111")
    return "".join(c for c in plain if c.isalnum())


@dataclass(frozen=True, slots=True)
class Instruments:
    """The section, read."""

    all: tuple[Instrument, ...]
    _by_id: dict[str, Instrument]
    _by_name: dict[str, str]
    _by_code: dict[str, str]
    _by_folded_code: dict[str, str]

    def get(self, instrument_id: str) -> Instrument:
        """The instrument with this id; KeyError when there is none."""
        return self._by_id[instrument_id]

    def __contains__(self, instrument_id: object) -> bool:
        return instrument_id in self._by_id

    def by_name(self, text: str) -> str | None:
        """Id of a name or running abbreviation, tolerant of case, marks and spaces."""
        return self._by_name.get(key(text))

    def by_code(self, code: str) -> str | None:
        """Id of a code in numbers (``NĐ``); without its marks (``ND``) where no other code is meant."""
        return self._by_code.get(code_key(code)) or self._by_folded_code.get(fold(code_key(code)))

    def names(self) -> tuple[tuple[str, str], ...]:
        """(name, id) of every name, longest first."""
        pairs = [(name, one.id) for one in self.all for name in one.names]
        return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))

    def name(self, instrument_id: str, lang: str = "vi") -> str:
        """Canonical name; the id itself when unknown."""
        one = self._by_id.get(instrument_id)
        if one is None:
            return instrument_id
        return one.en if lang == "en" else one.names[0]


def _instrument(row: InstrumentRow) -> Instrument:
    valid = Period(row.valid.from_, row.valid.to) if row.valid else Period(None, None)
    return Instrument(
        id=row.id,
        names=tuple(row.names),
        en=row.en,
        codes=tuple(row.codes),
        abbreviations=tuple(row.short),
        rank=row.rank,
        normative_form=row.normative_form,
        administrative=row.administrative,
        valid=valid,
    )


def build(rows: list[InstrumentRow]) -> Instruments:
    """The section from its rows; the first of two equal codes wins (L: a law before an order)."""
    all_ = tuple(_instrument(row) for row in rows)
    by_name: dict[str, str] = {}
    by_code: dict[str, str] = {}
    folded: dict[str, str] = {}
    for one in all_:
        for name in (*one.names, *one.abbreviations):
            by_name.setdefault(key(name), one.id)
        for code in one.codes:
            by_code.setdefault(code_key(code), one.id)
            folded.setdefault(fold(code_key(code)), one.id)
    return Instruments(all_, {one.id: one for one in all_}, by_name, by_code, folded)


def load(folder: Path, mistakes: Mistakes) -> Instruments:
    """The section of a rule folder; mistakes are gathered, not raised."""
    rows: list[InstrumentRow] = []
    for path in sorted((folder / "vn" / "instruments").glob("*.yaml")):
        page = validate(path, InstrumentsFile, mistakes)
        for i, row in enumerate(page.instruments if page else ()):
            where = ("instruments", i)
            if any(row.id == other.id for other in rows):
                mistakes.at(path, where, f"instrument {row.id!r} stands twice")
            if not row.names:
                mistakes.at(path, where, f"instrument {row.id!r} has no name")
                continue
            if row.normative_form and row.administrative:
                mistakes.at(path, where, f"instrument {row.id!r} is both of normative form and administrative")
            rows.append(row)
    return build(rows)
