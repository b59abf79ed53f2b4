"""Days in the text (ngày tháng năm): strict values, tolerant shapes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from doccheck.model.text import Span
from doccheck.rulebook.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written; ``value`` is None when the writing names no possible day."""

    span: Span
    value: date | None


class DateReader:
    """Reads days with the patterns of ``dates.yaml``."""

    def __init__(self, phrases: Phrases) -> None:
        self._shapes = tuple(phrases.pattern(f"dates.{name}") for name in ("long", "short"))
        self._bare = phrases.pattern("dates.bare")
        self._broken = (phrases.pattern("dates.broken"), phrases.pattern("dates.blank"))
        self._pivot = int(phrases.words("dates.pivot")[0])

    def at(self, text: str, position: int, *, bare: bool = False) -> Day | None:
        """The day that begins at ``position``; ``bare`` accepts D/M/Y without its word."""
        for shape in (*self._shapes, *((self._bare,) if bare else ())):
            found = shape.match(text, position)
            if found is not None:
                return self._day(found)
        broken = next((m for shape in self._broken if (m := shape.match(text, position))), None)
        return Day(Span(broken.start(), broken.end()), None) if broken else None

    def find(self, text: str, start: int = 0, end: int | None = None, *, bare: bool = False) -> Iterator[Day]:
        """Days in a stretch of the text, in order."""
        stop = len(text) if end is None else end
        hits = [m for shape in self._shapes for m in shape.finditer(text, start, stop)]
        if bare:
            taken = [Span(m.start(), m.end()) for m in hits]
            loose = list(self._bare.finditer(text, start, stop))
            hits += [m for m in loose if not any(Span(m.start(), m.end()).overlaps(s) for s in taken)]
        for found in sorted(hits, key=lambda m: m.start()):
            yield self._day(found)

    def _day(self, found: re.Match[str]) -> Day:
        groups = found.groupdict()
        year = groups.get("y")
        if year is None:
            short = int(groups["y2"])
            year = str(1900 + short + (100 if short <= self._pivot else 0))
        span = Span(found.start(), found.end())
        try:
            return Day(span, date(*(int("".join(part.split())) for part in (year, found["m"], found["d"]))))
        except ValueError:
            return Day(span, None)
