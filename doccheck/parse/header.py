"""Head and foot of a document (thể thức văn bản): number, type, issuers, day and place, title, signer.

A number that is cited is never taken for the document's own: it must stand where numbers of documents stand.
"""

import re
from dataclasses import replace
from datetime import date
from typing import TypeVar

from doccheck.model.number import DocNumber
from doccheck.model.reading import Field, Header
from doccheck.model.text import Span, Text
from doccheck.parse.grammar import Grammar, grammar
from doccheck.parse.header_issuers import HeadIssuers
from doccheck.parse.header_people import SignerReader
from doccheck.parse.header_zone import ZoneReader, Zones
from doccheck.parse.numbers import Numbered
from doccheck.rulebook.book import Book
from doccheck.rulebook.phrases import Phrases, alternation

_SURE, _LIKELY, _WEAK = 0.98, 0.9, 0.75
_CERTIFIED = 1_500
_REACH = 4_000
_TITLE = 900
_TOP, _LINES = 500, 3
_FOOT = "foot.certified"
_PORTAL = "head.portal"
_CONTINUED = "head.continued"
_DISPLACED = "head.displaced"
_AROUND = 300
_CONSOLIDATED = "consolidated"

T = TypeVar("T")


def read_header(text: Text, book: Book) -> Header:
    """The header of a document; fields that do not stand there are None."""
    rules = grammar(book)
    if book.digest not in _READERS:
        _READERS[book.digest] = HeaderReader(book, rules)
    return _READERS[book.digest].read(text, rules.view(text.body))


