"""Reading a piece of an act's life (giai đoạn hiệu lực): what ended it, and how its provisions are named."""

from dataclasses import replace
from datetime import date

from doccheck.checks.context import Context
from doccheck.checks.weigh import STRONG, carrying
from doccheck.model.act import Certainty, Kind, Piece, Status, Tier
from doccheck.model.provision import Provision
from doccheck.rulebook.book import Book

CASCADE, HORIZON = "ceased_cascade", "ceased_horizon"
PARTIAL = frozenset({Kind.PARTLY_REPEALED, Kind.PARTLY_REPLACED})
AMENDING = frozenset({Kind.AMENDED, Kind.CORRECTED, Kind.EFFECT, Kind.IN_FORCE, Kind.GUIDES, Kind.RELATED})
TRUST = {Tier.SECONDARY: Certainty.MEDIUM, **dict.fromkeys(STRONG, Certainty.HIGH)}


def first_day(context: Context) -> date | None:
    """First day of the document's status, over all pieces that share it."""
    period = context.status_period
    return period.start if period else None


def undated(piece: Piece) -> bool:
    """True when a source only states that the act had ceased by a day."""
    return all(fact.kind is Kind.CEASED for fact in carrying(piece))


def termed(piece: Piece) -> bool:
    """True when the act ended by its own term."""
    if piece.reason == HORIZON:
        return False
    kinds = {fact.kind for fact in carrying(piece)}
    return Kind.TERM in kinds and not kinds & {Kind.REPLACED, Kind.REPEALED, Kind.ENDED}


def cascaded(piece: Piece) -> bool:
    """True when the act ended because the act it details ended."""
    return piece.reason == CASCADE


def ended(context: Context) -> Piece | None:
    """The piece in which the document itself is dead by another's hand; None otherwise."""
    piece = context.status
    if piece is None or piece.status is not Status.CEASED or termed(piece) or piece.reason in {CASCADE, HORIZON}:
        return None
    return None if stillborn(context) else piece


def stillborn(context: Context) -> bool:
    """True when the document's own clause names a first day of effect on or after the day on which it ended."""
    effect, since, piece = context.effect, first_day(context), context.status
    if piece is None or piece.status is not Status.CEASED or undated(piece) or termed(piece):
        return False
    if piece.reason in {CASCADE, HORIZON}:
        return False
    return since is not None and effect is not None and effect.on is not None and since <= effect.on


def provisions(found: tuple[Provision, ...], book: Book) -> str:
    """Provisions as people write them."""
    return ", ".join(book.phrases.provisions.write(one) for one in found)


def cut(piece: Piece | None, about: str | None, day: date) -> Piece | None:
    """The piece with the facts about provisions lost by a day alone; None where there are none.

    That provisions were lost is known even where nobody knows whether the rest is in force.
    """
    if piece is None or piece.status not in {Status.PARTLY_CEASED, Status.UNKNOWN}:
        return None
    about_it = (
        f for f in piece.why if f.act == about and (f.kind in PARTIAL or f.provisions) and f.kind not in AMENDING
    )
    lost = tuple(f for f in about_it if f.on is None or f.on <= day)
    if not lost:
        return None
    trust = [TRUST.get(fact.tier, Certainty.LOW) for fact in lost]
    best = next((one for one in Certainty if one in trust), Certainty.LOW)
    gone = piece.ceased_provisions or tuple(p for f in lost for p in f.provisions)
    return replace(piece, why=lost, certainty=best, ceased_provisions=gone)
