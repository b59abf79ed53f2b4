"""Effect clauses (điều khoản hiệu lực): from which day the document itself takes effect, applies, and until when.

Only the document's own clause counts: not what it quotes, not "the day this circular takes effect" inside other rules.
"""

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from doccheck.model.provision import Provision
from doccheck.model.reading import Effect, EffectHow, EffectWhat, Header, Reference
from doccheck.model.text import Span
from doccheck.parse.draft import day
from doccheck.parse.provisions import ProvisionReader
from doccheck.parse.statement import blanked, parens
from doccheck.parse.zones import Article, Unit, Zones
from doccheck.rulebook.instruments import Instruments
from doccheck.rulebook.phrases_acting import ActingPhrases

_NEAR = 70
_LEAD = 32
_WINDOW = 260
_ANNOUNCED = {"constitution", "code", "law", "ordinance"}
_JOINT = {"joint_circular": "circular", "joint_resolution": "resolution", "code": "law"}


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """How a day is stated: at ``start..end`` of the words."""

    start: int
    end: int
    how: EffectHow
    on: date | None
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An effect with how well it fits: 0 best."""

    effect: Effect
    rank: int


class EffectReader:
    """Reads the effect clauses of one document."""

    def __init__(
        self,
        zones: Zones,
        header: Header,
        references: Sequence[Reference],
        phrases: ActingPhrases,
        provisions: ProvisionReader,
        instruments: Instruments,
    ) -> None:
        self.zones, self.header, self.references, self.phrases = zones, header, references, phrases
        self.provisions, self.instruments = provisions, instruments
        self.issued = header.issued_on.value if header.issued_on else None

    def read(self, sentences: Sequence[tuple[Unit, int, int]]) -> tuple[Effect, ...]:
        """Effects, the document's general one first; a single ``missing`` one where no clause is found."""
        found = [one for unit, start, end in sentences for one in self._sentence(unit, start, end)]
        general = [f for f in found if f.effect.what is EffectWhat.EFFECT and not f.effect.provisions]
        dated = [f for f in general if f.effect.how is not EffectHow.MISSING]
        if not dated:
            main = Effect(span=None, how=EffectHow.MISSING, until=self._term(general), rule="none")
        else:
            best = min(dated, key=lambda f: f.rank)
            main = best.effect if best.effect.until else replace(best.effect, until=self._term(general))
        others = [f.effect for f in found if f.effect.provisions or f.effect.what is EffectWhat.APPLICATION]
        return (main, *dict.fromkeys(others))

    def _term(self, general: Sequence[Found]) -> date | None:
        return next((f.effect.until for f in sorted(general, key=lambda f: f.rank) if f.effect.until), None)

    def _sentence(self, unit: Unit, start: int, end: int) -> Iterator[Found]:
        flat = self.zones.flat
        if not self.phrases.gated("effect_word").search(flat, start, end):
            return
        words = blanked(flat, start, end, parens(flat, start, end))
        if self.phrases.gated("own_day").may(words):
            words = self.phrases["own_day"].sub(lambda m: " " * len(m[0]), words)
        own = self._own(words)
        effects = list(self.phrases.gated("effect").finditer(words))
        if not effects and own is None and not self.phrases.gated("self_end").may(words):
            return
        article = self.zones.article_of(unit)
        rank = self._rank(words, own, article)
        after, spoken, inline = 0, False, self.phrases["inline_article"]
        for found in effects:
            after = max((m.end() for m in inline.finditer(words, after, found.start())), default=after)
            subject = words[after : found.start()]
            named = self._subject(start + after, start + found.start()) if own or spoken else ()
            if not (spoken and named) and not (
                (own and own.start() < found.start()) or self._bare(words, found, article)
            ):
                continue
            when = self._when(words, found.end())
            until = self._until(words, when.end if when else found.end())
            if when is None and until is None:
                continue
            if spoken and not named and self.phrases["staggered"].search(subject):
                after = when.end if when else found.end()
                continue
            yield self._found(start, end, rank, when, until, named, EffectWhat.EFFECT)
            after, spoken = (when.end if when else found.end()), True
        yield from self._others(words, start, end, rank, own, spoken)

    def _others(
        self, words: str, start: int, end: int, rank: int, own: re.Match[str] | None, spoken: bool
    ) -> Iterator[Found]:
        """Days of application, and the day on which the document ends by itself."""
        for found in self.phrases.gated("applies_from").finditer(words) if own else ():
            if not own or own.start() > found.start() or (not spoken and not self._close(words, own, found)):
                continue
            when = self._when(words, found.end())
            until = self._until(words, when.end if when else found.end())
            if when is not None and when.how is EffectHow.ON_DATE:
                yield self._found(
                    start, end, rank, when, until or self._year_end(words, when), (), EffectWhat.APPLICATION
                )
            elif until is not None:
                yield self._found(start, end, rank, None, until, (), EffectWhat.EFFECT)
        ended = self.phrases.gated("self_end").search(words)
        when = self._when(words, ended.end()) if ended else None
        if when is not None and when.on is not None and when.how is EffectHow.ON_DATE:
            yield self._found(start, end, rank, None, when.on - timedelta(days=1), (), EffectWhat.EFFECT)

    def _close(self, words: str, own: re.Match[str], found: re.Match[str]) -> bool:
        between = words[own.end() : found.start()]
        return len(between) < 90 and ";" not in between

    def _own(self, words: str) -> re.Match[str] | None:
        return self.phrases.gated("self").search(words)

    def _bare(self, words: str, found: re.Match[str], article: Article | None) -> bool:
        """A clause that does not name its subject: "Có hiệu lực kể từ ngày ký"."""
        opened = self.phrases["self_effect"].match(words)
        if opened is None or opened.end() < found.end():
            return False
        return opened["subject"] is None or self._mine(f"{opened['subject']} -")

    def _rank(self, words: str, own: re.Match[str] | None, article: Article | None) -> int:
        """0: names its own type, in an article on effect; more: less fitting."""
        rank = 0 if own and self._mine(own[0]) else 4
        if article is not None and not self.phrases["effect_heading"].search(article.heading):
            rank += 1 if article.final else 2
        subject = self.phrases["self_subject"].match(words)
        return rank * 2 + (0 if subject else 1)

    def _mine(self, written: str) -> bool:
        host = self.header.instrument.value if self.header.instrument else None
        if host is None:
            return True
        name = " ".join(written.split()[:-1])
        said = self.instruments.by_name(name)
        return said in (host, _JOINT.get(host)) or (said is None and host not in name)

    def _subject(self, start: int, end: int) -> tuple[Provision, ...]:
        """Provisions that take effect on a day of their own."""
        return tuple(p for one in self.provisions.find(self.zones.body, start, end) for p in one.provisions)

    def _when(self, words: str, at: int) -> When | None:
        """The nearest statement of a day after ``at``."""
        window = words[at : at + _WINDOW]
        cut = window.find(";")
        window = window[:cut] if cut >= 0 else window
        other = self.phrases["other_day"].match(window)
        if other is not None:
            return When(start=at, end=at + other.end(), how=EffectHow.ON_DATE, on=None)
        found = [
            w
            for w in (
                self._days(window),
                self._gazette(window),
                self._signing(window),
                self._date(window),
                self._year(window),
            )
            if w
        ]
        near = [w for w in found if w.start <= _NEAR]
        if not near:
            return None
        first = min(near, key=lambda w: w.start)
        return replace(first, start=at + first.start, end=at + first.end)

    def _days(self, window: str) -> When | None:
        found = self.phrases["after_days"].search(window)
        if found is None:
            return None
        written = (
            found["n"] or found["n2"] or self.phrases.tables["numbers"].get(" ".join((found["word"] or "").split()))
        )
        days = int(written) if written else None
        if found["gazette"]:
            return When(start=found.start(), end=found.end(), how=EffectHow.AFTER_GAZETTE, on=None, days=days)
        issued = self._from(found)
        if found["unit"] in self.phrases.tables["months"]:
            on = _months_later(issued, days) if issued and days else None
            return When(start=found.start(), end=found.end(), how=EffectHow.AFTER_DAYS, on=on)
        on = issued + timedelta(days=days) if issued and days is not None else None
        return When(start=found.start(), end=found.end(), how=EffectHow.AFTER_DAYS, on=on, days=days)

    def _gazette(self, window: str) -> When | None:
        found = self.phrases["after_gazette"].search(window)
        return found and When(start=found.start(), end=found.end(), how=EffectHow.AFTER_GAZETTE, on=None, days=0)

    def _signing(self, window: str) -> When | None:
        found = self.phrases["on_signing"].search(window)
        return found and When(start=found.start(), end=found.end(), how=EffectHow.ON_SIGNING, on=self._from(found))

    def _from(self, found: re.Match[str]) -> date | None:
        """The day counted from: that of signing; a law is announced later, by an order on a day of its own."""
        kind = self.header.instrument.value if self.header.instrument else None
        return None if found["announced"] and kind in _ANNOUNCED else self.issued

    def _date(self, window: str) -> When | None:
        for found in self.phrases["date"].finditer(window):
            before = window[max(0, found.start() - 30) : found.start()]
            if self.phrases["until"].search(before + found[0]):
                return None
            value = day(found)
            if value is None or len(window[: found.start()].strip()) > _LEAD:
                return None
            return When(start=found.start(), end=found.end(), how=EffectHow.ON_DATE, on=value)
        return None

    def _year(self, window: str) -> When | None:
        found = self.phrases["budget_year"].search(window)
        if found is None:
            return None
        return When(start=found.start(), end=found.end(), how=EffectHow.ON_DATE, on=date(int(found["year"]), 1, 1))

    def _year_end(self, words: str, when: When) -> date | None:
        """ "Trong năm 2026": the last day of that year."""
        found = self.phrases["within_year"].match(words[when.start : when.end])
        return date(int(found["to"] or found["year"]), 12, 31) if found else None

    def _until(self, words: str, at: int) -> date | None:
        window = words[at : at + _WINDOW]
        cut = window.find(";")
        window = window[:cut] if cut >= 0 else window
        for found in self.phrases["until"].finditer(window):
            when = self.phrases["date"].match(window, found.end())
            if when is not None and (value := day(when)) is not None:
                return value - timedelta(days=1) if found["before"] else value
            year = self.phrases["end_year"].match(window, found.end())
            if year is not None:
                return date(int(year["year"]), 12, 31)
        return None

    def _found(
        self,
        start: int,
        end: int,
        rank: int,
        when: When | None,
        until: date | None,
        named: tuple[Provision, ...],
        what: EffectWhat,
    ) -> Found:
        body = self.zones.body
        effect = Effect(
            span=Span(start, start + len(body[start:end].rstrip())),
            what=what,
            on=when.on if when else None,
            until=until,
            how=when.how if when else EffectHow.MISSING,
            provisions=named,
            days=when.days if when else None,
            rule=f"{what.value}.{when.how.value if when else 'term'}",
            waits_for=self._awaited(start, when) if when else None,
        )
        return Found(effect=effect, rank=rank)

    def _awaited(self, start: int, when: When) -> int | None:
        """The act on whose day of effect this one waits; -1 where it is not among the references."""
        if when.how is not EffectHow.ON_DATE or when.on is not None:
            return None
        at = start + when.end
        i = bisect_left(self.references, at, key=lambda one: one.span.end)
        return i if i < len(self.references) and self.references[i].span.start < at else -1


def _months_later(start: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
