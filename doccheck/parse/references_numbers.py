"""Documents cited by number (dẫn theo số, ký hiệu): full, short, and lists that share a type or a year."""

import re
from collections.abc import Iterator
from dataclasses import replace

from doccheck.model.number import DocNumber
from doccheck.model.text import Span
from doccheck.parse.numbers import Numbered, NumberReader
from doccheck.parse.references_draft import Draft
from doccheck.parse.references_tail import TailReader
from doccheck.parse.references_types import Head, TypeReader
from doccheck.rulebook.instruments import Instruments
from doccheck.rulebook.phrases import Phrases, alternation

_SHORT, _BARE, _LISTED, _HEADLESS = 0.85, 0.7, 0.9, 0.95
_MENDED = 0.6
_LIST_REACH, _FORM_GAP, _SPLIT_REACH = 90, 30, 30
_GAP = r"[ \t]{0,40}\n?[ \t]{0,40}"
_APART = r"[ \t]{0,40}\n{0,2}[ \t]{0,40}"
_SHARED_TYPE_REACH = 900
_DIGITS = 2
_NO_SLASH = {"hyphen", "blank", "loose", "open"}


class NumberedReader:
    """Reads mentions by number."""

    def __init__(
        self, phrases: Phrases, instruments: Instruments, numbers: NumberReader, tails: TailReader, types: TypeReader
    ) -> None:
        self._numbers, self._tails, self._types, self._instruments = numbers, tails, types, instruments
        self._list = phrases.pattern("references.list_before")
        self._serial = re.compile(r"(?P<serial>\d{1,5}[^\W\d_]?)(?:/(?P<year>\d{4}))?(?![\d/])")
        self._plural = re.compile(rf"(?i:{alternation(phrases.words('references.plural'))})\s{{1,40}}$")
        last = {name.split()[-1].lower() for name in phrases.words("references.bare_types")}
        forms = sorted({f for w in last for f in (w, w.upper(), w.title())}, key=len, reverse=True)
        codes = [code for one in instruments.all for code in one.abbreviations if one.normative_form and len(code) > 1]
        self._bare_anchor = re.compile(rf"(?:{'|'.join(map(re.escape, (*forms, *codes)))}){_GAP}(?=\d)")
        self._so_words = tuple(f for w in phrases.words("references.numbered") for f in (w, w.title()))
        numbered = sorted({f for w in phrases.words("references.numbered") for f in (w, w.upper(), w.title())})
        self._so_anchors = tuple(
            re.compile(rf"{re.escape(w)}[ ]{{0,4}}:?{_APART}(?=\d)") for w in numbered if " " not in w
        )
        dated, day = (alternation(phrases.words(name)) for name in ("references.dated_types", "dates.day"))
        self._day_anchor = re.compile(rf"{dated}(?=\s{{1,9}}{day}\s{{0,3}}\d)")
        self._open_anchor = phrases.pattern("references.open_number")
        self._form = re.compile(rf"(?i:{alternation(phrases.words('references.form_words'))})\s{{1,9}}$")
        self._quantity = re.compile(rf"\s{{1,9}}(?:{alternation(phrases.words('references.quantity'))})(?![^\W_])")
        self._split = phrases.pattern("references.serial_apart")
        self._gap = phrases.pattern("references.list_gap")
        self._item = phrases.pattern("references.list_item")
        self._some_document = phrases.pattern("references.some_document")
        self._joined = phrases.pattern("references.list_joint")
        self._year = re.compile(r"(?:19[4-9]|20[0-4])\d")
        self._form_end = 0
        self._ordinary = types.ordinary

    def read(self, text: str) -> Iterator[Draft]:
        """Mentions with a slash number, then short ones; overlaps are the caller's to settle."""
        last: Draft | None = None
        self._form_end = len(text)
        full = set()
        for numbered in self._numbers.scan(text):
            full.add(numbered.span.start)
            for draft in self._full(text, numbered, last):
                last = draft
                yield draft
        yield from self._shorts(text, full)
        yield from self._opens(text)
        yield from self._days(text)

    def _full(self, text: str, numbered: Numbered, last: Draft | None) -> Iterator[Draft]:
        numbered = self._whole(text, numbered)
        start = numbered.span.start
        head = self._types.before(text, start)
        members = self._members(text, start) if head.instrument is None else None
        if members is not None:
            head, serials = members
            for place, serial, year in serials:
                number = replace(numbered.number, serial=serial, year=year or numbered.number.year)
                own = Head(place, head.instrument, False) if place != serials[0][0] else head
                end = place + len(serial) + (5 if year else 0)
                yield self._draft(text, own, number, end, numbered, "number.shared_year", listed=True)
            head = Head(start, head.instrument, False)
        draft = self._draft(text, head, numbered.number, numbered.span.end, numbered, f"number.{numbered.shape}")
        if head.instrument is None:
            draft = replace(draft, instrument=self._shared(text, draft, last), confidence=draft.confidence * _HEADLESS)
        if head.instrument is None and self._is_form(text, draft.start):
            self._form_end = draft.end
            return
        if draft.instrument is not None or numbered.number.year is not None or self._untyped(text, draft.start, head):
            yield draft

    def _untyped(self, text: str, start: int, head: Head) -> bool:
        """True behind the word for any document: its number is one, whatever its type (văn bản số …)."""
        return head.numbered and self._some_document.search(text, max(0, start - _FORM_GAP), start) is not None

    def _whole(self, text: str, numbered: Numbered) -> Numbered:
        """A number whose first digits, or whose year, stand apart, mended: số 1 26/2004/NĐ-CP, số 126 2004/NĐ-CP."""
        apart = self._split.search(text, max(0, numbered.span.start - _SPLIT_REACH), numbered.span.start)
        if apart is None:
            return numbered
        number = replace(numbered.number, serial=apart["more"] + numbered.number.serial)
        if numbered.number.year is None and self._year.fullmatch(numbered.number.serial):
            number = replace(numbered.number, serial=apart["more"], year=int(numbered.number.serial))
        span = Span(apart.start("more"), numbered.span.end)
        return replace(numbered, span=span, number=number, repaired=True, confidence=_MENDED)

    def _draft(
        self, text: str, head: Head, number: DocNumber, end: int, numbered: Numbered, rule: str, *, listed: bool = False
    ) -> Draft:
        tail = None if listed else self._tails.read(text, end)
        return Draft(
            start=head.start,
            end=tail.end if tail else end,
            after=tail.after if tail else end,
            rule=rule,
            number=number,
            instrument=head.instrument or self._coded(number.symbol),
            issued_on=tail.issued_on if tail else None,
            issuer=(tail.issuer if tail else None) or head.issuer,
            title=tail.title if tail else None,
            year=number.year or (tail.year if tail else None),
            confidence=numbered.confidence * (_LISTED if listed else 1.0),
            repaired=numbered.repaired,
            listed=listed,
            plural=self._plural.search(text, max(0, head.start - 12), head.start) is not None,
        )

    def _members(self, text: str, start: int) -> tuple[Head, list[tuple[int, str, int | None]]] | None:
        """Serials before a full number that share its year and symbol: "số 01, 02 và" 03/2011/NĐ-CP."""
        found = self._list.search(text, max(0, start - _LIST_REACH), start)
        if found is None:
            return None
        head = self._types.before(text, found.start())
        if head.instrument is None or not head.numbered:
            return None
        serials = [
            (m.start(), m["serial"], int(m["year"]) if m["year"] else None)
            for m in self._serial.finditer(text, found.start(), found.end())
        ]
        return head, serials

    def _coded(self, symbol: str) -> str | None:
        """Type told by a symbol's first part."""
        first = re.split(r"[-/.]", symbol, maxsplit=1)[0]
        return self._instruments.by_code(first) if first != symbol else None

    def _shared(self, text: str, draft: Draft, last: Draft | None) -> str | None:
        """Type of a number without one: its code's, else that of the list it stands in."""
        if draft.instrument is not None or last is None or draft.start - last.after > _SHARED_TYPE_REACH:
            return draft.instrument
        if draft.number is not None and draft.number.year is None and not text.startswith(self._so_words, draft.start):
            return None
        if self._item.search(text, max(last.end, draft.start - _FORM_GAP), draft.start) is None:
            return None
        return last.instrument if not text[last.end : draft.start].count("\n\n") else None

    def _shorts(self, text: str, full: set[int]) -> Iterator[Draft]:
        for pattern in (self._bare_anchor, *self._so_anchors):
            for anchor in pattern.finditer(text):
                if anchor.end() not in full:
                    yield from self._after(text, anchor.end())

    def _after(self, text: str, position: int) -> Iterator[Draft]:
        """A short number, or one without a slash, after its type word or "số"."""
        head = self._types.before(text, position)
        if head.instrument is not None:
            if not self._left_glued(text, head.start):
                draft = self._short(text, position, head)
                drafts = [] if draft is None else [draft, *self._companions(text, draft)]
                issuer = next((d.issuer for d in reversed(drafts) if d.issuer), None)
                yield from (replace(d, issuer=d.issuer or issuer) for d in drafts)
            return
        found = self._numbers.at(text, position)
        if found is not None and found.shape in {"hyphen", "blank"} and (coded := self._coded(found.number.symbol)):
            yield self._draft(
                text, Head(head.start, coded, True), found.number, found.span.end, found, f"number.{found.shape}"
            )

    def _companions(self, text: str, first: Draft) -> Iterator[Draft]:
        """Short numbers that follow in the same list: "số 01/2011, 02/2011", "các Nghị định 100 và 123"."""
        last = first
        while last.rule == "number.short" and (last.year is not None or first.plural):
            gap = self._joined.match(text, last.end)
            found = self._numbers.short(text, gap.end()) if gap else None
            if found is None or "." in found.number.serial or (found.number.year is None) != (first.year is None):
                return
            serial = found.number.serial
            if first.year is None and (len(serial) < _DIGITS or self._quantity.match(text, found.span.end)):
                return
            bare = replace(found, confidence=first.confidence)
            own = Head(found.span.start, first.instrument, False)
            last = self._draft(text, own, found.number, found.span.end, bare, "number.short")
            yield last

    def _opens(self, text: str) -> Iterator[Draft]:
        """Numbers left open, after a type word."""
        for anchor in self._open_anchor.finditer(text):
            head = self._types.before(text, anchor.end())
            found = self._numbers.at(text, anchor.end())
            if head.instrument is not None and found is not None and found.shape == "open":
                yield replace(self._draft(text, head, found.number, found.span.end, found, "number.open"), number=None)

    def _days(self, text: str) -> Iterator[Draft]:
        """Documents cited by type and day alone: "Sắc lệnh ngày 13-9-1945"."""
        for anchor in self._day_anchor.finditer(text):
            head, tail = self._types.ending(text, anchor.end()), self._tails.read(text, anchor.end())
            if head is not None and tail.issued_on is not None:
                yield Draft(
                    start=head[0],
                    end=tail.end,
                    after=tail.after,
                    rule="number.day",
                    instrument=head[1],
                    issued_on=tail.issued_on,
                    issuer=tail.issuer,
                    title=tail.title,
                    confidence=_SHORT,
                )

    def _is_form(self, text: str, start: int) -> bool:
        """True for the number of a form: after its word, or in a list behind such a number."""
        if self._form.search(text, max(0, start - 16), start):
            return True
        return 0 <= start - self._form_end < _FORM_GAP and self._gap.match(text[self._form_end : start]) is not None

    @staticmethod
    def _left_glued(text: str, start: int) -> bool:
        return start > 0 and text[start - 1].isalpha()

    def _short(self, text: str, position: int, head: Head) -> Draft | None:
        ordinary = head.instrument in self._ordinary
        found = self._numbers.at(text, position)
        if found is not None:
            if found.shape in _NO_SLASH and (head.numbered or not ordinary):
                return self._draft(text, head, found.number, found.span.end, found, f"number.{found.shape}")
            return None
        short = self._numbers.short(text, position)
        if (
            short is None
            or ordinary
            or "." in short.number.serial
            or self._form.search(text, max(0, head.start - 16), head.start)
        ):
            return None
        if not (head.numbered or short.number.year):
            digits = short.number.serial
            if len(digits) < 2 or digits[0] == "0" or self._quantity.match(text, short.span.end):
                return None
            if not text[head.start].isupper():
                return None
        confidence = _SHORT if head.numbered or short.number.year else _BARE
        return self._draft(
            text, head, short.number, short.span.end, replace(short, confidence=confidence), "number.short"
        )
