"""What follows a number or a title: day, issuer, title (ngày ban hành, cơ quan ban hành, trích yếu)."""

import re
from dataclasses import dataclass
from datetime import date

from doccheck.parse.dates import DateReader, Day
from doccheck.parse.view import squeezed
from doccheck.rulebook.phrases import Phrases, alternation

_REACH = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """``end`` is where the mention ends (day included), ``after`` where reading stopped (issuer and title included)."""

    end: int
    after: int
    day: Day | None = None
    year: int | None = None
    issuer: str | None = None
    title: str | None = None

    @property
    def issued_on(self) -> date | None:
        """The day's value."""
        return self.day.value if self.day else None


class TailReader:
    """Reads tails with the patterns of ``references.yaml``."""

    def __init__(self, phrases: Phrases, dates: DateReader) -> None:
        self._dates = dates
        self._lead = phrases.pattern("references.date_lead")
        self._glued = phrases.pattern("references.date_glued")
        self._cell = phrases.pattern("references.date_cell")
        self._issuer = phrases.pattern("references.issuer_long")
        self._made_by = re.compile(rf"\s*,?\s*(?i:{alternation(phrases.words('references.made_by'))})(?![^\W_])")
        self._month = phrases.pattern("references.month_lead")
        self._title = phrases.pattern("references.title")

    def read(self, text: str, end: int) -> Tail:
        """The tail of a mention whose number or title ends at ``end``."""
        day = self._day(text, end)
        month = self.month(text, end) if day is None else None
        span_end = day.span.end if day else month.end() if month else end
        after = span_end
        glued = None if day else self._glued.match(text, end)
        if glued is not None:
            day = self._dates.at(text, glued.end(), bare=True)
            after = day.span.end + 1 if day else end
        issuer = self._issuer.match(text, after, min(len(text), after + _REACH))
        if issuer is not None:
            before, after = after, issuer.end()
            later = self._day(text, after) if day is None else None
            if later is not None:
                made = self._made_by.match(text, before, issuer.start("issuer")) is not None
                day, span_end = later, span_end if made else later.span.end
                after = later.span.end
        cell = self._cell.match(text, end) if day is None else None
        if cell is not None:
            day = self._dates.at(text, cell.end(), bare=True)
        title = self._title.match(text, after, min(len(text), after + _REACH))
        return Tail(
            end=span_end,
            after=title.end() if title else after,
            day=day,
            year=int(month["y"]) if month else None,
            issuer=squeezed(issuer["issuer"]).rstrip(" ,-") if issuer else None,
            title=squeezed(title["title"]).rstrip(" ,.-") if title else None,
        )

    def day(self, text: str, end: int) -> Day | None:
        """The day that follows directly."""
        return self._day(text, end)

    def month(self, text: str, end: int) -> re.Match[str] | None:
        """A month with its year that follows directly, without a day: "tháng 6 năm 2010"."""
        return self._month.match(text, end)

    def _day(self, text: str, end: int) -> Day | None:
        lead = self._lead.match(text, end)
        return self._dates.at(text, lead.end()) if lead else None


def same_letters(one: str, other: str) -> bool:
    """True when two stretches differ in blanks and signs only."""
    return re.sub(r"[\W_]+", "", one) == re.sub(r"[\W_]+", "", other)
