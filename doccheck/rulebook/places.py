"""Section ``places``: provinces and cities under the centre, with mergers and splits (đơn vị hành chính cấp tỉnh)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import Field

from doccheck.rulebook.dated import Sourced
from doccheck.rulebook.load import Mistakes, Section, validate
from doccheck.rulebook.names import key, slug


class PlaceRow(Section):
    """One province; ``city`` says since when it is a city under the centre (``true``: since before this book knows)."""

    id: str
    name: str
    aliases: list[str] = []
    city: date | bool | None = None


class PlacesFile(Section):
    """``rules/vn/places/provinces.yaml``."""

    known_from: date
    soft_days: dict[str, int]
    places: list[PlaceRow]


class ChangeRow(Sourced):
    """On ``on`` the units ``before`` became the units ``after``."""

    on: date
    before: list[str] = Field(min_length=1)
    after: list[str] = Field(min_length=1)


class ChangesFile(Section):
    """``rules/vn/places/changes.yaml``."""

    changes: list[ChangeRow]


class UnitsFile(Section):
    """``rules/vn/places/units.yaml``: own names of districts and communes, with ``;`` between."""

    source: str
    certainty: str
    districts: str
    communes: str


@dataclass(frozen=True, slots=True)
class Change:
    """A merger, split or renaming (chia, tách, nhập, đổi tên)."""

    on: date
    before: tuple[str, ...]
    after: tuple[str, ...]
    basis: tuple[str, ...]
    grade: str = "H"


@dataclass(frozen=True, slots=True)
class Places:
    """The section, read."""

    known_from: date
    changes: tuple[Change, ...]
    _rows: dict[str, PlaceRow]
    _by_name: dict[str, str]
    _soft: dict[str, int]
    _units: UnitsFile | None = None

    def resolve(self, name: str, on: date | None = None) -> str | None:
        """Slug of a province's name, tolerant of marks, case and spacing (no words before it).

        The day would choose between units of one name: no two share one today, so a name keeps its slug on every day.
        """
        bare = key(name)
        return self._by_name.get(bare) or self._by_name.get(bare.replace(" ", ""))

    def __contains__(self, slug: object) -> bool:
        return slug in self._rows

    def slugs(self) -> tuple[str, ...]:
        """All slugs."""
        return tuple(self._rows)

    def name(self, slug: str) -> str:
        """Name of a slug; the slug itself when unknown."""
        row = self._rows.get(slug)
        return row.name if row else slug

    def unit(self, slug: str, level: str) -> str | None:
        """Own name, with its marks, of a district (``huyen``) or commune (``xa``); None when no one name is known."""
        if self._units is None:
            return None
        return _units(self._units.districts if level == "huyen" else self._units.communes).get(slug)

    def names(self) -> tuple[tuple[str, str], ...]:
        """(folded name, slug) of every name and alias, longest first."""
        return tuple(sorted(self._by_name.items(), key=lambda p: (-len(p[0]), p[0])))

    def is_city(self, slug: str, on: date | None = None) -> bool:
        """True for a city under the centre (on that day, or ever when no day is asked)."""
        row = self._rows.get(slug)
        if row is None or row.city is None or row.city is False:
            return False
        return True if row.city is True or on is None else on >= row.city

    def existed(self, slug: str, on: date) -> bool | None:
        """Whether the unit was there on a day; None near an uncertain change, or where the book does not reach."""
        if slug not in self._rows or on < self.known_from or self._near_change(slug, on):
            return None
        state: bool | None = None
        for change in self.changes:
            if change.on > on:
                if state is None and (slug in change.before or slug in change.after):
                    return slug in change.before
                continue
            if slug in change.after:
                state = True
            elif slug in change.before:
                state = False
        return True if state is None else state

    def _near_change(self, slug: str, on: date) -> bool:
        """True where ``slug`` came or went on a day that is not known for sure."""
        return any(
            (slug in c.before) != (slug in c.after) and abs((on - c.on).days) < self._soft.get(c.grade, 0)
            for c in self.changes
        )

    def successor(self, slug: str, on: date) -> str | None:
        """The one unit that holds the territory of an ended one on a day; None when it lives, or was split."""
        found = self.successors(slug, on)
        return found[0] if len(found) == 1 else None

    def successors(self, slug: str, on: date) -> tuple[str, ...]:
        """All units that hold the territory of an ended one on a day; () when it lives."""
        if slug not in self._rows or self.existed(slug, on) is not False:
            return ()
        return tuple(sorted(set(self._heirs(slug, on, None)) - {slug}))

    def _heirs(self, slug: str, on: date, since: date | None) -> tuple[str, ...]:
        ends = [
            c
            for c in self.changes
            if c.on <= on and slug in c.before and slug not in c.after and (since is None or c.on > since)
        ]
        if not ends:
            return (slug,)
        end = ends[-1] if since is None else ends[0]
        return tuple(heir for after in end.after for heir in self._heirs(after, on, end.on))

    def merged_from(self, slug: str, on: date) -> tuple[str, ...]:
        """Units that made up ``slug`` at the last merger by ``on`` (itself among them); () when there was none."""
        found: tuple[str, ...] = ()
        for change in self.changes:
            if change.on <= on and slug in change.after and len(change.before) > 1:
                found = change.before
        return found


@cache
def _units(names: str) -> dict[str, str]:
    return {slug(name): name.strip() for name in names.split(";")}


def _known(path: Path, index: int, rows: dict[str, PlaceRow], change: ChangeRow, mistakes: Mistakes) -> bool:
    for unit in (*change.before, *change.after):
        if unit not in rows:
            mistakes.at(
                path, ("changes", index), f"change of {change.on.isoformat()}: place {unit!r} is not in provinces.yaml"
            )
            return False
    return True


def load(folder: Path, mistakes: Mistakes) -> Places:
    """The section of a rule folder; mistakes are gathered, not raised."""
    home = folder / "vn" / "places"
    page = validate(home / "provinces.yaml", PlacesFile, mistakes)
    moves = validate(home / "changes.yaml", ChangesFile, mistakes)
    units = validate(home / "units.yaml", UnitsFile, mistakes)
    if page is None or moves is None:
        return Places(date.max, (), {}, {}, {})
    rows: dict[str, PlaceRow] = {}
    by_name: dict[str, str] = {}
    for i, row in enumerate(page.places):
        if row.id in rows:
            mistakes.at(home / "provinces.yaml", ("places", i), f"place {row.id!r} stands twice")
        rows[row.id] = row
        for name in (row.name, *row.aliases):
            bare = key(name)
            other = by_name.setdefault(bare, row.id)
            if other != row.id:
                mistakes.at(
                    home / "provinces.yaml", ("places", i), f"name {name!r} belongs to {other!r} and {row.id!r}"
                )
            by_name.setdefault(bare.replace(" ", ""), row.id)
    kept = [c for i, c in enumerate(moves.changes) if _known(home / "changes.yaml", i, rows, c, mistakes)]
    changes = tuple(
        Change(c.on, tuple(c.before), tuple(c.after), tuple(c.basis), c.certainty)
        for c in sorted(kept, key=lambda c: c.on)
    )
    return Places(page.known_from, changes, rows, by_name, page.soft_days, units)
