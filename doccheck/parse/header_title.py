"""What a document is about (trích yếu): the lines below the heading, below the number, or behind "V/v" of a letter."""

import re
from collections.abc import Iterator
from datetime import date

from doccheck.model.number import DocNumber
from doccheck.model.reading import Field
from doccheck.model.text import Span
from doccheck.parse.grammar import Grammar
from doccheck.parse.header_zone import Zones
from doccheck.rulebook.book import Book
from doccheck.rulebook.phrases import Phrases, alternation

_TITLE = 900
_NUMBER_BY = 300
_SHORT = 700
_LIKELY, _WEAK = 0.9, 0.75
_NOISE = " \t*_-–—=#>\f"
_WIDE = re.compile(r"[ ]{4,}|[|]")

Line = tuple[int, int]


class HeadTitles:
    """Reads the title with the patterns of ``header.yaml``."""

    def __init__(self, book: Book, rules: Grammar, phrases: Phrases) -> None:
        self._book, self._rules = book, rules
        self._number = phrases.pattern("header.number_heading")
        self._subject = phrases.pattern("header.subject")
        self._place = phrases.pattern("header.place_date")
        self._note = re.compile(r"\d{1,2}(?=[\s|*])")
        self._ends = re.compile(alternation(phrases.words("header.title_ends")))
        self._of = re.compile(alternation(phrases.words("header.of")) + r"[ ]{1,3}")
        self._furniture = frozenset(phrases.words("header.furniture"))

    def read(
        self,
        view: str,
        zones: Zones,
        number: Field[DocNumber] | None,
        day: Field[date] | None,
        issuers: tuple[str, ...],
    ) -> Field[str] | None:
        """The title's words on one line."""
        if zones.heading is not None:
            start, skipped = self._behind_number(view, zones, number)
            lines = list(self._lines(view, start, min(zones.head, start + _TITLE), issuers, first=skipped))
            return self._field(view, lines, _LIKELY)
        subject = self._subject.search(view, zones.start, zones.head) if number is not None else None
        if subject is not None:
            return self._field(view, list(self._column(view, subject.end(), zones.head)), _LIKELY)
        if number is None or not zones.opened or not zones.start <= number.span.start < zones.head:
            return None
        start = number.span.end
        if day is not None and start < day.span.end < zones.head:
            start = day.span.end
        if len(view[start : zones.head].split("\n", 1)[0].strip(_NOISE + "|")) == 0 or number.rule == "head.number":
            lines = list(self._lines(view, start, zones.head, issuers, first=True))
            return self._field(view, lines, _WEAK) if zones.head - start < _SHORT else None
        return None

    def _behind_number(self, view: str, zones: Zones, number: Field[DocNumber] | None) -> tuple[int, bool]:
        """Where the title begins: behind number and day where the heading holds them ("CỦA … SỐ … NGÀY … VỀ")."""
        start = zones.heading[1] if zones.heading is not None else zones.start
        for lead in self._number.finditer(view, start, min(zones.head, start + _NUMBER_BY)) if number else ():
            between = view[start : lead.start()].strip(_NOISE + "|\n")
            found = self._rules.numbers.at(view, lead.end())
            same = found is not None and number is not None and found.number.key == number.value.key
            own = number is not None and number.span.start == lead.end()
            told = self._of.match(between) or self._book.instruments.by_name(between)
            if not (same or own) or (between and not told):
                continue
            end = number.span.end if own and number is not None else found.span.end if found is not None else lead.end()
            noted = self._note.match(view, end)
            end = noted.end() if noted is not None else end
            day = self._rules.tails.day(view, end)
            return (day.span.end if day is not None else end), True
        return start, False

    def _lines(self, view: str, start: int, end: int, issuers: tuple[str, ...], *, first: bool) -> Iterator[Line]:
        """Lines of the title: up to a blank one, to who issued, or to the words that go on otherwise."""
        begun = False
        for line in re.finditer(r"[^\n|]+", view[start:end]):
            words = line[0].strip(_NOISE)
            if not words or not any(c.isalpha() for c in words):
                if begun and not words and line[0].strip(" \t"):
                    return
                continue
            if self._ends.match(words) or (first and self._organ(words, issuers)):
                return
            if not begun and self._of.match(words) and self._organ(self._of.sub("", words, count=1), issuers):
                continue
            if begun and not words[0].islower() and self._book.issuers.resolve(words):
                return
            begun = True
            yield start + line.start(), start + line.end()

    def _organ(self, words: str, issuers: tuple[str, ...]) -> bool:
        """The nation's line, or a line that names who issued the document."""
        told = self._book.issuers.resolve(words)
        return words in self._furniture or bool(told and set(told) <= set(issuers))

    def _column(self, view: str, start: int, end: int) -> Iterator[Line]:
        """The subject of a letter: its column only, down to a blank cell, the day's line or the addressee."""
        table = "|" in view[view.rfind("\n", 0, start) + 1 : start] or "|" in view[start:end].partition("\n")[0]
        for row in re.finditer(r"[^\n]+", view[start:end]):
            at = start + row.start()
            text = row[0]
            if row.start() > 0 and table:
                if "|" not in text:
                    return
                skip = len(text) - len(text.lstrip(" \t")) + 1
                at, text = at + skip, text[skip:]
            cut = _WIDE.search(text.rstrip(), len(text) - len(text.lstrip()))
            cell = text[: cut.start()] if cut is not None else text
            if not cell.strip(_NOISE) or self._place.match(view, at) or self._ends.match(cell.strip(_NOISE)):
                return
            yield at, at + len(cell)

    def _field(self, view: str, lines: list[Line], confidence: float) -> Field[str] | None:
        if not lines:
            return None
        value = " ".join(view[a:b].replace("*", " ") for a, b in lines)
        value = " ".join(value.split()).strip(" -_")
        left = len(view[lines[0][0] : lines[-1][1]]) - len(view[lines[0][0] : lines[-1][1]].lstrip())
        span = Span(lines[0][0] + left, lines[0][0] + len(view[lines[0][0] : lines[-1][1]].rstrip()))
        return Field(value=value, span=span, rule="head.title", confidence=confidence) if value else None
