"""EFF-MIN, hiệu lực sớm hơn thời hạn tối thiểu: fewer days between issue and effect than the law of the day asks."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "EFF-MIN"


def check(context: Context) -> Iterator[Finding]:
    """Normative documents only; a shortened procedure told in the text is enough to be silent."""
    effect, issued, level = context.effect, context.issued_on, context.level
    if effect is None or effect.on is None or issued is None or level is None or not context.normative:
        return
    delay = context.book.delays.at(level, issued)
    if delay is None or delay.from_ != "signing" or context.kind in delay.except_kinds:
        return
    if context.reading.shortened_procedure and delay.urgent:
        return
    gap = (effect.on - issued).days
    if not 0 <= gap < delay.min_days:
        return
    edge = gap >= delay.min_days - delay.tolerance
    yield from find(
        context,
        CODE,
        day=issued,
        variant=_variant(context, gap, edge),
        span=effect.span,
        subject=context.own,
        cap=cap(context),
        cause=CODE,
        issued=issued,
        effective=effect.on,
        gap=gap,
        least=delay.min_days,
    )


def _variant(context: Context, gap: int, edge: bool) -> str:
    if gap == 0:
        return "signing"
    if edge:
        return "border"
    return "dossier" if context.kind in context.book.cards[CODE].words["dossier"] else "default"
