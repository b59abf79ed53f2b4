"""Section ``columns``: heads and words of registers and published lists (cột của sổ theo dõi, danh mục văn bản)."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from doccheck.model.number import fold
from doccheck.rulebook.load import Mistakes, Section, validate


class ColumnsFile(Section):
    """``rules/vn/columns.yaml``."""

    first_day: date
    last_day: date
    heads: dict[str, list[str]]
    statuses: dict[str, list[str]]
    verbs: dict[str, list[str]]
    number_in_text: str
    days_in_text: list[str]
    since_in_text: list[str] = []
    broken_number: str = "(?!)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The section, read. Words are folded, punctuation as blanks, longest first."""

    first_day: date
    last_day: date
    heads: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]
    verbs: tuple[tuple[str, str], ...]
    number: re.Pattern[str]
    days: tuple[re.Pattern[str], ...]
    since: tuple[re.Pattern[str], ...] = ()
    broken: re.Pattern[str] = re.compile("(?!)")

    @property
    def fields(self) -> frozenset[str]:
        """Names of the fields (tên trường) that a column can be mapped to."""
        return frozenset(field for _, field in self.heads)

    def field_of(self, head: str) -> str | None:
        """The field of a column's head: its whole, else its beginning."""
        words = plain(head)
        whole = next((field for name, field in self.heads if name == words), None)
        return whole or next((field for name, field in self.heads if len(name) > 6 and words.startswith(name)), None)

    def status_of(self, text: str) -> str | None:
        """What a status cell says."""
        return _first(self.statuses, text)

    def verb_of(self, text: str) -> str | None:
        """What a sentence says was done."""
        return _first(self.verbs, text)


def plain(text: str) -> str:
    """Folded words with single blanks."""
    return re.sub(r"[\W_]+", " ", fold(text)).strip()


def _first(words: tuple[tuple[str, str], ...], text: str) -> str | None:
    said = f" {plain(text)} "
    return next((name for word, name in words if f" {word} " in said), None)


def _words(table: dict[str, list[str]]) -> tuple[tuple[str, str], ...]:
    pairs = {(plain(word), name) for name, words in table.items() for word in words}
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def load(folder: Path, mistakes: Mistakes) -> Columns:
    """The section of a rule folder; mistakes are gathered, not raised."""
    path = folder / "vn" / "columns.yaml"
    page = validate(path, ColumnsFile, mistakes)
    if page is None:
        page = ColumnsFile(
            first_day=date.min,
            last_day=date.max,
            heads={},
            statuses={},
            verbs={},
            number_in_text="(?!)",
            days_in_text=[],
        )
    patterns = []
    for text in (page.number_in_text, *page.days_in_text, *page.since_in_text, page.broken_number):
        try:
            patterns.append(re.compile(text))
        except re.error as error:
            mistakes.add(path, 1, 1, f"{text!r}: {error}")
            patterns.append(re.compile("(?!)"))
    return Columns(
        first_day=page.first_day,
        last_day=page.last_day,
        heads=_words(page.heads),
        statuses=_words(page.statuses),
        verbs=_words(page.verbs),
        number=patterns[0],
        days=tuple(patterns[1 : 1 + len(page.days_in_text)]),
        since=tuple(patterns[1 + len(page.days_in_text) : -1]),
        broken=patterns[-1],
    )
