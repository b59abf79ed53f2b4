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
from doccheck.parse.header_number import (
    AROUND,
    CERTIFIED,
    CONSOLIDATED,
    CONTINUED,
    DISPLACED,
    FOOT,
    LIKELY,
    PORTAL,
    REACH,
    SPOILT,
    SURE,
    TOP,
    WEAK,
    HeadNumbers,
)
from doccheck.parse.header_people import SignerReader
from doccheck.parse.header_title import HeadTitles
from doccheck.parse.header_zone import ZoneReader, Zones
from doccheck.parse.line_starts import LineStart
from doccheck.rulebook.book import Book
from doccheck.rulebook.phrases import Phrases, alternation

_TITLE = 900
_CLOSING = 900

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
        names = ("place_date", "portal_number", "portal_date", "portal_type", "adopted", "consolidated", "cell_date")
        more = ("unread_number", "adopters", "closing", "spoilt_day")
        self._pattern = {name: LineStart(phrases.pattern(f"header.{name}")) for name in (*names, *more)}
        self._code = re.compile(r"\s{0,3}(?P<code>[^\W\d_]+)")
        self._zones = ZoneReader(phrases, book.instruments.names())
        self._numbers = HeadNumbers(book, rules, phrases)
        self._nation = self._numbers.nation
        self._issuers = HeadIssuers(book, phrases)
        self._titles = HeadTitles(book, rules, phrases)
        self._people = SignerReader(phrases)
        self._not_places = re.compile(alternation(phrases.words("header.not_places")))
        kinds = sorted((name for name, _ in book.instruments.names()), key=len, reverse=True)
        self._openings = re.compile(
            rf"\s{{0,9}}(?P<title>(?P<type>{'|'.join(map(re.escape, kinds))})[ ]{{1,3}}"
            rf"(?P<matter>(?:{alternation(phrases.words('header.matters'))})(?![^\W_])[^\n]{{1,600}}))"
            rf"(?P<above>(?:\n[^\n]{{0,90}}){{0,3}}?)\n\s{{0,9}}(?:[-–+•]\s{{0,3}})?"
            rf"(?:{alternation(phrases.words('header.grounds'))})(?![^\W_])",
            re.IGNORECASE,
        )
        self._annex = tuple(phrases.words("header.annex_words"))

    def read(self, text: Text, view: str) -> Header:
        """All fields."""
        zones = self._zones.read(view)
        portal = self._pattern["portal_number"].search(view, 0, REACH)
        number = self._numbers.read(view, zones)
        issued_on, place = self._day(view, zones, number)
        instrument = self._instrument(view, zones, number)
        if number is None and portal is None and not (self._bare(view, zones) or self._letterhead(view, zones)):
            return self._opening(view) or self._closing(view) or Header()
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
        signer, form = self._people.read(view, zones.heading[1] if zones.heading and not zones.opened else zones.head)
        return Header(
            number=_seen(text, number),
            instrument=instrument,
            issuer=issuer,
            issuers=fields,
            issued_on=_seen(text, issued_on),
            place=place,
            title=self._titles.read(view, zones, number, issued_on, tuple(field.value for field in fields)),
            signer=signer,
            signing_form=form,
            annexed=any(words in view for words in self._annex),
        )

    def _letterhead(self, view: str, zones: Zones) -> bool:
        """The nation's name stands first, and a number that could not be read or a day of issue with it."""
        nation = self._nation.search(view, 0, TOP)
        if nation is None:
            return False
        told = ("unread_number", "place_date")
        return any(self._pattern[name].search(view, zones.start, zones.head) for name in told)

    def _closing(self, view: str) -> Header | None:
        """A statute whose head is lost: its closing sentence names type, who adopted it and the day."""
        found = self._pattern["closing"].search(view, max(0, len(view) - _CLOSING))
        kind = self._book.instruments.by_name(" ".join(found["type"].split())) if found is not None else None
        if found is None or kind is None:
            return None
        span = Span(found.start("type"), found.end("type"))
        fields, issuer = self._issuers.named([Span(found.start("issuer"), found.end("issuer"))], view)
        day = self._rules.dates.at(view, found.end())
        signer, form = self._people.read(view, found.end())
        return Header(
            instrument=Field(value=kind, span=span, rule="foot.adopted", confidence=WEAK),
            issuers=fields,
            issuer=issuer,
            issued_on=Field(value=day.value, span=day.span, rule="foot.adopted", confidence=LIKELY)
            if day is not None and day.value is not None
            else None,
            signer=signer,
            signing_form=form,
        )

    def _opening(self, view: str) -> Header | None:
        """A text without a head whose first line names its type, and whose grounds follow."""
        opening = self._openings.match(view)
        kind = self._book.instruments.by_name(opening["type"]) if opening is not None else None
        if opening is None or kind is None:
            return None
        lines = [m for m in re.finditer(r"[^\n]+", view[opening.end("title") : opening.end("above")]) if m[0].strip()]
        at = opening.end("title")
        fields, issuer = self._issuers.named([Span(at + m.start(), at + m.end()) for m in lines], view)
        span = Span(opening.start("type"), opening.end("type"))
        named = Field(value=kind, span=span, rule="head.opening", confidence=WEAK)
        about = Span(opening.start("matter"), len(view[: opening.end("matter")].rstrip(" .")))
        title = Field(value=" ".join(view[about.start : about.end].split()), span=about, rule="head.opening")
        return Header(instrument=named, issuers=fields, issuer=issuer, title=replace(title, confidence=WEAK))

    @staticmethod
    def _bare(view: str, zones: Zones) -> bool:
        """A document whose head lost its number: the heading stands first, and a text opens after it."""
        if zones.heading is None or zones.far or not zones.opened:
            return False
        return len(view[: zones.heading[0]].strip()) < TOP

    def _day(
        self, view: str, zones: Zones, number: Field[DocNumber] | None
    ) -> tuple[Field[date] | None, Field[str] | None]:
        portal = self._pattern["portal_date"].search(view, 0, REACH)
        if portal is not None:
            day = self._rules.dates.at(view, portal.end(), bare=True)
            if day is not None and day.value is not None:
                return Field(value=day.value, span=day.span, rule=PORTAL, confidence=SURE), None
        ranges = [(zones.start, zones.head)]
        if number is not None and number.rule == DISPLACED:
            ranges = [(max(0, number.span.start - AROUND), number.span.end + AROUND)]
        if number is not None and number.rule == FOOT:
            ranges = [
                (number.span.end, number.span.end + CERTIFIED),
                (max(0, number.span.start - 200), number.span.start),
            ]
        for start, end in ranges:
            for found in self._pattern["place_date"].finditer(view, start, end):
                day = self._rules.dates.at(view, found.end())
                group = "place" if found["place"] else "place2"
                if self._not_places.match(" ".join(found[group].split())):
                    continue
                if day is not None and day.value is not None and day.span.end <= end + 60:
                    place = Field(
                        value=" ".join(found[group].split()),
                        span=Span(found.start(group), found.end(group)),
                        rule="head.place",
                    )
                    return Field(value=day.value, span=day.span, rule="head.date", confidence=SURE), place
            for cell in self._pattern["cell_date"].finditer(view, start, end):
                day = self._rules.dates.at(view, cell.end())
                if day is None or day.value is None or self._not_places.match(cell[0].strip()):
                    continue
                if not view[day.span.end :].lstrip(" .*")[:1].isalnum():
                    return Field(value=day.value, span=day.span, rule="head.cell", confidence=WEAK), None
        return self._other_day(view, zones, number), None

    def _other_day(self, view: str, zones: Zones, number: Field[DocNumber] | None) -> Field[date] | None:
        """A day right after the number in an old heading, or the day of adoption in the closing sentence."""
        if number is not None and number.rule not in {PORTAL, FOOT}:
            day = self._rules.tails.day(view, number.span.end)
            if day is not None and day.value is not None:
                return Field(value=day.value, span=day.span, rule="head.heading", confidence=LIKELY)
        spoilt = self._spoilt_day(view) if number is not None and number.rule == SPOILT else None
        last = self._pattern["adopted"].search(view, zones.head) if spoilt is None else None
        if spoilt is not None:
            return spoilt
        if last is not None:
            day = self._rules.dates.at(view, last.end())
            if day is not None and day.value is not None:
                return Field(value=day.value, span=day.span, rule="foot.adopted", confidence=LIKELY)
        return None

    def _spoilt_day(self, view: str) -> Field[date] | None:
        """Place and day in a text layer whose letters are spoilt."""
        found = self._pattern["spoilt_day"].search(view, 0, TOP)
        try:
            value = date(int(found["y"]), int(found["m"]), int(found["d"])) if found is not None else None
        except ValueError:
            return None
        if found is None or value is None:
            return None
        span = Span(found.start("d"), found.end("y"))
        return Field(value=value, span=span, rule=SPOILT, confidence=WEAK, repaired=True)

    def _instrument(self, view: str, zones: Zones, number: Field[DocNumber] | None) -> Field[str] | None:
        coded = self._numbers.coded(number.value) if number is not None else None
        if number is not None and coded == CONSOLIDATED:
            return Field(value=coded, span=number.span, rule="head.symbol", confidence=SURE)
        portal = self._pattern["portal_type"].search(view, 0, REACH)
        named = self._book.instruments.by_name(portal["value"]) if portal else None
        if portal is not None and named is not None:
            return Field(
                value=named, span=Span(portal.start("value"), portal.end("value")), rule=PORTAL, confidence=SURE
            )
        if zones.heading is not None and (number is None or number.rule != CONTINUED):
            start, end, kind = zones.heading
            inner = self._inner_type(view, end, number)
            if inner is not None:
                return inner
            if number is None and self._pattern["consolidated"].search(view, end, end + _TITLE):
                kind = CONSOLIDATED
            return Field(value=kind, span=Span(start, end), rule="head.heading", confidence=SURE)
        if number is not None:
            told = self._rules.types.before(view, number.span.start)
            kind_told = told.instrument or coded
            if kind_told is not None:
                return Field(
                    value=kind_told, span=Span(told.start, number.span.end), rule="head.symbol", confidence=LIKELY
                )
        return self._of_unread(view, zones) if number is None else None

    def _inner_type(self, view: str, heading: int, number: Field[DocNumber] | None) -> Field[str] | None:
        """The type word right before a number that follows the heading at once: an edict that promulgates a law."""
        told = self._rules.types.before(view, number.span.start) if number is not None else None
        if number is None or told is None or told.instrument is None or told.start < heading:
            return None
        if view[heading : told.start].strip():
            return None
        span = Span(told.start, number.span.end)
        return Field(value=told.instrument, span=span, rule="head.symbol", confidence=LIKELY)

    def _of_unread(self, view: str, zones: Zones) -> Field[str] | None:
        """The type told by the symbol of a number whose serial could not be read."""
        found = self._pattern["unread_number"].search(view, zones.start, zones.head)
        if found is None:
            return None
        at = found.start("number") + found["number"].rindex("/") + 1
        code = self._code.match(view, at)
        kind = self._book.instruments.by_code(code["code"]) if code is not None else None
        span = Span(found.start("number"), found.end("number"))
        return Field(value=kind, span=span, rule="head.symbol", confidence=WEAK) if kind is not None else None

    def _end_of_issuer(self, zones: Zones, number: Field[DocNumber] | None, place: Field[str] | None) -> int:
        stops = [zones.head]
        stops += [zones.heading[0]] if zones.heading else []
        if (
            number is not None
            and number.rule in {"head.number", "head.run_together", PORTAL, CONTINUED}
            and number.span.start < zones.head
        ):
            stops.append(number.span.start)
        stops += [place.span.start] if place and place.span.start < zones.head else []
        return min(stops)


_READERS: dict[str, HeaderReader] = {}


def _seen(text: Text, field: Field[T] | None) -> Field[T] | None:
    """A field read by OCR is no surer than its least sure word."""
    word = text.confidence(field.span) if field is not None and text.anchors else None
    return field if field is None or word is None else replace(field, confidence=min(field.confidence, word))
