"""Heads of drafts (dự thảo): the number and the day that are still blank, filled in for the day of signing."""

from dataclasses import replace
from datetime import date

from doccheck.model.number import DocNumber
from doccheck.model.reading import Effect, EffectHow, Field, Header
from doccheck.model.text import Span, Text
from doccheck.rulebook.book import Book

_HEAD = 6_000
_RULE = "draft"
BLANK = "0"


def completed(header: Header, text: Text, book: Book, sign_on: date, *, instead: bool = False) -> Header:
    """The head as if signed on ``sign_on``: a day that stands there is kept unless ``instead`` is asked.

    A blank serial becomes ``0``: no act bears it, and the form of the number can be told.
    """
    number = header.number or _number(text, book, sign_on)
    day = header.issued_on
    if day is None or instead:
        day = Field(value=sign_on, span=_day_span(header, text, book, number), rule=_RULE)
    return replace(header, number=number, issued_on=day)


def with_blank(effects: tuple[Effect, ...], text: Text, book: Book) -> tuple[Effect, ...]:
    """Effects of a draft: a clause whose day is still blank is no missing clause."""
    found = book.phrases.pattern("unsigned.effect").search(text.body)
    if found is None:
        return effects
    blank = Effect(span=Span(found.start(), found.end()), how=EffectHow.BLANK, rule=_RULE)
    return tuple(blank if e.how is EffectHow.MISSING and not e.provisions else e for e in effects)


def _number(text: Text, book: Book, sign_on: date) -> Field[DocNumber] | None:
    found = book.phrases.pattern("unsigned.number").search(text.body, 0, _HEAD)
    if found is None:
        return None
    century = str(sign_on.year // 100) in found[0][found.end("blank") - found.start() :].split("/")[1]
    year = int(found["year"]) if found["year"] else sign_on.year if century else None
    lead = found[0]
    start = found.start() + len(lead) - len(lead.lstrip("\n |*#>_\t"))
    return Field(
        value=DocNumber(serial=BLANK, year=year, symbol=found["symbol"]),
        span=Span(start, found.end()),
        rule=_RULE,
    )


def _day_span(header: Header, text: Text, book: Book, number: Field[DocNumber] | None) -> Span:
    if header.issued_on is not None:
        return header.issued_on.span
    found = book.phrases.pattern("unsigned.date").search(text.body, 0, _HEAD)
    if found is not None:
        return Span(found.start(), found.end())
    place = number or header.instrument or header.title
    return place.span if place else Span(0, 0)
