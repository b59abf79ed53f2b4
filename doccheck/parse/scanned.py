"""Numbers read from pictures (số đọc từ bản quét): which of them must not be taken without a look at the page.

A digit that OCR took wrongly cites another law. A number is doubted where a word of it was read weakly or mended, where
its parts do not fit each other (year and day) or the rules do not know every part of its symbol, where a day stands
beside it that cannot be read, or where the document names one day under two numbers that differ by one character.
The day of issue is doubted where it stands unread, where letters had to be taken for its digits, or where the number's
year or a basis contradicts it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from doccheck.model.number import DocNumber, fold
from doccheck.model.reading import Field, Header, Reference, Role
from doccheck.model.text import Severity, Span, Text, Trouble
from doccheck.rulebook.book import Book

LOW_WORD = 0.8
_DOUBTED = 0.6
_HEAD = 1500
_TOP = 500
_JANUARY = 1
_NEAR_DAY = 14
_SIGNS = re.compile(r"[-/.\s&]+")
_TERM = re.compile(r"\d+$")
_ASSEMBLY = {("quoc-hoi",), ("ubtvqh",)}
_JOINT = {"joint_circular", "joint_resolution"}


def doubted(text: Text, references: Sequence[Reference], book: Book) -> tuple[Reference, ...]:
    """The references, those whose number OCR read doubtfully with a low confidence."""
    if not text.anchors:
        return tuple(references)
    twins = _twins(references)
    return tuple(
        replace(one, confidence=min(one.confidence, _DOUBTED))
        if _weak(text, one.span, one.repaired, one.number, one.issued_on, book) or i in twins
        else one
        for i, one in enumerate(references)
    )


def head_doubted(text: Text, header: Header, view: str, book: Book) -> Header:
    """The header, its number with a low confidence where OCR read it doubtfully or the head contradicts it.

    A day with letters for digits is taken as mended; of a number's year and a day that contradict each other neither
    is sure.
    """
    if header.issued_on is None and text.anchors:
        header = replace(header, issued_on=_slipped(text, view, book))
    own = header.number
    if own is None:
        return header
    on = header.issued_on.value if header.issued_on else None
    weak = bool(text.anchors) and _weak(text, own.span, own.repaired, own.value, on, book)
    if not (weak or _apart(own.value, on) or _other_form(own.value, header.instrument, book)):
        return header
    doubtful = replace(header, number=replace(own, confidence=min(own.confidence, _DOUBTED)))
    return _without_day(doubtful) if _apart(own.value, on) else doubtful


def day_doubted(text: Text, header: Header, references: Sequence[Reference]) -> Header:
    """The header of a scan, its day with a low confidence where a basis that was read surely bears a later one."""
    day = header.issued_on
    if day is None or not text.anchors or day.confidence < LOW_WORD:
        return header
    return _without_day(header) if any(_later(one, day.value) for one in references) else header


def _later(basis: Reference, on: date) -> bool:
    """A basis, surely read, of a later day; its number's year bears its day out."""
    if basis.role is not Role.BASIS or basis.repaired or basis.confidence < LOW_WORD or basis.issued_on is None:
        return False
    year = basis.number.year if basis.number is not None else None
    return basis.issued_on > on and (year is None or year == basis.issued_on.year)


def _without_day(header: Header) -> Header:
    """The header, its day not sure."""
    day = header.issued_on
    return replace(header, issued_on=replace(day, confidence=min(day.confidence, _DOUBTED))) if day else header


def troubles(text: Text, header: Header, references: Sequence[Reference], view: str, book: Book) -> Iterator[Trouble]:
    """One note for each number of a scan that needs a look."""
    if not text.anchors:
        return
    own = _own(text, header.number, view, book)
    if own is not None:
        yield _note(text, own)
    day = _own_day(text, header.issued_on, view, book)
    if day is not None:
        yield _note(text, day, "uncertain_day")
    for one in references:
        if one.number is not None and one.number.serial and one.confidence < LOW_WORD and _read(text, one.span):
            yield _note(text, one.span)
    for span in _unread(view, references, book):
        if _read(text, span):
            yield _note(text, span)


def _own_day(text: Text, day: Field[date] | None, view: str, book: Book) -> Span | None:
    """Where the day of issue was read doubtfully, or stands without being read."""
    if day is not None:
        return day.span if day.confidence < LOW_WORD and _read(text, day.span) else None
    found = book.phrases.pattern("scanned.day_line").search(view, 0, _HEAD)
    place = Span(found.start("day"), found.end("day")) if found else None
    return place if place is not None and _read(text, place) else None


def _slipped(text: Text, view: str, book: Book) -> Field[date] | None:
    """The day in the head's line of place and day, letters taken for the digits that they look like."""
    line = book.phrases.pattern("scanned.day_line").search(view, 0, _HEAD)
    if line is None or not _read(text, Span(line.start("day"), line.end("day"))):
        return None
    found = book.phrases.pattern("scanned.slipped_day").match(view, line.start("day"))
    digits = str.maketrans({pair[0]: pair[1] for pair in book.phrases.words("scanned.slips")})
    try:
        parts = [int(found[part].translate(digits)) for part in ("y", "m", "d")] if found else []
        day = date(*parts) if parts else None
    except ValueError:
        return None
    if found is None or day is None:
        return None
    return Field(
        value=day, span=Span(found.start(), found.end()), rule="scan.slipped", confidence=_DOUBTED, repaired=True
    )


