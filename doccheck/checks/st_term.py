"""ST-TERM, hết thời hạn ghi trong văn bản: the term written in the document has run out."""

from collections.abc import Iterator
from datetime import timedelta

from doccheck.checks.context import Context
from doccheck.checks.life import first_day, termed
from doccheck.checks.weigh import find
from doccheck.model.act import Status
from doccheck.model.reading import Effect
from doccheck.model.report import Finding

CODE = "ST-TERM"
ALIVE = frozenset({Status.IN_FORCE, Status.PARTLY_CEASED, Status.SUSPENDED})


def check(context: Context) -> Iterator[Finding]:
    """A last day of effect, in the registry or in the document's own clause, that lies before the day asked."""
    piece, effect = context.status, context.effect
    if piece is not None and piece.status is Status.CEASED:
        if termed(piece):
            since = first_day(context)
            last = since - timedelta(days=1) if since else None
            yield from find(
                context, CODE, day=last, span=context.number_span(), subject=context.own, piece=piece, until=last
            )
        return
    if piece is not None and piece.status in ALIVE:
        return
    if effect is not None and effect.until is not None and effect.until < context.as_of:
        yield from find(
            context,
            CODE,
            day=effect.until,
            variant="default" if _stated(context, effect) else "apart",
            span=effect.span,
            subject=context.own,
            until=effect.until,
        )


def _stated(context: Context, effect: Effect) -> bool:
    """True where the clause itself, as quoted, speaks of a last day."""
    quote = context.reading.text.quote(effect.span).casefold() if effect.span else ""
    return any(word in quote for word in context.book.cards[CODE].words["last"])
