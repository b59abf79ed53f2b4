"""ST-NEVER, bị bãi bỏ trước khi có hiệu lực: the document was ended before its first day of effect."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.life import stillborn
from doccheck.checks.weigh import find
from doccheck.model.act import Status
from doccheck.model.report import Finding

CODE = "ST-NEVER"


def check(context: Context) -> Iterator[Finding]:
    """A stillborn document (không phát sinh hiệu lực)."""
    piece = context.status
    if piece is not None and (piece.status is Status.NEVER_IN_FORCE or stillborn(context)):
        yield from find(
            context,
            CODE,
            day=piece.period.start or context.as_of,
            span=context.number_span(),
            subject=context.own,
            piece=piece,
        )
