"""An answer before it becomes a match (câu trả lời): state, act, rivals, step."""

from dataclasses import dataclass

from doccheck.model.act import Act
from doccheck.model.match import MatchState

SHOWN = 20  # rivals shown at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a step found."""

    state: MatchState
    how: str
    best: Act | None = None
    rivals: tuple[Act, ...] = ()
    guess: bool = False


def found(act: Act, how: str, rivals: tuple[Act, ...] = ()) -> Answer:
    """One act, certainly."""
    return Answer(state=MatchState.FOUND, how=how, best=act, rivals=rivals[:SHOWN])


def ambiguous(rivals: tuple[Act, ...], how: str, *, guess: bool = False) -> Answer:
    """Several acts, or one that is only a guess."""
    return Answer(state=MatchState.AMBIGUOUS, how=how, rivals=rivals[:SHOWN], guess=guess)


def missing(how: str = "missing", rivals: tuple[Act, ...] = ()) -> Answer:
    """None; rivals are acts that are *not* the one meant but may explain a slip."""
    return Answer(state=MatchState.MISSING, how=how, rivals=rivals[:SHOWN])
