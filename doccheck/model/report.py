"""What checking yields: findings about the document and the law, inside one report a document."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from doccheck.model.act import Act, Certainty, Fact, Status, Timeline
from doccheck.model.match import Match
from doccheck.model.reading import Reading
from doccheck.model.text import Source, Span, State, Trouble


class Level(StrEnum):
    """Level of a finding, gravest first."""

    ERROR = "error"
    WARNING = "warning"
    REVIEW = "review"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding (phát hiện). No sentence inside: the card of ``check`` renders it from ``facts`` in vi or en.

    ``variant`` picks a message of the card; ``basis`` is the legal basis; ``subject`` the act concerned;
    ``proof`` the registry facts; ``by`` the acts that replaced it; ``span`` the quote's place (None: no quote).
    """

    check: str
    level: Level
    certainty: Certainty
    span: Span | None
    subject: Act | None = None
    facts: tuple[tuple[str, str], ...] = ()
    basis: tuple[str, ...] = ()
    proof: tuple[Fact, ...] = ()
    by: tuple[Act, ...] = ()
    variant: str = "default"
    cause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """An act that waits for facts (thiếu dữ liệu): missing in the registry, or there with an unknown status."""

    key: str
    label: str
    missing: bool
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that is said of one document on one day. Same ``stamp`` (version, rules, registry) and text: same report."""

    source: Source
    as_of: date
    state: State
    stamp: str
    reading: Reading | None = None
    itself: Match | None = None
    status: Status = Status.UNKNOWN
    status_since: date | None = None
    effective_on: date | None = None
    timeline: Timeline | None = None
    matches: tuple[Match, ...] = ()
    findings: tuple[Finding, ...] = ()
    gaps: tuple[Gap, ...] = ()
    troubles: tuple[Trouble, ...] = field(default=())
