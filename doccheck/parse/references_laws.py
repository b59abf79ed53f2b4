"""Laws cited by title (luật, bộ luật, pháp lệnh, Hiến pháp dẫn theo tên), with year, number, day or nothing.

A known title ends where the list of titles says; an unknown one ends by grammar, and only a capitalised one is read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from doccheck.parse.dates import Day
from doccheck.parse.nlp import Mark, Marker
from doccheck.parse.numbers import Numbered, NumberReader
from doccheck.parse.references_draft import Draft
from doccheck.parse.references_tail import TailReader
from doccheck.parse.view import squeezed
from doccheck.rulebook.instruments import Instruments
from doccheck.rulebook.law_titles import LawTitles
from doccheck.rulebook.names import key
from doccheck.rulebook.phrases import Phrases, alternation

_WINDOW, _LONG_WINDOW = 150, 340
_KNOWN, _GRAMMAR, _SMALL = 0.97, 0.85, 0.8
_MAX_WORDS = 18
_LIST_GAP = re.compile(r"\s{0,40}(?:,|\s[^\W\d_]{2})\s{1,40}")
_STEPS, _GENERIC_REACH = 3, 60
_QUOTES = ' "\u201c\u201d'


@dataclass(frozen=True, slots=True)
class Title:
    """A title found: type, where it ends, how it was known."""

    instrument: str
    start: int
    end: int
    rule: str
    confidence: float


class LawReader:
    """Reads laws cited by title."""

    def __init__(self, phrases: Phrases, instruments: Instruments, numbers: NumberReader, tails: TailReader) -> None:
        self._numbers, self._tails = numbers, tails
        kinds = ("code", "law", "ordinance", "constitution")
        self._word = {kind: instruments.name(kind) for kind in kinds}
        self._kind = {key(name): kind for kind, name in self._word.items()}
        spelt = sorted({f for n in self._word.values() for f in (n, n.lower(), n.upper(), n.title())}, key=len)
        self._anchor = re.compile("|".join(re.escape(s).replace(r"\ ", r"\s{1,40}") for s in reversed(spelt)))
        known = known_titles(phrases.titles, self._word)
        self._marker = Marker(known)
        self._whole = dict(phrases.titles.whole)
        self._shortened = re.compile(rf"(?<![^\W_])(?:{'|'.join(self._whole) or '(?!)'})(?![^\W_])")
        before, always = (alternation(phrases.words(f"references.{w}")) for w in ("not_before_law", "never_before_law"))
        self._not_before = re.compile(rf"(?<![^\W_])(?i:{before}|{always})\s{{1,40}}$")
        self._never_before = re.compile(rf"(?<![^\W_])(?i:{always})\s{{1,40}}$")
        after = alternation(phrases.words("references.not_after_law"))
        self._not_after = re.compile(rf"\s{{0,40}}(?:(?i:{after})(?![^\W_])|$)")
        self._amending = re.compile(rf"\s{{1,40}}(?i:{alternation(phrases.words('references.amending'))})(?![^\W_])")
        self._end = re.compile(rf"(?i:{alternation(phrases.words('references.law_end'))})(?![^\W_])")
        self._about = re.compile(rf"(?:{alternation(phrases.words('references.about'))})(?![^\W_])")
        names = [n for name, _ in instruments.names() for n in (name, name.title()) if len(name.split()) > 1]
        opening = [*names, *self._word.values(), *phrases.words("references.openings")]
        self._other = re.compile(rf"{alternation(opening)}(?![^\W_])")
        self._plural = re.compile(rf"(?:{alternation(phrases.words('references.plural'))})(?![^\W_])")
        self._long = phrases.pattern("references.law_dated")
        self._year = phrases.pattern("references.law_year")
        self._number = phrases.pattern("references.law_number")
        self._revised = phrases.pattern("references.law_revised")
        self._passed = phrases.pattern("references.law_passed")
        self._quoted = phrases.pattern("references.law_quoted")
        verbs = alternation(phrases.words("references.law_verbs"))
        self._verb = re.compile(rf"\s{{1,40}}(?:{verbs})(?![^\W_])")
        self._generic = phrases.pattern("references.generic_laws")
        self._country = re.compile(rf"\s{{1,40}}{alternation(phrases.words('references.country'))}(?![^\W_])")
        self._step = re.compile(r"(?P<gap>\s{1,40}|,\s{1,40}|\s,\s|-)(?P<word>[^\W\d_]+|\d+)")

    def read(self, text: str) -> Iterator[Draft]:
        """Mentions of laws by title, in order."""
        places = [m for m in self._anchor.finditer(text) if self._is_law(text, m)]
        windows = [(text[m.start() : m.start() + self._reach(text, m)], m.start()) for m in places]
        titles = {
            p.start(): t
            for p, m in zip(places, self._marker.mark(windows), strict=True)
            if (t := self._title(text, p, m))
        }
        titles |= {
            m.start(): Title("code", m.start(), m.end(), "law.whole", _GRAMMAR) for m in self._shortened.finditer(text)
        }
        last = 0
        for start in sorted(titles):
            if start >= last:
                draft = self._draft(text, titles[start])
                last = draft.end
                yield draft

    def _reach(self, text: str, place: re.Match[str]) -> int:
        return _LONG_WINDOW if self._amending.match(text, place.end()) else _WINDOW

    def _is_law(self, text: str, place: re.Match[str]) -> bool:
        start = place.start()
        if start and text[start - 1].isalpha():
            return False
        before = self._not_before if text[start].islower() else self._never_before
        if before.search(text, max(0, start - 24), start):
            return False
        kind, end = self._kind[key(place[0])], place.end()
        if text[start].isupper() and self._verb.match(text, end) and self._long.match(text, end):
            return True
        if kind == "ordinance" and text[end : end + 3].strip()[:2].istitle():
            return True
        return kind == "constitution" or self._not_after.match(text, place.end(), place.end() + 60) is None

    def _title(self, text: str, place: re.Match[str], marks: tuple[Mark, ...]) -> Title | None:
        kind, start = self._kind[key(place[0])], place.start()
        small = place[0][0].islower()
        own = next((m for m in marks if m.start == start), None)
        if own is not None:
            return Title(kind, start, self._with_country(text, own.end), "law.title", _SMALL if small else _KNOWN)
        if kind == "constitution":
            return None if small else Title(kind, start, place.end(), "law.constitution", _KNOWN)
        quoted = None if small else self._quoted.match(text, place.end())
        if quoted is not None and self._closed(text, quoted.end()):
            return Title(kind, start, quoted.end(), "law.quoted", _GRAMMAR)
        amending = self._amending.match(text, place.end())
        if amending is not None:
            return self._amended(text, kind, place, amending.end(), marks)
        if small or (place[0].isupper() and len(place[0]) > 1):
            return None
        end = self._grammar(text, place.end(), small=kind == "ordinance")
        if end is None or not self._closed(text, end):
            long = self._long.match(text, place.end())
            if long is not None:
                return Title(kind, start, long.end("title"), "law.dated", _SMALL)
        if end is None or self._is_generic(text, start, place.end(), end):
            return None
        return Title(kind, start, end, "law.grammar", _GRAMMAR)

    def _is_generic(self, text: str, start: int, word: int, end: int) -> bool:
        """An unknown title that names laws of a kind, not one: "các Luật Thuế", "các Luật, Pháp lệnh về thuế"."""
        before = self._generic.search(text, max(0, start - _GENERIC_REACH), start)
        if before is None or self._closed(text, end):
            return False
        return before["listed"] is not None or len(text[word:end].split()) == 1

    def _with_country(self, text: str, end: int) -> int:
        """End of a known title, the country's name behind it included where the title is closed after it."""
        named = self._country.match(text, end)
        return named.end() if named and self._closed(text, named.end()) else end

    def _closed(self, text: str, end: int) -> bool:
        """True where a title is closed by its year, number or day."""
        return (
            self._year.match(text, end) is not None
            or self._number.match(text, end) is not None
            or (self._tails.day(text, end) is not None)
        )

    def _amended(self, text: str, kind: str, place: re.Match[str], end: int, marks: tuple[Mark, ...]) -> Title | None:
        """An amending law: its title runs to the end of the title of the law that it amends."""
        limit = min(len(text), end + 150)
        inner = self._anchor.search(text, end, limit)
        stop = re.compile(r"[.;:(]|\n\s*\n").search(text, end, limit)
        if inner is None or (stop is not None and stop.start() < inner.start()):
            return None
        mark = next((m for m in marks if m.start == inner.start()), None)
        finish = mark.end if mark else self._grammar(text, inner.end(), small=True)
        if finish is None:
            return None
        return Title(kind, place.start(), finish, "law.amending", _KNOWN if mark else _GRAMMAR)

    def _grammar(self, text: str, end: int, *, small: bool = False) -> int | None:
        """End of an unknown title after the type word; None when nothing capitalised follows."""
        position, count, abbreviated = end, 0, False
        while count < _MAX_WORDS:
            step = self._step.match(text, position)
            if step is None or "\n\n" in step["gap"]:
                break
            word_at = step.start("word")
            about = count == 0 and self._about.match(text, word_at) is not None
            if not about and (self._end.match(text, word_at) or step["word"].isdigit()):
                break
            if count == 0 and not small and not about and not step["word"][0].isupper():
                return None
            if step["word"][0].isupper() and self._opens_other(text, word_at):
                break
            organ = len(step["word"]) > 1 and step["word"].isupper()
            if "," in step["gap"] and (organ or self._plural.match(text, word_at)):
                break
            if count == 1 and abbreviated and not step["word"][0].isupper():
                break
            abbreviated = count == 0 and step["word"].isupper() and len(step["word"]) > 1
            position, count = step.end(), count + 1
        return position if count else None

    def _opens_other(self, text: str, position: int) -> bool:
        """True where another document, or the căn cứ block, begins."""
        return self._other.match(text, position) is not None

    def _draft(self, text: str, title: Title) -> Draft:
        end, year, day, numbered = self._with_brackets(text, title), None, None, None
        for _ in range(_STEPS):
            found = self._year.match(text, end) if year is None else None
            if found is not None:
                year, end = int(found["y"]), found.end()
                continue
            lead = self._number.match(text, end) if numbered is None else None
            numbered_here = self._numbers.at(text, lead.end()) if lead else None
            if (
                numbered_here is not None
                and title.rule == "law.amending"
                and self._listed(text, numbered_here.span.end)
            ):
                break
            if numbered_here is not None:
                numbered, end = numbered_here, numbered_here.span.end
                continue
            found_day = self._tails.day(text, end) if day is None else None
            month = self._tails.month(text, end) if found_day is None and year is None and day is None else None
            if month is not None:
                year, end = int(month["y"]), month.end()
                continue
            if found_day is None:
                day = day or self._passed_on(text, end)
                break
            day, end = found_day, found_day.span.end
        return self._build(text, title, end, year, numbered, day.value if day else None)

    def _passed_on(self, text: str, end: int) -> Day | None:
        """The day behind who passed it; the mention ends before those words."""
        passed = self._passed.match(text, end)
        return self._tails.day(text, passed.end()) if passed else None

    def _with_brackets(self, text: str, title: Title) -> int:
        """End of a title, "(sửa đổi)" behind it included."""
        revised = self._revised.match(text, title.end)
        return revised.end() if revised else title.end

    def _listed(self, text: str, end: int) -> bool:
        """After "sửa đổi … Luật A số 1, Luật B số 2" the numbers are those of the amended laws."""
        gap = _LIST_GAP.match(text, end)
        return gap is not None and self._anchor.match(text, gap.end()) is not None

    def _build(
        self, text: str, title: Title, end: int, year: int | None, numbered: Numbered | None, day: date | None
    ) -> Draft:
        words = squeezed(text[title.start : title.end]).split(" ")
        whole = self._whole.get(words[0]) if title.rule == "law.whole" else None
        skip = 2 if title.instrument in {"code", "ordinance", "constitution"} else 1
        return Draft(
            start=title.start,
            end=end,
            after=end,
            rule=title.rule,
            number=numbered.number if numbered else None,
            instrument=title.instrument,
            issued_on=day,
            title=whole or " ".join(words[skip:]).strip(_QUOTES) or None,
            year=year,
            confidence=min(title.confidence, numbered.confidence if numbered else 1.0),
            repaired=bool(numbered and numbered.repaired),
        )


def known_titles(titles: LawTitles, words: dict[str, str]) -> dict[str, list[str]]:
    """Known titles with their type word, in the ways they are written: abbreviated, with "về" before, without "Các"."""
    lists = titles.by_instrument
    shared = (*lists.get("law", ()), *lists.get("ordinance", ()), *lists.get("amending", ()))
    known: dict[str, list[str]] = {}
    for kind, word in words.items():
        own = shared if kind in {"law", "ordinance"} else lists.get(kind, ())
        known[kind] = [f"{word} {form}" for title in own for form in _forms(title, titles)]
    return known


def _forms(title: str, titles: LawTitles) -> Iterator[str]:
    short = title.casefold()
    for long, cut in titles.abbreviations:
        short = short.replace(long, cut)
    for form in dict.fromkeys((title.casefold(), short)):
        yield form
        for prefix in titles.prefixes:
            yield f"{prefix} {form}" if not form.startswith(f"{prefix} ") else form.removeprefix(f"{prefix} ")
