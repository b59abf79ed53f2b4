"""Several documents in one file (tệp chứa nhiều văn bản): where each begins, for a person to look at before it is cut.

A document begins where a page opens with the nation's line and a head of its own: a number with its type or day that is
not the number of the document before. Annexes and forms have no such number, amended texts in quotation marks do not
open a page. One that begins in the middle of a page has its page in common with the one before; it is taken only behind
a signature, outside quotations, annexes and samples, and less surely. Formats without pages are taken by their lines.
At most 500 heads are looked at, so that a file made of them costs no more than a long one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from doccheck.model.reading import Header
from doccheck.model.text import Page, Severity, Span, Text, Trouble
from doccheck.parse.grammar import grammar
from doccheck.parse.header import read_header
from doccheck.parse.quotes import quoted
from doccheck.rulebook.book import Book
from doccheck.rulebook.phrases import alternation

_ABOVE = 400
_HEAD = 3_000
_NUMBER_BY = 1_200
_SURE = 0.9
_LIKELY = 0.7
_INSIDE = 0.6
_CLOSED_WITHIN, _QUOTED_WITHIN, _AROUND = 1_500, 6_000, 300
_MOST = 500
_LINES, _SHORT_LINE = 7, 60
_PARTS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One document of a file: its stretch of the text, its pages counted from 1 (None without pages), its head.

    ``confidence`` 0..1: a head with number, type and day at the top of a page is sure. ``inside``: it begins within its
    first page, which it has in common with the document before.
    """

    span: Span
    first_page: int | None
    last_page: int | None
    header: Header
    confidence: float
    inside: bool = False


def parts(text: Text, book: Book, header: Header | None = None) -> tuple[Part, ...]:
    """The documents of a text in order (các văn bản trong tệp); one where there is but one."""
    head = header or read_header(text, book)
    starts = list(_starts(text, book, head))
    bounds = [*(start for start, _, _ in starts), len(text.body)]
    rows = [(0, head, 1.0), *starts]
    return tuple(
        _part(text, Span(at, end), one, confidence) for (at, one, confidence), end in zip(rows, bounds, strict=True)
    )


def parts_at(text: Text, book: Book, pages: tuple[int, ...]) -> tuple[Part, ...]:
    """The documents that begin on these pages, as a person says; ValueError for a page that is not there."""
    known = {page.number: page.span.start for page in text.pages}
    missing = [page for page in pages if page not in known]
    if missing:
        raise ValueError(missing[0])
    starts = sorted({0, *(known[page] for page in pages)})
    ends = [*starts[1:], len(text.body)]
    return tuple(
        _part(text, Span(a, b), read_header(_stretch(text, a, b), book), 1.0) for a, b in zip(starts, ends, strict=True)
    )


def trouble(text: Text, header: Header, view: str, book: Book) -> Iterator[Trouble]:
    """Told where a file holds more documents than the first: only that one is judged."""
    if not _openings(view, text, book):
        return
    further = parts(text, book, header)[1:]
    if further:
        page = further[0].first_page
        yield Trouble(
            stage="parse",
            code="several_documents",
            place=None if page is None else str(page),
            detail="; ".join(str(one.header.number.value) for one in further if one.header.number)[:_MOST],
            severity=Severity.PARTIAL,
        )


def _starts(text: Text, book: Book, head: Header) -> Iterator[tuple[int, Header, float]]:
    last = {head.number.value.key} if head.number else set()
    view = grammar(book).view(text.body)
    for at in _openings(view, text, book):
        found = read_header(_stretch(text, at, min(len(text.body), at + _HEAD)), book)
        number, inside = found.number, bool(text.pages) and not _opens_page(text, at)
        if number is None or not number.value.serial or number.span.start > _NUMBER_BY or number.value.key in last:
            continue
        if found.issued_on is None or found.instrument is None or (inside and not _own(view, at, found, book)):
            continue
        last = {number.value.key, *(last if inside else ())}
        yield at, found, _INSIDE if inside else _SURE if text.pages else _LIKELY


