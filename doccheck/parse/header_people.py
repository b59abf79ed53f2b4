"""Who signed and how (người ký, hình thức ký): TM., KT., TL., TUQ., Q., the office and the name below or beside it."""

import re
from collections.abc import Iterator

from doccheck.model.reading import Field
from doccheck.model.text import Span
from doccheck.parse.line_starts import LineStart
from doccheck.rulebook.needles import gated
from doccheck.rulebook.phrases import Phrases, alternation

_NEAR, _COLUMN, _FOOT = 420, 2_600, 900
_GROUP = 200
_SURE, _LIKELY = 0.95, 0.8
_WIDE = re.compile(r"\S[ ]{4,}\S")
_COLUMNS = re.compile(r"[^|]+")
_CELL = re.compile(r"[^|\s](?:[^|\s]|[ \t]{1,3}(?=\S))*")
_ITEM = re.compile(r"\s{0,20}(?:[-+]|[^\n]{1,90};\s*$)")


class SignerReader:
    """Reads the signature block."""

    def __init__(self, phrases: Phrases) -> None:
        self._signing = LineStart(phrases.pattern("header.signing"))
        self._office = LineStart(phrases.pattern("header.office"))
        self._person = phrases.pattern("header.person")
        self._portal = LineStart(phrases.pattern("header.portal_signer"))
        self._not_name = tuple(phrases.words("header.not_name"))
        self._ranks = re.compile(rf"(?:(?:{alternation(phrases.words('header.ranks'))})[ .]{{0,3}})+")
        self._offices = re.compile(alternation(phrases.words("header.offices")))
        self._inside = gated(phrases.pattern("signing.inside"))
        self._behind = phrases.pattern("signing.behind_office")
        self._signed = phrases.pattern("signing.signed_name")
        self._mark = phrases.pattern("signing.mark")
        self._broken = phrases.pattern("signing.broken_name")
        self._surnames = frozenset(name.upper() for name in phrases.words("signing.surnames"))

    def read(self, view: str, head: int) -> tuple[Field[str] | None, Field[str] | None]:
        """(signer, form of signing)."""
        portal = self._portal.search(view, 0, 4000)
        forms = self._forms(view, head)
        block = forms.span.start if forms else self._block(view, head)
        signer = self._name(view, block) if block is not None else None
        if signer is None and portal is not None and forms is None:
            name = portal["value"].strip()
            signer = Field(value=name, span=_trimmed(view, portal.start("value"), portal.end("value")), rule="portal")
        return signer or (self._unplaced(view, head) if block is None else None), forms

    def _forms(self, view: str, head: int) -> Field[str] | None:
        """All forms of the first signature: KT. under or beside TM. counts with it."""
        found = [m for shape in (self._signing, self._inside) for m in shape.finditer(view, head)]
        found.sort(key=lambda m: m.start("forms"))
        if not found:
            return None
        first = found[0]
        group = [m for m in found if m.start() - first.start() < _GROUP]
        names = list(dict.fromkeys(re.sub(r"[^A-Z]", "", m["forms"]) for m in group))
        return Field(
            value=" ".join(f"{name}." for name in names),
            span=Span(first.start("forms"), group[-1].end("forms")),
            rule="signature.form",
            confidence=_SURE,
        )

    def _block(self, view: str, head: int) -> int | None:
        """A signature without a form: an office alone on its line with a person's name below or beside it."""
        for office in self._office.finditer(view, head):
            line_end = view.find("\n", office.end())
            rest = view[office.end() : line_end if line_end >= 0 else len(view)].partition("|")[0]
            start = office.start("office")
            beside = self._behind.match(view, start)
            if beside or (len(rest.strip(" *")) < 60 and rest.upper() == rest and self._name(view, start)):
                return start
        return None

    def _unplaced(self, view: str, head: int) -> Field[str] | None:
        """A name at the end that "đã ký" alone marks, the office left out."""
        found = self._signed.search(view, max(head, len(view) - _FOOT))
        if found is None:
            return None
        group = "name" if found["name"] else "beside"
        return self._field(found[group], found.start(group))

    def _name(self, view: str, block: int) -> Field[str] | None:
        for start, cell, column in self._cells(view, block):
            words = cell.strip(" *\t\f_-./")
            place = start + cell.index(words) if words else start
            mark = self._mark.match(words)
            rank = self._ranks.match(words, mark.end() if mark else 0)
            bare = words[rank.end() if rank else mark.end() if mark else 0 :]
            if self._is_person(bare, column):
                return self._field(bare, place + len(words) - len(bare))
            broken = self._broken.match(view, place)
            if broken is not None:
                return self._field(broken[0], place)
            beside = self._behind.search(view, start, start + len(cell) + _NEAR)
            if beside is not None and beside.start() < start + len(cell):
                return self._field(beside["name"], beside.start("name"))
        return None

    def _cells(self, view: str, block: int) -> Iterator[tuple[int, str, bool]]:
        """Lines below an office; in a table, or beside a list, its cells, down to where the column ends."""
        for row in re.finditer(r"[^\n]+", view[block : block + _COLUMN]):
            far, apart = row.start() > _NEAR, _WIDE.search(row[0].strip(" ")) is not None
            if far and "|" not in row[0] and not apart and not _ITEM.match(row[0]):
                return
            for cell in (_CELL if apart else _COLUMNS).finditer(row[0]):
                yield block + row.start() + cell.start(), cell[0], far

    def _is_person(self, bare: str, column: bool) -> bool:
        """A name: in capitals, or far down a column, only one that opens with a family name."""
        if not self._person.fullmatch(bare) or self._offices.search(bare.upper()) or bare.startswith(self._not_name):
            return False
        family = bare.split()[0].upper() in self._surnames
        if bare.isupper():
            return family and len(bare.split()) <= 4
        return family or not column

    @staticmethod
    def _field(name: str, start: int) -> Field[str]:
        return Field(
            value=" ".join(name.split()),
            span=Span(start, start + len(name)),
            rule="signature.name",
            confidence=_LIKELY if name.isupper() else _SURE,
        )


def _trimmed(view: str, start: int, end: int) -> Span:
    text = view[start:end]
    left = len(text) - len(text.lstrip())
    return Span(start + left, start + len(text.rstrip()))