def _unread(view: str, references: Sequence[Reference], book: Book) -> Iterator[Span]:
    """Numbers with a day that stand in the text and that no reference took."""
    taken = [one.span for one in references]
    for found in book.phrases.pattern("scanned.unread_cited").finditer(view):
        span = Span(found.start("number"), found.end("number"))
        if not any(span.overlaps(other) for other in taken):
            yield span


def _own(text: Text, number: Field[DocNumber] | None, view: str, book: Book) -> Span | None:
    """Where the document's own number was read doubtfully, or stands without being read; else the letterhead."""
    if number is not None:
        return number.span if number.confidence < LOW_WORD and _read(text, number.span) else None
    found = book.phrases.pattern("header.unread_number").search(view, 0, _HEAD)
    place = Span(found.start("number"), found.end("number")) if found is not None else _letterhead(view, book)
    return place if place is not None and _read(text, place) else None


def _letterhead(view: str, book: Book) -> Span | None:
    """The nation's name where it stands first: a head whose number OCR lost altogether."""
    places = [(view.find(words, 0, _TOP), -len(words)) for words in book.phrases.words("header.nation")]
    at, length = min((one for one in places if one[0] >= 0), default=(-1, 0))
    return Span(at, at - length) if at >= 0 else None


def _note(text: Text, span: Span, code: str = "uncertain_number") -> Trouble:
    return Trouble(
        stage="parse",
        code=code,
        place=f"{span.start}-{span.end}",
        detail=text.quote(span),
        severity=Severity.NOTE,
    )


def _read(text: Text, span: Span) -> bool:
    """True where OCR read the words."""
    return text.confidence(span) is not None


def _weak(text: Text, span: Span, repaired: bool, number: DocNumber | None, on: date | None, book: Book) -> bool:
    word = text.confidence(span)
    if word is None or number is None or not number.serial:
        return False
    if word < LOW_WORD or repaired or _apart(number, on) or _strange(number, on, book):
        return True
    near = fold(text.body[span.start : span.end + _NEAR_DAY])
    return on is None and any(fold(day) in near for day in book.phrases.words("dates.day"))


def _apart(number: DocNumber, on: date | None) -> bool:
    """The year of the number is not that of its day; the first month may carry the year before."""
    if number.year is None or on is None or number.year == on.year:
        return False
    return not (on.month == _JANUARY and number.year == on.year - 1)


def _strange(number: DocNumber, on: date | None, book: Book) -> bool:
    """A symbol of which the rules do not know every part, a joint one of a single organ, or a norm's without a year."""
    if not number.symbol:
        return False
    organs = book.issuers.of_symbol(number.symbol, on)
    parts = [part for part in _SIGNS.split(number.symbol) if part]
    forms = [book.instruments.by_code(part) for part in parts]
    if forms[0] is not None and number.year is None and not book.instruments.get(forms[0]).administrative:
        return True
    if number.separator == "-" and not any(forms):
        return True
    letter = number.year is None and organs and forms[0] is None
    known = letter or all(form or _organ(part, on, book) for form, part in zip(forms, parts, strict=True))
    return not organs or not known or (forms[0] in _JOINT and len(organs) == 1) or _other_term(number, book)


def _other_form(number: DocNumber, told: Field[str] | None, book: Book) -> bool:
    """The number's first code is that of another type than the heading's: a number left from another document."""
    coded = book.instruments.by_code(_SIGNS.split(number.symbol)[0])
    return told is not None and coded is not None and told.rule == "head.heading" and coded != told.value


def _organ(part: str, on: date | None, book: Book) -> bool:
    return bool(book.issuers.by_code(part, on) or (part[-1].isdigit() and book.issuers.of_symbol(part, on)))


def _other_term(number: DocNumber, book: Book) -> bool:
    """The term of the National Assembly in the symbol is not that of the year."""
    found = _TERM.search(number.symbol)
    of_assembly = book.issuers.of_symbol(number.symbol) in _ASSEMBLY
    if found is None or number.year is None or not of_assembly:
        return False
    terms = (tuple(map(int, row.split())) for row in book.phrases.words("numbers.terms"))
    return not any(term == int(found[0]) and first <= number.year <= last for term, first, last in terms)


def _twins(references: Sequence[Reference]) -> set[int]:
    """References that name one day and one symbol under numbers that differ by one character."""
    groups: dict[tuple[date, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, one in enumerate(references):
        if one.number is not None and one.number.symbol and one.issued_on is not None:
            rest = one.number.key.rpartition("/")[2]
            groups[(one.issued_on, rest)][one.number.key].append(i)
    return {
        i
        for numbers in groups.values()
        for key, places in numbers.items()
        if any(other != key and _near(key, other) for other in numbers)
        for i in places
    }


def _near(one: str, other: str) -> bool:
    """True where one character is changed, lost or added."""
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