def _own(view: str, at: int, head: Header, book: Book) -> bool:
    """Whether the number stands in the head, not in words about another document: "kèm theo Quyết định số …"."""
    number = head.number
    line = view[view.rfind("\n", 0, at + number.span.start) + 1 : at + number.span.start] if number else ""
    return number is not None and book.phrases.pattern("cuts.speaks_of").search(line) is None


def _openings(view: str, text: Text, book: Book) -> list[int]:
    """Where the nation's line stands behind the first head: the top of its page, or of its letterhead."""
    number = book.phrases.pattern("header.number")
    pages = [page.span.start for page in text.pages]
    found: list[int] = []
    for line in _nation(book).finditer(view):
        at = view.rfind("\n", 0, line.start()) + 1
        page = pages[bisect_right(pages, line.start()) - 1] if pages else None
        if page is not None and line.start() - page <= _ABOVE:
            at = page
        else:
            at = _letterhead(view, at, number)
            if page is not None and not _closed(view, at, page, book):
                continue
        if at and (not found or at > found[-1]):
            found.append(at)
        if len(found) == _PARTS:
            break
    return found


def _letterhead(view: str, at: int, number: re.Pattern[str]) -> int:
    """Up over the lines of the issuer, in capitals, of the number, and the rules drawn between them."""
    top = at
    for _ in range(_LINES):
        above = view.rfind("\n", 0, max(at - 1, 0)) + 1
        line = view[above:at].strip()
        drawn = not any(map(str.isalnum, line))
        if at == 0 or not (drawn or line.isupper() or (len(line) < _SHORT_LINE and number.search(line))):
            break
        at = above
        top = top if drawn else at
    return top


def _closed(view: str, at: int, page: int, book: Book) -> bool:
    """Whether what stands above a head on its page is the end of a document, neither a quotation nor an annex."""
    phrases = book.phrases
    above = view[max(0, at - _CLOSED_WITHIN) : at]
    feet = (phrases.pattern(name) for name in ("cuts.signed", "header.signing", "header.office"))
    signed = [found.end() for foot in feet for found in foot.finditer(above)]
    if at <= page or not signed or phrases.pattern("cuts.goes_on").search(above, max(signed)):
        return False
    start = max(0, at - _QUOTED_WITHIN)
    if any(a < at - start < b for a, b in quoted(view[start : at + _QUOTED_WITHIN])):
        return False
    around = view[max(0, at - _AROUND) : at + _AROUND]
    return phrases.pattern("cuts.sample").search(around) is None


_PATTERNS: dict[str, re.Pattern[str]] = {}


def _nation(book: Book) -> re.Pattern[str]:
    """The nation's line; in letters that lost their capitals only above the motto."""
    if book.digest not in _PATTERNS:
        names = ("header.nation_whole", "cuts.nation_small", "header.motto")
        whole, small, motto = (alternation(book.phrases.words(name)) for name in names)
        _PATTERNS[book.digest] = re.compile(rf"{whole}|{small}(?=[ \t.|*]{{0,40}}\n[ \t|*]{{0,90}}(?i:{motto}))")
    return _PATTERNS[book.digest]


def _opens_page(text: Text, at: int) -> bool:
    return any(page.span.start == at for page in text.pages)


def _stretch(text: Text, start: int, end: int) -> Text:
    """A part of a text as a text of its own."""
    return replace(
        text,
        body=text.body[start:end],
        pages=(),
        anchors=tuple(
            replace(one, start=one.start - start, end=one.end - start)
            for one in text.anchors
            if start <= one.start and one.end <= end
        ),
    )


def _part(text: Text, span: Span, header: Header, confidence: float) -> Part:
    pages: list[Page] = [p for p in text.pages if p.span.start < span.end and span.start < max(p.span.end, 1)]
    return Part(
        span=span,
        first_page=pages[0].number if pages else None,
        last_page=pages[-1].number if pages else None,
        header=header,
        confidence=confidence,
        inside=bool(pages) and span.start > pages[0].span.start,
    )
