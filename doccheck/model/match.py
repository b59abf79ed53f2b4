"""What matching yields: the act behind each reference, or an honest answer that there is none or more than one."""

from dataclasses import dataclass
from enum import StrEnum

from doccheck.model.act import Act, Timeline


class MatchState(StrEnum):
    """AMBIGUOUS and MISSING are answers."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Reference ``reference`` (index into ``Reading.references``; -1 is the document itself) and what stands behind it.

    ``how`` names the step that answered (``exact``, ``title``, ``short``, ``fuzzy``…); a ``guess`` (repaired number) is
    shown as one and is never FOUND. ``rivals`` are candidates, best first. ``timeline`` belongs to ``best``.
    """

    reference: int
    state: MatchState
    best: Act | None = None
    timeline: Timeline | None = None
    rivals: tuple[Act, ...] = ()
    how: str = ""
    guess: bool = False
