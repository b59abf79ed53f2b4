"""ST-CASC, hết hiệu lực theo văn bản được quy định chi tiết: the act that the document details has ended."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.life import CASCADE, first_day
from doccheck.checks.weigh import find
from doccheck.model.act import Certainty, Status
from doccheck.model.report import Finding, Level

CODE = "ST-CASC"
CAPS = {Certainty.HIGH: None, Certainty.MEDIUM: Level.WARNING, Certainty.LOW: Level.REVIEW}
REVIEW = "in_force_review"


def check(context: Context) -> Iterator[Finding]:
    """Ended by cascade, or in force with a parent whose fate asks for a review; the regimes are in the rulebook."""
    piece = context.status
    if piece is None or piece.reason not in {CASCADE, REVIEW}:
        return
    since = first_day(context) if piece.status is Status.CEASED else None
    begins = context.effect.on if context.effect else None
    if since is not None and begins is not None and since <= begins:
        return
    marks = [fact for fact in piece.why if fact.origin.startswith("rules:") and fact.by]
    if not marks:
        return
    yield from find(
        context,
        CODE,
        day=since or marks[-1].on,
        variant="default" if piece.status is Status.CEASED else "review",
        span=context.number_span(),
        subject=context.own,
        certainty=piece.certainty,
        cap=CAPS[piece.certainty] if piece.status is Status.CEASED else Level.REVIEW,
        proof=tuple(piece.why),
        since=since or marks[-1].on,
        parent=marks[-1].by_label,
        rule=marks[-1].note,
    )
