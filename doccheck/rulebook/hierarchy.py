"""Section ``hierarchy``: ranks, powers to repeal and suspend (thứ bậc hiệu lực, quyền bãi bỏ, đình chỉ)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

from doccheck.model.act import Certainty
from doccheck.rulebook.dated import Grade, Lasting, certainty_of
from doccheck.rulebook.issuers import Issuers
from doccheck.rulebook.load import Mistakes, Section, validate

R = TypeVar("R", bound=Lasting)
WEAKEST: tuple[Grade, ...] = ("L", "M", "H")
Relation = Literal["higher", "equal", "lower"]
Document = tuple[tuple[str, ...], str | None]
"""Issuers and type of a document."""


class RankRow(Lasting):
    """A rank (1 is the highest) of some kinds of issuer and types, in a period."""

    rank: int
    kinds: list[str]
    instruments: list[str]


class PowerRow(Lasting):
    """Whose documents these issuers may repeal or suspend, besides their own, in a period."""

    id: str
    actors: list[str]
    repeal: list[str] = []
    suspend: list[str] = []


class HierarchyFile(Section):
    """``rules/vn/hierarchy.yaml``."""

    ranks: list[RankRow]
    powers: list[PowerRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a document stands to another on a day (thứ bậc): by which articles, and how surely they were read."""

    relation: Relation
    basis: tuple[str, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """The section, read. ``on`` is the day of the document that compares or acts; None: the law of today."""

    ranks: tuple[RankRow, ...]
    powers: tuple[PowerRow, ...]
    issuers: Issuers

    def rank(self, issuers: tuple[str, ...], instrument: str | None, on: date | None = None) -> int | None:
        """Rank of a document (of its highest issuer); None when an issuer is unknown or without rank."""
        row = self._highest(issuers, instrument, on)
        return row.rank if row else None

    def _highest(self, issuers: tuple[str, ...], instrument: str | None, on: date | None) -> RankRow | None:
        found = [self._rank(self.issuers.kind(one), instrument, on) for one in issuers]
        rows = [row for row in found if row is not None]
        return min(rows, key=lambda row: row.rank) if rows and len(rows) == len(found) else None

    def _rank(self, kind: str, instrument: str | None, on: date | None) -> RankRow | None:
        fits = (r for r in self.ranks if kind in r.kinds and ("*" in r.instruments or instrument in r.instruments))
        return next(_on(fits, on), None)

    def standing(self, a: Document, b: Document, on: date | None = None) -> Standing | None:
        """How document ``a`` stands to ``b`` by the law of a day; None when a rank is not known."""
        mine, theirs = self._highest(*a, on), self._highest(*b, on)
        if mine is None or theirs is None:
            return None
        relation: Relation = "equal"
        if mine.rank != theirs.rank:
            relation = "higher" if mine.rank < theirs.rank else "lower"
        grades = {mine.certainty, theirs.certainty}
        weakest = next(grade for grade in WEAKEST if grade in grades)
        return Standing(
            relation=relation,
            basis=tuple(dict.fromkeys((*mine.basis, *theirs.basis))),
            certainty=certainty_of(weakest),
        )

    def compare(self, a: Document, b: Document, on: date | None = None) -> Relation | None:
        """How document ``a`` stands to ``b``; None when a rank is not known."""
        found = self.standing(a, b, on)
        return found.relation if found else None

    def one_committee(self, one: str, other: str) -> bool:
        """True between a committee and its chairman (Ủy ban và Chủ tịch Ủy ban): competence moves between them."""
        (kind, _, place), (kind_too, _, place_too) = (x.removeprefix("ct-").partition("/") for x in (one, other))
        return kind == kind_too and (place == place_too or "?" in (place, place_too))

    def power(
        self, actor: str, target: str, action: Literal["repeal", "suspend"] = "repeal", on: date | None = None
    ) -> PowerRow | None:
        """The power by which ``actor`` may end (or suspend) a document of ``target`` on a day; None: there is none."""
        mine, theirs = self.issuers.kind(actor), self.issuers.kind(target)
        rows = (row for row in self.powers if mine in row.actors)
        return next(_on((r for r in rows if theirs in (r.repeal if action == "repeal" else r.suspend)), on), None)


def _on(rows: Iterator[R], on: date | None) -> Iterator[R]:
    """Rows that hold on a day; without a day those that hold today, which have no end."""
    for row in rows:
        if on is None:
            if row.to is None:
                yield row
        elif (row.from_ is None or row.from_ <= on) and (row.to is None or on < row.to):
            yield row


def load(folder: Path, mistakes: Mistakes, issuers: Issuers) -> Hierarchy:
    """The section of a rule folder; mistakes are gathered, not raised."""
    path = folder / "vn" / "hierarchy.yaml"
    page = validate(path, HierarchyFile, mistakes)
    if page is None:
        return Hierarchy((), (), issuers)
    known = issuers.kinds()
    named = [("ranks", i, f"rank {r.rank}", k) for i, r in enumerate(page.ranks) for k in r.kinds]
    for i, p in enumerate(page.powers):
        named += [("powers", i, f"power {p.id!r}", k) for k in (*p.actors, *p.repeal, *p.suspend)]
    for part, i, what, kind in named:
        if kind not in known:
            mistakes.at(path, (part, i), f"{what}: no issuer is of kind {kind!r}")
    return Hierarchy(tuple(page.ranks), tuple(page.powers), issuers)
