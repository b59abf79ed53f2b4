"""Acts, facts about them, and their life (văn bản, sự kiện pháp lý, vòng đời)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from doccheck.model.number import DocNumber, fold
from doccheck.model.period import Period
from doccheck.model.provision import Provision


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act (văn bản). Identity is number + instrument + issuers + day of issue; ``id`` spells it.

    ``instrument`` is an id of ``rules/vn/instruments``, ``issuers`` ids of ``rules/vn/issuers``
    (``chinh-phu``, ``bo-tai-chinh``, ``ubnd-tinh/ha-tinh``); an issuer that the rules do not know keeps its
    written name.
    ``effective_on`` is the day stated by a source, None when no source states it.
    """

    id: str
    number: DocNumber | None
    instrument: str | None
    issuers: tuple[str, ...] = ()
    issued_on: date | None = None
    effective_on: date | None = None
    title: str | None = None
    locality: str | None = None


def act_id(
    number: DocNumber | None,
    instrument: str | None,
    issuers: tuple[str, ...] = (),
    issued_on: date | None = None,
    title: str | None = None,
) -> str:
    """Id of an act (mã văn bản): ``158/2007/nd-cp|decree|chinh-phu|2007-10-27``.

    A folded title stands in for a missing number.
    """
    head = number.key if number else fold(title or "").replace("|", " ")
    return "|".join((head, instrument or "", "+".join(issuers), issued_on.isoformat() if issued_on else ""))


class Tier(StrEnum):
    """How a fact is known, strongest first."""

    CONFIRMED = "confirmed"  # a person confirmed it
    OFFICIAL = "official"  # an official source or published list states it
    READ = "read"  # read in an official text
    SECONDARY = "secondary"  # inferred, or a secondary page states it
    PILE = "pile"  # read in the user's own pile, not yet approved
    HINT = "hint"  # memory, heuristics: never asserted


class Kind(StrEnum):
    """What a fact states about its act."""

    EFFECT = "effect"  # takes effect on ``on``
    EFFECT_MOVED = "effect_moved"
    REPLACED = "replaced"  # bị thay thế
    REPEALED = "repealed"  # bị bãi bỏ
    ENDED = "ended"  # hết hiệu lực without a verb of repeal
    TERM = "term"  # own term: last day is the day before ``on``
    PARTLY_REPEALED = "partly_repealed"
    PARTLY_REPLACED = "partly_replaced"
    AMENDED = "amended"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    CORRECTED = "corrected"
    IN_FORCE = "in_force"  # a source states that it is in force on ``on``
    CEASED = "ceased"  # a source states that it has ceased by ``on``; the first day is not known
    GUIDES = "guides"  # ``by`` guides or details this act
    RELATED = "related"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a fact can be seen: quote (only of the user's own files), page, file hash, or a source's name."""

    quote: str | None = None
    page: int | None = None
    sha256: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One statement about an act.

    ``on`` is the first day on which the statement holds (for endings: the first day *not* in force), None when undated.
    ``by`` is the id of the act that caused it and ``by_label`` how to name it; ``exceptions`` are words after "trừ".
    ``until`` closes a suspension (first day of force again). ``territory`` is the slug of the former or present unit to
    which the statement is limited (địa bàn), None where it holds wherever the act applies.
    """

    act: str
    kind: Kind
    on: date | None
    tier: Tier
    origin: str
    by: str | None = None
    by_label: str | None = None
    provisions: tuple[Provision, ...] = ()
    exceptions: str | None = None
    until: date | None = None
    note: str | None = None
    evidence: Evidence | None = None
    territory: str | None = None


class Status(StrEnum):
    """Status of an act on a day (tình trạng hiệu lực)."""

    NOT_YET_IN_FORCE = "not_yet_in_force"
    IN_FORCE = "in_force"
    PARTLY_CEASED = "partly_ceased"
    CEASED = "ceased"
    SUSPENDED = "suspended"
    NEVER_IN_FORCE = "never_in_force"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """How far a status or a finding can be trusted."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of an act's life with one status; ``why`` are the facts that prove it.

    ``known_to`` bounds an "in force": the last day for which a source knows it.
    """

    period: Period
    status: Status
    amended: bool = False
    certainty: Certainty = Certainty.LOW
    why: tuple[Fact, ...] = ()
    reason: str = ""
    ceased_provisions: tuple[Provision, ...] = ()
    exceptions: str | None = None
    known_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """An act's life, piece by piece, without gaps from the beginning to the end of time."""

    act: Act
    pieces: tuple[Piece, ...]

    def at(self, day: date) -> Piece:
        """The piece that holds on a day."""
        for piece in self.pieces:
            if day in piece.period:
                return piece
        raise ValueError("a timeline has no gaps")
