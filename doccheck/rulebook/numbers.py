"""Section ``numbers``: forms of numbers and what they tell (hình thức số, ký hiệu), each with hits and misses."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

import regex
from pydantic import Field

from doccheck.model.number import DocNumber
from doccheck.rulebook.instruments import Instruments
from doccheck.rulebook.issuers import Issuers
from doccheck.rulebook.load import Mistakes, Section, validate

Kind = Literal["normative", "administrative", "party", "consolidated", "old", "undecidable"]
LIMIT_SECONDS = 0.5
_KEEP = 20_000


class ReasonRow(Section):
    """A reason in both languages."""

    vi: str
    en: str


class ShapeRow(Section):
    """A form of number: pattern over the canonical number, days of issue, hits and misses."""

    id: str
    kind: Kind
    pattern: str
    reason: ReasonRow
    from_: date | None = Field(default=None, alias="from")
    to: date | None = None
    local_from: date | None = None
    undated: bool = False
    hits: list[str] = Field(min_length=1)
    misses: list[str] = []


class WordRow(Section):
    """A reason that the type word gives."""

    reason: ReasonRow


class ShapesFile(Section):
    """``rules/vn/numbers/shapes.yaml``."""

    blocks: dict[str, str] = {}
    shapes: list[ShapeRow]
    type_word: WordRow
    normative_word: WordRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a number's form tells (hình thức): kind with its reason, and the codes in it."""

    kind: Kind
    reason: str
    reason_en: str = ""
    shape: str = ""
    instrument_code: str | None = None
    issuer_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A form with its compiled pattern."""

    row: ShapeRow
    compiled: "regex.Pattern[str]"

    def match(self, number: str) -> "regex.Match[str] | None":
        """The whole number in this form, or None; TimeoutError past the limit."""
        return self.compiled.fullmatch(number, timeout=LIMIT_SECONDS)


@dataclass(frozen=True, slots=True)
class NumberForms:
    """The section, read."""

    shapes: tuple[Shape, ...]
    words: tuple[ReasonRow, ReasonRow]
    instruments: Instruments
    issuers: Issuers
    _known: dict[tuple[DocNumber, str | None, date | None], Form] = field(
        default_factory=dict, repr=False, compare=False
    )

    def classify(self, number: DocNumber, instrument: str | None, issued_on: date | None) -> Form:
        """What the form tells, by the first shape that fits; a type word that says otherwise is heeded.

        Answers are remembered: a document, and a pile, cites the same acts again and again.
        """
        asked = (number, instrument, issued_on)
        form = self._known.get(asked)
        if form is None:
            if len(self._known) >= _KEEP:
                self._known.clear()
            form = self._known[asked] = self._classified(number, instrument, issued_on)
        return form

    def _classified(self, number: DocNumber, instrument: str | None, issued_on: date | None) -> Form:
        written = str(number)
        for shape in self.shapes:
            found = shape.match(written)
            if found is None:
                continue
            groups = found.groupdict()
            codes = tuple(c for c in regex.split(r"[-/.]", groups.get("issuers") or "") if c)
            if self._in_time(shape.row, codes, issued_on):
                form = Form(
                    kind=shape.row.kind,
                    reason=shape.row.reason.vi,
                    reason_en=shape.row.reason.en,
                    shape=shape.row.id,
                    instrument_code=groups.get("type"),
                    issuer_codes=codes,
                )
                return self._by_word(form, number, instrument)
        return Form(kind="undecidable", reason="")

    def _in_time(self, row: ShapeRow, codes: tuple[str, ...], on: date | None) -> bool:
        if on is None:
            return row.undated
        start = row.local_from if row.local_from and self._is_local(codes, on) else row.from_
        return (start is None or start <= on) and (row.to is None or on < row.to)

    def _is_local(self, codes: tuple[str, ...], on: date) -> bool:
        return any(i.endswith("/?") for c in codes[:1] for i in self.issuers.by_code(c, on))

    def _by_word(self, form: Form, number: DocNumber, instrument: str | None) -> Form:
        """The type word decides where the symbol is silent, and an administrative word over a normative symbol."""
        if instrument is None or instrument not in self.instruments:
            return form
        one = self.instruments.get(instrument)
        administrative, normative = self.words
        if one.administrative and form.kind in {"normative", "undecidable"}:
            return _told(form, "administrative", administrative)
        if one.normative_form and form.kind == "undecidable" and number.year is not None:
            return _told(form, "normative", normative)
        return form


def _told(form: Form, kind: Kind, reason: ReasonRow) -> Form:
    return Form(
        kind=kind,
        reason=reason.vi,
        reason_en=reason.en,
        shape=form.shape,
        instrument_code=form.instrument_code,
        issuer_codes=form.issuer_codes,
    )


def _compile(row: ShapeRow, index: int, blocks: dict[str, str], path: Path, mistakes: Mistakes) -> Shape | None:
    text = row.pattern
    for _ in range(3):
        for name, block in blocks.items():
            text = text.replace(f"<<{name}>>", f"(?:{block})")
    if "<<" in text:
        mistakes.at(
            path,
            ("shapes", index, "pattern"),
            f"shape {row.id!r}: a block is not there: {text[text.index('<<') :][:20]!r}",
        )
        return None
    try:
        return Shape(row, regex.compile(text, regex.IGNORECASE))
    except regex.error as error:
        mistakes.at(path, ("shapes", index, "pattern"), f"shape {row.id!r}: pattern is broken: {error}")
        return None


def load(folder: Path, mistakes: Mistakes, instruments: Instruments, issuers: Issuers) -> NumberForms:
    """The section of a rule folder; mistakes are gathered, not raised."""
    path = folder / "vn" / "numbers" / "shapes.yaml"
    page = validate(path, ShapesFile, mistakes)
    if page is None:
        empty = ReasonRow(vi="", en="")
        return NumberForms((), (empty, empty), instruments, issuers)
    seen: set[str] = set()
    for i, row in enumerate(page.shapes):
        if row.id in seen:
            mistakes.at(path, ("shapes", i), f"shape {row.id!r} stands twice")
        seen.add(row.id)
    made = [_compile(row, i, page.blocks, path, mistakes) for i, row in enumerate(page.shapes)]
    words = (page.type_word.reason, page.normative_word.reason)
    return NumberForms(tuple(s for s in made if s is not None), words, instruments, issuers)


def try_examples(forms: NumberForms, path: Path, mistakes: Mistakes) -> None:
    """Run every pattern over its hits and misses, with a time limit."""
    for i, shape in enumerate(forms.shapes):
        for wanted, samples in ((True, shape.row.hits), (False, shape.row.misses)):
            for sample in samples:
                try:
                    found = shape.match(sample) is not None
                except TimeoutError:
                    mistakes.at(path, ("shapes", i), f"shape {shape.row.id!r}: too slow on {sample!r}")
                    continue
                if found is not wanted:
                    word = "does not hit" if wanted else "hits"
                    mistakes.at(path, ("shapes", i), f"shape {shape.row.id!r} {word} {sample!r}")
