"""The document's own number in its head (số, ký hiệu của chính văn bản): where it may stand, what is but cited."""

import re
from dataclasses import replace

from doccheck.model.number import DocNumber
from doccheck.model.reading import Field
from doccheck.model.text import Span
from doccheck.parse.grammar import Grammar
from doccheck.parse.header_zone import Zones
from doccheck.parse.line_starts import LineStart
from doccheck.parse.numbers import Numbered
from doccheck.rulebook.book import Book
from doccheck.rulebook.phrases import Phrases, alternation

SURE, LIKELY, WEAK = 0.98, 0.9, 0.75
REACH = 4_000
TOP = 500
PORTAL, FOOT = "head.portal", "foot.certified"
CONTINUED, DISPLACED, SPOILT = "head.continued", "head.displaced", "head.spoilt"
AROUND = 300
CONSOLIDATED = "consolidated"
CERTIFIED = 1_500
_LINES = 3
_MENDED = 0.6
_FIRST = 600

Place = tuple[int, str, float]


class HeadNumbers:
    """Reads the number with the patterns of ``header.yaml``."""

    def __init__(self, book: Book, rules: Grammar, phrases: Phrases) -> None:
        self._book, self._rules = book, rules
        names = ("number", "number_inside", "number_heading", "portal_number", "cites", "continued", "adopters")
        self._pattern = {
            name: LineStart(phrases.pattern(f"header.{name}"))
            for name in (*names, "number_rest", "bare_serial", "spoilt_number")
        }
        self._footnoted = re.compile(r"(?P<code>[^\W\d_]+)\d{1,2}")
        self._apart = re.compile(r"(?:[ ][^\W\d_a-z]{1,4}){1,4}(?![^\W_])")
        self._blank = phrases.pattern("unsigned.number")
        self._certified = re.compile(alternation(phrases.words("header.certified")))
        self.nation = re.compile(alternation(phrases.words("header.nation")))

    def read(self, view: str, zones: Zones) -> Field[DocNumber] | None:
        """The number, or None; a number that is cited is never taken."""
        blank = self._blank.search(view, zones.start, zones.head)
        for position, rule, confidence in self._places(view, zones):
            if blank is not None and rule != PORTAL and position > blank.start():
                continue
            found = self._rules.numbers.at(view, position)
            if found is None or not found.number.serial:
                continue
            if rule == FOOT and self.coded(found.number) != CONSOLIDATED:
                continue
            if rule not in {PORTAL, CONTINUED} and self._goes_on(view, found.span):
                continue
            return self._mended(view, _field(found, rule, confidence), zones)
        found_late = self._displaced(view, zones) or self._spoilt(view)
        return found_late or (self._serial(view, zones) if blank is None else None)

    def coded(self, number: DocNumber) -> str | None:
        """Type told by the number's first code."""
        first = re.split(r"[-/.]", number.symbol, maxsplit=1)[0]
        return self._book.instruments.by_code(first) if first != number.symbol else None

    def _places(self, view: str, zones: Zones) -> list[Place]:
        """Where a number of the document's own may begin, the likeliest first."""
        places: list[Place] = [(m.end(), PORTAL, SURE) for m in self._pattern["portal_number"].finditer(view, 0, REACH)]
        places += [
            (m.end(), "head.number", SURE)
            for m in self._pattern["number"].finditer(view, zones.start, zones.head)
            if not self._cited(view, zones, m)
        ]
        continued = self._pattern["continued"].search(view, zones.start, zones.start + TOP)
        if continued is not None:
            places = [(continued.end("lead"), CONTINUED, LIKELY)]
        if self.nation.search(view, zones.start, zones.head):
            places += [
                (m.end(), "head.run_together", LIKELY)
                for m in self._pattern["number_inside"].finditer(view, zones.start, zones.head)
            ]
        if zones.heading is not None:
            inside = self._pattern["number_heading"].finditer(view, zones.heading[1], zones.head)
            places += [(m.end(), "head.heading", LIKELY) for m in inside]
        certified = self._certified.search(view)
        if certified is not None:
            low, high = max(0, certified.start() - CERTIFIED), certified.end() + CERTIFIED
            foot: list[Place] = [(m.end(), FOOT, LIKELY) for m in self._pattern["number"].finditer(view, low, high)]
            places = foot + places
        return places

    def _goes_on(self, view: str, span: Span) -> bool:
        """The line goes on as a citation does; not where it opens the text and who adopted it is told below."""
        if self._pattern["cites"].match(view, span.end) is None:
            return False
        opens = "\n" not in view[: span.start].strip()
        return not (opens and self._pattern["adopters"].search(view, span.end, span.end + _FIRST))

    def _spoilt(self, view: str) -> Field[DocNumber] | None:
        """The number above all else in a text layer whose letters are spoilt: nation and heading cannot be told."""
        if self.nation.search(view, 0, REACH):
            return None
        lead = self._pattern["spoilt_number"].search(view, 0, TOP)
        found = self._rules.numbers.at(view, lead.end()) if lead is not None else None
        if found is None or self.coded(found.number) is None:
            return None
        return replace(_field(found, SPOILT, _MENDED), repaired=True)

    def _serial(self, view: str, zones: Zones) -> Field[DocNumber] | None:
        """Old numbers without a symbol: "SỐ 12 NGÀY 3 THÁNG 4 NĂM 1946" below the heading."""
        if zones.heading is None:
            return None
        for lead in self._pattern["number_heading"].finditer(view, zones.heading[1], zones.head):
            found = self._pattern["bare_serial"].match(view, lead.end())
            day = self._rules.tails.day(view, found.end()) if found is not None else None
            if found is not None and day is not None and day.value is not None:
                number = DocNumber(serial=found[0], year=None, symbol="")
                return Field(value=number, span=Span(*found.span()), rule="head.serial", confidence=WEAK)
        return None

    def _mended(self, view: str, field: Field[DocNumber], zones: Zones) -> Field[DocNumber]:
        """A footnote's digit glued to the code of a type (AL1), a code whose letters stand apart (QĐ - U B ND)."""
        number = field.value
        rest = self._pattern["number_rest"].match(view, field.span.end)
        if rest is not None:
            whole = replace(number, symbol=number.symbol + rest[0])
            return replace(field, value=whole, span=Span(field.span.start, rest.end()))
        stem, sign, last = number.symbol.rpartition("-")
        noted = self._footnoted.fullmatch(last)
        if noted is not None and self._book.instruments.by_code(noted["code"]) is not None:
            spelt, end = noted["code"], field.span.end
        else:
            apart = self._apart.match(view, field.span.end)
            spelt = last + "".join(apart[0].split()) if apart is not None else ""
            end = apart.end() if apart is not None else 0
            if not spelt or self._book.issuers.by_code(last) or not self._book.issuers.by_code(spelt):
                return self._typed(field, zones)
        return replace(
            field,
            value=replace(number, symbol=f"{stem}{sign}{spelt}"),
            span=Span(field.span.start, end),
            confidence=min(field.confidence, WEAK),
            repaired=True,
        )

    def _typed(self, field: Field[DocNumber], zones: Zones) -> Field[DocNumber]:
        """A number of a year whose symbol names the organ alone: the heading tells the code that was left out."""
        number = field.value
        kind = self._book.instruments.get(zones.heading[2]) if zones.heading is not None else None
        lone = number.year is not None and number.symbol.isalpha() and self._book.issuers.by_code(number.symbol)
        if not lone or kind is None or not kind.normative_form or not kind.codes:
            return field
        if self._book.instruments.by_code(number.symbol) is not None:
            return field
        whole = replace(number, symbol=f"{kind.codes[0]}-{number.symbol}", separator="/")
        return replace(field, value=whole, confidence=min(field.confidence, _MENDED), repaired=True)

    def _displaced(self, view: str, zones: Zones) -> Field[DocNumber] | None:
        """A letterhead that a column put behind the first page: its number names the type of the heading."""
        if zones.heading is None or not zones.opened or self.nation.search(view, 0, zones.head):
            return None
        for found in self._pattern["number"].finditer(view, zones.head, zones.head + REACH):
            numbered = self._rules.numbers.at(view, found.end())
            if numbered is None or self.coded(numbered.number) != zones.heading[2]:
                continue
            if self.nation.search(view, max(0, found.start() - AROUND), found.end() + AROUND):
                return _field(numbered, DISPLACED, WEAK)
        return None

    def _cited(self, view: str, zones: Zones, found: re.Match[str]) -> bool:
        """A line that begins "Nghị định số" on a page without any head (bài viết, danh mục): it cites, unless first.

        "Theo Nghị định số" cites wherever it stands, and so does another type than the heading's below the heading.
        """
        if found["type"] is not None:
            told = self._rules.types.before(view, found.end())
            words = view[found.start("type") : told.start].strip()
            if told.instrument is not None and words and not words.isupper():
                return True
            if told.instrument is not None and self._below_other(view, zones, found.end(), told.instrument):
                return True
        above = sum(bool(line.strip()) for line in view[: found.start()].split("\n"))
        if found["type"] is None or zones.heading is not None or above < (_LINES if zones.opened else 1):
            return False
        return self.nation.search(view, zones.start, zones.head) is None

    def _below_other(self, view: str, zones: Zones, position: int, instrument: str) -> bool:
        """Type word and code of a number below the heading name another type than the heading does."""
        if zones.heading is None or position < zones.heading[1] or instrument == zones.heading[2]:
            return False
        numbered = self._rules.numbers.at(view, position)
        return numbered is not None and self.coded(numbered.number) == instrument


def _field(found: Numbered, rule: str, confidence: float) -> Field[DocNumber]:
    return Field(
        value=found.number,
        span=found.span,
        rule=rule,
        confidence=min(confidence, found.confidence),
        repaired=found.repaired,
    )
