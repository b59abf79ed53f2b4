"""What passes between the steps: a row about an act, and a statement about one."""

from dataclasses import dataclass, field
from datetime import date

from building.canonical import year_fits
from doccheck.model.act import Kind, Tier
from doccheck.model.number import DocNumber
from doccheck.model.provision import Provision


@dataclass(slots=True)
class Row:
    """One source's row about an act, in canonical form."""

    number: DocNumber | None
    instrument: str | None
    issuers: tuple[str, ...]
    origin: str
    issued: date | None = None
    effective: date | None = None
    effective_tier: Tier = Tier.SECONDARY
    title: str | None = None
    title_rank: int = 5  # 1 is the best source of a title
    year: int | None = None  # year of issue known without a day
    weak: bool = False  # read by script or known by number alone: never wins a field
    serial: int = 0  # order of reading, for stable output


@dataclass(slots=True)
class Statement:
    """A fact before its acts are known: ``act`` and ``by`` name acts by their rows."""

    act: Row
    kind: Kind
    on: date | None
    tier: Tier
    origin: str
    by: Row | None = None
    until: date | None = None
    provisions: tuple[Provision, ...] = ()
    exceptions: str | None = None
    note: str | None = None


@dataclass(slots=True)
class Conflict:
    """A field on which sources disagree; ``chosen`` is what the registry keeps."""

    act: Row
    field: str
    values: list[tuple[str, str]]  # (value, origin)
    chosen: str | None


@dataclass(slots=True)
class Gathered:
    """All that was read."""

    rows: list[Row] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    organs: dict[tuple[str, date | None], tuple[str, ...]] = field(default_factory=dict)  # issuers by (key, issued)

    titles: dict[tuple[str, date | None], str] = field(default_factory=dict)  # as published, by (key, issued)

    def row(self, row: Row) -> Row:
        """Keep a row and return it; a day that its number's year forbids is put aside as a conflict."""
        row.serial = len(self.rows)
        if not year_fits(row.number, row.issued) and row.issued:
            self.conflicts.append(Conflict(row, "issued_on", [(row.issued.isoformat(), row.origin or "named")], None))
            row.issued = None
        if row.instrument == "consolidated":
            row.effective = None  # a consolidated text has no effect of its own
        if row.number and row.issuers and not any("?" in one for one in row.issuers):
            self.organs.setdefault((row.number.key, row.issued), row.issuers)
        self.rows.append(row)
        return row
