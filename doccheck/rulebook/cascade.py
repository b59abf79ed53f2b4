"""Section ``cascade``: regimes of detailing acts (quy định chi tiết), horizons set by law, mergers of territory."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from doccheck.model.act import Certainty
from doccheck.model.number import fold
from doccheck.rulebook.load import Mistakes, Section, validate


class Parent(StrEnum):
    """Whose parent act a regime is about; ``LOCAL`` needs parent and child of local organs."""

    CENTRAL = "central"
    LOCAL = "local"
    ANY = "any"


class Event(StrEnum):
    """What happened to the parent act (văn bản được quy định chi tiết)."""

    REPLACED = "replaced"
    REPEALED = "repealed"
    ENDED = "ended"
    TERM = "term"
    CASCADE = "cascade"
    PARTLY_REPEALED = "partly_repealed"
    PARTLY_REPLACED = "partly_replaced"
    AMENDED = "amended"


class Link(StrEnum):
    """How the child's title binds it to its parent: quy định chi tiết, hướng dẫn, or neither."""

    DETAILING = "detailing"
    GUIDING = "guiding"
    PLAIN = "plain"


class Outcome(StrEnum):
    """What the regime says of the child: it ceases (hết hiệu lực theo), or stays and is to be reviewed (rà soát)."""

    CEASES = "ceases"
    REVIEW = "review"


class Regime(Section):
    """One row: from ``start`` to before ``end``, by the day of the parent's event."""

    id: str
    start: date | None = None
    end: date | None = None
    parent: Parent
    events: tuple[Event, ...]
    links: tuple[Link, ...]
    outcome: Outcome
    certainty: Certainty
    basis: str


class LinkWords(Section):
    """Words of a title that tell the kind of link."""

    detailing: tuple[str, ...]
    guiding: tuple[str, ...]


class RegimesFile(Section):
    """``rules/vn/cascade/regimes.yaml``."""

    regimes: tuple[Regime, ...]
    links: LinkWords


class Horizon(Section):
    """A last day set by law for a whole group (mốc do luật định); ``ends_on`` is the first day not in force."""

    id: str
    kinds: tuple[str, ...]
    issued_before: date
    ends_on: date
    with_year: bool
    basis: str


class Merger(Section):
    """A wave of mergers (đợt sắp xếp đơn vị hành chính)."""

    id: str
    on: date
    basis: str


class HorizonsFile(Section):
    """``rules/vn/validity/horizons.yaml``."""

    horizons: tuple[Horizon, ...]
    mergers: tuple[Merger, ...]


@dataclass(frozen=True, slots=True)
class Cascade:
    """The section, read (chế độ hết hiệu lực theo, mốc do luật định)."""

    regimes: tuple[Regime, ...]
    detailing: tuple[str, ...]
    guiding: tuple[str, ...]
    horizons: tuple[Horizon, ...]
    mergers: tuple[Merger, ...]

    def link(self, title: str | None) -> Link:
        """How a title binds its act to a parent."""
        folded = " ".join(fold(title or "").split())
        if any(words in folded for words in self.detailing):
            return Link.DETAILING
        return Link.GUIDING if any(words in folded for words in self.guiding) else Link.PLAIN

    def regime(self, on: date, event: Event, link: Link, *, local: bool) -> Regime | None:
        """The regime for a parent's event on a day; ``local`` when parent and child are both of local organs."""
        fitting = {Parent.ANY, Parent.LOCAL if local else Parent.CENTRAL}
        for row in self.regimes:
            inside = (row.start is None or row.start <= on) and (row.end is None or on < row.end)
            if inside and row.parent in fitting and event in row.events and link in row.links:
                return row
        return None


def load(folder: Path, mistakes: Mistakes) -> Cascade:
    """The section of a rule folder; mistakes are gathered, not raised."""
    path = folder / "vn" / "cascade" / "regimes.yaml"
    regimes = validate(path, RegimesFile, mistakes)
    horizons = validate(folder / "vn" / "validity" / "horizons.yaml", HorizonsFile, mistakes)
    for row in regimes.regimes if regimes else ():
        if row.start is not None and row.end is not None and row.end <= row.start:
            mistakes.add(path, 1, 1, f"regimes.{row.id}: ends before it starts")
    return Cascade(
        regimes=regimes.regimes if regimes else (),
        detailing=tuple(fold(w) for w in regimes.links.detailing) if regimes else (),
        guiding=tuple(fold(w) for w in regimes.links.guiding) if regimes else (),
        horizons=horizons.horizons if horizons else (),
        mergers=horizons.mergers if horizons else (),
    )
