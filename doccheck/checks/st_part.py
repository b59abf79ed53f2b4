"""ST-PART, hết hiệu lực một phần: some provisions of the document have ceased."""

from collections.abc import Iterator
from dataclasses import replace

from doccheck.checks.context import Context
from doccheck.checks.life import first_day, provisions
from doccheck.checks.weigh import STRONG, find
from doccheck.model.act import Certainty, Kind, Piece, Status, Tier
from doccheck.model.report import Finding

CODE = "ST-PART"
PARTIAL = frozenset({Kind.PARTLY_REPEALED, Kind.PARTLY_REPLACED})
AMENDING = frozenset({Kind.AMENDED, Kind.CORRECTED, Kind.EFFECT, Kind.IN_FORCE, Kind.GUIDES, Kind.RELATED})
TRUST = {Tier.SECONDARY: Certainty.MEDIUM, **dict.fromkeys(STRONG, Certainty.HIGH)}


def check(context: Context) -> Iterator[Finding]:
    """Named provisions were repealed or replaced; known even where the rest of the document is not."""
    piece = _cut(context.status, context)
    if piece is None:
        return
    days = [fact.on for fact in piece.why if fact.on is not None]
    since = max(days, default=None) or first_day(context) or context.as_of
    named = provisions(piece.ceased_provisions, context.book)
    yield from find(
        context,
        CODE,
        day=since,
        variant="default" if named else "unnamed",
        span=context.number_span(),
        subject=context.own,
        piece=piece,
        since=since,
        provisions=named or None,
    )


def _cut(piece: Piece | None, context: Context) -> Piece | None:
    """The piece with the facts about its lost provisions alone; None where there are none."""
    if piece is None or piece.status not in {Status.PARTLY_CEASED, Status.UNKNOWN}:
        return None
    own = context.own.id if context.own else None
    cut = tuple(f for f in piece.why if f.act == own and (f.kind in PARTIAL or f.provisions) and f.kind not in AMENDING)
    if not cut:
        return None
    trust = [TRUST.get(fact.tier, Certainty.LOW) for fact in cut]
    best = next((one for one in Certainty if one in trust), Certainty.LOW)
    return replace(piece, why=cut, certainty=best)
