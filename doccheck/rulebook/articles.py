"""Section ``law``: the articles behind the checks (điều luật đứng sau kiểm tra), by day: ``rules/vn/law/*.yaml``.

A card says which law a check rests on; these rows say which article of it speaks in this case (how an act ended, what
was forbidden on the day of issue, what triggers a review), how the fault is classed and treated, and who acts.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from doccheck.rulebook.dated import Grade, Lasting
from doccheck.rulebook.load import Mistakes, Section, validate
from doccheck.rulebook.sentences import Sentence

Part = Literal[
    "prohibition",
    "content",
    "limit",
    "transition",
    "expiry",
    "territory",
    "trigger",
    "class",
    "source",
    "outcome",
    "who",
    "own",
]
Clock = Literal["issued", "event", "as_of"]
TOLD: frozenset[Part] = frozenset({"prohibition", "expiry", "trigger", "own"})
"""Parts that a finding names among its legal bases; the others explain and guide."""


class ArticleRow(Lasting):
    """What an article says in a period; ``clock`` is the day that picks it, ``events`` narrow it to those endings."""

    id: str
    part: Part
    clock: Clock = "issued"
    levels: list[str] = []
    kinds: list[str] = []
    events: list[str] = []
    checks: list[str] = []
    disposition: str | None = None
    titles: list[str] = []
    text: Sentence

    def holds(self, day: date | None) -> bool:
        """True when the row holds on a day; an unknown day is held by none."""
        return day is not None and (self.from_ is None or self.from_ <= day) and (self.to is None or day < self.to)


class ArticlesFile(Section):
    """``rules/vn/law/*.yaml``."""

    articles: list[ArticleRow]


@dataclass(frozen=True, slots=True)
class Articles:
    """The section, read."""

    rows: tuple[ArticleRow, ...] = ()

    def behind(
        self, code: str, days: Mapping[Clock, date | None], level: str | None = None, events: Collection[str] = ()
    ) -> Iterator[ArticleRow]:
        """Rows of a check that hold: each by its own clock, for a level and what happened (both: as far as known)."""
        for row in self.rows:
            if code not in row.checks or not row.holds(days.get(row.clock)):
                continue
            if row.levels and level not in row.levels:
                continue
            if not row.events or set(row.events) & set(events):
                yield row

    def explaining(self, code: str, day: date, disposition: str | None = None) -> Iterator[ArticleRow]:
        """Rows that explain a check on a day, and the outcome that it suggests: every level and every ending."""
        for row in self.rows:
            mine = code in row.checks or (disposition is not None and row.disposition == disposition)
            if mine and row.holds(day):
                yield row

    def content(self, kind: str | None, on: date | None) -> ArticleRow | None:
        """The negative list by content (nội dung không phải quy phạm) for a kind of issuer on a day of issue."""
        rows = (row for row in self.rows if row.part == "content" and row.holds(on))
        return next((row for row in rows if kind in row.kinds), None)

    def named(self, id_: str) -> ArticleRow | None:
        """The row of an id."""
        return next((row for row in self.rows if row.id == id_), None)

    def grade(self, basis: str) -> Grade | None:
        """How surely a basis was read; None for one that no row names."""
        return next((row.certainty for row in self.rows if basis in row.basis), None)


def told(card: tuple[str, ...], rows: Iterable[ArticleRow], more: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The card's bases with those of the rows: the more exact of two that name the same article, each once."""
    kept = list(card)
    for basis in (*(one for row in rows if row.part in TOLD for one in row.basis), *more):
        words = _words(basis)
        if any(words <= _words(one) for one in kept):
            continue
        kept = [one for one in kept if not _words(one) < words]
        kept.append(basis)
    return tuple(kept)


def _words(basis: str) -> frozenset[str]:
    return frozenset(basis.casefold().replace(";", " ").replace("(", " ").replace(")", " ").split())


def load(folder: Path, mistakes: Mistakes, codes: Collection[str] = ()) -> Articles:
    """The section of a rule folder; ``codes`` are the cards that rows may name."""
    found: list[ArticleRow] = []
    for path in sorted((folder / "vn" / "law").glob("*.yaml")):
        page = validate(path, ArticlesFile, mistakes)
        for i, row in enumerate(page.articles if page else ()):
            where = ("articles", i)
            if any(row.id == other.id for other in found):
                mistakes.at(path, where, f"article {row.id!r} stands twice")
            if row.from_ and row.to and row.to <= row.from_:
                mistakes.at(path, where, f"article {row.id!r} ends before it begins")
            if not row.checks and row.disposition is None:
                mistakes.at(path, where, f"article {row.id!r}: no check and no disposition uses it")
            for code in row.checks:
                if codes and code not in codes:
                    mistakes.at(path, where, f"article {row.id!r}: no check {code!r}")
            found.append(row)
    return Articles(tuple(found))
