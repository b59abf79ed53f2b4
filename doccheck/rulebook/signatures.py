"""Section ``signatures``: how documents are signed (thẩm quyền ký, đề ký: TM., KT., TL., TUQ., Q.)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from doccheck.rulebook.dated import Lasting
from doccheck.rulebook.load import Mistakes, Section, validate
from doccheck.rulebook.names import spaced


class FormRow(Section):
    """A form of signing and how it is written before the title."""

    id: str
    words: list[str]
    vi: str
    en: str


class SignatureRow(Lasting):
    """What normative documents of these issuers and types must and must not show."""

    id: str
    kinds: list[str]
    instruments: list[str]
    must: list[str] = []
    must_not: list[str] = []


class SignaturesFile(Section):
    """``rules/vn/signatures.yaml``."""

    forms: list[FormRow]
    signatures: list[SignatureRow]


@dataclass(frozen=True, slots=True)
class Signatures:
    """The section, read."""

    forms: tuple[FormRow, ...]
    rows: tuple[SignatureRow, ...]

    def form(self, text: str) -> str | None:
        """Id of the form a line of a signature block begins with (``TM. ỦY BAN NHÂN DÂN`` → ``TM``)."""
        line = spaced(text).casefold() + " "
        for one in self.forms:
            for word in one.words:
                low = word.casefold()
                if line.startswith(low) and (not low[-1].isalpha() or not line[len(low)].isalpha()):
                    return one.id
        return None

    def rule(self, kind: str, instrument: str, on: date) -> SignatureRow | None:
        """The rule for a normative document of an issuer's kind and type issued on a day; None when there is none."""
        for row in self.rows:
            day_fits = (row.from_ is None or row.from_ <= on) and (row.to is None or on < row.to)
            if kind in row.kinds and instrument in row.instruments and day_fits:
                return row
        return None


def load(folder: Path, mistakes: Mistakes) -> Signatures:
    """The section of a rule folder; mistakes are gathered, not raised."""
    path = folder / "vn" / "signatures.yaml"
    page = validate(path, SignaturesFile, mistakes)
    if page is None:
        return Signatures((), ())
    known = {one.id for one in page.forms}
    for i, row in enumerate(page.signatures):
        where = ("signatures", i)
        for form in (*row.must, *row.must_not):
            if form not in known:
                mistakes.at(path, where, f"signature {row.id!r}: form {form!r} is not there")
        if set(row.must) & set(row.must_not):
            mistakes.at(path, where, f"signature {row.id!r}: a form is both required and forbidden")
    return Signatures(tuple(page.forms), tuple(page.signatures))
