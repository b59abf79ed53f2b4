"""Between which days a document without a day in its head was issued (khoảng ngày ban hành).

The bounds tell which law a bare title means; they never take the place of the day of issue.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from doccheck.match.answer import Answer
from doccheck.match.asked import Host
from doccheck.model.match import MatchState
from doccheck.model.reading import EffectHow, EffectWhat, Reading, Reference, Role
from doccheck.rulebook.book import Book

Bound = tuple[date | None, date | None]
_TAIL = 4_000
_JANUARY, _DECEMBER = (1, 1), (12, 31)


def bounded(host: Host, reading: Reading, own: Answer, cited: Iterable[date], book: Book) -> Host:
    """The host with the first and the last day on which it can have been issued, as far as its text tells them.

    Told by the registry, the year of its number, the day on which it was passed, its clause of effect and the newest
    act that it cites. Bounds that contradict one another are worth nothing. A text that repeats older ones has none.
    """
    header = reading.header
    if header.instrument is not None and header.instrument.value in book.phrases.words("bounds.repeating"):
        return host
    newest = max(cited, default=None)
    found = [(newest, None), _passed(reading, book), _effect(reading, book)]
    if header.number is not None and (year := header.number.value.year) is not None:
        found.append((date(year, *_JANUARY), date(year, *_DECEMBER)))
    if own.state is MatchState.FOUND and own.best is not None and own.best.issued_on is not None:
        found.append((own.best.issued_on, own.best.issued_on))
    first = max((day for day, _ in found if day is not None), default=None)
    last = min((day for _, day in found if day is not None), default=None)
    if first is not None and last is not None and first > last:
        return host
    return replace(host, first=first, last=last)


def _passed(reading: Reading, book: Book) -> Bound:
    """The day in the last words of a law: "đã được Quốc hội … thông qua ngày …"."""
    body = reading.text.body
    for found in book.phrases.pattern("bounds.passed").finditer(body, max(0, len(body) - _TAIL)):
        with suppress(ValueError):
            day = date(int(found["y"]), int(found["m"]), int(found["d"]))
            return day, day
    return None, None


def _effect(reading: Reading, book: Book) -> Bound:
    """Days of issue that fit the general clause of effect."""
    words = book.phrases.words
    for effect in reading.effects:
        if effect.what is not EffectWhat.EFFECT or effect.provisions:
            continue
        if effect.how is EffectHow.AFTER_GAZETTE:
            first, last = (date.fromisoformat(day) for day in words("bounds.gazette"))
            return first, last
        if effect.how is EffectHow.ON_DATE and effect.on is not None:
            lag, back = _lag(_own_type(reading), book), int(words("bounds.back")[0])
            return effect.on - timedelta(days=lag), effect.on + timedelta(days=back)
    return None, None


def _lag(instrument: str | None, book: Book) -> int:
    known = dict(row.split() for row in book.phrases.words("bounds.lags"))
    return int(known.get(instrument or "") or book.phrases.words("bounds.otherwise")[0])


def _own_type(reading: Reading) -> str | None:
    """The document's type: that of its head, else the one by which it always names itself."""
    if reading.header.instrument is not None:
        return reading.header.instrument.value
    named = {r.instrument for r in reading.references if r.role is Role.SELF}
    return named.pop() if len(named) == 1 else None


def dated(references: Iterable[Reference]) -> Iterable[Reference]:
    """References whose day of issue bounds that of the citing text: by whole number, read without repair."""
    return (r for r in references if r.number is not None and r.number.symbol and not r.repaired)
