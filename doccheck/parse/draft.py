"""What a statement does, while it is being read (bản nháp của một tác động): drafts of clauses, and header lines."""

import re
from dataclasses import dataclass
from datetime import date

from doccheck.model.provision import Provision
from doccheck.model.reading import ClauseKind, Scope
from doccheck.parse.statement import Named

ENDING = frozenset({ClauseKind.REPEALS, ClauseKind.REPLACES, ClauseKind.ENDS})
LASTING = frozenset({ClauseKind.KEEPS, ClauseKind.SUSPENDS, ClauseKind.EXTENDS, ClauseKind.APPLIES, ClauseKind.RESUMES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A clause before its target is settled; ``named`` is None when no document is named."""

    kind: ClauseKind
    named: Named | None
    scope: Scope = Scope.WHOLE
    provisions: tuple[Provision, ...] = ()
    on: date | None = None
    until: date | None = None
    exceptions: str | None = None
    rule: str = ""
    waits_for: int | None = None
    territory: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A header line (câu dẫn) that governs the items under it; ``target`` when the items are provisions of one act."""

    kind: ClauseKind
    level: int
    article: int | None
    on: date | None = None
    until: date | None = None
    exceptions: str | None = None
    part: bool = False
    target: Named | None = None
    annex: bool = False
    waits_for: int | None = None
    territory: str | None = None


def day(found: re.Match[str]) -> date | None:
    """The day of a match of pattern ``date``; a month alone is its first day."""
    groups = found.groupdict()
    for n in ("1", "2", "3"):
        if groups.get(f"y{n}"):
            try:
                return date(int(groups[f"y{n}"]), int(groups[f"m{n}"]), int(groups.get(f"d{n}") or 1))
            except ValueError:
                return None
    return None
