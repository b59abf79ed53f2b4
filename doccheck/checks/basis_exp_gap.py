"""BASIS-EXP-GAP, căn cứ hết hiệu lực giữa ngày ban hành và ngày có hiệu lực của văn bản."""

from collections.abc import Iterator
from datetime import date

from doccheck.checks.context import Context
from doccheck.checks.life import undated
from doccheck.checks.mentions import cap, dead
from doccheck.checks.weigh import find
from doccheck.model.report import Finding, Level

CODE = "BASIS-EXP-GAP"


def check(context: Context) -> Iterator[Finding]:
    """Bases alive on the day of issue and dead on the first day of effect; reserved content is told to drafts only."""
    first = context.effective_on
    for cited in context.bases():
        piece, since = dead(cited, first), cited.since(first)
        if piece is None or first is None or since is None or undated(piece):
            continue
        if piece.exceptions and not context.draft:
            continue
        if context.issued_on is None or not context.issued_on < since <= _last(first, context):
            continue
        yield from find(
            context,
            CODE,
            day=context.issued_on,
            span=cited.reference.span,
            subject=cited.act,
            piece=piece,
            cap=Level.REVIEW if piece.exceptions else cap(context, cited),
            since=since,
            issued=context.issued_on,
            effective=first,
        )


def _last(first: date, context: Context) -> date:
    """Endings after the day asked are not spoken of; a draft is asked about the time to come."""
    return first if context.draft else min(first, context.as_of)
