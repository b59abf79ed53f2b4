"""ST-SUSP, bị đình chỉ hoặc (tạm) ngưng hiệu lực: the document is suspended on the day asked."""

from collections.abc import Iterator
from datetime import timedelta

from doccheck.checks.context import Context
from doccheck.checks.weigh import find
from doccheck.model.act import Status
from doccheck.model.report import Finding

CODE = "ST-SUSP"


def check(context: Context) -> Iterator[Finding]:
    """A suspension that has begun and not yet ended."""
    piece = context.status
    if piece is None or piece.status is not Status.SUSPENDED:
        return
    last = piece.period.end - timedelta(days=1) if piece.period.end else None
    yield from find(
        context,
        CODE,
        day=piece.period.start or context.as_of,
        variant="default" if last else "open",
        span=context.number_span(),
        subject=context.own,
        piece=piece,
        since=piece.period.start or context.as_of,
        until=last,
    )
