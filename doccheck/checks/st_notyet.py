"""ST-NOTYET, chưa có hiệu lực: the document takes effect after the day asked."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.weigh import find
from doccheck.model.act import Kind, Status
from doccheck.model.report import Finding

CODE = "ST-NOTYET"


def check(context: Context) -> Iterator[Finding]:
    """The registry's first day of effect, else the document's own, lies after the day asked.

    Where the document's own clause has come true and no act moved its day, the registry's later day decides nothing.
    """
    piece, effect = context.status, context.effect
    if piece is not None and piece.status is Status.NOT_YET_IN_FORCE:
        moved = any(fact.kind is Kind.EFFECT_MOVED for fact in piece.why)
        if effect is not None and effect.on is not None and effect.on <= context.as_of and not moved:
            return
        first = (context.status_period.end if context.status_period else None) or context.effective_on
        if first is not None and first > context.as_of:
            span = effect.span if effect else context.number_span()
            yield from find(context, CODE, day=context.issued_on, span=span, subject=context.own, effective=first)
        return
    if piece is not None and piece.status is not Status.UNKNOWN:
        return
    if effect is not None and effect.on is not None and effect.on > context.as_of:
        yield from find(
            context, CODE, day=context.issued_on, span=effect.span, subject=context.own, effective=effect.on
        )