class HeaderReader:
    """Reads heads and feet with the patterns of ``header.yaml``."""

    def __init__(self, book: Book, rules: Grammar) -> None:
        self._book, self._rules = book, rules
        phrases: Phrases = book.phrases
        self._pattern = {
            name: phrases.pattern(f"header.{name}")
            for name in (
                "number",
                "number_inside",
                "number_heading",
                "place_date",
                "portal_number",
                "portal_date",
                "portal_type",
                "adopted",
                "cites",
                "consolidated",
                "unread_number",
                "continued",
                "cell_date",
                "adopters",
            )
        }
        self._code = re.compile(r"\s{0,3}(?P<code>[^\W\d_]+)")
        self._footnoted = re.compile(r"(?P<code>[^\W\d_]+)\d{1,2}")
        self._apart = re.compile(r"(?:[ ][^\W\d_a-z]{1,4}){1,4}(?![^\W_])")
        self._blank = phrases.pattern("unsigned.number")
        self._zones = ZoneReader(phrases, book.instruments.names())
        self._issuers = HeadIssuers(book, phrases)
        self._people = SignerReader(phrases)
        self._certified = re.compile(alternation(phrases.words("header.certified")))
        self._nation = re.compile(alternation(phrases.words("header.nation")))
        kinds = sorted((name for name, _ in book.instruments.names()), key=len, reverse=True)
        self._openings = re.compile(
            rf"\s{{0,9}}(?P<title>(?P<type>{'|'.join(map(re.escape, kinds))})[ ]{{1,3}}"
            rf"(?:{alternation(phrases.words('header.matters'))})(?![^\W_])[^\n]{{1,600}})"
            rf"(?P<above>(?:\n[^\n]{{0,90}}){{0,3}}?)\n\s{{0,9}}(?:{alternation(phrases.words('header.grounds'))})(?![^\W_])",
            re.IGNORECASE,
        )
        self._annex = tuple(phrases.words("header.annex_words"))

    def read(self, text: Text, view: str) -> Header:
        """All fields."""
        zones = self._zones.read(view)
        portal = self._pattern["portal_number"].search(view, 0, _REACH)
        number = self._number(view, zones)
        issued_on, place = self._day(view, zones, number)
        instrument = self._instrument(view, zones, number)
        if number is None and portal is None and not (self._bare(view, zones) or self._letterhead(view, zones)):
            return self._opening(view)
        end = self._end_of_issuer(zones, number, place)
        fields, issuer = self._issuers.read(
            view,
            start=zones.start,
            end=end,
            body=zones.head,
            number=number.value if number else None,
            day=issued_on.value if issued_on else None,
            place=place.value if place else None,
        )
        if not fields:
            fields, issuer = self._issuers.adopted(view, self._pattern["adopters"], zones.start)
        signer, form = self._people.read(view, zones.head)
        return Header(
            number=_seen(text, number),
            instrument=instrument,
            issuer=issuer,
            issuers=fields,
            issued_on=_seen(text, issued_on),
            place=place,
            title=self._title(view, zones),
            signer=signer,
            signing_form=form,
            annexed=any(words in view for words in self._annex),
        )

    def _number(self, view: str, zones: Zones) -> Field[DocNumber] | None:
        places = [(m.end(), _PORTAL, _SURE) for m in self._pattern["portal_number"].finditer(view, 0, _REACH)]
        places += [
            (m.end(), "head.number", _SURE)
            for m in self._pattern["number"].finditer(view, zones.start, zones.head)
            if not self._cited(view, zones, m)
        ]
        continued = self._pattern["continued"].search(view, zones.start, zones.start + _TOP)
        if continued is not None:
            places = [(continued.end("lead"), _CONTINUED, _LIKELY)]
        if self._nation.search(view, zones.start, zones.head):
            places += [
                (m.end(), "head.run_together", _LIKELY)
                for m in self._pattern["number_inside"].finditer(view, zones.start, zones.head)
            ]
        if zones.heading is not None:
            start = zones.heading[1]
            places += [
                (m.end(), "head.heading", _LIKELY)
                for m in self._pattern["number_heading"].finditer(view, start, zones.head)
            ]
        certified = self._certified.search(view)
        if certified is not None:
            low, high = max(0, certified.start() - _CERTIFIED), certified.end() + _CERTIFIED
            foot = [(m.end(), _FOOT, _LIKELY) for m in self._pattern["number"].finditer(view, low, high)]
            places = foot + places
        blank = self._blank.search(view, zones.start, zones.head)
        for position, rule, confidence in places:
            if blank is not None and rule != _PORTAL and position > blank.start():
                continue
            found = self._rules.numbers.at(view, position)
            if found is None or not found.number.serial:
                continue
            if rule == _FOOT and self._coded(found.number) != _CONSOLIDATED:
                continue
            if rule not in {_PORTAL, _CONTINUED} and self._pattern["cites"].match(view, found.span.end):
                continue
            return self._mended(view, _number_field(found, rule, confidence))
        return self._displaced(view, zones)

    def _mended(self, view: str, field: Field[DocNumber]) -> Field[DocNumber]:
        """A footnote's digit glued to the code of a type (AL1), a code whose letters stand apart (QĐ - U B ND)."""
        number = field.value
        stem, sign, last = number.symbol.rpartition("-")
        noted = self._footnoted.fullmatch(last)
        if noted is not None and self._book.instruments.by_code(noted["code"]) is not None:
            spelt, end = noted["code"], field.span.end
        else:
            apart = self._apart.match(view, field.span.end)
            spelt = last + "".join(apart[0].split()) if apart is not None else ""
            end = apart.end() if apart is not None else 0
            if not spelt or self._book.issuers.by_code(last) or not self._book.issuers.by_code(spelt):
                return field
        return replace(
            field,
            value=replace(number, symbol=f"{stem}{sign}{spelt}"),
            span=Span(field.span.start, end),
            confidence=min(field.confidence, _WEAK),
            repaired=True,
        )

    def _displaced(self, view: str, zones: Zones) -> Field[DocNumber] | None:
        """A letterhead that a column put behind the first page: its number names the type of the heading."""
        if zones.heading is None or not zones.opened or self._nation.search(view, 0, zones.head):
            return None
        for found in self._pattern["number"].finditer(view, zones.head, zones.head + _REACH):
            numbered = self._rules.numbers.at(view, found.end())
            if numbered is None or self._coded(numbered.number) != zones.heading[2]:
                continue
            if self._nation.search(view, max(0, found.start() - _AROUND), found.end() + _AROUND):
                return _number_field(numbered, _DISPLACED, _WEAK)
        return None

    def _letterhead(self, view: str, zones: Zones) -> bool:
        """The nation's name stands first, and a number that could not be read or a day of issue with it."""
        nation = self._nation.search(view, 0, _TOP)
        if nation is None:
            return False
        told = ("unread_number", "place_date")
        return any(self._pattern[name].search(view, zones.start, zones.head) for name in told)

    def _opening(self, view: str) -> Header:
        """A text without a head whose first line names its type, and whose grounds follow."""
        opening = self._openings.match(view)
        kind = self._book.instruments.by_name(opening["type"]) if opening is not None else None
        if opening is None or kind is None:
            return Header()
        lines = [m for m in re.finditer(r"[^\n]+", view[opening.end("title") : opening.end("above")]) if m[0].strip()]
        at = opening.end("title")
        fields, issuer = self._issuers.named([Span(at + m.start(), at + m.end()) for m in lines], view)
        span = Span(opening.start("type"), opening.end("type"))
        named = Field(value=kind, span=span, rule="head.opening", confidence=_WEAK)
        return Header(instrument=named, issuers=fields, issuer=issuer)

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
        return self._nation.search(view, zones.start, zones.head) is None

    def _below_other(self, view: str, zones: Zones, position: int, instrument: str) -> bool:
        """Type word and code of a number below the heading name another type than the heading does."""
        if zones.heading is None or position < zones.heading[1] or instrument == zones.heading[2]:
            return False
        numbered = self._rules.numbers.at(view, position)
        return numbered is not None and self._coded(numbered.number) == instrument

    @staticmethod
    def _bare(view: str, zones: Zones) -> bool:
        """A document whose head lost its number: the heading stands first, and a text opens after it."""
        if zones.heading is None or zones.far or not zones.opened:
            return False
        return len(view[: zones.heading[0]].strip()) < _TOP

    def _coded(self, number: DocNumber) -> str | None:
        """Type told by the number's first code."""
        first = re.split(r"[-/.]", number.symbol, maxsplit=1)[0]
        return self._book.instruments.by_code(first) if first != number.symbol else None

    def _day(
        self, view: str, zones: Zones, number: Field[DocNumber] | None
    ) -> tuple[Field[date] | None, Field[str] | None]:
        portal = self._pattern["portal_date"].search(view, 0, _REACH)
        if portal is not None:
            day = self._rules.dates.at(view, portal.end(), bare=True)
            if day is not None and day.value is not None:
                return Field(value=day.value, span=day.span, rule=_PORTAL, confidence=_SURE), None
        ranges = [(zones.start, zones.head)]
        if number is not None and number.rule == _DISPLACED:
            ranges = [(max(0, number.span.start - _AROUND), number.span.end + _AROUND)]
        if number is not None and number.rule == _FOOT:
            ranges = [
                (number.span.end, number.span.end + _CERTIFIED),
                (max(0, number.span.start - 200), number.span.start),
            ]
        for start, end in ranges:
            for found in self._pattern["place_date"].finditer(view, start, end):
                day = self._rules.dates.at(view, found.end())
                if day is not None and day.value is not None and day.span.end <= end + 60:
                    group = "place" if found["place"] else "place2"
                    place = Field(
                        value=" ".join(found[group].split()),
                        span=Span(found.start(group), found.end(group)),
                        rule="head.place",
                    )
                    return Field(value=day.value, span=day.span, rule="head.date", confidence=_SURE), place
            cell = self._pattern["cell_date"].search(view, start, end)
            day = self._rules.dates.at(view, cell.end()) if cell is not None else None
            if day is not None and day.value is not None and not view[day.span.end :].lstrip(" .*")[:1].isalnum():
                return Field(value=day.value, span=day.span, rule="head.cell", confidence=_WEAK), None
        return self._other_day(view, zones, number), None

    def _other_day(self, view: str, zones: Zones, number: Field[DocNumber] | None) -> Field[date] | None:
        """A day right after the number in an old heading, or the day of adoption in the closing sentence."""
        if number is not None and number.rule not in {_PORTAL, _FOOT}:
            day = self._rules.tails.day(view, number.span.end)
            if day is not None and day.value is not None:
                return Field(value=day.value, span=day.span, rule="head.heading", confidence=_LIKELY)
        last = None
        for found in self._pattern["adopted"].finditer(view, zones.head):
            last = found
            break
        if last is not None:
            day = self._rules.dates.at(view, last.end())
            if day is not None and day.value is not None:
                return Field(value=day.value, span=day.span, rule="foot.adopted", confidence=_LIKELY)
        return None

    def _instrument(self, view: str, zones: Zones, number: Field[DocNumber] | None) -> Field[str] | None:
        coded = self._coded(number.value) if number is not None else None
        if number is not None and coded == _CONSOLIDATED:
            return Field(value=coded, span=number.span, rule="head.symbol", confidence=_SURE)
        portal = self._pattern["portal_type"].search(view, 0, _REACH)
        named = self._book.instruments.by_name(portal["value"]) if portal else None
        if portal is not None and named is not None:
            return Field(
                value=named, span=Span(portal.start("value"), portal.end("value")), rule=_PORTAL, confidence=_SURE
            )
        if zones.heading is not None and (number is None or number.rule != _CONTINUED):
            start, end, kind = zones.heading
            if number is None and self._pattern["consolidated"].search(view, end, end + _TITLE):
                kind = _CONSOLIDATED
            return Field(value=kind, span=Span(start, end), rule="head.heading", confidence=_SURE)
        if number is not None:
            told = self._rules.types.before(view, number.span.start)
            kind_told = told.instrument or coded
            if kind_told is not None:
                return Field(
                    value=kind_told, span=Span(told.start, number.span.end), rule="head.symbol", confidence=_LIKELY
                )
        return self._of_unread(view, zones) if number is None else None

    def _of_unread(self, view: str, zones: Zones) -> Field[str] | None:
        """The type told by the symbol of a number whose serial could not be read."""
        found = self._pattern["unread_number"].search(view, zones.start, zones.head)
        if found is None:
            return None
        at = found.start("number") + found["number"].rindex("/") + 1
        code = self._code.match(view, at)
        kind = self._book.instruments.by_code(code["code"]) if code is not None else None
        span = Span(found.start("number"), found.end("number"))
        return Field(value=kind, span=span, rule="head.symbol", confidence=_WEAK) if kind is not None else None

    def _end_of_issuer(self, zones: Zones, number: Field[DocNumber] | None, place: Field[str] | None) -> int:
        stops = [zones.head]
        stops += [zones.heading[0]] if zones.heading else []
        if (
            number is not None
            and number.rule in {"head.number", "head.run_together", _PORTAL, _CONTINUED}
            and number.span.start < zones.head
        ):
            stops.append(number.span.start)
        stops += [place.span.start] if place and place.span.start < zones.head else []
        return min(stops)

    def _title(self, view: str, zones: Zones) -> Field[str] | None:
        if zones.heading is None:
            return None
        start = zones.heading[1]
        lines: list[re.Match[str]] = []
        for line in re.finditer(r"[^\n|]+", view[start : min(zones.head, start + _TITLE)]):
            words = line[0].strip(" \t*_-–—=#>")
            if not words or not any(c.isalpha() for c in words):
                if lines and not words and line[0].strip(" \t"):
                    break
                continue
            if lines and not words[0].islower() and self._book.issuers.resolve(words):
                break
            lines.append(line)
        if not lines:
            return None
        span = Span(start + lines[0].start(), start + lines[-1].end())
        value = " ".join(view[span.start : span.end].replace("|", " ").replace("*", " ").split()).strip(" -_")
        return Field(value=value, span=_tight(view, span), rule="head.title", confidence=_LIKELY) if value else None


_READERS: dict[str, HeaderReader] = {}


def _seen(text: Text, field: Field[T] | None) -> Field[T] | None:
    """A field read by OCR is no surer than its least sure word."""
    word = text.confidence(field.span) if field is not None and text.anchors else None
    return field if field is None or word is None else replace(field, confidence=min(field.confidence, word))


def _number_field(found: Numbered, rule: str, confidence: float) -> Field[DocNumber]:
    return Field(
        value=found.number,
        span=found.span,
        rule=rule,
        confidence=min(confidence, found.confidence),
        repaired=found.repaired,
    )


def _tight(view: str, span: Span) -> Span:
    words = view[span.start : span.end]
    left = len(words) - len(words.lstrip())
    return Span(span.start + left, span.start + len(words.rstrip()))
