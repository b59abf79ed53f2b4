"""Section ``provisions``: units of a document and their words (điều, khoản, điểm, phụ lục…)."""

import re
from dataclasses import dataclass
from pathlib import Path

from doccheck.model.provision import Provision, Unit
from doccheck.rulebook.load import Mistakes, Section, validate


class UnitRule(Section):
    """One unit: names that open it, how it is printed, shapes of its labels."""

    id: Unit
    print: str
    names: list[str]
    labels: list[str]
    bare: bool = False


class Case(Section):
    """A phrase and the provisions that it names, complete."""

    text: str
    provisions: list[str]


class ProvisionsFile(Section):
    """``rules/vn/provisions.yaml``."""

    units: list[UnitRule]
    labels: dict[str, str]
    letters: list[str]
    joins: dict[str, list[str]]
    dropped: list[str]
    bridge: list[str]
    cases: list[Case]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionWords:
    """The section, read. ``names`` are (folded case name, unit), longest first."""

    units: tuple[UnitRule, ...]
    names: tuple[tuple[str, Unit], ...]
    printed: dict[Unit, str]
    label: dict[Unit, str]
    bare: frozenset[Unit]
    letters: tuple[str, ...]
    joins: dict[str, tuple[str, ...]]
    dropped: tuple[str, ...]
    bridge: tuple[str, ...]
    cases: tuple[Case, ...]

    def write(self, provision: Provision) -> str:
        """A provision as people write it, narrowest unit first: the unit's word and its label."""
        parts = [f"{self.printed.get(unit, unit.value)} {label}".strip() for unit, label in reversed(provision.path)]
        return " ".join(parts)


def load(folder: Path, mistakes: Mistakes) -> ProvisionWords:
    """The section of a rule folder; mistakes are gathered, not raised."""
    path = folder / "vn" / "provisions.yaml"
    page = validate(path, ProvisionsFile, mistakes)
    if page is None:
        page = ProvisionsFile(units=[], labels={}, letters=[], joins={}, dropped=[], bridge=[], cases=[])
    for name, shape in page.labels.items():
        try:
            re.compile(shape)
        except re.error as error:
            mistakes.add(path, 1, 1, f"labels.{name}: {error}")
    for unit in page.units:
        for shape in unit.labels:
            if shape not in page.labels:
                mistakes.add(path, 1, 1, f"units.{unit.id}: no label shape {shape!r}")
    names = [(name, unit.id) for unit in page.units for name in unit.names]
    return ProvisionWords(
        units=tuple(page.units),
        names=tuple(sorted(names, key=lambda pair: -len(pair[0]))),
        printed={unit.id: unit.print for unit in page.units},
        label={unit.id: "|".join(page.labels.get(s, "(?!)") for s in unit.labels) for unit in page.units},
        bare=frozenset(unit.id for unit in page.units if unit.bare),
        letters=tuple(page.letters),
        joins={kind: tuple(words) for kind, words in page.joins.items()},
        dropped=tuple(page.dropped),
        bridge=tuple(page.bridge),
        cases=tuple(page.cases),
    )
