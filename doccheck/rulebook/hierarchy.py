"""Section ``hierarchy``: ranks, powers to repeal and suspend (thứ bậc hiệu lực, quyền bãi bỏ, đình chỉ)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from doccheck.rulebook.dated import Sourced
from doccheck.rulebook.issuers import Issuers
from doccheck.rulebook.load import Mistakes, Section, validate


class RankRow(Sourced):
    """A rank (1 is the highest) of some kinds of issuer and types."""

    rank: int
    kinds: list[str]
    instruments: list[str]


class PowerRow(Sourced):
    """Whose documents these issuers may repeal or suspend, besides their own."""

    id: str
    actors: list[str]
    repeal: list[str] = []
    suspend: list[str] = []


class HierarchyFile(Section):
    """``rules/vn/hierarchy.yaml``."""

    ranks: list[RankRow]
    powers: list[PowerRow]


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """The section, read."""

    ranks: tuple[RankRow, ...]
    powers: tuple[PowerRow, ...]
    issuers: Issuers

    def rank(self, issuers: tuple[str, ...], instrument: str | None) -> int | None:
        """Rank of a document (of its highest issuer); None when an issuer is unknown or without rank."""
        found = [self._rank(self.issuers.kind(i), instrument) for i in issuers]
        ranks = [r for r in found if r is not None]
        return min(ranks) if ranks and len(ranks) == len(found) else None

    def _rank(self, kind: str, instrument: str | None) -> int | None:
        for row in self.ranks:
            if kind in row.kinds and ("*" in row.instruments or instrument in row.instruments):
                return row.rank
        return None

    def compare(
        self, a: tuple[tuple[str, ...], str | None], b: tuple[tuple[str, ...], str | None]
    ) -> Literal["higher", "equal", "lower"] | None:
        """How document ``a`` (issuers, instrument) stands to ``b``; None when a rank is not known."""
        mine, theirs = self.rank(*a), self.rank(*b)
        if mine is None or theirs is None:
            return None
        return "higher" if mine < theirs else "lower" if mine > theirs else "equal"

    def one_committee(self, one: str, other: str) -> bool:
        """True between a committee and its chairman (Ủy ban và Chủ tịch Ủy ban): competence moves between them."""
        (kind, _, place), (kind_too, _, place_too) = (x.removeprefix("ct-").partition("/") for x in (one, other))
        return kind == kind_too and (place == place_too or "?" in (place, place_too))

    def power(self, actor: str, target: str, action: Literal["repeal", "suspend"] = "repeal") -> PowerRow | None:
        """The power by which ``actor`` may end (or suspend) a document of ``target``; None when there is none."""
        mine, theirs = self.issuers.kind(actor), self.issuers.kind(target)
        for row in self.powers:
            if mine in row.actors and theirs in (row.repeal if action == "repeal" else row.suspend):
                return row
        return None


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
